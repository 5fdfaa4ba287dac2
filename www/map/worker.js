// A worker that runs the races of maps. It is given the program once, then jobs; a later job ends the one before.
import init, { Engine } from "./downhill-sweep.js";

/** So long it works before it looks whether there is something else to do, in milliseconds. */
const SLICE = 8;
/** So many steps are made between two looks at the clock. */
const PIECE = 20_000;

let engine;
let job;
/** Whether it goes on by itself, after a breath. */
let goesOn = false;

const breath = new MessageChannel();
breath.port1.onmessage = () => work();

/** Goes on with the job for a while, tells what was found, and takes a breath. */
function work() {
  goesOn = false;
  if (!job) return;
  const until = performance.now() + SLICE;
  let over;
  do over = engine.advance(PIECE);
  while (!over && performance.now() < until);
  const found = engine.take();
  const { turn, field } = job;
  goesOn = !over;
  if (over) job = undefined;
  else breath.port2.postMessage(undefined);
  postMessage({ turn, field, found, over }, [found.buffer]);
}

onmessage = async ({ data }) => {
  if (data.program) {
    await init({ module_or_path: data.program });
    engine = new Engine();
    postMessage({ ready: true });
    return;
  }
  // Without a scene there is nothing to do any more.
  if (!data.text) {
    job = undefined;
    return;
  }
  job = data;
  engine.begin(job.text, job.field, job.from, job.to);
  if (!goesOn) work();
};
