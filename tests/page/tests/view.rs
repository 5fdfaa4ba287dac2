//! The view of the landscape: zoomed and moved with the mouse, by buttons, by keys.
#![allow(missing_docs)]

use downhill::point::View;
use page_tests::{Landscape, Page, Visit};
use thirtyfour::Key;

const SHEET: &str = "#landscape-sheet";

/// Focuses the landscape as a visitor does: by clicking on it.
fn click_into(page: &Page) {
    page.click_on(page.landscape().at(0.5, 0.6), 1);
    let focused: bool = page.script("return document.activeElement.id === 'landscape-sheet'", &[]);
    assert!(focused, "a click gives the landscape the focus");
}

/// Waits until the link has a view of its own, and gives the landscape then.
#[track_caller]
fn after_a_change(page: &Page, before: &Landscape) -> Landscape {
    let former = &before.scene().view;
    page.wait("the view is another", || page.landscape().scene().view != *former);
    page.frames(2);
    let scene = page.state().scene;
    page.wait_fragment(&scene);
    page.landscape()
}

/// Asserts that what is seen is `expected`, as far as a ten-thousandth of it.
#[track_caller]
fn assert_sees(page: &Page, expected: View) {
    let seen = page.landscape().seen();
    let off = seen.least.distance(expected.least).max(seen.greatest.distance(expected.greatest));
    assert!(off <= 5e-4 * expected.size().length(), "{seen:?} should be {expected:?}");
}

/// The view that is `part` as wide as what was seen, about the middle of it.
fn about_the_middle(before: &Landscape, part: f64) -> View {
    let (seen, centre) = (before.seen(), before.seen().centre());
    View { least: centre.towards(seen.least, part), greatest: centre.towards(seen.greatest, part) }
}

/// The view so many pixels to the right of what was seen, and below it.
fn beside(before: &Landscape, right: f64, down: f64) -> View {
    let plane = before.scene().loss.dimensions() > 1;
    let by = downhill::point::Point::new(right, if plane { -down } else { 0.0 }) * before.pixel();
    View { least: before.seen().least + by, greatest: before.seen().greatest + by }
}

#[test]
fn the_wheel_scrolls_the_page_over_a_landscape_without_focus_and_zooms_over_one_that_has_it() {
    Visit::standing("loss=rosenbrock").size(1280, 500).open(|page| {
        let before = page.landscape();
        page.wheel(before.at(0.5, 0.5), 60.0);
        page.wait("the page scrolls", || page.script::<f64>("return scrollY", &[]) > 20.0);
        page.frames(5);
        assert_eq!(page.state().scene, "loss=rosenbrock", "the view stays");
        click_into(page);
        let (before, scrolled) = (page.landscape(), page.script::<f64>("return scrollY", &[]));
        page.wheel(before.at(0.5, 0.5), 60.0);
        let after = after_a_change(page, &before);
        assert!(after.seen().size().x > before.seen().size().x);
        page.frames(20);
        assert_eq!(page.script::<f64>("return scrollY", &[]), scrolled, "the page stays");
    });
}

#[test]
fn the_wheel_zooms_about_the_pointer() {
    for scene in ["loss=rosenbrock", "loss=ripple"] {
        Visit::standing(scene).open(|page| {
            click_into(page);
            for (across, down, turned) in [(0.2, 0.3, -120.0), (0.8, 0.9, -240.0), (0.5, 0.1, 100.0)] {
                let before = page.landscape();
                let at = before.at(across, down);
                page.wheel(at, turned);
                let after = after_a_change(page, &before);
                let off = after.theta(at).distance(before.theta(at)) / after.pixel();
                assert!(off <= 1.0, "θ under the pointer has moved by {off} pixels");
                let (grown, size) = (after.seen().size().x, before.seen().size().x);
                assert!((grown > size) == (turned > 0.0), "turned by {turned}, {size} wide became {grown}");
            }
        });
    }
}

#[test]
fn the_wheel_over_the_handle_of_the_start_zooms_too() {
    Visit::standing("loss=rosenbrock").open(|page| {
        page.slider("Start of all runs").focus();
        let before = page.landscape();
        page.wheel(page.handle(), -120.0);
        assert!(after_a_change(page, &before).seen().size().x < before.seen().size().x);
    });
}

#[test]
fn buttons_zoom_about_the_middle_and_fit_again() {
    for scene in ["loss=rosenbrock", "start=2", "f=x^2+x*y+2y^2"] {
        Visit::standing(scene).open(|page| {
            for (name, part) in [("Zoom in", 1.0 / 1.5), ("Zoom in", 1.0 / 1.5), ("Zoom out", 1.5)] {
                let before = page.landscape();
                page.button(name).click();
                after_a_change(page, &before);
                assert_sees(page, about_the_middle(&before, part));
            }
            page.assert_shows(&page.state().scene);
            page.button("Fit the view").click();
            page.assert_shows(scene);
        });
    }
}

#[test]
fn the_buttons_of_the_menu_move_the_view() {
    Visit::standing("loss=rosenbrock").open(|page| {
        page.script::<()>("document.querySelector('#looks summary').click()", &[]);
        for (name, right, down) in [("left", -48.0, 0.0), ("right", 48.0, 0.0), ("up", 0.0, -48.0), ("down", 0.0, 48.0)]
        {
            let before = page.landscape();
            page.button(&format!("Move the view {name}")).click();
            after_a_change(page, &before);
            assert_sees(page, beside(&before, right, down));
            assert!(page.sees("#looks .menu"), "the menu stays open");
        }
    });
}

