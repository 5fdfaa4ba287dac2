// <downhill-viz>: the figure for other pages, as a custom element; and mount(element, options) without one.
// What is heavy (the program, its markup and style) comes when the first figure is near the window, once for all.

const SHOW = ["landscape", "theta", "loss", "inside", "ledger", "table", "story"];
const CONTROLS = ["lr", "beta", "beta2", "eps", "start", "loss", "runs", "play", "share"];
const THEMES = ["auto", "light", "dark"];
const KNOBS = ["lr", "beta", "beta2", "eps", "start"];
const CHARTS = ["landscape", "theta", "loss", "inside"];

// What a figure looks like before the program is there. Each part is as high as it will be.
const FRAME = `
:host { display: block !important; }
:host([hidden]) { display: none !important; }
.figure {
  all: initial; direction: ltr; unicode-bidi: isolate; display: block; position: relative; container-type: inline-size; box-sizing: border-box;
  --height: var(--downhill-height, 300px); --frame: #e2e0d9; --words: #5c6270; --ground: #fcfbf8;
  padding: 10px; border: 1px solid var(--frame); border-radius: var(--downhill-radius, 14px);
  background: var(--downhill-paper, var(--ground));
  font: 15px/1.45 var(--downhill-font, system-ui, sans-serif); color: var(--words);
}
.figure.dark { --frame: #2a2e36; --words: #9ca3af; --ground: #14161a; }
.figure > slot { display: none; }
main { display: flex; flex-wrap: wrap; gap: 10px; }
.hole { box-sizing: border-box; flex: 0 0 100%; }
.chart { box-sizing: border-box; flex: 1 1 260px; min-width: 0; height: var(--height); }
.hole.chart { display: block; border: 1px solid var(--frame); border-radius: 10px; }
.hole.bar { height: 36px; }
.hole.story { height: 42px; }
.hole.play { height: 46px; }
.hole.ledger { height: 260px; }
.hole.settings { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr)); gap: 4px 22px; padding: 11px 15px; }
.hole.settings i { height: 66px; }
.hole.legend { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 2px 10px; }
.hole.legend i { height: 28px; }
.hole.table { height: calc(58px + var(--runs) * 38px); }
@media (pointer: coarse) { .hole.bar { height: 44px; } .hole.settings i { height: 90px; } }
.waiting { position: absolute; inset: 10px; padding: 16px; overflow: hidden; }
.waiting.poster { padding: 0; background: var(--downhill-paper, var(--ground)); }
.waiting ::slotted([slot]) { display: block; width: 100%; height: 100%; object-fit: contain; }
.caption { margin: 8px 0 0; font-size: 14px; unicode-bidi: plaintext; }
.waiting ::slotted(*) { unicode-bidi: plaintext; }
.caption:not(.full):not(:has(slot)) { display: none; }
.problem { margin: 8px 0 0; padding: 8px 12px; border: 1px solid #a8161e; border-radius: 8px; color: #a8161e; font-size: 13.5px; overflow-wrap: anywhere; }
.problem:empty { display: none; }
.dark .problem { border-color: #ff8c8c; color: #ff8c8c; }
`;

const shared = {};
const frame = () => (shared.frame ??= sheetOf(FRAME));

function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/** The program, its markup and its style: loaded once, for all figures. */
function engine() {
  shared.engine ??= (async () => {
    const [program, { markup, style }] = await Promise.all([import("./downhill.js"), import("./downhill-figure.js")]);
    await program.default({ module_or_path: new URL("downhill_bg.wasm", import.meta.url) });
    const template = document.createElement("template");
    template.innerHTML = markup;
    return { Figure: program.Figure, template, style: sheetOf(style) };
  })();
  return shared.engine;
}

const ask = (query) => matchMedia(query);

/** Which keys of two scenes' texts differ. */
function changed(before, after) {
  const parts = (text) => new Set(text.split("&"));
  const [old, now] = [parts(before), parts(after)];
  const different = [...old].filter((part) => !now.has(part)).concat([...now].filter((part) => !old.has(part)));
  return [...new Set(different.map((part) => part.split("=")[0]))].filter(Boolean);
}

/** A figure in `host`, whose shadow root is `root`. */
class Viz {
  #host;
  #root;
  #box;
  #caption;
  #problem;
  #options = { scene: "", show: "landscape theta", controls: "lr play", theme: "auto", caption: "", autoplay: false };
  #figure;
  #scene;
  #ending = new AbortController();
  #ready;
  #problems = [];

