//! The dialog that makes of what is shown a figure for another page.
#![allow(missing_docs, clippy::panic)]

use mdbook_driver::MDBook;
use page_tests::{Elsewhere, Page, Role, Visit, example_copy};
use serde_json::{Value, json};
use thirtyfour::Key;

const SCENE: &str = "loss=rosenbrock&start=-1,0.5&steps=40&run=adam,lr:0.1,name:A*[b]{&run=momentum,lr:1e-4&at=12";
/// What the element is told to show and to let people do, as its types list it.
const TYPES: &str = include_str!("../../../npm/downhill-viz.d.ts");
const MENU: &str = "document.querySelector('#take summary').click()";
const ENTER: char = '\u{e007}';
const ESCAPE: char = '\u{e00c}';
/// A browser that copies into `taken`.
const CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', { value: {
        writeText: (text) => { window.taken = text; return Promise.resolve(); } } })";
const NO_CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', { value: {
        writeText: () => Promise.reject(new Error('refused')) } })";

/// Opens the dialog as a visitor does, and waits for the figure in it.
#[track_caller]
fn open(page: &Page) {
    page.script::<()>(MENU, &[]);
    page.button("Embed in a page…").click();
    page.wait("the dialog is there", || page.sees("#share"));
    let shown = "return document.querySelector('#share downhill-viz')?.state?.drawn > 0";
    page.wait("the preview is there", || page.script(shown, &[]));
}

/// Clicks on the field of this name and value.
#[track_caller]
fn tick(page: &Page, name: &str, value: &str) {
    let script = "document.querySelector(`#share [name=${arguments[0]}][value=${arguments[1]}]`).click()";
    page.script::<()>(script, &[json!(name), json!(value)]);
}

#[track_caller]
fn code(page: &Page) -> String {
    page.script("return document.querySelector('#share textarea').value", &[])
}

/// How the figure in this part of a page stands: its scene, which of its parts are seen, its caption, and
/// whether it is dark.
#[track_caller]
fn figure(page: &Page, within: &str) -> Value {
    let script = "const figure = document.querySelector(`${arguments[0]} downhill-viz`);
        const parts = [...figure.shadowRoot.querySelectorAll('figure, .knob, #transport, #runs thead, #telling, #take')];
        const seen = parts.filter((part) => part.getClientRects().length).map(({ id, tagName }) => id || tagName);
        return [figure.scene, seen, figure.shadowRoot.querySelector('.caption').textContent,
            figure.shadowRoot.querySelector('.figure').classList.contains('dark')]";
    page.script(script, &[json!(within)])
}

/// Pastes this into a page of another site, and tells how the figure stands there.
#[track_caller]
fn pasted(page: &Page, markup: &str) -> Value {
    let host = Elsewhere::with_page(&format!("<!doctype html><meta charset=utf-8><title>A</title>{markup}"), "");
    figure_at(page, &host.address("/"))
}

/// Goes to a page with a figure, and tells how it stands there.
#[track_caller]
fn figure_at(page: &Page, address: &str) -> Value {
    page.go_to(address);
    let shown = "return document.querySelector('downhill-viz')?.state?.drawn > 0";
    page.wait("the figure is there", || page.script(shown, &[]));
    let figure = figure(page, "body");
    page.assert_of_this_machine();
    figure
}

/// Pastes this into the chapter of a book, and tells how the figure stands there.
#[track_caller]
fn in_a_book(page: &Page, markdown: &str) -> Value {
    let folder = example_copy("mdbook", &["book.toml", "theme.js", "src/SUMMARY.md"]);
    folder.write("src/momentum.md", &format!("# A chapter\n\nWords before.\n\n{markdown}\n\nWords *after*.\n"));
    let built = MDBook::load(folder.path()).and_then(|book| book.build());
    built.unwrap_or_else(|error| panic!("mdBook: {error:?}"));
    let book = Elsewhere::with_files(&folder.path().join("book"));
    figure_at(page, &book.address("/momentum.html"))
}

