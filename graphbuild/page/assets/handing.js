// Handing it over: what is seen as a small page of its own that opens in this view.

const SKELETON = document.documentElement.cloneNode(true); // the page as it was written, before anything was shown
SKELETON.querySelector("#data").textContent = "";

// The links that everything which is saved is about: of what is selected, else all that are shown.
function chosenLinks() {
  const { selected } = state;
  if (!selected) return LINKS.filter((link) => state.shownLinks[link.at]);
  return selected.link != null ? [LINKS[selected.link]] : LINKS.filter((link) => focus().links.has(link.at));
}

function chosenActors() {
  const found = new Set(chosenLinks().flatMap((link) => [link.from, link.to]));
  if (state.selected?.actor != null) found.add(state.selected.actor);
  if (!state.selected) ACTORS.forEach(({ at }) => state.shownActors[at] && found.add(at));
  return ACTORS.filter(({ at }) => found.has(at));
}

// What is shown, with everything that stands behind it, as the data of a page.
function viewData() {
  const links = LINKS.filter((link) => state.shownLinks[link.at]);
  const actors = ACTORS.filter((actor) => state.shownActors[actor.at]);
  const number = new Map(actors.map((actor, at) => [actor.at, at]));
  const sentences = new Map([["", 0]]);
  const kept = (text) => sentences.get(text) ?? sentences.set(text, sentences.size).get(text);
  const evidence = links.flatMap((link) => link.evidence.map((item) => ({ ...item, sentence: kept(item.text), before: kept(DATA.sentences[item.before ?? 0]), after: kept(DATA.sentences[item.after ?? 0]) })));
  const cited = new Set(evidence.map((item) => item.doc));
  const occurs = (list, values) => list.filter((one) => values.has(one.id));
  return {
    ...DATA, evidence: asTable(evidence), view: viewAddress(), review: undefined,
    actors: asTable(actors.map(({ at, own, ...actor }) => actor)),
    links: asTable(links.map(({ at, from, to, rank, ...link }) => ({ ...link, from: number.get(from), to: number.get(to), evidence: link.evidence.length }))),
    sentences: [...sentences.keys()],
    documents: Object.fromEntries(Object.entries(DATA.documents).filter(([doc]) => cited.has(doc))),
    types: occurs(DATA.types, new Set(actors.map((actor) => actor.type))),
    families: occurs(DATA.families, new Set(links.map((link) => link.family))),
    statuses: occurs(DATA.statuses, new Set(links.map((link) => link.status))),
    drawing: viewDrawing(actors, links),
  };
}

function viewDrawing(actors, links) {
  const nodes = actors.map(({ at }) => [Math.round(network.body.nodes[at].x), Math.round(network.body.nodes[at].y), PLACES[at].size]);
  const bends = Object.fromEntries(links.map((link, at) => [at, DATA.drawing.bends[link.at]]).filter(([, bend]) => bend));
  return { nodes, bends, options: DATA.drawing.options };
}

// The address of the view in the saved page, where those who were dragged already stand where they were put.
function viewAddress() {
  return address().split("&").filter((part) => part && !/^(pins|most|alone)=/.test(part)).concat("most=all").join("&");
}

function asTable(items) {
  const keys = [...new Set(items.flatMap((item) => Object.keys(item)))];
  return { keys, rows: items.map((item) => keys.map((key) => item[key] ?? null)) };
}

// No character of the data can end the block that it stands in.
function asBlock(data) {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029\ud800-\udfff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function savePage() {
  const page = SKELETON.cloneNode(true);
  const block = page.querySelector("#data");
  block.removeAttribute("data-packed");
  block.type = "application/json";
  block.textContent = asBlock(viewData());
  saveAs("html", new Blob(["<!DOCTYPE html>\n", page.outerHTML, "\n"], { type: "text/html;charset=utf-8" }));
}
