// Taking it away: what is seen as a picture, what is shown as a table or as data.

function saveAs(ending, blob) {
  const url = URL.createObjectURL(blob);
  el("a", { href: url, download: `${DATA.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "graph"}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  say(`Saved as ${ending.toUpperCase()}`);
}

const saveText = (ending, type, text) => saveAs(ending, new Blob([text], { type: `${type};charset=utf-8` }));

function savePicture() {
  const drawn = network.canvas.frame.canvas;
  const picture = el("canvas", { width: drawn.width, height: drawn.height });
  const context = picture.getContext("2d");
  context.fillStyle = colours()("canvas");
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(drawn, 0, 0);
  picture.toBlob((blob) => saveAs("png", blob));
}

// A cell that a spreadsheet takes for a formula begins with an apostrophe, which makes it a text.
function cell(value) {
  const text = String(value ?? "");
  return `"${(/^[=+\-@\t\r\n]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
}

const said = (item) => item.text || "";
const shownLinks = () => LINKS.filter((link) => state.shownLinks[link.at]);

// One line for each sentence behind each link that is shown; the byte order mark tells Excel that it is UTF-8.
function sentenceTable() {
  const head = ["subject", "subject type", "relation", "object", "object type", "status", "disputed", "confirmed", "articles",
    "independent sources", "confidence", "sentence", "how it is held", "date", "place", "title", "outlet", "published", "page", "url", "file"];
  const rows = shownLinks().flatMap((link) => (link.evidence.length ? link.evidence : [{}]).map((item) => {
    const document = DATA.documents[item.doc] || {};
    const [from, to] = [ACTORS[link.from], ACTORS[link.to]];
    return [from.label, TYPE.get(from.type).label, link.label, to.label, TYPE.get(to.type).label, STATUS.get(link.status).label,
      link.disputed ? "yes" : "", link.review === "confirmed" ? "yes" : "", link.n_documents, voices(link), link.confidence, said(item),
      item.words, item.date || item.date_text, item.place_text, document.title, document.outlet, document.published, item.page, document.url, document.source];
  }));
  return "\ufeff" + [head, ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
}

// What is shown, as plain data: actors by their ids, links with every sentence that the page carries.
function shownData() {
  const actors = ACTORS.filter((actor) => state.shownActors[actor.at]).map(({ id, label, type, aliases, roles, country, n_documents, n_mentions }) => (
    { id, name: label, type, aliases, roles, country, n_documents, n_mentions }));
  const links = shownLinks().map((link) => ({
    subject: ACTORS[link.from].id, relation: link.relation, label: link.label, object: ACTORS[link.to].id, symmetric: link.symmetric,
    status: link.status, disputed: link.disputed, review: link.review, weight: link.weight, n_documents: link.n_documents, n_outlets: link.n_outlets,
    first_date: link.first_date, last_date: link.last_date, confidence: link.confidence,
    evidence: link.evidence.map(({ cuts, sentence, ...item }) => ({ ...item, sentence: DATA.sentences[sentence], document: DATA.documents[item.doc] || null })),
  }));
  return JSON.stringify({ title: DATA.title, view: address(), actors, links }, null, 1);
}

function startSaving() {
  const ways = {
    png: savePicture,
    svg: () => saveText("svg", "image/svg+xml", new XMLSerializer().serializeToString(vectors())),
    csv: () => saveText("csv", "text/csv", sentenceTable()),
    json: () => saveText("json", "application/json", shownData()),
    print: () => window.print(),
  };
  const menu = byId("save");
  for (const [id, work] of Object.entries(ways)) byId(id).addEventListener("click", () => { menu.open = false; menu.querySelector("summary").focus(); work(); });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  });
}
