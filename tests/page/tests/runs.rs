//! Runs as things: added from the list, copied, named, coloured, ordered, tuned, removed; undone; pinned; fair.
#![allow(missing_docs)]

use downhill::optimiser;
use downhill::palette;
use page_tests::{Page, Point, Role, Visit};
use serde_json::json;
use thirtyfour::Key;

#[track_caller]
fn names(page: &Page) -> Vec<String> {
    page.state().runs.into_iter().map(|run| run.name).collect()
}

/// The id of the element that has the focus.
#[track_caller]
fn focus(page: &Page) -> String {
    page.script("return document.activeElement.id", &[])
}

#[track_caller]
fn press_with_control(page: &Page, key: &str, shift: bool) {
    page.script::<()>(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
         {key: arguments[0], shiftKey: arguments[1], ctrlKey: true, bubbles: true, cancelable: true}))",
        &[json!(key), json!(shift)],
    );
}

#[test]
fn every_optimiser_is_in_the_list_and_can_be_added() {
    Visit::standing("run=gd").open(|page| {
        page.button("Add a run").click();
        assert_eq!(focus(page), "add-search");
        for optimiser in optimiser::ALL {
            let option = page.find(Role::Button, &format!("{} {}", optimiser.name, optimiser.summary));
            assert!(option.attribute("class").is_some_and(|class| class == "option"));
        }
        for family in optimiser::Family::ALL {
            assert!(page.text("#add-list").contains(family.name()));
        }
        page.find(Role::Button, &format!("{} {}", optimiser::ALL[9].name, optimiser::ALL[9].summary)).click();
        page.assert_shows(&format!("run=gd&run={}&tune=2", optimiser::ALL[9].id));
    });
}

#[test]
fn a_run_is_found_by_search_added_tuned_copied_and_removed_and_all_of_it_undone() {
    Visit::standing("run=gd").open(|page| {
        page.button("Add a run").click();
        let search = "document.getElementById('add-search')";
        let type_in = format!(
            "{search}.value = arguments[0]; {search}.dispatchEvent(new InputEvent('input', {{bubbles: true}}))"
        );
        page.script::<()>(&type_in, &[json!("no such thing")]);
        page.wait("it says that there is none", || page.sees("#add-none") && !page.text("#add-none").is_empty());
        page.script::<()>(&type_in, &[json!("ADAMW")]);
        page.wait("one is left", || page.names(Role::Button).iter().any(|name| name.starts_with("AdamW")));
        assert!(!page.names(Role::Button).iter().any(|name| name.starts_with("Lion")));
        page.script::<()>(
            &format!("{search}.dispatchEvent(new KeyboardEvent('keydown', {{key: 'Enter', bubbles: true, cancelable: true}}))"),
            &[],
        );
        page.assert_shows("run=gd&run=adamw&tune=2");
        assert_eq!(focus(page), "closeup-title");
        assert_eq!(page.text("#closeup-title"), "AdamW");

        page.number("β₁").enter("0.5");
        page.assert_shows("run=gd&run=adamw,beta1:0.5&tune=2");
        page.find(Role::Slider, "α learning rate: how long a step is").press(&[Key::Home]);
        page.assert_shows("run=gd&run=adamw,lr:1e-4,beta1:0.5&tune=2");
        page.number("β₁").enter("1");
        page.wait("why not is said", || page.number("β₁").beside("error")[0].contains("not including, 1"));

        page.button("Duplicate").click();
        page.assert_shows("run=gd&run=adamw,lr:1e-4,beta1:0.5&run=adamw,lr:1e-4,beta1:0.5&tune=3");
        page.button("Remove").click();
        page.wait_fragment("run=gd&run=adamw,lr:1e-4,beta1:0.5");
        assert!(page.sees("#knobs"), "the shared settings are back");

        for text in [
            "run=gd&run=adamw,lr:1e-4,beta1:0.5&run=adamw,lr:1e-4,beta1:0.5&tune=3",
            "run=gd&run=adamw,lr:1e-4,beta1:0.5",
            "run=gd&run=adamw,beta1:0.5",
            "run=gd&run=adamw",
            "run=gd",
        ] {
            page.button("Undo").click();
            page.wait_state("it is undone", |state| without_closeup(&state.scene) == without_closeup(text));
        }
        page.button("Redo").click();
        page.wait_state("it is redone", |state| without_closeup(&state.scene) == "run=gd&run=adamw");
        press_with_control(page, "z", false);
        page.wait_state("and undone by key", |state| without_closeup(&state.scene) == "run=gd");
        press_with_control(page, "Z", true);
        page.wait_state("and redone by key", |state| without_closeup(&state.scene) == "run=gd&run=adamw");
    });
}

