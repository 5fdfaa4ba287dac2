//! Fingers on the landscape: they scroll the page, move the view, zoom it.
#![allow(missing_docs)]

use page_tests::{Page, Point, Visit};

fn scrolled(page: &Page) -> f64 {
    page.script("return scrollY", &[])
}

/// Two points so far apart, left and right of `middle` on a slant.
fn around(middle: Point, apart: f64) -> [Point; 2] {
    let (x, y) = (apart * 0.4, apart * 0.3);
    [Point { x: middle.x - x, y: middle.y - y }, Point { x: middle.x + x, y: middle.y + y }]
}

/// Moves a finger from one point to another, over some between.
fn swipe(page: &Page, from: Point, to: Point) {
    page.touch(from, true);
    for part in [0.1, 0.2, 0.4, 0.6, 0.8, 1.0] {
        page.touch(from.towards(to, part), false);
        page.frames(1);
    }
}

#[test]
fn a_finger_on_a_landscape_that_was_not_tapped_scrolls_the_page() {
    for scene in ["loss=rosenbrock", "loss=double-well"] {
        Visit::standing(scene).phone(390).open(|page| {
            let (landscape, before) = (page.landscape(), scrolled(page));
            swipe(page, landscape.at(0.6, 0.8), landscape.at(0.6, 0.1));
            page.wait("the page scrolls", || scrolled(page) > before + 60.0);
            page.lift();
            page.frames(5);
            assert_eq!(page.state().scene, scene, "the view stays");
        });
    }
}

#[test]
fn once_tapped_the_landscape_is_moved_by_a_finger_and_the_page_stays() {
    for scene in ["loss=rosenbrock", "loss=double-well"] {
        Visit::standing(scene).phone(390).open(|page| {
            page.tap(page.landscape().at(0.6, 0.6));
            page.wait("the landscape has the focus", || {
                page.script("return document.activeElement.id === 'landscape-sheet'", &[])
            });
            assert_eq!(page.state().scene, scene, "a tap leaves the view");
            let (before, top) = (page.landscape(), scrolled(page));
            let (from, to) = (before.at(0.6, 0.8), before.at(0.4, 0.3));
            swipe(page, from, to);
            page.frames(2);
            let now = page.landscape();
            let off = now.theta(to).distance(before.theta(from)) / now.pixel();
            assert!(off <= 2.0, "what was taken hold of is {off} pixels off the finger");
            page.lift();
            page.frames(10);
            assert_eq!(scrolled(page), top);
            page.assert_shows(&page.state().scene);
        });
    }
}

#[test]
fn two_fingers_zoom_the_landscape_about_their_middle() {
    for tapped in [false, true] {
        Visit::standing("loss=rosenbrock").phone(390).open(|page| {
            if tapped {
                page.tap(page.landscape().at(0.6, 0.6));
            }
            let before = page.landscape();
            let (top, middle) = (scrolled(page), before.at(0.5, 0.5));
            page.fingers(&around(middle, 80.0), true);
            for apart in [90.0, 100.0, 120.0, 140.0, 160.0] {
                page.fingers(&around(middle, apart), false);
                page.frames(1);
            }
            page.frames(2);
            let now = page.landscape();
            let (size, part) = (now.seen().size().x, now.seen().size().x / before.seen().size().x);
            assert!((part - 0.5).abs() < 0.03, "twice as far apart shows {part} of it, {size} wide");
            let off = now.theta(middle).distance(before.theta(middle)) / now.pixel();
            assert!(off <= 8.0, "the middle has moved by {off} pixels");
            page.lift();
            page.frames(5);
            let magnified: f64 = page.script("return visualViewport.scale", &[]);
            assert_eq!((scrolled(page), magnified), (top, 1.0), "the page itself stays");
            page.assert_shows(&page.state().scene);
        });
    }
}

#[test]
fn a_pinch_together_shows_more() {
    Visit::standing("loss=himmelblau").phone(390).open(|page| {
        let before = page.landscape();
        let middle = before.at(0.5, 0.5);
        page.fingers(&around(middle, 160.0), true);
        for apart in [140.0, 120.0, 100.0, 80.0] {
            page.fingers(&around(middle, apart), false);
        }
        page.lift();
        page.frames(2);
        let part = page.landscape().seen().size().x / before.seen().size().x;
        assert!((part - 2.0).abs() < 0.12, "half as far apart shows {part} of it");
        page.button("Fit the view").click();
        page.assert_shows("loss=himmelblau");
    });
}

#[test]
fn the_finger_that_stays_after_a_pinch_and_one_that_comes_later_do_no_harm() {
    Visit::standing("loss=himmelblau").phone(390).open(|page| {
        let before = page.landscape();
        let [first, second] = around(before.at(0.5, 0.5), 100.0);
        page.fingers(&[first, second], true);
        page.fingers(&around(before.at(0.5, 0.5), 150.0), false);
        page.lift();
        page.frames(2);
        let zoomed = page.state().scene;
        // Nothing is left of the fingers that were lifted: a new one alone neither zooms nor moves an untapped view.
        page.touch(before.at(0.3, 0.5), true);
        page.touch(before.at(0.5, 0.5), false);
        page.frames(2);
        assert_eq!(page.state().scene, zoomed);
        page.lift();
    });
}

#[test]
fn a_finger_over_the_start_of_a_figure_scrolls_its_page_until_the_landscape_was_tapped() {
    let put =
        "document.body.innerHTML = `<downhill-viz scene='loss=rosenbrock' controls='start'></downhill-viz><div></div>`;
        document.body.lastChild.style.height = '3000px';
        const figure = document.body.firstChild;
        figure.ready.then(() => done(null))";
    let place = |page: &Page| -> Point {
        let script = "const handle = document.querySelector('downhill-viz').shadowRoot.getElementById('start-handle');
            const { x, y, width, height } = handle.getBoundingClientRect();
            return [x + width / 2, y + height / 2]";
        let (x, y) = page.script(script, &[]);
        Point { x, y }
    };
    let scene = |page: &Page| page.script::<String>("return document.querySelector('downhill-viz').scene", &[]);
    Visit::file("embed.html").phone(390).open(|page| {
        page.script_later::<()>(put, &[]);
        page.wait("it is drawn", || page.script("return document.querySelector('downhill-viz').state.drawn > 0", &[]));
        let from = place(page);
        swipe(page, from, Point { x: from.x, y: from.y - 100.0 });
        page.wait("the page scrolls", || scrolled(page) > 50.0);
        page.lift();
        page.frames(5);
        assert_eq!(scene(page), "loss=rosenbrock", "the start stays");
        page.wait("the page stands at its top", || {
            page.script::<()>("scrollTo(0, 0)", &[]);
            page.frames(5);
            scrolled(page) == 0.0
        });
        let from = place(page);
        page.tap(from);
        swipe(page, from, Point { x: from.x, y: from.y + 60.0 });
        page.lift();
        page.wait("the start has moved", || scene(page).starts_with("loss=rosenbrock&start="));
        assert_eq!(scrolled(page), 0.0);
    });
}
