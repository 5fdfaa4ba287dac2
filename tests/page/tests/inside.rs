//! The chart of what is inside the optimisers.
#![allow(missing_docs)]

use downhill::optimiser;
use downhill::scene::Inside;
use page_tests::{Page, Role, Visit};

const SHEET: &str = "#inside-sheet";

#[track_caller]
fn choose(page: &Page, option: &str) {
    page.find(Role::Combobox, "Inside the optimisers").choose(option);
    page.frames(3);
}

/// How many pixels of the chart have the colour of an optimiser.
#[track_caller]
fn seen(page: &Page, optimiser: &str) -> usize {
    let colour = optimiser::by_id(optimiser).map_or((0, 0, 0), |optimiser| optimiser.style.light);
    page.pixels_of(SHEET, colour)
}

#[test]
fn each_quantity_is_chosen_drawn_and_in_the_link_and_off_again() {
    Visit::standing("").open(|page| {
        assert!(!page.sees("#inside"), "it takes no room until it is wanted");
        let mut pictures = Vec::new();
        for inside in Inside::ALL {
            choose(page, inside.name());
            page.assert_shows(&format!("inside={}", inside.id()));
            assert_eq!(page.text("#inside-name"), format!("{} at each iteration", inside.name()));
            assert!(seen(page, "adam") > 50, "{}", inside.name());
            pictures.push(page.fingerprint(SHEET));
        }
        pictures.dedup();
        assert_eq!(pictures.len(), Inside::ALL.len());
        choose(page, "Off");
        page.assert_shows("");
        assert!(!page.sees("#inside"));
    });
}

#[test]
fn runs_without_such_a_number_are_named_and_not_drawn() {
    Visit::standing("run=gd&run=momentum&inside=velocity").open(|page| {
        page.frames(3);
        assert_eq!(page.text("#inside-note"), "no such number: Gradient descent");
        assert_eq!(seen(page, "gd"), 0);
        assert!(seen(page, "momentum") > 50);
        page.find(Role::Checkbox, "Gradient descent").click();
        page.wait("nothing is missing any more", || page.text("#inside-note").is_empty());
    });
}

#[test]
fn a_race_that_is_too_long_says_so_in_the_chart() {
    Visit::standing("steps=500000&inside=scale").open(|page| {
        page.wait("it says so", || page.text("#inside-note").starts_with("only for races of at most 2"));
        assert_eq!(seen(page, "adam"), 0);
    });
}

#[test]
fn the_pointer_reads_every_run_in_all_charts_at_once() {
    Visit::standing("inside=scale").open(|page| {
        page.frames(3);
        let charts = ["#theta-sheet", "#loss-sheet", SHEET];
        let before = charts.map(|chart| page.fingerprint(chart));
        page.hover(page.point_on(SHEET, 0.5, 0.5));
        page.frames(3);
        for (chart, before) in charts.iter().zip(before) {
            assert_ne!(page.fingerprint(chart), before, "{chart}");
        }
    });
}

#[test]
fn it_follows_a_slider_and_the_race_as_it_is_played() {
    Visit::standing("inside=scale&at=200").open(|page| {
        page.frames(3);
        let before = page.fingerprint(SHEET);
        page.number("Learning rate α").enter("0.1");
        page.frames(3);
        let after = page.fingerprint(SHEET);
        assert_ne!(after, before);
        page.number("Learning rate α").focus();
        page.button("Step forward").click();
        page.wait_state("it is a step further", |state| state.at == 201);
        page.frames(3);
        assert_ne!(page.fingerprint(SHEET), after);
    });
}

#[test]
fn it_has_its_place_on_every_screen() {
    for scene in ["inside=scale", "loss=bowl&inside=velocity&run=gd&run=newton&run=momentum"] {
        for visit in
            [Visit::standing(scene), Visit::standing(scene).phone(390), Visit::standing(scene).phone(320).dark()]
        {
            visit.open(|page| {
                page.frames(3);
                let script = "const box = document.querySelector('#inside-sheet').getBoundingClientRect();
                    return [box.width, box.height, document.documentElement.scrollWidth - innerWidth]";
                let [width, height, over]: [f64; 3] = page.script(script, &[]);
                assert!(width > 250.0 && height > 120.0 && over <= 0.0, "{width} × {height}, {over} too wide");
                assert_eq!(page.axe(), [] as [String; 0]);
            });
        }
    }
}
