//! The whole page redrawn, beside others that draw the same curves: in one browser, by turns.
//!
//! Ours is the page in a frame: from an event that changes no race to the last chart drawn, the verdicts, the story and
//! the table along with it. The peers have their three charts where the page has its own, and are given the numbers
//! that the library computed. Canvases are made to draw at once, whoever they belong to.

use downhill::point::Axis;
use downhill::race::Race;
use downhill::scene::Scene;
use page_tests::Visit;
use serde_json::json;

use super::ROUNDS;
use super::frames::EIGHT;
use super::remote::{self, call};
use super::served::Served;
use super::table::{Limit, Row, median};

const WARMING: usize = 3;
const STEPS: [usize; 3] = [1_000, 10_000, 100_000];

/// Measures it.
pub fn measure(site: &Served) -> Vec<Row> {
    for steps in STEPS {
        site.add(&format!("curves/{steps}"), &curves(&scene(steps)));
    }
    remote::open(site, Visit::standing("").size(1280, 1600), "bench/drawing/drawing.html", |page| {
        let peers: Vec<String> = call(page, "peers", &[]);
        println!("\ndrawing: medians in milliseconds, the program's part and what the canvases put off");
        let mut rows = Vec::new();
        let mut redrawn = Vec::new();
        for steps in STEPS {
            for peer in &peers {
                let runs = Scene::read(&scene(steps)).0.runs.len();
                let arguments = [json!(peer), json!(scene(steps)), json!(steps), json!(runs)];
                call::<()>(page, "open", &arguments);
                // The first rounds are for the compilers.
                let rounds: Vec<[[f64; 2]; 3]> = (0..WARMING + ROUNDS).map(|_| call(page, "round", &[])).collect();
                let part = |which: usize, part: usize| rounds.iter().map(move |round| round[which][part]).skip(WARMING);
                let told = |which| [0, 1].map(|half| median(&part(which, half).collect::<Vec<_>>()));
                for (who, [program, canvases]) in [("ours", told(0)), (peer, told(2))] {
                    println!("  {steps:>6} steps, {who:<10} {program:6.2} + {canvases:6.2}");
                }
                let both = |which| part(which, 0).zip(part(which, 1)).map(|(program, canvases)| program + canvases);
                let [ours, dragged, theirs] = [0, 1, 2].map(|which| both(which).collect::<Vec<_>>());
                let limit = if peer == "uPlot" { Limit::AtMost(0.7) } else { Limit::None };
                let of = format!("{runs} runs × {steps} steps");
                rows.push(Row::new(&format!("page redrawn, {of}"), peer, &ours, &theirs, "ms", limit));
                if peer == "uPlot" {
                    let what = format!("α dragged: race and page anew, {of}");
                    rows.push(Row::new(&what, "uPlot, given the numbers", &dragged, &theirs, "ms", Limit::None));
                    redrawn.push(ours);
                }
            }
        }
        let (first, last) = (&redrawn[0], &redrawn[STEPS.len() - 1]);
        rows.push(Row::new("page redrawn, 100 × the steps", "the fewest steps", last, first, "ms", Limit::AtMost(1.3)));
        rows
    })
}

fn scene(steps: usize) -> String {
    format!("steps={steps}{EIGHT}")
}

/// θ of each run and step, as the browser reads numbers from bytes.
fn curves(scene: &str) -> Vec<u8> {
    let mut race = Race::new(&Scene::read(scene).0);
    while !race.advance(usize::MAX) {}
    race.tracks().iter().flat_map(|track| track.column(Axis::X)).flat_map(|theta| theta.to_le_bytes()).collect()
}
