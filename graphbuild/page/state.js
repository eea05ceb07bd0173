// What the page knows and what is chosen; which actors and links are shown follows from it.

const DATA = JSON.parse(byId("data").textContent);
const ACTORS = DATA.actors.map((actor, at) => ({ ...actor, at, own: [] }));
const LINKS = DATA.links.map((link, at) => ({ ...link, at }));
for (const link of LINKS) for (const end of new Set([link.from, link.to])) ACTORS[end].own.push(link);

const TYPE = new Map(DATA.types.map((type) => [type.id, type]));
const FAMILY = new Map(DATA.families.map((family) => [family.id, family]));
const STATUS = new Map(DATA.statuses.map((status) => [status.id, status]));
const LISTENERS = LINKS.filter((link) => link.listener).length;

const state = {
  theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  off: {
    types: new Set(),
    families: new Set(DATA.families.filter((family) => !family.shown).map((family) => family.id)),
    statuses: new Set(DATA.statuses.filter((status) => !status.shown).map((status) => status.id)),
    listeners: true,
  },
  selected: null, // { actor } or { link }: numbers
  hovered: null,
  shownActors: [],
  shownLinks: [],
};

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function allowed(link) {
  const { off } = state;
  return !(off.families.has(link.family) || off.statuses.has(link.status) || (off.listeners && link.listener)
    || off.types.has(ACTORS[link.from].type) || off.types.has(ACTORS[link.to].type));
}

// An actor whose links are all hidden is hidden with them; what is selected is always shown.
function findShown() {
  const link = state.selected?.link;
  state.shownLinks = LINKS.map((one) => one.at === link || allowed(one));
  state.shownActors = ACTORS.map((actor) => actor.at === state.selected?.actor
    || actor.own.some((one) => state.shownLinks[one.at])
    || (!actor.own.length && !state.off.types.has(actor.type)));
}

// The actors and links that stand out while something is selected; null when nothing is.
function focus() {
  const { selected } = state;
  if (!selected) return null;
  const links = new Set(selected.link != null ? [selected.link]
    : ACTORS[selected.actor].own.filter((link) => state.shownLinks[link.at]).map((link) => link.at));
  const actors = new Set(selected.actor != null ? [selected.actor] : []);
  for (const at of links) actors.add(LINKS[at].from).add(LINKS[at].to);
  return { actors, links };
}

function lineColour(link) {
  return link.status === "ended" ? DATA.ended[state.theme] : FAMILY.get(link.family)[state.theme];
}

// The address of an actor or a link, to be pasted in a mail.
function address(selected) {
  if (!selected) return "";
  if (selected.actor != null) return "actor=" + encodeURIComponent(ACTORS[selected.actor].id);
  const link = LINKS[selected.link];
  return "link=" + [ACTORS[link.from].id, link.key, ACTORS[link.to].id].map(encodeURIComponent).join("/");
}

function fromAddress(hash) {
  try {
    const [kind, value = ""] = hash.replace(/^#/, "").split(/=(.*)/s);
    if (kind === "actor") {
      const actor = ACTORS.find((one) => one.id === decodeURIComponent(value));
      return actor ? { actor: actor.at } : null;
    }
    if (kind === "link") {
      const [from, key, to] = value.split("/").map(decodeURIComponent);
      const link = LINKS.find((one) => ACTORS[one.from].id === from && one.key === key && ACTORS[one.to].id === to);
      return link ? { link: link.at } : null;
    }
  } catch { /* an address that cannot be decoded selects nothing */ }
  return null;
}

function describe(link) {
  return `${ACTORS[link.from].label} ${link.label} ${ACTORS[link.to].label}`;
}
