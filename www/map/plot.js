// One map: its cells, its sides, and the crosshair at the present setting.

/** More positions than a slider has. */
const MOST = 1e6;

const clamp = (part) => Math.max(0, Math.min(1, part));

export class Plot {
  #view;
  #box;
  #name;
  #area;
  #canvas;
  #cross;
  #sides;
  #words;
  #frame;
  /** Whether the pointer that is down has been followed from where it went down. */
  #isHeld = false;

  constructor(view, parent, field) {
    this.#view = view;
    this.field = field;
    this.#box = add(parent, "div", "map-plot");
    this.#name = add(this.#box, "p", "map-name");
    this.#area = add(this.#box, "div", "map-area");
    const cells = add(this.#area, "div", "map-cells");
    this.#canvas = add(cells, "canvas", "");
    this.#canvas.width = this.#canvas.height = view.cells;
    this.#cross = add(cells, "div", "map-cross");
    this.#cross.tabIndex = 0;
    this.#cross.setAttribute("role", "slider");
    const [left, above, right, below] = view.room;
    for (const [name, value] of Object.entries({ left, top: above, right, bottom: below })) cells.style.setProperty(name, `${value}px`);
    cells.addEventListener("pointermove", (event) => this.#point(event));
    cells.addEventListener("pointerleave", () => view.point());
    cells.addEventListener("pointerdown", (event) => this.#grab(event));
    cells.addEventListener("click", (event) => this.#tap(event));
    for (const kind of ["pointerup", "pointercancel"]) cells.addEventListener(kind, () => view.letGo());
    this.#cross.addEventListener("keydown", (event) => this.#press(event));
    // What keys do as long as one is down is one change.
    for (const kind of ["keyup", "blur"]) this.#cross.addEventListener(kind, () => view.letGo());
    this.cells = cells;
    this.paint();
  }

  remove() {
    cancelAnimationFrame(this.#frame);
    this.#box.remove();
  }

  /** Shows the scene as it is now; `anew` if its races are others. */
  show(anew) {
    const { chart } = this.#view;
    const best = chart.best();
    this.#name.textContent = best ? "Who settles first" : chart.name(this.field);
    const which = chart.fields() > 1 && !best ? `${chart.name(this.field)}: present setting` : "Present setting";
    this.#cross.setAttribute("aria-label", `${which}, across and upwards`);
    this.#box.style.setProperty("--run", best ? "transparent" : chart.colour(this.field));
    const [x, y] = chart.cross(this.field);
    this.cells.style.setProperty("--x", x);
    this.cells.style.setProperty("--y", 1 - y);
    this.#cross.setAttribute("aria-valuenow", Math.round(100 * x));
    this.#cross.classList.toggle("is-beyond", chart.is_beyond(this.field));
    // To tell of it its race is run once more: once for all who tell.
    this.#words = undefined;
    this.tell();
    this.resize();
    if (!anew) this.paint();
  }

  /** What becomes of the race with the present setting. */
  tell() {
    const { chart } = this.#view;
    if (this.#words === undefined || chart.is_read_off()) {
      this.#words = chart.words(this.field);
      this.#cross.setAttribute("aria-valuetext", this.#words);
    }
    return this.#words;
  }

  /** What a picture of it is made of. */
  plate() {
    const { chart } = this.#view;
    const [x, y] = chart.cross(this.field);
    const colour = chart.best() ? undefined : chart.colour(this.field);
    const sides = (width, height) => chart.sides(this.field, width, height);
    return { name: chart.best() ? this.#name.textContent : chart.title(this.field), told: this.tell(), colour, cells: this.#canvas, sides, x, y: 1 - y };
  }

  /** Draws the sides again, if they are others. */
  resize() {
    const { width, height } = this.#area.getBoundingClientRect();
    if (!width || !height) return;
    const sides = this.#view.chart.sides(this.field, width, height);
    if (sides === this.#sides) return;
    this.#sides = sides;
    this.#area.querySelector("svg")?.remove();
    const picture = new DOMParser().parseFromString(sides, "image/svg+xml").documentElement;
    picture.setAttribute("aria-hidden", "true");
    this.#area.append(picture);
  }

  /** Paints the cells as they are known, once a frame. */
  paint() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      const { chart, cells } = this.#view;
      const pixels = new Uint8ClampedArray(chart.pixels(this.field));
      if (pixels.length === 4 * cells ** 2) this.#canvas.getContext("2d").putImageData(new ImageData(pixels, cells, cells), 0, 0);
    });
  }

  /** Where a pointer is, 0 to 1 across and upwards. */
  #part(event) {
    const { left, top, width, height } = this.cells.getBoundingClientRect();
    return [clamp((event.clientX - left) / width), clamp(1 - (event.clientY - top) / height)];
  }

  #point(event) {
    if (this.cells.hasPointerCapture(event.pointerId)) this.#aim(event);
    else this.#view.point(this.field, this.#part(event));
  }

  #grab(event) {
    this.#isHeld = false;
    // A finger scrolls the page, unless it is on the crosshair or lifted again where it was.
    if (event.button || (event.pointerType === "touch" && event.target !== this.#cross)) return;
    this.#isHeld = true;
    this.cells.setPointerCapture(event.pointerId);
    this.#cross.focus({ preventScroll: true });
    event.preventDefault();
    if (event.target !== this.#cross) this.#aim(event);
  }

  /** A pointer was lifted where it was. One that was held has set all that it had to, and to a finer place. */
  #tap(event) {
    if (this.#isHeld) return;
    this.#aim(event);
    this.#view.letGo();
  }

  #aim(event) {
    this.#view.aim(this.field, (chart) => chart.at(this.field, ...this.#part(event)));
  }

  #press(event) {
    const times = event.shiftKey ? 10 : 1;
    const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1], PageUp: [0, 10], PageDown: [0, -10], Home: [-MOST, 0], End: [MOST, 0] }[event.key] ?? [0, 0];
    if ((!x && !y) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.#view.aim(this.field, (chart) => chart.beside(this.field, times * x, times * y));
  }
}

function add(parent, tag, name) {
  const element = document.createElement(tag);
  element.className = name;
  parent.append(element);
  return element;
}
