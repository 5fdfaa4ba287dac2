//! The hyperparameter map: drawn from races that workers run, aimed at by hand and keys, and light until it is wanted.
#![allow(missing_docs, clippy::panic)]

use std::time::Duration;

use downhill::chart::{DARK, LIGHT, Theme};
use downhill::scene::Scene;
use downhill::sweep::Sweep;
use downhill::sweep::field::{CELLS, Field};
use downhill::sweep::paint::Painting;
use page_tests::{Page, Point, Role, Visit};
use serde_json::json;

const CELLS_OF: &str = "#map .map-plot";

/// The pixels of a map as this machine makes them: red, green, blue and opacity of each cell, from the upper left.
fn expected(text: &str, shown: usize, theme: &Theme) -> Vec<u8> {
    let (scene, problems) = Scene::read(text);
    assert_eq!(problems.len(), 0);
    let fields = Field::all(&scene);
    let mut painting = Painting::new(fields.len());
    for (place, field) in fields.iter().enumerate() {
        let mut sweep = Sweep::of(&scene, field.run);
        field.begin(&mut sweep, &scene, &(0..CELLS * CELLS).collect::<Vec<_>>());
        while !sweep.advance(usize::MAX, &mut |cell, found| painting.put(place, cell, found)) {}
    }
    painting.pixels(&scene, &fields, shown, theme)
}

/// Waits until every race has been run and drawn.
#[track_caller]
fn finished(page: &Page) {
    page.wait("there is a place for the map", || page.sees("#map"));
    seek(page);
    page.wait_longer("every race of the map has been run", Duration::from_mins(1), || {
        page.script("return document.querySelector('#map').dataset.map === 'done'", &[])
    });
    page.frames(3);
}

/// The pixels of a map on the page.
#[track_caller]
fn pixels(page: &Page, shown: usize) -> Vec<u8> {
    let script = "const canvas = document.querySelectorAll(`${arguments[0]} canvas`)[arguments[1]];
        return [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data]";
    page.script(script, &[json!(CELLS_OF), json!(shown)])
}

/// Compared where something is painted: what is open has no colour.
#[track_caller]
fn assert_painted(page: &Page, text: &str, shown: usize, theme: &Theme) {
    let (painted, expected) = (pixels(page, shown), expected(text, shown, theme));
    assert_eq!(painted.len(), expected.len());
    let differ = |(one, other): &(&[u8], &[u8])| one[3] != other[3] || (one[3] > 0 && one != other);
    let different = painted.chunks(4).zip(expected.chunks(4)).filter(differ).count();
    assert_eq!(different, 0, "cells of {text} differ");
}

/// A point on a map, 0 to 1 across and upwards.
#[track_caller]
fn place(page: &Page, across: f64, up: f64) -> Point {
    let [left, top, width, height] = page.box_of("#map .map-cells");
    Point { x: left + across * width, y: top + (1.0 - up) * height }
}

#[track_caller]
fn told(page: &Page) -> String {
    page.text("#map figcaption small")
}

/// The map in the middle of the window.
fn seek(page: &Page) {
    page.script::<()>("document.querySelector('#map').scrollIntoView({ block: 'end' }); return null", &[]);
    page.frames(2);
}

#[test]
fn every_cell_is_painted_as_its_race_ends() {
    for (text, theme) in
        [("run=gd&run=momentum&map=2", &LIGHT), ("loss=bowl&steps=200&run=adam&map=1,colour:loss", &DARK)]
    {
        let visit = Visit::standing(text);
        let visit = if theme.dark { visit.dark() } else { visit };
        visit.open(|page| {
            finished(page);
            assert_painted(page, text, 0, theme);
            let workers: String = page.script("return document.querySelector('#map').dataset.workers", &[]);
            assert!(workers.parse::<usize>().is_ok_and(|count| count > 0), "{workers} workers");
        });
    }
}

#[test]
fn where_no_worker_can_be_the_page_runs_the_races_itself() {
    let text = "run=momentum&map=1";
    let none =
        "window.Worker = class { constructor() { throw new DOMException('no workers here', 'SecurityError'); } }";
    Visit::standing(text).after_script(none).open(|page| {
        finished(page);
        let workers: String = page.script("return document.querySelector('#map').dataset.workers", &[]);
        assert_eq!(workers, "0");
        assert_painted(page, text, 0, &LIGHT);
    });
}

