// A figure in an element of any page.

import { again } from "./again.js";
import { engine, sheetOf, stopped, within } from "./engine.js";
import FRAME from "./frame.css";
import { DEFAULTS, KNOBS, parts, taken, whole } from "./options.js";
import { add, wait } from "./waiting.js";

/** The least time between two changes that are told, in milliseconds. */
const INTERVAL = 320;
/** The largest iteration that the program can be asked for. */
const FARTHEST = 2 ** 31 - 1;

/** What a visitor does that may change the scene. */
const DONE = ["click", "input", "change", "keydown", "pointerup"];

/** Figures whose program has stopped: it could not free them. */
const still = new Set();

let sheet;
const frame = () => (sheet ??= sheetOf(FRAME));

const ask = (query) => matchMedia(query);

/** Which keys of two scenes' texts differ. */
function changed(before, after) {
  const parts = (text) => new Set(text.split("&"));
  const [old, now] = [parts(before), parts(after)];
  const different = [...old].filter((part) => !now.has(part)).concat([...now].filter((part) => !old.has(part)));
  return [...new Set(different.map((part) => part.split("=")[0]))].filter(Boolean);
}

/** A figure in `host`, whose shadow root is `root`. */
export class Viz {
  #host;
  #root;
  #box;
  #caption;
  #problem;
  #options = DEFAULTS;
  #figure;
  #map;
  /** The scene that was told last, and when. */
  #scene;
  #told = -INTERVAL;
  #telling;
  #ending = new AbortController();
  #ready;
  #failure;
  #problems = [];
  #made = false;

  constructor(host, root, options) {
    this.#host = host;
    this.#root = root;
    root.adoptedStyleSheets = [frame()];
    root.replaceChildren();
    this.#box = add(root, "div", "figure");
    this.#box.part = "figure";
    add(this.#box, "main", "");
    this.#problem = add(this.#box, "p", "problem");
    this.#problem.setAttribute("role", "alert");
    this.#caption = add(this.#box, "p", "caption");
    this.#caption.part = "caption";
    const { signal } = this.#ending;
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"]) {
      ask(query).addEventListener("change", () => this.#wear(), { signal });
    }
    this.set(options);
    const near = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && this.ready, { rootMargin: "300px" });
    near.observe(host);
    // A caption or a poster of the page's own may come later than the element around it.
    const inner = new MutationObserver(() => this.set({}));
    inner.observe(host, { childList: true });
    signal.addEventListener("abort", () => [near, inner].forEach((observer) => observer.disconnect()));
    this.#made = true;
  }

