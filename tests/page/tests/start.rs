//! The start of all runs: dragged on the landscape, moved by keys, typed.
#![allow(missing_docs)]

use downhill::number::{coordinates, place};
use downhill::point;
use page_tests::{Landscape, Page, Point, Visit, expected};
use thirtyfour::Key;

fn moved(point: Point, dx: f64, dy: f64) -> Point {
    Point { x: point.x + dx, y: point.y + dy }
}

/// Asserts that the start lies under `at` of the landscape as it was, with every run walking from there.
#[track_caller]
fn assert_starts_under(page: &Page, before: &Landscape, at: Point) -> point::Point {
    page.frames(2);
    let (state, start) = (page.state(), page.landscape().scene().start);
    let off = start.distance(before.theta(at)) / before.pixel();
    // A browser tells whole pixels, at both ends of a drag.
    assert!(off <= 2.0, "the start is {start:?}, {off} pixels off {:?}", before.theta(at));
    let right = expected(&state.scene);
    assert!(right.is_of(&state), "{:?} should be {:?}", state.runs, right.runs);
    let from = expected(&format!("{}&at=0", state.scene.split("&at=").next().unwrap_or_default()));
    assert!(from.runs.iter().all(|run| run.1[0] == start.x), "every run begins at {start:?}");
    start
}

/// Asserts that another point of the landscape lies where it lay: the view has not moved.
#[track_caller]
fn assert_view_stays(page: &Page, before: &Landscape) {
    let now = page.landscape();
    for (across, down) in [(0.0, 0.0), (1.0, 1.0)] {
        let there = before.at(across, down);
        let off = now.theta(there).distance(before.theta(there)) / before.pixel();
        assert!(off <= 1.0, "the view has moved by {off} pixels: {:?} was {:?}", now.seen(), before.seen());
    }
}

#[test]
fn on_the_map_every_run_follows_the_start_while_the_mouse_drags_it() {
    Visit::to("loss=rosenbrock&at=0").open(|page| {
        let before = page.landscape();
        let grip = page.handle();
        assert!(before.theta(grip).distance(before.scene().start) <= before.pixel(), "the handle is on the start");
        page.hold(grip);
        for to in [before.at(0.6, 0.3), before.at(0.3, 0.8), before.at(0.8, 0.5)] {
            page.drag_on(to);
            let start = assert_starts_under(page, &before, to);
            let state = page.state();
            assert!(state.runs.iter().all(|run| run.theta == [start.x, start.y]), "{:?}", state.runs);
            assert_eq!(before.scene().view, page.landscape().scene().view);
            assert!((page.handle().x - to.x).abs() <= 1.0 && (page.handle().y - to.y).abs() <= 1.0);
        }
        page.let_go(before.at(0.8, 0.5));
        let dragged = page.state().scene;
        assert!(dragged.starts_with("loss=rosenbrock&start="), "{dragged}");
        page.assert_shows(&dragged);
        page.drag_on(before.at(0.2, 0.2));
        page.frames(2);
        assert_eq!(page.state().scene, dragged, "once it is let go it stays");
        page.press(Key::End.value());
        page.assert_shows(&dragged.replace("&at=0", ""));
    });
}

#[test]
fn on_the_map_every_run_follows_the_start_under_a_finger() {
    Visit::standing("loss=rosenbrock&run=gd&run=adam&at=20").phone(390).open(|page| {
        let before = page.landscape();
        let scrolled: f64 = page.script("return scrollY", &[]);
        let grip = page.handle();
        page.touch(grip, true);
        for to in [before.at(0.5, 0.4), before.at(0.4, 0.9), before.at(0.7, 0.2)] {
            page.touch(to, false);
            assert_starts_under(page, &before, to);
            assert_view_stays(page, &before);
        }
        page.lift();
        assert_eq!(page.script::<f64>("return scrollY", &[]), scrolled, "the page does not scroll meanwhile");
        let dragged = page.state().scene;
        assert!(dragged.contains("&start="), "{dragged}");
        page.assert_shows(&dragged);
    });
}

