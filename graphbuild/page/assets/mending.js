// The buttons that say what is right and wrong, at each link, sentence, name and actor.

function mendButton(words, label, work, pressed = null) {
  return el("button", { type: "button", class: "mend", "aria-label": label, "aria-pressed": pressed == null ? null : String(pressed), onclick: work }, words);
}

const linkEntry = (what, link) => ({ do: what, subject: ACTORS[link.from].label, relation: link.key, object: ACTORS[link.to].label, subject_id: ACTORS[link.from].id, object_id: ACTORS[link.to].id });

function linkMending(link) {
  const said = saidOfLink(link)?.do;
  return el("p", { class: "mending", role: "group", "aria-label": "Correct this link" }, "Is this link right? ",
    mendButton("✓ right", "This link is right", () => correct(linkEntry("confirm", link), "the link is right"), said === "confirm"),
    mendButton("✗ wrong", "This link is wrong", () => correct(linkEntry("reject", link), "the link is wrong"), said === "reject"));
}

// A sentence may not say so, or speak of somebody else than was thought.
function sentenceMending(link, k) {
  const item = link.evidence[k];
  const ends = [[ACTORS[link.from], item.subject_at], [ACTORS[link.to], item.object_at]].filter(([, at]) => at);
  if (!ends.length) return null;
  const wrong = item.sentence_at && mendButton("✗ does not say so", `This sentence does not say that ${describe(link)}`,
    () => correct({ ...linkEntry("reject", link), sentences: [item.sentence_at] }, "this sentence does not say so"), Boolean(saidOfSentence(link, item)));
  return el("p", { class: "mending", role: "group", "aria-label": "Correct this sentence" }, wrong, ends.map(([actor, at]) =>
    mendButton(`not ${shortened(actor.label, 24)}`, `This sentence is not about ${actor.label}`, (event) => askName(event.currentTarget, `Who is it, if not ${actor.label}?`, (name) =>
      correct({ do: "split", actor: actor.label, id: actor.id, mentions: [at], name, type: actor.type }, `not ${actor.label} but ${name}`)))));
}

function nameMending(actor, name) {
  const note = actor.names.find((one) => one.name === name);
  if (!note?.at?.length || actor.names.length < 2) return null;
  return mendButton("not this one", `${name} is not ${actor.label}`, (event) => askName(event.currentTarget, `Who is “${name}”?`, (other) =>
    correct({ do: "split", actor: actor.label, id: actor.id, mentions: note.at, name: other, type: actor.type }, `${name} is ${other}`), name));
}

function actorMending(actor) {
  const documents = [...new Set(actor.own.flatMap((link) => link.evidence.map((item) => item.doc)))];
  return el("details", { class: "mending" }, el("summary", {}, "Correct"),
    finder("same-as", `${actor.label} is the same as …`, (other) => other.at !== actor.at &&
      correct({ do: "merge", actors: [actor.label, other.label], ids: [actor.id, other.id], name: actor.label }, `${actor.label} is ${other.label}`)),
    documents.length > 1 ? twoPersons(actor, documents) : null,
    mendButton("✗ no actor at all", `${actor.label} is no actor`, () => correct({ do: "reject", actor: actor.label, id: actor.id }, `${actor.label} is no actor`)));
}

// Two persons under one name: which articles speak of the other one?
function twoPersons(actor, documents) {
  const boxes = documents.slice(0, 40).map((doc) => [doc, el("input", { type: "checkbox" })]);
  const name = el("input", { type: "text", "aria-label": "Name of the other one", placeholder: "Name of the other one" });
  return el("details", {}, el("summary", {}, "These are two: some articles speak of another one"),
    el("ul", {}, boxes.map(([doc, box]) => el("li", {}, el("label", {}, box, " ", DATA.documents[doc]?.title || DATA.documents[doc]?.source || doc)))), name,
    mendButton("two persons", `Split ${actor.label}`, () => {
      const chosen = boxes.filter(([, box]) => box.checked).map(([doc]) => doc);
      if (!chosen.length || !name.value.trim()) return say("Choose articles and give the other one a name");
      return correct({ do: "split", actor: actor.label, id: actor.id, documents: chosen, name: name.value.trim(), type: actor.type }, `two: ${actor.label} and ${name.value.trim()}`);
    }));
}

// Asks for a name beside a button.
function askName(button, words, take, first = "") {
  const input = el("input", { type: "text", "aria-label": words, placeholder: words });
  input.value = first;
  const form = el("form", { class: "ask" }, input, el("button", { type: "submit", class: "plain small" }, "OK"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim()) take(input.value.trim());
  });
  button.replaceWith(form);
  input.focus();
}

const TO_REVIEW = 25;

// The links that a person should look at first: those that are least sure, between actors with most links.
function toReview() {
  const numbers = passingLinks();
  const weight = (link) => (1.05 - (link.confidence ?? 0.5)) * Math.log2(2 + numbers[link.from] + numbers[link.to]);
  const passing = whatPasses();
  return LINKS.filter((link) => passing[link.at] && link.review !== "confirmed" && !saidOfLink(link)).sort((a, b) => weight(b) - weight(a) || a.at - b.at);
}

// Each with the sentence that it is to be judged by.
function reviewList() {
  const open = toReview();
  return [el("h3", {}, `To review: ${grouped(open.length)}`), el("ul", { class: "rows review" }, open.slice(0, TO_REVIEW).map((link) => [sentenceRow(link), el("li", {},
    link.evidence[0]?.parts.length ? el("blockquote", { dir: "auto" }, markedSentence(link.evidence[0])) : null,
    el("p", { class: "mending" }, mendButton("✓ right", `Right: ${describe(link)}`, () => correct(linkEntry("confirm", link), "the link is right")),
      mendButton("✗ wrong", `Wrong: ${describe(link)}`, () => correct(linkEntry("reject", link), "the link is wrong")),
      link.evidence.length > 1 ? el("small", {}, `1 of ${link.evidence.length} sentences`) : null))]))];
}

// On from a link to what should be looked at next.
function nextToReview(link) {
  const next = REVIEW && toReview().find((one) => one !== link);
  return next ? el("p", { class: "mending" }, el("button", { type: "button", class: "plain small", id: "next-to-review", onclick: () => { state.origin = null; select({ link: next.at }, true); } }, "next to review ›")) : null;
}