/// The words of a type of the element.
fn words(of: &str) -> Vec<&str> {
    let list = TYPES.split_once(&format!("export type {of} = ")).and_then(|(_, rest)| rest.split_once(';'));
    let (list, _) = list.unwrap_or_else(|| panic!("there is no type {of}"));
    list.split(" | ").map(|word| word.trim_matches('"')).collect()
}

#[test]
fn every_chart_and_control_of_the_element_can_be_ticked() {
    Visit::standing(SCENE).open(|page| {
        open(page);
        for (name, of) in [("show", "Show"), ("controls", "Controls")] {
            let script =
                "return [...document.querySelectorAll(`#share [name=${arguments[0]}]`)].map(({ value }) => value)";
            assert_eq!(page.script::<Vec<String>>(script, &[json!(name)]), words(of));
        }
    });
}

#[test]
fn the_preview_shows_the_pages_scene_and_what_is_ticked() {
    Visit::standing(SCENE).open(|page| {
        open(page);
        let expected = json!([SCENE, ["landscape", "transport", "lr-knob", "theta"], "", false]);
        assert_eq!(figure(page, "#share"), expected);
        tick(page, "show", "landscape");
        tick(page, "show", "story");
        tick(page, "controls", "play");
        tick(page, "controls", "beta");
        page.textbox("Caption").type_over("Drag β");
        page.find(Role::Combobox, "Colours").choose("dark");
        let now = figure(page, "#share");
        assert_eq!(now, json!([SCENE, ["telling", "lr-knob", "beta-knob", "theta"], "Drag β", true]));
        // No run here has an ε of its own to be looked at step by step.
        assert!(!page.sees("#share [value=ledger]") && !page.sees("#share [value=inside]"));
    });
}

#[test]
fn what_is_pasted_elsewhere_is_what_the_preview_showed() {
    Visit::standing(SCENE).open(|page| {
        open(page);
        tick(page, "show", "loss");
        tick(page, "controls", "share");
        page.textbox("Caption").type_over("\"><img src=x onerror=alert(1)> {{#include a}} </script> & so on");
        let preview = figure(page, "#share");
        let html = code(page);
        tick(page, "kind", "mdbook");
        let markdown = code(page);
        tick(page, "kind", "quarto");
        assert_eq!(code(page), format!("```{{=html}}\n{html}\n```"));
        tick(page, "kind", "docusaurus");
        let (script, element) = html.split_once("\n\n").unwrap_or_else(|| panic!("{html}"));
        let head = format!("import Head from '@docusaurus/Head';\n\n<Head>\n  {script}\n</Head>");
        // React wants an object.
        let (before, rest) = element.split_once(" style=\"").unwrap_or_else(|| panic!("{element}"));
        let (style, after) = rest.split_once('"').unwrap_or_else(|| panic!("{element}"));
        let height = style.strip_prefix("display: block; min-height: ").and_then(|rest| rest.strip_suffix("px"));
        let height = height.unwrap_or_else(|| panic!("{style}"));
        let style = format!(" style={{{{ display: 'block', minHeight: {height} }}}}");
        assert_eq!(code(page), format!("{head}\n\n{before}{style}{after}"));
        assert_eq!(html.matches('{').count(), 0, "braces mean something to MDX and mdBook: {html}");
        assert_eq!(pasted(page, &html), preview);
        assert_eq!(in_a_book(page, &markdown), preview);
    });
}

#[test]
fn a_frame_is_as_high_as_the_preview_and_shows_the_same() {
    Visit::standing(SCENE).open(|page| {
        open(page);
        tick(page, "show", "theta");
        tick(page, "controls", "lr");
        tick(page, "controls", "play");
        tick(page, "kind", "frame");
        let preview = figure(page, "#share");
        let height: f64 = page.script(
            "return Math.ceil(document.querySelector('#share downhill-viz').getBoundingClientRect().height)",
            &[],
        );
        let frame = code(page);
        assert!(frame.contains(&format!(" height=\"{height}\" ")), "{frame}");
        assert!(frame.contains(" title=\"A*[b]&#123; and Momentum on "), "{frame}");
        let host = Elsewhere::with_page(&format!("<!doctype html><title>A</title>{frame}"), "");
        page.go_to(&host.address("/"));
        let address: String = page.script("return document.querySelector('iframe').src", &[]);
        assert_eq!(figure_at(page, &address), preview);
    });
}

