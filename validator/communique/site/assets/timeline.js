// A timeline that can be moved and zoomed, with a lane for each family of events.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const { data, make, counted, card } = communique;
  const DAY = 86_400_000;
  const TOP = 30;
  const LEFT = 84;
  const EDGE = 70;
  const MARK = 9;
  const ROWS = 16;
  const FEWEST = 3;
  const ROW = 12;
  const COUNTED = 5;
  const LISTED = 30;
  const BIN = 7;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const section = document.getElementById("timeline");
  const canvas = section.querySelector(".canvas");
  const told = section.querySelector(".window");
  const list = section.querySelector(".inview");
  const number = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
  const events = data.events.filter((each) => each.anchor).map((each) => {
    const at = number(each.anchor);
    const end = each.end ? number(each.end) + 1 : at + 1;
    return { each, at, end: Math.max(at + 1, end), unsure: !each.start || !each.end || each.start !== each.end };
  });
  if (!events.length) {
    section.hidden = true;
    return;
  }
  const lanes = data.names.families.map(([family, label]) => ({
    family, label, events: events.filter((one) => one.each.type[2] === family), rows: FEWEST,
  })).filter((lane) => lane.events.length);
  const first = events[0].at;
  const last = events[events.length - 1].at + 1;
  const whole = [first - margin(last - first), last + margin(last - first)];
  const hint = make("p", { class: "hint", hidden: "" });
  let view = start();
  let width = 0;
  let drawing = 0;
  canvas.append(hint);

  function margin(days) {
    return Math.max(2, days * 0.03);
  }

  /** Begin where most events are: an early few are left outside, if the others are then seen more closely. */
  function start() {
    let from = first;
    for (const { at } of events.slice(0, Math.floor(events.length / 8) + 1)) {
      from = (last - at) * 3 < last - from ? at : from;
    }
    return [from - margin(last - from), last + margin(last - from)];
  }

  const x = (day) => LEFT + (day - view[0]) / (view[1] - view[0]) * (width - LEFT - 8);
  const dayAt = (px) => view[0] + (px - LEFT) / (width - LEFT - 8) * (view[1] - view[0]);

  function iso(day) {
    return new Date(Math.floor(day) * DAY);
  }

  function named(day) {
    const date = iso(day);
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  }

  /** Give the days at which the axis is marked, and what stands there. */
  function ticks() {
    const days = view[1] - view[0];
    const most = Math.max(2, Math.floor((width - LEFT) / 90));
    const found = [];
    const begin = iso(view[0]);
    const fine = [1, 2, 7, 14].find((step) => days / step <= most);
    if (fine) {
      for (let day = Math.ceil(view[0]); day < view[1]; day += 1) {
        const weeks = fine >= 7 ? ((day - 4) % fine + fine) % fine === 0 : day % fine === 0;
        if (weeks) {
          found.push([day, named(day)]);
        }
      }
      return found;
    }
    const step = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000].find((months) => days / (months * 30.44) <= most) ?? 12000;
    let month = Math.floor((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / step) * step;
    for (; ; month += step) {
      const year = Math.floor(month / 12);
      const date = new Date(Date.UTC(2000, month - year * 12, 1));
      date.setUTCFullYear(year);
      const day = date.getTime() / DAY;
      if (day >= view[1]) {
        return found;
      }
      if (day >= view[0]) {
        found.push([day, step >= 12 ? String(year) : `${MONTHS[month % 12]} ${year}`]);
      }
    }
  }

  function within(lane) {
    return lane.events.filter((one) => one.end > view[0] && one.at < view[1]);
  }

  /** Put events into rows so that none covers another; none, where there are too many. */
  function packed(some) {
    const ends = [];
    const marks = [];
    for (const one of some) {
      const from = Math.max(LEFT, x(one.at));
      const to = Math.max(from + MARK, Math.min(width, x(one.end)));
      let row = ends.findIndex((end) => end <= from);
      row = row < 0 ? ends.length : row;
      if (row >= ROWS) {
        return null;
      }
      ends[row] = to + 2;
      marks.push({ one, from, to, row });
    }
    return marks;
  }

  function marked({ one, from, to, row }, top) {
    const long = one.each.start && one.each.end ? to - from : MARK;
    const mark = make("rect", {
      class: `event f-${one.each.type[2]}${one.unsure ? " unsure" : ""}`, x: from, y: top + row * ROW,
      width: Math.max(MARK, long), height: MARK, rx: 4,
    });
    mark.event = one.each;
    return mark;
  }

  /** Draw a lane of many events as the number of them over time. */
  function counts(some, top) {
    const bins = new Map();
    for (const one of some) {
      if (one.at >= view[0]) {
        const bin = Math.floor((x(one.at) - LEFT) / BIN);
        bins.set(bin, (bins.get(bin) ?? 0) + 1);
      }
    }
    const most = Math.max(...bins.values());
    return [...bins].map(([bin, count]) => {
      const high = Math.max(2, count / most * (COUNTED * ROW));
      const bar = make("rect", {
        class: `many f-${some[0].each.type[2]}`, x: LEFT + bin * BIN, y: top + COUNTED * ROW - high, width: BIN - 1, height: high,
      });
      bar.label = `${counted(count, "event")}, from ${named(dayAt(LEFT + bin * BIN))}; zoom in to see them`;
      return bar;
    });
  }

  function draw() {
    drawing = 0;
    width = canvas.clientWidth;
    const seen = [];
    const drawn = make("svg", { "aria-hidden": "true" });
    const grid = make("g");
    drawn.append(grid);
    let top = TOP;
    for (const lane of lanes) {
      const some = within(lane);
      seen.push(...some);
      const marks = some.length <= 1500 ? packed(some) : null;
      // A lane grows with what it shows, and does not shrink again under the hand that moves it.
      lane.rows = Math.max(lane.rows, marks ? Math.max(0, ...marks.map((mark) => mark.row + 1)) : COUNTED);
      drawn.append(...(marks ? marks.map((mark) => marked(mark, top + 12)) : counts(some, top + 12)));
      drawn.append(make("text", { class: "lane", x: 10, y: top + 22 }, lane.label), make("text", { x: 10, y: top + 38 }, String(some.length)));
      grid.append(make("line", { x1: 0, x2: width, y1: top, y2: top }));
      top += lane.rows * ROW + 20;
    }
    for (const [day, label] of ticks()) {
      grid.append(make("line", { x1: x(day), x2: x(day), y1: TOP, y2: top }));
      if (x(day) < width - EDGE) {
        grid.append(make("text", { x: x(day) + 3, y: 19 }, label));
      }
    }
    drawn.setAttribute("viewBox", `0 0 ${width} ${top}`);
    drawn.setAttribute("height", top);
    canvas.querySelector("svg")?.remove();
    canvas.prepend(drawn);
    told.textContent = `${named(Math.max(view[0], whole[0]))} to ${named(Math.min(view[1], whole[1]))}: ${counted(seen.length, "event")}`;
    seen.sort((one, other) => one.each.index - other.each.index);
    list.replaceChildren(...seen.slice(0, LISTED).map((one) => card(one.each)));
    if (seen.length > LISTED) {
      list.append(make("li", { class: "card note" }, `and ${counted(seen.length - LISTED, "more event")}; zoom in to see them`));
    }
  }

  function redraw() {
    drawing ||= requestAnimationFrame(draw);
  }

  function look(from, to) {
    const least = 6;
    let length = Math.min(Math.max(to - from, least), whole[1] - whole[0]);
    let begin = from + (to - from - length) / 2;
    begin = Math.min(Math.max(begin, whole[0]), whole[1] - length);
    view = [begin, begin + length];
    redraw();
  }

  function zoom(factor, at = (view[0] + view[1]) / 2) {
    look(at - (at - view[0]) * factor, at + (view[1] - at) * factor);
  }

  function move(share) {
    const by = (view[1] - view[0]) * share;
    look(view[0] + by, view[1] + by);
  }

  const deeds = {
    in: () => zoom(0.6), out: () => zoom(1 / 0.6), back: () => move(-0.3), on: () => move(0.3), all: () => look(...whole),
  };
  const keys = { "+": "in", "=": "in", "-": "out", ArrowLeft: "back", ArrowRight: "on", Home: "all" };
  section.querySelector(".buttons").addEventListener("click", (event) => deeds[event.target.dataset.do]?.());
  canvas.addEventListener("keydown", (event) => {
    if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      deeds[keys[event.key]]();
    }
  });
  canvas.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      zoom(1.0015 ** event.deltaY, dayAt(event.offsetX));
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      move(event.deltaX / width);
    }
  }, { passive: false });

  const held = new Map();
  let moved = 0;
  canvas.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, event.offsetX);
    moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    point(event);
    if (!held.has(event.pointerId)) {
      return;
    }
    const before = [...held.values()];
    const px = event.clientX - canvas.getBoundingClientRect().left;
    moved += Math.abs(px - held.get(event.pointerId));
    if (moved > 4 && !canvas.hasPointerCapture(event.pointerId)) {
      canvas.setPointerCapture(event.pointerId);
      canvas.classList.add("held");
    }
    held.set(event.pointerId, px);
    const after = [...held.values()];
    const scale = (view[1] - view[0]) / (width - LEFT);
    if (after.length === 1) {
      look(view[0] - (after[0] - before[0]) * scale, view[1] - (after[0] - before[0]) * scale);
    } else if (after.length === 2) {
      const factor = Math.max(20, Math.abs(before[0] - before[1])) / Math.max(20, Math.abs(after[0] - after[1]));
      zoom(factor, dayAt((after[0] + after[1]) / 2));
    }
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, (event) => {
      held.delete(event.pointerId);
      canvas.classList.toggle("held", held.size > 0);
    });
  }
  canvas.addEventListener("pointerleave", () => { hint.hidden = true; });
  canvas.addEventListener("click", (event) => {
    if (event.target.event && moved <= 4) {
      location.href = `event/${event.target.event.stem}.html`;
    }
  });

  /** Say what is under the pointer. */
  function point(event) {
    const { event: each, label } = event.target;
    hint.hidden = (!each && !label) || held.size > 0;
    if (!hint.hidden) {
      hint.textContent = each ? `${each.summary} – ${each.type[1]}, ${each.when}` : label;
      const box = canvas.getBoundingClientRect();
      hint.style.left = `${Math.min(event.clientX - box.left + 12, Math.max(0, width - hint.offsetWidth - 8))}px`;
      hint.style.top = `${Math.min(event.clientY - box.top + 14, box.height - hint.offsetHeight - 4)}px`;
    }
  }

  new ResizeObserver(redraw).observe(canvas);
  redraw();
});
