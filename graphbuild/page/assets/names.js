// Names: how an actor is told apart from others of its name, and where each of its names was seen.

const NAMESAKES = new Map();
for (const actor of ACTORS) {
  const key = fold(actor.label);
  NAMESAKES.set(key, (NAMESAKES.get(key) || 0) + 1);
}

const isNamesake = (actor) => NAMESAKES.get(fold(actor.label)) > 1;

// What tells an actor apart from another of its name: a role, an article, the number of its links.
function apartBy(actor) {
  const document = actor.own.flatMap((link) => link.evidence).map((item) => DATA.documents[item.doc]).find(Boolean);
  const title = document && (document.title || document.source);
  return [actor.roles[0] || "", actor.country || "", title ? `in “${shortened(title, 40)}”` : "", plural(passingLinks()[actor.at], "link")].filter(Boolean).join(" · ");
}

const shortened = (text, most) => (text.length <= most ? text : text.slice(0, most - 1).trimEnd() + "…");

// The aliases that are the actor's, and those that may as well be another's: a first name, one word of a long name.
function aliasesOf(actor) {
  const possible = new Set(actor.names.filter((one) => one.possible).map((one) => fold(one.name)));
  const sorted = (wanted) => actor.aliases.filter((name) => possible.has(fold(name)) === wanted).join(", ");
  return [["also", sorted(false)], ["perhaps also", sorted(true)]];
}

// Every name with its number, the rule that joined it, and a sentence; aliases that no text has come last.
function nameList(actor) {
  const seen = new Set(actor.names.map((one) => fold(one.name)));
  const others = actor.aliases.filter((name) => !seen.has(fold(name))).map((name) => ({ name, n: 0, why: "" }));
  const all = [...actor.names, ...others];
  if (all.length < 2 && !actor.names.length) return null;
  return el("details", { class: "names" }, el("summary", {}, plural(all.length, "name")), el("ul", {}, all.map((one) => nameEntry(actor, one))));
}

function nameEntry(actor, { name, n, why, possible, sentence, title }) {
  return el("li", {}, el("b", {}, name), n ? ` ${plural(n, "mention")}` : " in no text", possible ? el("small", {}, "possible alias") : null, why ? el("small", {}, `joined by: ${why}`) : null,
    sentence ? el("q", { dir: "auto" }, sentence) : null, title ? el("small", {}, title) : null, nameMending(actor, name));
}
