// The network: who with whom, counted anew for what is asked, and the events behind a tie.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const { data, make, counted, card } = communique;
  const LISTED = 40;
  const THICKEST = 9;
  const picture = document.querySelector(".network");
  const panel = document.getElementById("tie");
  const fields = ["family", "from", "to", "least"].map((name) => document.getElementById(`tie-${name}`));
  const [family, from, to, least] = fields;
  const stems = data.names.actors.map(([stem]) => stem);
  const nodes = new Map([...picture.querySelectorAll(".node")].map((node) => [node.dataset.stem, node]));
  const lines = [...picture.querySelectorAll("line")];
  let ties = new Map();
  let chosen = null;

  const key = (one, other) => [one, other].sort().join(" ");

  /** Count the events that any two actors share, of those that are asked for. */
  function count() {
    ties = new Map();
    for (const each of data.events) {
      const begins = each.start || each.end;
      const ends = each.end || each.start;
      if ((family.value && each.type[2] !== family.value) || (from.value && ends < from.value)
        || (to.value && (!begins || begins > to.value))) {
        continue;
      }
      const actors = each.actors.map((index) => stems[index]).filter((stem) => nodes.has(stem));
      actors.forEach((one, index) => actors.slice(index + 1).forEach((other) => {
        const pair = key(one, other);
        ties.set(pair, [...(ties.get(pair) ?? []), each]);
      }));
    }
  }

  function draw() {
    count();
    const fewest = Math.max(1, Number(least.value) || 1);
    const most = Math.max(2, ...[...ties.values()].map((events) => events.length));
    const tied = new Set();
    for (const line of lines) {
      const { one, other } = line.dataset;
      const events = ties.get(key(one, other))?.length ?? 0;
      line.classList.toggle("away", events < fewest);
      if (events >= fewest) {
        tied.add(one).add(other);
        line.setAttribute("stroke-width", 1 + Math.round((THICKEST - 1) * Math.sqrt((events - 1) / (most - 1))));
      }
    }
    for (const [stem, node] of nodes) {
      node.classList.toggle("away", !tied.has(stem));
    }
    light(chosen);
    if (chosen) {
      tell(chosen);
    }
  }

  /** Show an actor with those it has to do with, and let the others fade. */
  function light(stem) {
    picture.classList.toggle("chosen", Boolean(stem));
    const near = new Set([stem]);
    for (const line of lines) {
      const { one, other } = line.dataset;
      const its = (one === stem || other === stem) && !line.classList.contains("away");
      line.classList.toggle("near", its);
      if (its) {
        near.add(one).add(other);
      }
    }
    for (const [each, node] of nodes) {
      node.classList.toggle("near", near.has(each));
    }
  }

  const name = (stem) => data.names.actors[stems.indexOf(stem)][1];

  /** List with whom an actor has to do, and in which events. */
  function tell(stem) {
    const fewest = Math.max(1, Number(least.value) || 1);
    const found = [...ties].filter(([pair, events]) => pair.split(" ").includes(stem) && events.length >= fewest);
    found.sort(([one, some], [other, others]) => others.length - some.length || one.localeCompare(other));
    const parts = found.map(([pair, events]) => {
      const other = pair.split(" ").find((each) => each !== stem);
      const newest = events.slice(-LISTED).reverse();
      return make(
        "details", {},
        make("summary", {}, make("span", { dir: "auto" }, name(other)), ` – ${counted(events.length, "event")}`),
        make("ol", { class: "cards" }, ...newest.map((each) => card(each))),
        make("p", {}, make("a", { href: `index.html?actor=${stem}&with=${other}` }, "Search and filter these events")),
      );
    });
    panel.replaceChildren(
      make("h2", { dir: "auto" }, name(stem)),
      make("p", { class: "note" }, found.length ? `with ${found.length} of those in the picture, `
        : "with nobody, for what is asked; ", make("a", { href: `actor/${stem}.html` }, "all events")),
      ...parts,
    );
  }

  for (const [stem, node] of nodes) {
    node.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        chosen = chosen === stem ? null : stem;
        light(chosen);
        if (chosen) {
          tell(chosen);
        }
      }
    });
    node.addEventListener("mouseenter", () => light(stem));
    node.addEventListener("mouseleave", () => light(chosen));
    node.addEventListener("focus", () => light(stem));
    node.addEventListener("blur", () => light(chosen));
  }
  for (const field of fields) {
    field.addEventListener("input", draw);
  }
  draw();
});
