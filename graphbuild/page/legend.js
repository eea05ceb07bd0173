// The legend, whose entries are filters, each with the number of actors or links it stands for.

function tally(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(item[key], (counts.get(item[key]) || 0) + 1);
  return counts;
}

function showLegend() {
  const colour = colours()("soft");
  byId("legend").replaceChildren(
    group("Actors", DATA.types, state.off.types, tally(ACTORS, "type"), typeSwatch, (type) => type.plural),
    group("Links", DATA.families, state.off.families, tally(LINKS, "family"), (family) => lineSwatch(family[state.theme]), (family) => family.label),
    group("Status", DATA.statuses, state.off.statuses, tally(LINKS, "status"), (status) => lineSwatch(colour, status), (status) => status.label),
    listeners(colour),
  );
}

function entry(swatch, text, count, on, change) {
  const box = el("input", { type: "checkbox", onchange: (event) => change(event.target.checked) });
  box.checked = on;
  return el("label", { class: on ? "" : "off" }, box, swatch, el("span", {}, text), el("span", { class: "count" }, count.toLocaleString("en")));
}

function group(title, items, off, counts, swatch, words) {
  if (!items.length) return "";
  const all = el("button", { type: "button", class: "link-button", onclick: () => {
    const some = off.size > 0;
    off.clear();
    if (!some) items.forEach((item) => off.add(item.id));
    filtersChanged();
  } }, off.size ? "all" : "none");
  all.setAttribute("aria-label", `${off.size ? "Show all" : "Hide all"}: ${title}`);
  return el("fieldset", { "aria-label": title }, el("h2", {}, title, all),
    items.map((item) => entry(swatch(item), words(item), counts.get(item.id) || 0, !off.has(item.id), (on) => {
      if (on) off.delete(item.id);
      else off.add(item.id);
      filtersChanged();
    })));
}

function listeners(colour) {
  if (!LISTENERS) return "";
  return el("fieldset", { "aria-label": "Also" }, el("h2", {}, "Also"),
    entry(lineSwatch(colour), "what was told to media", LISTENERS, !state.off.listeners, (on) => {
      state.off.listeners = !on;
      filtersChanged();
    }));
}

function filtersChanged() {
  const focused = document.activeElement?.closest("#legend") ? [...byId("legend").querySelectorAll("input, button")].indexOf(document.activeElement) : -1;
  showAll();
  if (focused >= 0) byId("legend").querySelectorAll("input, button")[focused]?.focus();
  const shown = state.shownLinks.filter(Boolean).length;
  byId("said").textContent = `${plural(state.shownActors.filter(Boolean).length, "actor")} and ${plural(shown, "link")} shown`;
}
