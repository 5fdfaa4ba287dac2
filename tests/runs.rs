//! Runs as things: added, copied, named, ordered, tuned, pinned; undone and redone.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use downhill::chart::styles;
use downhill::hyperparameter::Knob;
use downhill::optimiser;
use downhill::palette;
use downhill::race::{GRID, Outcome, Race};
use downhill::scene::{Action, Fair, OnRuns, Scene, Way};
use downhill::stage::Stage;

fn scene(text: &str) -> Scene {
    let (scene, problems) = Scene::read(text);
    assert!(problems.is_empty(), "{problems:?}");
    scene
}

/// The text of a scene after an action on its runs.
fn after(text: &str, what: OnRuns) -> String {
    let mut scene = scene(text);
    scene.apply(Action::Runs(what)).unwrap();
    scene.write()
}

fn stage(text: &str) -> Stage {
    let mut stage = Stage::new(Scene::default());
    stage.open(scene(text), false);
    settle(&mut stage);
    stage
}

fn settle(stage: &mut Stage) {
    for _ in 0..100_000 {
        if !stage.is_moving() {
            return;
        }
        stage.frame(16.0);
    }
    panic!("it never ends");
}

#[test]
fn runs_are_added_copied_moved_and_removed() {
    let adam = optimiser::by_id("adam").unwrap();
    assert_eq!(after("run=gd", OnRuns::Add(adam)), "run=gd&run=adam");
    assert_eq!(after("run=gd,lr:0.1&run=adam,lr:0.2", OnRuns::Copy(0)), "run=gd,lr:0.1&run=gd,lr:0.1&run=adam,lr:0.2");
    assert_eq!(after("run=gd&run=adam", OnRuns::Move(1, Way::Up)), "run=adam&run=gd");
    assert_eq!(after("run=gd&run=adam", OnRuns::Move(0, Way::Up)), "run=gd&run=adam");
    assert_eq!(after("run=gd&run=adam", OnRuns::Move(1, Way::Down)), "run=gd&run=adam");
    assert_eq!(after("run=gd&run=adam", OnRuns::Remove(0)), "run=adam");
    // A race of nobody is none.
    assert_eq!(after("run=gd", OnRuns::Remove(0)), "run=gd");
    assert_eq!(after("run=gd", OnRuns::Remove(7)), "run=gd");
}

#[test]
fn a_run_that_is_added_has_the_learning_rate_that_all_share() {
    let (adam, newton) = (optimiser::by_id("adam").unwrap(), optimiser::by_id("newton").unwrap());
    assert_eq!(after("run=gd,lr:0.1", OnRuns::Add(adam)), "run=gd,lr:0.1&run=adam,lr:0.1");
    assert_eq!(after("run=gd,lr:0.1&run=gd", OnRuns::Add(adam)), "run=gd,lr:0.1&run=gd&run=adam");
    // Newton's is of another kind: the part of the way that is gone.
    assert_eq!(after("run=gd,lr:0.1", OnRuns::Add(newton)), "run=gd,lr:0.1&run=newton");
}

#[test]
fn no_more_runs_are_added_than_there_may_be() {
    let mut full = scene(&"run=gd&".repeat(64));
    let refusal = full.apply(Action::Runs(OnRuns::Copy(0))).unwrap_err();
    assert_eq!(refusal.to_string(), "expected at most 64 runs");
    let mut long = scene(&format!("steps=1000000&{}", "run=gd&".repeat(16)));
    let refusal = long.apply(Action::Runs(OnRuns::Copy(0))).unwrap_err();
    assert!(refusal.to_string().starts_with("17 runs of 1\u{2009}000\u{2009}000 steps"), "{refusal}");
}

