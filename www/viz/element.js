// The figure as a custom element, <downhill-viz>.

import { Viz } from "./figure.js";
import { DEFAULTS } from "./options.js";

const ATTRIBUTES = Object.keys(DEFAULTS);

/** Where there is no document, as on a server, it is only a name. */
export class DownhillViz extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ATTRIBUTES;
  #viz;

  connectedCallback() {
    // What was set before this module was there is no attribute yet.
    for (const name of ATTRIBUTES) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#viz ??= new Viz(this, this.shadowRoot ?? this.attachShadow({ mode: "open" }), this.#options(ATTRIBUTES));
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
    const value = (name) => (name === "autoplay" ? this.hasAttribute(name) : (this.getAttribute(name) ?? DEFAULTS[name]));
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
  get autoplay() {
    return this.hasAttribute("autoplay");
  }
  set autoplay(on) {
    this.toggleAttribute("autoplay", !!on);
  }

  static {
    for (const name of ["show", "controls", "theme", "caption"]) {
      Object.defineProperty(this.prototype, name, {
        get() {
          return this.getAttribute(name) ?? "";
        },
        set(value) {
          this.setAttribute(name, value);
        },
      });
    }
    // What the figure does, and what there is instead where there is none.
    const nothing = () => {};
    const methods = { play: nothing, pause: nothing, step: nothing, goto: nothing, trajectories: () => [], toSVG: () => "", toCSV: () => "" };
    for (const [name, instead] of Object.entries(methods)) {
      this.prototype[name] = function (...given) {
        return this.#viz ? this.#viz[name](...given) : instead();
      };
    }
  }
}
