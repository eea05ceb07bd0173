// One actor: its names, its roles, and its links by relation, each with how it is held and who says so.

const MOST_GROUPS = 150; // of relations; a dossier of thousands takes long to set

function dossier(actor) {
  return [
    backButton(), kindLine(actor), el("h2", {}, actor.label),
    factList([
      ["also", actor.aliases.join(", ")],
      ["role", actor.roles.join(", ")],
      ["country", actor.country || ""],
      ["in", actor.n_documents ? `${plural(actor.n_documents, "article")}, ${plural(actor.n_mentions, "mention")}` : ""],
    ]),
    actor.own.length ? around(actor) : null,
    actor.own.length ? tabs({ links: `Links (${actor.own.length})`, time: "In time" }) : el("p", { class: "lead" }, "No links."),
    state.tab === "time" ? chronicle(actor.own) : relationGroups(actor),
  ];
}

function kindLine(actor) {
  const type = TYPE.get(actor.type);
  return el("p", { class: "kind" }, typeSwatch(type), type.label);
}

// What can be asked of an actor: how far around it to look, and how it is linked to somebody else.
function around(actor) {
  const steps = el("span", { class: "steps", role: "group", "aria-label": "Steps around this actor" }, [1, 2, 3].map((depth) =>
    el("button", { type: "button", "aria-pressed": String(state.depth === depth), "aria-label": plural(depth, "step"), onclick: () => {
      state.depth = depth;
      changed(true);
      lookIfAway([...focus().actors]);
    } }, String(depth))));
  const box = el("input", { type: "checkbox", id: "alone", onchange: (event) => {
    state.alone = event.target.checked;
    changed(true);
    if (state.alone) look([...focus().actors]);
    byId("alone")?.focus();
  } });
  box.checked = state.alone;
  const hidden = actor.own.filter((link) => !state.shownLinks[link.at]).length;
  return el("div", { class: "around" },
    el("div", {}, "Steps ", steps, el("label", {}, box, " nothing else")),
    finder("chain-to", `Chains from ${actor.label} to …`, (other) => other.at !== actor.at && select({ path: [actor.at, other.at], chain: null }, true)),
    hidden ? el("p", { class: "hint" }, `${plural(hidden, "link")} of this list not drawn, by the filters or for want of room.`) : null);
}

function relationGroups(actor) {
  const groups = new Map();
  for (const link of actor.own) {
    const out = link.from === actor.at;
    const words = out || link.symmetric ? link.label : link.inverse || `${link.label} (by)`;
    if (!groups.has(words)) groups.set(words, []);
    groups.get(words).push({ link, other: ACTORS[out ? link.to : link.from] });
  }
  const sorted = [...groups].sort((a, b) => b[1].length - a[1].length || byName(a[0], b[0]));
  const limit = state.everything === actor.at ? Infinity : MOST_GROUPS;
  const rest = sorted.length - limit;
  return [...sorted.slice(0, limit).map(([words, rows]) => [
    el("h3", {}, words, el("span", { class: "count" }, rows.length > 1 ? ` ${rows.length}` : "")),
    el("ul", { class: "rows" }, rows.sort((a, b) => strongest(a.link, b.link)).map(linkRow))]),
    rest > 0 ? el("p", { class: "lead" }, el("button", { type: "button", class: "link-button", onclick: () => { state.everything = actor.at; showPanel(); } }, `${plural(rest, "more relation")}`)) : null];
}

function linkRow({ link, other }) {
  const status = STATUS.get(link.status);
  const held = link.status === "asserted" ? "" : link.evidence.find((item) => item.status === link.status)?.words || status.label;
  const notes = [link.disputed ? "disputed" : "", voices(link) > 1 ? `${voices(link)} sources` : "", link.first_date || ""].filter(Boolean);
  return el("li", {}, el("button", { type: "button", class: link.status + (state.shownLinks[link.at] ? "" : " out"), title: describe(link), onclick: () => select({ link: link.at }, true) },
    lineSwatch(lineColour(link), status),
    el("span", { class: "name" }, el("span", { class: "other" }, other.label), link.review === "confirmed" ? el("span", { class: "seal", title: "confirmed by a person" }, " ✓") : null, held ? el("small", {}, held) : null),
    el("span", { class: "status" }, notes.join(" · "))));
}
