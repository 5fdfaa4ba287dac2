//! What there is in two dimensions, and on losses that somebody typed.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{raced, scene, told};
use downhill::chart::{Area, Hover, LIGHT, Picture, panned, zoomed};
use downhill::chart::{Chart, Relief};
use downhill::point::{Point, View};
use downhill::race::{Cause, Outcome, Race, many_starts, starts};
use downhill::scene::Scene;
use proptest::prelude::*;

const AREA: Area = Area { left: 0.0, top: 0.0, width: 480.0, height: 520.0 };

fn picture<'a>(scene: &'a Scene, race: &'a Race) -> Picture<'a> {
    Picture {
        scene,
        race,
        swarm: None,
        ghost: None,
        playhead: 0.0,
        hover: None,
        light: None,
        theme: &LIGHT,
        relief: None,
    }
}

#[test]
fn a_run_that_walks_to_where_j_has_no_value_stops_and_says_so() {
    let scene = scene("f=sqrt(x)&start=3&run=gd,lr:0.5");
    let verdict = &raced(&scene).verdicts(1000)[0];
    let Outcome::Ended { step, cause: Cause::NoValue { at } } = verdict.outcome else { panic!("{verdict:?}") };
    assert!(at.x < 0.0 && step > 1);
    let words = verdict.words(1);
    assert!(words.starts_with(&format!("stopped at step {step}: J has no finite value at θ = −0.")), "{words}");
    assert!(told("f=sqrt(x)&start=3&run=gd,lr:0.5").starts_with("Gradient descent walks off at step"));
}

#[test]
fn a_run_that_comes_to_where_j_has_no_slope_stops_there() {
    let race = raced(&scene("f=sqrt(x)&start=1&run=gd,lr:2"));
    let outcome = race.verdicts(1000)[0].outcome.clone();
    assert_eq!(outcome, Outcome::Ended { step: 2, cause: Cause::NoSlope { at: Point::on_line(0.0) } });
}

#[test]
fn where_no_minimum_is_known_a_verdict_tells_j() {
    let race = raced(&scene("f=x*y&start=1,2&steps=3&run=gd,lr:0.1"));
    assert!(race.verdicts(3)[0].words(2).starts_with("still under way, J = "));
}

#[test]
fn places_in_the_plane_are_told_as_pairs() {
    assert_eq!(
        told("loss=bowl&at=0&run=gd"),
        "One optimiser starts at θ = (−4, 2) on J(θ) = ½(x² + κy²). Press play, or drag a slider."
    );
    let words = raced(&scene("loss=bowl&run=momentum,lr:0.02")).verdicts(300)[0].words(2);
    assert!(words.starts_with("overshot to (") && words.contains("settled at step"), "{words}");
}

#[test]
fn the_momentum_is_that_of_the_run_in_whichever_order_it_is_asked_for() {
    let scene = scene("loss=bowl&steps=60&run=momentum,lr:0.02,beta:0.8&change=20,beta:0.5&run=gd");
    let race = raced(&scene);
    let track = &race.tracks()[0];
    let mut velocity = scene.loss.slope(track.theta(0)).gradient;
    let mut expected = vec![velocity];
    for step in 1..60 {
        let beta = if step < 20 { 0.8 } else { 0.5 };
        let gradient = scene.loss.slope(track.theta(step)).gradient;
        velocity = velocity * beta + gradient;
        expected.push(velocity);
    }
    for step in [1, 2, 19, 20, 21, 60, 5, 5, 33, 4] {
        assert_eq!(race.momentum(&scene, 0, step), Some(expected[step - 1]), "after {step} steps");
    }
    assert_eq!((race.momentum(&scene, 0, 0), race.momentum(&scene, 1, 9)), (None, None));
}

#[test]
fn from_many_starts_every_basin_is_found() {
    let scene = scene("loss=himmelblau&steps=300&run=gd,lr:0.01&run=adam,lr:0.1");
    let race = many_starts(&scene);
    assert_eq!(race.tracks().len(), 50);
    let starts = starts(&scene.loss);
    for (start, pair) in starts.iter().zip(race.tracks().chunks(2)) {
        assert!(pair.iter().all(|track| track.theta(0) == *start));
    }
    let descents = race.tracks().iter().step_by(2);
    let ends: Vec<Point> = descents.map(|track| scene.loss.nearest_minimum(track.theta(300)).unwrap().at).collect();
    assert!(scene.loss.minima().iter().all(|minimum| ends.contains(&minimum.at)));
}

#[test]
fn many_starts_leave_out_those_at_which_j_has_no_value() {
    let places = starts(&scene("f=ln(1-x^2-y^2)").loss);
    assert!(places.len() < 25 && places.iter().all(|place| place.length() < 1.0));
    assert_eq!(starts(&scene("").loss).len(), 25);
}

