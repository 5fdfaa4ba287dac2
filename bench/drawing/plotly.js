// Plotly.js by its quickest way to show other numbers, `Plotly.react`, on a static plot with given ranges, and lines of
// its kind `scatter`. That of WebGL, `scattergl`, is slower in a browser that has no GPU: twice at 1000 steps, and at
// 100 000 it takes more than 30 seconds. What it draws is SVG, whose pixels are made elsewhere and are not counted.

import { colour } from "./curves.js";

const script = (src) =>
  new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject }));
  });

function figure({ x, y, log, at, curves, balls }, box, revision) {
  const plain = { type: "scatter", hoverinfo: "skip", showlegend: false };
  const line = (curve, run) => ({ ...plain, x: at, y: curve, mode: "lines", line: { color: colour(run), width: 1.5 } });
  const ball = ([theta, value], run) => ({
    ...plain,
    x: [theta],
    y: [value],
    mode: "markers",
    marker: { color: colour(run), size: 9 },
  });
  const layout = {
    width: box.clientWidth,
    height: box.clientHeight,
    margin: { l: 48, r: 8, t: 8, b: 32 },
    datarevision: revision,
    xaxis: { range: x },
    yaxis: { range: log ? y.map(Math.log10) : y, type: log ? "log" : "linear" },
  };
  return [[...curves.map(line), ...balls.map(ball)], layout, { staticPlot: true }];
}

export async function prepare(charts, boxes) {
  await script("/peers/plotly.js-dist-min/plotly.min.js");
  let revision = 0;
  for (const [place, each] of charts.entries()) await Plotly.newPlot(boxes[place], ...figure(each, boxes[place], 0));
  return async () => {
    revision += 1;
    for (const [place, each] of charts.entries()) {
      await Plotly.react(boxes[place], ...figure(each, boxes[place], revision));
    }
  };
}