  /** Settles when the figure is there; asks for it if nobody has. */
  get ready() {
    return (this.#ready ??= this.#start());
  }

  get scene() {
    return this.#ask((figure) => figure.scene()) ?? this.#scene ?? this.#options.scene;
  }
  set scene(scene) {
    this.set({ scene });
  }
  /** What is shown at this moment, as a plain object. */
  get state() {
    return this.#ask((figure) => figure.state());
  }
  play() {
    return this.#do((figure) => figure.play(true));
  }
  pause() {
    return this.#do((figure) => figure.play(false));
  }
  async step(by = 1) {
    const steps = Math.max(-FARTHEST, Math.min(FARTHEST, whole("step", by)));
    return this.#do((figure) => figure.step(steps));
  }
  async goto(iteration) {
    const at = Math.max(0, Math.min(FARTHEST, whole("goto", iteration)));
    return this.#do((figure) => figure.goto(at));
  }
  /** Of each run its `name` and `theta`: a Float64Array for each coordinate, as far as the race has been run. */
  trajectories() {
    return this.#ask((figure) => figure.trajectories()) ?? [];
  }
  toSVG() {
    return this.#ask((figure) => figure.svg()) ?? "";
  }
  toCSV() {
    return this.#ask((figure) => figure.csv()) ?? "";
  }

  /** Changes options; those that are not named stay. */
  set(options) {
    if (this.#ending.signal.aborted) return;
    const problems = [];
    const named = taken(options, problems);
    if ("scene" in named) named.scene = named.scene.replace(/^#/, "");
    this.#options = { ...this.#options, ...named };
    const { scene, caption } = this.#options;
    const wanted = parts(this.#options, problems);
    const { show, controls, all } = wanted;
    this.#box.className = ["figure", ...show.map((word) => `show-${word}`), ...controls.map((word) => `with-${word}`)].join(" ");
    this.#box.classList.toggle("with-all", all);
    this.#box.classList.toggle("with-settings", controls.some((word) => KNOBS.includes(word)));
    this.#caption.textContent = caption;
    if (this.#host.querySelector(":scope > [slot=caption]")) add(this.#caption, "slot", "").name = "caption";
    this.#caption.classList.toggle("full", !!caption);
    if (!this.#figure) {
      const runs = scene.match(/(^|&)run=/g)?.length ?? 6;
      this.#box.style.setProperty("--runs", runs);
      wait(this.#box.querySelector("main"), this.#host, wanted, scene, runs);
    }
    this.#wear();
    if (this.#figure) this.#open(this.#root.getElementById("map"));
    // What the visitor has made of the scene is another one, also if this text was set before.
    if ("scene" in named && this.#figure && scene !== this.scene) {
      this.#ask((figure) => figure.open(scene));
      this.#notice();
    }
    const known = this.#problems;
    this.#problems = problems;
    this.#complain();
    for (const problem of problems) if (!known.includes(problem)) this.#tellOnceHeard(problem);
  }

  /** Ends it: what it held is free. */
  destroy() {
    if (this.#ending.signal.aborted) return;
    this.#ending.abort();
    this.#map?.then((view) => view?.end());
    this.#ask((figure) => {
      figure.close();
      figure.free();
    });
    this.#figure = undefined;
    this.#box.remove();
  }

  #isDark() {
    const { theme } = this.#options;
    return theme === "dark" || (theme !== "light" && ask("(prefers-color-scheme: dark)").matches);
  }

  #isMoving() {
    return this.#options.autoplay && !ask("(prefers-reduced-motion: reduce)").matches;
  }

  #wear() {
    this.#box.classList.toggle("dark", this.#isDark());
    this.#ask((figure) => figure.wear(this.#isDark(), this.#isMoving()));
  }

  async #start() {
    const { signal } = this.#ending;
    try {
      if (signal.aborted) return;
      const { Figure, template, style } = await engine();
      if (signal.aborted) return;
      stopped.throwIfAborted();
      this.#box.querySelector("main").remove();
      this.#box.prepend(template.content.cloneNode(true));
      this.#root.adoptedStyleSheets = [frame(), style];
      for (const part of ["landscape", "theta", "loss-chart", "inside", "transport", "settings", "runs"]) {
        this.#root.getElementById(part).part = part;
      }
      if (!this.#box.classList.contains("with-loss")) this.#root.querySelector(".formula").inert = true;
      const { scene } = this.#options;
      const tell = (kind, detail) => queueMicrotask(() => (kind === "change" ? this.#notice() : this.#tell(kind, detail)));
      this.#root.observers = [];
      this.#figure = within(() => new Figure(this.#root, scene, this.#isDark(), this.#isMoving(), tell));
      stopped.throwIfAborted();
      // Also from an iteration in the midst of it, at which the scene would stand.
      if (this.#isMoving()) this.#ask((figure) => figure.play(true));
      stopped.addEventListener("abort", () => this.#stop(), { signal });
      // Far out of sight the program has no frame in which to tell what was done.
      for (const kind of DONE) this.#root.addEventListener(kind, () => this.#notice(), { signal });
      for (const [id, kind] of [["take-python", "script"], ["take-papers", "papers"]]) {
        this.#root.getElementById(id).addEventListener("click", () => this.#take(kind));
      }
      const place = this.#root.getElementById("map");
      const opened = new MutationObserver(() => this.#open(place));
      opened.observe(place, { attributeFilter: ["hidden"] });
      signal.addEventListener("abort", () => opened.disconnect());
      this.#open(place);
      this.#scene = this.scene;
      this.#tell("ready", { scene: this.#scene });
    } catch (error) {
      this.#fail(`The figure could not start: ${error?.message ?? error}`);
    }
  }

  /** What shows the hyperparameter map comes when it is shown for the first time; if it could not, with the next. */
  #open(place) {
    if (place.hidden || this.#map || !this.#box.classList.contains("show-map")) return;
    this.#map = map()
      .then(({ show }) => show(place, this.#root, this.#asked(), () => this.#isDark()))
      .catch(({ message }) => {
        place.textContent = `The map could not be loaded: ${message}`;
        this.#map = undefined;
      });
  }

  /** A script, or papers, of what is shown. */
  async #take(kind) {
    const said = this.#root.getElementById("taken");
    said.textContent = "";
    try {
      const { take } = await map();
      await take(kind, this.#asked());
    } catch (error) {
      said.textContent = `It could not be loaded: ${error?.message ?? error}`;
    }
  }

  /** What the program can be asked for; it may stop, and the figure go. */
  #asked() {
    const names = ["scene", "adopt", "letGo", "watch", "copy", "save"];
    return Object.fromEntries(names.map((name) => [name, (...given) => this.#ask((figure) => figure[name](...given))]));
  }

  /** The program has stopped: what is drawn stays, and answers nobody. */
  #stop() {
    for (const part of this.#box.children) part.inert = part !== this.#problem && part !== this.#caption;
    for (const observer of this.#root.observers) observer.disconnect();
    this.#fail(`The figure has stopped: ${stopped.reason}`);
    still.add(this.#figure);
  }

  #fail(why) {
    this.#failure = why;
    this.#complain();
    this.#tell("error", why);
  }

  #complain() {
    this.#problem.textContent = [this.#failure, ...this.#problems].filter(Boolean).join(". ");
  }

  /** What the figure answers, while there is one. */
  #ask(what) {
    return this.#figure && within(() => what(this.#figure));
  }

  async #do(what) {
    await this.ready;
    this.#ask(what);
    this.#notice();
  }

  /** The scene may have changed: that is told soon, and not too often. */
  #notice() {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      const [before, scene] = [this.#scene, this.#ask((figure) => figure.scene())];
      if (scene === undefined || scene === before) return;
      this.#scene = scene;
      this.#told = performance.now();
      this.#tell("change", { scene, changed: changed(before, scene) });
    }, this.#told + INTERVAL - performance.now());
  }

  /** Tells of an error when who made the figure has had the time to listen: on a page that is still being loaded, all
   * its scripts. */
  #tellOnceHeard(problem) {
    const { signal } = this.#ending;
    const told = () => signal.aborted || this.#tell("error", problem);
    if (document.readyState !== "complete") addEventListener("load", told, { once: true, signal });
    else if (this.#made) told();
    else queueMicrotask(told);
  }

  #tell(kind, detail) {
    this.#host.dispatchEvent(new CustomEvent(`downhill-${kind}`, { detail, bubbles: true, composed: true }));
  }
}

/** What shows maps, and makes scripts and papers. */
const map = again(() => import("./downhill-map.js"), "./downhill-map.js");

/** The figures that `mount` has made, by their elements. */
const mounted = new WeakMap();

/** A figure in an element, in place of the one that was mounted there before. */
export function mount(element, options = {}) {
  if (element?.nodeType !== 1) throw new TypeError(`mount: expected an element, not ${element === null ? "null" : typeof element}`);
  const name = `<${element.localName}>`;
  const former = mounted.get(element);
  if (element.localName === "downhill-viz") throw new TypeError(`mount: ${name} has a figure of its own`);
  if (!former && element.shadowRoot?.childNodes.length) throw new TypeError(`mount: ${name} has something else in its shadow root`);
  let root;
  try {
    root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
  } catch (cause) {
    throw new TypeError(`mount: ${name} cannot have a shadow root; a <div> can`, { cause });
  }
  former?.destroy();
  const figure = new Viz(element, root, options);
  mounted.set(element, figure);
  return figure;
}
