// Search and filters over all events, on the front page. What is asked stands in the address, and can be shared.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const { data, make, fold, counted, card, load } = communique;
  const STEP = 50;
  const AROUND = 60;
  const PAUSE = 120;
  const form = document.getElementById("filters");
  const results = document.getElementById("results");
  const found = document.getElementById("found");
  const further = document.getElementById("further");
  const fields = [...form.elements].filter((each) => each.name);
  const actors = new Map(data.names.actors.map(([stem], index) => [stem, index]));
  const places = new Map(data.names.places.map(([stem], index) => [stem, index]));
  const initial = [...results.childNodes];
  let matching = [];
  let shown = 0;
  let searching = 0;
  let quoted = null;

  function option(value, label) {
    return make("option", { value }, label);
  }

  function group(label, options) {
    const made = make("optgroup", {}, ...options);
    made.label = label;
    return made;
  }

  /** Fill the lists to choose from with what there is. */
  function fill() {
    const present = { type: new Set(), status: new Set(), actor: new Set(), place: new Set() };
    for (const each of data.events) {
      present.type.add(each.type[0]);
      present.status.add(each.status);
      present.place.add(each.place);
      each.actors.forEach((actor) => present.actor.add(actor));
    }
    for (const [family, label] of data.names.families) {
      const types = data.names.types.filter(([word, , of]) => of === family && present.type.has(word));
      const options = types.map(([word, text]) => option(word, text));
      if (options.length) {
        form.elements.type.append(group(label, [option(`family-${family}`, `All of ${label.toLowerCase()}`), ...options]));
      }
    }
    data.names.statuses.forEach(([word, label], index) => {
      if (present.status.has(index)) {
        form.elements.status.append(option(word, label));
      }
    });
    const named = (one, other) => one[1].localeCompare(other[1], "en");
    const some = data.names.actors.filter((_, index) => present.actor.has(index)).sort(named);
    for (const kind of [...new Set(some.map((actor) => actor[2]))].sort()) {
      const same = some.filter((actor) => actor[2] === kind);
      for (const name of ["actor", "with"]) {
        form.elements[name].append(group(kind, same.map(([stem, label]) => option(stem, label))));
      }
    }
    const there = data.names.places.filter((_, index) => present.place.has(index)).sort(named);
    form.elements.place.append(...there.map(([stem, label]) => option(stem, label)));
  }

  /** Read the address into the fields. */
  function restore() {
    const asked = new URLSearchParams(location.search);
    for (const field of fields) {
      if (field.type === "checkbox") {
        field.checked = asked.has(field.name);
      } else {
        const value = asked.get(field.name) ?? "";
        field.value = value;
        if (field.value !== value) {
          field.value = ""; // it asks for what is not in the list
        }
      }
    }
    return [...asked.keys()].some((name) => form.elements[name]);
  }

  /** Write the fields into the address. */
  function keep() {
    const asked = new URLSearchParams();
    for (const field of fields) {
      if (field.type === "checkbox" ? field.checked : field.value) {
        asked.set(field.name, field.value);
      }
    }
    try {
      history.replaceState(null, "", `${location.pathname}${asked.size ? `?${asked}` : ""}${location.hash}`);
    } catch {
      // Some browsers do not let a page from a disk change its address.
    }
  }

  /** Divide what is asked into words, all of which must occur; what stands in quotes stays together. */
  function terms(text) {
    return [...fold(text).matchAll(/"([^"]+)"|(\S+)/g)].map((match) => (match[1] ?? match[2]).trim()).filter(Boolean);
  }

  /** Give what an event is found by, besides its passages. */
  function words(each) {
    if (each.words === null) {
      const names = each.actors.flatMap((index) => [data.names.actors[index][1], ...data.names.actors[index][3]]);
      const place = each.place >= 0 ? data.names.places[each.place][1] : "";
      each.words = fold([each.summary, each.type[1], place, ...names].join("\n"));
    }
    return each.words;
  }

  /** Whether all words occur; those that occur in passages alone are given. */
  function matched(each, asked) {
    const rest = asked.filter((term) => !words(each).includes(term));
    if (!rest.length) {
      return rest;
    }
    const passages = fold(each.quotes);
    return rest.every((term) => passages.includes(term)) ? rest : null;
  }

  function passes(each) {
    const { type, status, actor, with: other, place, from, to, contested, news } = form.elements;
    const begins = each.start || each.end;
    const ends = each.end || each.start;
    return (!type.value || type.value === each.type[0] || type.value === `family-${each.type[2]}`)
      && (!status.value || status.value === data.names.statuses[each.status][0])
      && (!actor.value || each.actors.includes(actors.get(actor.value)))
      && (!other.value || each.actors.includes(actors.get(other.value)))
      && (!place.value || each.place === places.get(place.value))
      && (!from.value || ends >= from.value)
      && (!to.value || (begins && begins <= to.value))
      && (!contested.checked || each.contested)
      && (!news.checked || !each.background);
  }

  const orders = {
    "": (one, other) => other.index - one.index,
    oldest: (one, other) => one.index - other.index,
    articles: (one, other) => other.articles - one.articles || other.index - one.index,
  };

  /** Show the part of a passage in which a word was found. */
  function snippet(each, rest) {
    if (!rest.length) {
      return null;
    }
    for (const passage of each.quotes.split("\n")) {
      const at = fold(passage).indexOf(rest[0]);
      if (at >= 0) {
        const end = at + rest[0].length;
        const first = Math.max(0, at - AROUND);
        return make(
          "p", { class: "snippet", dir: "auto" }, `“${first ? "…" : ""}${passage.slice(first, at)}`,
          make("mark", {}, passage.slice(at, end)), `${passage.slice(end, end + AROUND)}${end + AROUND < passage.length ? "…" : ""}”`,
        );
      }
    }
    return null;
  }

  function show(list) {
    const next = matching.slice(shown, shown + STEP);
    const cards = next.map(([each, rest]) => card(each, snippet(each, rest)));
    list.append(...cards);
    shown += next.length;
    further.hidden = shown >= matching.length;
    return cards[0];
  }

  function find() {
    const asked = terms(form.elements.q.value);
    matching = [];
    for (const each of data.events) {
      const rest = passes(each) ? matched(each, asked) : null;
      if (rest !== null) {
        matching.push([each, rest]);
      }
    }
    const order = orders[form.elements.sort.value] ?? orders[""];
    matching.sort(([one], [other]) => order(one, other));
    const list = make("ol", { class: "cards" });
    shown = 0;
    show(list);
    results.replaceChildren(list);
    document.getElementById("pages").hidden = true;
    const waiting = asked.length && quoted !== data.names.quotes ? "; passages are being searched" : "";
    found.textContent = matching.length ? `${counted(matching.length, "event")}${waiting}` : `No event is like this${waiting}`;
  }

  /** Search, and then once more with the passages, which are loaded when they are first needed. */
  async function search() {
    const mine = ++searching;
    find();
    if (!form.elements.q.value.trim() || quoted === data.names.quotes) {
      return;
    }
    for (let number = 1; number <= data.names.quotes; number += 1) {
      await load(`quotes-${number}`);
      quoted = Math.max(quoted ?? 0, number);
      if (mine !== searching) {
        return;
      }
    }
    find();
  }

  let timer = 0;
  function changed() {
    clearTimeout(timer);
    timer = setTimeout(() => { keep(); search(); }, PAUSE);
  }

  fill();
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    keep();
    search();
  });
  form.addEventListener("reset", () => {
    setTimeout(() => {
      for (const field of fields) {
        field.value = field.type === "checkbox" ? field.value : "";
      }
      keep();
      searching += 1;
      matching = [];
      found.textContent = "";
      further.hidden = true;
      results.replaceChildren(...initial);
      document.getElementById("pages").hidden = false;
    });
  });
  further.firstElementChild.addEventListener("click", () => {
    const first = show(results.firstElementChild);
    first?.querySelector("a").focus();
  });
  if (restore()) {
    search();
    if (!location.hash) {
      document.getElementById("events").scrollIntoView();
    }
  }
});
