// Room for names: boxes of node and name are set into a stage and pushed apart there until none overlap; where they do
// not fit, the stage is widened.

const GAP = 8; // pixels between two boxes
const PUSHES = 60; // rounds until the stage is widened
const WIDENINGS = 14;

// Moves the places, in place; boxes: half width and half height of each; the stage: its width and height.
function spread(places, boxes, [width, height]) {
  fillStage(places, boxes, width, height);
  for (let widening = 0; widening < WIDENINGS; widening++) {
    for (let round = 0; round < PUSHES; round++) {
      if (!pushApart(places, boxes)) return;
      keepInside(places, boxes, width, height);
    }
    width *= 1.09;
    height *= 1.09;
    for (const place of places) {
      place.x *= 1.09;
      place.y *= 1.09;
    }
  }
}

// The picture stretched to the stage, but not out of shape.
function fillStage(places, boxes, width, height) {
  const extent = (key) => [Math.min(...places.map((one) => one[key])), Math.max(...places.map((one) => one[key]))];
  const [[left, right], [top, bottom]] = [extent("x"), extent("y")];
  const widest = Math.max(...boxes.map(([half]) => half));
  const across = (width - 2 * widest) / Math.max(1, right - left);
  const down = (height - 80) / Math.max(1, bottom - top);
  const least = Math.max(0.1, Math.min(across, down, 3));
  for (const place of places) {
    place.x = (place.x - (left + right) / 2) * Math.min(across, 1.8 * least);
    place.y = (place.y - (top + bottom) / 2) * Math.min(down, 1.8 * least);
  }
}

function pushApart(places, boxes) {
  const cell = 2 * Math.max(...boxes.flat()) + GAP;
  const squares = new Map();
  const key = (x, y) => Math.floor(x / cell) * 100003 + Math.floor(y / cell);
  places.forEach(({ x, y }, at) => {
    if (!squares.has(key(x, y))) squares.set(key(x, y), []);
    squares.get(key(x, y)).push(at);
  });
  let pushes = 0;
  places.forEach((place, at) => {
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const other of squares.get(key(place.x + dx * cell, place.y + dy * cell)) || []) {
          if (other > at) pushes += pushPair(place, places[other], boxes[at], boxes[other]) ? 1 : 0;
        }
      }
    }
  });
  return pushes;
}

// Apart along the axis on which they overlap less.
function pushPair(one, other, [halfWidth, halfHeight], [otherWidth, otherHeight]) {
  const [dx, dy] = [one.x - other.x, one.y - other.y];
  const across = halfWidth + otherWidth + GAP - Math.abs(dx);
  const down = halfHeight + otherHeight + GAP - Math.abs(dy);
  if (across <= 0.5 || down <= 0.5) return false;
  const [axis, gap, sign] = across < down ? ["x", across, Math.sign(dx) || 1] : ["y", down, Math.sign(dy) || 1];
  one[axis] += (sign * gap) / 2;
  other[axis] -= (sign * gap) / 2;
  return true;
}

function keepInside(places, boxes, width, height) {
  places.forEach((place, at) => {
    const [across, down] = [Math.max(0, width / 2 - boxes[at][0]), Math.max(0, height / 2 - boxes[at][1])];
    place.x = Math.min(across, Math.max(-across, place.x));
    place.y = Math.min(down, Math.max(-down, place.y));
  });
}
