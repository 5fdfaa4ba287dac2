//! The page for everyone: small windows, dark rooms, keyboards, screen readers, sharp screens, still eyes.
#![allow(missing_docs)]

use downhill::hyperparameter::Knob;
use downhill::scene::Scene;
use page_tests::{CHARTS, Canvas, Page, Visit, expected};
use serde_json::json;
use thirtyfour::Key;

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
        let field = page.number("Learning rate α");
        field.enter("abc");
        page.wait("the error is there", || !field.beside("error").concat().is_empty());
        look("the page with a wrong number");
        field.press(&[Key::Escape]);
        page.button("Help: keys and words").click();
        page.wait("the list of keys is open", || page.sees("#help"));
        look("the list of keys");
        page.button("Close help").click();
        page.wait("it is closed", || !page.sees("#help"));
    }
}

#[test]
fn axe_core_finds_nothing_on_a_desktop() {
    Visit::standing("").open(assert_axe_finds_nothing);
}

#[test]
fn axe_core_finds_nothing_on_a_phone() {
    Visit::standing("").phone(390).open(assert_axe_finds_nothing);
}

#[test]
fn axe_core_finds_nothing_on_a_broken_link_with_runs_switched_off() {
    Visit::standing("rubbish&hide=2,3&from=here&start=1").open(|page| {
        page.wait("the problems are shown", || page.sees("#problems"));
        for dark in [false, true] {
            page.prefer(dark, true);
            page.frames(3);
            let found = page.axe();
            assert!(found.is_empty(), "dark: {dark}: {found:#?}");
        }
    });
}

#[test]
fn no_window_needs_sideways_scrolling() {
    Visit::standing("an-unbroken-word-that-is-wider-than-a-phone-is-wide").open(|page| {
        for width in [320, 360, 390, 600, 768, 999, 1000, 1100, 1440, 2560] {
            page.resize((width, 780));
            page.frames(3);
            assert_fits(page, width);
        }
    });
}

#[test]
fn a_phone_shows_everything_in_one_column() {
    for width in [390, 320] {
        Visit::standing("").phone(width).open(|page| {
            assert_fits(page, width);
            let tops: Vec<f64> = page.script(
                "return ['#story', '#landscape', '#transport', '#theta', '#loss-chart', '#settings', '#runs']
                    .map((one) => document.querySelector(one).getBoundingClientRect())
                    .flatMap((box) => [box.top, box.bottom])
                    .sort((a, b) => a - b)
                    .map((y, i, all) => i % 2 || !i ? 0 : y - all[i - 1])",
                &[],
            );
            assert!(tops.iter().all(|gap| *gap >= 0.0), "parts overlap: {tops:?}");
            let narrow: Vec<String> = page.script(
                "return [...document.querySelectorAll('.chart, #settings, #runs')]
                    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width < arguments[0] - 40)
                    .map((one) => one.id)",
                &[json!(width)],
            );
            assert!(narrow.is_empty(), "{narrow:?} do not take the whole width");
        });
    }
}

#[track_caller]
fn assert_fits(page: &Page, width: u32) {
    let cut: Vec<String> = page.script(
        "return [...document.querySelectorAll('body *')]
            .filter((one) => one.checkVisibility() && !one.closest('dialog'))
            .map((one) => [one, one.getBoundingClientRect()])
            .filter(([, box]) => box.width > 1 && (box.left < 0 || box.right > arguments[0] + 0.5))
            .map(([one, box]) => `${one.tagName} ${one.id}: ${box.left} to ${box.right}`)",
        &[json!(width)],
    );
    assert!(cut.is_empty(), "{width} wide, these stick out: {cut:#?}");
    let across: u32 = page.script("return document.scrollingElement.scrollWidth", &[]);
    assert!(across <= width, "{width} wide, the page is {across} wide");
}

#[test]
fn with_reduced_motion_it_stands_complete_and_plays_only_when_asked() {
    Visit::standing("").open(|page| {
        page.frames(10);
        let state = page.state();
        assert_eq!((state.at, state.playing), (1000, false));
        page.button("Play").click();
        page.wait_state("it plays when asked", |state| state.playing && state.at < 1000);
    });
}

