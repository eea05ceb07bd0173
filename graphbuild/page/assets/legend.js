// The legend, whose entries are filters. Each counts what there is of it among all that the other filters let through.
// It is made once and afterwards only brought up to date, so that a handle can be dragged and the focus stays.

const FEW_OUTLETS = 8;
const MOST_RELATIONS = 60;
const refreshers = [];
let counted = null; // the facets of the last refresh

function tally(items, keys) {
  const counts = new Map();
  for (const item of items) for (const key of keys(item)) counts.set(key, (counts.get(key) || 0) + 1);
  return counts;
}

function startLegend() {
  const parts = [
    el("div", { id: "reset-row" }, resetButton()),
    group("Actors", DATA.types, "types", (type) => typeSwatch(type), (type) => type.plural, typeCounts),
    group("Links", DATA.families, "families", (family) => lineSwatch(family[state.theme], {}, family.mark), (family) => family.label,
      () => tally(counted.families, (link) => [link.family]), relations),
    group("Status", DATA.statuses, "statuses", (status) => lineSwatch(colours()("soft"), status), (status) => status.label,
      () => tally(counted.statuses, (link) => [link.status])),
    also(),
    sure(),
    SEVERAL_READERS ? group("Read by", occurringReaders(), "readers", null, (one) => one.words, () => tally(counted.readers, readersOf)) : "",
    HAPPENED.some(Boolean) || REPORTED.some(Boolean) ? dated() : "",
    OUTLETS.length > 1 ? outlets() : "",
  ];
  byId("legend").replaceChildren(...parts.filter(Boolean));
}

let listed = ""; // what does not come from the filters
function showLegend() {
  const [found, now] = [facets(), `${state.theme} ${state.groups} ${state.time}`];
  if (found === counted && now === listed) return; // to choose an actor changes nothing of it
  [counted, listed] = [found, now];
  for (const refresh of refreshers) refresh();
}

// Of each type the actors that have a link which everything but the types lets through.
function typeCounts() {
  const seen = new Set();
  for (const link of counted.types) for (const end of [link.from, link.to]) seen.add(end);
  for (const actor of ACTORS) if (!actor.own.length) seen.add(actor.at);
  return tally([...seen], (at) => [ACTORS[at].type]);
}

function occurringReaders() {
  const found = tally(LINKS, readersOf);
  return Object.entries(READERS).map(([id, words]) => ({ id, words })).filter(({ id }) => found.has(id));
}

function entry(swatch, text, on, count, change) {
  const box = el("input", { type: "checkbox", onchange: (event) => { change(event.target.checked); changed(true); } });
  const picture = el("span", { class: "picture" });
  const number = el("span", { class: "count" });
  const label = el("label", {}, box, picture, el("span", { class: "word" }, text), number);
  let theme = "";
  refreshers.push(() => {
    box.checked = on();
    label.classList.toggle("off", !on());
    number.textContent = grouped(count());
    if (swatch && theme !== state.theme) picture.replaceChildren(swatch());
    theme = state.theme;
  });
  return label;
}

function group(title, items, name, swatch, words, counts, more) {
  if (!items.length) return "";
  let found = new Map();
  refreshers.push(() => { found = counts(); });
  const off = () => state.filters[name];
  const all = el("button", { type: "button", class: "link-button", onclick: () => {
    const some = items.some((item) => off().has(item.id));
    off().clear();
    if (!some) items.forEach((item) => off().add(item.id));
    changed(true);
  } });
  refreshers.push(() => {
    const some = items.some((item) => off().has(item.id));
    all.textContent = some ? "all" : "none";
    all.setAttribute("aria-label", `${some ? "Show all" : "Hide all"}: ${title}`);
  });
  return el("fieldset", { "aria-label": title }, el("h2", {}, title, all), items.map((item) =>
    entry(swatch && (() => swatch(item)), words(item), () => !off().has(item.id), () => found.get(item.id) || 0, (on) => (on ? off().delete(item.id) : off().add(item.id)))), more?.());
}

// The relations of all families, folded away, the most frequent first.
function relations() {
  const labels = new Map(LINKS.map((link) => [link.key, link]));
  if (labels.size < 2) return "";
  let found = new Map();
  refreshers.push(() => { found = tally(counted.relations, (link) => [link.key]); });
  const total = tally(LINKS, (link) => [link.key]);
  const order = [...labels].sort((a, b) => total.get(b[0]) - total.get(a[0]) || byName(a[1].label, b[1].label)).slice(0, MOST_RELATIONS);
  const off = () => state.filters.relations;
  const all = el("button", { type: "button", class: "link-button", onclick: () => {
    if (off().size) off().clear();
    else for (const key of labels.keys()) off().add(key);
    changed(true);
  } });
  refreshers.push(() => {
    all.textContent = off().size ? "all" : "none";
    all.setAttribute("aria-label", `${off().size ? "Show all" : "Hide all"}: relations`);
  });
  return el("details", { id: "relations" }, el("summary", {}, `${plural(labels.size, "relation")} one by one`), el("p", { class: "all" }, all),
    order.map(([key, link]) => entry(() => lineSwatch(FAMILY.get(link.family)[state.theme], {}, FAMILY.get(link.family).mark), link.label, () => !off().has(key), () => found.get(key) || 0,
      (on) => (on ? off().delete(key) : off().add(key)))));
}

