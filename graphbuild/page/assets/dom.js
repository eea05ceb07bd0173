// Making elements. Text only ever enters through textContent: no markup is built from data.

const round = (number) => Math.round(number * 100) / 100;
const byId = (id) => document.getElementById(id);

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

// Letters that no decomposition takes apart.
const LETTERS = { ł: "l", ø: "o", ı: "i", ß: "ss", þ: "th", ð: "d", đ: "d", æ: "ae", œ: "oe", ħ: "h", ŋ: "n", ŧ: "t", ĸ: "k" };
const PLAIN = /^[ -~]*$/; // most names need nothing but small letters
const fold = (text) => PLAIN.test(text) ? text.replace(/`/g, "'").toLowerCase() : text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘ʼ`]/g, "'").toLowerCase().replace(/[łøıßþðđæœħŋŧĸ]/g, (letter) => LETTERS[letter]);

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

// Only addresses of the web become links; the address was checked when the page was written, and is here again.
function sourceLink(url, text) {
  if (!/^https?:\/\//i.test(url || "")) return el("b", {}, text);
  return el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, text);
}

// 12,345; to ask the browser for it costs a tenth of a second when the page opens.
function grouped(number) {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

function plural(number, one, many = one + "s") {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

const OUTLINES = {
  dot: [],
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  triangle: [[0, -1.1], [1.1, 0.9], [-1.1, 0.9]],
  triangleDown: [[0, 1.1], [1.1, -0.9], [-1.1, -0.9]],
  hexagon: [0, 1, 2, 3, 4, 5].map((k) => [1.15 * Math.cos((k * Math.PI) / 3), 1.15 * Math.sin((k * Math.PI) / 3)]),
  star: [...Array(10).keys()].map((k) => {
    const radius = k % 2 ? 0.55 : 1.3;
    return [radius * Math.sin((k * Math.PI) / 5), -radius * Math.cos((k * Math.PI) / 5)];
  }),
};

function typeSwatch(type) {
  const colour = type[state.theme];
  const look = { fill: type.hollow ? "none" : colour, stroke: colour, "stroke-width": 2, "stroke-linejoin": "round" };
  const points = OUTLINES[type.shape].map(([x, y]) => `${9 + 5.2 * x},${9 + 5.2 * y}`).join(" ");
  const shape = points ? svg("polygon", { points, ...look }) : svg("circle", { cx: 9, cy: 9, r: 5.4, ...look });
  return svg("svg", { width: 18, height: 18, viewBox: "0 0 18 18", class: "swatch", "aria-hidden": "true" }, shape);
}

function lineSwatch(colour, status = {}, mark = "") {
  const line = svg("line", {
    x1: 1, y1: 7, x2: 27, y2: 7, stroke: colour, "stroke-width": 2.2,
    "stroke-dasharray": (status.dashes || []).map((length) => length * 0.7).join(" ") || "none",
  });
  const cross = status.crossed ? [svg("path", { d: "M10 3l8 8M18 3l-8 8", stroke: colour, "stroke-width": 1.8 })] : [];
  if (mark) cross.push(svg("path", { d: markPath(mark, 14, 7, 4), fill: colour, stroke: colour, "stroke-width": 1.2, "stroke-linejoin": "round" }));
  const attributes = { width: 28, height: 14, viewBox: "0 0 28 14", class: "swatch", "aria-hidden": "true" };
  return svg("svg", attributes, line, ...cross);
}
