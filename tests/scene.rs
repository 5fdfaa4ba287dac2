//! A scene's text, both ways.
#![allow(clippy::unwrap_used, missing_docs)]

use downhill::optimiser::{self, Knob};
use downhill::scene::{Action, Effect, MOST_RUNS, MOST_STEPS, Run, Scene};
use downhill::{loss, scene};
use proptest::prelude::*;

fn read(text: &str) -> (Scene, Vec<String>) {
    let (scene, problems) = Scene::read(text);
    (scene, problems.iter().map(ToString::to_string).collect())
}

#[test]
fn an_empty_scene_is_the_articles_experiment() {
    let (scene, problems) = read("");
    assert!(problems.is_empty());
    assert_eq!((scene.loss.id, scene.start, scene.steps, scene.at), ("square", 3.0, 1000, 1000));
    let runs: Vec<&str> = scene.runs.iter().map(|run| run.optimiser.id).collect();
    assert_eq!(runs, ["gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"]);
    assert!(scene.runs.iter().all(|run| run.values[0] == 0.01));
}

#[test]
fn every_key_is_read() {
    let text = "loss=double-well&start=-1.5&steps=50&run=adam,lr:0.1,beta1:0.5&run=adam&at=7&change=20,lr:1,eps:0\
                &hide=2&from=here&scale=linear&speed=0.25";
    let (scene, problems) = read(text);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!((scene.loss.id, scene.start, scene.steps, scene.at), ("double-well", -1.5, 50, 7));
    assert_eq!(scene.runs[0].values, [0.1, 0.5, 0.999, 1e-8, 0.0]);
    assert_eq!(scene.names(), ["Adam #1", "Adam #2"]);
    assert!(scene.runs[0].shown && !scene.runs[1].shown);
    assert_eq!(scene.changes.len(), 2);
    assert!(scene.from_here && scene.scale == scene::LossScale::Linear && scene.speed == 0.25);
    assert_eq!(read(&scene.write()), (scene, vec![]));
}

#[test]
fn percent_encoding_is_decoded_and_plus_is_a_plus() {
    assert_eq!(read("#run=adam%2Clr%3A1e%2D3&start=+2").0, read("run=adam,lr:1e-3&start=2").0);
    assert_eq!(read("loss%3Dripple&start=2").0, read("loss=ripple&start=2").0);
    assert_eq!(read("start=%FF").1, ["start=%FF: the percent-encoding does not spell text (UTF-8)"]);
}

#[test]
fn what_is_wrong_is_named_and_the_rest_is_kept() {
    for (text, problem, kept) in [
        ("colour=red&start=1", "colour=red: no such key; expected one of loss, start,", "start=1"),
        ("start=1&rubbish", "rubbish: expected a key, “=” and a value", "start=1"),
        ("start=1&run=foo&run=adam", "run=foo: no such optimiser; expected one of gd, momentum,", "start=1&run=adam"),
        ("start=1&run=foo", "run=foo: no such optimiser", "start=1"),
        ("run=adam,lr:-1,beta1:0.5", "run=adam,lr:-1,beta1:0.5: expected a number of 0 or more", "run=adam,beta1:0.5"),
        ("run=adam,lr:abc", "run=adam,lr:abc: not a number", "run=adam"),
        ("run=adam,beta:0.5", "run=adam,beta:0.5: adam has no such hyperparameter; it has lr, beta1,", "run=adam"),
        ("run=adam,beta2:1", "run=adam,beta2:1: expected a number from 0 up to, but not including, 1", "run=adam"),
        ("run=rmsprop,centered:0.5", "run=rmsprop,centered:0.5: expected 0 or 1", "run=rmsprop"),
        ("run=adam,lr", "run=adam,lr: expected a name, “:” and a number", "run=adam"),
        ("loss=cube&start=1", "loss=cube: no such loss; expected one of square, double-well,", "start=1"),
        ("loss=ripple,kappa:3", "loss=ripple,kappa:3: this loss has no parameter of that name", "loss=ripple"),
        ("start=1,2&steps=5", "start=1,2: this loss has one dimension; expected one number", "steps=5"),
        ("start=1e200", "start=1e200: J is not finite at θ = 1e200", ""),
        ("steps=0&start=1", "steps=0: expected a whole number from 1 to 1\u{2009}000\u{2009}000", "start=1"),
        ("steps=2.5", "steps=2.5: expected a whole number", ""),
        ("steps=1e7", "steps=1e7: expected a whole number", ""),
        ("at=2000", "at=2000: expected a whole number from 0 to 1000", ""),
        ("start=1&start=2", "start=2: stands here a second time; the first one counts", "start=1"),
        ("change=20,alpha:1", "change=20,alpha:1: no such setting; expected one of lr, beta, beta2, eps", ""),
        ("change=20", "change=20: expected a name, “:” and a number", ""),
        ("change=1000,lr:1", "change=1000,lr:1: expected a whole number from 0 to 999", ""),
        ("hide=7", "hide=7: expected a whole number from 1 to 6", ""),
        ("scale=sqrt", "scale=sqrt: expected one of log, linear", ""),
        ("speed=3", "speed=3: expected one of 0.25, 0.5, 1, 2, 4", ""),
    ] {
        let (scene, problems) = read(text);
        assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        assert!(problems[0].starts_with(problem), "{text}: {}", problems[0]);
        assert_eq!(scene.write(), kept, "{text}");
    }
}

#[test]
fn more_than_fits_into_memory_is_refused_with_the_sum() {
    let text = format!("steps={MOST_STEPS}{}", "&run=gd".repeat(20));
    let (scene, problems) = read(&text);
    assert_eq!(scene.steps, 800_000);
    assert!(
        problems[0].starts_with("steps=1000000: 20 runs of 1\u{2009}000\u{2009}000 steps are 20\u{2009}000"),
        "{}",
        problems[0]
    );
    let (scene, problems) = read(&"run=gd&".repeat(MOST_RUNS + 5));
    assert_eq!((scene.runs.len(), problems.len()), (MOST_RUNS, 1));
}

