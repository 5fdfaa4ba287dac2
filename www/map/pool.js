// Who runs the races of maps: workers, as many as the machine has cores but one, and until they are there, or where
// there can be none, the page itself, some milliseconds a frame.

/** The first cells of a map are a sketch of the whole, and are shared out finely. */
const SKETCH = 256;
const SHARE = { sketch: 64, rest: 512 };
/** So long the page works in a frame, in milliseconds. */
const SLICE = 6;
const PIECE = 5_000;
const MOST_WORKERS = 8;

/** A worker of this site, or of the site that this module is from. */
function start() {
  const script = new URL("./downhill-map-worker.js", import.meta.url);
  // Bundlers know a worker by these words.
  if (script.origin === location.origin) return new Worker(new URL("./downhill-map-worker.js", import.meta.url), { type: "module" });
  const own = new Blob([`import ${JSON.stringify(script.href)};`], { type: "text/javascript" });
  const address = URL.createObjectURL(own);
  const worker = new Worker(address, { type: "module" });
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return worker;
}

export class Pool {
  #engine;
  #found;
  #workers = [];
  #ready = new Set();
  /** Those that work, and at what. */
  #busy = new Map();
  #jobs = [];
  #own;
  #text = "";
  #turn = 0;
  #frame;

  /** `program` is the compiled module, `engine` one on the page; `found` is told of what was found of a map. */
  constructor(program, engine, found, most = Math.min(MOST_WORKERS, (navigator.hardwareConcurrency || 2) - 1)) {
    this.#engine = engine;
    this.#found = found;
    for (let i = 0; i < Math.max(1, most); i++) {
      try {
        const worker = start();
        worker.onmessage = ({ data }) => this.#hear(worker, data);
        worker.onerror = (event) => {
          event.preventDefault();
          this.#lose(worker);
        };
        worker.postMessage({ program });
        this.#workers.push(worker);
      } catch {
        // The page does it.
        break;
      }
    }
  }

  /** How many workers there are. */
  get workers() {
    return this.#ready.size;
  }

  /** Whether something is still to be run. */
  get isBusy() {
    return this.#jobs.length > 0 || this.#busy.size > 0 || !!this.#own;
  }

  /** Runs all cells of so many maps of the scene with this text, first a sketch of each; what was left of others is
   * dropped. */
  run(text, fields, cells) {
    this.#turn += 1;
    this.#text = text;
    this.#jobs = [];
    this.#own = undefined;
    const share = (from, to, size) => {
      for (let field = 0; field < fields; field++) {
        for (let first = from; first < to; first += size) this.#jobs.push({ field, from: first, to: Math.min(to, first + size) });
      }
    };
    share(0, Math.min(SKETCH, cells), SHARE.sketch);
    share(SKETCH, cells, SHARE.rest);
    for (const worker of this.#ready) this.#give(worker);
    this.#work();
  }

  /** Nothing is run any more. */
  stop() {
    this.run("", 0, 0);
  }

  end() {
    this.stop();
    for (const worker of this.#workers) worker.terminate();
    this.#ready.clear();
    this.#workers = [];
    cancelAnimationFrame(this.#frame);
  }

  #give(worker) {
    const job = this.#jobs.shift();
    if (!job) {
      // What it may still be at is dropped.
      if (this.#busy.delete(worker)) worker.postMessage({});
      return;
    }
    this.#busy.set(worker, job);
    worker.postMessage({ turn: this.#turn, text: this.#text, ...job });
  }

  #hear(worker, { ready, turn, field, found, over }) {
    if (ready) {
      this.#ready.add(worker);
      this.#give(worker);
      return;
    }
    if (turn !== this.#turn) return;
    if (over) this.#give(worker);
    this.#found(field, found);
  }

  /** A worker that cannot be: others do what it should have. */
  #lose(worker) {
    const job = this.#busy.get(worker);
    if (job) this.#jobs.unshift(job);
    this.#busy.delete(worker);
    this.#ready.delete(worker);
    this.#workers = this.#workers.filter((other) => other !== worker);
    worker.terminate();
    for (const other of this.#ready) if (!this.#busy.has(other)) this.#give(other);
    this.#work();
  }

  /** The page works itself as long as nobody else does; what it has begun it ends. */
  #work() {
    if (this.#frame || !(this.#own || (this.#jobs.length && !this.#ready.size))) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#slice();
      this.#work();
    });
  }

  #slice() {
    const until = performance.now() + SLICE;
    while (performance.now() < until) {
      if (!this.#own) {
        this.#own = this.#ready.size ? undefined : this.#jobs.shift();
        if (!this.#own) return;
        this.#engine.begin(this.#text, this.#own.field, this.#own.from, this.#own.to);
      }
      const over = this.#engine.advance(PIECE);
      const found = this.#engine.take();
      const { field } = this.#own;
      if (over) this.#own = undefined;
      if (found.length) this.#found(field, found);
    }
  }
}
