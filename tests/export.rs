//! What can be taken along: scripts, tables, papers. That the scripts compute what the races do, `torch.rs` holds
//! where there is a Python; here their text is held.
#![allow(clippy::unwrap_used, missing_docs)]

#[allow(dead_code)]
mod common;

use common::{raced, scene};
use downhill::export::{MOST_ROWS, bibtex, csv, python};
use downhill::optimiser;
use downhill::scene::{Run, Scene};

/// After looking at what is new: `INSTA_UPDATE=always cargo test --test export`.
fn hold(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn the_articles_experiment_is_a_script_for_pytorch() {
    hold("python", &python(&Scene::default()));
}

#[test]
fn every_optimiser_is_spelt_in_python() {
    let runs = optimiser::ALL.iter().map(|optimiser| Run::new(optimiser)).collect();
    hold("python-plane", &python(&Scene { runs, ..scene("loss=rosenbrock&steps=20") }));
}

#[test]
fn a_typed_loss_and_what_pytorch_has_no_words_for_are_in_the_script() {
    let runs = "run=adam,correction:0&run=nesterov,beta:0&run=momentum,beta:0&run=rmsprop,centered:1";
    hold("python-typed", &python(&scene(&format!("f=max(x,0)^2+ln(1+e^-y)+y^2/8&start=2,3&steps=50&{runs}"))));
}

#[test]
fn settings_that_change_midway_change_in_the_script() {
    let changes = "change=20,lr:0.1&change=20,beta:0.5&change=30,lr:0.2,beta2:0.9";
    hold("python-changes", &python(&scene(&format!("steps=50&{changes}&run=momentum&run=adam&run=newton"))));
}

#[test]
fn a_schedule_is_in_the_script() {
    let runs = "run=adam,schedule:warm-up:20&run=lion,schedule:step:10&run=newton,schedule:exponential&run=gd";
    hold("python-schedules", &python(&scene(&format!("loss=booth&steps=50&{runs}&change=30,lr:0.1"))));
}

#[test]
fn where_beta_is_0_for_a_while_velocity_is_kept_all_the_same() {
    let script = python(&scene("run=momentum&change=20,beta:0"));
    assert!(script.contains("v = g if v is None") && !script.contains("torch.optim"));
}

#[test]
fn a_script_loads_only_what_it_needs() {
    let script = python(&scene("run=newton"));
    assert!(script.contains("\nimport torch\n") && !script.contains("optax"));
}

#[test]
fn whatever_a_run_is_called_it_does_not_become_code() {
    for end in ["\n", "\r", "\r\n", "\u{c}"] {
        let mut scene = Scene::default();
        scene.runs[0].name = format!("mine{end}print(1)");
        let script = python(&scene);
        assert!(script.lines().any(|line| line.starts_with("# 1: mine") && line.ends_with("print(1)")), "{end:?}");
        assert!(!script.contains(['\r', '\u{c}']));
    }
}

#[test]
fn a_table_has_a_row_for_every_step() {
    let scene = scene("loss=bowl,kappa:10&steps=1&run=gd,lr:0.1&run=adam");
    let table = csv(&scene, &raced(&scene));
    assert_eq!(
        table,
        "run,optimiser,step,x,y,loss\n1,gd,0,-4,2,28\n1,gd,1,-3.6,0,6.48\n2,adam,0,-4,2,28\n\
         2,adam,1,-3.990000000025,1.990000000005,27.760550000199252\n"
    );
}

#[test]
fn a_table_ends_where_a_run_leaves_the_numbers() {
    let scene = scene("run=gd,lr:10&steps=300");
    let table = csv(&scene, &raced(&scene));
    assert!(table.lines().last().unwrap().starts_with("1,gd,120,") && !table.contains("inf"));
}

#[test]
fn a_table_of_a_long_race_leaves_steps_out_and_says_so() {
    let scene = scene("steps=500000&run=gd,lr:0.5&run=momentum,lr:0.5,beta:0");
    let table = csv(&scene, &raced(&scene));
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("# one step in 6, and the last"));
    assert_eq!(lines.next(), Some("run,optimiser,step,x,loss"));
    assert!(lines.next().unwrap().starts_with("1,gd,0,") && lines.next().unwrap().starts_with("1,gd,6,"));
    assert!(table.contains("\n1,gd,500000,") && lines.last().unwrap().starts_with("2,momentum,500000,"));
    assert!(table.lines().count() < MOST_ROWS + 5);
}

#[test]
fn every_paper_is_cited_once() {
    let runs = optimiser::ALL.iter().map(|optimiser| Run::new(optimiser)).collect();
    hold("papers", &bibtex(&Scene { runs, ..Scene::default() }));
    let twice = bibtex(&scene("run=adam&run=gd&run=adam,lr:0.1"));
    assert_eq!(twice.matches("@misc{kingma2015adam,").count(), 1);
}

#[test]
fn every_entry_has_a_key_of_its_own_and_closed_braces() {
    let papers: Vec<String> = optimiser::ALL
        .iter()
        .map(|optimiser| bibtex(&Scene { runs: vec![Run::new(optimiser)], ..Scene::default() }))
        .collect();
    for (place, paper) in papers.iter().enumerate() {
        let key = paper.split_once(',').unwrap().0;
        assert!(papers[place + 1..].iter().all(|other| other.split_once(',').unwrap().0 != key), "{key}");
        assert_eq!(paper.matches('{').count(), paper.matches('}').count(), "{paper}");
        let (_, key) = key.split_once('{').unwrap();
        assert!(key.chars().all(|letter| letter.is_ascii_alphanumeric()) && key.len() > "2015".len(), "{key}");
        assert!(!paper.contains(['&', '%', '$', '#', '_', '~', '^', '\\']), "{paper}");
    }
}
