//! The races against PyTorch's own trajectories; `data/README.md` says where those come from.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;

use downhill::point::{Axis, Point};
use downhill::race::{Outcome, Race};
use downhill::scene::{Run, Scene};
use downhill::{loss, optimiser};
use serde_json::Value;

fn data(file: &str) -> Value {
    let path = format!("{}/tests/data/{file}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn raced(scene: &Scene) -> Race {
    let mut race = Race::new(scene);
    while !race.advance(1000) {}
    race
}

#[test]
fn every_reference_trajectory_is_matched() {
    let reference = data("trajectories.json");
    let cases = reference["cases"].as_array().unwrap();
    assert!(cases.len() >= 294, "some are gone: {}", cases.len());
    for case in cases {
        let optimiser = optimiser::by_id(case["optimiser"].as_str().unwrap()).unwrap();
        let mut run = Run::new(optimiser);
        for (id, value) in case["hyperparameters"].as_object().unwrap() {
            let (place, _) = optimiser.hyperparameter(id).unwrap_or_else(|| panic!("{optimiser:?} has no {id}"));
            run.values[place] = value.as_f64().unwrap();
        }
        let mut loss = loss::by_id(case["loss"].as_str().unwrap()).unwrap();
        for (id, value) in case["loss_parameters"].as_object().into_iter().flatten() {
            let place = loss.parameters().iter().position(|(parameter, _)| parameter.id == id).unwrap();
            loss = loss.with_parameter(place, value.as_f64().unwrap());
        }
        let point = |numbers: &Value| {
            let numbers: Vec<f64> = numbers.as_array().unwrap().iter().map(|n| n.as_f64().unwrap()).collect();
            assert_eq!(numbers.len(), loss.dimensions());
            Point::new(numbers[0], numbers.get(1).copied().unwrap_or(0.0))
        };
        let scene = Scene {
            loss: loss.clone(),
            start: point(&case["start"]),
            steps: usize::try_from(case["steps"].as_u64().unwrap()).unwrap(),
            runs: vec![run],
            ..Scene::default()
        };
        let race = raced(&scene);
        for (step, theta) in case["theta"].as_object().unwrap() {
            let (step, theta): (usize, Point) = (step.parse().unwrap(), point(theta));
            let ours = race.tracks()[0].theta(step);
            assert!(step <= race.tracks()[0].last(), "it ends before step {step} of {case}");
            for axis in Axis::of(loss.dimensions()) {
                let (ours, theta) = (ours[*axis], theta[*axis]);
                let near = (ours - theta).abs() <= 1e-10 * theta.abs().max(1.0);
                assert!(near, "{ours} is not {theta} at {step} of {case}");
            }
        }
    }
}

#[test]
fn the_articles_figure_is_matched() {
    let figure = data("article_figure.json");
    let race = raced(&Scene::default());
    let curves = figure["theta"].as_object().unwrap();
    assert_eq!(curves.len(), 5);
    for (id, curve) in curves {
        let index = Scene::default().runs.iter().position(|run| run.optimiser.id == id).unwrap();
        let curve = curve.as_array().unwrap();
        assert_eq!(curve.len(), 1000);
        for (step, theta) in curve.iter().enumerate() {
            let ours = race.tracks()[index].theta(step + 1).x;
            assert!((ours - theta.as_f64().unwrap()).abs() <= 1e-5, "{id} at step {}", step + 1);
        }
    }
}

#[test]
fn the_verdicts_on_the_articles_experiment_say_what_it_teaches() {
    let verdicts = raced(&Scene::default()).verdicts(1000);
    let settled = verdicts.iter().map(|verdict| match verdict.outcome {
        Outcome::Settled { step, best: true, .. } => Some(step),
        _ => None,
    });
    assert_eq!(settled.collect::<Vec<_>>(), [Some(228), Some(79), Some(74), None, Some(402), Some(706)]);
    let words: Vec<String> = verdicts.iter().map(|verdict| verdict.words(1)).collect();
    assert_eq!(
        words,
        [
            "settled at step 228",
            "overshot to −0.885 at step 23, settled at step 79",
            "overshot to −0.687 at step 22, settled at step 74",
            "still under way, 2.406 off",
            "settled at step 402",
            "settled at step 706",
        ]
    );
}
