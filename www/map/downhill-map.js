// The hyperparameter map in its place on a page or in a figure, and the program that it shares with what makes scripts.
// It comes when either is asked for the first time.

import { again } from "../viz/again.js";
import { Pool } from "./pool.js";
import { View } from "./view.js";

export { Pool };

let loaded;
const script = again(() => import("./downhill-sweep.js"), "./downhill-sweep.js");

async function load() {
  const address = new URL("./downhill-sweep_bg.wasm", import.meta.url);
  const [glue, response] = await Promise.all([script(), fetch(address)]);
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  // Hosts that give it another type may be slower, no more.
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  const program = await (typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  await glue.default({ module_or_path: program });
  return { ...glue, program };
}

/** The program: compiled once, for the page and for each worker. What could not be loaded is tried again. */
const loading = () =>
  (loaded ??= load().catch((error) => {
    loaded = undefined;
    throw error;
  }));

/** Copies the scene of a figure as a script, or saves its papers. */
export async function take(kind, figure) {
  const program = await loading();
  if (kind === "script") figure.copy(program.script(figure.scene()));
  else figure.save("bib", program.papers(figure.scene()));
}

/** Fills `place`, the figure for the map, within `root`. `figure` is whom to ask and to tell; `isDark` says whether it
 * is dark. */
export async function show(place, root, figure, isDark = () => matchMedia("(prefers-color-scheme: dark)").matches) {
  return new View(await loading(), place, root, figure, isDark);
}
