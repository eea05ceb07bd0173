// The chains between two actors: the cheapest first, by the costs that the command line ranks them with as well.

const CHAINS = 5;
const LONGEST = 4; // links

let sought = { key: "", chains: [] };

// The chains of what is selected; searched again only when the ends or the filters have changed.
function chainsShown() {
  const [from, to] = state.selected.path;
  const key = `${from} ${to} ${filterAddress().join("&")}`;
  if (sought.key !== key) sought = { key, chains: chainsBetween(from, to) };
  return sought.chains;
}

// Of these the chosen one, or all.
function shownChains() {
  const chains = chainsShown();
  const one = chains[state.selected.chain];
  return one ? [one] : chains;
}

function chainsBetween(from, to) {
  return from === to ? [] : cheapest(from, to, passingTies()).map(({ actors, cost }) => chainOf(actors, cost, passingTies()));
}

// The ties of all that the filters let through.
const passingTies = forFilters(() => ((passing) => tiesOf(LINKS.filter((link) => passing[link.at])))(whatPasses()));

// Who is tied to whom, by which links: actor -> other -> links, the cheapest first.
function tiesOf(links) {
  const ties = new Map();
  const add = (one, other, link) => {
    if (!ties.has(one)) ties.set(one, new Map());
    if (!ties.get(one).has(other)) ties.get(one).set(other, []);
    ties.get(one).get(other).push(link);
  };
  for (const link of [...links].sort(cheaper)) {
    if (link.from === link.to) continue;
    add(link.from, link.to, link);
    add(link.to, link.from, link);
  }
  return ties;
}

const cheaper = (a, b) => a.cost - b.cost || b.n_outlets - a.n_outlets || b.confidence - a.confidence || a.at - b.at;

// How many links away everybody is.
function distances(start, ties) {
  const away = new Map([[start, 0]]);
  for (let rim = [start]; rim.length;) {
    const next = [];
    for (const at of rim) {
      for (const other of ties.get(at)?.keys() || []) {
        if (away.has(other)) continue;
        away.set(other, away.get(at) + 1);
        next.push(other);
      }
    }
    rim = next;
  }
  return away;
}

// The best ways without a circle and of at most so many links: A* over partial ways. What remains of a way is never
// overestimated (the cheapest way to the goal, and its links), so ways come out in order.
function cheapest(from, to, ties) {
  const away = distances(to, ties);
  if (!away.has(from) || away.get(from) > LONGEST) return [];
  const remaining = costsTo(to, ties, away);
  const queue = new Queue(soonerWay);
  const found = [];
  queue.push({ total: remaining.get(from), made: 0, actors: [from], spent: 0 });
  while (queue.size && found.length < CHAINS) {
    const { total, actors, spent } = queue.pop();
    const last = actors[actors.length - 1];
    if (last === to) {
      found.push({ actors, cost: total });
      continue;
    }
    for (const [other, [best]] of ties.get(last)) {
      if (actors.includes(other) || !remaining.has(other) || actors.length + away.get(other) > LONGEST) continue;
      const cost = spent + best.cost + (other === to ? 0 : ACTORS[other].passing);
      queue.push({ total: cost + remaining.get(other), made: actors.length, actors: [...actors, other], spent: cost });
    }
  }
  return found;
}

// The cheaper way first, then the shorter one, then by the numbers of its actors, which are in the order of their ids.
function soonerWay(a, b) {
  if (a.total !== b.total || a.made !== b.made) return a.total - b.total || a.made - b.made;
  const at = a.actors.findIndex((one, k) => one !== b.actors[k]);
  return at < 0 ? 0 : a.actors[at] - b.actors[at];
}

// What the cheapest way to the goal costs from everybody near enough, with all that is passed between (Dijkstra).
function costsTo(goal, ties, away) {
  const known = new Map();
  const queue = new Queue((a, b) => a.cost - b.cost);
  queue.push({ at: goal, cost: 0 });
  while (queue.size) {
    const { at, cost } = queue.pop();
    if (known.has(at)) continue;
    known.set(at, cost);
    const passed = cost + (at === goal ? 0 : ACTORS[at].passing);
    for (const [other, [best]] of ties.get(at)) {
      if (!known.has(other) && away.get(other) <= LONGEST) queue.push({ at: other, cost: passed + best.cost });
    }
  }
  return known;
}

function chainOf(actors, cost, ties) {
  return { actors, cost, hops: actors.slice(1).map((actor, k) => ties.get(actors[k]).get(actor)) };
}
