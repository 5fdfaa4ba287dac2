// From typing a formula to the first map of it, and to the sharp one. Called with the formula; gives pairs
// of milliseconds to `done`.
const [formula] = arguments;
const field = document.getElementById("formula");
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const type = (text) => {
  field.value = text;
  field.dispatchEvent(new Event("input"));
};
const measured = async ({ state }) => {
  const times = [];
  for (let round = 0; round < 9; round += 1) {
    type("x + y");
    for (let i = 0; i < 30; i += 1) await frame();
    const before = state().maps;
    const begun = performance.now();
    type(formula);
    while (state().maps === before) await frame();
    const first = performance.now() - begun;
    while (state().pending) await frame();
    times.push([first, performance.now() - begun]);
  }
  return times;
};
import(new URL("downhill.js", document.baseURI)).then(measured).then(done);