  constructor(host, root, options) {
    this.#host = host;
    this.#root = root;
    root.adoptedStyleSheets = [frame()];
    root.replaceChildren();
    this.#box = this.#add(root, "div", "figure");
    this.#box.part = "figure";
    this.#box.append(document.createElement("main"));
    this.#problem = this.#add(root.firstChild, "p", "problem");
    this.#problem.setAttribute("role", "alert");
    this.#caption = this.#add(root.firstChild, "p", "caption");
    this.#caption.part = "caption";
    const { signal } = this.#ending;
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"]) {
      ask(query).addEventListener("change", () => this.#wear(), { signal });
    }
    this.set(options);
    const near = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && this.ready, { rootMargin: "300px" });
    near.observe(host);
    signal.addEventListener("abort", () => near.disconnect());
  }

  /** Settles when the figure is there; asks for it if nobody has. */
  get ready() {
    return (this.#ready ??= this.#start());
  }

  get scene() {
    return this.#figure?.scene() ?? this.#options.scene;
  }
  set scene(scene) {
    this.set({ scene });
  }
  /** What is shown at this moment, as a plain object. */
  get state() {
    return this.#figure?.state();
  }
  play() {
    return this.#do((figure) => figure.play(true));
  }
  pause() {
    return this.#do((figure) => figure.play(false));
  }
  step(by = 1) {
    return this.#do((figure) => figure.step(by));
  }
  goto(iteration) {
    return this.#do((figure) => figure.goto(Math.max(0, iteration)));
  }
  /** Of each run its `name` and `theta`: a Float64Array for each coordinate. */
  trajectories() {
    return this.#figure?.trajectories() ?? [];
  }
  toSVG() {
    return this.#figure?.svg() ?? "";
  }
  toCSV() {
    return this.#figure?.csv() ?? "";
  }

  /** Changes options; those that are not named stay. */
  set(options) {
    const before = this.#options;
    this.#options = { ...before, ...options };
    this.#options.scene = this.#options.scene.replace(/^#/, "");
    const { scene, caption } = this.#options;
    this.#problems = [];
    const show = this.#words("show", SHOW, this.#options.show, []);
    const wanted = this.#options.controls.trim();
    const all = wanted === "all";
    const controls = all ? CONTROLS : this.#words("controls", CONTROLS, wanted === "none" ? "" : wanted, ["all", "none"]);
    if (!THEMES.includes(this.#options.theme)) {
      this.#problems.push(`theme: “${this.#options.theme}” is unknown; expected one of ${THEMES.join(", ")}`);
    }
    this.#box.className = ["figure", ...show.map((word) => `show-${word}`), ...controls.map((word) => `with-${word}`)].join(" ");
    this.#box.classList.toggle("with-all", all);
    this.#box.classList.toggle("with-settings", controls.some((word) => KNOBS.includes(word)));
    this.#caption.textContent = caption;
    if (this.#host.querySelector?.(":scope > [slot=caption]")) this.#add(this.#caption, "slot", "").name = "caption";
    this.#caption.classList.toggle("full", !!caption);
    if (!this.#figure) this.#wait(show, controls);
    this.#wear();
    if (this.#figure && scene !== before.scene) this.#figure.open(scene);
    this.#problem.textContent = this.#problems.join(". ");
    for (const problem of this.#problems) this.#tell("error", problem);
  }

  /** Ends it: what it held is free. */
  destroy() {
    this.#ending.abort();
    this.#figure?.close();
    this.#figure?.free();
    this.#figure = undefined;
    this.#root.replaceChildren();
  }

  #add(parent, tag, name) {
    const element = document.createElement(tag);
    element.className = name;
    parent.append(element);
    return element;
  }

  /** The words of a list that are known; of the others it is told. */
  #words(option, known, text, also) {
    const words = text.split(/\s+/).filter(Boolean);
    const unknown = words.filter((word) => !known.includes(word));
    for (const word of unknown) {
      this.#problems.push(`${option}: “${word}” is unknown; expected ${[...known, ...also].join(", ")}`);
    }
    return words.filter((word) => known.includes(word));
  }

  /** As much room as the figure will take, and what its page has for the meantime. */
  #wait(show, controls) {
    const main = this.#root.querySelector("main");
    main.replaceChildren();
    if (controls.includes("loss") || controls.includes("share")) this.#add(main, "div", "hole bar");
    if (show.includes("story")) this.#add(main, "div", "hole story");
    for (const chart of CHARTS) if (show.includes(chart)) this.#add(main, "div", "hole chart");
    if (controls.includes("play")) this.#add(main, "div", "hole play");
    const knobs = controls.filter((word) => KNOBS.includes(word));
    if (knobs.length) {
      const settings = this.#add(main, "div", "hole settings");
      for (const _ of knobs) this.#add(settings, "i", "");
    }
    if (show.includes("ledger")) this.#add(main, "div", "hole ledger");
    const runs = this.#options.scene.match(/(^|&)run=/g)?.length ?? 6;
    this.#box.style.setProperty("--runs", runs);
    const legend = this.#add(main, "div", show.includes("table") ? "hole table" : "hole legend");
    for (let run = 0; run < (show.includes("table") ? 0 : runs); run++) this.#add(legend, "i", "");
    const poster = this.#host.querySelector?.(":scope > [slot=poster]");
    const waiting = this.#add(main, "div", poster ? "waiting poster" : "waiting");
    this.#add(waiting, "slot", "").name = poster ? "poster" : "";
  }

  #isDark() {
    const { theme } = this.#options;
    return theme === "dark" || (theme !== "light" && ask("(prefers-color-scheme: dark)").matches);
  }

  #isMoving() {
    return !!this.#options.autoplay && !ask("(prefers-reduced-motion: reduce)").matches;
  }

  #wear() {
    this.#box.classList.toggle("dark", this.#isDark());
    this.#figure?.wear(this.#isDark(), this.#isMoving());
  }

  async #start() {
    try {
      const { Figure, template, style } = await engine();
      if (this.#ending.signal.aborted) return;
      this.#root.querySelector("main").remove();
      this.#box.prepend(template.content.cloneNode(true));
      this.#root.adoptedStyleSheets = [frame(), style];
      for (const part of ["landscape", "theta", "loss-chart", "inside", "transport", "settings", "runs"]) {
        this.#root.getElementById(part).part = part;
      }
      if (!this.#box.classList.contains("with-loss")) this.#root.querySelector(".formula").inert = true;
      this.#scene = this.#options.scene;
      const tell = (kind, detail) => queueMicrotask(() => this.#hear(kind, detail));
      this.#figure = new Figure(this.#root, this.#options.scene, this.#isDark(), this.#isMoving(), tell);
      this.#tell("ready", { scene: this.scene });
    } catch (error) {
      const why = `The figure could not start: ${error?.message ?? error}`;
      this.#problem.textContent = why;
      this.#tell("error", why);
    }
  }

  async #do(what) {
    await this.ready;
    if (this.#figure) what(this.#figure);
  }

  #hear(kind, detail) {
    if (kind !== "change") return this.#tell(kind, detail);
    const before = this.#scene;
    this.#scene = detail;
    this.#tell("change", { scene: detail, changed: changed(before, detail) });
  }

  #tell(kind, detail) {
    this.#host.dispatchEvent(new CustomEvent(`downhill-${kind}`, { detail, bubbles: true, composed: true }));
  }
}