#[test]
fn on_the_curve_every_run_follows_the_start_under_mouse_and_finger() {
    Visit::to("at=30").open(|page| {
        let before = page.landscape();
        let grip = page.handle();
        assert!((before.point(before.scene().start).y - grip.y).abs() <= 1.0, "the handle is on the curve");
        page.hold(grip);
        for to in [before.at(0.3, 0.9), before.at(0.1, 0.1), before.at(0.8, 0.5)] {
            page.drag_on(to);
            let start = assert_starts_under(page, &before, to);
            assert_eq!(start.y, 0.0);
            assert_view_stays(page, &before);
        }
        page.let_go(before.at(0.8, 0.5));
        page.assert_shows(&page.state().scene);
    });
    Visit::to("loss=double-well&at=30").phone(390).open(|page| {
        let before = page.landscape();
        page.touch(page.handle(), true);
        for to in [before.at(0.4, 0.9), before.at(0.6, 0.1)] {
            page.touch(to, false);
            assert_starts_under(page, &before, to);
        }
        page.lift();
        page.assert_shows(&page.state().scene);
    });
}

#[test]
fn the_view_stays_where_it_is_while_the_start_is_dragged_beyond_the_losss_own() {
    for (scene, across) in [("loss=rosenbrock&at=3", 0.98), ("start=5&at=3", 0.99), ("loss=bowl&start=-7,0&at=3", 0.5)]
    {
        Visit::to(scene).open(|page| {
            let before = page.landscape();
            page.hold(page.handle());
            for part in [0.5, across, 0.02, across] {
                page.drag_on(before.at(part, 0.4));
                assert_starts_under(page, &before, before.at(part, 0.4));
                assert_view_stays(page, &before);
            }
            page.let_go(before.at(across, 0.4));
            page.assert_shows(&page.state().scene);
            page.reload();
            assert_view_stays(page, &before);
        });
    }
}

#[test]
fn a_start_dragged_off_the_plot_stays_at_its_edge() {
    Visit::to("loss=himmelblau&run=gd&at=3").open(|page| {
        let before = page.landscape();
        page.hold(page.handle());
        page.drag_on(moved(before.at(0.5, 0.0), 0.0, -200.0));
        assert_starts_under(page, &before, before.at(0.5, 0.0));
        page.drag_on(moved(before.at(1.0, 0.7), 300.0, 0.0));
        assert_starts_under(page, &before, before.at(1.0, 0.7));
        page.let_go(before.at(0.5, 0.5));
    });
}

#[test]
fn dragged_to_where_j_has_no_value_the_start_stays_at_the_last_place_where_it_has() {
    Visit::to("f=log(x)&at=1").open(|page| {
        let before = page.landscape();
        let grip = page.handle();
        let above = |x: f64| Point { x: before.point(point::Point::on_line(x)).x.round(), y: grip.y };
        let good = above(2.0);
        page.hold(grip);
        page.drag_on(good);
        let start = assert_starts_under(page, &before, good);
        let scene = page.state().scene;
        // The curve ends at 0: left of that only the scale says where −0.3 would be.
        page.drag_on(moved(above(1.0), above(1.0).x - above(2.3).x, 0.0));
        page.frames(2);
        assert_eq!((page.state().scene, page.landscape().scene().start), (scene, start));
        let back = above(1.0);
        page.drag_on(back);
        assert_starts_under(page, &before, back);
        page.let_go(back);
        page.assert_shows(&page.state().scene);
        assert!(!page.sees("#failure"));
    });
}

#[test]
fn the_arrow_keys_move_the_start_a_hundredth_of_the_chart_and_with_shift_a_tenth() {
    for scene in ["loss=rosenbrock&at=5", "start=1&at=5"] {
        Visit::to(scene).open(|page| {
            let plane = page.landscape().scene().loss.dimensions() > 1;
            let handle = page.slider("Start of all runs");
            handle.focus();
            let step = page.box_of("#landscape-sheet")[2] / 100.0;
            for (key, dx, dy) in
                [(Key::Right, 1.0, 0.0), (Key::Up, 0.0, -1.0), (Key::Left, -1.0, 0.0), (Key::Down, 0.0, 1.0)]
            {
                // On a line up and down are more and less.
                let (dx, dy) = if plane { (dx, dy) } else { (dx - dy, 0.0) };
                for times in [1.0, 10.0] {
                    let before = page.landscape();
                    if times > 1.0 {
                        page.press_with_shift(key.value());
                    } else {
                        page.press(key.value());
                    }
                    let from = before.point(before.scene().start);
                    let start = assert_starts_under(page, &before, moved(from, dx * step * times, dy * step * times));
                    assert_ne!(start, before.scene().start, "{key:?}");
                    let dimensions = before.scene().loss.dimensions();
                    assert_eq!(
                        handle.attribute("aria-valuetext"),
                        Some(format!("θ = {}", place(start, dimensions, 4)))
                    );
                    let written = format!("start={}", coordinates(start, dimensions));
                    assert!(page.state().scene.contains(&written) || start == before.scene().loss.start());
                }
            }
            page.assert_shows(&page.state().scene);
            assert_eq!(page.state().at, 5, "the iteration stays");
        });
    }
}

