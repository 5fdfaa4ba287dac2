// The page's charts redrawn beside the same curves drawn by others, by turns, at the same sizes and pixels.

import * as chartjs from "./chartjs.js";
import { curves } from "./curves.js";
import { flush } from "./flush.js";
import * as plotly from "./plotly.js";
import * as uplot from "./uplot.js";

const peers = { uPlot: uplot, "Chart.js": chartjs, "Plotly.js": plotly };
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Opens the page with this scene in a frame, and waits until it stands there complete. */
async function page(scene) {
  const frame = document.createElement("iframe");
  frame.src = `/?${Math.random()}#${scene}`;
  document.getElementById("ours").replaceChildren(frame);
  await new Promise((resolve) => (frame.onload = resolve));
  const script = frame.contentDocument.createElement("script");
  Object.assign(script, { type: "module", src: "/bench/drawing/inside.js" });
  frame.contentDocument.head.append(script);
  await new Promise((resolve) => (script.onload = resolve));
  const { inside } = frame.contentWindow;
  while (!(inside.state()?.drawn > 0)) await pause(50);
  // Long races are run a million steps a frame.
  await pause(1000);
  return inside;
}

/** Empty boxes where the page has its charts. */
function boxes(places) {
  const all = document.getElementById("peers");
  all.replaceChildren();
  return places.map(({ left, top, width, height }) => {
    const box = document.createElement("div");
    box.className = "box";
    box.style.cssText = `left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px`;
    return all.appendChild(box);
  });
}

/** Milliseconds of the task, and those that what it put off then took. */
async function timed(task, root) {
  const begun = performance.now();
  await task();
  const drawn = performance.now();
  flush(root);
  return [drawn - begun, performance.now() - drawn];
}

let tasks = [];

window.bench = {
  peers: async () => Object.keys(peers),

  /** The page with this scene, and the same curves drawn by a peer. */
  async open(peer, scene, steps, runs) {
    const ours = await page(scene);
    const { landscape, theta, loss } = await curves(steps, runs);
    const redraw = await peers[peer].prepare([landscape, theta, loss], boxes(ours.boxes()));
    const theirs = () => timed(redraw, document.getElementById("peers"));
    tasks = [ours.redraw, ours.drag, theirs];
  },

  /** What each took, see `timed`: the page redrawn, the page dragged, the peer's charts redrawn. */
  async round() {
    const times = [];
    for (const task of tasks) {
      // The browser gets its turn, which it would otherwise take while something is timed.
      await pause(120);
      times.push(await task());
    }
    return times;
  },
};
