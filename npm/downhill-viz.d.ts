// The types of downhill-viz.js. What a figure tells of its runs is generated from Rust, in downhill.d.ts; a test holds
// all of it against what is there in a browser.

import type { FigureState, Trajectory } from "./downhill.js";
export type { FigureState, RunState, Trajectory } from "./downhill.js";

/** A word of `show`. */
export type Show = "landscape" | "theta" | "loss" | "inside" | "ledger" | "map" | "table" | "story";

/** A word of `controls`, which may also be `all` or `none`. */
export type Controls = "lr" | "beta" | "beta2" | "eps" | "start" | "loss" | "runs" | "play" | "share";

/** The colours: those of the system, or always the same. */
export type Theme = "auto" | "light" | "dark";

/** What a figure shows, and what of it can be changed. Each is also an attribute of the element. */
export interface Options {
  /** What a link to Downhill has after `#`. Unless it is told, six optimisers on θ². */
  scene?: string;
  /** Words of {@link Show} with spaces between; `landscape theta` unless it is told. */
  show?: string;
  /** Words of {@link Controls} with spaces between, or `all`, or `none`; `lr play` unless it is told. */
  controls?: string;
  /** `auto` unless it is told. */
  theme?: Theme;
  /** A line below the figure. */
  caption?: string;
  /** Plays by itself, unless the visitor prefers less motion. */
  autoplay?: boolean;
}

/** What `mount` gives. */
export interface Viz {
  /** Settles when the figure is there; asks for it if it was not near the window yet. */
  readonly ready: Promise<void>;
  /** The scene's text. Another one is opened at once. */
  scene: string;
  /** What is shown at this moment; nothing before it is ready. */
  readonly state: FigureState | null | undefined;
  play(): Promise<void>;
  pause(): Promise<void>;
  /** So many iterations on, or back if it is negative; one unless it is told. Only a whole number is taken. */
  step(by?: number): Promise<void>;
  /** To this iteration, or the last. Only a whole number is taken. */
  goto(iteration: number): Promise<void>;
  /** The way of each run as far as it has been run: a race of more than a million steps in all takes several frames. Empty
   * before it is ready. */
  trajectories(): Trajectory[];
  /** The charts as SVG; empty before it is ready. */
  toSVG(): string;
  /** Every step of every run, of more than 200 000 in all every n-th, as CSV, as far as they have been made; empty before
   * it is ready. */
  toCSV(): string;
  /** Changes options; those that are not named stay. */
  set(options: Options): void;
  /** Ends it: what it held is free, and the element is empty. */
  destroy(): void;
}

/** `<downhill-viz>`. Outside of a document it has no figure, and its methods do nothing. */
export declare class DownhillViz extends HTMLElement {
  static observedAttributes: string[];
  readonly ready: Promise<void> | undefined;
  scene: string;
  readonly state: FigureState | null | undefined;
  show: string;
  controls: string;
  theme: string;
  caption: string;
  autoplay: boolean;
  play(): Promise<void> | undefined;
  pause(): Promise<void> | undefined;
  step(by?: number): Promise<void> | undefined;
  goto(iteration: number): Promise<void> | undefined;
  trajectories(): Trajectory[];
  toSVG(): string;
  toCSV(): string;
}

/**
 * A figure in an element, in whose shadow root it lives; one that was mounted there before ends.
 *
 * @throws TypeError if the element cannot have a shadow root, or has one of somebody else's.
 */
export declare function mount(element: Element, options?: Options): Viz;

/** What the element of a figure, and every element around it, hears. */
export interface VizEvents {
  "downhill-ready": CustomEvent<{ scene: string }>;
  /** Somebody or some script has changed the scene; `changed` are its keys whose values are others now. */
  "downhill-change": CustomEvent<{ scene: string; changed: string[] }>;
  /** The iteration that is shown. */
  "downhill-step": CustomEvent<number>;
  /** What is wrong, or why the figure could not start or has stopped, in words. */
  "downhill-error": CustomEvent<string>;
}

declare global {
  interface HTMLElementTagNameMap {
    "downhill-viz": DownhillViz;
  }
  interface HTMLElementEventMap extends VizEvents {}
}
