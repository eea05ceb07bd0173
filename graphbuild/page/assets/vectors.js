// The picture as vectors (SVG): what the screen shows, for print and for a graphics program.

function vectors() {
  const scale = network.getScale();
  const [left, top, right, bottom] = viewBox(scale);
  const colour = colours();
  const inFocus = focus();
  const picture = svg("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: [left, top, right - left, bottom - top].map(round).join(" "),
    width: Math.round((right - left) * scale), height: Math.round((bottom - top) * scale), "font-family": labelFont(),
  }, svg("title", {}, DATA.title), svg("rect", { x: round(left), y: round(top), width: round(right - left), height: round(bottom - top), fill: colour("canvas") }));
  const inside = ({ x, y }) => x > left - 200 && x < right + 200 && y > top - 200 && y < bottom + 200;
  for (const link of LINKS) {
    const edge = network.body.edges[link.at];
    if (!state.drawnLinks[link.at] || !edge?.connected || !(inside(edge.from) || inside(edge.to))) continue;
    picture.append(...lineOf(link, edge, inFocus && !inFocus.links.has(link.at) ? 0.1 : 0.85));
  }
  for (const actor of ACTORS) {
    if (state.shownActors[actor.at] && inside(network.body.nodes[actor.at])) picture.append(shapeOf(actor, colour, inFocus && !inFocus.actors.has(actor.at) ? 0.18 : 1));
  }
  for (const label of placed?.labels || []) picture.append(...textOf(label, scale, colour));
  return picture;
}


function lineOf(link, edge, opacity) {
  const stroke = lineColour(link);
  const radius = (end) => network.body.nodes[end].options.size;
  const points = Array.from({ length: 25 }, (_, k) => edge.edgeType.getPoint(k / 24));
  const far = (point, end) => Math.hypot(point.x - end.x, point.y - end.y);
  const drawn = link.from === link.to ? points
    : points.filter((point) => far(point, edge.from) > radius(link.from) && far(point, edge.to) > radius(link.to) + (link.symmetric ? 0 : 5));
  if (drawn.length < 2) return [];
  const width = edge.options.width;
  const parts = [svg("polyline", {
    points: drawn.map(({ x, y }) => `${round(x)},${round(y)}`).join(" "), fill: "none", stroke, "stroke-width": width, opacity,
    "stroke-dasharray": (STATUS.get(link.status).dashes || []).join(" ") || "none",
  })];
  if (!link.symmetric) {
    const [before, tip] = drawn.slice(-2);
    const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
    const corner = (turn, length) => `${round(tip.x + length * Math.cos(angle + turn))},${round(tip.y + length * Math.sin(angle + turn))}`;
    const size = 7 + width;
    parts.push(svg("polygon", { points: [corner(0, 5), corner(2.6, size), corner(-2.6, size)].join(" "), fill: stroke, opacity }));
  }
  const middle = edge.edgeType.getPoint(0.5);
  const path = markPath(FAMILY.get(link.family).mark, middle.x, middle.y, 3.6 / network.getScale());
  if (path && link.from !== link.to) parts.push(svg("path", { d: path, fill: stroke, opacity }));
  if (STATUS.get(link.status).crossed) {
    const { x, y } = edge.edgeType.getPoint(0.5);
    parts.push(svg("path", { d: `M${round(x - 5)} ${round(y - 5)}l10 10m0 -10l-10 10`, stroke, "stroke-width": 2, opacity }));
  }
  return parts;
}

function shapeOf(actor, colour, opacity) {
  const { x, y, options } = network.body.nodes[actor.at];
  const type = TYPE.get(actor.type);
  const tint = type[state.theme];
  const look = { fill: type.hollow ? colour("canvas") : tint, stroke: type.hollow ? tint : colour("canvas"), "stroke-width": type.hollow ? 3 : 1.5, opacity };
  const outline = OUTLINES[type.shape].map(([dx, dy]) => `${round(x + dx * options.size)},${round(y + dy * options.size)}`).join(" ");
  const shape = outline ? svg("polygon", { points: outline, ...look }) : svg("circle", { cx: round(x), cy: round(y), r: round(options.size), ...look });
  shape.append(svg("title", {}, actor.label));
  return shape;
}

function textOf(label, scale, colour) {
  const fill = label.link ? lineColour(label.link) : colour("ink");
  return label.lines.map((line, k) => {
    const y = (k - (label.lines.length - 1) / 2) * label.font * 1.18 + label.font * 0.35;
    return svg("text", {
      transform: `translate(${round(label.x)} ${round(label.y)}) rotate(${round(label.angle * 180 / Math.PI)})`, y: round(y), "text-anchor": "middle",
      "font-size": round(label.font), "font-weight": label.weight, fill, stroke: colour("canvas"), "stroke-width": round(4 / scale), "paint-order": "stroke",
      "stroke-linejoin": "round", opacity: label.faded ? 0.3 : 1, "text-decoration": label.struck ? "line-through" : "none",
    }, line);
  });
}
