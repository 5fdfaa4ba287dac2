//! Learning-rate schedules: their numbers against PyTorch's, their text, and what a race makes of them.
#![allow(clippy::unwrap_used, missing_docs)]

#[allow(dead_code)]
mod common;

use std::fs;

use common::{raced, scene};
use downhill::scene::{Action, Scene};
use downhill::schedule::{self, Schedule};
use serde_json::Value;

/// θ of the only run after each step, down J = θ² from 3.
fn path(text: &str) -> Vec<f64> {
    raced(&scene(text)).tracks()[0].thetas().map(|theta| theta.x).collect()
}

#[test]
fn every_schedule_has_pytorchs_learning_rates() {
    let file = format!("{}/tests/data/schedules.json", env!("CARGO_MANIFEST_DIR"));
    let data: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let mut seen = Vec::new();
    for case in data["cases"].as_array().unwrap() {
        let kind = schedule::ALL.iter().find(|kind| kind.id == case["schedule"].as_str().unwrap()).unwrap();
        seen.push(kind.id);
        let mut values = kind.defaults();
        for (value, given) in values.iter_mut().zip(case["values"].as_array().unwrap()) {
            *value = given.as_f64().unwrap();
        }
        let (schedule, lr) = ((kind.with)(&values), case["lr"].as_f64().unwrap());
        for (made, expected) in case["rates"].as_object().unwrap() {
            let (rate, expected) = (schedule.rate(lr, made.parse().unwrap(), 1000), expected.as_f64().unwrap());
            // PyTorch goes from each rate to the next, and its rounding errors add up; ours is worked out anew.
            let near = (rate - expected).abs() <= 1e-11 * lr.max(expected);
            assert!(near, "{rate} is not {expected} after {made} steps of {schedule:?}");
        }
    }
    assert!(schedule::ALL.iter().all(|kind| seen.contains(&kind.id)));
}

#[test]
fn gradient_descent_with_a_schedule_is_a_product() {
    for (text, schedule) in [
        ("step:7:0.5", Schedule::Step { every: 7, factor: 0.5 }),
        ("exponential:0.95", Schedule::Exponential { factor: 0.95 }),
        ("cosine", Schedule::Cosine { over: 0, least: 0.0 }),
        ("cosine:20:0.01", Schedule::Cosine { over: 20, least: 0.01 }),
        ("warm-up:10:15:0.02:0.5", Schedule::WarmUp { steps: 10, over: 15, least: 0.02, from: 0.5 }),
    ] {
        let path = path(&format!("steps=60&run=gd,lr:0.3,schedule:{text}"));
        let mut theta = 3.0;
        for (made, ours) in path.iter().enumerate() {
            assert!((ours - theta).abs() <= 1e-14 * theta, "{ours} is not {theta} after {made} steps of {text}");
            theta *= 1.0 - 2.0 * schedule.rate(0.3, made, 60);
        }
        assert_eq!(path.len(), 61);
    }
}

#[test]
fn a_change_midway_is_what_the_schedule_goes_on_from() {
    let path = path("steps=30&run=gd,lr:0.1,schedule:step:10:0.5&change=15,lr:0.4");
    let rate = |made: usize| (path[made] - path[made + 1]) / (2.0 * path[made]);
    for (made, expected) in [(0, 0.1), (9, 0.1), (10, 0.05), (14, 0.05), (15, 0.2), (19, 0.2), (20, 0.1)] {
        assert!((rate(made) - expected).abs() < 1e-12, "{} after {made}", rate(made));
    }
}

#[test]
fn a_schedule_acts_on_every_optimiser_and_on_its_own_run_only() {
    for optimiser in downhill::optimiser::ALL {
        let text = |schedule: &str| format!("loss=bowl&steps=9&run={}{schedule}&run=gd", optimiser.id);
        let (plain, scheduled) = (raced(&scene(&text(""))), raced(&scene(&text(",schedule:warm-up:5"))));
        assert!(plain.tracks()[1].thetas().eq(scheduled.tracks()[1].thetas()));
        assert!(plain.tracks()[0].thetas().ne(scheduled.tracks()[0].thetas()), "{optimiser:?}");
    }
}

#[test]
fn what_a_rule_begins_with_is_what_its_first_step_is_made_with() {
    for (text, first) in [
        ("run=rprop,lr:0.2", 0.2),
        ("run=rprop,lr:0.2,schedule:warm-up:10:0:0:0.5", 0.1),
        ("run=rprop,lr:0.2&change=0,lr:0.3", 0.3),
    ] {
        let path = path(&format!("start=3&steps=1&{text}"));
        assert!((path[0] - path[1] - first).abs() < 1e-15, "{text}: {path:?}");
    }
}

#[test]
fn the_race_is_the_same_however_it_is_cut_into_frames() {
    let scene = scene("steps=500&run=adam,schedule:cosine:90&run=adagrad,schedule:step:33&change=100,lr:0.05");
    let whole = raced(&scene);
    for most in [2, 14, 100_000] {
        let mut race = downhill::race::Race::new(&scene);
        while !race.advance(most) {}
        for (a, b) in race.tracks().iter().zip(whole.tracks()) {
            assert!(a.thetas().eq(b.thetas()));
        }
    }
}

#[test]
fn what_is_written_is_what_differs_from_the_defaults() {
    for (text, written) in [
        ("schedule:constant", ""),
        ("schedule:cosine", ",schedule:cosine"),
        ("schedule: cosine :0:0", ",schedule:cosine"),
        ("schedule:cosine:300:0.02", ",schedule:cosine:300:0.02"),
        ("schedule:cosine:0:0.25", ",schedule:cosine:0:0.25"),
        ("schedule:step:100:0.1", ",schedule:step:100:0.1"),
        ("schedule:step:10:0.5", ",schedule:step:10"),
        ("schedule:warm-up:50:0:0:0.2", ",schedule:warm-up:50:0:0:0.2"),
        ("schedule:step,schedule:exponential:0.9", ",schedule:exponential:0.9"),
    ] {
        assert_eq!(scene(&format!("run=adam,{text}")).write(), format!("run=adam{written}"));
    }
}

#[test]
fn what_is_wrong_is_named_and_the_run_is_kept() {
    for (text, problem) in [
        ("linear", "no such schedule; expected one of constant, step, exponential, cosine, warm-up"),
        ("", "no such schedule; expected one of constant, step, exponential, cosine, warm-up"),
        ("step:abc", "not a number"),
        ("step:", "a number is missing"),
        ("step:0", "expected a whole number from 1 to 1000000"),
        ("step:10:-1", "expected a number of 0 or more"),
        ("cosine:2.5", "expected a whole number from 0 to 1000000"),
        ("warm-up:10:0:0:1", "expected a number above 0 and below 1"),
        ("cosine:1:2:3", "expected no more than schedule:cosine:over:least"),
        ("constant:1", "expected no more than schedule:constant"),
    ] {
        let (scene, problems) = Scene::read(&format!("run=adam,lr:0.1,schedule:{text},beta1:0.5"));
        assert_eq!(problems.len(), 1, "{text}");
        assert!(problems[0].trouble.to_string().starts_with(problem), "{text}: {}", problems[0]);
        assert_eq!(scene.write(), "run=adam,lr:0.1,beta1:0.5", "{text}");
    }
}

#[test]
fn a_reset_takes_schedules_back() {
    let mut scene = scene("run=adam,lr:1,schedule:cosine");
    scene.apply(Action::Reset).unwrap();
    assert_eq!(scene.write(), "run=adam");
}