#[test]
fn what_is_dragged_in_the_preview_is_in_the_code_and_leaves_the_page_alone() {
    Visit::standing("run=adam&steps=300").open(|page| {
        open(page);
        let before = (page.state().scene, page.fragment());
        let slide = "const slider = document.querySelector('#share downhill-viz').shadowRoot.getElementById('lr');
            slider.value = 700; slider.dispatchEvent(new Event('input', { bubbles: true, composed: true }))";
        page.script::<()>(slide, &[]);
        page.wait("the code follows", || code(page).contains("run=adam,lr:"));
        assert_eq!((page.state().scene, page.fragment()), before);
        let programs =
            "return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length";
        assert_eq!(page.script::<u32>(programs, &[]), 1, "page and preview are one program");
        // The page goes on, and next time its scene is what is offered.
        page.press(ESCAPE);
        page.wait("the dialog is closed", || !page.sees("#share"));
        page.number("Learning rate α").enter("0.5");
        page.wait_state("the page has it", |state| state.scene.contains("lr:0.5"));
        open(page);
        assert!(code(page).contains("lr:0.5"), "{}", code(page));
    });
}

#[test]
fn the_code_is_copied_and_the_dialog_says_so() {
    Visit::standing(SCENE).after_script(CLIPBOARD).open(|page| {
        open(page);
        page.button("Copy code").click();
        page.wait("it says so", || page.text("#share [role=status]") == "Copied");
        assert_eq!(page.script::<String>("return window.taken", &[]), code(page));
    });
    Visit::standing(SCENE).after_script(NO_CLIPBOARD).open(|page| {
        open(page);
        page.button("Copy code").click();
        page.wait("it says what to do", || page.text("#share [role=status]").contains("copy it yourself"));
        let selected =
            "const text = document.activeElement; return text.value.slice(text.selectionStart, text.selectionEnd)";
        assert_eq!(page.script::<String>(selected, &[]), code(page));
    });
}

#[test]
fn without_a_mouse_one_gets_in_and_out_again() {
    Visit::standing(SCENE).open(|page| {
        page.script::<()>("document.querySelector('#take summary').focus()", &[]);
        page.press(ENTER);
        page.button("Embed in a page…").press(&[Key::Enter]);
        page.wait("the dialog is there", || page.sees("#share"));
        assert!(!page.sees("#take .menu"));
        page.textbox("Caption").type_over("a");
        page.press_with(&Key::Control, 'z');
        assert_eq!(page.textbox("Caption").value(), "", "what is typed in a dialog is undone there");
        assert_eq!(page.state().scene, SCENE);
        page.press(ESCAPE);
        page.wait("the dialog is closed", || !page.sees("#share"));
        assert!(page.script::<bool>("return document.activeElement.matches('#take summary')", &[]));
        assert_eq!(page.script::<u32>("return document.querySelectorAll('#share downhill-viz').length", &[]), 0);
    });
}

#[test]
fn axe_core_finds_nothing_in_the_dialog() {
    for visit in [Visit::standing(SCENE), Visit::standing(SCENE).phone(390)] {
        visit.open(|page| {
            open(page);
            for dark in [false, true] {
                page.prefer(dark, true);
                page.frames(3);
                let found = page.axe();
                assert!(found.is_empty(), "dark: {dark}: {found:#?}");
            }
            let wide: bool = page.script(
                "return document.querySelector('#share').scrollWidth > document.querySelector('#share').clientWidth",
                &[],
            );
            assert!(!wide);
        });
    }
}

#[test]
fn where_the_dialog_does_not_load_the_menu_says_so() {
    Visit::standing(SCENE).blocking("*share.js").open(|page| {
        page.wait_state("the page has started all the same", |state| state.drawn > 0);
        page.script::<()>(MENU, &[]);
        page.button("Embed in a page…").click();
        page.wait("it says so", || page.text("#taken").starts_with("It could not be loaded"));
        page.button("Copy link").click();
    });
}
