// Measuring by turns, so that whatever else the machine does meets all alike.

/** A sample lasts so many milliseconds at least: the browser's clock ticks ten times in one. */
const LEAST = 12;

/**
 * Runs each of these functions in turn, so many rounds, after a round of warming up. Gives how many milliseconds a
 * call took in each round, of each function.
 */
export async function alternate(tasks, rounds) {
  const calls = [];
  for (const task of tasks) {
    // What is compiled while it runs is quick only after some calls.
    for (const begun = performance.now(); performance.now() - begun < 4 * LEAST; ) await task();
    const begun = performance.now();
    await task();
    calls.push(Math.max(1, Math.ceil(LEAST / Math.max(performance.now() - begun, 0.01))));
  }
  const times = tasks.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [which, task] of tasks.entries()) {
      // The browser gets its turn too, which it would otherwise take in a sample.
      await new Promise((resolve) => setTimeout(resolve));
      const begun = performance.now();
      for (let call = 0; call < calls[which]; call += 1) await task();
      times[which].push((performance.now() - begun) / calls[which]);
    }
  }
  return times;
}
