// The curves of the page's three charts as numbers, from θ of each run as the library computed it.

const COLOURS = ["#5b6770", "#1f6fc4", "#00857a", "#b36b00", "#7a4fc0", "#c22f4d", "#3f8f3a", "#c2559a"];
/** How far down a log scale reaches; what is lower leaves the chart. */
const LEAST = 1e-14;

/** Fetches θ of so many runs; gives the charts with their axes and curves. */
export async function curves(steps, runs) {
  const answer = await fetch(`/curves/${steps}`);
  const numbers = new Float64Array(await answer.arrayBuffer());
  const iterations = Float64Array.from({ length: steps + 1 }, (_, i) => i);
  const thetas = Array.from({ length: runs }, (_, run) => numbers.subarray(run * (steps + 1), (run + 1) * (steps + 1)));
  const losses = thetas.map((theta) => theta.map((x) => Math.max(x * x, 1e-30)));
  const line = Float64Array.from({ length: 441 }, (_, i) => -4 + i / 55);
  const least = Math.min(...thetas.map((theta) => theta.reduce((a, b) => Math.min(a, b))));
  const reach = (least - 3) * 0.05;
  return {
    landscape: {
      x: [-4, 4],
      y: [0, 16],
      log: false,
      at: line,
      curves: [line.map((x) => x * x)],
      balls: thetas.map((theta) => [theta[steps], theta[steps] ** 2]),
    },
    theta: { x: [0, steps], y: [least + reach, 3 - reach], log: false, at: iterations, curves: thetas, balls: [] },
    loss: { x: [0, steps], y: [9 * LEAST, 9], log: true, at: iterations, curves: losses, balls: [] },
  };
}

/** The colour of a run. */
export const colour = (run) => COLOURS[run % COLOURS.length];