#[test]
fn the_charts_follow_the_system_into_the_dark_and_back() {
    Visit::to("steps=100&at=60").dark().open(|page| {
        // A blend of two colours may by chance come near a third, in a few pixels.
        let shows = |dark: bool| {
            CHARTS.iter().all(|chart| {
                Scene::default().runs.iter().all(|run| {
                    let counts = [run.optimiser.style.light, run.optimiser.style.dark]
                        .map(|colour| page.pixels_of(chart, colour));
                    counts[usize::from(dark)] > 10 * counts[usize::from(!dark)]
                })
            })
        };
        let paper = || page.script::<String>("return getComputedStyle(document.body).backgroundColor", &[]);
        page.wait("the charts are dark on opening", || shows(true));
        assert_eq!(paper(), "rgb(20, 22, 26)");
        page.prefer(false, false);
        page.wait("the charts become light", || shows(false));
        assert_eq!(paper(), "rgb(252, 251, 248)");
        page.prefer(true, false);
        page.wait("and dark again", || shows(true));
    });
}

/// Waits until every canvas has a pixel for each of the device, and is drawn on.
#[track_caller]
fn assert_sharp(page: &Page, ratio: f64, when: &str) {
    let sharp = |pixels: f64, length: f64| (pixels - length * ratio).abs() <= 1.0;
    page.wait(&format!("the canvases are sharp {when} with {ratio} pixels to one"), || {
        let canvases = page.canvases();
        let all = |canvas: &Canvas| sharp(canvas.pixels.0, canvas.size.0) && sharp(canvas.pixels.1, canvas.size.1);
        canvases.len() >= CHARTS.len() && canvases.iter().all(all)
    });
    for chart in CHARTS {
        page.script::<()>("document.querySelector(arguments[0]).scrollIntoView()", &[json!(chart)]);
        page.wait(&format!("{chart} is drawn {when} with {ratio} pixels to one"), || {
            Scene::default().runs.iter().all(|run| page.pixels_of(chart, run.optimiser.style.light) > 0)
        });
    }
}

#[test]
fn canvases_have_a_pixel_for_each_of_the_device_at_every_size() {
    for ratio in [1.0, 1.5, 2.0, 3.0] {
        Visit::to("steps=100&at=60").ratio(ratio).open(|page| {
            assert_eq!(page.script::<f64>("return devicePixelRatio", &[]), ratio);
            for size in [(1280, 800), (1000, 700), (390, 780), (1280, 800)] {
                page.resize(size);
                assert_sharp(page, ratio, &format!("at {size:?}"));
            }
        });
    }
}

#[test]
fn canvases_stay_sharp_when_the_page_is_magnified_and_back() {
    Visit::to("steps=100&at=60").open(|page| {
        for zoom in [1.25, 0.8, 1.0] {
            page.script::<()>("document.documentElement.style.zoom = arguments[0]", &[json!(zoom)]);
            page.frames(2);
            assert_sharp(page, 1.0, &format!("magnified {zoom} times"));
        }
    });
}

#[test]
fn the_tab_key_reaches_every_control_and_the_focus_is_seen() {
    Visit::standing("").open(|page| {
        let all: usize = page.script(
            "window.controls = [...document.querySelectorAll('button, input, select, summary, [tabindex]')]
                .filter((one) => one.checkVisibility() && !one.disabled && !one.closest('dialog'));
            return controls.length",
            &[],
        );
        let mut reached = Vec::new();
        for _ in 0..all {
            page.press(Key::Tab.value());
            let (place, outline): (i64, String) = page.script(
                "const one = document.activeElement;
                const style = getComputedStyle(one);
                return [controls.indexOf(one), `${style.outlineStyle} ${style.outlineWidth}`]",
                &[],
            );
            assert_eq!(outline, "solid 2px", "the focus on control {place} is not seen");
            reached.push(place);
        }
        assert!(reached.iter().all(|place| *place >= 0), "the focus leaves the controls: {reached:?}");
        reached.sort_unstable();
        reached.dedup();
        assert_eq!(reached.len(), all, "some control is not reached: {reached:?}");
    });
}

#[test]
fn on_a_phone_a_slider_follows_the_finger() {
    Visit::standing("").phone(390).open(|page| {
        let slider = page.slider("Learning rate α");
        let (from, to) = (slider.thumb(), slider.point(0.7));
        page.touch(from, true);
        for part in [0.2, 0.5, 1.0] {
            page.touch(from.towards(to, part), false);
            page.frames(2);
            let rate = Knob::LearningRate.dial().value(slider.position());
            page.wait_state(&format!("the race is run at {rate}"), |state| {
                state.run("Gradient descent").theta == expected(&format!("run=gd,lr:{rate}")).runs[0].1
            });
        }
        page.lift();
        let told = f64::from(slider.position()) / f64::from(Knob::LearningRate.dial().last());
        assert!((told - 0.7).abs() < 0.03, "it was dragged to 0.7 and stands at {told}");
        page.wait_fragment(&page.state().scene);
    });
}