#[test]
fn the_chosen_run_stays_chosen_wherever_it_goes() {
    let mut scene = scene("run=gd&run=adam&run=rmsprop&tune=2");
    for (what, chosen) in [
        (OnRuns::Move(1, Way::Up), Some(0)),
        (OnRuns::Copy(0), Some(0)),
        (OnRuns::Move(0, Way::Down), Some(1)),
        (OnRuns::Copy(0), Some(2)),
        (OnRuns::Remove(0), Some(1)),
        (OnRuns::Remove(1), None),
    ] {
        scene.apply(Action::Runs(what)).unwrap();
        assert_eq!(scene.chosen, chosen);
    }
}

#[test]
fn a_name_and_a_colour_are_kept_in_the_link() {
    let name = |name: &str| after("run=adam", OnRuns::Name(0, name.to_owned()));
    assert_eq!(name("  slow, but sure: 100 %  "), "run=adam,name:slow,%20but%20sure:%20100%20%25");
    assert_eq!(name("a\nb"), "run=adam,name:a%20b");
    // Nor has a picture room for what XML forbids.
    assert_eq!(name("a\u{ffff}b\u{fffe}c\0"), "run=adam,name:a%20b%20c");
    assert_eq!(name(""), "run=adam");
    assert_eq!(name(&"é".repeat(50)), format!("run=adam,name:{}", "é".repeat(40)));
    let green = palette::by_name("green").unwrap();
    let text = after("run=adam&run=gd", OnRuns::Colour(0, green));
    assert_eq!(text, "run=adam,colour:green&run=gd");
    assert_eq!(styles(&scene(&text))[0].name, "green");
    // Adam's own.
    assert_eq!(after(&text, OnRuns::Colour(0, &palette::CRIMSON)), "run=adam&run=gd");
    let (scene, problems) = Scene::read("run=adam,colour:mauve");
    assert!(problems[0].to_string().contains("no such colour; expected one of slate, blue, teal"), "{problems:?}");
    assert_eq!(scene.write(), "run=adam");
}

#[test]
fn a_named_run_does_not_count_among_those_that_are_numbered() {
    assert_eq!(scene("run=adam&run=adam,name:Mine&run=adam").names(), ["Adam #1", "Mine", "Adam #2"]);
}

#[test]
fn a_setting_of_one_run_leaves_the_others_and_is_checked() {
    assert_eq!(after("run=adam&run=adam", OnRuns::Set(1, 1, 0.5)), "run=adam&run=adam,beta1:0.5");
    // What a shared slider changed midway would hide it.
    assert_eq!(after("run=adam&change=9,lr:1,eps:1", OnRuns::Set(0, 0, 0.5)), "run=adam,lr:0.5&change=9,eps:1");
    let mut scene = scene("run=adam");
    let refusal = scene.apply(Action::Runs(OnRuns::Set(0, 1, 1.0))).unwrap_err();
    assert_eq!(refusal.to_string(), "expected a number from 0 up to, but not including, 1");
    assert_eq!(scene.write(), "run=adam");
}

#[test]
fn whatever_was_done_is_undone_and_redone() {
    let mut stage = stage("run=gd&run=adam");
    let newton = optimiser::by_id("newton").unwrap();
    let actions = [
        Action::Runs(OnRuns::Add(newton)),
        Action::Runs(OnRuns::Remove(0)),
        Action::Turn(Knob::LearningRate, 0.5),
        Action::Loss(downhill::loss::by_id("himmelblau").unwrap()),
        Action::Show(0, false),
        Action::Runs(OnRuns::Name(0, "Mine".to_owned())),
        Action::Reset,
        Action::Pin(true),
    ];
    let mut texts = vec![stage.scene().write()];
    for action in actions {
        stage.act(action).unwrap();
        texts.push(stage.scene().write());
    }
    for text in texts.iter().rev().skip(1) {
        assert!(stage.undo(false));
        assert_eq!(stage.scene().write(), *text);
        assert_eq!(stage.race().tracks().len(), stage.scene().runs.len());
    }
    // Before the scene that was opened first there was none.
    assert!(!stage.undo(false));
    for text in &texts[1..] {
        assert!(stage.undo(true));
        assert_eq!(stage.scene().write(), *text);
    }
    assert!(!stage.undo(true));
    stage.undo(false);
    stage.act(Action::Turn(Knob::Epsilon, 0.5)).unwrap();
    assert_eq!(stage.can_undo(), (true, false));
}

