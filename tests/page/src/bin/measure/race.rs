//! One race of the library, beside loops that are written by hand of one optimiser and one loss: bench/loops.
//!
//! A race keeps θ of every step and, so that drawing it does not grow with its steps, the least and greatest of θ and J in
//! blocks. The loop that is the peer keeps the same; the one that keeps θ alone is told of for information.

use std::{env, fs};

use page_tests::Visit;
use serde_json::json;

use super::ROUNDS;
use super::remote::{self, call};
use super::served::Served;
use super::table::{Limit, Row};

/// Measures it.
pub fn measure(site: &Served) -> Vec<Row> {
    let mut rows = native();
    remote::open(site, Visit::standing(""), "bench/race.html", |page| {
        let titles: Vec<String> = call(page, "titles", &[]);
        for (which, title) in titles.iter().enumerate() {
            let [race, whole, quick, thetas, quick_race]: [Vec<f64>; 5] =
                call(page, "time", &[json!(which), json!(ROUNDS)]);
            let what = format!("race in WebAssembly, {title}");
            rows.push(Row::new(&what, "by hand, built as the page", &race, &whole, "µs", Limit::AtMost(1.2)));
            rows.push(Row::new(&what, "by hand, opt-level 3", &race, &quick, "µs", Limit::None));
            rows.push(Row::new(&what, "by hand, θ alone, opt-level 3", &race, &thetas, "µs", Limit::None));
            let what = format!("race in WebAssembly at opt-level 3, {title}");
            rows.push(Row::new(&what, "by hand, opt-level 3", &quick_race, &quick, "µs", Limit::None));
        }
    });
    rows
}

/// What the program has printed that `cargo xtask bench` ran before: of each pair the race, the loop that keeps as much,
/// the loop that keeps θ alone, and what each round of them took.
pub fn natively() -> Vec<(String, Vec<f64>)> {
    let text = env::var_os("DOWNHILL_BENCH_RACES").and_then(|file| fs::read_to_string(file).ok()).unwrap_or_default();
    let times = |times: &str| times.split(' ').filter_map(|time| time.parse().ok()).collect();
    text.lines().filter_map(|line| line.split_once('\t')).map(|(title, all)| (title.to_owned(), times(all))).collect()
}

fn native() -> Vec<Row> {
    let lines = natively();
    let rows = lines.chunks_exact(3).flat_map(|ways| {
        let [(title, race), (_, whole), (_, thetas)] = ways else { return [None, None] };
        let what = format!("race natively, {title}");
        let row = |peer, theirs, limit| Some(Row::new(&what, peer, race, theirs, "µs", limit));
        [row("by hand", whole, Limit::AtMost(1.1)), row("by hand, θ alone", thetas, Limit::None)]
    });
    rows.flatten().collect()
}