#[test]
fn a_map_is_switched_on_and_its_program_comes_only_then() {
    Visit::standing("").open(|page| {
        let of_map =
            |page: &Page| page.requests().iter().filter(|url| url.contains("sweep") || url.contains("map")).count();
        assert_eq!(of_map(page), 0);
        assert!(!page.sees("#map"));
        page.switch("Map").click();
        page.assert_shows("map=2");
        finished(page);
        assert!(of_map(page) > 0 && page.sees("#map"));
        page.switch("Map").click();
        page.assert_shows("");
        assert!(!page.sees("#map"));
        page.switch("Map").click();
        finished(page);
        assert_painted(page, "map=2", 0, &LIGHT);
    });
}

#[test]
fn dragging_the_crosshair_drags_sliders_and_race_and_is_one_change() {
    Visit::standing("run=gd&run=momentum&map=2").size(1280, 1000).open(|page| {
        finished(page);
        page.hold(place(page, 0.4, 0.34));
        page.drag_on(place(page, 0.55, 0.5));
        page.frames(2);
        page.drag_on(place(page, 0.7, 0.25));
        page.let_go(place(page, 0.7, 0.25));
        let state = page.wait_state("the race is another", |state| state.scene.contains("lr:0.3"));
        // Both runs have the shared rate.
        assert_eq!(state.scene.matches("lr:0.3").count(), 2, "{}", state.scene);
        assert!(page.number("Learning rate α").value().starts_with("0.3"));
        assert_eq!(
            state.run("Momentum").verdict,
            told(page).split_once(": ").map(|(_, words)| words).unwrap_or_default()
        );
        page.button("Undo").click();
        page.wait_state("it is as it was", |state| !state.scene.contains("lr:"));
    });
}

#[test]
fn letting_go_between_two_pixels_changes_nothing_more() {
    Visit::standing("run=momentum&map=1").size(1280, 1000).ratio(2.0).open(|page| {
        finished(page);
        let Point { x, y } = place(page, 0.7, 0.25);
        let end = Point { x: x.floor() + 0.5, y: y.floor() + 0.5 };
        page.hold(place(page, 0.4, 0.34));
        page.drag_on(end);
        let before = page.wait_state("the race is another", |state| state.scene.contains("lr:0.3"));
        page.let_go(end);
        page.frames(3);
        assert_eq!(page.state().scene, before.scene);
        page.button("Undo").click();
        page.wait_state("it was one change", |state| state.scene == "run=momentum&map=1");
    });
}

#[test]
fn a_map_that_is_closed_keeps_no_worker_busy() {
    let watched = "window.asked = []; const Own = Worker;
        window.Worker = class extends Own { postMessage(what) { asked.push(what.text ?? ''); super.postMessage(what); } }";
    Visit::standing("loss=ackley&steps=1000000&run=nadam&map=1").after_script(watched).open(|page| {
        page.wait("there is a place for the map", || page.sees("#map"));
        seek(page);
        page.wait("a worker is at work", || page.script("return asked.some(Boolean)", &[]));
        page.switch("Map").click();
        page.wait("it is told to stop", || page.script("return asked.at(-1) === ''", &[]));
        page.wait("and nothing goes on", || {
            page.script("return document.querySelector('#map').dataset.map === 'waiting'", &[])
        });
    });
}

#[test]
fn keys_move_the_crosshair_a_position_of_the_slider_at_a_time_and_nothing_else() {
    Visit::standing("run=momentum&map=1&at=500").open(|page| {
        finished(page);
        let cross = page.slider("Present setting, across and upwards");
        cross.press(&[thirtyfour::Key::Right]);
        page.wait_state("the rate is the next", |state| state.scene.contains("lr:0.0101"));
        cross.press(&[thirtyfour::Key::Up]);
        let state = page.wait_state("β is the next", |state| state.scene.contains("beta:0.90"));
        assert_eq!(state.at, 500);
        assert!(cross.attribute("aria-valuetext").is_some_and(|text| text.starts_with("α = 0.0101, β = 0.90")));
        // Each time a key was let go of one change is over.
        page.button("Undo").click();
        page.wait_state("β is as it was", |state| state.scene.contains("lr:0.0101") && !state.scene.contains("beta:"));
    });
}