#[test]
fn keys_zoom_move_and_fit_while_the_landscape_has_the_focus() {
    Visit::to("loss=rosenbrock&at=5").open(|page| {
        page.script::<()>("document.querySelector('#landscape-sheet').focus()", &[]);
        for (key, part) in [('+', 1.0 / 1.5), ('-', 1.5), ('=', 1.0 / 1.5)] {
            let before = page.landscape();
            page.press(key);
            after_a_change(page, &before);
            assert_sees(page, about_the_middle(&before, part));
        }
        for (key, right, down) in
            [(Key::Left, -48.0, 0.0), (Key::Right, 48.0, 0.0), (Key::Up, 0.0, -48.0), (Key::Down, 0.0, 48.0)]
        {
            let before = page.landscape();
            page.press(key.value());
            after_a_change(page, &before);
            assert_sees(page, beside(&before, right, down));
        }
        page.press('0');
        page.assert_shows("loss=rosenbrock&at=5");
    });
}

#[test]
fn keys_leave_the_view_alone_where_the_landscape_has_no_focus() {
    Visit::to("loss=rosenbrock&at=5").open(|page| {
        for key in ['+', '-', '0', Key::Right.value()] {
            page.press(key);
        }
        page.assert_shows("loss=rosenbrock&at=6");
    });
}

#[test]
fn a_double_click_fits_the_view() {
    Visit::standing("loss=rosenbrock&view=-1,1,0,2").open(|page| {
        let at = page.landscape().at(0.6, 0.2);
        page.click_on(at, 1);
        page.frames(3);
        assert_eq!(page.state().scene, "loss=rosenbrock&view=-1,1,0,2", "one click points");
        page.pass(std::time::Duration::from_millis(700));
        page.click_on(at, 2);
        page.assert_shows("loss=rosenbrock");
    });
}

#[test]
fn a_drag_of_the_ground_moves_the_view_with_the_pointer() {
    for scene in ["loss=rosenbrock", "loss=double-well"] {
        Visit::standing(scene).open(|page| {
            let (begun, from) = (page.landscape(), page.landscape().at(0.3, 0.85));
            page.hold(from);
            for (across, down) in [(0.5, 0.6), (0.8, 0.3), (0.4, 0.4)] {
                let to = begun.at(across, down);
                page.drag_on(to);
                page.frames(2);
                let now = page.landscape();
                let off = now.theta(to).distance(begun.theta(from)) / now.pixel();
                assert!(off <= 1.0, "what was taken hold of is {off} pixels off the pointer");
            }
            let to = begun.at(0.4, 0.4);
            page.let_go(to);
            let scene = page.state().scene;
            page.assert_shows(&scene);
            page.hover(begun.at(0.9, 0.9));
            page.frames(3);
            assert_eq!(page.state().scene, scene, "once it is let go it stays");
        });
    }
}

#[test]
fn a_view_is_shown_again_by_its_link() {
    for scene in ["loss=himmelblau", "loss=ripple"] {
        Visit::standing(scene).open(|page| {
            page.frames(3);
            let fitted = page.fingerprint(SHEET);
            click_into(page);
            page.wheel(page.landscape().at(0.3, 0.4), -300.0);
            let before = page.landscape();
            page.press(Key::Right.value());
            after_a_change(page, &before);
            page.hover(page.point_on("#story", 0.5, 0.5));
            page.frames(3);
            let (written, seen, drawn) = (page.state().scene, page.landscape().seen(), page.fingerprint(SHEET));
            assert!(written.contains("&view=") && drawn != fitted, "{written}");
            page.wait_fragment(&written);
            page.reload();
            page.frames(3);
            assert_eq!((page.state().scene, page.landscape().seen()), (written, seen));
            assert_eq!(page.fingerprint(SHEET), drawn, "it is drawn as it was");
            page.button("Fit the view").click();
            page.wait_fragment(scene);
            page.frames(3);
            assert_eq!(page.fingerprint(SHEET), fitted);
        });
    }
}

#[test]
fn another_loss_is_shown_in_its_own_view() {
    Visit::standing("loss=himmelblau&view=-1,1,0,2").open(|page| {
        page.find(page_tests::Role::Combobox, "Loss").choose("Rosenbrock: (1 − x)² + 100(y − x²)²");
        page.assert_shows("loss=rosenbrock");
    });
}

#[test]
fn zoomed_in_or_out_as_far_as_it_goes_the_view_stays_one_that_can_be_linked_to() {
    Visit::standing("loss=bowl").open(|page| {
        page.script::<()>("document.querySelector('#landscape-sheet').focus()", &[]);
        for key in ['+', '-'] {
            for _ in 0..120 {
                page.press(key);
            }
            page.frames(3);
            let scene = page.state().scene;
            page.assert_shows(&scene);
            assert!(!page.sees("#failure"));
            page.press('0');
            page.wait_state("it fits again", |state| state.scene == "loss=bowl");
        }
    });
}
