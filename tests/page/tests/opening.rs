//! What a visitor finds on opening the page.
#![allow(missing_docs)]

use page_tests::{CHARTS, Role, Visit, expected};

#[test]
fn the_race_is_played_once_from_start_to_end() {
    Visit::to("").open(|page| {
        let begun = page.wait_state("the race plays", |state| state.playing);
        assert!(begun.at < 1000, "it begins at its end: {begun:?}");
        page.wait_state("it goes on", |state| state.at > begun.at);
        page.wait_state("it has ended", |state| !state.playing);
        page.frames(5);
        let state = page.state();
        assert_eq!((state.at, state.playing), (1000, false), "it stays at its end");
        page.assert_shows("");
        assert_eq!(page.text("#story"), expected("").story);
        assert_eq!(page.names(Role::Button).iter().filter(|name| *name == "Play").count(), 1);
        page.wait_fragment("");
    });
}

#[test]
fn the_page_has_loaded_when_its_first_picture_stands() {
    let note = "addEventListener('load', () => (window.runs = document.querySelectorAll('#rows tr').length));";
    Visit::standing("").after_script(note).open(|page| {
        assert_eq!(page.script::<usize>("return window.runs", &[]), 6, "runs told of when the page has loaded");
    });
}

#[test]
fn an_address_with_an_iteration_stands_there() {
    Visit::to("at=79").open(|page| {
        page.frames(10);
        let state = page.state();
        assert_eq!((state.at, state.playing), (79, false));
        page.assert_shows("at=79");
        assert_eq!(page.text("#story"), expected("at=79").story);
        assert_eq!(page.slider("Iteration").position(), 79);
        assert_eq!(page.button("Undo").property("disabled"), "true", "nothing was before it");
    });
}

#[test]
fn the_table_says_what_became_of_each_run() {
    Visit::standing("").open(|page| {
        let table = page.table();
        let told: Vec<(&str, &str)> = table.iter().map(|row| (row[0].as_str(), row[3].as_str())).collect();
        let article = [
            ("Gradient descent", "settled at step 228"),
            ("Momentum", "overshot to −0.885 at step 23, settled at step 79"),
            ("Nesterov", "overshot to −0.687 at step 22, settled at step 74"),
            ("Adagrad", "still under way, 2.406 off"),
            ("RMSprop", "settled at step 402"),
            ("Adam", "settled at step 706"),
        ];
        assert_eq!(told, article);
        assert_eq!(table[3][1], "2.406");
        assert!(page.text("#story").contains("Adagrad"));
    });
}

#[test]
fn the_table_shows_the_iteration_it_stands_at() {
    Visit::to("at=1").open(|page| {
        let table = page.table();
        assert_eq!(table[0][1..3], ["2.940", "8.6436"], "gradient descent: 3 − 0.01 · 6");
        assert!(table[0][3].starts_with("still under way"), "{table:?}");
    });
}

#[test]
fn everything_is_in_view_without_scrolling_at_1280_by_800() {
    Visit::standing("").open(|page| {
        let height: u32 = page.script("return document.scrollingElement.scrollHeight", &[]);
        assert!(height <= 800, "the page is {height} high");
        let outside: Vec<String> = page.script(
            "return [...document.querySelectorAll('.chart, .sheet, #transport, #story, #knobs input, #reset, #from-here, #rows td, #rows th')]
                .filter((element) => element.checkVisibility())
                .filter((element) => {
                    const box = element.getBoundingClientRect();
                    return box.width < 1 || box.height < 1 || box.left < 0 || box.top < 0
                        || box.right > innerWidth || box.bottom > innerHeight;
                })
                .map((element) => `${element.tagName} ${element.id} ${JSON.stringify(element.getBoundingClientRect())}`)",
            &[],
        );
        assert!(outside.is_empty(), "out of view: {outside:#?}");
        let charts: Vec<f64> = page.script(
            "return [...document.querySelectorAll('.sheet')].filter((sheet) => sheet.checkVisibility())
                .map((sheet) => sheet.getBoundingClientRect().height)",
            &[],
        );
        assert!(charts.iter().all(|height| *height >= 150.0), "charts of these heights say little: {charts:?}");
    });
}

#[test]
fn every_chart_shows_every_run_in_its_colour() {
    // Where no ball hides another.
    Visit::to("steps=100&at=60").open(|page| {
        for run in downhill::scene::Scene::default().runs {
            for chart in CHARTS {
                let count = page.pixels_of(chart, run.optimiser.style.light);
                assert!(count > 0, "{} is not to be seen on {chart}", run.optimiser.name);
            }
        }
    });
}

#[test]
fn every_control_has_its_name() {
    Visit::standing("").open(|page| {
        let knobs = ["Learning rate α", "Momentum β", "Squared-gradient memory β₂", "Epsilon ε", "Start θ"];
        for name in knobs {
            page.slider(name);
            page.number(name);
        }
        for (role, names) in [
            (Role::Slider, vec!["Iteration"]),
            (Role::Button, vec!["Play", "Step back", "Step forward", "Restart", "Reset settings", "Experiments"]),
            (Role::Combobox, vec!["Speed", "Loss", "Inside the optimisers"]),
            (Role::Switch, vec!["From here on", "Log scale"]),
            (Role::Checkbox, vec!["Gradient descent", "Momentum", "Nesterov", "Adagrad", "RMSprop", "Adam"]),
        ] {
            for name in names {
                page.find(role, name);
            }
        }
    });
}

#[test]
fn a_race_of_eight_runs_and_a_million_steps_is_run_to_its_end() {
    let scene = format!("steps=1000000{}", "&run=gd&run=adam".repeat(4));
    Visit::standing(&scene).open(|page| {
        page.wait_state("all steps are made", |state| {
            state.at == 1_000_000 && state.runs.iter().all(|run| run.verdict.starts_with("settled at step"))
        });
        page.assert_shows(&scene);
        page.slider("Iteration").drag_to(0.5);
        let at = page.state().at;
        assert!((450_000..550_000).contains(&at), "half way is {at}");
        page.assert_shows(&format!("{scene}&at={at}"));
    });
}

#[test]
fn a_run_that_leaves_the_numbers_is_called_diverged() {
    Visit::standing("run=gd,lr:1.5&run=adam").open(|page| {
        let table = page.table();
        let verdict = &expected("run=gd,lr:1.5&run=adam").runs[0].3;
        assert!(verdict.starts_with("diverged: past the finite numbers at step "));
        assert_eq!(table[0][3], *verdict);
        assert_eq!(table[0][2], "∞", "J has grown past all numbers");
        assert!(page.text("#story").contains("diverges"));
    });
}
