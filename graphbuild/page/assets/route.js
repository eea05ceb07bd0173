// The chains between two actors: each hop with the best sentence behind it.

function route() {
  const [from, to] = state.selected.path.map((at) => ACTORS[at]);
  const chains = chainsShown();
  const { chain } = state.selected;
  return [
    backButton(),
    el("h2", {}, `${from.label} and ${to.label}`),
    el("p", { class: "lead" }, chains.length ? `${plural(chains.length, "chain")} of ${lengths(chains)}, by what the filters let through.`
      : from === to ? "Both are the same actor." : `No chain of up to ${LONGEST} links between them, by what the filters let through.`),
    el("p", { class: "tags" },
      el("button", { type: "button", class: "plain small", onclick: () => select({ path: [to.at, from.at], chain: null }) }, "the other way round"),
      chain == null ? null : el("button", { type: "button", class: "plain small", onclick: () => select({ path: [from.at, to.at], chain: null }, true) }, "all chains")),
    chains.length ? tabs({ links: "Chains", time: "In time" }) : null,
    state.tab === "time" ? chronicle(shownChains().flatMap((one) => one.hops.flat())) : chains.map((one, k) => chainCard(one, k, chain == null || chain === k)),
  ];
}

function lengths(chains) {
  const [least, most] = [chains[0].hops.length, chains[chains.length - 1].hops.length];
  return least === most ? plural(least, "link") : `${least} to ${plural(most, "link")}`;
}

function chainCard(chain, k, open) {
  return el("section", { class: "chain" + (open ? "" : " folded"), "aria-label": `Chain ${k + 1}` },
    el("h3", {}, el("button", { type: "button", class: "link-button", "aria-pressed": String(state.selected.chain === k),
      onclick: () => select({ path: state.selected.path, chain: state.selected.chain === k ? null : k }, true) },
      `${k + 1}. ${chain.actors.slice(1, -1).map((at) => ACTORS[at].label).join(" › ") || "directly"}`)),
    open ? el("ol", { class: "hops" }, chain.hops.map((links, hop) => hopRow(links, chain.actors[hop], hop === chain.hops.length - 1)),
      el("li", { class: "end" }, who(ACTORS[chain.actors[chain.actors.length - 1]]))) : null);
}

function hopRow(links, actor) {
  const [best, ...others] = links;
  const item = best.evidence.find((one) => one.status === best.status) || best.evidence[0];
  return el("li", {}, who(ACTORS[actor]),
    el("div", { class: "hop" }, sentenceHead(best),
      item?.parts.length ? el("blockquote", { dir: "auto" }, markedSentence(item)) : null,
      item ? citation(DATA.documents[item.doc] || {}, item.page) : null,
      others.length ? el("p", { class: "hint" }, "also ", others.map((link, k) => [k ? ", " : "", el("button", { type: "button", class: "link-button", title: describe(link), onclick: () => select({ link: link.at }, true) }, link.label)])) : null));
}

function sentenceHead(link) {
  const status = STATUS.get(link.status);
  return el("button", { type: "button", class: `hop-head ${link.status}`, title: describe(link), onclick: () => select({ link: link.at }, true) },
    linkSwatch(link), el("span", { class: "other" }, describe(link)), el("small", {}, link.status === "asserted" ? "" : status.label));
}
