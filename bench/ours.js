// The page's own map engine, as the benchmark calls it: the one place that knows how.

/** So many steps are asked for at a time. */
const PIECE = 1_000_000_000;

/** What `map(…).run()` of cells/cells.js gives of so many cells. */
const room = (count) => ({
  settled: new Int32Array(count),
  ended: new Int32Array(count),
  value: new Float64Array(count),
});

/** What an engine has found, in such a room: like plain JavaScript's it is the same each time. */
function unpacked(found, { settled, ended, value }) {
  for (let i = 0; i < found.length; i += 3) {
    const cell = found[i];
    const end = found[i + 1];
    settled[cell] = end >= 0 ? end : -1;
    ended[cell] = end <= -2 ? -2 - end : 0;
    value[cell] = found[i + 2];
  }
}

/**
 * The engine of the built page at `site`, or null where the build has none.
 *
 * `cells(text, across, up, rows)` makes the map of the scene `text` with one run, the settings named by `across.id` and
 * `up.id` taking the numbers of `across.values` and `up.values` (where `up` is null all rows are alike); the result is
 * what `map(…).run()` of cells/cells.js gives. `known(text, workers, cells)` makes the map of a scene, as its page
 * does, on so many workers, until that many cells are known, or all.
 */
export async function load(site) {
  const address = new URL("downhill-sweep_bg.wasm", site);
  const answer = await fetch(address);
  if (!answer.ok) return null;
  const program = await WebAssembly.compile(await answer.arrayBuffer());
  const [{ default: start, Engine, Chart }, { Pool }] = await Promise.all([
    import(new URL("downhill-sweep.js", site)),
    import(new URL("downhill-map.js", site)),
  ]);
  await start({ module_or_path: program });
  const engine = new Engine();
  const pools = new Map();
  let held = room(0);
  return {
    cells(text, across, up, rows) {
      engine.grid(text, across.id, across.values, up?.id ?? "", up?.values ?? new Float64Array(rows));
      while (!engine.advance(PIECE));
      const count = across.values.length * rows;
      if (held.value.length !== count) held = room(count);
      unpacked(engine.take(), held);
      return held;
    },
    async known(text, workers, cells = Chart.cells() ** 2) {
      const done = {};
      let left;
      const found = (_, some) => (left -= some.length / 3) > 0 || done.resolve();
      if (!pools.has(workers)) pools.set(workers, { pool: new Pool(program, engine, (...given) => pools.get(workers).found(...given), workers) });
      const known = pools.get(workers);
      known.found = found;
      while (known.pool.workers < workers) await new Promise((resume) => setTimeout(resume, 10));
      left = cells;
      const finished = new Promise((resolve) => (done.resolve = resolve));
      known.pool.run(text, 1, Chart.cells() ** 2);
      await finished;
    },
  };
}
