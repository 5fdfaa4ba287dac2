//! What `cargo xtask bench` measures: what the README tells of the page's speed, and ours beside peers, on the release
//! build in headless Chromium and natively. At the end stands one table of ratios.
//!
//! Its arguments are names of groups; without any it measures all that does not take minutes.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod cells;
mod drawing;
mod figures;
mod frames;
mod memory;
mod opening;
mod race;
mod remote;
mod served;
mod stepping;
mod table;
mod torch;

use served::Served;
use table::Row;

/// Turns of each measurement that is made by turns.
const ROUNDS: usize = 11;

/// What is measured together: its name, whether it is when none is named, and how.
type Group = (&'static str, bool, fn(&Served) -> Vec<Row>);

/// In the order in which they are measured.
const GROUPS: [Group; 9] = [
    ("frames", true, frames::measure),
    ("figures", true, figures::measure),
    ("race", true, race::measure),
    ("stepping", true, stepping::measure),
    ("map", true, stepping::measure_map),
    ("drawing", true, drawing::measure),
    ("opening", true, opening::measure),
    ("torch", true, torch::measure),
    ("memory", false, memory::measure),
];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let site = Served::start();
    let mut rows = Vec::new();
    for (name, always, measure) in GROUPS {
        if wanted.iter().any(|word| word == name) || (wanted.is_empty() && always) {
            rows.extend(measure(&site));
        }
    }
    if !rows.is_empty() {
        table::print(&rows);
    }
}