function also() {
  const entries = [];
  if (LISTENERS) {
    entries.push(entry(() => lineSwatch(colours()("soft")), "what was told to media", () => state.filters.listeners,
      () => counted.listeners.filter((link) => link.listener).length, (on) => { state.filters.listeners = on; }));
  }
  if (COMMUNITIES.length > 1) {
    entries.push(entry(() => svg("svg", { width: 18, height: 18, viewBox: "0 0 18 18", class: "swatch", "aria-hidden": "true" }, svg("circle", { cx: 9, cy: 9, r: 7, fill: PATCHES[0], "fill-opacity": 0.4 })),
      "communities", () => state.groups, () => COMMUNITIES.length, (on) => { state.groups = on; }));
  }
  return entries.length ? el("fieldset", { "aria-label": "Also" }, el("h2", {}, "Also"), entries) : "";
}

// How well a link has to be attested.
function sure() {
  const parts = [];
  if (MOST_VOICES > 1) parts.push(slider("voices", "independent sources", 1, Math.min(10, MOST_VOICES), 1, (value) => (value > 1 ? `at least ${value}` : "any number")));
  if (LINKS.some((link) => link.confidence != null && link.confidence < 1)) parts.push(slider("confidence", "confidence", 0, 1, 0.05, (value) => (value ? `at least ${Math.round(value * 100)} %` : "any")));
  if (LINKS.some((link) => link.unnamed)) {
    parts.push(entry(() => el("span", { class: "seal" }, "N"), "both ends named in a sentence", () => state.filters.named,
      () => counted.named.filter((link) => !link.unnamed).length, (on) => { state.filters.named = on; }));
  }
  if (CONFIRMED) {
    parts.push(entry(() => el("span", { class: "seal" }, "✓"), "confirmed by a person only", () => state.filters.confirmed,
      () => counted.confirmed.filter((link) => link.review === "confirmed").length, (on) => { state.filters.confirmed = on; }));
  }
  return parts.length ? el("fieldset", { "aria-label": "How sure" }, el("h2", {}, "How sure"), parts) : "";
}

function slider(name, words, min, max, step, said) {
  const read = el("output", {});
  const input = el("input", { type: "range", min, max, step, "aria-label": `Least ${words}` });
  const moved = (push) => { state.filters[name] = Number(input.value); changed(push); };
  input.addEventListener("input", () => moved(false));
  input.addEventListener("change", () => moved(true));
  refreshers.push(() => {
    input.value = Math.max(min, state.filters[name]);
    read.textContent = said(state.filters[name]);
    input.setAttribute("aria-valuetext", `${words}: ${said(state.filters[name])}`);
  });
  return el("div", { class: "slider" }, el("p", {}, el("span", {}, words), read), input);
}

function dated() {
  const { box, refresh } = dateFilter(() => counted.dates);
  refreshers.push(refresh);
  return box;
}

function outlets() {
  let found = new Map();
  refreshers.push(() => { found = tally(counted.outlets, (link) => OUTLETS_OF[link.at]); });
  const total = tally(LINKS, (link) => OUTLETS_OF[link.at]);
  const sorted = [...OUTLETS].sort((a, b) => total.get(b) - total.get(a));
  const off = () => state.filters.outlets;
  const rows = sorted.map((name) => entry(null, name, () => !off().has(name), () => found.get(name) || 0, (on) => (on ? off().delete(name) : off().add(name))));
  const all = el("button", { type: "button", class: "link-button", onclick: () => {
    if (off().size) off().clear();
    else OUTLETS.forEach((name) => off().add(name));
    changed(true);
  } });
  refreshers.push(() => {
    all.textContent = off().size ? "all" : "none";
    all.setAttribute("aria-label", `${off().size ? "Show all" : "Hide all"}: Sources`);
  });
  return el("fieldset", { "aria-label": "Sources", class: "outlets" }, el("h2", {}, "Sources", all), rows.slice(0, FEW_OUTLETS),
    rows.length > FEW_OUTLETS ? el("details", {}, el("summary", {}, `${rows.length - FEW_OUTLETS} more`), rows.slice(FEW_OUTLETS)) : null);
}

function resetButton() {
  const button = el("button", { type: "button", id: "reset", class: "plain small", onclick: () => {
    state.filters = freshFilters();
    changed(true);
    byId("legend").querySelector("input").focus();
  } });
  refreshers.push(() => {
    const set = filtersSet();
    button.hidden = !set;
    button.textContent = `Reset ${plural(set, "filter")}`;
  });
  return button;
}
