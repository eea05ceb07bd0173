// Corrections that the reader makes on the page: kept in this browser, undone one by one, and saved as a file that
// `graphbuild correct apply FILE` takes. Where the page comes from `graphbuild review`, each goes to the store at once.

const REVIEW = DATA.review || null; // { token }: the page comes from the server of `graphbuild review`
const KEPT_UNDER = `graphbuild corrections ${DATA.title} ${ACTORS.length} ${LINKS.length}`;

const corrections = { entries: [], who: "" };

function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT_UNDER) || "null");
    if (Array.isArray(kept?.entries)) Object.assign(corrections, { entries: kept.entries, who: String(kept.who || "") });
  } catch {
    // A page in a frame, or in a private window, keeps nothing.
  }
}

function remember() {
  if (REVIEW) return;
  try {
    localStorage.setItem(KEPT_UNDER, JSON.stringify(corrections));
  } catch {
    // As above: what was said lasts as long as the page is open.
  }
}

const today = () => isoDay(Math.floor(Date.now() / DAY));
const sameEntry = (a, b) => JSON.stringify({ ...a, who: "", when: "", why: "" }) === JSON.stringify({ ...b, who: "", when: "", why: "" });

async function correct(entry, words) {
  const signed = { ...entry, who: corrections.who || undefined, when: today() };
  if (corrections.entries.some((one) => sameEntry(one, signed))) return say("This is said already");
  if (REVIEW && !(await sent(signed))) return undefined;
  if (!REVIEW && entry.relation) corrections.entries = corrections.entries.filter((one) => !sameLink(one, entry)); // the last word counts
  corrections.entries.push(signed);
  remember();
  say(`Noted: ${words}`);
  const { scrollTop } = byId("panel");
  showPanel();
  showCorrections();
  byId("panel").scrollTop = scrollTop;
  return undefined;
}

// Of one link, each sentence is judged by itself.
const sameLink = (a, b) => a.subject_id === b.subject_id && a.object_id === b.object_id && a.relation === b.relation && String(a.sentences || "") === String(b.sentences || "");

// To the server of `graphbuild review`. Gives whether it was written.
async function sent(entry) {
  let said = "The server of graphbuild review does not answer.";
  byId("corrections").hidden = false;
  byId("corrections").prepend(el("p", { class: "hint writing", role: "status" }, "Writing to the store …"));
  try {
    const answer = await fetch("/corrections", { method: "POST", headers: { "Content-Type": "application/json", "X-Graphbuild-Token": REVIEW.token }, body: JSON.stringify(entry) });
    if (answer.ok) return true;
    said = (await answer.json()).error || said;
  } catch {
    // Said below.
  }
  showCorrections();
  showProblem(said);
  return false;
}

function showProblem(words) {
  say(words);
  byId("corrections").hidden = false;
  byId("corrections").prepend(el("p", { class: "problem", role: "alert" }, words));
}

function takeBack(at) {
  corrections.entries.splice(at, 1);
  remember();
  say("Taken back");
  showPanel();
  showCorrections();
}

// What was said of a link, an actor: the entries that name it.
const entriesOf = (link) => corrections.entries.filter((one) => one.subject_id === ACTORS[link.from].id && one.object_id === ACTORS[link.to].id && one.relation === link.key);
const saidOfLink = (link) => entriesOf(link).find((one) => !one.sentences);
const saidOfSentence = (link, item) => entriesOf(link).find((one) => one.sentences?.includes(item.sentence_at));

const TOML_LISTS = ["actors", "ids", "documents", "mentions", "sentences"];

function tomlString(value) {
  return JSON.stringify(String(value).toWellFormed?.() ?? String(value)).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function correctionsFile() {
  const entries = corrections.entries.map((entry) => ["[[correction]]", ...Object.entries(entry).filter(([, value]) => value !== undefined && value !== "" && value.length !== 0)
    .map(([key, value]) => `${key} = ${TOML_LISTS.includes(key) ? `[${value.map(tomlString).join(", ")}]` : tomlString(value)}`)].join("\n"));
  return `# Corrections made on a page of graphbuild. "graphbuild correct apply FILE" takes them into a store.\n\n${entries.join("\n\n")}\n`;
}

const inShort = (entry) => {
  if (entry.subject) return `${entry.do}: ${entry.subject} ${entry.relation} ${entry.object}${entry.sentences ? ", in one sentence" : ""}`;
  return `${entry.do}: ${(entry.actors || [entry.actor]).join(" = ")}${entry.name && entry.do === "split" ? ` → ${entry.name}` : ""}`;
};

function showCorrections() {
  const box = byId("corrections");
  const { entries } = corrections;
  box.hidden = !entries.length;
  const who = el("input", { type: "text", id: "corrector", autocomplete: "name", oninput: (event) => { corrections.who = event.target.value; remember(); } });
  who.value = corrections.who;
  box.replaceChildren(el("h2", {}, plural(entries.length, "correction")),
    el("p", { class: "hint" }, REVIEW ? "Written to the store; “graphbuild correct list” shows them, “correct undo” takes one back." : "Kept in this browser. Save them as a file and apply it: graphbuild correct apply FILE"),
    REVIEW ? "" : el("label", {}, "Your name ", who),
    el("ol", {}, entries.map((entry, at) => el("li", {}, inShort(entry), " ", REVIEW ? "" : el("button", { type: "button", class: "link-button", "aria-label": `Undo: ${inShort(entry)}`, onclick: () => takeBack(at) }, "undo")))),
    REVIEW ? "" : el("button", { type: "button", class: "plain small", id: "save-corrections", onclick: () => saveText("corrections.toml", "application/toml", signedFile()) }, "Save the file"));
}

function signedFile() {
  for (const entry of corrections.entries) entry.who ||= corrections.who || undefined;
  return correctionsFile();
}

if (!REVIEW) remembered();
