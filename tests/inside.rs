//! What is kept of the insides of optimisers, and what is said beside its chart.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{raced, scene};
use downhill::chart::note;
use downhill::point::Axis;
use downhill::race::{Extent, Race};
use downhill::scene::{Action, Effect, Inside};

/// What is kept of a run at each step from `from` to the end.
fn kept(race: &Race, run: usize, axis: Axis, from: usize) -> Vec<f64> {
    (from..=race.steps()).map(|step| race.tracks()[run].inside(axis, step)).collect()
}

#[test]
fn adagrads_step_size_falls_with_every_step() {
    let race = raced(&scene("run=adagrad&inside=scale"));
    let sizes = kept(&race, 0, Axis::X, 1);
    assert!((sizes[0] - 0.01 / 6.0).abs() < 1e-12, "α/√G, with G = 6²");
    assert!(sizes.windows(2).all(|pair| pair[1] < pair[0]));
    assert!(sizes[999] < sizes[0] / 20.0);
}

#[test]
fn adams_first_step_size_is_what_the_formula_says_with_and_without_correction() {
    let race = raced(&scene("run=adam&run=adam,correction:0&inside=scale"));
    // G = (1 − β₂)·6²; corrected, 6².
    for (run, root) in [(0, 6.0), (1, 6.0 * 0.001_f64.sqrt())] {
        let expected = 0.01 / (root + 1e-8);
        assert!((kept(&race, run, Axis::X, 1)[0] - expected).abs() < 1e-12 * expected.max(1.0), "run {run}");
    }
}

#[test]
fn a_step_is_as_long_as_its_velocity_times_its_size() {
    // In each coordinate; of Adam the mean is corrected before it is scaled.
    let text = "loss=bowl&steps=60&run=momentum&run=adam,lr:0.1&inside=";
    let [sizes, velocities, lengths] =
        ["scale", "velocity", "length"].map(|inside| raced(&scene(&format!("{text}{inside}"))));
    for (run, beta) in [(0, 0.0_f64), (1, 0.9)] {
        for step in 1..=60 {
            let along = |axis| {
                let of = |race: &Race| race.tracks()[run].inside(axis, step);
                of(&sizes) * of(&velocities) / (1.0 - beta.powi(i32::try_from(step).unwrap()))
            };
            let length = lengths.tracks()[run].inside(Axis::X, step);
            assert!((along(Axis::X).hypot(along(Axis::Y)) - length).abs() <= 1e-9 * length.max(1e-3), "{run}, {step}");
        }
    }
}

#[test]
fn the_gradient_has_a_norm_at_the_start_and_a_step_has_none_there() {
    let [gradient, length] = ["gradient", "length"].map(|inside| raced(&scene(&format!("loss=bowl&inside={inside}"))));
    assert_eq!(gradient.tracks()[0].inside(Axis::X, 0), 4.0_f64.hypot(50.0));
    assert!(length.tracks()[0].inside(Axis::X, 0).is_nan());
}

#[test]
fn what_is_inside_is_kept_only_while_it_is_asked_for() {
    let mut scene = scene("steps=50");
    let mut race = raced(&scene);
    assert_eq!((race.inside(), race.tracks()[0].inside_extent(Axis::X, 0, 51)), (None, Extent::NONE));
    for inside in [Some(Inside::Length), None] {
        assert_eq!(scene.apply(Action::Inside(inside)), Ok(Effect::Race));
        race.replay(&scene);
        while !race.advance(7) {}
        assert_eq!(race.inside(), inside);
        assert_eq!(race.tracks()[0].inside(Axis::X, 50).is_nan(), inside.is_none());
    }
}

#[test]
fn looking_inside_leaves_the_race_as_it_is() {
    let plain = raced(&scene("loss=rosenbrock"));
    for inside in Inside::ALL {
        let race = raced(&scene(&format!("loss=rosenbrock&inside={}", inside.id())));
        assert!(race.tracks().iter().zip(plain.tracks()).all(|(a, b)| a.thetas().eq(b.thetas())));
    }
}

#[test]
fn runs_without_such_a_number_are_named() {
    let told = |text: &str| {
        let scene = scene(text);
        note(&scene, &raced(&scene))
    };
    assert_eq!(told("run=gd&run=adam&run=newton"), "");
    assert_eq!(told("run=gd&run=adam&run=newton&inside=scale"), "no such number: Newton");
    assert_eq!(told("run=gd&run=adam&run=newton&inside=velocity"), "no such number: Gradient descent, Newton");
    assert_eq!(told("run=gd&run=adam&run=newton&inside=velocity&hide=1"), "no such number: Newton");
    assert_eq!(told("run=newton&inside=gradient"), "");
}

#[test]
fn a_race_that_is_too_long_says_so() {
    let scene = scene("steps=1000000&run=gd&run=momentum&run=adam&inside=scale");
    let race = Race::new(&scene);
    assert_eq!(race.inside(), None);
    assert_eq!(note(&scene, &race), "only for races of at most 2\u{2009}000\u{2009}000 steps over all runs");
}
