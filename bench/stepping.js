// Maps of hyperparameters: plain JavaScript in each of its forms, TensorFlow.js, and the page's own engine where the
// build has one. `cargo xtask bench` calls what stands in `window.bench`.

import { alternate } from "./alternate.js";
import { axes, forms, map } from "./cells/cells.js";
import { load } from "./ours.js";
import * as tensors from "./tensors.js";

const engine = load(new URL("/", location.href));

/** The page's engine as a task that makes the same map; null where there is none. */
async function ours(spec, plain) {
  const loaded = await engine;
  const text = `loss=${spec.loss}&steps=${spec.steps}&run=${spec.optimiser}`;
  const across = { id: spec.across.id, values: plain.across };
  const up = spec.up && { id: spec.up.id, values: plain.up };
  return loaded && (() => loaded.cells(text, across, up, spec.rows));
}

const specified = (spec) => ({ ...axes(spec.optimiser), ...spec });

// JSON has no word for what is no finite number.
const told = ({ settled, ended, value }) => ({
  settled: [...settled],
  ended: [...ended],
  value: [...value].map(String),
});

window.bench = {
  /** The names of the forms of plain JavaScript. */
  forms: Object.keys(forms),

  /** What the cells hold, rounded as a race is, by this form or by the page's engine (null where there is none), and the axes' numbers. */
  async cells(spec, form) {
    const whole = specified(spec);
    const plain = map({ ...whole, form: form ?? "cell by cell", rounded: true });
    const task = form ? () => plain.run() : await ours(whole, plain);
    const numbers = { across: { ...whole.across, values: [...plain.across] } };
    if (whole.up) numbers.up = { ...whole.up, values: [...plain.up] };
    return task && { ...numbers, ...told(await task()) };
  },

  /** Milliseconds a map, for each round: of every form, and of the engine where there is one, as the last. */
  async time(spec, rounds) {
    const whole = specified(spec);
    const plain = Object.keys(forms).map((form) => map({ ...whole, form }));
    const tasks = plain.map((one) => () => one.run());
    const engine = await ours(whole, plain[0]);
    if (engine) tasks.push(engine);
    return alternate(tasks, rounds);
  },

  /** Milliseconds a map, for each round, of the engine alone. */
  async timeOurs(spec, rounds) {
    const whole = specified(spec);
    return (await alternate([await ours(whole, map({ ...whole, form: "cell by cell" }))], rounds))[0];
  },

  /** The settings along the axes of a map, and their numbers. */
  async axes(spec) {
    const { across, up } = specified(spec);
    const plain = map({ ...specified(spec), form: "cell by cell" });
    return [
      [across.id, [...plain.across]],
      [up?.id ?? "", [...(plain.up ?? new Float64Array(spec.rows))]],
    ];
  },

  /** Milliseconds until a scene's map is sharp, on one worker and on two. */
  async timeSharp(text, rounds) {
    const loaded = await engine;
    return alternate([1, 2].map((workers) => () => loaded.known(text, workers)), rounds);
  },

  /** Milliseconds until every eighth cell of every eighth row is known: the first picture of a map, on one worker. */
  async timeSketch(text, rounds) {
    const loaded = await engine;
    return (await alternate([() => loaded.known(text, 1, 256)], rounds))[0];
  },

  /** The optimisers that TensorFlow.js has too. */
  tensors: tensors.optimisers,

  /** Milliseconds of so many steps of so many cells at one setting: in plain JavaScript in its quickest form, and in
   * TensorFlow.js on its processor backend. */
  async timeTensors({ optimiser, cells, steps }, form, rounds) {
    const across = { id: "lr", from: 0.01, to: 0.01, scale: "even" };
    const plain = map({ optimiser, loss: "square", form, columns: cells, rows: 1, steps, across, up: null });
    const tensor = await tensors.prepare(optimiser, cells, steps);
    return alternate([() => plain.run(), tensor], rounds);
  },
};