/// Where one looks stays when something is undone.
fn without_closeup(text: &str) -> String {
    text.split('&').filter(|part| !part.starts_with("tune=")).collect::<Vec<_>>().join("&")
}

#[test]
fn what_is_typed_dragged_and_chosen_one_after_the_other_is_undone_one_after_the_other() {
    Visit::standing("loss=bowl&run=gd").open(|page| {
        for rate in ["0.1", "0.2"] {
            page.number("Learning rate α").enter(rate);
            page.wait_state("typed", |state| state.scene.contains(rate));
        }
        let undo = |expected: &str| {
            page.button("Undo").click();
            page.wait_state(expected, |state| state.scene == expected);
        };
        undo("loss=bowl&run=gd,lr:0.1");
        undo("loss=bowl&run=gd");
        let mut starts = Vec::new();
        for way in [60.0, -40.0] {
            let from = page.handle();
            page.drag(from, Point { x: from.x + way, y: from.y });
            let before = starts.last().cloned();
            let after = page
                .wait_state("dragged", |state| state.scene.contains("start=") && Some(&state.scene) != before.as_ref());
            starts.push(after.scene);
        }
        undo(&starts[0]);
        undo("loss=bowl&run=gd");
        page.button("Look closer at Gradient descent").click();
        page.script::<()>("const colour = document.getElementById('colour-3'); colour.focus(); colour.click()", &[]);
        page.wait_state("coloured", |state| state.scene.contains("colour:"));
        press_with_control(page, "z", false);
        page.wait_state("its own colour", |state| !state.scene.contains("colour:"));
    });
}

#[test]
fn a_run_is_looked_at_closely_and_left_again() {
    Visit::standing("").open(|page| {
        page.button("Look closer at Adagrad").click();
        page.assert_shows("tune=4");
        assert_eq!((focus(page).as_str(), page.sees("#knobs")), ("closeup-title", false));
        page.button("Back to the settings for all runs").click();
        page.assert_shows("");
        assert!(page.sees("#knobs") && !page.sees("#own-knobs"));
        let label: String = page.script("return document.activeElement.getAttribute('aria-label')", &[]);
        assert_eq!(label, "Look closer at Adagrad");
    });
}

#[test]
fn every_hyperparameter_of_every_optimiser_has_a_control() {
    for optimiser in optimiser::ALL {
        Visit::standing(&format!("run={}&tune=1", optimiser.id)).open(|page| {
            for h in optimiser.hyperparameters {
                let label = format!("{} {}", h.symbol, h.help);
                let controls = [Role::Slider, Role::Switch].map(|role| page.names(role));
                let found = controls.concat().iter().any(|name| name.replace(' ', "") == label.replace(' ', ""));
                assert!(found, "{label} of {}: {controls:?}", optimiser.id);
            }
        });
    }
}

#[test]
fn a_switch_of_a_run_switches_it() {
    Visit::standing("run=adam&tune=1").open(|page| {
        let correction = page.names(Role::Switch).into_iter().find(|name| name.starts_with("bias correction"));
        let correction = page.switch(&correction.unwrap_or_default());
        assert!(correction.is_on());
        correction.click();
        page.assert_shows("run=adam,correction:0&tune=1");
    });
}