#[test]
fn opening_another_scene_is_undone_too() {
    let mut stage = stage("run=gd");
    assert_eq!(stage.can_undo(), (false, false));
    stage.open(scene("loss=bowl&run=adam"), false);
    stage.act(Action::Turn(Knob::LearningRate, 0.1)).unwrap();
    for before in ["loss=bowl&run=adam", "run=gd"] {
        assert!(stage.undo(false));
        assert_eq!(stage.scene().write(), before);
    }
    assert!(!stage.undo(false));
}

#[test]
fn a_slider_that_is_dragged_is_undone_in_one_go_and_the_next_drag_by_itself() {
    let mut stage = stage("run=gd");
    for drag in [[0.02, 0.03, 0.04], [0.1, 0.2, 0.3]] {
        for value in drag {
            stage.hold();
            stage.act(Action::Turn(Knob::LearningRate, value)).unwrap();
        }
        stage.let_go();
    }
    stage.undo(false);
    assert_eq!(stage.scene().write(), "run=gd,lr:0.04");
    stage.undo(false);
    assert_eq!(stage.scene().write(), "run=gd");
}

#[test]
fn undoing_leaves_the_iteration_where_it_is() {
    let mut stage = stage("run=gd&at=500");
    stage.act(Action::Turn(Knob::LearningRate, 0.1)).unwrap();
    stage.act(Action::Seek(20)).unwrap();
    stage.undo(false);
    assert_eq!((stage.scene().runs[0].values[0], stage.scene().at), (0.01, 20));
}

#[test]
fn a_look_at_another_iteration_is_nothing_to_undo() {
    let mut stage = stage("run=gd");
    let before = stage.can_undo();
    stage.act(Action::Seek(20)).unwrap();
    stage.act(Action::Speed(2.0)).unwrap();
    assert_eq!(stage.can_undo(), before);
}

#[test]
fn pinned_runs_stay_as_they_were_while_settings_change() {
    let mut stage = stage("loss=bowl&run=gd&run=adam");
    let theta = stage.race().tracks()[0].theta(300);
    stage.act(Action::Pin(true)).unwrap();
    stage.act(Action::Turn(Knob::LearningRate, 0.05)).unwrap();
    stage.act(Action::Parameter(0, 40.0)).unwrap();
    settle(&mut stage);
    let picture = stage.picture(None, &downhill::chart::LIGHT);
    let (_, ghosts) = picture.ghost.unwrap();
    assert_eq!(ghosts.tracks()[0].theta(300), theta);
    assert!(stage.race().tracks()[0].theta(300) != theta);
    let text = stage.scene().write();
    assert_eq!(scene(&text), *stage.scene());
    assert!(text.contains("pin=loss=bowl%26run=gd%26run=adam"), "{text}");
    // Runs down another loss are nothing to compare with.
    stage.act(Action::Loss(downhill::loss::by_id("saddle").unwrap())).unwrap();
    assert!(stage.scene().pinned.is_none());
    // And take no room from what is run there.
    let mut long = scene(&["steps=1000000", &"&run=gd".repeat(8)].concat());
    long.apply(Action::Pin(true)).unwrap();
    long.apply(Action::Loss(downhill::loss::by_id("rosenbrock").unwrap())).unwrap();
    assert_eq!(long.steps, 1_000_000);
}

#[test]
fn only_runs_that_are_shown_are_pinned() {
    let mut scene = scene("run=gd&run=adam&hide=1");
    scene.apply(Action::Pin(true)).unwrap();
    assert_eq!(scene.pinned.as_ref().unwrap().runs.len(), 1);
    scene.apply(Action::Show(1, false)).unwrap();
    scene.apply(Action::Pin(true)).unwrap();
    assert!(scene.pinned.is_none());
}

