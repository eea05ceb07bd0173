// Taking it away: what is seen as a picture, what is shown as a table or as data.

function saveAs(ending, blob) {
  const url = URL.createObjectURL(blob);
  el("a", { href: url, download: `${fileName()}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  say(`Saved as ${ending.toUpperCase()}`);
}

// The title, and what is selected.
function fileName() {
  const words = [DATA.title, state.selected ? inWords(state.selected) : ""].join(" ");
  return words.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80) || "graph";
}

const saveText = (ending, type, text) => saveAs(ending, new Blob([text], { type: `${type};charset=utf-8` }));

const SHARPER = 2.5; // times the pixels of the screen

// The drawing with title and legend, as pixels.
function savePicture() {
  const drawing = framed();
  const [width, height] = ["width", "height"].map((key) => Number(drawing.getAttribute(key)) * SHARPER);
  const image = new Image();
  image.onload = () => {
    const picture = el("canvas", { width, height });
    picture.getContext("2d").drawImage(image, 0, 0, width, height);
    picture.toBlob((blob) => saveAs("png", blob));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawing).toWellFormed?.() ?? "")}`;
}

// How much each way of saving would hold, as things stand.
function showNumbers() {
  const links = chosenLinks();
  const sentences = links.reduce((sum, link) => sum + Math.max(1, link.evidence.length), 0);
  const numbers = { csv: plural(sentences, "row"), json: plural(links.length, "link"), print: `about ${plural(reportPages(links), "page")}`, page: plural(howMany(state.shownLinks), "link") };
  for (const [id, words] of Object.entries(numbers)) byId(id).querySelector("small").textContent = words;
}

const NOTES_ON_PAGE = 12; // footnotes of the report, about
const MANY_PAGES = 30;

function reportPages(links) {
  const notes = new Set(links.flatMap((link) => link.evidence.map((item) => `${item.doc} ${item.sentence}`)));
  return Math.max(1, Math.ceil(notes.size / NOTES_ON_PAGE + links.length / 40));
}

// A report of very many pages is printed only when it is asked for once more.
function printReport() {
  const pages = reportPages(chosenLinks());
  const box = byId("print-many");
  if (pages <= MANY_PAGES || !box) return window.print();
  box.replaceChildren(el("p", {}, `This report has about ${plural(pages, "page")}. Choose an actor or a link, or set filters, for a shorter one.`),
    el("p", { class: "tags" }, el("button", { type: "button", class: "plain small", onclick: () => { box.close(); window.print(); } }, "Print all of it"),
      el("button", { type: "button", class: "plain small", onclick: () => box.close() }, "Cancel")));
  return box.showModal();
}

// A cell that a spreadsheet takes for a formula begins with an apostrophe, which makes it a text.
function cell(value) {
  const text = String(value ?? "");
  return `"${(/^[=+\-@\t\r\n]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
}

const said = (item) => item.text || "";

// One line for each sentence behind each link that is shown; the byte order mark tells Excel that it is UTF-8.
function sentenceTable() {
  const head = ["subject", "subject type", "relation", "object", "object type", "status", "disputed", "confirmed", "articles",
    "independent sources", "confidence", "sentence", "how it is held", "guess", "how the ends were resolved", "date", "place", "title", "outlet", "published", "page", "row", "url", "file", "document",
    ...(SEVERAL_READERS ? ["read by"] : [])];
  const rows = chosenLinks().flatMap((link) => (link.evidence.length ? link.evidence : [{}]).map((item) => {
    const document = DATA.documents[item.doc] || {};
    const [from, to] = [ACTORS[link.from], ACTORS[link.to]];
    return [from.label, TYPE.get(from.type).label, link.label, to.label, TYPE.get(to.type).label, STATUS.get(link.status).label,
      link.disputed ? "yes" : "", link.review === "confirmed" ? "yes" : "", link.n_documents, voices(link), link.confidence, said(item),
      item.words, item.guess ? "yes" : "", item.how || "", item.date || item.date_text, item.place_text, document.title, document.outlet, document.published, item.page, document.row, document.url, document.source, item.doc && item.doc !== "None" ? item.doc : "",
      ...(SEVERAL_READERS ? [READERS[item.read_by || "rules"]] : [])];
  }));
  return "\ufeff" + [head, ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
}

// What is shown, as plain data: actors by their ids, links with every sentence that the page carries.
function shownData() {
  const actors = chosenActors().map(({ id, label, type, aliases, roles, country, n_documents, n_mentions }) => (
    { id, name: label, type, aliases, roles, country, n_documents, n_mentions }));
  const links = chosenLinks().map((link) => ({
    subject: ACTORS[link.from].id, relation: link.relation, label: link.label, object: ACTORS[link.to].id, symmetric: link.symmetric,
    status: link.status, disputed: link.disputed, guess: Boolean(link.guess), review: link.review, weight: link.weight, n_documents: link.n_documents, n_outlets: link.n_outlets,
    read_by: SEVERAL_READERS ? readersOf(link) : undefined, first_date: link.first_date, last_date: link.last_date, confidence: link.confidence,
    evidence: link.evidence.map(({ cuts, sentence, ...item }) => ({ ...item, sentence: DATA.sentences[sentence], document: DATA.documents[item.doc] || null })),
  }));
  return JSON.stringify({ title: DATA.title, subtitle: DATA.subtitle || undefined, note: DATA.note || undefined, view: address(), actors, links }, null, 1);
}

function startSaving() {
  const ways = {
    png: savePicture,
    svg: () => saveText("svg", "image/svg+xml", new XMLSerializer().serializeToString(framed())),
    csv: () => saveText("csv", "text/csv", sentenceTable()),
    json: () => saveText("json", "application/json", shownData()),
    page: savePage,
    print: printReport,
  };
  const menu = byId("save");
  menu.addEventListener("toggle", showNumbers);
  for (const [id, work] of Object.entries(ways)) byId(id).addEventListener("click", () => { menu.open = false; menu.querySelector("summary").focus(); work(); });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  });
}
