// Communities: actors that are tied to each other more than chance would tie them. Found by modularity, as Blondel and
// others (2008) do it: everybody joins the neighbouring community that gains most, then communities do the same.

const SMALLEST = 4; // actors
const COLOURED = 10; // communities, the largest

const COMMUNITIES = findCommunities(LINKS.filter((link) => link.shown && link.from !== link.to));
const COMMUNITY_OF = new Map(COMMUNITIES.flatMap((one, k) => one.members.map((at) => [at, k])));

function findCommunities(links) {
  const number = new Map(); // of each actor among those that are tied
  const numbered = (at) => number.get(at) ?? number.set(at, number.size).get(at);
  let ties = tied(links.flatMap((link) => {
    const [a, b] = [numbered(link.from), numbered(link.to)];
    return [[a, b, voices(link)], [b, a, voices(link)]];
  }));
  let home = Int32Array.from(ties, (_, k) => k);
  for (let level = 0; level < 6; level++) {
    const moved = joined(ties);
    if (!moved) break;
    const renumbered = new Map();
    for (const where of moved) if (!renumbered.has(where)) renumbered.set(where, renumbered.size);
    const next = moved.map((where) => renumbered.get(where));
    home = home.map((where) => next[where]);
    ties = tied(ties.flatMap(({ others, weights }, a) => others.map((b, k) => [next[a], next[b], weights[k]])));
  }
  return named([...number].map(([at, k]) => [at, home[k]]).sort((a, b) => a[0] - b[0]));
}

// For each node the numbers of those it is tied to, with the weights of the ties: { others, weights }.
function tied(triples) {
  const ties = [];
  const places = new Map(); // of each tie in the lists of its node
  const many = 1 + triples.reduce((most, [a]) => Math.max(most, a), -1);
  for (const [a, b, weight] of triples) {
    const own = (ties[a] ||= { others: [], weights: [] });
    const at = places.get(a * many + b);
    if (at === undefined) {
      places.set(a * many + b, own.others.length);
      own.others.push(b);
      own.weights.push(weight);
    } else own.weights[at] += weight;
  }
  return ties;
}

// One level: where each node ends; null when nobody moves.
function joined(ties) {
  const degree = Float64Array.from(ties, ({ weights }) => weights.reduce((sum, one) => sum + one, 0));
  const total = degree.reduce((sum, one) => sum + one, 0);
  const home = Int32Array.from(ties, (_, k) => k);
  const mass = Float64Array.from(degree);
  const pull = new Float64Array(ties.length).fill(-1); // to each community; -1: not met
  let any = false;
  for (let round = 0, moving = true; moving && round < 20; round++) {
    moving = false;
    for (let a = 0; a < ties.length; a++) {
      const { others, weights } = ties[a];
      const own = home[a];
      mass[own] -= degree[a];
      const met = [own];
      pull[own] = 0;
      for (let k = 0; k < others.length; k++) {
        if (others[k] === a) continue;
        const there = home[others[k]];
        if (pull[there] < 0) pull[there] = 0, met.push(there);
        pull[there] += weights[k];
      }
      let [best, most] = [own, pull[own] - (degree[a] * mass[own]) / total];
      for (const there of met) {
        const gain = pull[there] - (degree[a] * mass[there]) / total;
        if (gain > most + 1e-9) [best, most] = [there, gain];
        pull[there] = -1;
      }
      mass[best] += degree[a];
      if (best === own) continue;
      home[a] = best;
      moving = any = true;
    }
  }
  return any ? home : null;
}

// The largest first, each called by its best connected members.
function named(home) {
  const groups = new Map();
  for (const [at, where] of home) {
    if (!groups.has(where)) groups.set(where, []);
    groups.get(where).push(at);
  }
  return [...groups.values()].filter((members) => members.length >= SMALLEST)
    .map((members) => members.sort((a, b) => ACTORS[b].degree - ACTORS[a].degree || a - b))
    .sort((a, b) => b.length - a.length || a[0] - b[0])
    .slice(0, COLOURED)
    .map((members) => ({ members, label: members.slice(0, 2).map((at) => ACTORS[at].label).join(", ") }));
}