#[test]
fn the_pointer_reads_a_cell_and_elsewhere_the_present_setting_is_told() {
    Visit::standing("run=momentum&map=1").size(1280, 1000).open(|page| {
        finished(page);
        let present = told(page);
        assert_eq!(present, "α = 0.01, β = 0.9: overshot to −0.885 at step 23, settled at step 79");
        page.hover(place(page, 0.95, 0.1));
        page.wait("a cell that diverged is told of", || {
            told(page).contains("diverged: past the finite numbers at step")
        });
        page.hover(page.point_on("#theta-sheet", 0.5, 0.5));
        page.wait("the present setting is told of", || told(page) == present);
    });
}

#[test]
fn what_is_told_of_the_present_setting_is_true_or_said_to_be_near() {
    for (scene, expected) in [
        // The cell that it stands in has diverged; it has not.
        ("run=gd,lr:0.995&steps=20000&map=1", "α = 0.995, θ₀ = 3: overshot to −2.97 at step 1, settled at step 459"),
        ("run=gd,lr:0.995&steps=30000&map=1", "near α = 0.995, θ₀ = 3: past the finite numbers at step 17\u{2009}866"),
        // There is no cell that it stands in.
        ("run=gd,lr:30&map=1", "α = 30, θ₀ = 3 (beyond the map): diverged: past the finite numbers at step 87"),
        ("run=gd,lr:30&steps=30000&map=1", "α = 30, θ₀ = 3 (beyond the map)"),
        ("start=0&run=gd&run=adam&map=best", "α = 0.01, θ₀ = 0: Gradient descent settled at step 0"),
        ("run=signsgd&run=newton&map=best", "α = 0.01, θ₀ = 3: signSGD settled at step 298"),
    ] {
        Visit::standing(scene).open(|page| {
            finished(page);
            assert_eq!(told(page), expected);
        });
    }
}

#[test]
fn keys_act_on_what_is_shown_now_also_while_the_map_is_out_of_sight() {
    Visit::standing("map=2").size(900, 600).open(|page| {
        finished(page);
        page.slider("Present setting, across and upwards").press(&[thirtyfour::Key::Right]);
        page.wait_state("the rate is the next", |state| state.scene.contains("lr:0.0101"));
        page.script::<()>("scrollTo(0, 0); return null", &[]);
        page.wait("the map is far below", || {
            page.script("return document.querySelector('#map').getBoundingClientRect().top > innerHeight + 200", &[])
        });
        page.frames(3);
        for rate in ["lr:0.0102", "lr:0.0104"] {
            page.press(thirtyfour::Key::Right.value());
            page.wait_state("each key is one more", |state| state.scene.contains(rate));
        }
    });
}

#[test]
fn lists_choose_for_what_is_shown_now_also_while_the_map_is_out_of_sight() {
    Visit::standing("map=2").size(900, 600).open(|page| {
        finished(page);
        page.script::<()>("scrollTo(0, 0); return null", &[]);
        page.wait("the map is far below", || {
            page.script("return document.querySelector('#map').getBoundingClientRect().top > innerHeight + 200", &[])
        });
        page.number("Learning rate α").enter("0.316");
        page.wait_state("another rate", |state| state.scene.contains("lr:0.316"));
        let script = "const list = document.querySelector('#map [data-part=colour]');
            list.value = 'loss';
            list.dispatchEvent(new Event('change'));";
        page.script::<()>(script, &[]);
        page.wait_state("colours of J", |state| {
            state.scene.contains("lr:0.316") && state.scene.ends_with("colour:loss")
        });
    });
}

#[test]
fn a_map_that_could_not_be_loaded_says_so_and_is_tried_again_when_it_is_switched_on_again() {
    for file in ["*downhill-map.js", "*downhill-sweep_bg.wasm"] {
        Visit::standing("map=2").blocking(file).open(|page| {
            page.wait("it says so", || page.text("#map").starts_with("The map could not be loaded"));
            page.devtools("Network.setBlockedURLs", json!({ "urls": [] }));
            page.switch("Map").click();
            page.switch("Map").click();
            finished(page);
            assert_painted(page, "map=2", 0, &LIGHT);
        });
    }
}

