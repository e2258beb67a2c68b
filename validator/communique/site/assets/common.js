// What all pages share: the data that scripts hand over, elements made of texts, and the colours of the page.
"use strict";

const communique = (() => {
  const CONTESTED = 1;
  const BACKGROUND = 2;
  const data = { names: null, events: [], quotes: [] };
  const root = () => document.body.dataset.root;

  /** Take what a file of `data/` hands over. */
  function take(kind, value) {
    if (kind === "names") {
      data.names = value;
    } else if (kind === "events") {
      for (const row of value) {
        data.events.push(event(row, data.events.length));
      }
    } else if (kind === "quotes") {
      const [first, several] = value;
      several.forEach((words, index) => { data.events[first + index].quotes = words; });
    }
  }

  /** Name what stands at each place of an event's row. */
  function event(row, index) {
    const [stem, summary, type, status, when, anchor, start, end, actors, place, articles, flags] = row;
    return {
      index, stem, summary, status, when, anchor, start, end, actors, place, articles, type: data.names.types[type],
      contested: Boolean(flags & CONTESTED), background: Boolean(flags & BACKGROUND), quotes: "", words: null,
    };
  }

  /** Make an element with attributes and children. Texts are texts: nothing here reads markup. */
  function make(tag, attributes = {}, ...children) {
    const drawn = ["svg", "g", "rect", "line", "text", "circle", "path", "title"].includes(tag);
    const made = drawn ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) {
        made.setAttribute(name, value);
      }
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  /** Fold a text for search: small letters, without accents, straight quotes. */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}+/gu, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
  }

  function counted(number, noun) {
    return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  }

  /** Show an event as the lists of the pages do. */
  function card(each, snippet = null) {
    const facts = [make("span", { class: `kind f-${each.type[2]}` }, each.type[1]), make("span", {}, each.when)];
    if (each.place >= 0) {
      facts.push(make("span", { dir: "auto" }, data.names.places[each.place][1]));
    }
    const [status, label] = data.names.statuses[each.status];
    if (status !== "occurred") {
      facts.push(make("span", { class: "status" }, label.toLowerCase()));
    }
    if (each.articles > 1) {
      facts.push(make("span", {}, counted(each.articles, "article")));
    }
    if (each.contested) {
      facts.push(make("span", { class: "contested" }, "contested"));
    }
    return make(
      "li", { class: `card f-${each.type[2]}` },
      make("a", { href: `${root()}event/${each.stem}.html`, dir: "auto" }, each.summary),
      make("p", { class: "facts" }, ...facts), snippet,
    );
  }

  /** Load a file of `data/`, once. */
  const loading = new Map();
  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const script = make("script", { src: `${root()}data/${name}.js` });
        script.addEventListener("load", resolve);
        script.addEventListener("error", reject);
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  function remembered() {
    try {
      return localStorage.getItem("communique-theme");
    } catch {
      return null;
    }
  }

  function remember(theme) {
    try {
      localStorage.setItem("communique-theme", theme);
    } catch {
      // A page from a disk may not be allowed to keep anything: then the choice lasts as long as the page.
    }
  }

  const theme = remembered();
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const each of document.querySelectorAll("[data-script]")) {
      each.hidden = false;
    }
    for (const each of document.querySelectorAll("[data-static]")) {
      each.hidden = true;
    }
    const button = document.querySelector(".theme");
    const dark = () => (document.documentElement.dataset.theme
      ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    const tell = () => button.setAttribute("aria-pressed", String(dark()));
    button.addEventListener("click", () => {
      document.documentElement.dataset.theme = dark() ? "light" : "dark";
      remember(document.documentElement.dataset.theme);
      tell();
    });
    tell();
  });

  return { data, take, make, fold, counted, card, load };
})();
