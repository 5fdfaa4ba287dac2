// One race of the library beside a loop written by hand, both as WebAssembly: built as the page is, and the loop built to
// be quick as well (bench/loops).

import { alternate } from "./alternate.js";

async function built(name) {
  const program = await import(`/loops/${name}.js`);
  await program.default({ module_or_path: `/loops/${name}_bg.wasm` });
  return program;
}

const programs = [await built("small"), await built("fast")];
const [small, fast] = programs;
const [RACE, WHOLE, THETAS] = [0, 1, 2];
/** The browser's clock is coarse. */
const TIMES = 20;

window.bench = {
  titles: async () => {
    const titles = [];
    for (let title; (title = small.title(titles.length)) !== undefined; ) titles.push(title);
    return titles;
  },

  /**
   * Microseconds a run, of each round: the library's race; by hand, keeping what a race keeps; the same built to be
   * quick; by hand, keeping θ alone, built to be quick; the library's race built to be quick.
   */
  async time(which, rounds) {
    for (const program of programs) program.choose(which);
    const ways = [[small, RACE], [small, WHOLE], [fast, WHOLE], [fast, THETAS], [fast, RACE]];
    const times = await alternate(ways.map(([program, way]) => () => program.run(way, TIMES)), rounds);
    return times.map((each) => each.map((time) => (1000 * time) / TIMES));
  },
};
