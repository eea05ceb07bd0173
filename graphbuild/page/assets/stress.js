// A layout of what is shown, made in the browser: distances in the picture follow distances in the network, by stress
// and stochastic gradient descent (Zheng, Pawar and Goodman 2018).

const LINK_LENGTH = 110; // pixels
const PASSES = 36;
const LEAVES = 12; // around one actor; of more, some are drawn nearer and some further, so that their names have room
const RINGS = [1, 0.6, 1.4];

// A generator of numbers from 0 to 1 that are the same each time.
function randomNumbers(seed) {
  let at = seed >>> 0;
  return () => {
    at = (Math.imul(at, 1664525) + 1013904223) >>> 0;
    return at / 4294967296;
  };
}

// Places for the nodes of one connected part; neighbours: for each node the numbers of those it is linked to.
function stressed(neighbours, start) {
  const random = randomNumbers(7);
  const places = start.map(({ x, y }) => ({ x: x + random(), y: y + random() }));
  const terms = shuffled(distanceTerms(neighbours, leafLengths(neighbours)), random);
  const longest = Math.max(1, ...terms.map((term) => term.length));
  const decay = Math.log((longest * longest) / 0.05) / (PASSES - 1);
  for (let pass = 0; pass < PASSES; pass++) {
    const heat = longest * longest * Math.exp(-decay * pass);
    for (const { one, other, length } of terms) {
      const [a, b] = [places[one], places[other]];
      const [dx, dy] = [a.x - b.x, a.y - b.y];
      const apart = Math.max(1e-6, Math.hypot(dx, dy));
      const step = (Math.min(1, heat / (length * length)) * (apart - length * LINK_LENGTH)) / 2 / apart;
      a.x -= step * dx;
      a.y -= step * dy;
      b.x += step * dx;
      b.y += step * dy;
    }
  }
  return places;
}

function leafLengths(neighbours) {
  const lengths = neighbours.map(() => 1);
  for (const own of neighbours) {
    const leaves = own.filter((one) => neighbours[one].length === 1);
    if (leaves.length > LEAVES) leaves.forEach((leaf, k) => { lengths[leaf] = RINGS[k % RINGS.length]; });
  }
  return lengths;
}

// How far apart any two should be, in links.
function distanceTerms(neighbours, lengths) {
  const terms = [];
  neighbours.forEach((_, one) => {
    const away = new Map([[one, 0]]);
    for (let rim = [one]; rim.length;) {
      const next = [];
      for (const at of rim) {
        for (const other of neighbours[at]) {
          if (away.has(other)) continue;
          away.set(other, away.get(at) + lengths[at] * lengths[other]);
          next.push(other);
        }
      }
      rim = next;
    }
    for (const [other, length] of away) if (other > one) terms.push({ one, other, length });
  });
  return terms;
}

function shuffled(items, random) {
  for (let k = items.length - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [items[k], items[other]] = [items[other], items[k]];
  }
  return items;
}
