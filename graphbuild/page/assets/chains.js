// The chains of links between two actors: the shortest first, those through fewer hubs before others.

const CHAINS = 5;
const LONGEST = 6; // links
const SLACK = 1; // so much longer than the shortest may a chain be
const EFFORT = 20000; // steps of the search

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
  if (from === to) return [];
  const ties = tiesOf(LINKS.filter((link) => whatPasses()[link.at]));
  const away = distances(to, ties);
  if (!away.has(from) || away.get(from) > LONGEST) return [];
  const longest = Math.min(LONGEST, away.get(from) + SLACK);
  return walks(from, to, ties, away, longest)
    .map((actors) => chainOf(actors, ties))
    .sort((a, b) => a.hops.length - b.hops.length || a.cost - b.cost)
    .slice(0, CHAINS);
}

// Who is tied to whom, by which links: actor -> other -> links.
function tiesOf(links) {
  const ties = new Map();
  const add = (one, other, link) => {
    if (!ties.has(one)) ties.set(one, new Map());
    if (!ties.get(one).has(other)) ties.get(one).set(other, []);
    ties.get(one).get(other).push(link);
  };
  for (const link of links) {
    if (link.from === link.to) continue;
    add(link.from, link.to, link);
    add(link.to, link.from, link);
  }
  return ties;
}

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

// All ways without a circle that are short enough, up to a limit of effort: shorter ones are walked first.
function walks(from, to, ties, away, longest) {
  const found = [];
  let effort = EFFORT;
  const walk = (trail, limit) => {
    const last = trail[trail.length - 1];
    if (last === to) {
      if (trail.length - 1 === limit) found.push(trail);
      return;
    }
    for (const other of ties.get(last).keys()) {
      if (--effort < 0) return;
      if (!trail.includes(other) && trail.length + away.get(other) <= limit) walk([...trail, other], limit);
    }
  };
  for (let limit = away.get(from); limit <= longest; limit++) walk([from], limit);
  return found;
}

// Through a hub everybody is linked to everybody: an actor on the way costs the more the more ties it has.
function chainOf(actors, ties) {
  const hops = actors.slice(1).map((actor, k) => [...ties.get(actors[k]).get(actor)].sort(strongest));
  const hubs = actors.slice(1, -1).reduce((sum, actor) => sum + Math.log2(1 + ties.get(actor).size), 0);
  const weak = hops.reduce((sum, [best]) => sum + STRENGTH.indexOf(best.status), 0);
  return { actors, hops, cost: hubs + weak };
}
