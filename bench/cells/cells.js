// Maps of hyperparameters in plain JavaScript: what the page's own map is measured against.

import { forms, text } from "./loops.js";
import { losses, rules } from "./rules.js";

export { forms, losses, rules };

/** The numbers along an axis of the map: log, nearly 1 (log in 1 − β), or even. */
export function along({ from, to, scale }, count) {
  const between = (i) => {
    const part = i / (count - 1);
    if (scale === "log") return from * (to / from) ** part;
    if (scale === "near one") return 1 - (1 - from) * ((1 - to) / (1 - from)) ** part;
    return from + (to - from) * part;
  };
  return Float64Array.from({ length: count }, (_, i) => between(i));
}

const RATES = { id: "lr", from: 1e-4, to: 10, scale: "log" };
const MEMORY = { from: 0, to: 0.999, scale: "near one" };
const TINY = { id: "eps", from: 1e-12, to: 10, scale: "log" };

/** The map that the page shows first of an optimiser: α across, and up what it has of a memory, or of another setting. */
export function axes(optimiser) {
  const { settings } = rules[optimiser];
  const memory = ["beta", "beta1", "rho"].find((id) => id in settings);
  if (memory) return { across: RATES, up: { id: memory, ...MEMORY } };
  if ("eps" in settings) return { across: RATES, up: TINY };
  if ("eta_minus" in settings) return { across: RATES, up: { id: "eta_minus", from: 0.01, to: 0.99, scale: "even" } };
  // It has nothing but its learning rate: the rows are alike.
  return { across: RATES, up: null };
}

/**
 * A map to be made again and again: `run()` makes it and gives what it holds, row by row: from which step on each
 * cell has settled (−1: not), at which it left the finite numbers (0: not), and J at its end.
 */
export function map({ optimiser, loss, form, rounded, columns, rows, steps, across, up }) {
  const { settings, memory = {}, clock = [] } = rules[optimiser];
  const set = {};
  for (const [id, value] of Object.entries(settings)) set[id] = new Float64Array(rows).fill(value);
  set[across.id] = along(across, columns);
  if (up) set[up.id] = along(up, rows);
  const out = {
    settled: new Int32Array(rows * columns),
    ended: new Int32Array(rows * columns),
    value: new Float64Array(rows * columns),
  };
  const most = 2 + 2 * Object.keys(memory).length + 4 * clock.length;
  const room = {
    last: new Int32Array(columns),
    end: new Int32Array(columns),
    columns: Array.from({ length: most }, () => new Float64Array(columns)),
  };
  const names = ["set", "columns", "rows", "steps", "out", "room"];
  const loop = new Function(...names, text(form, optimiser, loss, across.id, rounded));
  return {
    across: set[across.id],
    up: up ? set[up.id] : null,
    run() {
      loop(set, columns, rows, steps, out, room);
      return out;
    },
  };
}
