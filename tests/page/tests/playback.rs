//! Playing, stepping, scrubbing, pointing.
#![allow(missing_docs, clippy::panic)]

use std::time::Duration;

use page_tests::{CHARTS, Page, Role, Visit, expected};
use thirtyfour::Key;

fn at(page: &Page) -> usize {
    page.state().at
}

#[test]
fn play_goes_on_from_where_it_stands_and_pause_stops_it() {
    // Slowly: the hand that pauses it may be slow too.
    Visit::to("speed=0.25&at=100").open(|page| {
        page.button("Play").click();
        page.wait_state("it plays on", |state| state.playing && state.at > 100);
        page.button("Pause").click();
        let paused = page.wait_state("it stands", |state| !state.playing);
        assert!(paused.at > 100 && paused.at < 1000, "{paused:?}");
        page.frames(10);
        assert_eq!(at(page), paused.at);
        page.wait_fragment(&format!("speed=0.25&at={}", paused.at));
        page.button("Play");
    });
}

#[test]
fn play_at_the_end_starts_over() {
    Visit::standing("").open(|page| {
        page.button("Play").click();
        page.wait_state("it plays from the start", |state| state.playing && state.at < 500);
        page.wait_fragment("");
    });
}

#[test]
fn steps_are_made_one_by_one_both_ways() {
    Visit::to("at=5").open(|page| {
        let (back, forward) = (page.button("Step back"), page.button("Step forward"));
        forward.click();
        page.wait_state("one step on", |state| state.at == 6);
        page.wait_fragment("at=6");
        assert_eq!(page.state().run("Adam").theta, expected("at=6").runs[5].1);
        back.click();
        back.click();
        page.wait_state("two steps back", |state| state.at == 4);
        for _ in 0..6 {
            back.click();
        }
        page.wait_state("not past the start", |state| state.at == 0);
        assert_eq!(page.table()[5][1], "3.000");
    });
}

#[test]
fn a_step_while_it_plays_makes_it_stand() {
    Visit::to("").open(|page| {
        page.wait_state("it plays", |state| state.playing && state.at > 1);
        page.button("Step forward").click();
        let state = page.wait_state("it stands", |state| !state.playing);
        page.frames(5);
        assert_eq!(at(page), state.at);
    });
}

#[test]
fn restart_plays_from_the_start() {
    Visit::to("at=900").open(|page| {
        page.button("Restart").click();
        page.wait_state("it plays from the start", |state| state.at < 500 && state.playing);
    });
}

#[test]
fn the_iteration_is_scrubbed_back_and_forth() {
    Visit::standing("").open(|page| {
        let slider = page.slider("Iteration");
        page.hold(slider.thumb());
        for part in [0.6, 0.2, 0.4] {
            page.drag_on(slider.point(part));
            page.frames(2);
            let state = page.state();
            assert_eq!(state.at, slider.position() as usize);
            assert!((state.at as f64 / 1000.0 - part).abs() < 0.02, "{part} of the way is {}", state.at);
            let expected = expected(&format!("at={}", state.at));
            assert_eq!(state.run("Momentum").theta, expected.runs[1].1);
            assert_eq!(page.table()[1][3], expected.runs[1].3);
            assert!(page.text("#counter").contains(&state.at.to_string()));
        }
        page.let_go(slider.thumb());
        page.wait_fragment(&format!("at={}", slider.position()));
        slider.press(&[Key::Right]);
        assert_eq!(at(page), slider.position() as usize, "by the keyboard too");
        let spoken = slider.attribute("aria-valuetext").unwrap_or_default();
        assert!(spoken.contains(&at(page).to_string()), "{spoken}");
    });
}

#[test]
fn a_setting_changed_while_it_plays_acts_at_once_and_it_plays_on() {
    Visit::to("speed=0.25&at=5").open(|page| {
        page.button("Play").click();
        let begun = page.wait_state("it plays", |state| state.playing && state.at > 5);
        page.number("Learning rate α").enter("0.1");
        let state = page.wait_state("it plays on with the new rate", |state| {
            let theta = 3.0 * 0.8_f64.powi(i32::try_from(state.at).unwrap_or(i32::MAX));
            (state.run("Gradient descent").theta[0] - theta).abs() < 1e-12
        });
        assert!(state.playing && state.at >= begun.at, "{state:?}");
        page.wait_state("it goes on", |now| now.at > state.at);
    });
}

