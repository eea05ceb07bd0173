// The picture as vectors (SVG): what the screen shows, for print and for a graphics program, framed by title and legend.

const [ABOVE, LEGEND_ROW, FOOT] = [64, 22, 30]; // pixels

// With the title above; below it what the shapes, colours and lines of it mean, where it comes from and of when it is.
function framed() {
  const inner = vectors();
  const [width, height] = ["width", "height"].map((key) => Number(inner.getAttribute(key)));
  const entries = legendEntries();
  const columns = Math.max(1, Math.floor(width / 190));
  const below = Math.ceil(entries.length / columns) * LEGEND_ROW + FOOT;
  const colour = colours();
  const whole = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: ABOVE + height + below, viewBox: `0 0 ${width} ${ABOVE + height + below}`, "font-family": labelFont() },
    svg("title", {}, DATA.title), svg("rect", { x: 0, y: 0, width, height: ABOVE + height + below, fill: colour("canvas") }),
    plainText(18, 30, 20, 650, colour("ink"), DATA.title),
    plainText(18, 50, 13, 400, colour("soft"), [DATA.subtitle, state.selected ? inWords(state.selected) : ""].filter(Boolean).join(" · ")));
  inner.setAttribute("y", ABOVE);
  whole.append(inner);
  entries.forEach(([swatch, words], k) => {
    const [x, y] = [18 + (k % columns) * 190, ABOVE + height + 8 + Math.floor(k / columns) * LEGEND_ROW];
    swatch.setAttribute("x", x);
    swatch.setAttribute("y", y);
    whole.append(swatch, plainText(x + 34, y + 12, 12, 400, colour("ink"), words));
  });
  whole.append(plainText(18, ABOVE + height + below - 10, 11, 400, colour("soft"), sourceWords()));
  return whole;
}

function plainText(x, y, size, weight, fill, words) {
  return svg("text", { x, y, "font-size": size, "font-weight": weight, fill }, words);
}

// Of types, families and statuses those that occur in the picture.
function legendEntries() {
  const links = LINKS.filter((link) => state.drawnLinks[link.at]);
  const occurs = (list, values) => list.filter((one) => values.has(one.id));
  const actors = new Set(ACTORS.filter(({ at }) => state.shownActors[at]).map((actor) => actor.type));
  return [
    ...occurs(DATA.types, actors).map((type) => [typeSwatch(type), type.plural]),
    ...occurs(DATA.families, new Set(links.map((link) => link.family))).map((family) => [lineSwatch(family[state.theme], {}, family.mark), family.label]),
    ...occurs(DATA.statuses, new Set(links.map((link) => link.status))).map((status) => [lineSwatch(colours()("soft"), status), status.label]),
  ];
}

function sourceWords() {
  const documents = Object.values(DATA.documents);
  const outlets = OUTLETS.slice(0, 4).join(", ") + (OUTLETS.length > 4 ? ` and ${OUTLETS.length - 4} more` : "");
  const printed = documents.map((one) => one.published).filter(Boolean).sort();
  const when = printed.length ? `, ${[...new Set([printed[0], printed[printed.length - 1]])].join(" to ")}` : "";
  return `What ${plural(documents.length, "article")} say${outlets ? `: ${outlets}` : ""}${when}. A link is what sentences say, not what is proved. Drawn ${today()}.`;
}

function vectors() {
  const scale = network.getScale();
  const [left, top, right, bottom] = viewBox(scale);
  const colour = colours();
  const inFocus = focus();
  const picture = svg("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: [left, top, right - left, bottom - top].map(round).join(" "),
    width: Math.round((right - left) * scale), height: Math.round((bottom - top) * scale), "font-family": labelFont(),
  }, svg("title", {}, DATA.title), svg("rect", { x: round(left), y: round(top), width: round(right - left), height: round(bottom - top), fill: colour("canvas") }));
  picture.append(...patches());
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


// The patches of communities, each as circles and the lines between them.
function patches() {
  if (!state.groups || COMMUNITIES.length < 2 || placesNow()) return [];
  const around = PATCH / Math.max(network.getScale(), 0.25);
  return COMMUNITIES.map((one, k) => {
    const shown = one.members.filter((at) => state.shownActors[at]);
    const node = (at) => network.body.nodes[at];
    const paint = PATCHES[k % PATCHES.length];
    const lines = shown.flatMap((at) => ACTORS[at].own.filter((link) => link.from === at && state.shownLinks[link.at] && COMMUNITY_OF.get(link.to) === k));
    return svg("g", { opacity: state.theme === "dark" ? 0.17 : 0.13, fill: paint, stroke: paint }, ...(shown.length < 3 ? [] : [
      ...shown.map((at) => svg("circle", { cx: round(node(at).x), cy: round(node(at).y), r: round(Math.max(node(at).options.size, 4) + around * 0.55) })),
      ...lines.map(({ from, to }) => svg("path", { d: `M${round(node(from).x)} ${round(node(from).y)}L${round(node(to).x)} ${round(node(to).y)}`, "stroke-width": round(around), "stroke-linecap": "round" }))]));
  });
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