/** A figure in an element. Options: scene, show, controls, theme, caption, autoplay. */
export function mount(element, options = {}) {
  return new Viz(element, element.shadowRoot ?? element.attachShadow({ mode: "open" }), options);
}

const ATTRIBUTES = ["scene", "show", "controls", "theme", "caption", "autoplay"];

/** The custom element. Where there is no document, as on a server, it is only a name. */
export class DownhillViz extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ATTRIBUTES;
  #viz;

  connectedCallback() {
    this.#viz ??= mount(this, this.#options(ATTRIBUTES));
  }
  disconnectedCallback() {
    // What is only moved to another place stays as it is.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#viz?.destroy();
      this.#viz = undefined;
    });
  }
  attributeChangedCallback(name) {
    this.#viz?.set(this.#options([name]));
  }
  #options(names) {
    const defaults = { show: "landscape theta", controls: "lr play", theme: "auto" };
    const value = (name) => (name === "autoplay" ? this.hasAttribute(name) : (this.getAttribute(name) ?? defaults[name] ?? ""));
    return Object.fromEntries(names.map((name) => [name, value(name)]));
  }

  get ready() {
    return this.#viz?.ready;
  }
  get scene() {
    return this.#viz?.scene ?? this.getAttribute("scene") ?? "";
  }
  set scene(scene) {
    this.setAttribute("scene", scene);
  }
  get state() {
    return this.#viz?.state;
  }
  play() {
    return this.#viz?.play();
  }
  pause() {
    return this.#viz?.pause();
  }
  step(by) {
    return this.#viz?.step(by);
  }
  goto(iteration) {
    return this.#viz?.goto(iteration);
  }
  trajectories() {
    return this.#viz?.trajectories() ?? [];
  }
  toSVG() {
    return this.#viz?.toSVG() ?? "";
  }
  toCSV() {
    return this.#viz?.toCSV() ?? "";
  }
}
for (const name of ["show", "controls", "theme", "caption"]) {
  Object.defineProperty(DownhillViz.prototype, name, {
    get() {
      return this.getAttribute(name) ?? "";
    },
    set(value) {
      this.setAttribute(name, value);
    },
  });
}
Object.defineProperty(DownhillViz.prototype, "autoplay", {
  get() {
    return this.hasAttribute("autoplay");
  },
  set(on) {
    this.toggleAttribute("autoplay", !!on);
  },
});

// Another copy of this module may have been first.
if (globalThis.customElements && !customElements.get("downhill-viz")) customElements.define("downhill-viz", DownhillViz);
