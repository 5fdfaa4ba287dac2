//! Losses that were typed or linked to do harm, or are as large as they may be.
#![allow(missing_docs)]

use downhill::loss::Loss;
use page_tests::{Control, Page, Visit};
use serde_json::json;
use thirtyfour::Key;

fn field(page: &Page) -> Control<'_> {
    page.textbox("J(θ) =")
}

/// Waits until the field's text is refused with a word on `words`, and gives what is said.
#[track_caller]
fn refused(page: &Page, words: &str) -> String {
    let error = || page.text("#formula-error");
    page.wait(&format!("it is refused with a word on “{words}”"), || error().contains(words));
    error()
}

#[test]
fn what_is_typed_or_linked_never_becomes_markup() {
    let evil = "<img src=x onerror=alert(1)><b>x</b>";
    let inside = |page: &Page, selector: &str| -> Vec<String> {
        page.script("return [...document.querySelectorAll(arguments[0])].map((one) => one.tagName)", &[json!(selector)])
    };
    Visit::to("at=5").open(|page| {
        let images = inside(page, "img").len();
        field(page).enter(evil);
        let said = refused(page, "=");
        assert!(said.contains("<img src"), "{said}");
        assert_eq!(inside(page, "#formula-error *"), ["CODE", "MARK", "CODE", "SPAN"]);
        assert_eq!(inside(page, "img").len(), images);
        assert_eq!(page.state().scene, "at=5");
    });
    Visit::to(&format!("f={evil}&at=5")).open(|page| {
        page.wait("the problems are shown", || page.sees("#problems"));
        assert!(page.text("#problems-list").contains("onerror"), "{}", page.text("#problems-list"));
        assert!(inside(page, "#problems-list li *").is_empty());
        assert_eq!(page.state().scene, "at=5");
    });
}

/// Texts of 64 KiB: a sum, parentheses, signs, and noise.
fn floods() -> [String; 4] {
    ["x+", "(", "-", "½~{\\"].map(|part| part.repeat(65_536 / part.len()))
}

#[test]
fn endless_text_is_refused_at_once_and_does_no_harm() {
    Visit::to("at=5").open(|page| {
        for flood in floods() {
            let script = "const [field, begun] = [document.querySelector('#formula'), performance.now()];
                field.focus();
                field.value = arguments[0];
                for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
                return performance.now() - begun;";
            let took: f64 = page.script(script, &[json!(flood)]);
            assert!(took < 1000.0, "{took} ms for {}…", &flood[..2]);
            assert!(refused(page, "at most 512 characters").chars().count() < 300);
            assert_eq!(page.state().scene, "at=5");
            field(page).press(&[Key::Escape]);
        }
        field(page).enter("x^2+y^2");
        page.wait_state("it still works", |state| state.scene == "f=x^2+y^2&at=5");
    });
    for flood in floods() {
        Visit::to(&format!("f={flood}&at=5")).open(|page| {
            page.wait("the problems are shown", || page.sees("#problems"));
            assert!(page.text("#problems").chars().count() < 1000);
            page.button("Close").click();
            page.wait("the list is closed", || !page.sees("#problems"));
            assert_eq!(page.state().scene, "at=5");
        });
    }
}

#[test]
fn the_largest_formulas_that_are_allowed_answer_at_once() {
    let deep = format!("{}x{}", "sin(".repeat(30), ")".repeat(30));
    let long = format!("x{}", "+x^2".repeat(63));
    let powers = format!("x{}", "^x".repeat(30));
    Visit::standing("").open(|page| {
        for text in [deep, long, powers, "1e308*x^99".to_owned(), "0/0*x+y".to_owned(), "5".to_owned()] {
            field(page).enter(&text);
            page.wait_state(&format!("J is {text}"), |state| {
                Loss::typed(&text).is_err() || state.scene.starts_with(&format!("f={text}"))
            });
            page.frames(3);
            assert!(!page.sees("#failure"), "{text}");
        }
    });
}