#[test]
fn changes_may_stand_in_any_order() {
    let scene = read("change=120,lr:0.1&change=50,lr:0.2").0;
    assert_eq!(scene.write(), "change=50,lr:0.2&change=120,lr:0.1");
}

#[test]
fn a_knob_sets_every_run_that_has_it() {
    let mut scene = Scene::default();
    assert_eq!(scene.apply(Action::Turn(Knob::Momentum, 0.5)), Ok(Effect::Race));
    assert_eq!(
        scene.write(),
        "run=gd&run=momentum,beta:0.5&run=nesterov,beta:0.5&run=adagrad&run=rmsprop&run=adam,beta1:0.5"
    );
    let memory: Vec<_> = scene.knob_values(Knob::SquareMemory, 0);
    assert_eq!(memory, [(4, 0.99), (5, 0.999)]);
}

#[test]
fn a_refused_action_changes_nothing() {
    for action in [Action::Turn(Knob::Momentum, 1.0), Action::Turn(Knob::LearningRate, -1.0), Action::Start(1e200)] {
        let mut scene = Scene::default();
        assert!(scene.apply(action).is_err());
        assert_eq!(scene, Scene::default());
    }
}

#[test]
fn reset_puts_every_setting_back_and_keeps_what_is_compared() {
    let mut scene = read("loss=ripple&start=2&steps=60&run=adam,lr:1&run=gd,lr:2&change=5,lr:3&scale=linear").0;
    scene.apply(Action::Reset).unwrap();
    assert_eq!(scene.write(), "loss=ripple&steps=60&run=adam&run=gd&scale=linear");
}

#[test]
fn from_here_on_at_an_earlier_iteration_replaces_what_came_later() {
    let mut scene = read("change=120,lr:0.1&change=300,beta:0.5&from=here&at=50").0;
    scene.apply(Action::Turn(Knob::LearningRate, 0.2)).unwrap();
    assert_eq!(scene.write(), "change=50,lr:0.2&change=300,beta:0.5&from=here&at=50");
    scene.apply(Action::FromHere(false)).unwrap();
    scene.apply(Action::Turn(Knob::LearningRate, 0.01)).unwrap();
    assert_eq!(scene.write(), "change=300,beta:0.5&at=50");
}

fn any_scene() -> impl Strategy<Value = Scene> {
    let run = (0..optimiser::ALL.len(), prop::collection::vec(0.0..0.999_f64, 8), any::<bool>());
    let run = run.prop_map(|(which, values, shown)| {
        let optimiser = optimiser::ALL[which];
        let values = optimiser.hyperparameters.iter().zip(values);
        let values = values.map(|(h, v)| if h.domain.contains(v) { v } else { v.round() }).collect();
        Run { optimiser, values, shown }
    });
    let runs = prop::collection::vec(run, 1..9);
    let change = (0..50_usize, 0..Knob::ALL.len(), 0.0..0.999_f64);
    let changes = prop::collection::vec(change, 0..6);
    let view = (any::<bool>(), any::<bool>(), 0..scene::SPEEDS.len(), 0..=1_usize);
    (0..loss::ALL.len(), -3.0..3.0_f64, 50..5000_usize, runs, changes, view).prop_map(
        |(which, start, steps, runs, changes, (from_here, log, speed, at))| {
            let loss = loss::ALL[which];
            let mut scene = Scene { loss, start, steps, runs, at: 0, from_here: true, ..Scene::default() };
            for (at, knob, value) in changes {
                scene.at = at;
                scene.apply(Action::Turn(Knob::ALL[knob], value)).unwrap();
            }
            scene.scale = if log { scene::LossScale::Log } else { scene::LossScale::Linear };
            Scene { from_here, speed: scene::SPEEDS[speed], at: at * steps, ..scene }
        },
    )
}

/// Text that looks like a scene, and text that does not.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "loss=", "start=", "steps=", "run=", "at=", "change=", "hide=", "from=", "adam", "gd", "lr", "beta", ":", ",",
        "&", "=", "%", "%5E", "%FF", "1e999", "-1", "0.5", "nan", "1000000", "64", "#", "é", "\u{0}", "square",
        "ripple",
    ]);
    let pieces = prop::collection::vec(piece, 0..200).prop_map(|pieces| pieces.concat());
    prop_oneof![pieces, ".{0,300}"]
}

proptest! {
    #[test]
    fn a_scene_written_and_read_again_is_the_same(scene in any_scene()) {
        let text = scene.write();
        prop_assert_eq!(read(&text), (scene, vec![]), "{}", text);
    }

    #[test]
    fn any_text_gives_a_scene_that_can_be_written(text in any_text()) {
        let (scene, problems) = Scene::read(&text);
        prop_assert_eq!(read(&scene.write()), (scene, vec![]));
        prop_assert!(problems.iter().all(|problem| problem.place.chars().count() < 60 * 10));
    }
}

#[test]
fn sixty_four_kibibytes_of_rubbish_are_read_in_one_pass() {
    // Each of these would take minutes if any of it were read once for each part of it.
    for piece in ["run=gd&", "change=1,lr:1&", "x&", "a=b&", "run=adam,", "lr:1,", "%", "=", "hide=1,1,1,"] {
        let text = piece.repeat(65_536 / piece.len());
        let (scene, _) = Scene::read(&text);
        assert!(scene.runs.len() <= MOST_RUNS && scene.changes.len() <= scene::MOST_CHANGES);
        assert_eq!(read(&scene.write()).0, scene);
    }
}
