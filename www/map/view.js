// The figure of a map: its parts, and what hands do on it. What it shows is derived from the scene's text each time
// something was drawn; what is done on it is asked of the page.

import MARKUP from "./map.html";
import STYLE from "./map.css";
import { file, picture } from "./picture.js";
import { Plot } from "./plot.js";
import { Pool } from "./pool.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

const COLOURS = { steps: "steps until settled", loss: "J at the end", minimum: "which minimum" };
/** So many minima are told one by one: beyond, colours come again. */
const MOST_MINIMA = 7;

export class View {
  #chart;
  #pool;
  #place;
  #figure;
  #isDark;
  #parts = {};
  #plots = [];
  #isSeen = false;
  /** The map and the place of it that are pointed at. */
  #pointed;
  #text;
  #dark;
  /** Whether races were dropped before they were run. */
  #isStale = false;
  #ending = new AbortController();
  /** The address of what was saved last. */
  #saved = "";

  constructor({ program, Chart, Engine }, place, root, figure, isDark) {
    this.#chart = new Chart();
    this.cells = Chart.cells();
    this.room = [...Chart.room()];
    this.#place = place;
    this.#figure = figure;
    this.#isDark = isDark;
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    const template = document.createElement("template");
    template.innerHTML = MARKUP;
    place.replaceChildren(template.content);
    place.setAttribute("aria-label", "Hyperparameter map");
    for (const part of place.querySelectorAll("[data-part]")) this.#parts[part.dataset.part] = part;
    for (const name of ["of", "beside", "across", "up", "colour"]) this.#parts[name].addEventListener("change", () => this.#choose(name));
    this.#parts.svg.addEventListener("click", () => this.#save("svg"));
    this.#parts.png.addEventListener("click", () => this.#save("png", 2));
    this.#pool = new Pool(program, new Engine(), (field, found) => {
      this.#chart.put(field, found);
      this.#paint(field);
      if (this.#chart.is_read_off()) this.#tell();
      this.#report();
    });
    const { signal } = this.#ending;
    const sized = new ResizeObserver(() => this.#plots.forEach((plot) => plot.resize()));
    sized.observe(this.#parts.plots);
    const seen = new IntersectionObserver((entries) => {
      this.#isSeen = entries.at(-1).isIntersecting;
      this.update();
    }, { rootMargin: "200px" });
    seen.observe(place);
    // What is hidden is not drawn, and tells nobody.
    const closed = new MutationObserver(() => {
      this.update();
      this.#seek();
    });
    closed.observe(place, { attributeFilter: ["hidden"] });
    signal.addEventListener("abort", () => [sized, seen, closed].forEach((observer) => observer.disconnect()));
    // The program is busy as long as it tells.
    figure.watch(() => queueMicrotask(() => this.update()));
    this.#seek();
  }

  /** Something may have changed. */
  update() {
    if (this.#place.hidden || !this.#isSeen) {
      // Out of sight nothing is run.
      if (this.#pool.isBusy) [this.#isStale, this.#text] = [true, undefined];
      this.#pool.stop();
      this.#report();
      return;
    }
    const text = this.#figure.scene();
    const dark = this.#isDark();
    // A figure that has gone has none.
    if (text === undefined || (text === this.#text && dark === this.#dark)) return;
    const another = this.#open() || this.#isStale;
    const fields = this.#chart.fields();
    if (!fields) return;
    [this.#text, this.#dark, this.#isStale] = [text, dark, false];
    if (another) this.#pool.run(this.#chart.ground(), fields, this.cells ** 2);
    const shown = this.#chart.best() ? 1 : fields;
    while (this.#plots.length > shown) this.#plots.pop().remove();
    while (this.#plots.length < shown) this.#plots.push(new Plot(this, this.#parts.plots, this.#plots.length));
    this.#label();
    for (const plot of this.#plots) plot.show(another);
    this.point();
    this.#report();
  }

  /** Says for scripts whether all races have been run, or are not yet since nobody sees them, and how many workers run
   * them. */
  #report() {
    const rests = this.#text === this.#figure.scene() ? "done" : "waiting";
    this.#place.dataset.map = this.#pool.isBusy ? "running" : rests;
    this.#place.dataset.workers = this.#pool.workers;
  }

  /** Who has just switched it on wants to see it. */
  #seek() {
    if (!this.#place.hidden && navigator.userActivation?.isActive) this.#place.scrollIntoView({ block: "nearest" });
  }

  get chart() {
    return this.#chart;
  }

  /** Sets what is across and upwards on a map: the numbers that `where` tells. */
  aim(field, where) {
    this.#catchUp();
    this.#adopt(this.#chart.aimed(field, ...where(this.#chart)));
  }

  /** The scene as it is now; whether its races are others than those that were shown. */
  #open() {
    return this.#chart.open(this.#figure.scene(), this.#isDark());
  }

  /** Out of sight nothing was shown of what happened since. */
  #catchUp() {
    if (this.#open()) this.#isStale = true;
  }

  letGo() {
    this.#figure.letGo();
  }

  /** A place of a map is pointed at, or none. */
  point(field, place) {
    this.#pointed = place && [field, ...place];
    this.#tell();
  }

  /** Says what becomes of the race that is pointed at; of none, of that with the present setting. */
  #tell() {
    const { told } = this.#parts;
    const [present] = this.#plots.map((plot) => plot.tell());
    told.title = told.textContent = this.#pointed ? this.#chart.words_at(...this.#pointed) : present;
  }

  /** Goes for ever. */
  end() {
    this.#ending.abort();
    this.#pool.end();
    for (const plot of this.#plots) plot.remove();
    URL.revokeObjectURL(this.#saved);
    this.#chart.free();
  }

  #paint(field) {
    // One map of all is made of every field, and colours of J are those of both maps.
    const all = ["best", "loss"].includes(this.#place.dataset.colour);
    for (const plot of this.#plots) if (all || plot.field === field) plot.paint();
  }

  /** Makes lists and legend say what there is. */
  #label() {
    const chart = this.#chart;
    const { of, beside, across, up, colour, shades, least, late, left, local, edge, best, minima, help } = this.#parts;
    const map = /(?:^|&)map=([^&]*)/.exec(this.#text)?.[1] ?? "";
    const runs = map.split(",").filter((item) => /^\d+$/.test(item));
    const names = chart.names();
    const colouring = chart.colouring();
    const isBest = colouring === "best";
    fill(of, [...names.map((name, run) => [`${run + 1}`, name]), ["best", "All: who settles first"]], isBest ? "best" : runs[0]);
    fill(beside, [["", "no other"], ...names.map((name, run) => [`${run + 1}`, name])], runs[1] ?? "");
    beside.parentElement.hidden = isBest || names.length < 2;
    const choices = pairs(chart.choices());
    const [x, y] = chart.along();
    fill(across, choices, x);
    fill(up, choices, y);
    const ends = pairs(chart.minima());
    fill(colour, Object.entries(COLOURS).filter(([id]) => id !== "minimum" || ends.length > 1 || id === colouring), colouring);
    colour.parentElement.hidden = isBest;
    this.#place.dataset.colour = colouring;
    shades.style.setProperty("--shades", `linear-gradient(to right, ${chart.shades().join()})`);
    local.style.setProperty("--swatch", chart.pale());
    least.textContent = ends.length ? "at the minimum" : "the lowest here";
    late.textContent = colouring === "loss" ? "J as at the start" : chart.last_step();
    for (const part of this.#place.querySelectorAll(".late")) part.textContent = `not within ${chart.steps()}`;
    left.textContent = chart.is_typed() ? "diverged, or J has no value" : "diverged";
    local.hidden = !chart.has_local();
    edge.hidden = !this.#plots.some((plot) => chart.has_edge(plot.field));
    help.textContent = chart.is_from_here() ? FROM_HERE : HELP;
    if (isBest) list(best, Array.from({ length: chart.fields() }, (_, field) => [chart.colour(field), chart.name(field)]));
    const many = [["transparent", `a colour for each minimum; among ${ends.length} they come again`]];
    if (colouring === "minimum") list(minima, ends.length > MOST_MINIMA ? many : ends);
  }

  /** Something was chosen in a list: the map's text in the scene is another. */
  #choose(changed) {
    this.#catchUp();
    const value = (name) => this.#parts[name].value;
    const isBest = value("of") === "best";
    const runs = isBest ? ["best"] : [...new Set([value("of"), value("beside")])].filter(Boolean);
    const colour = changed === "colour" ? value("colour") : this.#chart.asked();
    const map = [runs.join(), colour && `colour:${colour}`].filter(Boolean).join();
    const [across, up] = this.#chart.along();
    const now = { across: value("across"), up: value("up") };
    // What stands on one side already changes places with the other.
    if (now.across === now.up) changed === "across" ? (now.up = across) : (now.across = up);
    const [side, other] = [`,across:${now.across}`, `,up:${now.up}`];
    // Another run has its usual sides; of two, those that both have stay.
    const asked = changed === "of" ? [""] : [side + other, side, other, ""];
    const texts = asked.map((sides) => this.#chart.with(map + sides));
    this.#adopt(texts.find((text) => text !== undefined));
    this.letGo();
  }

  /** Saves the maps as they are seen, in pixels if it is told how many to a CSS pixel. */
  async #save(ending, scale) {
    const { shades, least, late, saved } = this.#parts;
    const name = `downhill-map.${ending}`;
    const ends = [this.#chart.colouring() === "loss" ? least : shades.nextElementSibling, late].map((end) => end.textContent);
    const ramp = shades.offsetParent && { colours: [...this.#chart.shades()], ends };
    const plates = this.#plots.map((plot) => plot.plate());
    const legend = this.#place.querySelector(".map-legend");
    try {
      const made = await file(picture({ plates, room: this.room, legend, ramp, caption: this.#chart.caption() }), scale);
      const link = document.createElement("a");
      // Whoever saves the next has got the one before.
      URL.revokeObjectURL(this.#saved);
      link.href = this.#saved = URL.createObjectURL(made);
      link.download = name;
      link.click();
      saved.textContent = `Saved as ${ending.toUpperCase()}`;
    } catch {
      saved.textContent = `No ${ending.toUpperCase()} could be made`;
    }
  }

  /** The page shall show this scene, which was made of the one that it shows. */
  #adopt(text) {
    if (text !== undefined && !this.#ending.signal.aborted) this.#figure.adopt(text);
  }
}

const HELP = "Each point is one race, with the numbers that stand at its place. Drag the crosshair: the sliders and the race follow.";
const FROM_HERE = "Each point is one race from its start. The crosshair sets what holds from there, not from here on.";

const pairs = (list) => Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i], list[2 * i + 1]]);

/** Fills a list of the legend: colours, and what they mean. */
function list(place, items) {
  place.replaceChildren(
    ...items.map(([colour, words]) => {
      const item = document.createElement("li");
      item.style.setProperty("--swatch", colour);
      item.textContent = words;
      return item;
    }),
  );
}

/** Gives a select these options, if it has others, and chooses one. */
function fill(select, options, value) {
  const key = JSON.stringify(options);
  if (select.dataset.options !== key) {
    select.dataset.options = key;
    select.replaceChildren(...options.map(([id, name]) => new Option(name, id)));
  }
  select.value = value;
}
