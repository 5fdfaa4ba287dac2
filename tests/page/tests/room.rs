//! The room that is kept for a figure until its program is there.
#![allow(missing_docs, clippy::panic)]

use page_tests::{Elsewhere, Page, Visit, site};
use serde_json::{Value, json};

const SCENES: [&str; 5] = [
    "steps=50",
    "loss=bowl&steps=50&run=adam&run=gd",
    "f=x^2%2By^2&run=adam&pin=run%3Dgd",
    "steps=50&inside=scale&ledger=1&from=here",
    "run=gd",
];
const SHOWN: [&str; 3] = ["landscape theta", "landscape theta loss inside ledger table story", "table"];
const CONTROLS: [&str; 6] =
    ["lr play", "all", "none", "lr beta beta2 eps start", "lr start play", "loss share runs start"];

/// Every figure that took more or less room than was kept for it: which, the room, and what it took.
#[track_caller]
fn misfits(page: &Page, width: u32) -> Vec<Value> {
    let script = "const [width, scenes, shown, controls] = arguments;
        const height = (figure) => figure.getBoundingClientRect().height;
        (async () => {
            const misfits = [];
            for (const scene of scenes) for (const show of shown) for (const control of controls) {
                const box = document.createElement('div');
                box.style = `position: absolute; top: 9000px; width: ${width}px`;
                const figure = document.createElement('downhill-viz');
                Object.assign(figure, { scene, show, controls: control });
                box.append(figure);
                document.body.append(box);
                const kept = height(figure);
                await figure.ready;
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                if (Math.abs(height(figure) - kept) > 0.5) misfits.push([scene, show, control, kept, height(figure)]);
                box.remove();
            }
            done(misfits);
        })();";
    page.script_later(script, &[json!(width), json!(SCENES), json!(SHOWN), json!(CONTROLS)])
}

#[test]
fn a_figure_takes_just_the_room_that_was_kept_for_it() {
    for visit in [Visit::file("embed.html"), Visit::file("embed.html").phone(390)] {
        visit.open(|page| {
            for width in [300, 520, 700, 900] {
                assert_eq!(misfits(page, width), [] as [Value; 0], "{width} pixels wide");
            }
        });
    }
}

#[test]
fn what_a_page_keeps_free_until_the_script_is_there_counts_no_longer_then() {
    let figure = "<downhill-viz style=\"display: block; min-height: 2000px\"></downhill-viz>";
    let script = format!("<script type=\"module\" src=\"{}downhill-viz.js\"></script>", site());
    let host = Elsewhere::with_page(&format!("<!doctype html><title>A</title>{figure}{script}"), "");
    Visit::file("embed.html").open(|page| {
        page.go_to(&host.address("/"));
        let height = "return document.querySelector('downhill-viz').getBoundingClientRect().height";
        page.wait("the figure is as high as it is", || (100.0..1000.0).contains(&page.script::<f64>(height, &[])));
        page.assert_of_this_machine();
    });
}