#[test]
fn a_higher_speed_plays_faster() {
    Visit::to("steps=100000&at=0").open(|page| {
        // √at grows evenly with the time.
        let now = || -> [f64; 2] {
            let script = "import(new URL('downhill.js', document.baseURI))
                .then((page) => done([page.state().at, performance.now()]))";
            page.script_later(script, &[])
        };
        let pace = |option: &str| {
            page.find(Role::Combobox, "Speed").choose(option);
            page.button("Restart").click();
            page.wait_state("it plays", |state| state.playing && state.at > 0 && state.at < 50_000);
            let [from, begun] = now();
            page.frames(20);
            let [to, ended] = now();
            assert!(page.state().playing, "it is still under way");
            (to.sqrt() - from.sqrt()) / (ended - begun)
        };
        let (slow, normal) = (pace("¼×"), pace("1×"));
        assert!(normal > 2.0 * slow, "{normal} at 1×, {slow} at ¼×");
        page.find(Role::Combobox, "Speed").choose("4×");
        page.wait_fragment("steps=100000&speed=4");
    });
}

#[test]
fn the_keyboard_plays_steps_and_jumps() {
    Visit::to("at=50").open(|page| {
        let press = |key: Key, expected: usize| {
            page.press(key.value());
            page.wait_state(&format!("step {expected} after {key:?}"), |state| state.at == expected);
        };
        press(Key::Right, 51);
        press(Key::Left, 50);
        page.press_with_shift(Key::Right.value());
        page.wait_state("ten steps on", |state| state.at == 60);
        page.press_with_shift(Key::Left.value());
        page.wait_state("ten steps back", |state| state.at == 50);
        press(Key::Home, 0);
        press(Key::Left, 0);
        press(Key::End, 1000);
        press(Key::Right, 1000);
        page.press(' ');
        page.wait_state("the space bar plays", |state| state.playing);
        page.press(' ');
        page.wait_state("and stops", |state| !state.playing);
    });
}

#[test]
fn keys_belong_to_the_field_or_button_that_has_the_focus() {
    Visit::to("at=50").open(|page| {
        let field = page.number("Learning rate α");
        field.click();
        for key in [Key::Home.value(), Key::Right.value(), '?'] {
            page.press(key);
        }
        page.frames(2);
        assert!(!page.sees("#help") && at(page) == 50);
        field.press(&[Key::Escape]);
        page.button("Step forward").focus();
        page.press(' ');
        page.wait_state("the space bar presses the button, and only once", |state| state.at == 51);
        page.frames(5);
        assert_eq!((at(page), page.state().playing), (51, false));
    });
}

#[test]
fn a_question_mark_opens_the_list_of_keys() {
    Visit::to("at=50").open(|page| {
        page.press('?');
        page.wait("the list is open", || page.sees("#help"));
        let help = page.text("#help");
        for words in ["Space", "Home", "End", "Shift", "play or pause"] {
            assert!(help.contains(words), "the list says nothing of {words}");
        }
        page.press(Key::Right.value());
        page.press(Key::Escape.value());
        page.wait("it is closed", || !page.sees("#help"));
        assert_eq!(at(page), 50, "what was pressed in the list stays there");
        page.button("Help: keys and words").click();
        page.wait("the button opens it too", || page.sees("#help"));
        page.button("Close help").click();
        page.wait("and it closes", || !page.sees("#help"));
    });
}

#[test]
fn pointing_at_a_timeline_shows_that_iteration_everywhere_until_the_pointer_leaves() {
    Visit::standing("").open(|page| {
        let (table, counter) = (page.table(), page.text("#counter"));
        let sheets = CHARTS.map(|chart| page.fingerprint(chart));
        for chart in ["#theta-sheet", "#loss-sheet"] {
            page.hover(page.point_on(chart, 0.5, 0.5));
            page.wait("the counter says which step", || page.text("#counter").contains("at step "));
            let step = pointed(page);
            assert!((300..700).contains(&step), "the middle of {chart} is step {step}");
            let expected = expected(&format!("at={step}"));
            let shown: Vec<_> = page.table().into_iter().map(|mut row| row.remove(3)).collect();
            let verdicts: Vec<_> = expected.runs.into_iter().map(|run| run.3).collect();
            assert_eq!(shown, verdicts);
            for (chart, before) in CHARTS.iter().zip(sheets) {
                assert_ne!(page.fingerprint(chart), before, "{chart} shows step {step}");
            }
            assert_eq!(at(page), 1000, "the iteration itself stays");
            page.hover(page.point_on("#story", 0.5, 0.5));
            page.wait("all is as before", || page.text("#counter") == counter && page.table() == table);
            page.frames(2);
            assert_eq!(CHARTS.map(|chart| page.fingerprint(chart)), sheets);
        }
    });
}

