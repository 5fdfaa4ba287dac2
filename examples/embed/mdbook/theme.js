// Figures are light or dark as the book's theme is, which the reader chooses.
function dress() {
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
  for (const figure of document.querySelectorAll("downhill-viz")) figure.setAttribute("theme", dark ? "dark" : "light");
}
dress();
new MutationObserver(dress).observe(document.documentElement, { attributeFilter: ["class"] });
