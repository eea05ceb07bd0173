// The whole view in the part of the address after #, so that it can be sent: what is selected, and whatever differs
// from how the page opens.

const SETS = ["types", "families", "relations", "statuses", "outlets", "readers", "actors"];

function address() {
  const parts = [selectedAddress(state.selected), ...filterAddress()];
  if (state.selected?.actor != null && state.depth !== 1) parts.push(`depth=${state.depth}`);
  if (state.selected && state.alone !== hasOwnPicture(state.selected)) parts.push(`alone=${state.alone ? 1 : 0}`);
  if (state.tab !== "links") parts.push(`tab=${state.tab}`);
  if (state.selected?.actor != null && state.direction !== "all") parts.push(`direction=${state.direction}`);
  if (state.time !== "happened") parts.push(`time=${state.time}`);
  if (ACTORS.length > MANY && state.most !== STEPS[0]) parts.push(`most=${state.most === Infinity ? "all" : state.most}`);
  if (state.added.size) parts.push(`add=${[...state.added].map((at) => encodeURIComponent(ACTORS[at].id)).join(",")}`);
  if (state.kept.size) parts.push(`set=${[...state.kept].map((at) => encodeURIComponent(ACTORS[at].id)).join(",")}`);
  if (!state.groups) parts.push("groups=0");
  if (state.pins.size) parts.push(`pins=${[...state.pins].map(([at, { x, y }]) => `${encodeURIComponent(ACTORS[at].id)}:${x}:${y}`).join(",")}`);
  if (state.embedded) parts.push("embed=1");
  if (state.theme !== systemTheme()) parts.push(`theme=${state.theme}`);
  return parts.filter(Boolean).join("&");
}

function selectedAddress(selected) {
  const ids = (...texts) => texts.map(encodeURIComponent).join("/");
  if (!selected) return "";
  if (selected.actor != null) return `actor=${ids(ACTORS[selected.actor].id)}`;
  if (selected.path) return `path=${ids(...selected.path.map((at) => ACTORS[at].id))}` + (selected.chain == null ? "" : `&chain=${selected.chain + 1}`);
  const link = LINKS[selected.link];
  return `link=${ids(ACTORS[link.from].id, link.key, ACTORS[link.to].id)}`;
}

function filterAddress() {
  const { filters } = state;
  const fresh = freshFilters();
  const parts = [];
  for (const name of SETS) {
    const off = [...filters[name]].filter((one) => !fresh[name].has(one)).sort();
    const on = [...fresh[name]].filter((one) => !filters[name].has(one)).sort();
    if (off.length) parts.push(`hide-${name}=${off.map(encodeURIComponent).join(",")}`);
    if (on.length) parts.push(`show-${name}=${on.map(encodeURIComponent).join(",")}`);
  }
  if (filters.listeners) parts.push("told=1");
  if (filters.confirmed) parts.push("confirmed=1");
  if (filters.named) parts.push("named=1");
  if (filters.confidence) parts.push(`confidence=${filters.confidence}`);
  if (filters.voices > 1) parts.push(`sources=${filters.voices}`);
  if (filters.from != null) parts.push(`from=${isoDay(filters.from)}`);
  if (filters.to != null) parts.push(`to=${isoDay(filters.to)}`);
  if (!filters.undated) parts.push("undated=0");
  if (filters.keptOnly) parts.push("only-set=1");
  if (filters.only != null) parts.push(`relation=${encodeURIComponent(filters.only)}`);
  if (filters.community != null) parts.push(`community=${filters.community + 1}`);
  return parts;
}

// The view that an address describes; what it does not name is as the page opens, and what names nothing is left out.
function readAddress(hash) {
  const given = new Map();
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [name, value = ""] = part.split(/=(.*)/s);
    given.set(name, value);
  }
  state.selected = readSelected(given);
  state.filters = readFilters(given);
  state.depth = Math.min(3, Math.max(1, Number(given.get("depth")) || 1));
  state.tab = given.get("tab") === "time" ? "time" : "links";
  state.direction = ["in", "out"].includes(given.get("direction")) ? given.get("direction") : "all";
  setTime(given.get("time") === "reported" ? "reported" : "happened");
  state.embedded = given.get("embed") === "1";
  state.groups = given.get("groups") !== "0";
  state.added = readActors(given.get("add") || "");
  state.kept = readActors(given.get("set") || "");
  state.pins = readPins(given.get("pins") || "");
  const most = given.get("most");
  state.most = ACTORS.length <= MANY || most === "all" ? Infinity : Number(most) || STEPS[0];
  state.alone = state.selected != null && (given.has("alone") ? given.get("alone") === "1" : hasOwnPicture(state.selected));
  state.theme = ["light", "dark"].includes(given.get("theme")) ? given.get("theme") : systemTheme();
}

function readActors(text) {
  const ids = new Set(text.split(",").filter(Boolean).map(decoded));
  return new Set(ACTORS.filter((actor) => ids.has(actor.id)).map((actor) => actor.at));
}

function readPins(text) {
  const pins = new Map();
  for (const one of text.split(",").filter(Boolean)) {
    const [id, x, y] = one.split(":");
    const at = ACTORS.findIndex((actor) => actor.id === decoded(id));
    if (at >= 0 && Number.isFinite(Number(x)) && Number.isFinite(Number(y))) pins.set(at, { x: Number(x), y: Number(y) });
  }
  return pins;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // an address that was cut in the middle of a character
  }
}

function readSelected(given) {
  const actorOf = (text) => ACTORS.findIndex((one) => one.id === decoded(text));
  if (given.has("actor")) {
    const at = actorOf(given.get("actor"));
    return at < 0 ? null : { actor: at };
  }
  if (given.has("path")) {
    const ends = given.get("path").split("/").map(actorOf);
    const chain = Number(given.get("chain"));
    return ends.length === 2 && !ends.includes(-1) ? { path: ends, chain: chain > 0 ? chain - 1 : null } : null;
  }
  if (given.has("link")) {
    const [from, key, to] = given.get("link").split("/").map(decoded);
    const link = LINKS.find((one) => ACTORS[one.from].id === from && one.key === key && ACTORS[one.to].id === to);
    return link ? { link: link.at } : null;
  }
  return null;
}

function readFilters(given) {
  const filters = freshFilters();
  const list = (name) => (given.get(name) || "").split(",").filter(Boolean).map(decoded);
  for (const name of SETS) {
    for (const one of list(`hide-${name}`)) filters[name].add(one);
    for (const one of list(`show-${name}`)) filters[name].delete(one);
  }
  filters.listeners = given.get("told") === "1";
  filters.confirmed = given.get("confirmed") === "1";
  filters.named = given.get("named") === "1";
  filters.confidence = Math.min(1, Math.max(0, Number(given.get("confidence")) || 0));
  filters.voices = Math.max(1, Math.floor(Number(given.get("sources")) || 1));
  filters.from = span(given.get("from"))?.[0] ?? null;
  filters.to = span(given.get("to"))?.[1] ?? null;
  filters.undated = given.get("undated") !== "0";
  filters.keptOnly = given.get("only-set") === "1";
  filters.only = LINKS.some((link) => link.key === decoded(given.get("relation") || "")) ? decoded(given.get("relation")) : null;
  const community = Number(given.get("community"));
  filters.community = community >= 1 && community <= COMMUNITIES.length ? Math.floor(community) - 1 : null;
  return filters;
}
