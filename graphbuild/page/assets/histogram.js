// When it happened: a histogram of dated links under one range with two handles.

function dateFilter(counted) {
  const box = el("fieldset", { id: "dates", "aria-label": "When" });
  let [made, refresh] = [null, () => {}];
  return { box, refresh: () => {
    if (made !== AXIS) {
      made = AXIS;
      const parts = dateParts(counted);
      refresh = parts.refresh;
      box.replaceChildren(el("h2", {}, "When"), timeChoice(), ...parts.elements);
    }
    refresh();
  } };
}

// By the day on which something happened, or on which an article reported it.
function timeChoice() {
  const words = { happened: "it happened", reported: "it was reported" };
  return el("p", { class: "steps", role: "group", "aria-label": "Which dates" }, Object.entries(words).map(([time, text]) =>
    el("button", { type: "button", "data-time": time, "aria-pressed": String(state.time === time), onclick: () => {
      Object.assign(state.filters, { from: null, to: null });
      setTime(time);
      changed(true);
      document.querySelector(`[data-time=${time}]`)?.focus();
    } }, text)));
}

// Years or months under the bars, as many as there is room for.
function ticks({ edges, bars }) {
  const words = edges.map((day) => isoDay(day));
  const length = words[0].slice(0, 4) === words[bars].slice(0, 4) ? 7 : 4;
  const step = Math.max(1, Math.ceil(bars / 4));
  const shown = [];
  for (let k = 0; k <= bars; k += step) shown.push([k, words[k].slice(0, length)]);
  return el("p", { class: "ticks", "aria-hidden": "true" }, shown.filter(([, text], at) => !at || text !== shown[at - 1][1])
    .map(([k, text]) => el("span", { "data-at": Math.round((100 * k) / bars) }, text)));
}

function dateParts(counted) {
  if (!AXIS) return { elements: [el("p", { class: "hint" }, "Nothing has such a date.")], refresh: () => {} };
  const { edges, bars, strays } = AXIS;
  const chart = svg("svg", { viewBox: `0 0 ${bars} 10`, preserveAspectRatio: "none", class: "bars", "aria-hidden": "true" });
  const columns = Array.from({ length: bars }, (_, k) => svg("rect", { x: k + 0.08, width: 0.84, y: 10, height: 0 }));
  chart.append(...columns);
  const handle = (label) => el("input", { type: "range", min: 0, max: bars, step: 1, "aria-label": label });
  const [from, to] = [handle("From"), handle("Until")];
  const words = el("p", { class: "period" });
  const undated = el("input", { type: "checkbox", onchange: (event) => { state.filters.undated = event.target.checked; changed(true); } });
  const undatedCount = el("span", { class: "count" });
  const moved = (push) => {
    // A handle that is drawn over the other takes it along.
    let [low, high] = [Number(from.value), Number(to.value)];
    if (low >= high) [low, high] = document.activeElement === to ? [Math.max(0, high - 1), Math.max(1, high)] : [Math.min(low, bars - 1), low + 1];
    state.filters.from = low === 0 ? null : edges[low];
    state.filters.to = high === bars ? null : edges[high] - 1;
    changed(push);
  };
  for (const input of [from, to]) {
    input.addEventListener("input", () => moved(false));
    input.addEventListener("change", () => moved(true));
  }
  const refresh = (links) => {
    const { filters } = state;
    const counts = new Array(bars).fill(0);
    let without = 0;
    for (const link of links) {
      const known = SPANS[link.at];
      if (!known) without += 1;
      else for (let bar = 0; bar < bars; bar += 1) counts[bar] += known.some((stretch) => inBar(stretch, bar));
    }
    const highest = Math.max(1, ...counts);
    const low = filters.from == null ? 0 : nearest(filters.from);
    const high = filters.to == null ? bars : nearest(filters.to + 1);
    from.value = low;
    to.value = high;
    columns.forEach((column, k) => {
      const height = counts[k] ? Math.max(0.8, (10 * Math.sqrt(counts[k])) / Math.sqrt(highest)) : 0.15;
      column.setAttribute("y", 10 - height);
      column.setAttribute("height", height);
      column.setAttribute("class", k >= low && k < high ? "in" : "");
    });
    const first = filters.from == null ? (strays.before ? "earliest" : isoDay(edges[0])) : isoDay(filters.from);
    const last = filters.to == null ? (strays.after ? "latest" : isoDay(edges[bars] - 1)) : isoDay(filters.to);
    words.textContent = `${first} – ${last}`;
    from.setAttribute("aria-valuetext", first);
    to.setAttribute("aria-valuetext", last);
    undated.checked = filters.undated;
    undatedCount.textContent = grouped(without);
  };
  const axis = ticks(AXIS);
  for (const tick of axis.children) tick.style.left = `${tick.dataset.at}%`;
  const elements = [el("div", { class: "range" }, chart, from, to), axis, words,
    el("label", {}, undated, el("span", {}), el("span", {}, "without a date"), undatedCount)];
  return { elements, refresh: () => refresh(counted()) };
}

const nearest = (day) => AXIS.edges.reduce((best, edge, k) => (Math.abs(edge - day) < Math.abs(AXIS.edges[best] - day) ? k : best), 0);

// Whether it was so on a day of a bar; what lies before the first or after the last bar counts there.
function inBar([first, last], bar) {
  const { edges, bars, strays } = AXIS;
  const from = bar === 0 && strays.before ? null : edges[bar];
  const to = bar === bars - 1 && strays.after ? null : edges[bar + 1] - 1;
  return meets([first, last], from, to);
}
