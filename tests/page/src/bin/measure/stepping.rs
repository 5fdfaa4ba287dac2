//! Maps of hyperparameters: the page's engine, plain JavaScript and TensorFlow.js, all in the browser.
//!
//! The plain JavaScript is bench/cells: the loop that everybody would write, cell by cell, and forms in which several
//! cells are under way at a time. The peer is the form that is quickest on this machine.

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use downhill::optimiser::{self, ALL};
use page_tests::{Page, Visit};
use serde_json::{Value, json};

use super::ROUNDS;
use super::cells::agreement;
use super::remote::{self, call};
use super::served::Served;
use super::table::{Limit, Row, median};

/// Cells and steps of a map.
const SIDE: usize = 64;
const STEPS: usize = 300;
/// The same for TensorFlow.js, which makes fewer in a second, and of the map that is held against races.
const TENSOR_STEPS: usize = 20;
const CHECKED: usize = 24;

/// Those whose rule is of one coordinate.
fn optimisers() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|optimiser| optimiser.id).filter(|id| !["newton", "lbfgs"].contains(id))
}

fn spec(optimiser: &str, loss: &str, side: usize) -> Value {
    json!({ "optimiser": optimiser, "loss": loss, "columns": side, "rows": side, "steps": STEPS })
}

fn columns(cells: impl Iterator<Item = String>) -> String {
    cells.fold(String::new(), |line, cell| format!("{line}{cell:>14}"))
}

fn name(id: &str) -> &'static str {
    optimiser::by_id(id).map_or("", |optimiser| optimiser.name)
}

/// What `bench.time` gives: for each form, and then of the engine, what each round took.
fn times(page: &Page, spec: &Value) -> Vec<Vec<f64>> {
    call(page, "time", &[spec.clone(), json!(ROUNDS)])
}

fn open<T>(site: &Served, measure: impl FnOnce(&Page, &[String]) -> T) -> T {
    remote::open(site, Visit::standing(""), "bench/stepping.html", |page| {
        let forms: Vec<String> = page.script("return bench.forms", &[]);
        measure(page, &forms)
    })
}

/// Plain JavaScript and TensorFlow.js alone: which of its forms is quickest, and that it does the same work as a race.
pub fn measure(site: &Served) -> Vec<Row> {
    open(site, |page, forms| {
        println!(
            "\nplain JavaScript, {SIDE} × {SIDE} cells × {STEPS} steps: nanoseconds a step of a cell, medians of {ROUNDS}"
        );
        println!("  {:<26}{}", "", columns(forms.iter().cloned()));
        for loss in ["square", "rosenbrock"] {
            for id in optimisers() {
                let one = 1e6 / (SIDE * SIDE * STEPS) as f64;
                let each = times(page, &spec(id, loss, SIDE));
                let told = columns(each.iter().take(forms.len()).map(|times| format!("{:.2}", median(times) * one)));
                let same = agreement(page, &spec(id, loss, CHECKED), Some(&forms[0])).unwrap();
                println!(
                    "  {:<26}{told}   verdicts other than the race's: {} of {}, J: {}",
                    format!("{}, {loss}", name(id)),
                    same.other_verdicts,
                    same.cells,
                    same.other_values
                );
            }
        }
        let tensors: Vec<String> = page.script("return bench.tensors", &[]);
        let rows = tensors.iter().map(|id| {
            let cells = SIDE * SIDE;
            let what = json!({ "optimiser": id, "cells": cells, "steps": TENSOR_STEPS });
            let arguments = [what, json!("4 abreast"), json!(ROUNDS)];
            let [plain, tensor]: [Vec<f64>; 2] = call(page, "timeTensors", &arguments);
            let what = format!("{} on θ², {cells} cells × {TENSOR_STEPS} steps, plain JavaScript", name(id));
            Row::new(&what, "TensorFlow.js, processor", &plain, &tensor, "ms", Limit::HowMuchFaster)
        });
        rows.collect()
    })
}

