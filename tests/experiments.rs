//! What each experiment says is to be seen, held against its race.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{raced, scene};
use downhill::experiment;
use downhill::point::{Axis, Point};
use downhill::race::{Outcome, Overshoot, Race, Verdict};
use downhill::scene::Scene;

/// An experiment's scene with its race made to the end.
struct Seen {
    scene: Scene,
    race: Race,
}

/// The experiment with this id, which has these runs.
#[track_caller]
fn seen(id: &str, runs: &[&str]) -> Seen {
    let experiment = experiment::ALL.iter().find(|experiment| experiment.id == id).unwrap();
    let scene = scene(experiment.scene);
    assert_eq!(scene.names(), runs);
    let race = raced(&scene);
    Seen { scene, race }
}

impl Seen {
    fn theta(&self, run: usize, step: usize) -> Point {
        self.race.tracks()[run].theta(step)
    }

    fn verdict(&self, run: usize) -> Verdict {
        self.race.verdicts(self.scene.steps).swap_remove(run)
    }

    /// The step from which a run has settled, and J at its minimum.
    fn settled(&self, run: usize) -> Option<(usize, f64)> {
        match self.verdict(run).outcome {
            Outcome::Settled { step, minimum, .. } => Some((step, minimum.value)),
            _ => None,
        }
    }

    /// The steps at which the runs have settled, in order; none for those that have not.
    fn steps(&self) -> Vec<Option<usize>> {
        (0..self.scene.runs.len()).map(|run| self.settled(run).map(|(step, _)| step)).collect()
    }

    /// Where a run was farthest past the minimum.
    fn overshoot(&self, run: usize) -> Option<Overshoot> {
        self.verdict(run).overshoot
    }

    /// Where a run is at the end.
    fn end(&self, run: usize) -> Point {
        self.theta(run, self.scene.steps)
    }
}

/// Whether `number` is what is said of it, to the last digit that is said.
fn is(number: f64, said: f64, digit: f64) -> bool {
    (number - said).abs() <= digit / 2.0
}

#[test]
fn momentum_turns_back_at_step_23_and_gradient_descent_never_overshoots() {
    let seen = seen("overshoot", &["Gradient descent", "Momentum", "Nesterov"]);
    assert_eq!(seen.overshoot(0), None);
    let momentum = seen.overshoot(1).unwrap();
    assert!(momentum.step == 23 && is(momentum.theta.x, -0.885, 1e-3));
    assert!(is(seen.overshoot(2).unwrap().theta.x, -0.687, 1e-3));
    assert_eq!(seen.steps()[..2], [Some(228), Some(79)]);
}

#[test]
fn momentum_rolls_over_the_hill_and_nesterov_falls_back() {
    let seen = seen("hill", &["Gradient descent", "Nesterov", "Momentum"]);
    for (run, well) in [(0, 1.131), (1, 1.131), (2, -1.301)] {
        assert!(seen.settled(run).is_some());
        // Momentum still swings a little at step 100.
        assert!(is(seen.end(run).x, well, if run == 2 { 0.02 } else { 1e-3 }));
    }
    assert!(seen.settled(2).unwrap().1 < seen.settled(0).unwrap().1);
    // Nesterov does get on its way to the deeper one.
    assert!(seen.overshoot(1).unwrap().theta.x < 0.3);
}

#[test]
fn below_the_edge_swings_fade_and_beyond_it_they_grow() {
    let seen = seen("edge", &["Gradient descent #1", "Gradient descent #2", "Gradient descent #3"]);
    assert_eq!(seen.steps(), [Some(1), Some(44), None]);
    for (run, factor) in [(0, 0.0), (1, -0.9), (2, -1.1)] {
        for step in 0..50 {
            let (here, next) = (seen.theta(run, step).x, seen.theta(run, step + 1).x);
            assert!((next - factor * here).abs() <= 1e-12 * here.abs());
        }
    }
    assert!(is(seen.end(2).x, 352.0, 1.0));
}

#[test]
fn along_the_ravine_gradient_descent_goes_little_of_the_way_in_a_step() {
    let seen = seen("ravine", &["Gradient descent", "Momentum"]);
    assert_eq!(seen.steps(), [Some(248), Some(83)]);
    assert!((0..300).all(|step| is(seen.theta(0, step + 1).x / seen.theta(0, step).x, 1.0 - 0.018, 1e-9)));
    let beyond = raced(&scene("loss=bowl,kappa:100&run=gd,lr:0.021"));
    assert!(beyond.tracks()[0].theta(300).y.abs() > 1e6, "no α above 2/κ holds");
}

#[test]
fn adam_leaves_the_saddle_before_momentum_and_that_before_gradient_descent() {
    let seen = seen("saddle", &["Gradient descent", "Momentum", "Adam"]);
    assert_eq!(seen.scene.start.y, 0.0001);
    assert_eq!(seen.steps(), [Some(221), Some(109), Some(76)]);
    assert!(seen.theta(0, 120).length() < 0.1, "it lingers at the saddle");
}

#[test]
fn adagrad_stands_where_rmsprop_arrives() {
    let seen = seen("stall", &["Adagrad #1", "Adagrad #2", "RMSprop"]);
    assert_eq!(seen.steps(), [None, Some(17), Some(402)]);
    assert!(is(seen.end(0).x, 2.406, 1e-3));
}

