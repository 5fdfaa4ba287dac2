//! Whether the cells of a map hold what a race of the library does.

use downhill::race::{Outcome, Race};
use downhill::scene::Scene;
use page_tests::Page;
use serde::Deserialize;
use serde_json::{Value, json};

use super::remote::call;

/// What a map holds, row by row, and the numbers along its axes.
#[derive(Deserialize)]
struct Cells {
    across: Axis,
    up: Option<Axis>,
    settled: Vec<i64>,
    ended: Vec<i64>,
    value: Vec<String>,
}

#[derive(Deserialize)]
struct Axis {
    id: String,
    values: Vec<f64>,
}

/// What came of holding the cells of a map against races.
pub struct Agreement {
    /// How many cells there are.
    pub cells: usize,
    /// In how many the verdict is another, or its step.
    pub other_verdicts: usize,
    /// In how many J at the end is off by more than rounding, where the verdict is the same.
    pub other_values: usize,
}

/// Asks the page for a map, in this form or of its engine, and races each cell of it. None where the page has none.
pub fn agreement(page: &Page, spec: &Value, form: Option<&str>) -> Option<Agreement> {
    let cells: Option<Cells> = call(page, "cells", &[spec.clone(), json!(form)]);
    let cells = cells?;
    let told = |key: &str| spec[key].as_str().unwrap().to_owned();
    let (loss, optimiser) = (told("loss"), told("optimiser"));
    let columns = cells.across.values.len();
    let mut agreement = Agreement { cells: cells.settled.len(), other_verdicts: 0, other_values: 0 };
    for place in 0..cells.settled.len() {
        let mut run = format!("{optimiser},{}:{}", cells.across.id, cells.across.values[place % columns]);
        if let Some(up) = &cells.up {
            run = format!("{run},{}:{}", up.id, up.values[place / columns]);
        }
        let scene = Scene::read(&format!("loss={loss}&steps={}&run={run}", spec["steps"])).0;
        let mut race = Race::new(&scene);
        while !race.advance(usize::MAX) {}
        let track = &race.tracks()[0];
        let verdict = race.verdicts(scene.steps).remove(0);
        let expected = match verdict.outcome {
            Outcome::Settled { step, .. } => (step as i64, 0),
            Outcome::Ended { step, .. } => (-1, step as i64),
            Outcome::UnderWay { .. } => (-1, 0),
        };
        let value = race.loss().value(track.theta(track.last()));
        let told: f64 = cells.value[place].parse().unwrap_or(f64::NAN);
        if (cells.settled[place], cells.ended[place]) != expected {
            agreement.other_verdicts += 1;
        } else if expected.1 == 0 && (told - value).abs() > 1e-9 * value.abs().max(1e-9) {
            agreement.other_values += 1;
        }
    }
    Some(agreement)
}