#[test]
fn a_pin_that_holds_something_else_is_named() {
    let (scene, problems) = Scene::read("run=gd&pin=run=adam%26at=5%26pin=x");
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(problems[0].starts_with("at=5: expected run, start or change"), "{problems:?}");
    assert!(problems[1].starts_with("pin=x: expected run, start or change"), "{problems:?}");
    assert_eq!(scene.pinned.unwrap().runs[0].optimiser.id, "adam");
    let (scene, problems) = Scene::read("loss=bowl&pin=loss=saddle");
    assert!(scene.pinned.is_none() && problems.len() == 1, "{problems:?}");
}

#[test]
fn the_same_learning_rate_for_all_is_the_first_runs() {
    assert_eq!(
        after("run=gd,lr:0.5&run=adam&change=9,lr:1", OnRuns::Fair(Fair::Same)),
        "run=gd,lr:0.5&run=adam,lr:0.5"
    );
}

#[test]
fn the_documented_learning_rates_are_pytorchs() {
    let text = after("run=gd&run=adam&run=rmsprop&run=adagrad", OnRuns::Fair(Fair::Documented));
    assert_eq!(text, "run=gd,lr:1e-3&run=adam,lr:1e-3&run=rmsprop&run=adagrad");
    assert!(Fair::Documented.holds(&scene(&text)));
    assert!(!Fair::Same.holds(&scene(&text)));
}

/// What trying every rate of the grid gives.
fn tried(scene: &Scene, run: usize) -> Option<f64> {
    let settles = |position| {
        let rate = GRID.value(position);
        let mut scene = scene.clone();
        scene.apply(Action::Turn(Knob::LearningRate, rate)).unwrap();
        let mut race = Race::new(&scene);
        race.advance(usize::MAX);
        match race.verdicts(scene.steps)[run].outcome {
            Outcome::Settled { step, best: true, .. } => Some((step, rate)),
            _ => None,
        }
    };
    let tried = (0..=GRID.last()).filter_map(settles);
    tried.reduce(|a, b| if b.0 < a.0 { b } else { a }).map(|(_, rate)| rate)
}

#[test]
fn tuning_finds_the_rate_of_the_grid_that_settles_first() {
    assert_eq!((GRID.last() + 1, GRID.value(0), GRID.value(60)), (61, 1e-4, 10.0));
    for text in ["run=gd&run=momentum&run=adam&run=adagrad", "loss=himmelblau&run=gd&run=adam&run=adagrad,eps:9"] {
        let mut stage = stage(text);
        let expected: Vec<Option<f64>> = (0..stage.scene().runs.len()).map(|run| tried(stage.scene(), run)).collect();
        stage.tune();
        assert_eq!(stage.tuned(), Some(0.0));
        settle(&mut stage);
        assert_eq!(stage.tuned(), None);
        for (run, expected) in stage.scene().runs.iter().zip(&expected) {
            // Where no rate settles, it stays.
            assert_eq!(run.learning_rate().unwrap(), expected.unwrap_or(0.01), "{text}: {:?}", run.optimiser);
        }
        assert!(Fair::Tuned(expected.clone()).holds(stage.scene()));
        // That is said as long as it is true: of the race, whatever it is compared with and looks like.
        stage.act(Action::Pin(true)).unwrap();
        stage.act(Action::Runs(OnRuns::Name(0, "First".to_owned()))).unwrap();
        assert_eq!(stage.found(), Some(&expected[..]));
        stage.undo(false);
        assert_eq!(stage.found(), None);
        stage.undo(false);
        stage.undo(false);
        assert_eq!(stage.scene().write(), scene(text).write());
    }
}

#[test]
fn a_setting_that_changes_ends_the_search() {
    let mut stage = stage("loss=rosenbrock&steps=20000");
    stage.tune();
    stage.frame(16.0);
    assert!(stage.tuned().unwrap() < 1.0);
    stage.act(Action::Turn(Knob::Epsilon, 0.1)).unwrap();
    assert_eq!(stage.tuned(), None);
}
