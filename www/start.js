// Starts the program, or says in words why it cannot start and shows a picture instead.
function fail(why) {
  document.getElementById("page").hidden = true;
  document.getElementById("failure-why").textContent = why;
  document.getElementById("failure-picture").src = "www/experiment.svg";
  document.getElementById("failure").hidden = false;
}

// A trap in WebAssembly leaves the program in no state to go on.
addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) {
    fail("The program has stopped because of an error of its own. Reload the page to go on from where you were.");
  }
});

// The page has loaded when its first picture stands: so it looks to whoever waits for that, to print it or to take a
// picture of it. A frame that is being written holds the event back; nothing else does for a program that is compiled.
const holding = document.body.appendChild(document.createElement("iframe"));
holding.hidden = true;
// A sandboxed page has no say in it.
holding.contentDocument?.open();

try {
  const { default: init, start } = await import("../downhill.js");
  await init({ module_or_path: new URL("../downhill_bg.wasm", import.meta.url) });
  const page = start();
  // A browser may remember that an address has failed: the next try has another.
  const failed = {};
  const bring = (file) =>
    import(file + (failed[file] ??= "")).catch((error) => {
      failed[file] += "?";
      throw error;
    });
  const map = document.getElementById("map");
  let view;
  const open = () => {
    if (map.hidden || view) return;
    view = bring("../downhill-map.js")
      .then(({ show }) => show(map, document, page))
      .catch(({ message }) => {
        map.textContent = `The map could not be loaded: ${message}`;
        // Switched on again, it is tried again.
        view = undefined;
      });
  };
  new MutationObserver(open).observe(map, { attributeFilter: ["hidden"] });
  open();
  const said = document.getElementById("taken");
  const take = (kind) => bring("../downhill-map.js").then(({ take }) => take(kind, page));
  /** A click on what comes only when it is asked for. */
  const click = (id, act) =>
    document.getElementById(id).addEventListener("click", () => {
      said.textContent = "";
      act().catch((error) => (said.textContent = `It could not be loaded: ${error.message}`));
    });
  click("embed-open", () => bring("./share.js").then(({ open }) => open()));
  click("take-python", () => take("script"));
  click("take-papers", () => take("papers"));
} catch (error) {
  fail(
    typeof WebAssembly === "object"
      ? `WebAssembly did not start here: ${error?.message ?? error}`
      : "This browser has no WebAssembly, or it is switched off.",
  );
} finally {
  holding.remove();
}
