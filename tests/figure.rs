//! The picture that stands in for the page, and the examples as a reader would run them.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::process::{Command, Output};

use downhill::chart::{DARK, LIGHT, Theme, svg};
use downhill::palette::Rgb;
use downhill::scene::{Inside, Scene};

fn file(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn run(example: &str, arguments: &[&str]) -> Output {
    let cargo = ["run", "--quiet", "--locked", "--example", example, "--"];
    let folder = env!("CARGO_MANIFEST_DIR");
    Command::new(env!("CARGO")).current_dir(folder).args(cargo).args(arguments).output().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The picture with its numbers a line each, so that a difference can be found.
fn figure(scene: &str, theme: &'static Theme) -> String {
    svg::figure(&Scene::read(scene).0, theme)
}

#[test]
fn the_pictures_beside_the_page_are_what_the_example_draws() {
    let plane = "loss=himmelblau&run=gd,lr:0.01&run=momentum,lr:0.005&run=rmsprop,lr:0.05&run=adam,lr:0.1&steps=120";
    for (path, scene) in [("www/experiment.svg", ""), ("docs/plane.svg", plane)] {
        let (kept, drawn) = (file(path), figure(scene, &LIGHT));
        let differs = kept.lines().zip(drawn.lines()).find(|(kept, drawn)| kept != drawn);
        let how = format!("after looking at it: cargo run --release --example figure -- '{scene}' {path}");
        assert_eq!(differs, None, "{how}");
        assert_eq!(kept.len(), drawn.len(), "{how}");
    }
}

#[test]
fn every_loss_can_be_drawn_whatever_becomes_of_its_runs() {
    for loss in downhill::loss::ALL {
        for rest in ["", "&run=gd,lr:10&run=adam&scale=linear", "&steps=1", "&steps=30000&at=0", "&hide=1,2,3,4,5,6"] {
            for theme in [&LIGHT, &DARK] {
                let picture = figure(&format!("loss={}{rest}", loss.id), theme);
                assert!(picture.ends_with("</svg>\n") && !picture.contains("NaN") && !picture.contains("inf\""));
            }
        }
    }
}

#[test]
fn a_picture_does_not_grow_with_the_number_of_steps() {
    let size = |steps: &str| figure(&format!("run=gd,lr:0.0001&steps={steps}"), &LIGHT).len();
    assert!(size("1000000") < 2 * size("1000"));
}

#[test]
fn paper_and_ink_are_the_same_on_the_page_and_on_the_charts() {
    let style = file("www/style/ink.css");
    let (light, dark) = style.split_once("@media (prefers-color-scheme: dark)").unwrap();
    for (css, theme) in [(light, &LIGHT), (dark, &DARK)] {
        let of = |name: &str| {
            let value = css.split_once(&format!("--{name}: #")).unwrap().1;
            u32::from_str_radix(&value[..6], 16).unwrap()
        };
        let number = |(red, green, blue): Rgb| u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue);
        for (name, colour) in [("paper", theme.paper), ("ink", theme.ink), ("quiet", theme.quiet), ("grid", theme.grid)]
        {
            assert_eq!(of(name), number(colour), "--{name}");
        }
    }
}

#[test]
fn trace_prints_every_step_of_every_run() {
    let output = run("trace", &["loss=square&start=3&steps=2&run=adam,lr:0.01&run=momentum"]);
    assert!(output.status.success());
    assert_eq!(
        said(&output.stdout),
        "run,optimiser,step,x,loss\n\
         1,adam,0,3,9\n1,adam,1,2.990000000016667,8.940100000099667\n1,adam,2,2.9800008842741548,8.880405270274744\n\
         2,momentum,0,3,9\n2,momentum,1,2.94,8.6436\n2,momentum,2,2.8272,7.99305984\n"
    );
}

#[test]
fn trace_prints_both_coordinates_in_the_plane() {
    let output = run("trace", &["loss=bowl,kappa:10&steps=1&run=gd,lr:0.1"]);
    assert_eq!(said(&output.stdout), "run,optimiser,step,x,y,loss\n1,gd,0,-4,2,28\n1,gd,1,-3.6,0,6.48\n");
}

#[test]
fn trace_prints_every_step_at_which_theta_is_finite_even_where_j_is_not() {
    let output = run("trace", &["loss=bowl,kappa:10&run=gd,lr:1"]);
    assert_eq!(said(&output.stderr), "run 1 (gd) leaves the finite numbers at step 161\n");
    let printed = said(&output.stdout);
    assert!(printed.lines().last().unwrap().starts_with("1,gd,300,0,3.74785540776958"), "{printed}");
}

#[test]
fn trace_says_where_a_run_leaves_the_finite_numbers_and_ends_before() {
    let output = run("trace", &["run=gd,lr:10&steps=300"]);
    assert!(output.status.success());
    assert_eq!(said(&output.stderr), "run 1 (gd) leaves the finite numbers at step 121\n");
    let printed = said(&output.stdout);
    assert!(printed.lines().last().unwrap().starts_with("1,gd,120,") && !printed.contains("inf"));
}

#[test]
fn a_wrong_scene_ends_the_examples_with_2_and_the_reason() {
    for (example, arguments) in [
        ("trace", vec!["run=foo&at=3"]),
        ("figure", vec!["run=foo", "never.svg"]),
        ("trace", vec![]),
        ("figure", vec!["at=3"]),
    ] {
        let output = run(example, &arguments);
        assert_eq!(output.status.code(), Some(2), "{example}");
        assert!(output.stdout.is_empty());
        let why = said(&output.stderr);
        assert!(why.starts_with("run=foo: no such optimiser") || why.starts_with("expected "), "{why}");
    }
    assert!(!fs::exists("never.svg").unwrap());
}

#[test]
fn every_landscape_looks_as_it_did_when_somebody_last_looked_at_it() {
    // After looking at the new pictures: INSTA_UPDATE=always cargo test --test figure
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let typed = ["x^4-3x^2+x", "ln(x)", "ln(4-x^2-y^2)", "x*y"].map(|text| (text, format!("f={text}")));
    let listed = downhill::loss::ALL.iter().map(|loss| (loss.id, format!("loss={}", loss.id)));
    for (name, scene) in listed.chain(typed.iter().map(|(name, scene)| (*name, scene.clone()))) {
        let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let scene = Scene::read(&format!("{scene}&steps=60&run=adam,lr:0.1&run=momentum,lr:0.001")).0;
        let picture = svg::landscape(&scene, &LIGHT, (260.0, 220.0));
        settings.bind(|| insta::assert_snapshot!(name, picture));
    }
}

#[test]
fn every_look_inside_the_optimisers_looks_as_it_did_when_somebody_last_looked_at_it() {
    // After looking at the new pictures: INSTA_UPDATE=always cargo test --test figure
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let on_line = "run=momentum&run=adagrad&run=adam&run=adam,correction:0&run=newton";
    let in_plane = "loss=bowl&run=momentum&run=adagrad&run=newton";
    for (name, runs) in [("line", on_line), ("plane", in_plane)] {
        for inside in Inside::ALL {
            let scene = Scene::read(&format!("{runs}&steps=40&inside={}", inside.id())).0;
            let picture = svg::inside(&scene, &LIGHT, (360.0, 200.0));
            settings.bind(|| insta::assert_snapshot!(format!("inside-{}-{name}", inside.id()), picture));
        }
    }
}

#[test]
fn a_figure_has_room_for_what_is_inside_only_if_that_is_asked_for() {
    let (without, with) = (figure("", &LIGHT), figure("inside=scale", &LIGHT));
    assert!(without.contains("height=\"620\"") && !without.contains("step size"));
    assert!(with.contains("height=\"854\"") && with.contains("step size"));
}
