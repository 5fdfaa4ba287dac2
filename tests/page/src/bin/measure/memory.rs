//! Minutes of sliders dragged at random, without a pause: whether memory grows after the first of them.

use std::env;
use std::time::Duration;

use page_tests::{Page, Visit};
use serde_json::json;

use super::figures::private_memory;
use super::frames::{metric, metrics};
use super::served::Served;
use super::table::{Limit, Row};

const MINUTES: f64 = 10.0;
const EVERY: Duration = Duration::from_secs(10);
/// Samples in a minute.
const MINUTE: usize = 6;
const SEED: u32 = 20_261_128;
const KINDS: [&str; 3] =
    ["JavaScript's heap after collecting", "WebAssembly's memory", "memory of the page's process alone"];

/// Measures it, over the minutes that the command line names.
pub fn measure(_: &Served) -> Vec<Row> {
    let minutes = env::args().skip_while(|word| word != "memory").nth(1).and_then(|word| word.parse().ok());
    let samples = ((minutes.unwrap_or(MINUTES) * MINUTE as f64) as usize).max(2 * MINUTE);
    // The memory is not among what the page tells of itself.
    let keep = "const { instantiateStreaming } = WebAssembly;
        WebAssembly.instantiateStreaming = async (...given) => {
            const made = await instantiateStreaming(...given);
            window.memory = Object.values(made.instance.exports).find((one) => one instanceof WebAssembly.Memory);
            return made;
        };";
    let taken: Vec<[f64; 3]> = Visit::standing("").after_script(keep).open(|page| {
        page.devtools("Performance.enable", json!({}));
        page.script::<()>(include_str!("drag.js"), &[json!(SEED)]);
        println!("\nsliders dragged at random, sampled every {EVERY:?}: {} in MB", KINDS.join(", "));
        (0..samples).map(|number| sample(page, number)).collect()
    });
    let of = |kind: usize, from: usize| -> Vec<f64> {
        taken[from..from + MINUTE].iter().map(|sample| sample[kind]).collect()
    };
    let compared = KINDS.into_iter().enumerate().map(|(kind, what)| {
        // The first sample is after ten seconds, the sixth after the first minute.
        let (first, last) = (of(kind, MINUTE - 1), of(kind, samples - MINUTE));
        Row::new(&format!("{what}, last minute"), "the second minute", &last, &first, "MB", Limit::AtMost(1.05))
    });
    compared.collect()
}

fn sample(page: &Page, number: usize) -> [f64; 3] {
    page.pass(EVERY);
    page.devtools("HeapProfiler.collectGarbage", json!({}));
    let heap = metric(&metrics(page), "JSHeapUsedSize") / 1e6;
    let wasm: f64 = page.script("return window.memory?.buffer.byteLength ?? NaN", &[]);
    let events: [u64; 2] = page.script("return [window.dragged.events, window.dragged.drags]", &[]);
    let sample = [heap, wasm / 1e6, private_memory().unwrap_or(f64::NAN)];
    let [heap, wasm, alone] = sample;
    let time = (number + 1) as u64 * EVERY.as_secs();
    println!("  {time:>4} s: {heap:6.2} {wasm:7.2} {alone:7.1}   after {} events in {} drags", events[0], events[1]);
    sample
}
