// When it happened: a histogram of dated links under one range with two handles.

function dateFilter(counted) {
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
      if (known) counts[barOf(known[0])] += 1;
      else without += 1;
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
  const box = el("fieldset", { id: "dates", "aria-label": "When" }, el("h2", {}, "When"), el("div", { class: "range" }, chart, from, to), words,
    el("label", {}, undated, el("span", {}), el("span", {}, "without a date"), undatedCount));
  return { box, refresh: () => refresh(counted()) };
}

const nearest = (day) => AXIS.edges.reduce((best, edge, k) => (Math.abs(edge - day) < Math.abs(AXIS.edges[best] - day) ? k : best), 0);

function barOf(day) {
  const { edges, bars } = AXIS;
  let bar = 0;
  while (bar < bars - 1 && edges[bar + 1] <= day) bar += 1;
  return bar;
}
