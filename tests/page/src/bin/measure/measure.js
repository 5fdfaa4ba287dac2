// Times what the main thread does from an event on a control to the last chart drawn: the handler, and
// all that runs in the frame after it. Called with what to do and an array of settings to do it
// with; gives the times in milliseconds to `done`.
const [act, settings] = arguments;
const change = (id, value, kind) => {
  const element = document.getElementById(id);
  if (element.type === "checkbox") element.checked = value;
  else element.value = value;
  element.dispatchEvent(new Event(kind));
};
const press = (id, key) =>
  document.getElementById(id).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const acts = {
  // What an arrow key does to the start is what a pointer does that drags it.
  drag: (key) => press("start-handle", key),
  look: (key) => press("landscape-sheet", key),
  slide: (value) => change("lr", value, "input"),
  redraw: (value) => change("log", value, "change"),
};
// Every callback of the page's frames is timed.
let inFrames = 0;
const frame = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (callback) =>
  frame((now) => {
    const begun = performance.now();
    callback(now);
    inFrames += performance.now() - begun;
  });
const times = [];
const next = () => {
  if (times.length === settings.length) return done(times);
  inFrames = 0;
  const begun = performance.now();
  acts[act](settings[times.length]);
  const handled = performance.now() - begun;
  // The page has asked for its frame before this one asks: its callback has run then.
  frame(() => times.push(handled + inFrames) && setTimeout(next, 400));
};
setTimeout(next, 400);