#[test]
fn the_length_of_a_race_is_typed_and_what_it_cannot_be_is_said() {
    Visit::standing("run=adagrad").open(|page| {
        let length = page.find(Role::Textbox, "Length of the race in steps");
        assert_eq!(length.value(), "1000");
        length.enter("5000");
        let longer = page.wait_state("a longer race", |state| state.scene == "steps=5000&run=adagrad");
        assert_eq!(longer.at, 5000);
        for (text, expected) in [
            ("0", "expected a whole number from 1 to 1\u{2009}000\u{2009}000"),
            ("1.5", "expected a whole number from 1 to 1\u{2009}000\u{2009}000"),
            ("many", "expected a whole number from 1 to 1\u{2009}000\u{2009}000"),
        ] {
            length.enter(text);
            page.wait("it is said", || page.text("#steps-error") == expected);
            assert_eq!((length.value().as_str(), page.state().scene.as_str()), (text, "steps=5000&run=adagrad"));
        }
        length.press(&[Key::Escape]);
        page.wait("the length that there is", || length.value() == "5000" && page.text("#steps-error").is_empty());
        page.button("Undo").click();
        page.wait_state("as before", |state| state.scene == "run=adagrad");
        assert_eq!(length.value(), "1000");
    });
}

/// The iteration that the counter names.
fn pointed(page: &Page) -> usize {
    let words = page.text("#counter");
    let number = words.trim_start_matches("at step ").split(" of").next().unwrap_or_default();
    number.replace('\u{2009}', "").parse().unwrap_or_else(|_| panic!("the counter says “{words}”"))
}

#[test]
fn a_finger_on_a_chart_shows_the_iteration_there() {
    Visit::standing("").phone(390).open(|page| {
        let chart = "#theta-sheet";
        let (from, to) = (page.point_on(chart, 0.4, 0.5), page.point_on(chart, 0.7, 0.5));
        page.touch(from, true);
        page.wait("the counter says which step", || page.text("#counter").contains("at step "));
        let first = pointed(page);
        for part in [0.3, 0.6, 1.0] {
            page.touch(from.towards(to, part), false);
        }
        page.wait("it follows the finger", || pointed(page) > first + 150);
        page.lift();
        page.wait("it lets go", || !page.text("#counter").contains("at step "));
    });
}

#[test]
fn scrolled_out_of_sight_it_does_nothing() {
    Visit::to("steps=100000&speed=0.25").open(|page| {
        page.wait_state("it plays", |state| state.playing && state.drawn > 3);
        page.script::<bool>(
            "const far = document.createElement('div');
            far.style.height = '5000px';
            document.body.prepend(far);
            scrollTo(0, 0);
            return true",
            &[],
        );
        let mut before = page.state().drawn;
        page.wait("it stops drawing", || {
            page.frames(5);
            let now = page.state().drawn;
            now == std::mem::replace(&mut before, now)
        });
        page.frames(20);
        let resting = page.state();
        assert_eq!((resting.drawn, resting.playing), (before, true));
        page.script::<bool>("document.querySelector('main').scrollIntoView({ behavior: 'instant' }); return true", &[]);
        page.wait_state("it goes on when it is back", |state| state.drawn > before + 3 && state.at > resting.at);
    });
}

#[test]
fn in_a_hidden_tab_it_does_nothing() {
    Visit::to("steps=100000&speed=0.25").open(|page| {
        page.wait_state("it plays", |state| state.playing && state.drawn > 3);
        page.hide();
        page.wait("the tab is hidden", || page.script("return document.hidden", &[]));
        let before = page.state().drawn;
        page.pass(Duration::from_millis(300));
        let resting = page.state();
        assert!(resting.drawn <= before + 1 && resting.playing, "{} frames", resting.drawn - before);
        page.unhide();
        page.wait_state("it goes on when it is back", |state| state.drawn > resting.drawn + 3);
    });
}

#[test]
fn standing_still_it_draws_nothing() {
    Visit::to("at=50").open(|page| {
        let mut before = page.state().drawn;
        page.wait("what there was to draw is drawn", || {
            page.frames(5);
            let now = page.state().drawn;
            now == std::mem::replace(&mut before, now)
        });
        page.frames(20);
        assert_eq!(page.state().drawn, before);
    });
}

#[test]
fn a_space_bar_held_down_acts_once() {
    Visit::to("at=100").open(|page| {
        let press = "document.body.dispatchEvent(new KeyboardEvent('keydown',
            { key: ' ', repeat: arguments[0], bubbles: true }))";
        page.script::<()>(press, &[serde_json::json!(false)]);
        for _ in 0..3 {
            page.script::<()>(press, &[serde_json::json!(true)]);
        }
        page.wait_state("it plays", |state| state.playing && state.at > 100);
    });
}

#[test]
fn a_slider_dragged_from_here_on_while_it_plays_is_one_change() {
    Visit::to("steps=100000&from=here&speed=0.25").open(|page| {
        page.wait_state("it has begun", |state| state.playing && state.at > 100);
        page.slider("Learning rate α").drag_to(0.7);
        page.button("Pause").click();
        let state = page.wait_state("it stands", |state| !state.playing);
        assert_eq!(state.scene.matches("change=").count(), 1, "{}", state.scene);
    });
}