#[test]
fn the_landscape_keeps_its_size_and_place_while_the_start_is_dragged_and_verdicts_grow() {
    let scene = || Visit::to("loss=himmelblau&at=3");
    for visit in [scene(), scene().size(800, 700), scene().size(390, 780)] {
        visit.open(|page| {
            let (before, place) = (page.landscape(), page.box_of("#landscape-sheet"));
            page.hold(page.handle());
            for (across, down) in [(0.5, 0.2), (0.4, 0.4), (0.9, 0.9), (1.0, 0.7), (0.5, 0.5)] {
                page.drag_on(before.at(across, down));
                page.frames(3);
                assert_eq!(page.box_of("#landscape-sheet"), place, "under the hand it must not move");
                assert_starts_under(page, &before, before.at(across, down));
            }
            page.let_go(before.at(0.5, 0.5));
        });
    }
}

#[test]
fn in_the_plane_the_start_is_typed_into_two_fields() {
    Visit::standing("loss=rosenbrock").open(|page| {
        assert_eq!((page.number("Start x").value(), page.number("Start y").value()), ("-1.5".into(), "2".into()));
        page.number("Start x").enter("0.5");
        page.assert_shows("loss=rosenbrock&start=0.5,2");
        page.number("Start y").enter("−0.25");
        page.assert_shows("loss=rosenbrock&start=0.5,-0.25");
        assert_eq!((page.number("Start x").value(), page.number("Start y").value()), ("0.5".into(), "-0.25".into()));
        let before = page.landscape();
        page.drag(page.handle(), before.at(0.5, 0.5));
        page.frames(2);
        let start = page.landscape().scene().start;
        assert_eq!(
            format!("{},{}", page.number("Start x").value(), page.number("Start y").value()),
            coordinates(start, 2)
        );
        page.button("Reset settings").click();
        page.assert_shows("loss=rosenbrock");
    });
}

#[test]
fn a_wrong_coordinate_is_named_beside_its_field_and_changes_nothing() {
    Visit::to("loss=rosenbrock&start=1,2&at=5").open(|page| {
        for (name, other, text, words) in [
            ("Start x", "Start y", "abc", "not a number"),
            ("Start y", "Start x", "0,1", "decimals stand after a point"),
            ("Start y", "Start x", "", "a number is missing"),
            ("Start x", "Start y", "1e200", "J is not finite"),
        ] {
            let (field, other) = (page.number(name), page.number(other));
            field.enter(text);
            page.wait(&format!("“{text}” in {name} is refused with a word on “{words}”"), || {
                field.beside("error").iter().any(|error| error.contains(words))
            });
            assert_eq!((field.attribute("aria-invalid").as_deref(), field.value().as_str()), (Some("true"), text));
            assert!(other.beside("error").concat().is_empty() && other.attribute("aria-invalid").is_none());
            page.assert_shows("loss=rosenbrock&start=1,2&at=5");
            field.press(&[Key::Escape]);
            page.wait("Escape takes it back", || field.beside("error").concat().is_empty());
            assert!(field.value() == "1" || field.value() == "2", "{}", field.value());
        }
    });
}

#[test]
fn a_start_that_is_dragged_takes_a_wrong_number_out_of_its_field() {
    Visit::to("loss=bowl&run=gd&at=5").open(|page| {
        let field = page.number("Start x");
        field.enter("one");
        page.wait("it is refused", || !field.beside("error").concat().is_empty());
        let before = page.landscape();
        page.drag(page.handle(), before.at(0.4, 0.4));
        page.wait_state("the start is another", |state| state.scene.contains("start="));
        page.frames(2);
        let start = page.landscape().scene().start;
        assert_eq!(field.value(), downhill::number::shortest(start.x));
        assert!(field.beside("error").concat().is_empty() && field.attribute("aria-invalid").is_none());
    });
}
