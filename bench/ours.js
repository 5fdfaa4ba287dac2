// The page's own map engine, as the benchmark calls it: the one place that knows how.

/**
 * The engine of the built page at `site`, or null where the build has none.
 *
 * `cells(text, across, up)` makes the map of the scene `text` with one run, the settings named by `across.id` and
 * `up.id` taking the numbers of `across.values` and `up.values` (`up` may be null); the result is what `map(…).run()`
 * of cells/cells.js gives.
 */
export async function load(site) {
  const glue = new URL("downhill_map.js", site);
  const answer = await fetch(glue, { method: "HEAD" });
  if (!answer.ok) return null;
  const engine = await import(glue);
  await engine.default({ module_or_path: new URL("downhill_map_bg.wasm", site) });
  return { cells: engine.cells };
}
