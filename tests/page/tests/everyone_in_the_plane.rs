//! The page for everyone, in two dimensions: small windows, dark rooms, keyboards, screen readers, fingers.
#![allow(missing_docs)]

use page_tests::{CHARTS, Page, Role, Visit, expected};
use serde_json::json;
use thirtyfour::Key;

const SCENE: &str = "loss=bowl&vectors=gradient,step&starts=many";

fn open_menu(page: &Page) {
    page.script::<()>("document.querySelector('#looks').open = true", &[]);
    page.wait("the menu is open", || page.sees("#looks .menu"));
}

/// Leaves a wrong formula and a wrong start behind.
fn make_errors(page: &Page) {
    page.textbox("J(θ) =").enter("*y");
    page.wait("the formula is refused", || !page.text("#formula-error").is_empty());
    let field = page.number("Start y");
    field.enter("abc");
    page.wait("the start is refused", || !field.beside("error").concat().is_empty());
}

/// Every view of the page in both colour schemes, for axe-core.
fn assert_axe_finds_nothing(page: &Page) {
    for dark in [false, true] {
        page.prefer(dark, true);
        page.frames(3);
        let scheme = if dark { "dark" } else { "light" };
        let look = |view: &str| {
            let found = page.axe();
            assert!(found.is_empty(), "axe-core on {view}, {scheme}: {found:#?}");
        };
        look("the page");
        open_menu(page);
        look("the page with the menu open");
        make_errors(page);
        look("the page with a wrong formula and a wrong start");
        page.number("Start y").press(&[Key::Escape]);
        page.textbox("J(θ) =").press(&[Key::Escape]);
        page.wait("the errors are gone", || page.text("#formula-error").is_empty());
    }
}

#[test]
fn axe_core_finds_nothing_on_a_desktop() {
    Visit::standing(SCENE).open(assert_axe_finds_nothing);
}

#[test]
fn axe_core_finds_nothing_on_a_phone() {
    Visit::standing(SCENE).phone(390).open(assert_axe_finds_nothing);
}

/// What sticks out of a window of this width, and how wide the page is then.
fn stick_out(page: &Page, width: u32) -> (Vec<String>, u32) {
    page.script(
        "const out = [...document.querySelectorAll('body *')]
            .filter((one) => one.checkVisibility() && !one.closest('dialog'))
            .map((one) => [one, one.getBoundingClientRect()])
            .filter(([, box]) => box.width > 1 && (box.left < 0 || box.right > arguments[0] + 0.5))
            .map(([one, box]) => `${one.tagName} ${one.id}: ${box.left} to ${box.right}`);
        return [out, document.scrollingElement.scrollWidth];",
        &[json!(width)],
    )
}

#[test]
fn no_window_needs_sideways_scrolling() {
    Visit::standing(SCENE).open(|page| {
        for errors in [false, true] {
            if errors {
                make_errors(page);
                let long = format!("y+{}*x", "(x+1)*sin(x)+".repeat(18));
                page.textbox("J(θ) =").enter(&long);
                page.wait("the formula is refused", || page.text("#formula-error").contains("found “*”"));
            }
            for width in [320, 360, 390, 600, 768, 999, 1000, 1100, 1280, 2560] {
                page.resize((width, 780));
                open_menu(page);
                page.frames(3);
                let (out, across) = stick_out(page, width);
                assert!(out.is_empty(), "{width} wide, errors: {errors}, these stick out: {out:#?}");
                assert!(across <= width, "{width} wide, the page is {across} wide");
            }
        }
    });
}

#[test]
fn at_1280_by_800_everything_is_in_view_without_scrolling() {
    for scene in ["loss=rosenbrock", "loss=bowl", "loss=styblinski-tang"] {
        Visit::standing(scene).open(|page| {
            let height: u32 = page.script("return document.scrollingElement.scrollHeight", &[]);
            assert!(height <= 800, "the page is {height} high with {scene}");
            let [.., width, tall] = page.box_of("#landscape-sheet");
            assert!(width > 300.0 && tall > 300.0, "the map is {width} × {tall}");
            let charts = CHARTS.map(|chart| page.box_of(chart)[3]);
            assert!(charts.iter().all(|height| *height >= 150.0), "{charts:?}");
        });
    }
}

#[test]
fn a_phone_shows_the_map_and_a_handle_that_a_finger_can_take() {
    for width in [390, 320] {
        Visit::standing("loss=rosenbrock").phone(width).open(|page| {
            let landscape = page.landscape();
            let [left, top, wide, tall] = page.box_of("#landscape-sheet");
            assert!(wide >= f64::from(width) - 45.0 && tall >= 0.8 * wide && tall < 780.0, "{wide} × {tall}");
            assert!(left >= 0.0 && top >= 0.0, "{left}, {top}");
            let seen = landscape.seen();
            let shown = landscape.scene().loss.shown();
            let all = seen.size().x >= shown.size().x - 1e-9 && seen.size().y >= shown.size().y - 1e-9;
            assert!(all && seen.contains(shown.centre()), "{seen:?} is not all of {shown:?}");
            let [.., across, down] = page.box_of("#start-handle");
            assert!(across >= 44.0 && down >= 44.0, "the handle is {across} × {down}");
            for tool in ["#zoom-in", "#zoom-out", "#fit", "#looks summary"] {
                let [.., across, down] = page.box_of(tool);
                assert!(across >= 40.0 && down >= 40.0, "{tool} is {across} × {down}");
            }
            let distance = {
                let (handle, start) = (page.handle(), landscape.point(landscape.scene().start));
                (handle.x - start.x).hypot(handle.y - start.y)
            };
            assert!(distance <= 1.0, "the handle is {distance} pixels off the start");
            let colour = downhill::optimiser::by_id("adam").map_or((0, 0, 0), |optimiser| optimiser.style.light);
            assert!(page.pixels_of("#landscape-sheet", colour) > 20, "Adam's trail is on the map");
        });
    }
}

