//! How a scene is played.

use super::*;
use crate::hyperparameter::Knob;

fn stage(text: &str, moving: bool) -> Stage {
    let mut stage = Stage::new(Scene::default());
    stage.open(Scene::read(text).0, moving);
    stage
}

/// Frames until nothing moves; how many there were.
fn run(stage: &mut Stage) -> usize {
    let mut frames = 0;
    while stage.is_moving() {
        stage.frame(1000.0 / 60.0);
        frames += 1;
        assert!(frames < 10_000, "it never ends");
    }
    frames
}

/// Frames, so many milliseconds apart, until the playhead has come to iteration `at`.
fn play_to(stage: &mut Stage, at: usize, apart: f64) {
    for _ in 0..10_000 {
        if stage.scene().at >= at {
            return;
        }
        stage.frame(apart);
    }
    panic!("it never comes to {at}");
}

#[test]
fn it_plays_once_from_the_start_to_the_end_and_stands() {
    let mut stage = stage("", true);
    assert!(stage.is_playing() && stage.scene().at == 0);
    let frames = run(&mut stage);
    assert_eq!(stage.scene().at, 1000);
    assert!((470..490).contains(&frames), "{frames}");
}

#[test]
fn a_link_that_says_where_to_stand_stands_there() {
    let mut stage = stage("at=118", true);
    run(&mut stage);
    assert_eq!((stage.scene().at, stage.is_playing()), (118, false));
}

#[test]
fn a_map_that_is_switched_off_is_there_again_when_it_is_switched_on() {
    let mut stage = stage("loss=bowl&run=gd&run=adam&map=2,across:eps,up:y,colour:loss", false);
    let switch = |stage: &mut Stage, on| stage.act(Action::ShowMap(on)).unwrap();
    switch(&mut stage, false);
    assert!(!stage.link().contains("map="));
    switch(&mut stage, true);
    assert!(stage.link().ends_with("map=2,across:eps,up:y,colour:loss"), "{}", stage.link());
    // As far as there is still what it was of.
    switch(&mut stage, false);
    stage.act(Action::Loss(crate::loss::by_id("square").unwrap())).unwrap();
    switch(&mut stage, true);
    assert!(stage.link().ends_with("map=2,across:eps,colour:loss"), "{}", stage.link());
    switch(&mut stage, false);
    stage.act(Action::Runs(OnRuns::Remove(1))).unwrap();
    switch(&mut stage, true);
    assert_eq!(stage.link(), "run=gd&map=1");
    // That of another scene is not.
    switch(&mut stage, false);
    stage.open(Scene::read("run=adam").0, false);
    switch(&mut stage, true);
    assert_eq!(stage.link(), "run=adam&map=1");
}

#[test]
fn without_motion_it_stands_complete() {
    let mut stage = stage("", false);
    assert_eq!((run(&mut stage), stage.scene().at), (1, 1000));
}

#[test]
fn a_setting_acts_within_one_frame() {
    let mut stage = stage("", false);
    run(&mut stage);
    stage.act(Action::Turn(Knob::LearningRate, 0.1)).unwrap();
    stage.frame(16.0);
    assert_eq!(stage.race().tracks()[0].theta(1).x, 3.0 - 0.1 * 6.0);
    assert!(!stage.is_moving());
}

#[test]
fn a_race_too_long_for_a_frame_goes_on_in_the_next() {
    let mut stage = stage("steps=500000", false);
    assert_eq!(run(&mut stage), 4);
    assert!(stage.race().is_over());
}

#[test]
fn playing_again_from_the_end_starts_over_and_a_step_stands() {
    let mut stage = stage("", false);
    run(&mut stage);
    stage.go(Move::Toggle);
    assert_eq!((stage.scene().at, stage.is_playing()), (0, true));
    stage.go(Move::By(3));
    assert_eq!((stage.scene().at, stage.is_playing()), (3, false));
    stage.go(Move::By(-10));
    assert_eq!(stage.scene().at, 0);
    stage.go(Move::To(usize::MAX));
    assert_eq!(stage.scene().at, 1000);
}

#[test]
fn to_play_from_an_iteration_never_goes_back_to_one_before() {
    for at in 0..1000 {
        let mut stage = stage(&format!("at={at}"), false);
        stage.go(Move::Toggle);
        stage.frame(0.0);
        assert_eq!(stage.scene().at, at);
    }
}

#[test]
fn the_link_has_the_iteration_only_while_it_stands() {
    let mut stage = stage("at=118", true);
    assert_eq!(stage.link(), "at=118");
    stage.go(Move::Toggle);
    assert_eq!(stage.link(), "");
}

#[test]
fn a_change_while_a_long_race_plays_does_not_throw_the_playhead_back() {
    let mut stage = stage(&format!("steps=1000000&from=here{}", "&run=adam".repeat(8)), true);
    play_to(&mut stage, 500_000, 100.0);
    let at = stage.scene().at;
    stage.act(Action::Turn(Knob::LearningRate, 0.1)).unwrap();
    stage.frame(16.0);
    assert_eq!(stage.scene().at, at);
    assert_eq!(stage.scene().changes[0].at, at);
}

#[test]
fn a_slider_dragged_while_it_plays_changes_what_follows_the_moment_it_was_taken_hold_of() {
    let mut stage = stage("from=here", true);
    play_to(&mut stage, 100, 16.0);
    let at = stage.scene().at;
    for value in [0.02, 0.03, 0.04] {
        stage.hold();
        stage.act(Action::Turn(Knob::LearningRate, value)).unwrap();
        stage.frame(100.0);
    }
    stage.let_go();
    assert!(stage.scene().at > at);
    assert_eq!(stage.link(), format!("change={at},lr:0.04&from=here"));
}

#[test]
fn scene_and_race_belong_together_at_every_moment() {
    let mut stage = stage("at=5", false);
    stage.open(Scene::read(&"run=gd&".repeat(12)).0, true);
    assert_eq!(stage.race().tracks().len(), stage.scene().runs.len());
}

#[test]
fn the_playhead_follows_to_the_length_of_another_loss() {
    for (before, after, at) in [("loss=rosenbrock", "square", 1000), ("", "beale", 300), ("at=500", "beale", 300)] {
        let mut stage = stage(before, false);
        run(&mut stage);
        stage.act(Action::Loss(crate::loss::by_id(after).unwrap())).unwrap();
        assert_eq!((stage.scene().at, stage.picture(None, &crate::chart::LIGHT).playhead), (at, at as f64));
    }
}

#[test]
fn faster_is_faster() {
    let (mut normal, mut fast) = (stage("", true), stage("speed=4", true));
    assert!(run(&mut fast) * 3 < run(&mut normal));
}
