//! The menu of experiments, and the card that says what to look for.
#![allow(missing_docs)]

use downhill::experiment::{ALL, Experiment};
use page_tests::{Page, Role, Visit};
use thirtyfour::Key;

const CARD: &str = "#experiment";

/// Opens the menu, and follows an experiment's link as a mouse does.
#[track_caller]
fn choose(page: &Page, experiment: &Experiment) {
    page.button("Experiments").click();
    page.find(Role::Link, &format!("{} {}", experiment.title, experiment.question)).click();
}

/// Asserts that this experiment is open, and that its card says what to look for.
#[track_caller]
fn assert_open(page: &Page, experiment: &Experiment) {
    page.assert_shows(experiment.scene);
    assert!(!page.sees("#experiments"), "the menu has closed");
    let card = page.text(CARD);
    for text in [experiment.title, experiment.question, experiment.look_for] {
        assert!(card.contains(text), "“{text}” is missing: {card}");
    }
}

#[test]
fn every_experiment_can_be_opened_from_the_menu() {
    Visit::standing("").open(|page| {
        page.button("Experiments").click();
        let listed: Vec<String> = ALL.iter().map(|e| format!("{} {}", e.title, e.question)).collect();
        assert_eq!(page.names(Role::Link), listed);
        page.press(Key::Escape.value());
        for experiment in [&ALL[0], &ALL[5], &ALL[ALL.len() - 1]] {
            choose(page, experiment);
            assert_open(page, experiment);
        }
    });
}

#[test]
fn an_experiment_plays_as_a_link_does() {
    Visit::to("at=3").open(|page| {
        choose(page, &ALL[1]);
        page.wait_state("it plays", |state| state.playing);
        page.wait_state("it has played to its end", |state| !state.playing && state.at == 100);
        assert_open(page, &ALL[1]);
    });
}

#[test]
fn a_link_to_an_experiments_scene_shows_its_card_and_any_other_shows_none() {
    Visit::standing(ALL[2].scene).open(|page| {
        assert_open(page, &ALL[2]);
        page.go("steps=49");
        assert_eq!(page.text(CARD), "");
    });
}

#[test]
fn the_card_stays_while_settings_change_and_goes_with_another_loss() {
    Visit::standing("").open(|page| {
        choose(page, &ALL[2]);
        page.number("Start θ").enter("2");
        page.assert_shows(&format!("start=2&{}", ALL[2].scene));
        assert!(page.text(CARD).contains(ALL[2].title));
        page.find(Role::Combobox, "Loss").choose("Ripple: 0.1θ² + 1 − cos 3θ");
        page.wait("the card is gone", || page.text(CARD).is_empty());
    });
}

#[test]
fn the_card_is_dismissed_and_comes_back_when_its_experiment_is_chosen_again() {
    Visit::standing("").open(|page| {
        choose(page, &ALL[0]);
        assert_open(page, &ALL[0]);
        page.button("Close the experiment").click();
        assert_eq!(page.text(CARD), "");
        page.assert_shows(ALL[0].scene);
        let focused: String = page.script("return document.activeElement.id", &[]);
        assert_eq!(focused, "experiments-open", "the focus is not lost");
        choose(page, &ALL[0]);
        assert_open(page, &ALL[0]);
    });
}

#[test]
fn going_back_leads_to_what_was_shown_before() {
    Visit::standing("start=2").open(|page| {
        choose(page, &ALL[3]);
        assert_open(page, &ALL[3]);
        page.script::<()>("history.back()", &[]);
        page.assert_shows("start=2");
        assert_eq!(page.text(CARD), "");
    });
}

#[test]
fn the_menu_works_with_the_keyboard_alone() {
    Visit::standing("").open(|page| {
        page.button("Experiments").focus();
        page.press(Key::Enter.value());
        page.wait("the menu is open", || page.sees("#experiments"));
        // From the button that closes it to the first link.
        page.press(Key::Tab.value());
        page.press(Key::Enter.value());
        assert_open(page, &ALL[0]);
        page.press(Key::Enter.value());
        page.wait("the menu is open", || page.sees("#experiments"));
        page.press(Key::Escape.value());
        page.wait("it is closed", || !page.sees("#experiments"));
        assert_open(page, &ALL[0]);
    });
}

#[test]
fn menu_and_card_are_fit_for_all_on_every_screen() {
    for visit in [Visit::standing(""), Visit::standing("").phone(390).dark(), Visit::standing("").phone(320)] {
        visit.open(|page| {
            page.button("Experiments").click();
            assert_eq!(page.axe(), [] as [String; 0]);
            page.find(Role::Link, &format!("{} {}", ALL[7].title, ALL[7].question)).click();
            assert_open(page, &ALL[7]);
            assert_eq!(page.axe(), [] as [String; 0]);
            let wide: f64 = page.script("return document.documentElement.scrollWidth - innerWidth", &[]);
            assert!(wide <= 0.0, "the page is {wide} pixels too wide");
        });
    }
}
