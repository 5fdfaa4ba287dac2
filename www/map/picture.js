// A map as a picture to take along: cells as pixels, all else as lines and letters.

const SVG = "http://www.w3.org/2000/svg";
/** One map with its sides, what stands above it, and the legend beside it, in CSS pixels. */
const PLATE = { width: 440, height: 400 };
const HEAD = 34;
const LEGEND = { width: 284, row: 22, ramp: 232 };
const FOOT = 34;
/** About as wide is a letter, bold ones too. */
const LETTER = 7;
/** Pixels of a cell: not every program that shows SVG keeps the edges of fewer sharp. */
const SHARP = 4;
/** The crosshair's radius, and the gap around it. */
const RING = 6;
const GAP = 10;

/** The picture: `plates` are its maps, `legend` is the place of the items that say what colours mean, `ramp` the shades of
 * the ramp and the words at its ends, if there is one. */
export function picture({ plates, room, legend, ramp, caption }) {
  const style = getComputedStyle(legend);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const [paper, ink, quiet, grid, diverged] = ["paper", "ink", "quiet", "grid", "diverged"].map(colour);
  const width = plates.length * PLATE.width + LEGEND.width;
  const height = HEAD + PLATE.height + FOOT;
  const root = make("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": "sans-serif", "font-size": 12.5 });
  root.append(make("title", {}, `${plates.map((plate) => plate.told).join("; ")}. ${caption}`));
  const kept = make("defs");
  const hatch = make("pattern", { id: "diverged", width: 8, height: 8, patternUnits: "userSpaceOnUse" });
  hatch.append(make("path", { d: "M-1 1 1-1M0 8 8 0M7 9 9 7", stroke: diverged }));
  kept.append(hatch);
  root.append(kept, make("rect", { width, height, fill: paper }));

  plates.forEach((plate, place) => root.append(draw(plate, place * PLATE.width, room, ink)));

  const left = plates.length * PLATE.width + 12;
  let top = HEAD + room[1];
  if (ramp) {
    const shades = make("linearGradient", { id: "ramp" });
    ramp.colours.forEach((shade, n, { length }) => shades.append(make("stop", { offset: n / (length - 1), "stop-color": shade })));
    kept.append(shades);
    const right = left + LEGEND.ramp;
    root.append(
      make("rect", { x: left, y: top, width: right - left, height: 12, rx: 3, fill: "url(#ramp)" }),
      make("text", { x: left, y: top + 28, fill: quiet }, ramp.ends[0]),
      make("text", { x: right, y: top + 28, fill: quiet, "text-anchor": "end" }, ramp.ends[1]),
    );
    top += 44;
  }
  const rows = [...legend.querySelectorAll("li")].filter((item) => item.offsetParent);
  const most = Math.floor((HEAD + PLATE.height - room[3] - top) / LEGEND.row);
  for (const item of rows.slice(0, rows.length > most ? most - 1 : most)) {
    const middle = top + LEGEND.row / 2;
    const line = { x1: left, x2: left + 22, y1: middle, y2: middle, stroke: ink, "stroke-width": 1.5, "stroke-dasharray": "5 3" };
    const fill = item.classList.contains("left") ? "url(#diverged)" : getComputedStyle(item).getPropertyValue("--swatch") || grid;
    const swatch = item.classList.contains("edge") ? make("line", line) : make("rect", { x: left, y: middle - 6, width: 22, height: 12, rx: 3, fill });
    root.append(swatch, make("text", { x: left + 30, y: middle + 4.5, fill: quiet }, fitted(item.textContent, LEGEND.width - 48)));
    top += LEGEND.row;
  }
  if (rows.length > most) root.append(make("text", { x: left, y: top + 15, fill: quiet }, `and ${rows.length - most + 1} more`));
  root.append(make("text", { x: room[0], y: height - 14, fill: quiet }, fitted(caption, width - 2 * room[0])));
  return { text: new XMLSerializer().serializeToString(root), width, height };
}

/** One map. */
function draw({ name, colour, cells, sides, x, y }, left, [before, above, after, below], ink) {
  const group = make("g", { transform: `translate(${left} ${HEAD})` });
  if (colour) group.append(make("rect", { x: before, y: -7, width: 14, height: 3, rx: 1.5, fill: colour }));
  group.append(make("text", { x: before + (colour ? 22 : 0), y: -1, fill: ink, "font-weight": 600 }, fitted(name, PLATE.width - before - after - 22)));
  const [width, height] = [PLATE.width - before - after, PLATE.height - above - below];
  const area = { x: before, y: above, width, height };
  group.append(make("rect", { ...area, fill: "url(#diverged)" }), make("image", { ...area, href: enlarged(cells), preserveAspectRatio: "none" }));
  const [across, down] = [before + x * width, above + y * height];
  const lines = `M${before} ${down}H${Math.max(before, across - GAP)}M${Math.min(before + width, across + GAP)} ${down}H${before + width}`
    + `M${across} ${above}V${Math.max(above, down - GAP)}M${across} ${Math.min(above + height, down + GAP)}V${above + height}`;
  const light = "#fff";
  const dark = "#1b1e25";
  const ring = (stroke, thick) => make("circle", { cx: across, cy: down, r: RING, fill: "none", stroke, "stroke-width": thick });
  group.append(
    make("path", { d: lines, fill: "none", stroke: dark, "stroke-width": 3, opacity: 0.4 }),
    make("path", { d: lines, fill: "none", stroke: light, opacity: 0.8 }),
    ring(dark, 5),
    ring(light, 2),
  );
  const around = new DOMParser().parseFromString(sides(PLATE.width, PLATE.height), "image/svg+xml").documentElement;
  group.append(around);
  return group;
}

/** The cells as the address of a picture. */
function enlarged(cells) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SHARP * cells.width;
  const context = canvas.getContext("2d");
  context.imageSmoothingEnabled = false;
  context.drawImage(cells, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL();
}

/** The picture as a file, `scale` pixels to a CSS pixel; as SVG without. */
export async function file({ text, width, height }, scale) {
  if (!scale) return new Blob([text], { type: "image/svg+xml" });
  const image = new Image(width, height);
  // Pages that are strict about pictures allow these.
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [scale * width, scale * height];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done));
}

/** A text with as many letters as fit into this width. */
function fitted(text, width) {
  const most = Math.floor(width / LETTER);
  // A letter may be two of a text's.
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
}

function make(name, attributes = {}, text = "") {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}