#[test]
fn rmsprop_ends_hopping_between_plus_and_minus_half_its_learning_rate() {
    let seen = seen("floor", &["RMSprop #1", "RMSprop #2", "RMSprop #3"]);
    for (run, half) in [(0, 0.05), (1, 0.01)] {
        for step in 900..1000 {
            let (here, next) = (seen.theta(run, step).x, seen.theta(run, step + 1).x);
            assert!(is(here.abs(), half, 1e-6) && here * next < 0.0, "run {run} is at {here}");
        }
    }
    assert!((100..600).all(|step| seen.theta(2, step).length() < 1e-12), "it comes nearer");
    let thrown = seen.overshoot(2).unwrap();
    assert!(thrown.step == 771 && is(thrown.theta.x, -0.712, 1e-3));
}

#[test]
fn without_its_correction_adam_begins_with_too_long_steps() {
    let seen = seen("correction", &["Adam #1", "Adam #2"]);
    let first = |run| seen.theta(run, 0).x - seen.theta(run, 1).x;
    assert!(is(first(0) / 0.1, 1.0, 1e-6) && is(first(1) / 0.1, 3.16, 1e-2));
    assert!(seen.theta(1, 1).x - seen.theta(1, 2).x > first(1), "the next are longer still");
    assert!(is(seen.overshoot(0).unwrap().theta.x, -0.177, 1e-3));
    assert!(is(seen.overshoot(1).unwrap().theta.x, -1.41, 1e-2));
}

#[test]
fn adam_with_a_large_epsilon_follows_slow_momentum() {
    let seen = seen("epsilon", &["Adam #1", "Momentum", "Adam #2"]);
    assert_eq!(seen.steps(), [Some(179), Some(177), Some(76)]);
    let apart = (0..=300).map(|step| seen.theta(0, step).distance(seen.theta(1, step))).fold(0.0, f64::max);
    assert!(apart < 0.05, "{apart}");
}

#[test]
fn at_a_kink_all_signs_hop_for_ever_but_rprops() {
    let seen = seen("kink", &["Gradient descent", "signSGD", "Lion", "Rprop"]);
    assert!((0..=150).all(|step| seen.theta(0, step) == seen.theta(1, step)));
    for (run, since) in [(0, 31), (1, 31), (2, 100)] {
        for step in since..150 {
            let (here, next) = (seen.theta(run, step).x, seen.theta(run, step + 1).x);
            assert!(is(here.abs(), 0.05, 1e-9) && here * next < 0.0, "run {run} is at {here}");
        }
    }
    assert!(is(seen.overshoot(2).unwrap().theta.x, -1.45, 1e-2));
    assert_eq!(seen.steps(), [None, None, None, Some(19)]);
}

#[test]
fn adams_decay_is_scaled_and_that_of_adamw_is_not() {
    let seen = seen("decay", &["Adam", "AdamW"]);
    assert!(is(seen.end(0).x, 1.0, 1e-3) && is(seen.end(0).y, 1.923, 1e-3));
    // There the slope of J + λθ²/2 vanishes.
    let slope = seen.scene.loss.slope(seen.end(0)).gradient + seen.end(0) * 2.0;
    assert!(slope.length() < 1e-6);
    assert!(seen.end(1).distance(Point::new(0.5, 0.5)) < 0.02);
}

#[test]
fn amsgrad_stays_where_adam_is_thrown_out_again() {
    let seen = seen("calm", &["Adam", "AMSGrad"]);
    assert!(is(seen.theta(0, 503).length(), 1e-12, 1e-12) && is(seen.theta(0, 727).length(), 0.24, 1e-2));
    assert!((503..=800).all(|step| seen.theta(1, step).length() < 1e-9));
    for axis in [Axis::X, Axis::Y] {
        let inside = |run: usize, step| seen.race.tracks()[run].inside(axis, step);
        assert!(inside(0, 560) > 15.0 * inside(0, 10), "Adam's step size grows");
        assert!(is(inside(1, 800) / inside(1, 500), 1.0, 1e-2), "AMSGrad's does not");
    }
}

#[test]
fn newton_crosses_the_narrowest_ravine_in_one_step() {
    let seen = seen("newton", &["Newton", "Gradient descent"]);
    assert_eq!(seen.steps(), [Some(1), None]);
    assert!(is(seen.end(1).length(), 2.963, 1e-3));
}

#[test]
fn newton_stays_at_the_saddle_and_with_damping_it_leaves() {
    let seen = seen("lost", &["Newton #1", "Newton #2", "Gradient descent"]);
    assert_eq!(seen.steps(), [None, Some(12), Some(126)]);
    assert!((5..=200).all(|step| seen.theta(0, step).length() < 1e-9));
}

#[test]
fn every_experiment_is_short_to_read() {
    assert!(experiment::ALL.len() >= 10);
    for experiment in experiment::ALL {
        let letters = experiment.title.len() + experiment.question.len() + experiment.look_for.len();
        assert!(letters <= 420 && experiment.title.len() <= 26, "{}: {letters}", experiment.id);
    }
}
