// What the page knows, and what the reader has chosen.

const DATA = await readData();
const ACTORS = DATA.actors;
const LINKS = DATA.links;
ACTORS.forEach((actor, at) => Object.assign(actor, { at, own: [] }));
LINKS.forEach((link, at) => { link.at = at; });
for (const [id, document] of Object.entries(DATA.documents)) document.id = id;
for (const link of LINKS) for (const end of new Set([link.from, link.to])) ACTORS[end].own.push(link);

const TYPE = new Map(DATA.types.map((type) => [type.id, type]));
const FAMILY = new Map(DATA.families.map((family) => [family.id, family]));
const STATUS = new Map(DATA.statuses.map((status) => [status.id, status]));
// What is counted, as on the command line: links that somebody holds to be so, and whoever has one.
const COUNTED = (() => {
  const links = LINKS.filter((link) => STATUS.get(link.status).shown && FAMILY.get(link.family).shown);
  const ends = new Set();
  for (const { from, to } of links) ends.add(from).add(to);
  return { links: links.length, actors: ends.size, others: LINKS.length - links.length, open: LINKS.some((link) => !FAMILY.get(link.family).shown) };
})();
const LISTENERS = LINKS.filter((link) => link.listener).length;

const systemTheme = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const state = {
  theme: systemTheme(),
  filters: null, // see filters.js
  selected: null, // { actor }, { link } or { path: [from, to], chain }: numbers; chain is null while all are shown
  depth: 1, // how many steps around a chosen actor stand out
  alone: false, // whether everything but what is selected is hidden
  tab: "links", // or "time"
  direction: "all", // of the links in a dossier: or "in", "out"
  unfolded: new Set(), // groups of a dossier that are shown whole
  origin: null, // the actor in whose dossier a link was chosen
  time: "happened", // or "reported": the day of an event, or of the article
  most: 0, // how many actors are let in at once; see core.js
  groups: true, // whether communities are drawn
  hovered: null,
  embedded: false, // whether the page stands in the frame of an article
  added: new Set(), // actors that were let in beyond the most connected
  kept: new Set(), // the reader's working set
  pins: new Map(), // actors that were dragged, with their places
  shownActors: [],
  shownLinks: [],
  drawnLinks: [], // those of them that have a line; see core.js
  lines: [], // the same as a list
};

function describe(link) {
  return `${ACTORS[link.from].label} ${link.label} ${ACTORS[link.to].label}`;
}

// A link as the legend shows lines: in its colour, with its status and, where that is not crossed out, its family's mark.
function linkSwatch(link, status = STATUS.get(link.status)) {
  return lineSwatch(lineColour(link), status, status.crossed ? "" : FAMILY.get(link.family).mark);
}

function lineColour(link) {
  return link.status === "ended" ? DATA.ended[state.theme] : FAMILY.get(link.family)[state.theme];
}

// Articles of one outlet are one voice, and so are copies of one story. What was added by hand has none.
const voices = (link) => Math.max(1, link.n_outlets);
const STRENGTH = ["asserted", "ended", "alleged", "future", "hypothetical", "denied"];
for (const link of LINKS) link.rank = STRENGTH.indexOf(link.status);
const strongest = (a, b) => a.rank - b.rank || voices(b) - voices(a) || b.weight - a.weight || a.at - b.at;
