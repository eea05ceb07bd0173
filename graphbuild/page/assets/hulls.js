// Communities as soft patches of colour behind the network: a patch follows its members and the links between them, so
// that it never covers who stands between but does not belong.

const PATCHES = ["#4f86c6", "#d08a3c", "#5aa469", "#b56bb0", "#c9605a", "#3fa3a3", "#9c8a3f", "#7a74c9", "#c06a8e", "#6f8f4e"];
const PATCH = 52; // pixels of the screen
const COARSE = 0.5; // of the screen's resolution: what is soft needs no more, and takes a quarter of the time
const layer = document.createElement("canvas");

let patched = ""; // the view that the layer was drawn for

function forgetPatches() {
  patched = "";
}

function drawGroups(context) {
  if (!state.groups || COMMUNITIES.length < 2 || placesNow()) return;
  const scale = network.getScale();
  const { canvas } = context;
  const { a, e, f } = context.getTransform();
  const key = [canvas.width, canvas.height, a, e, f, state.moving].join(" ");
  if (key !== patched || state.moving) {
    patched = key;
    const [width, height] = [Math.ceil(canvas.width * COARSE), Math.ceil(canvas.height * COARSE)];
    if (layer.width !== width || layer.height !== height) [layer.width, layer.height] = [width, height];
    const pencil = layer.getContext("2d");
    pencil.setTransform(1, 0, 0, 1, 0, 0);
    pencil.clearRect(0, 0, layer.width, layer.height);
    pencil.setTransform(a * COARSE, 0, 0, a * COARSE, e * COARSE, f * COARSE);
    pencil.lineCap = pencil.lineJoin = "round";
    for (let k = COMMUNITIES.length - 1; k >= 0; k--) drawPatch(pencil, k, PATCH / Math.max(scale, 0.25));
  }
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = (state.theme === "dark" ? 0.17 : 0.13) * (focus() ? 0.45 : 1);
  context.drawImage(layer, 0, 0, canvas.width, canvas.height);
  context.restore();
}

// Solid here; the layer as a whole is drawn faintly, so that a patch does not darken where it crosses itself.
function drawPatch(pencil, k, around) {
  pencil.strokeStyle = pencil.fillStyle = PATCHES[k % PATCHES.length];
  const shown = COMMUNITIES[k].members.filter((at) => state.shownActors[at]);
  if (shown.length < 3) return;
  pencil.beginPath();
  for (const at of shown) {
    const { x, y, options } = network.body.nodes[at];
    const radius = Math.max(options.size, 4) + around * 0.55;
    pencil.moveTo(x + radius, y);
    pencil.arc(x, y, radius, 0, 2 * Math.PI);
  }
  pencil.fill();
  pencil.lineWidth = around;
  pencil.beginPath();
  for (const at of shown) {
    for (const link of ACTORS[at].own) {
      if (link.from !== at || !state.shownLinks[link.at] || COMMUNITY_OF.get(link.to) !== k) continue;
      const [a, b] = [network.body.nodes[link.from], network.body.nodes[link.to]];
      pencil.moveTo(a.x, a.y);
      pencil.lineTo(b.x, b.y);
    }
  }
  pencil.stroke();
}
