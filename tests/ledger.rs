//! The ledgers: whatever a step says of itself multiplies out.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

#[allow(dead_code)]
mod common;
#[path = "common/evaluate.rs"]
mod evaluate;

use common::{raced, scene};
use downhill::equation::{self, Ledger};
use downhill::hyperparameter::Domain;
use downhill::optimiser::{self, Description};
use downhill::point::Axis;
use downhill::race::Race;
use downhill::scene::{Run, Scene};
use evaluate::{Value, right_side};

/// Where the optimisers are sent: along a line and over planes, from far off, from near a minimum, and from one.
const WAYS: [&str; 6] = [
    "start=3",
    "loss=double-well&start=0.6",
    "start=0",
    "loss=bowl",
    "loss=himmelblau&start=-1,2",
    "loss=himmelblau&start=2.99,2.01",
];

/// The settings that every optimiser is tried with: its defaults; every part of its rule that may be left out; each
/// part that is left out only when asked.
fn settings(optimiser: &'static Description) -> Vec<Run> {
    let with = |value: &dyn Fn(Domain, f64) -> f64| {
        let mut run = Run::new(optimiser);
        run.values = optimiser.hyperparameters.iter().map(|h| value(h.domain, h.default)).collect();
        run
    };
    let mut runs = vec![
        Run::new(optimiser),
        with(&|domain, default| match domain {
            Domain::Switch => 1.0,
            _ if default == 0.0 => 0.1,
            _ => default,
        }),
        with(&|domain, default| if domain == Domain::Switch { 0.0 } else { default }),
    ];
    if let Some((place, _)) = optimiser.hyperparameter("weight_decay") {
        runs.push(Run::new(optimiser));
        runs[3].values[place] = 0.0;
    }
    runs
}

/// Calls `each` with the ledgers of a run down every way, with every setting.
fn ledgers(optimiser: &'static Description, mut each: impl FnMut(&Scene, &Race, usize, &Ledger)) {
    for way in WAYS {
        for run in settings(optimiser) {
            let scene = Scene { runs: vec![run], ..scene(way) };
            let race = raced(&scene);
            for step in (1..=60).chain([100, 200, 300]) {
                // A run down a quadratic by Newton's method ends early.
                if let Some(ledger) = race.ledger(&scene, 0, step) {
                    each(&scene, &race, step, &ledger);
                }
            }
        }
    }
}

#[test]
fn every_line_multiplies_out() {
    for optimiser in optimiser::ALL {
        ledgers(optimiser, |scene, _, step, ledger| {
            for line in &ledger.lines {
                let latex = line.equation.latex;
                let at = || format!("{latex} of {optimiser:?} at step {step} of {}", scene.write());
                let symbols = line.equation.symbols().zip(&line.values);
                let values: Vec<(&str, Value)> = symbols
                    .map(|((symbol, _), value)| {
                        let value = value.unwrap_or_else(|| panic!("nobody says what {symbol} is in {}", at()));
                        (symbol, value.into())
                    })
                    .collect();
                let right = right_side(latex, &values, scene.loss.dimensions());
                assert!(right.is(&values[0].1), "{} is not {right:?} in {}", values[0].0, at());
            }
        });
    }
}

#[test]
fn a_number_that_is_wrong_in_the_ninth_place_does_not_multiply_out() {
    let (latex, lr) = (r"\theta_t = \theta_{t-1} - \alpha \cdot g_t", 0.01);
    for (next, right) in [(2.94, true), (2.940_000_01, false), (f64::NAN, false)] {
        let values = [(r"\theta_t", next), (r"\theta_{t-1}", 3.0), (r"\alpha", lr), ("g_t", 6.0)];
        let values = values.map(|(symbol, number)| (symbol, Value::from(number)));
        assert_eq!(right_side(latex, &values, 1).is(&values[0].1), right, "{next}");
    }
}

#[test]
fn every_line_that_was_authored_is_taken_by_some_step() {
    let mut never = equation::ALL.to_vec();
    for optimiser in optimiser::ALL {
        ledgers(optimiser, |_, _, _, ledger| {
            never.retain(|latex| ledger.lines.iter().all(|line| line.equation.latex != *latex));
        });
    }
    assert!(never.is_empty(), "no step takes these lines, or their file is not in the list: {never:?}");
}

#[test]
fn the_last_line_is_theta_as_the_race_has_it() {
    for optimiser in optimiser::ALL {
        ledgers(optimiser, |scene, race, step, ledger| {
            let theta = race.tracks()[0].theta(step);
            for axis in Axis::of(scene.loss.dimensions()) {
                let mine = |line: &&downhill::equation::Line| line.axis.is_none_or(|of| of == *axis);
                let last = ledger.lines.iter().rfind(mine).unwrap();
                let value = match last.values[0].unwrap() {
                    downhill::equation::Quantity::Number(number) => number,
                    downhill::equation::Quantity::Vector(point) => point[*axis],
                    downhill::equation::Quantity::Matrix(_) => panic!("θ is no matrix"),
                };
                assert_eq!(value.to_bits(), theta[*axis].to_bits(), "{optimiser:?} at step {step}");
            }
        });
    }
}

#[test]
fn a_ledger_has_the_settings_of_its_step() {
    let scene = scene("steps=40&run=gd,lr:0.1,schedule:step:10:0.5&change=15,lr:0.4");
    let race = raced(&scene);
    let rate = |step| {
        let ledger = race.ledger(&scene, 0, step).unwrap();
        let line = ledger.lines.last().unwrap().clone();
        let place = line.equation.symbols().position(|(symbol, _)| symbol == r"\alpha").unwrap();
        line.values[place].unwrap()
    };
    // In any order, and whether or not the momentum was asked for in between.
    for (step, expected) in [(40, 0.05), (1, 0.1), (10, 0.1), (11, 0.05), (15, 0.05), (16, 0.2), (21, 0.1), (20, 0.2)] {
        let _ = race.momentum(&scene, 0, step);
        assert_eq!(rate(step), expected.into(), "at step {step}");
    }
}

#[test]
fn there_is_no_ledger_where_there_is_no_step() {
    let scene = scene("steps=50&run=gd&run=gd,lr:1e200");
    let race = raced(&scene);
    assert!(race.ledger(&scene, 0, 50).is_some());
    assert_eq!(race.ledger(&scene, 0, 0), None);
    assert_eq!(race.ledger(&scene, 0, 51), None);
    assert_eq!(race.ledger(&scene, 1, 40), None, "it has left the numbers by then");
    assert_eq!(race.ledger(&scene, 2, 1), None);
    let long = common::scene("steps=100000&run=gd");
    assert_eq!(raced(&long).ledger(&long, 0, 100_000), None, "that takes longer than a frame");
}
