//! The map of a loss: worked out when it has to be, and no more often.
#![allow(missing_docs)]

use std::fmt::Write as _;

use downhill::loss::Loss;
use page_tests::{Page, Role, Visit};
use serde::Deserialize;
use serde_json::json;
use thirtyfour::Key;

/// How many maps there have been once nothing is on its way.
#[track_caller]
fn maps(page: &Page) -> u32 {
    page.frames(3);
    page.wait_state("no map is on its way", |state| !state.pending).maps
}

#[test]
fn no_setting_and_no_iteration_has_the_map_worked_out_anew() {
    for scene in ["loss=rosenbrock&run=momentum,lr:1e-4&at=20", "f=x^2+sin(x*y)+y^2&run=momentum,lr:1e-4&at=20"] {
        Visit::to(scene).open(|page| {
            let before = maps(page);
            assert!(before >= 1);
            page.slider("Learning rate α").press(&[Key::Right, Key::Right, Key::Left]);
            page.number("Momentum β").enter("0.5");
            page.slider("Iteration").drag_to(0.7);
            page.button("Step back").click();
            for point in [(0.4, 0.5), (0.6, 0.5)] {
                page.hover(page.landscape().at(point.0, point.1));
                page.frames(1);
            }
            page.hover(page.point_on("#theta-sheet", 0.5, 0.5));
            page.switch("Log scale").click();
            page.drag(page.handle(), page.landscape().at(0.55, 0.6));
            page.find(Role::Combobox, "Coordinates").choose("y");
            page.button("Restart").click();
            page.wait_state("it plays", |state| state.playing && state.at > 3);
            page.button("Pause").click();
            assert_eq!(maps(page), before, "{}", page.state().scene);
        });
    }
}

#[test]
fn verdicts_of_any_length_leave_the_map_as_it_is() {
    Visit::standing("loss=rosenbrock").open(|page| {
        let before = maps(page);
        let slider = page.slider("Learning rate α");
        page.hold(slider.thumb());
        for part in [0.1, 0.3, 0.5, 0.8, 1.0] {
            page.drag_on(slider.point(part));
            page.frames(3);
            assert_eq!(page.state().maps, before, "at {part} of the learning rate: {:?}", page.table());
        }
        page.let_go(slider.thumb());
        let iteration = page.slider("Iteration");
        for part in [0.0, 0.05, 0.3, 1.0] {
            iteration.drag_to(part);
            page.frames(3);
            assert_eq!(page.state().maps, before, "at step {}: {:?}", page.state().at, page.table());
        }
    });
}

#[test]
fn another_loss_another_parameter_and_another_view_have_it_worked_out() {
    Visit::standing("loss=bowl").open(|page| {
        let mut before = maps(page);
        let mut assert_more = |what: &str| {
            let now = maps(page);
            assert!(now > before, "{what} has a map of its own");
            before = now;
        };
        page.number("Conditioning κ").enter("10");
        page.assert_shows("loss=bowl,kappa:10");
        assert_more("another κ");
        page.button("Zoom in").click();
        assert_more("another view");
        page.find(Role::Combobox, "Loss").choose("Himmelblau: (x² + y − 11)² + (x + y² − 7)²");
        assert_more("another loss");
        page.textbox("J(θ) =").enter("x^2+y^4");
        assert_more("a typed loss");
        page.resize((1000, 900));
        assert_more("another size");
    });
}

#[test]
fn a_loss_of_one_dimension_has_no_map() {
    Visit::standing("loss=ripple").open(|page| {
        page.button("Zoom in").click();
        assert_eq!(maps(page), 0);
    });
}

/// As much work as a formula may be: a sum of waves up to both limits.
fn heavy() -> String {
    let mut text = "x^2+y^2".to_owned();
    for wave in 2.. {
        let mut longer = text.clone();
        let _ = write!(longer, "+sin({wave}x)cos({wave}y)");
        if Loss::typed(&longer).is_err() {
            break;
        }
        text = longer;
    }
    text
}

/// What the page told in a frame.
#[derive(Debug, Deserialize)]
struct Told {
    scene: String,
    maps: u32,
    pending: bool,
    print: u32,
}

/// What the page tells in each frame after `act`, until no map is on its way. A slider is moved in every one of them.
#[track_caller]
fn watch(page: &Page, act: &str, text: &str) -> Vec<Told> {
    let script = "const page = await import(new URL('downhill.js', document.baseURI));
        const [field, slider] = [document.querySelector('#formula'), document.querySelector('#lr')];
        const ground = document.querySelector('#landscape-sheet canvas');
        const print = () => {
            const copy = new OffscreenCanvas(ground.width, ground.height);
            const context = copy.getContext('2d');
            context.drawImage(ground, 0, 0);
            const pixels = new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer);
            return pixels.reduce((hash, pixel) => (Math.imul(hash, 31) + pixel) >>> 0, 17);
        };
        const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
        ACT;
        const told = [];
        for (let left = 600; left > 0; left -= 1) {
            await frame();
            const { scene, maps, pending } = page.state();
            told.push({ scene, maps, pending, print: print() });
            if (!pending) break;
            slider.stepUp();
            slider.dispatchEvent(new Event('input', { bubbles: true }));
        }
        return told;";
    let script = format!("(async (text) => {{ {} }})(arguments[0]).then(done)", script.replace("ACT", act));
    page.script_later(&script, &[json!(text)])
}

/// Asserts that there was a sketch at once and then one map, and that a slider acted in every frame between.
#[track_caller]
fn assert_sketched_then_sharp(told: &[Told], before: u32) {
    let (first, last) = (&told[0], &told[told.len() - 1]);
    assert!(first.pending && first.maps == before + 1, "it is sketched first: {first:?}");
    assert!(!last.pending && last.maps == before + 2, "then worked out once: {last:?} after {} frames", told.len());
    assert_ne!(first.print, last.print, "what is shown then is another picture");
    let meanwhile: Vec<_> = told.iter().filter(|told| told.pending).collect();
    assert!(meanwhile.len() >= 3, "it takes some frames: {}", meanwhile.len());
    for pair in meanwhile.windows(2) {
        assert_ne!(pair[0].scene, pair[1].scene, "a slider acts in every frame");
    }
}

#[test]
fn a_heavy_loss_is_first_sketched_then_sharp_and_a_slider_can_be_dragged_meanwhile() {
    let heavy = heavy();
    assert!(heavy.len() > 300, "{heavy}");
    Visit::standing("loss=rosenbrock&run=gd,lr:1e-4").open(|page| {
        let before = maps(page);
        let typed = "field.focus(); field.value = text; field.dispatchEvent(new Event('input', { bubbles: true }))";
        let told = watch(page, typed, &heavy);
        assert_sketched_then_sharp(&told, before);
        assert!(page.state().scene.starts_with("f=x^2+y^2+sin(2x)"), "{}", page.state().scene);
    });
}

#[test]
fn a_heavy_loss_that_is_zoomed_is_sketched_at_once_and_sharp_again_soon() {
    Visit::standing(&format!("f={}&run=gd,lr:1e-4", heavy())).open(|page| {
        let before = maps(page);
        let told = watch(page, "document.querySelector('#zoom-in').click()", "");
        assert_sketched_then_sharp(&told, before);
        assert!(page.state().scene.contains("&view="));
    });
}
