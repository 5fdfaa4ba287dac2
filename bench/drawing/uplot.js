// uPlot, given the ranges of its axes, so that it need not look for them, and no legend, cursor or points.

import uPlot from "/peers/uplot/dist/uPlot.esm.js";

import { colour } from "./curves.js";

const line = (run) => ({ stroke: colour(run), width: 1.5, points: { show: false } });

function chart({ x, y, log, at, curves, balls }, box) {
  const spots = balls.map(([theta, value], run) => ({
    data: Array.from(at, (place, i) => (nearest(at, theta) === i ? value : null)),
    series: { stroke: colour(run), paths: () => null, points: { show: true, size: 9, fill: colour(run) } },
  }));
  const data = [at, ...curves, ...spots.map((spot) => spot.data)];
  const options = {
    width: box.clientWidth,
    height: box.clientHeight,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, auto: false, range: x }, y: { auto: false, range: y, distr: log ? 3 : 1 } },
    series: [{}, ...curves.map((_, run) => line(run)), ...spots.map((spot) => spot.series)],
  };
  return { plot: new uPlot(options, data, box), data };
}

const nearest = (at, theta) => at.reduce((best, x, i) => (Math.abs(x - theta) < Math.abs(at[best] - theta) ? i : best), 0);

export async function prepare(charts, boxes) {
  const plots = charts.map((each, place) => chart(each, boxes[place]));
  return async () => {
    for (const { plot, data } of plots) plot.setData(data);
    // It draws when the present task is done.
    await null;
  };
}
