//! The settings: sliders, number fields, switches, runs.
#![allow(missing_docs)]

use downhill::dial::Dial;
use downhill::hyperparameter::Knob;
use downhill::loss;
use downhill::number::shortest;
use downhill::point::{Axis, Point};
use downhill::scene::{Action, Scene};
use page_tests::{CHARTS, Visit};
use thirtyfour::Key;

/// A slider of the settings: its name, its dial, and what a value on it does to a scene.
type Setting = (&'static str, Dial, fn(f64) -> Action);

fn dials() -> [Setting; 5] {
    [
        ("Learning rate α", Knob::LearningRate.dial(), |value| Action::Turn(Knob::LearningRate, value)),
        ("Momentum β", Knob::Momentum.dial(), |value| Action::Turn(Knob::Momentum, value)),
        ("Squared-gradient memory β₂", Knob::SquareMemory.dial(), |value| Action::Turn(Knob::SquareMemory, value)),
        ("Epsilon ε", Knob::Epsilon.dial(), |value| Action::Turn(Knob::Epsilon, value)),
        ("Start θ", dial_of_start(), |value| Action::Start(Point::on_line(value))),
    ]
}

fn dial_of_start() -> Dial {
    Dial::of_start(&loss::ALL[0].into(), Axis::X)
}

/// The default scene after `action`.
fn after(action: Action) -> String {
    let mut scene = Scene::default();
    assert!(scene.apply(action).is_ok());
    scene.write()
}

#[test]
fn each_slider_is_dragged_and_every_run_that_has_its_setting_follows() {
    Visit::standing("").open(|page| {
        for (name, dial, action) in dials() {
            for part in [0.8, 0.3] {
                let slider = page.slider(name);
                slider.drag_to(part);
                let position = slider.position();
                let told = f64::from(position) / f64::from(dial.last());
                assert!((told - part).abs() < 0.02, "{name} was dragged to {part} and stands at {told}");
                let value = dial.value(position);
                page.assert_shows(&after(action(value)));
                assert_eq!(page.number(name).value(), shortest(value), "the field beside {name}");
                assert_eq!(slider.attribute("aria-valuetext"), Some(shortest(value)), "{name}");
            }
            page.button("Reset settings").click();
            page.assert_shows("");
        }
    });
}

#[test]
fn each_slider_is_moved_by_the_keyboard() {
    Visit::standing("").open(|page| {
        for (name, dial, action) in dials() {
            let slider = page.slider(name);
            let start = slider.position();
            slider.press(&[Key::Left]);
            page.assert_shows(&after(action(dial.value(start - 1))));
            slider.press(&[Key::Right, Key::Right]);
            page.assert_shows(&after(action(dial.value(start + 1))));
            slider.press(&[Key::Home]);
            page.assert_shows(&after(action(dial.value(0))));
            slider.press(&[Key::End]);
            page.assert_shows(&after(action(dial.value(dial.last()))));
            assert_eq!(page.state().at, 1000, "the arrow keys belong to the slider");
            page.button("Reset settings").click();
            page.assert_shows("");
        }
    });
}

#[test]
fn the_curves_follow_the_finger_while_a_slider_is_dragged() {
    Visit::to("at=10").open(|page| {
        let slider = page.slider("Learning rate α");
        let dial = Knob::LearningRate.dial();
        let sheets = CHARTS.map(|chart| page.fingerprint(chart));
        page.hold(slider.thumb());
        let mut rates = Vec::new();
        for part in [0.45, 0.5, 0.55] {
            page.drag_on(slider.point(part));
            page.frames(2);
            let rate = dial.value(slider.position());
            let theta = page.state().run("Gradient descent").theta[0];
            let formula = 3.0 * (1.0 - 2.0 * rate).powi(10);
            assert!((theta - formula).abs() < 1e-12, "at α = {rate} θ is {theta}, not {formula}");
            rates.push(rate);
        }
        assert!(rates[0] < rates[1] && rates[1] < rates[2], "{rates:?}");
        for (chart, before) in CHARTS.iter().zip(sheets) {
            assert_ne!(page.fingerprint(chart), before, "{chart} is drawn anew while the slider is held");
        }
        page.let_go(slider.thumb());
    });
}

#[test]
fn numbers_are_typed() {
    Visit::standing("").open(|page| {
        for ((name, _, action), (text, value)) in
            dials().into_iter().zip([("1e-3", 0.001), ("0.5", 0.5), (" .9 ", 0.9), ("1e-3", 0.001), ("−1.5", -1.5)])
        {
            page.number(name).enter(text);
            page.assert_shows(&after(action(value)));
            assert_eq!(page.number(name).value(), shortest(value));
            let dial = dials().into_iter().find(|dial| dial.0 == name).map(|(_, dial, _)| dial.position(value));
            assert_eq!(Some(page.slider(name).position()), dial, "{name} follows its field");
            page.button("Reset settings").click();
            page.assert_shows("");
        }
    });
}

#[test]
fn a_number_off_the_slider_is_taken_as_it_is() {
    Visit::standing("").open(|page| {
        page.number("Learning rate α").enter("25");
        page.assert_shows(&after(Action::Turn(Knob::LearningRate, 25.0)));
        let slider = page.slider("Learning rate α");
        assert_eq!(slider.position(), Knob::LearningRate.dial().last());
    });
}

#[test]
fn a_wrong_number_is_named_beside_its_field_and_changes_nothing() {
    Visit::to("start=2&at=5").open(|page| {
        for (name, text, words) in [
            ("Learning rate α", "abc", "not a number"),
            ("Learning rate α", "-1", "a number of 0 or more"),
            ("Learning rate α", "0,1", "decimals stand after a point"),
            ("Momentum β", "1.5", "from 0 up to, but not including, 1"),
            ("Squared-gradient memory β₂", "1", "from 0 up to, but not including, 1"),
            ("Epsilon ε", "-1e-8", "a number of 0 or more"),
            ("Start θ", "", "a number is missing"),
            ("Start θ", "1e200", "J is not finite"),
        ] {
            let before = page.state();
            let field = page.number(name);
            field.enter(text);
            page.wait(&format!("“{text}” in {name} is refused with a word on “{words}”"), || {
                field.beside("error").iter().any(|error| error.contains(words))
            });
            assert_eq!(field.attribute("aria-invalid").as_deref(), Some("true"), "“{text}” in {name}");
            assert_eq!(field.value(), text, "what was typed is kept, to be corrected");
            let role: String =
                page.script("return document.querySelector('.error:not(:empty)').getAttribute('role')", &[]);
            assert_eq!(role, "alert");
            let state = page.state();
            assert_eq!((state.scene, state.runs), (before.scene, before.runs), "“{text}” in {name} changes nothing");
            assert_eq!(page.fragment(), "start=2&at=5");
            field.press(&[Key::Escape]);
            page.wait("Escape takes it back", || field.beside("error").iter().all(String::is_empty));
            assert_eq!(field.attribute("aria-invalid"), None);
        }
    });
}

#[test]
fn a_right_number_after_a_wrong_one_is_taken() {
    Visit::standing("").open(|page| {
        let field = page.number("Learning rate α");
        field.enter("one");
        page.wait("it is refused", || !field.beside("error").concat().is_empty());
        field.enter("0.1");
        page.assert_shows(&after(Action::Turn(Knob::LearningRate, 0.1)));
        assert!(field.beside("error").concat().is_empty() && field.attribute("aria-invalid").is_none());
    });
}

#[test]
fn a_slider_moved_after_a_wrong_number_puts_its_value_into_the_field() {
    Visit::standing("").open(|page| {
        let (field, slider) = (page.number("Learning rate α"), page.slider("Learning rate α"));
        field.enter("one");
        page.wait("it is refused", || !field.beside("error").concat().is_empty());
        slider.press(&[Key::Right]);
        let value = Knob::LearningRate.dial().value(slider.position());
        page.assert_shows(&after(Action::Turn(Knob::LearningRate, value)));
        assert_eq!(field.value(), shortest(value));
        assert!(field.beside("error").concat().is_empty() && field.attribute("aria-invalid").is_none());
    });
}

#[test]
fn reset_after_a_wrong_number_puts_the_value_back_into_the_field() {
    Visit::standing("start=1").open(|page| {
        let field = page.number("Start θ");
        field.enter("one");
        page.wait("it is refused", || !field.beside("error").concat().is_empty());
        page.button("Reset settings").click();
        page.assert_shows("");
        assert_eq!((field.value().as_str(), field.attribute("aria-invalid")), ("3", None));
        assert!(field.beside("error").concat().is_empty());
        assert_eq!(page.slider("Start θ").position(), dial_of_start().position(3.0));
    });
}

#[test]
fn what_is_being_typed_stays_while_the_race_plays() {
    Visit::to("speed=0.25&change=300,lr:0.02").open(|page| {
        page.wait_state("it plays", |state| state.playing && state.at > 0);
        let field = page.number("Learning rate α");
        field.click();
        page.press(Key::End.value());
        page.press('5');
        page.frames(10);
        assert_eq!(field.value(), "0.015");
        let at = page.state().at;
        page.wait_state("it plays on", |state| state.playing && state.at > at);
    });
}

#[test]
fn where_runs_differ_the_field_says_so_and_the_note_names_them() {
    Visit::standing("").open(|page| {
        let name = "Squared-gradient memory β₂";
        let field = page.number(name);
        assert_eq!((field.value(), field.attribute("placeholder").as_deref()), (String::new(), Some("differs")));
        assert_eq!(field.beside("note"), ["RMSprop 0.99, Adam 0.999"]);
        assert_eq!(page.slider(name).attribute("aria-valuetext").as_deref(), Some("RMSprop 0.99, Adam 0.999"));
        field.enter("0.95");
        page.assert_shows(&after(Action::Turn(Knob::SquareMemory, 0.95)));
        assert_eq!(field.value(), "0.95");
        assert!(field.beside("note").concat().is_empty(), "they no longer differ");
    });
}

#[test]
fn what_changes_midway_is_told_below_its_slider_as_long_as_it_does() {
    Visit::standing("at=500&run=gd&run=adam&change=100,lr:0.9&change=300,lr:0.001").open(|page| {
        let field = page.number("Learning rate α");
        assert_eq!(field.beside("note"), ["at step 100: 0.9, at step 300: 1e-3"]);
        assert_eq!(field.value(), "1e-3");
        field.enter("0.05");
        page.wait_state("from the start on", |state| !state.scene.contains("change="));
        assert!(field.beside("note").concat().is_empty());
        page.button("Undo").click();
        page.wait("it is told again", || field.beside("note") == ["at step 100: 0.9, at step 300: 1e-3"]);
    });
}

#[test]
fn a_field_left_as_it_was_changes_nothing() {
    Visit::standing("").open(|page| {
        page.number("Squared-gradient memory β₂").click();
        page.number("Learning rate α").click();
        page.number("Start θ").click();
        page.frames(2);
        page.assert_shows("");
    });
}

#[test]
fn reset_puts_every_setting_back_and_keeps_what_is_looked_at() {
    Visit::to("start=1&change=20,lr:0.1&scale=linear&at=40").open(|page| {
        page.slider("Momentum β").drag_to(0.2);
        page.button("Reset settings").click();
        page.assert_shows("scale=linear&at=40");
    });
}