#[test]
fn with_reduced_motion_it_stands_complete_and_plays_only_when_asked() {
    Visit::standing("loss=rosenbrock&starts=many&trails=fade").open(|page| {
        page.frames(10);
        let state = page.state();
        assert_eq!((state.at, state.playing), (300, false));
        assert_eq!(page.text("#story"), expected(&state.scene).story);
        page.button("Play").click();
        page.wait_state("it plays when asked", |state| state.playing && state.at < 300);
    });
}

/// The id of what has the focus; of what has none, its name.
fn focused(page: &Page) -> String {
    let script = "const one = document.activeElement; return one.id || one.tagName.toLowerCase()";
    page.script(script, &[])
}

#[test]
fn the_tab_key_goes_through_the_landscape_in_the_order_in_which_it_is_read() {
    Visit::standing(SCENE).open(|page| {
        let walk = |count: usize| -> Vec<String> {
            (0..count)
                .map(|_| {
                    page.press(Key::Tab.value());
                    let outline: String = page.script(
                        "const style = getComputedStyle(document.activeElement);
                        return `${style.outlineStyle} ${style.outlineWidth}`",
                        &[],
                    );
                    assert_eq!(outline, "solid 2px", "the focus on {} is not seen", focused(page));
                    focused(page)
                })
                .collect()
        };
        page.button("Help: keys and words").focus();
        let closed = ["formula", "zoom-out", "zoom-in", "fit", "summary", "landscape-sheet", "start-handle", "play"];
        assert_eq!(walk(closed.len()), closed);
        page.script::<()>("document.querySelector('#looks summary').focus()", &[]);
        page.press(Key::Enter.value());
        page.wait("Enter opens the menu", || page.sees("#looks .menu"));
        let open = [
            "many-starts",
            "fading",
            "arrow-gradient",
            "arrow-momentum",
            "arrow-step",
            "pan-left",
            "pan-right",
            "pan-up",
            "pan-down",
            "landscape-sheet",
            "start-handle",
        ];
        assert_eq!(walk(open.len()), open);
    });
}

#[test]
fn the_tab_key_reaches_every_control_of_the_plane() {
    Visit::standing(SCENE).open(|page| {
        open_menu(page);
        let all: usize = page.script(
            "window.controls = [...document.querySelectorAll('button, input, select, summary, [tabindex]')]
                .filter((one) => one.checkVisibility() && !one.disabled && !one.closest('dialog'));
            return controls.length",
            &[],
        );
        let mut reached: Vec<i64> = (0..all)
            .map(|_| {
                page.press(Key::Tab.value());
                page.script("return controls.indexOf(document.activeElement)", &[])
            })
            .collect();
        reached.sort_unstable();
        assert_eq!(reached, (0..all as i64).collect::<Vec<_>>());
    });
}

#[test]
fn the_keyboard_alone_opens_the_menu_switches_moves_and_closes_it() {
    Visit::to("loss=himmelblau&at=12").open(|page| {
        page.script::<()>("document.querySelector('#looks summary').focus()", &[]);
        page.press(' ');
        page.wait("the space bar opens the menu", || page.sees("#looks .menu"));
        assert!(!page.state().playing, "and it does nothing else");
        page.switch("Fading trails").focus();
        page.press(' ');
        page.assert_shows("loss=himmelblau&trails=fade&at=12");
        page.button("Move the view left").focus();
        page.press(' ');
        page.wait_state("the view moves", |state| state.scene.contains("&view="));
        page.press(Key::Escape.value());
        page.wait("Escape closes the menu", || !page.sees("#looks .menu"));
        assert_eq!((focused(page).as_str(), page.state().at), ("summary", 12));
    });
}

#[test]
fn the_keyboard_alone_types_a_loss_moves_its_start_and_looks_at_it() {
    Visit::standing("").open(|page| {
        page.button("Help: keys and words").focus();
        page.press(Key::Tab.value());
        for key in "x^2+3y^2".chars() {
            page.press(key);
        }
        page.press(Key::Enter.value());
        page.assert_shows("f=x^2+3y^2");
        while focused(page) != "landscape-sheet" {
            page.press(Key::Tab.value());
        }
        page.press('+');
        page.press(Key::Tab.value());
        assert_eq!(focused(page), "start-handle");
        page.press_with_shift(Key::Right.value());
        page.press(Key::Up.value());
        page.frames(2);
        let scene = page.state().scene;
        assert!(scene.contains("&start=") && scene.contains("&view="), "{scene}");
        page.assert_shows(&scene);
    });
}

#[test]
fn the_start_is_told_to_those_who_cannot_see_it() {
    Visit::standing("loss=rosenbrock").open(|page| {
        let handle = page.slider("Start of all runs");
        assert_eq!(handle.attribute("aria-valuetext").as_deref(), Some("θ = (−1.5, 2)"));
        assert_eq!(handle.attribute("aria-valuenow").as_deref(), Some("-1.5"));
        page.find(Role::Combobox, "Loss").choose("Square: θ²");
        page.wait("it follows the loss", || handle.attribute("aria-valuetext").as_deref() == Some("θ = 3"));
    });
}
