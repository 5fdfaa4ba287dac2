// Put into the page before anything of it runs: notes when its first picture is complete. The program is asked only
// once it has come, so that nothing is loaded earlier than it would be.

if (location.pathname === "/" && location.protocol === "http:") {
  const come = () => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("downhill_bg.wasm"));
  const note = () => (window.complete = performance.now());
  const look = async () => {
    if (!come()) return requestAnimationFrame(look);
    const { state } = await import(new URL("downhill.js", location.href));
    const told = () => {
      try {
        return state();
      } catch {
        // It has come and does not run yet.
        return null;
      }
    };
    const drawn = () =>
      told()?.drawn > 0 ? requestAnimationFrame(() => requestAnimationFrame(note)) : requestAnimationFrame(drawn);
    drawn();
  };
  requestAnimationFrame(look);
}
