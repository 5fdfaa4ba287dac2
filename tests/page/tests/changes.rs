//! Changes of a figure's scene, and who hears of them: whoever made them, wherever it stands, and not too often.
#![allow(missing_docs, clippy::panic)]

use page_tests::{Page, Visit};
use serde_json::{Value, json};

/// Shows a figure of this scene, and notes what changes it tells in `told`.
fn figure(scene: &str, test: impl FnOnce(&Page)) {
    Visit::file("embed.html").open(|page| {
        let script = "window.told = [];
            window.figure = document.createElement('downhill-viz');
            figure.scene = arguments[0];
            figure.addEventListener('downhill-change', ({ detail }) => told.push(detail));
            document.body.replaceChildren(figure);
            figure.ready.then(() => done(true))";
        assert!(page.script_later::<bool>(script, &[json!(scene)]));
        test(page);
    });
}

/// Moves the slider of the learning rate.
const SLIDE: &str = "const slider = figure.shadowRoot.getElementById('lr');
    slider.value = Number(slider.value) - 100;
    slider.dispatchEvent(new Event('input', { bubbles: true }));";

/// Waits until so many changes have been told, and gives them.
#[track_caller]
fn told(page: &Page, count: usize) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    page.wait("it is told", || {
        all = page.script("return told", &[]);
        all.len() >= count
    });
    all
}

#[test]
fn what_a_script_changes_is_told_as_what_a_visitor_changes() {
    figure("run=adam&steps=300", |page| {
        page.script::<()>("figure.scene = 'run=gd&steps=300'", &[]);
        assert_eq!(told(page, 1), [json!({ "scene": "steps=300&run=gd", "changed": ["run"] })]);
        page.script::<()>("figure.goto(20)", &[]);
        assert_eq!(told(page, 2)[1], json!({ "scene": "steps=300&run=gd&at=20", "changed": ["at"] }));
        page.script::<()>(SLIDE, &[]);
        assert_eq!(told(page, 3)[2]["changed"], json!(["run"]));
    });
}

#[test]
fn to_open_a_scene_and_to_look_otherwise_is_no_change_of_it() {
    figure("steps=300&run=adam&lr=unknown", |page| {
        page.script::<()>("figure.theme = 'dark'; figure.show = 'theta'; figure.scene = figure.scene", &[]);
        page.script_later::<bool>("figure.step(0).then(() => figure.pause()).then(() => done(true))", &[]);
        page.script::<()>("figure.goto(7)", &[]);
        assert_eq!(told(page, 1)[0]["changed"], json!(["at"]));
    });
}

#[test]
fn many_changes_are_told_in_few_words_and_the_last_one_is_among_them() {
    figure("run=adam&steps=300", |page| {
        let many = "(async () => {
                for (let at = 1; at <= 40; at++) {
                    await figure.goto(at);
                    await new Promise((resolve) => setTimeout(resolve));
                }
            })().then(() => done(true))";
        page.script_later::<bool>(many, &[]);
        page.wait("the last one is told", || {
            page.script("return told.at(-1)?.scene === 'steps=300&run=adam&at=40'", &[])
        });
        let count = told(page, 1).len();
        assert!(count < 20, "{count} of 40");
    });
}

#[test]
fn a_handler_that_sets_what_it_is_told_hears_of_it_once() {
    figure("run=adam&steps=300", |page| {
        let echo = "figure.addEventListener('downhill-change', ({ detail }) => {
                figure.scene = detail.scene;
                figure.scene = '#' + detail.scene;
                figure.scene = `lr=unknown&${detail.scene}`;
            });
            figure.goto(9)";
        page.script::<()>(echo, &[]);
        told(page, 1);
        // As many as another change would come in, twice over.
        page.pass(std::time::Duration::from_millis(700));
        assert_eq!(told(page, 1).len(), 1);
    });
}

#[test]
fn a_figure_far_out_of_sight_tells_at_once() {
    figure("run=adam&steps=300", |page| {
        let away = "figure.insertAdjacentHTML('afterend', '<div></div>');
            figure.nextSibling.style.height = '9000px';
            scrollTo(0, 9000)";
        page.script::<()>(away, &[]);
        let pictures = "return figure.shadowRoot.querySelector('#theta canvas').width";
        page.wait("its pictures are let go", || page.script::<u32>(pictures, &[]) == 0);
        page.script::<()>("figure.scene = 'run=gd&steps=300'", &[]);
        assert_eq!(told(page, 1)[0]["scene"], json!("steps=300&run=gd"));
        // As by the keyboard, which does not scroll.
        page.script::<()>(SLIDE, &[]);
        assert_eq!(told(page, 2)[1]["changed"], json!(["run"]));
    });
}

#[test]
fn a_scene_that_is_set_again_takes_back_what_the_visitor_has_made_of_it() {
    figure("steps=300&run=adam", |page| {
        page.script::<()>(SLIDE, &[]);
        assert_ne!(told(page, 1)[0]["scene"], json!("steps=300&run=adam"));
        page.script::<()>("figure.scene = 'steps=300&run=adam'", &[]);
        assert_eq!(told(page, 2)[1]["scene"], json!("steps=300&run=adam"));
        assert_eq!(page.script::<String>("return figure.scene", &[]), "steps=300&run=adam");
    });
}

#[test]
fn a_figure_that_has_gone_tells_nothing_more() {
    figure("run=adam&steps=300", |page| {
        let gone = "figure.goto(3).then(() => figure.goto(4)).then(() => figure.remove()).then(() => done(true))";
        page.script_later::<bool>(gone, &[]);
        page.pass(std::time::Duration::from_millis(700));
        let last = page.script::<Value>("return told.at(-1) ?? null", &[]);
        assert!(last.is_null() || last["scene"] == json!("steps=300&run=adam&at=3"), "{last}");
    });
}