#[test]
fn a_map_shows_what_it_is_asked_to_with_units_of_one_length() {
    let scene = scene("loss=bowl&view=-1,3,0,1");
    let race = Race::new(&scene);
    let frame = picture(&scene, &race).landscape(AREA);
    let (across, up) = (frame.x.pixel(1.0) - frame.x.pixel(0.0), frame.y.pixel(0.0) - frame.y.pixel(1.0));
    assert!((across - up).abs() < 1e-9);
    for corner in [(-1.0, 0.0), (3.0, 1.0)] {
        assert!(frame.plot.inset(-1e-9).contains((frame.x.pixel(corner.0), frame.y.pixel(corner.1))));
    }
}

#[test]
fn the_rings_of_a_map_lie_where_the_loss_has_their_height() {
    let scene = scene("loss=bowl,kappa:4");
    let race = Race::new(&scene);
    let frame = picture(&scene, &race).landscape(AREA);
    let relief = Relief::of(&scene.loss, frame, true).unwrap();
    assert!(relief.levels > 6 && relief.nowhere.is_empty() && relief.hatch.is_empty());
    let inner = frame.plot.inset(4.0);
    for ring in &relief.rings {
        let on_ring = ring.points.iter().filter(|point| inner.contains(**point));
        let heights = on_ring.map(|(x, y)| scene.loss.value(Point::new(frame.x.value(*x), frame.y.value(*y))));
        let heights: Vec<f64> = heights.collect();
        let (least, greatest) = heights.iter().fold((f64::MAX, f64::MIN), |(low, high), j| (low.min(*j), high.max(*j)));
        assert!(heights.is_empty() || greatest - least <= 0.02 * greatest + 1e-3, "{least} … {greatest}");
    }
}

#[test]
fn ground_without_a_height_is_hatched_and_no_other() {
    let scene = scene("f=sqrt(x)+y");
    let race = Race::new(&scene);
    let frame = picture(&scene, &race).landscape(AREA);
    let relief = Relief::of(&scene.loss, frame, true).unwrap();
    let edge = frame.x.pixel(0.0);
    assert!(!relief.hatch.is_empty() && !relief.nowhere.is_empty());
    assert!(relief.nowhere.iter().all(|area| area.right() < edge + 3.1));
    assert!(relief.hatch.iter().flatten().all(|(x, _)| *x < edge + 5.0));
}

proptest! {
    #[test]
    fn zooming_keeps_what_is_under_the_pointer(x in 60.0..450.0_f64, y in 40.0..470.0_f64, factor in 0.3..3.0_f64) {
        for text in ["loss=rosenbrock", "loss=ripple", "f=1e-3*(x-2000)^2"] {
            let mut scene = scene(text);
            let race = Race::new(&scene);
            let under = |scene: &Scene| match picture(scene, &race).point(Chart::Landscape, AREA, (x, y)) {
                Hover::Theta(theta) => theta,
                Hover::Iteration(_) => unreachable!(),
            };
            let (before, pixel) = (under(&scene), picture(&scene, &race).landscape(AREA).x.value(1.0));
            let pixel = (picture(&scene, &race).landscape(AREA).x.value(2.0) - pixel).abs();
            scene.view = Some(zoomed(&picture(&scene, &race), AREA, (x, y), (x, y), factor));
            prop_assert!(under(&scene).distance(before) < pixel, "{text}");
        }
    }

    #[test]
    fn panning_moves_the_ground_with_the_hand(dx in -90.0..90.0_f64, dy in -90.0..90.0_f64) {
        let mut scene = scene("loss=beale&view=-1,1,-1,1");
        let race = Race::new(&scene);
        let at = |scene: &Scene| {
            let frame = picture(scene, &race).landscape(AREA);
            (frame.x.pixel(0.5), frame.y.pixel(0.5))
        };
        let before = at(&scene);
        scene.view = Some(panned(&picture(&scene, &race), AREA, (dx, dy)));
        let after = at(&scene);
        prop_assert!((after.0 - before.0 - dx).abs() < 1.0 && (after.1 - before.1 - dy).abs() < 1.0);
    }
}

#[test]
fn a_start_outside_the_view_widens_it_on_that_side_alone() {
    let scene = scene("loss=rosenbrock&start=5,0");
    let race = Race::new(&scene);
    let frame = picture(&scene, &race).landscape(AREA);
    assert!(frame.plot.contains((frame.x.pixel(5.0), frame.y.pixel(0.0))));
    assert!(frame.x.pixel(-2.0) >= frame.plot.left - 1e-9 && frame.x.pixel(-2.0) < frame.plot.left + 1.0);
    assert_eq!(scene.view, None::<View>);
}
