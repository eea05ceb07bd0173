// Actors and links as tables: what a screen reader can read, and what can be sorted.

const sorting = { actors: ["links", -1], links: ["claims", -1] };

const ACTOR_COLUMNS = [
  ["name", (actor) => actor.label, (actor) => el("button", { type: "button", class: "link-button", onclick: () => select({ actor: actor.at }, true) }, actor.label)],
  ["type", (actor) => TYPE.get(actor.type).label],
  ["links", (actor) => passingLinks()[actor.at]],
  ["articles", (actor) => actor.n_documents],
  ["mentions", (actor) => actor.n_mentions],
  ["also known as", (actor) => fewOf(actor.aliases)],
  ["roles", (actor) => fewOf(actor.roles)],
];

const LINK_COLUMNS = [
  ["subject", (link) => ACTORS[link.from].label],
  ["relation", (link) => link.label, (link) => el("button", { type: "button", class: "link-button", "aria-label": describe(link), onclick: () => select({ link: link.at }, true) }, link.label)],
  ["object", (link) => ACTORS[link.to].label],
  ["status", (link) => STATUS.get(link.status).label + (link.disputed ? ", disputed" : "")],
  ["claims", (link) => link.weight],
  ["articles", (link) => link.n_documents],
  ["date", (link) => link.first_date || ""],
  ["sentence", (link) => (link.evidence[0]?.parts || []).map(([text]) => text).join("")],
  ["article", (link) => articleOf(link)],
];

// Where the first sentence was printed: its title, and in a table its row.
function articleOf(link) {
  const document = DATA.documents[link.evidence[0]?.doc] || {};
  const place = placeOf(document);
  return [document.title, document.title && place === document.source ? "" : place].filter(Boolean).join(" · ");
}

// A long list of names or roles is cut; the dossier has all of them.
const FEW_NAMES = 4;
const fewOf = (names) => names.slice(0, FEW_NAMES).join(", ") + (names.length > FEW_NAMES ? ` and ${names.length - FEW_NAMES} more` : "");

function showTables() {
  byId("tables").replaceChildren(
    LINKS.length && !howMany(state.shownLinks) ? el("div", { class: "emptied" }, emptied()) : "",
    table("actors", "Actors", theCore().actors, ACTOR_COLUMNS, ACTORS.filter((actor) => state.shownActors[actor.at])),
    table("links", "Links", theCore().links, LINK_COLUMNS, LINKS.filter((link) => state.shownLinks[link.at])),
  );
}

function listAll() {
  Object.assign(state, { alone: false, selected: null });
  letIn(Infinity);
}

function table(name, title, all, columns, rows) {
  const [key, direction] = sorting[name];
  const value = columns.find(([title]) => title === key)[1];
  const compare = (a, b) => (typeof a === "number" ? a - b : String(a).localeCompare(String(b)));
  const sorted = [...rows].sort((a, b) => direction * compare(value(a), value(b)) || a.at - b.at);
  const head = columns.map(([title]) => el("th", { scope: "col", "aria-sort": title === key ? (direction > 0 ? "ascending" : "descending") : null },
    el("button", { type: "button", "data-sort": `${name}-${title}`, onclick: () => {
      sorting[name] = [title, title === key ? -direction : 1];
      showTables();
      byId("tables").querySelector(`[data-sort="${name}-${title}"]`).focus();
    } }, title)));
  const body = sorted.map((row) => el("tr", {}, columns.map(([title, text, cell]) => {
    const shown = text(row);
    return el("td", { class: typeof shown === "number" ? "number" : ["sentence", "roles", "also known as", "article"].includes(title) ? title.split(" ")[0] : null }, cell ? cell(row) : String(shown));
  })));
  const caption = rows.length < all
    ? [`${title} (${grouped(rows.length)} of ${grouped(all)} that the filters let through) `, el("button", { type: "button", class: "link-button", onclick: () => listAll() }, "list all")]
    : `${title} (${grouped(rows.length)})`;
  return el("table", { id: `table-${name}` }, el("caption", {}, el("span", {}, caption)), el("thead", {}, el("tr", {}, head)), el("tbody", {}, body));
}
