// One actor: its names, its roles, and its links by family and direction, each with how it is held and who says so.

const FEW_ROWS = 6; // of a group that are shown before it is unfolded

function dossier(actor) {
  const passing = whatPasses();
  const links = actor.own.filter((link) => passing[link.at]);
  const hidden = actor.own.filter((link) => !passing[link.at]);
  return [
    backButton(), kindLine(actor), el("h2", {}, actor.label),
    factList([
      ...aliasesOf(actor),
      ["role", actor.roles.join(", ")],
      ["country", actor.country || ""],
      ["in", actor.n_documents ? `${plural(actor.n_documents, "article")}, ${plural(actor.n_mentions, "mention")}` : ""],
    ]),
    isNamesake(actor) ? el("p", { class: "hint" }, `There are ${NAMESAKES.get(fold(actor.label))} actors of this name; this one: ${apartBy(actor)}.`) : null,
    nameList(actor), actorMending(actor),
    actor.own.length ? around(actor) : null,
    workingSet(actor),
    actor.own.length ? tabs({ links: `Links (${links.length})`, time: "In time" }) : el("p", { class: "lead" }, "No links."),
    state.tab === "time" ? chronicle(links) : [links.length ? directions(actor, links) : null, familyGroups(actor, links)],
    hidden.length ? hiddenHere(hidden, !links.length) : null,
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
  return el("div", { class: "around" },
    el("div", {}, "Steps ", steps, el("label", {}, box, " nothing else")),
    finder("chain-to", `Chains from ${actor.label} to …`, (other) => other.at !== actor.at && select({ path: [actor.at, other.at], chain: null }, true)));
}

// Letting its neighbours into the picture, hiding it, and keeping it in a set of one's own.
function workingSet(actor) {
  const kept = state.kept.has(actor.at);
  const button = (words, work, pressed) => el("button", { type: "button", class: "mend", "aria-pressed": pressed == null ? null : String(pressed), onclick: work }, words);
  return el("p", { class: "mending", role: "group", "aria-label": "The picture" },
    ACTORS.length > MANY ? button("add its neighbours to the picture", () => expand(actor)) : null,
    button("hide it", () => { state.filters.actors.add(actor.id); select(null); }),
    button(kept ? "in your set" : "keep in your set", () => { if (kept) state.kept.delete(actor.at); else state.kept.add(actor.at); changed(true); }, kept));
}

function expand(actor) {
  for (const at of neighbourhood(actor.at, 1, whatPasses()).actors) state.added.add(at);
  state.alone = false;
  changed(true);
  look([...focus().actors]);
}

const directionOf = (actor, link) => (link.symmetric || link.from === link.to ? "both" : link.from === actor.at ? "out" : "in");

// All links, only those that come from others, or only those that go to others.
function directions(actor, links) {
  const number = (name) => (name === "all" ? links.length : links.filter((link) => directionOf(actor, link) === name).length);
  const words = { all: "all", in: "to it", out: "from it" };
  return el("div", { class: "steps directions", role: "group", "aria-label": "Direction of links" }, Object.entries(words).map(([name, text]) =>
    el("button", { type: "button", "aria-pressed": String(state.direction === name), onclick: () => { state.direction = name; changed(true); } }, `${text} ${number(name)}`)));
}

// The links of an actor in the order in which its dossier lists them: by family and direction, those with most links first.
function groupsOf(actor, links) {
  const groups = new Map();
  for (const link of links) {
    const direction = directionOf(actor, link);
    if (state.direction !== "all" && direction !== state.direction && direction !== "both") continue;
    const key = `${link.family} ${direction}`;
    if (!groups.has(key)) groups.set(key, { key, family: FAMILY.get(link.family), direction, rows: [] });
    groups.get(key).rows.push({ link, other: ACTORS[otherEnd(link, actor.at)], words: wordsFor(actor, link) });
  }
  const found = [...groups.values()].sort((a, b) => b.rows.length - a.rows.length || (a.key < b.key ? -1 : 1));
  for (const group of found) {
    const most = tally(group.rows, (row) => [row.words]);
    group.rows.sort((a, b) => most.get(b.words) - most.get(a.words) || byName(a.words, b.words) || strongest(a.link, b.link));
    group.summary = [...most].sort((a, b) => b[1] - a[1] || byName(a[0], b[0]));
  }
  return found;
}

function wordsFor(actor, link) {
  return link.from === actor.at || link.symmetric ? link.label : link.inverse || `${link.label} (by)`;
}

const GLANCE = 3; // groups; of fewer each is seen anyway

// What there is of each family and direction in one line, which leads to it: "Opposition and law, from others: accused by 2".
function glance(groups) {
  if (groups.length < GLANCE) return null;
  return el("ul", { class: "glance", "aria-label": "Links by family and direction" }, groups.map((group) =>
    el("li", {}, el("button", { type: "button", title: "Go to them", onclick: () => { const there = byId(sectionOf(group)); there.scrollIntoView(); there.focus({ preventScroll: true }); } },
      lineSwatch(group.family[state.theme], {}, group.family.mark), el("span", { class: "name" }, headingOf(group), el("small", {}, summaryOf(group, 3))), el("span", { class: "count" }, grouped(group.rows.length))))));
}

const sectionOf = ({ key }) => `links-${key.replace(/[^a-z]+/gi, "-")}`;

function summaryOf({ summary }, most) {
  return summary.slice(0, most).map(([words, n]) => `${words} ${n}`).join(", ") + (summary.length > most ? ` and ${summary.length - most} more` : "");
}

function familyGroups(actor, links) {
  const groups = groupsOf(actor, links);
  const seen = glance(groups);
  return [seen, groups.map((group) => {
    const open = state.unfolded.has(`${actor.at} ${group.key}`) || group.rows.length <= FEW_ROWS + 2;
    const rest = group.rows.length - FEW_ROWS;
    return el("section", { class: "family", id: sectionOf(group), tabindex: "-1", "aria-label": headingOf(group) },
      el("h3", {}, lineSwatch(group.family[state.theme], {}, group.family.mark), headingOf(group), el("span", { class: "count" }, ` ${group.rows.length}`)),
      seen && group.summary.length <= 3 ? null : el("p", { class: "summary" }, summaryOf(group, 6)),
      byRelation(open ? group.rows : group.rows.slice(0, FEW_ROWS)),
      open ? null : el("p", { class: "lead" }, el("button", { type: "button", class: "link-button", onclick: () => unfold(`${actor.at} ${group.key}`) }, `${plural(rest, "more link")}`)));
  })];
}

function headingOf({ family, direction }) {
  return `${family.label}, ${{ in: "from others", out: "to others", both: "mutual" }[direction]}`;
}

function unfold(key) {
  state.unfolded.add(key);
  const { scrollTop } = byId("panel");
  showPanel();
  byId("panel").scrollTop = scrollTop;
}

// Rows under the words of their relation, which stand once.
function byRelation(rows) {
  const parts = [];
  for (const row of rows) {
    const last = parts[parts.length - 1];
    if (last?.words === row.words) last.rows.push(row);
    else parts.push({ words: row.words, rows: [row] });
  }
  return parts.map(({ words, rows: own }) => [el("h4", {}, words), el("ul", { class: "rows" }, own.map(linkRow))]);
}

function linkRow({ link, other }) {
  const status = STATUS.get(link.status);
  const held = link.status === "asserted" ? "" : link.evidence.find((item) => item.status === link.status)?.words || status.label;
  const notes = [link.disputed ? "disputed" : "", beyondRules(link), voices(link) > 1 ? `${voices(link)} sources` : "", link.first_date || ""].filter(Boolean);
  return el("li", {}, el("button", { type: "button", class: link.status, title: describe(link), onclick: () => select({ link: link.at }, true) },
    linkSwatch(link),
    el("span", { class: "name" }, el("span", { class: "other" }, other.label), link.review === "confirmed" ? el("span", { class: "seal", title: "confirmed by a person" }, " ✓") : null,
      isNamesake(other) ? el("small", {}, apartBy(other)) : null, held ? el("small", {}, held) : null),
    el("span", { class: "status" }, notes.join(" · "))));
}

// What the filters hide of an actor: by reason, and folded as a list.
function hiddenHere(links, open) {
  return el("details", { class: "folded-links", open }, el("summary", {}, `${plural(links.length, "more link")} that the filters hide`),
    hiddenLine(links), el("ul", { class: "rows" }, links.sort(strongest).slice(0, 60).map((link) => sentenceRow(link))));
}
