import { mount } from "downhill-viz";

const element = document.querySelector("#figure");
const figure = mount(element, {
  scene: "loss=rosenbrock&steps=1000&run=gd,lr:0.001&run=adam,lr:0.1",
  caption: "Drag the start, or press play.",
  controls: "lr start play",
});

// The page tells in its own words what the figure shows.
function tell() {
  const { at, runs } = figure.state;
  const places = runs.map(({ name, theta }) => `${name} is at (${theta.map((part) => part.toFixed(2)).join(", ")})`);
  document.querySelector("#told").textContent = `After ${at} steps ${places.join(", ")}.`;
}
element.addEventListener("downhill-ready", tell);
element.addEventListener("downhill-step", tell);
