// Runs in the page itself, which is shown in a frame: what is timed is what its main thread does from an event to the
// last chart drawn, handlers and callbacks of frames, and what the canvases had put off.

import { state } from "/downhill.js";

import { flush } from "./flush.js";

let inFrames = 0;
const frame = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (callback) =>
  frame((now) => {
    const begun = performance.now();
    callback(now);
    inFrames += performance.now() - begun;
  });

/** Milliseconds of the program, and those that the canvases then took. */
const timed = (act) =>
  new Promise((resolve) => {
    inFrames = 0;
    const begun = performance.now();
    act();
    const handled = performance.now() - begun;
    // The page has asked for its frame before this one asks: its callback has run then.
    frame(() => {
      const drawn = performance.now();
      flush(document);
      resolve([handled + inFrames, performance.now() - drawn]);
    });
  });

const change = (id, value, kind) => {
  const element = document.getElementById(id);
  if (element.type === "checkbox") element.checked = value;
  else element.value = value;
  element.dispatchEvent(new Event(kind));
};

const rate = document.getElementById("lr").value;
window.inside = {
  state,
  /** Where the charts are, in CSS pixels. */
  boxes: () => ["landscape-sheet", "theta-sheet", "loss-sheet"].map((id) => document.getElementById(id).getBoundingClientRect()),
  /** All charts drawn anew from the race as it is: another scale of J, and then, timed, the log scale again. */
  async redraw() {
    await timed(() => change("log", false, "change"));
    return timed(() => change("log", true, "change"));
  },
  /** The learning rate dragged away and, timed, back: the race is run anew, and all is drawn. */
  async drag() {
    await timed(() => change("lr", Number(rate) + 10, "input"));
    return timed(() => change("lr", rate, "input"));
  },
};
