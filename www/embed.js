// The figure in a frame: what it shows stands in the address, and its host may talk to it by messages.
// The messages are described in docs/messages.schema.json.
import "../downhill-viz.js";

const VERSION = 1;
const OPTIONS = ["show", "controls", "theme", "caption"];
const figure = document.getElementById("figure");
const problem = document.getElementById("problem");
const asked = new URLSearchParams(location.search);
const host = window.parent === window ? undefined : window.parent;
// The only origin that may talk to it, if the address names one.
const trusted = asked.get("host");

for (const option of OPTIONS) if (asked.has(option)) figure.setAttribute(option, asked.get(option));
figure.toggleAttribute("autoplay", asked.has("autoplay"));
const fromAddress = () => figure.setAttribute("scene", location.hash.slice(1));
fromAddress();
addEventListener("hashchange", fromAddress);

// The frame has loaded when its first picture stands, as the page has (start.js): whoever prints its host, or takes a
// picture of it, has the figure. Where nobody sees it, it holds nobody up.
const holding = document.body.appendChild(document.createElement("iframe"));
holding.hidden = true;
holding.contentDocument?.open();
const letGo = () => holding.remove();
const seen = new IntersectionObserver(([{ isIntersecting }]) => {
  seen.disconnect();
  if (isIntersecting) figure.ready.then(letGo, letGo);
  else letGo();
});
seen.observe(figure);
document.addEventListener("visibilitychange", letGo, { once: true });
// A frame that is hidden has no height, and no frames in which it would be seen.
if (document.hidden || !innerHeight) letGo();

// What a host may ask for: the element's public methods, and nothing else.
const ASKED = {
  set({ scene, show, controls, theme, caption }) {
    for (const [name, value] of Object.entries({ scene, show, controls, theme, caption })) {
      if (value === undefined) continue;
      if (typeof value !== "string") throw new TypeError(`${name}: expected a text`);
      figure.setAttribute(name, value);
    }
  },
  play: () => figure.play(),
  pause: () => figure.pause(),
  step: ({ by = 1 }) => figure.step(whole("by", by)),
  goto: ({ iteration }) => figure.goto(whole("iteration", iteration)),
  state: () => figure.state,
  trajectories: () => figure.trajectories(),
  svg: () => figure.toSVG(),
  csv: () => figure.toCSV(),
};

function whole(name, value) {
  if (!Number.isInteger(value) || Math.abs(value) > 1e9) throw new TypeError(`${name}: expected a whole number`);
  return value;
}

addEventListener("message", async (event) => {
  const { data } = event;
  if (!host || event.source !== host || (trusted !== null && event.origin !== trusted)) return;
  if (data === null || typeof data !== "object" || data.downhill === undefined) return;
  // Of a frame without an origin of its own it cannot be told.
  const answer = (more) => host.postMessage({ downhill: VERSION, id: data.id, ...more }, event.origin === "null" ? "*" : event.origin);
  try {
    if (data.downhill !== VERSION) throw new RangeError(`downhill: expected version ${VERSION}`);
    if (!Object.hasOwn(ASKED, data.ask)) throw new RangeError(`ask: expected one of ${Object.keys(ASKED).join(", ")}`);
    await figure.ready;
    answer({ ok: true, value: await ASKED[data.ask](data) });
    problem.textContent = "";
  } catch ({ message }) {
    answer({ ok: false, error: message });
    // Its author may not have asked for an answer.
    if (problem.textContent === message) return;
    problem.textContent = message;
    figure.dispatchEvent(new CustomEvent("downhill-error", { detail: message }));
  }
});

if (host) {
  const tell = (message) => host.postMessage(message, trusted ?? "*");
  for (const kind of ["ready", "change", "step", "error"]) {
    figure.addEventListener(`downhill-${kind}`, ({ detail }) => tell({ downhill: VERSION, event: kind, detail }));
  }
  let height;
  new ResizeObserver(() => {
    const now = Math.ceil(document.body.getBoundingClientRect().height);
    if (now === height) return;
    height = now;
    tell({ downhill: VERSION, event: "height", detail: height });
    // As hosts of many blogs know it.
    tell(JSON.stringify({ context: "iframe.resize", src: location.href, height }));
  }).observe(document.body);
}
