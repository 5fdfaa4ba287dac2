// The program of all figures, its markup and its style: loaded once, when the first figure is near the window.

const PROGRAM = new URL("downhill_bg.wasm", import.meta.url);
/** What the program's files are called where it is told in which of them an error was. */
const FILES = [PROGRAM.href, PROGRAM.href.replace("_bg.wasm", ".js")];

let loaded;
const running = new AbortController();

/** Aborted when the program has stopped because of an error of its own; its reason is words about it. */
export const stopped = running.signal;

export function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

export function engine() {
  loaded ??= load();
  return loaded;
}

async function load() {
  const [program, { markup, style }] = await Promise.all([import("./downhill.js"), import("./downhill-figure.js")]);
  await program.default({ module_or_path: PROGRAM });
  // What the browser calls by itself, events and frames, ends here when it fails.
  for (const kind of ["error", "unhandledrejection"]) {
    addEventListener(kind, ({ error, reason = error, filename }) => {
      if (isTrap(reason) && FILES.some((file) => `${filename} ${reason.stack}`.includes(file))) stop();
    });
  }
  const template = document.createElement("template");
  template.innerHTML = markup;
  return { Figure: program.Figure, template, style: sheetOf(style) };
}

const isTrap = (error) => error instanceof WebAssembly.RuntimeError;

/** What the program is in after a trap it cannot go on from, neither for this figure nor for any other. */
function stop() {
  running.abort("its program has had an error that it cannot go on from. Reload the page.");
}

/** What the program answers; nothing if it has stopped. */
export function within(what) {
  if (stopped.aborted) return undefined;
  try {
    return what();
  } catch (error) {
    if (!isTrap(error)) throw error;
    stop();
    // The page may have the same program, and its author wants to know.
    reportError(error);
    return undefined;
  }
}