/// The page's engine beside plain JavaScript.
pub fn measure_map(site: &Served) -> Vec<Row> {
    open(site, |page, forms| {
        let mut rows = Vec::new();
        let all = optimisers().map(|id| (id, "rosenbrock", 3.0));
        for (id, loss, least) in [("adam", "square", 4.5)].into_iter().chain(all) {
            let Some(same) = agreement(page, &spec(id, loss, CHECKED), None) else {
                println!("\nthe page has no engine for maps: nothing to hold against plain JavaScript");
                return rows;
            };
            if same.other_verdicts + same.other_values > 0 {
                println!(
                    "{} on {loss}: {} of {} verdicts differ from the race's",
                    name(id),
                    same.other_verdicts,
                    same.cells
                );
            }
            let each = times(page, &spec(id, loss, SIDE));
            let (ours, plain) = each.split_last().unwrap();
            let quickest = (0..plain.len()).min_by(|a, b| median(&plain[*a]).total_cmp(&median(&plain[*b]))).unwrap();
            let what = format!("map, {} on {loss}, one thread", name(id));
            for (place, limit) in [(quickest, Limit::Faster(least)), (0, Limit::HowMuchFaster)] {
                let peer = format!("plain JavaScript, {}", forms[place]);
                rows.push(Row::new(&what, &peer, ours, &plain[place], "ms", limit));
            }
        }
        rows.extend(beside_native(page, &spec("adam", "square", SIDE)));
        let scene = "loss=rosenbrock&steps=300&run=adam&map=1";
        let [one, two]: [Vec<f64>; 2] = call(page, "timeSharp", &[json!(scene), json!(ROUNDS)]);
        let what = "map of 128 × 128 cells × 300 steps, Adam on Rosenbrock, two workers";
        rows.push(Row::new(what, "one worker", &two, &one, "ms", Limit::Faster(1.7)));
        rows.push(Row::new(what, "150 ms", &two, &vec![150.0; two.len()], "ms", Limit::AtMost(1.0)));
        let first: Vec<f64> = call(page, "timeSketch", &[json!(scene), json!(ROUNDS)]);
        let what = "its first picture, every eighth cell, one worker";
        rows.push(Row::new(what, "a frame", &first, &vec![16.0; first.len()], "ms", Limit::AtMost(1.0)));
        rows
    })
}

/// The engine in the browser beside the same Rust natively, by turns.
fn beside_native(page: &Page, spec: &Value) -> Option<Row> {
    let mut native = Command::new(env::var_os("DOWNHILL_BENCH_NATIVE")?)
        .arg("maps")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut asked = native.stdin.take().unwrap();
    let mut told = BufReader::new(native.stdout.take().unwrap()).lines();
    let axes: [(String, Vec<f64>); 2] = call(page, "axes", std::slice::from_ref(spec));
    writeln!(
        asked,
        "loss={}&steps={STEPS}&run={}",
        spec["loss"].as_str().unwrap(),
        spec["optimiser"].as_str().unwrap()
    )
    .unwrap();
    for (id, numbers) in axes {
        let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
        writeln!(asked, "{id}\n{}", numbers.join(" ")).unwrap();
    }
    let mut turn = || {
        writeln!(asked, "again").unwrap();
        let natively: f64 = told.next().unwrap().unwrap().parse().unwrap();
        let ours: Vec<f64> = call(page, "timeOurs", &[spec.clone(), json!(1)]);
        (ours[0], natively)
    };
    turn();
    let (ours, natively): (Vec<f64>, Vec<f64>) = (0..ROUNDS).map(|_| turn()).unzip();
    drop(asked);
    native.wait().unwrap();
    let what = "map, Adam on square, one thread, WebAssembly";
    Some(Row::new(what, "the same Rust natively", &ours, &natively, "ms", Limit::AtMost(1.1)))
}
