//! The exported scripts, run by Python: what they print is the race. `cargo xtask test --torch` tells where there is
//! a Python with `PyTorch`, JAX and Optax; without one there is nothing to compare with, and the tests say so.
#![allow(clippy::unwrap_used, missing_docs)]

#[allow(dead_code)]
mod common;

use std::io::Write as _;
use std::process::{Command, Stdio};

use common::{raced, scene};
use downhill::export::python;
use downhill::optimiser::{self, Description};
use downhill::point::{Axis, Point};
use downhill::scene::{Run, Scene};

/// What a Python prints that is given this script; none if nobody named one.
fn printed(script: &str) -> Option<String> {
    let Some(program) = std::env::var_os("DOWNHILL_PYTHON") else {
        eprintln!("skipped: DOWNHILL_PYTHON names no Python; `cargo xtask test --torch` does");
        return None;
    };
    let pipes = (Stdio::piped(), Stdio::piped(), Stdio::piped());
    let mut child = Command::new(program).arg("-").stdin(pipes.0).stdout(pipes.1).stderr(pipes.2).spawn().unwrap();
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Holds every θ that the scripts of these scenes print against the races. All in one script: to load the
/// libraries takes seconds.
fn agree(scenes: &[Scene]) {
    let scripts: Vec<String> = scenes.iter().map(python).collect();
    let Some(printed) = printed(&scripts.join("\n")) else { return };
    let mut tables = printed.split("run,step,").skip(1);
    for scene in scenes {
        let mut lines = tables.next().unwrap().lines();
        let (race, axes) = (raced(scene), Axis::of(scene.loss.dimensions()));
        assert_eq!(lines.next(), Some(if axes.len() > 1 { "x,y" } else { "x" }));
        let mut met = vec![0; scene.runs.len()];
        for line in lines {
            let numbers: Vec<f64> = line.split(',').map(|number| number.parse().unwrap()).collect();
            let (run, step) = (numbers[0] as usize - 1, numbers[1] as usize);
            let track = &race.tracks()[run];
            // A script goes on where a run has left the numbers.
            if step > track.last() {
                continue;
            }
            let (ours, theirs) = (track.theta(step), Point::new(numbers[2], numbers.get(3).copied().unwrap_or(0.0)));
            for axis in axes {
                let (ours, theirs) = (ours[*axis], theirs[*axis]);
                let near = (ours - theirs).abs() <= 1e-10 * ours.abs().max(1.0);
                assert!(near, "{ours} is not {theirs} at step {step} of {:?} on {:?}", scene.runs[run], scene.loss);
            }
            met[run] += 1;
        }
        let kept: Vec<usize> = race.tracks().iter().map(|track| track.last() + 1).collect();
        assert_eq!(met, kept, "steps of each run");
    }
}

/// Every optimiser with its defaults, and with each of its settings at another value.
fn all_runs() -> Vec<Run> {
    let others = |optimiser: &'static Description| {
        let other = |(place, h): (usize, &&downhill::hyperparameter::Hyperparameter)| {
            let mut run = Run::new(optimiser);
            run.values[place] =
                [0.3, 1.0, 3.0, 0.0].into_iter().find(|v| h.domain.contains(*v) && *v != h.default).unwrap();
            run
        };
        std::iter::once(Run::new(optimiser)).chain(optimiser.hyperparameters.iter().enumerate().map(other)).collect()
    };
    optimiser::ALL.iter().copied().flat_map::<Vec<Run>, _>(others).collect()
}

#[test]
fn every_optimiser_is_the_librarys_own_in_one_dimension() {
    agree(&[Scene { runs: all_runs(), ..scene("loss=double-well&start=1.6&steps=40") }]);
}

#[test]
fn every_optimiser_is_the_librarys_own_in_two_dimensions() {
    agree(&[Scene { runs: all_runs(), ..scene("loss=himmelblau&start=0.5,-0.5&steps=40") }]);
}

#[test]
fn every_optimiser_is_the_librarys_own_on_a_typed_loss() {
    let typed = "f=log10(1+x^2)*y^2+max(abs(x),0.5)+max(0,y)+2^-y+tanh(x/3)^3-min(sin(x),cos(y))-x^4/90";
    agree(&[Scene { runs: all_runs(), ..scene(&format!("{typed}&start=1.5,-0.7&steps=40")) }]);
}

#[test]
fn settings_that_change_midway_change_there_too() {
    let changes =
        "change=10,lr:0.003,beta:0.5&change=20,beta2:0.9,eps:0.01&change=30,lr:0.02,beta:0&change=35,beta:0.6";
    let runs = optimiser::ALL.iter().map(|optimiser| Run::new(optimiser)).collect();
    agree(&[Scene { runs, ..scene(&format!("loss=himmelblau&start=0.5,-0.5&steps=45&{changes}")) }]);
}

#[test]
fn scheduled_learning_rates_are_the_same_there() {
    let schedules = ["step:10:0.5", "exponential:0.98", "cosine", "cosine:25:0.001", "warm-up:15:0:0.001:0.2"];
    let scheduled = schedules.map(|schedule| scene(&format!("run=gd,schedule:{schedule}")).runs[0].schedule);
    let with = |schedule| move |optimiser: &&'static Description| Run { schedule, ..Run::new(optimiser) };
    let runs = |schedule| optimiser::ALL.iter().map(with(schedule)).collect::<Vec<_>>();
    let of = |schedule, rest: &str| Scene { runs: runs(schedule), ..scene(&format!("loss=booth&steps=40{rest}")) };
    let mut scenes: Vec<Scene> = scheduled.iter().map(|schedule| of(*schedule, "")).collect();
    scenes.push(of(scheduled[3], "&change=12,lr:0.02,beta:0.5&change=30,lr:0.005"));
    agree(&scenes);
}

#[test]
fn every_loss_is_the_same_in_python() {
    let scene = |loss: &downhill::loss::Description| scene(&format!("loss={}&steps=12&run=gd,lr:0.001", loss.id));
    agree(&downhill::loss::ALL.iter().map(|loss| scene(loss)).collect::<Vec<_>>());
}