#[test]
fn a_run_is_named_coloured_and_moved() {
    Visit::standing("run=gd&run=adam&tune=2").open(|page| {
        page.textbox("Name").enter("Mine, at last");
        page.wait_fragment("run=gd&run=adam,name:Mine,%20at%20last&tune=2");
        assert_eq!(names(page), ["Gradient descent", "Mine, at last"]);
        assert_eq!(page.text("#closeup-title"), "Mine, at last");
        page.script::<()>("document.querySelector('#own-colours input[aria-label=green]').click()", &[]);
        page.wait_fragment("run=gd&run=adam,colour:green,name:Mine,%20at%20last&tune=2");
        page.frames(2);
        assert!(page.pixels_of("#theta-sheet", palette::GREEN.light) > 50);
        assert_eq!(page.pixels_of("#theta-sheet", palette::CRIMSON.light), 0);
        page.button("Move up").click();
        page.wait_fragment("run=adam,colour:green,name:Mine,%20at%20last&run=gd&tune=1");
        assert_eq!(names(page), ["Mine, at last", "Gradient descent"]);
        assert_eq!(page.button("Move up").property("disabled"), "true");
        page.reload();
        assert_eq!(names(page), ["Mine, at last", "Gradient descent"]);
    });
}

#[test]
fn a_schedule_is_chosen_and_its_numbers_set() {
    Visit::standing("run=gd,lr:0.1&steps=100&tune=1").open(|page| {
        page.find(Role::Combobox, "Schedule of α").choose("Step");
        page.assert_shows("steps=100&run=gd,lr:0.1,schedule:step&tune=1");
        page.number("after so many steps each").enter("10");
        page.assert_shows("steps=100&run=gd,lr:0.1,schedule:step:10&tune=1");
        page.number("after so many steps each").enter("0.5");
        page.wait("why not is said", || {
            page.number("after so many steps each").beside("error")[0].starts_with("expected a whole number")
        });
    });
}

#[test]
fn pinned_curves_stay_behind_while_a_setting_changes() {
    Visit::standing("run=gd").open(|page| {
        page.switch("Pin").click();
        page.wait_fragment("run=gd&pin=");
        let before = page.fingerprint("#theta-sheet");
        page.number("Learning rate α").enter("0.001");
        page.wait_fragment("run=gd,lr:1e-3&pin=run=gd");
        page.frames(2);
        let with_ghost = page.fingerprint("#theta-sheet");
        assert_ne!(with_ghost, before);
        page.switch("Pin").click();
        page.wait_fragment("run=gd,lr:1e-3");
        page.frames(2);
        assert_ne!(page.fingerprint("#theta-sheet"), with_ghost);
    });
}

#[test]
fn learning_rates_are_made_fair_in_three_ways_and_told() {
    Visit::standing("run=gd,lr:0.3&run=adam&run=adadelta").open(|page| {
        let fair = page.find(Role::Combobox, "Learning rates");
        assert_eq!(fair.value(), "");
        fair.choose("same for all");
        page.assert_shows("run=gd,lr:0.3&run=adam,lr:0.3&run=adadelta,lr:0.3");
        fair.choose("as documented");
        page.assert_shows("run=gd,lr:1e-3&run=adam,lr:1e-3&run=adadelta");
        assert_eq!(fair.value(), "documented");
        fair.choose("tuned to J");
        let state = page.wait_state("rates were found", |state| !state.scene.contains("gd,lr:1e-3"));
        // On θ² a rate of ½ would land at once; of the grid 0.464 is nearest, and settles in two steps.
        assert!(state.scene.starts_with("run=gd,lr:0.464&run=adam,lr:"), "{}", state.scene);
        assert_eq!(fair.value(), "tuned");
        page.wait("the address has what was found", || page.fragment().contains("lr:"));
        assert!(page.number("Learning rate α").beside("note")[0].starts_with("Gradient descent 0.464, Adam "));
    });
}
