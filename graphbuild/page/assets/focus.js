// What stands out while something is selected: the chosen actor with its neighbours, a link, or chains.

const NEAR = 70; // so many neighbours of a chosen actor are let in, the best attested first

const focus = () => state.focus || null;

// Null where nothing is selected.
function findFocus(passing) {
  const { selected } = state;
  if (!selected) return null;
  if (selected.path) return focusOfChains(shownChains());
  if (selected.link != null) return focusOfLinks([LINKS[selected.link]]);
  return neighbourhood(selected.actor, state.depth, passing);
}

// What is shown of it: of a link that was chosen in an actor's own picture also the rest of that picture.
function surroundings(inFocus) {
  if (!state.alone || state.origin == null || state.selected.link == null) return inFocus;
  const picture = neighbourhood(state.origin, 1, whatPasses());
  return { actors: new Set([...picture.actors, ...inFocus.actors]), links: new Set([...picture.links, ...inFocus.links]) };
}

// Whether an actor gets a picture of its own, unless the reader wants it otherwise: where the picture lacks its neighbours.
function hasOwnPicture(selected) {
  if (selected?.actor == null || ACTORS.length <= MANY) return false;
  const { actors } = thePicture();
  return [...neighbourhood(selected.actor, 1, whatPasses()).actors].some((at) => !actors[at]);
}

function focusOfLinks(links, actors = []) {
  const found = { actors: new Set(actors), links: new Set(links.map((link) => link.at)) };
  for (const link of links) found.actors.add(link.from).add(link.to);
  return found;
}

function focusOfChains(chains) {
  return focusOfLinks(chains.flatMap((chain) => chain.hops.flat()), state.selected.path);
}

// Everybody within so many steps, and the links between them that lead there; the last answer is kept.
let asked = { found: null };
function neighbourhood(actor, depth, passing) {
  if (asked.actor !== actor || asked.depth !== depth || asked.passing !== passing) asked = { actor, depth, passing, found: findAround(actor, depth, passing) };
  return asked.found;
}

function findAround(actor, depth, passing) {
  const actors = new Set([actor]);
  const links = new Set();
  let rim = [actor];
  for (let step = 0; step < depth; step++) {
    const next = [];
    const room = Math.max(10, Math.floor(NEAR / Math.max(1, rim.length)));
    for (const at of rim) {
      const own = ACTORS[at].own.filter((link) => passing[link.at]).sort((a, b) => strongest(a, b) || ACTORS[otherEnd(b, at)].degree - ACTORS[otherEnd(a, at)].degree);
      const taken = new Set();
      for (const link of own) {
        const other = otherEnd(link, at);
        if (!actors.has(other) && !taken.has(other) && taken.size >= room) continue;
        taken.add(other);
        links.add(link.at);
        if (!actors.has(other)) next.push(other);
        actors.add(other);
      }
    }
    rim = next;
  }
  return { actors, links };
}
