// Zooming and moving by wheel, trackpad and two fingers, in proportion to what the hand does.

const PER_PIXEL = 0.0016; // of the scale's logarithm, for each pixel that a wheel turns
const PINCHED = 0.01; // the same for a trackpad, whose pinches come as a turning wheel with Ctrl
const NEAREST = 8;
const FURTHEST = 0.02;

// Changes the scale so that the point of the stage under the pointer stays where it is.
function zoomAt(x, y, times) {
  const scale = network.getScale();
  const wanted = Math.min(NEAREST, Math.max(FURTHEST, scale * times));
  const { x: centreX, y: centreY } = network.getViewPosition();
  const { clientWidth, clientHeight } = byId("canvas");
  const [offX, offY] = [x - clientWidth / 2, y - clientHeight / 2];
  moveBy(offX / scale - offX / wanted, offY / scale - offY / wanted, wanted, centreX, centreY);
}

function moveBy(dx, dy, scale, x, y) {
  network.moveTo({ position: { x: x + dx, y: y + dy }, scale, animation: false });
}

function startWheel() {
  const canvas = byId("canvas");
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const lines = event.deltaMode === 1 ? 16 : 1;
    const { left, top } = canvas.getBoundingClientRect();
    zoomAt(event.clientX - left, event.clientY - top, Math.exp(-event.deltaY * lines * (event.ctrlKey ? PINCHED : PER_PIXEL)));
  }, { capture: true, passive: false });
  startTwoFingers(canvas);
}

// Two fingers zoom by their distance and move by their middle.
function startTwoFingers(canvas) {
  let last = null;
  const read = ([a, b]) => ({ x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2, apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) });
  canvas.addEventListener("touchmove", (event) => {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    const now = read(event.touches);
    if (last) {
      const { left, top } = canvas.getBoundingClientRect();
      const { x, y } = network.getViewPosition();
      const scale = network.getScale();
      moveBy((last.x - now.x) / scale, (last.y - now.y) / scale, scale, x, y);
      zoomAt(now.x - left, now.y - top, now.apart / last.apart);
    }
    last = now;
  }, { capture: true, passive: false });
  for (const name of ["touchend", "touchcancel"]) canvas.addEventListener(name, () => { last = null; });
}
