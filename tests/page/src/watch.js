// Runs before anything of the page: notes what would otherwise leave no trace.
const watched = { violations: [], replaced: 0, pushed: 0 };
Object.defineProperty(window, "watched", { value: watched });
addEventListener("securitypolicyviolation", (event) => {
  watched.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`);
});
for (const [name, count] of [["replaceState", "replaced"], ["pushState", "pushed"]]) {
  const original = history[name];
  history[name] = function (...values) {
    watched[count] += 1;
    return original.apply(this, values);
  };
}
