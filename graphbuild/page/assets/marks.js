// A small mark on each line, one for each family of relations, so that families are told apart without colour too.

// The outline of a mark around a point, as the path of an SVG and of a canvas.
const MARKS = {
  dot: [[0.8, 0], [0.57, 0.57], [0, 0.8], [-0.57, 0.57], [-0.8, 0], [-0.57, -0.57], [0, -0.8], [0.57, -0.57]],
  plus: [[-0.3, -1], [0.3, -1], [0.3, -0.3], [1, -0.3], [1, 0.3], [0.3, 0.3], [0.3, 1], [-0.3, 1], [-0.3, 0.3], [-1, 0.3], [-1, -0.3], [-0.3, -0.3]],
  bar: [[-0.3, -1.1], [0.3, -1.1], [0.3, 1.1], [-0.3, 1.1]],
  triangle: [[0, -1], [1, 0.8], [-1, 0.8]],
  square: [[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]],
  diamond: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
  bowtie: [[-1, -0.8], [1, 0.8], [1, -0.8], [-1, 0.8]],
  hourglass: [[-0.8, -1], [0.8, -1], [-0.8, 1], [0.8, 1]],
  chevron: [[-1, -1], [0, -1], [1, 0], [0, 1], [-1, 1], [0, 0]],
  pentagon: [[0, -1.1], [1.05, -0.34], [0.65, 0.9], [-0.65, 0.9], [-1.05, -0.34]],
  beam: [[-1.2, -0.35], [1.2, -0.35], [1.2, 0.35], [-1.2, 0.35]],
  wedge: [[-1, -0.8], [1, -0.8], [0, 1]],
};

function markPath(mark, x, y, size) {
  const points = (MARKS[mark] || []).map(([dx, dy]) => `${round(x + dx * size)} ${round(y + dy * size)}`);
  return points.length ? `M${points.join("L")}Z` : "";
}

const MOST_MARKS = 400; // lines; of more on the screen, marks would cover the picture

// The lines of which an end or what lies between may be on the screen.
function linesInView(scale) {
  if (state.lines.length <= MOST_MARKS) return state.lines;
  const [left, top, right, bottom] = viewBox(scale);
  const { nodes } = network.body;
  return state.lines.filter(({ from, to }) => {
    const [a, b] = [nodes[from], nodes[to]];
    return a && b && Math.max(a.x, b.x) > left && Math.min(a.x, b.x) < right && Math.max(a.y, b.y) > top && Math.min(a.y, b.y) < bottom;
  });
}

// On the canvas: where the line bears no words, in its colour.
function drawMarks(context, scale) {
  const lines = linesInView(scale);
  if (lines.length > MOST_MARKS) return;
  const inFocus = focus();
  const named = new Set((placed?.labels || []).filter((label) => label.kind === "link").map((label) => label.at));
  for (const link of lines) {
    const edge = network.body.edges[link.at];
    const { mark } = FAMILY.get(link.family);
    if (!mark || named.has(link.at) || !edge?.connected || link.from === link.to) continue;
    const { x, y } = edge.edgeType.getPoint(0.5);
    if (standingShapes && !standingShapes.free([x, y, x + 0.01, y + 0.01])) continue; // none on somebody's node
    context.globalAlpha = inFocus && !inFocus.links.has(link.at) ? 0.15 : 1;
    context.fillStyle = lineColour(link);
    context.fill(new Path2D(markPath(mark, x, y, 3.6 / scale)));
  }
  context.globalAlpha = 1;
}
