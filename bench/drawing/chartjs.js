// Chart.js as its page on performance has it: no animation, no parsing, data that is sorted, given ranges, no points,
// and its decimation by least and greatest (the quicker of its two).

import { colour } from "./curves.js";

const script = (src) =>
  new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject }));
  });

function chart({ x, y, log, at, curves, balls }, box) {
  const canvas = box.appendChild(document.createElement("canvas"));
  const points = curves.map((curve) => Array.from(curve, (value, i) => ({ x: at[i], y: value })));
  const line = (data, run) => ({ data, borderColor: colour(run), borderWidth: 1.5, pointRadius: 0 });
  const ball = ([theta, value], run) => ({ data: [{ x: theta, y: value }], backgroundColor: colour(run), pointRadius: 4.5 });
  const axis = ([min, max], type) => ({ type, min, max, ticks: { maxRotation: 0, sampleSize: 8 } });
  const plot = new Chart(canvas, {
    type: "line",
    data: { datasets: [...points.map(line), ...balls.map(ball)] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      spanGaps: true,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      scales: { x: axis(x, "linear"), y: axis(y, log ? "logarithmic" : "linear") },
      plugins: {
        legend: { display: false },
        tooltip: { enabled: false },
        decimation: { enabled: true, algorithm: "min-max" },
      },
    },
  });
  return { plot, points };
}

export async function prepare(charts, boxes) {
  await script("/peers/chart.js/dist/chart.umd.min.js");
  const plots = charts.map((each, place) => chart(each, boxes[place]));
  return async () => {
    for (const { plot, points } of plots) {
      // Given anew, as when they have changed: it decimates them again.
      for (const [run, data] of points.entries()) plot.data.datasets[run].data = data;
      plot.update("none");
    }
  };
}
