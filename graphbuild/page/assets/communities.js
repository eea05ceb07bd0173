// Communities: actors that are tied to each other more than chance would tie them. Found by modularity, as Blondel and
// others (2008) do it: everybody joins the neighbouring community that gains most, then communities do the same.

const SMALLEST = 4; // actors
const COLOURED = 10; // communities, the largest

const COMMUNITIES = findCommunities(LINKS.filter((link) => link.shown && link.from !== link.to));
const COMMUNITY_OF = new Map(COMMUNITIES.flatMap((one, k) => one.members.map((at) => [at, k])));

function findCommunities(links) {
  let ties = new Map();
  const tie = (map, a, b, weight) => {
    if (!map.has(a)) map.set(a, new Map());
    map.get(a).set(b, (map.get(a).get(b) || 0) + weight);
  };
  for (const link of links) {
    tie(ties, link.from, link.to, voices(link));
    tie(ties, link.to, link.from, voices(link));
  }
  let home = new Map([...ties.keys()].sort((a, b) => a - b).map((at) => [at, at]));
  for (let level = 0; level < 6; level++) {
    const moved = joined(ties);
    if (!moved) break;
    home = new Map([...home].map(([at, at_level]) => [at, moved.get(at_level)]));
    const merged = new Map();
    for (const [a, others] of ties) for (const [b, weight] of others) tie(merged, moved.get(a), moved.get(b), weight);
    ties = merged;
  }
  return named(home);
}

// One level: where each node ends; null when nobody moves.
function joined(ties) {
  const degree = new Map([...ties].map(([a, others]) => [a, [...others.values()].reduce((sum, one) => sum + one, 0)]));
  const total = [...degree.values()].reduce((sum, one) => sum + one, 0);
  const home = new Map([...ties.keys()].map((a) => [a, a]));
  const mass = new Map(degree);
  let any = false;
  for (let round = 0, moving = true; moving && round < 20; round++) {
    moving = false;
    for (const [a, others] of ties) {
      const own = home.get(a);
      mass.set(own, mass.get(own) - degree.get(a));
      const pull = new Map([[own, 0]]);
      for (const [b, weight] of others) if (b !== a) pull.set(home.get(b), (pull.get(home.get(b)) || 0) + weight);
      let [best, most] = [own, pull.get(own) - (degree.get(a) * mass.get(own)) / total];
      for (const [there, weight] of pull) {
        const gain = weight - (degree.get(a) * mass.get(there)) / total;
        if (gain > most + 1e-9) [best, most] = [there, gain];
      }
      mass.set(best, mass.get(best) + degree.get(a));
      if (best === own) continue;
      home.set(a, best);
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
