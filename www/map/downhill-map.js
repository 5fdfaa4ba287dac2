// The hyperparameter map in its place on a page or in a figure. It comes when a map is opened for the first time.

import { Pool } from "./pool.js";
import { View } from "./view.js";

export { Pool };

let loaded;

/** The map's program: compiled once, for the page and for each worker. */
async function load() {
  const address = new URL("./downhill-sweep_bg.wasm", import.meta.url);
  const [glue, response] = await Promise.all([import("./downhill-sweep.js"), fetch(address)]);
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  // Hosts that give it another type may be slower, no more.
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  const program = await (typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  await glue.default({ module_or_path: program });
  return { program, Chart: glue.Chart, Engine: glue.Engine };
}

/** Fills `place`, the figure for the map, within `root`. `figure` is whom to ask and to tell; `isDark` says whether it
 * is dark. */
export async function show(place, root, figure, isDark = () => matchMedia("(prefers-color-scheme: dark)").matches) {
  try {
    loaded ??= load();
    return new View(await loaded, place, root, figure, isDark);
  } catch (error) {
    loaded = undefined;
    place.textContent = `The map could not be loaded: ${error?.message ?? error}`;
    return undefined;
  }
}
