// The figure that the article has: θ of five optimisers after each iteration, from numbers that were computed before.

(async () => {
  const answer = await fetch("figure.json");
  const { start, theta } = await answer.json();
  const curves = Object.entries(theta).map(([name, thetas]) => ({ name, y: [start, ...thetas], mode: "lines" }));
  const layout = { xaxis: { title: { text: "iteration" } }, yaxis: { title: { text: "θ" } } };
  await Plotly.newPlot("figure", curves, layout);
  requestAnimationFrame(() => requestAnimationFrame(() => (window.complete = performance.now())));
})();