#[test]
fn lists_choose_what_the_map_is_of_and_the_link_has_it() {
    Visit::standing("").open(|page| {
        page.switch("Map").click();
        finished(page);
        page.find(Role::Combobox, "Optimiser").choose("Adam");
        page.assert_shows("map=6");
        page.find(Role::Combobox, "Beside it").choose("Nesterov");
        // What was β₁ is β for both.
        page.wait_state("two maps", |state| state.scene == "map=6,3,across:lr,up:beta");
        page.wait("two are seen", || {
            page.script::<usize>("return document.querySelectorAll('#map canvas').length", &[]) == 2
        });
        page.find(Role::Combobox, "Colour").choose("J at the end");
        page.wait_state("by J", |state| state.scene == "map=6,3,across:lr,up:beta,colour:loss");
        page.find(Role::Combobox, "Upwards").choose("θ₀, start");
        page.wait_state("starts", |state| state.scene == "map=6,3,across:lr,up:x,colour:loss");
        page.find(Role::Combobox, "Across").choose("θ₀, start");
        page.wait_state("the sides change places", |state| state.scene == "map=6,3,across:x,up:lr,colour:loss");
        page.find(Role::Combobox, "Optimiser").choose("All: who settles first");
        page.wait_state("the best of all", |state| state.scene == "map=best,colour:loss");
        finished(page);
        assert_painted(page, "map=best", 0, &LIGHT);
    });
}

#[test]
fn of_two_maps_a_side_that_both_have_stays() {
    Visit::standing("loss=himmelblau&run=adam&run=gd&map=1,across:beta1,up:y").open(|page| {
        finished(page);
        page.find(Role::Combobox, "Beside it").choose("Gradient descent");
        page.wait_state("starts are upwards", |state| state.scene.ends_with("&map=1,2,up:y"));
    });
}

#[test]
fn a_map_follows_what_its_cells_depend_on() {
    Visit::standing("run=momentum&steps=100&map=1").open(|page| {
        finished(page);
        page.number("Start θ").enter("-2.5");
        page.wait_state("another start", |state| state.scene.contains("start=-2.5"));
        finished(page);
        assert_painted(page, "run=momentum&steps=100&start=-2.5&map=1", 0, &LIGHT);
    });
}

#[test]
fn a_map_has_its_place_on_every_screen_and_is_open_to_everyone() {
    for scene in ["map=2", "loss=rosenbrock&map=2,6"] {
        for visit in
            [Visit::standing(scene), Visit::standing(scene).phone(390), Visit::standing(scene).phone(320).dark()]
        {
            visit.open(|page| {
                finished(page);
                let [_, _, width, height] = page.box_of("#map .map-cells");
                let over: f64 = page.script("return document.documentElement.scrollWidth - innerWidth", &[]);
                assert!(width > 140.0 && height > 140.0 && over <= 0.0, "{width} × {height}, {over} too wide");
                assert_eq!(page.axe(), [] as [String; 0]);
            });
        }
    }
}

#[test]
fn a_figure_in_another_page_has_its_map() {
    Visit::file("embed.html").open(|page| {
        let script = "const figure = document.createElement('downhill-viz');
            figure.setAttribute('scene', 'run=momentum&map=1');
            figure.setAttribute('show', 'map');
            figure.setAttribute('controls', 'lr');
            document.body.replaceChildren(figure);
            window.figure = figure;
            figure.ready.then(() => done(true), (error) => done(String(error)));";
        assert_eq!(page.script_later::<serde_json::Value>(script, &[]), json!(true));
        let done = "return figure.shadowRoot.getElementById('map').dataset.map === 'done'";
        page.wait_longer("its races are run", Duration::from_mins(1), || page.script(done, &[]));
        page.frames(3);
        let script = "const canvas = figure.shadowRoot.querySelector('#map canvas');
            return [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data]";
        let painted: Vec<u8> = page.script(script, &[]);
        assert_eq!(painted.chunks(4).filter(|pixel| pixel[3] > 0).count(), {
            expected("run=momentum&map=1", 0, &LIGHT).chunks(4).filter(|pixel| pixel[3] > 0).count()
        });
        // It goes without a word when the figure does.
        page.script::<()>("figure.remove(); return null", &[]);
        page.frames(3);
    });
}
