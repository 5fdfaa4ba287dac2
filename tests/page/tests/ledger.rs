//! The ledger: three steps of three optimisers against numbers worked out here, from the textbook.
#![allow(missing_docs)]

use page_tests::{Page, Role, Visit};
use serde_json::json;

/// The lines with numbers, as they are read: every digit.
#[track_caller]
fn lines(page: &Page) -> Vec<String> {
    page.script("return [...document.querySelectorAll('#ledger-lines p:not(.rule)')].map(p => p.textContent)", &[])
}

/// What a line comes to: the number before its first “=”.
fn result(line: &str) -> f64 {
    let before: String = line.split('=').next().unwrap_or_default().trim_start_matches(['x', 'y']).replace('−', "-");
    before.parse().unwrap_or(f64::NAN)
}

#[track_caller]
fn assert_near(ours: f64, expected: f64, what: &str) {
    assert!((ours - expected).abs() <= 1e-12 * expected.abs().max(1e-3), "{what}: {ours} is not {expected}");
}

/// The ledger of the only run of a scene at a step, with every digit.
#[track_caller]
fn ledger(page: &Page, at: usize) -> Vec<f64> {
    page.go(&format!("start=3&run={}&steps=20&ledger=1&at={at}", page_run(page)));
    page.switch("Every digit").click();
    page.wait("there are lines", || !lines(page).is_empty());
    lines(page).iter().map(|line| result(line)).collect()
}

#[track_caller]
fn page_run(page: &Page) -> String {
    page.state().runs[0].optimiser.clone()
}

const STEPS: [usize; 3] = [1, 2, 17];

#[test]
fn momentum_adds_up() {
    Visit::standing("start=3&run=momentum").open(|page| {
        for at in STEPS {
            let (mut theta, mut v) = (3.0, 0.0);
            let mut g = 0.0;
            for t in 1..=at {
                g = 2.0 * theta;
                v = if t == 1 { g } else { 0.9 * v + g };
                theta -= 0.01 * v;
            }
            let ours = ledger(page, at);
            assert_eq!(ours.len(), 3);
            for (ours, (expected, what)) in ours.iter().zip([(g, "g"), (v, "v"), (theta, "θ")]) {
                assert_near(*ours, expected, &format!("{what} at {at}"));
            }
        }
    });
}

#[test]
fn adagrad_adds_up() {
    Visit::standing("start=3&run=adagrad").open(|page| {
        for at in STEPS {
            let (mut theta, mut sum, mut g) = (3.0_f64, 0.0_f64, 0.0);
            for _ in 1..=at {
                g = 2.0 * theta;
                sum += g * g;
                theta -= 0.01 * g / (sum.sqrt() + 1e-10);
            }
            let ours = ledger(page, at);
            assert_eq!(ours.len(), 3);
            for (ours, (expected, what)) in ours.iter().zip([(g, "g"), (sum, "G"), (theta, "θ")]) {
                assert_near(*ours, expected, &format!("{what} at {at}"));
            }
        }
    });
}

#[test]
fn adam_adds_up() {
    Visit::standing("start=3&run=adam").open(|page| {
        for at in STEPS {
            let (mut theta, mut m, mut s, mut g) = (3.0_f64, 0.0_f64, 0.0_f64, 0.0);
            let (mut corrected, mut scaled) = (0.0, 0.0);
            for t in 1..=i32::try_from(at).unwrap_or(0) {
                g = 2.0 * theta;
                m = 0.9 * m + 0.1 * g;
                s = 0.999 * s + 0.001 * g * g;
                corrected = m / (1.0 - 0.9_f64.powi(t));
                scaled = s / (1.0 - 0.999_f64.powi(t));
                theta -= 0.01 * corrected / (scaled.sqrt() + 1e-8);
            }
            let ours = ledger(page, at);
            let expected = [(g, "g"), (m, "v"), (s, "G"), (corrected, "v̂"), (scaled, "Ĝ"), (theta, "θ")];
            assert_eq!(ours.len(), expected.len());
            for (ours, (expected, what)) in ours.iter().zip(expected) {
                // Here 1 − 0.9 stands for 0.1, as in the formula.
                assert!((ours - expected).abs() <= 1e-11 * expected.abs(), "{what} at {at}: {ours} is not {expected}");
            }
        }
    });
}

#[test]
fn it_follows_the_iteration_and_says_where_there_is_none() {
    Visit::standing("run=gd&ledger=1&at=0").open(|page| {
        assert_eq!(page.text("#ledger-step"), "No step is made yet: go one forward.");
        page.button("Step forward").click();
        page.wait("the first step is told", || page.text("#ledger-step") == "Step 1: 3 → 2.94");
        assert_eq!(lines(page), ["6=6", "2.94=3−0.01⋅6"]);
        page.button("Step forward").click();
        page.wait("the second is told", || page.text("#ledger-step") == "Step 2: 2.94 → 2.8812");
    });
}

#[test]
fn in_the_plane_every_coordinate_has_its_line() {
    Visit::standing("loss=bowl&start=-2,1&run=gd&ledger=1&at=1").open(|page| {
        let lines = lines(page);
        assert_eq!(lines.iter().map(|line| &line[..1]).collect::<Vec<_>>(), ["x", "y", "x", "y"], "{lines:?}");
    });
}

#[test]
fn a_term_lights_up_its_arrow_or_its_curve() {
    Visit::standing("loss=bowl&start=-4,2&run=adam,lr:0.5&run=gd&ledger=1&at=2").open(|page| {
        page.frames(2);
        let sheets = ["#landscape-sheet", "#theta-sheet"];
        let pictures = || sheets.map(|sheet| page.fingerprint(sheet));
        let plain = pictures();
        let point = |class: &str| {
            let script = "document.querySelector('#ledger-lines .' + arguments[0]).dispatchEvent(\
                          new PointerEvent('pointerover', {bubbles: true}))";
            page.script::<()>(script, &[json!(class)]);
            page.frames(2);
        };
        for (class, changed) in [("gradient", [true, false]), ("momentum", [true, false]), ("step", [true, true])] {
            point(class);
            let lit = pictures();
            assert_eq!([lit[0] != plain[0], lit[1] != plain[1]], changed, "{class}");
        }
        page.script::<()>("document.getElementById('ledger').dispatchEvent(new PointerEvent('pointerleave'))", &[]);
        page.frames(2);
        assert_eq!(pictures(), plain);
    });
}

#[test]
fn settings_and_step_are_two_sides_of_one_panel() {
    Visit::standing("run=adam&tune=1").open(|page| {
        page.button("This step").click();
        page.wait_fragment("run=adam&ledger=1");
        assert!(page.sees("#ledger-lines") && !page.sees("#own-knobs"));
        assert_eq!(page.button("This step").attribute("aria-pressed").as_deref(), Some("true"));
        page.button("Settings").click();
        page.wait_fragment("run=adam&tune=1");
        assert!(page.names(Role::Slider).iter().any(|name| name.starts_with('α')));
        assert_eq!(page.axe(), Vec::<String>::new());
    });
}
