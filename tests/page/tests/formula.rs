//! The field “J(θ) =”: losses that visitors type or link.
#![allow(missing_docs)]

use downhill::scene::Scene;
use page_tests::{CHARTS, Control, Page, Role, Visit, expected};
use thirtyfour::Key;

fn field(page: &Page) -> Control<'_> {
    page.textbox("J(θ) =")
}

/// What is said below the field; empty if nothing is wrong.
fn error(page: &Page) -> String {
    page.text("#formula-error")
}

/// Waits until the field's text is refused with a word on `words`, and gives what is marked of it.
#[track_caller]
fn refused(page: &Page, words: &str) -> String {
    page.wait(&format!("it is refused with a word on “{words}”"), || error(page).contains(words));
    let field = field(page);
    assert_eq!(field.attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(field.attribute("aria-describedby").as_deref(), Some("formula-error"));
    page.script("return document.querySelector('#formula-error mark').textContent", &[])
}

#[test]
fn a_formula_acts_while_it_is_typed() {
    Visit::standing("").open(|page| {
        let field = field(page);
        assert_eq!(field.value(), "θ²");
        field.click();
        assert_eq!(field.value(), "x^2", "on focus it is what one would type");
        let sheets = CHARTS.map(|chart| page.fingerprint(chart));
        field.type_over("");
        for (key, formula) in ["x", "^", "4", "-", "3", "x", "^", "2", "+", "x"].into_iter().zip([
            "x",
            "x",
            "x^4",
            "x^4",
            "x^4-3",
            "x^4-3x",
            "x^4-3x",
            "x^4-3x^2",
            "x^4-3x^2",
            "x^4-3x^2+x",
        ]) {
            field.press(&[]);
            page.press(key.chars().next().unwrap_or_default());
            page.wait_state(&format!("J is {formula}"), |state| state.scene.starts_with(&format!("f={formula}")));
            assert_eq!(error(page), "", "what is not finished is no error");
        }
        page.assert_shows("f=x^4-3x^2+x");
        for (chart, before) in CHARTS.iter().zip(sheets) {
            assert_ne!(page.fingerprint(chart), before, "{chart} shows the new loss");
        }
        assert_eq!(field.value(), "x^4-3x^2+x");
        assert!(page.text("#story").contains("Momentum") && page.find(Role::Combobox, "Loss").value().is_empty());
        page.press(Key::Enter.value());
        page.assert_shows("f=x^4-3x^2+x");
        page.reload();
        page.assert_shows("f=x^4-3x^2+x");
        assert_eq!(page.textbox("J(θ) =").value(), "x^4-3x^2+x");
    });
}

#[test]
fn whatever_is_typed_is_in_the_link_and_comes_back_from_it() {
    Visit::standing("").open(|page| {
        for (text, written) in [
            ("x^2 + 3*y^2", "f=x^2%20+%203*y^2"),
            ("(x²+y−11)²+(x+y²−7)²", "f=(x²+y−11)²+(x+y²−7)²"),
            ("max(abs(x-1), abs(y+2))", "f=max(abs(x-1),%20abs(y+2))"),
            ("½", ""),
        ] {
            let before = page.state().scene;
            field(page).enter(text);
            if written.is_empty() {
                refused(page, "expected");
                assert_eq!(page.state().scene, before);
                continue;
            }
            page.assert_shows(written);
            assert_eq!(Scene::read(&page.fragment()).0.loss.as_typed(), text);
            page.reload();
            page.assert_shows(written);
            assert_eq!(field(page).value(), text);
        }
    });
}

#[test]
fn a_formula_of_y_shows_a_map_and_one_without_a_curve() {
    Visit::standing("").open(|page| {
        field(page).enter("x^2+x*y+2y^2");
        page.assert_shows("f=x^2+x*y+2y^2");
        assert!(page.names(Role::Combobox).contains(&"Coordinates".to_owned()));
        assert!(page.state().runs.iter().all(|run| run.theta.len() == 2) && page.state().maps > 0);
        page.number("Start y");
        field(page).enter("abs(x)");
        page.assert_shows("f=abs(x)");
        assert!(!page.names(Role::Combobox).contains(&"Coordinates".to_owned()));
        assert!(page.state().runs.iter().all(|run| run.theta.len() == 1));
    });
}

#[test]
fn what_is_wrong_is_said_below_with_its_place_marked_and_the_last_good_loss_stays() {
    Visit::standing("f=x^2+x").open(|page| {
        for (text, words, marked) in [
            ("x^2 + * 3", "expected a number, x, y, a function", "*"),
            ("z^2", "“z” is unknown", "z"),
            ("sinn(x)", "perhaps sin?", "sinn"),
            ("x^2 = 1", "to the right of J =", "="),
            ("2 + (x", "never closed", "("),
            ("0,5x", "decimals stand after a point", ","),
            ("x**2", "expected ^ for a power", "**"),
            ("sqrt", "in parentheses", "sqrt"),
            ("", "is missing", "\u{a0}"),
        ] {
            field(page).enter(text);
            assert_eq!(refused(page, words), marked, "“{text}”");
            assert_eq!(field(page).value(), text, "what was typed is kept, to be corrected");
            // What stood there while it was typed, as far as it was a formula, is the last good loss.
            let now = page.state();
            assert!(Scene::read(&now.scene).1.is_empty() && now.scene.starts_with("f="), "{}", now.scene);
            page.assert_shows(&now.scene);
            field(page).press(&[Key::Escape]);
            page.wait("Escape takes it back", || error(page).is_empty());
            assert_eq!(field(page).attribute("aria-invalid"), None);
            assert_eq!(field(page).value(), Scene::read(&now.scene).0.loss.as_typed());
        }
    });
}

#[test]
fn a_wrong_formula_leaves_runs_and_link_as_they_were() {
    Visit::to("loss=himmelblau&at=7").open(|page| {
        let (before, sheets) = (page.state(), CHARTS.map(|chart| page.fingerprint(chart)));
        field(page).enter("*x+y");
        assert_eq!(refused(page, "expected a number, x, y"), "*");
        page.frames(5);
        let now = page.state();
        assert_eq!((&now.scene, &now.runs), (&before.scene, &before.runs));
        page.wait_fragment("loss=himmelblau&at=7");
        field(page).press(&[Key::Escape]);
        page.wait("Escape takes it back", || error(page).is_empty());
        page.frames(4);
        assert_eq!(CHARTS.map(|chart| page.fingerprint(chart)), sheets);
        field(page).enter("*x+y");
        refused(page, "expected a number");
        page.wait_fragment("loss=himmelblau&at=7");
        page.button("Step forward").click();
        page.assert_shows("loss=himmelblau&at=8");
        assert_eq!(field(page).value(), "*x+y", "it stays to be corrected");
        page.find(Role::Combobox, "Loss").choose("Booth: (x + 2y − 7)² + (2x + y − 5)²");
        page.assert_shows("loss=booth&at=8");
        assert_eq!((field(page).value().as_str(), error(page).as_str()), ("(x + 2y − 7)² + (2x + y − 5)²", ""));
    });
}

#[test]
fn escape_takes_back_what_is_half_typed_and_the_focus_stays() {
    Visit::to("loss=bowl&at=7").open(|page| {
        let field = field(page);
        field.type_over("(");
        page.press(Key::Escape.value());
        page.wait("Escape takes it back", || field.value() == "(x^2+25*y^2)/2");
        assert_eq!(page.state().scene, "loss=bowl&at=7");
        assert!(page.script::<bool>("return document.activeElement.id === 'formula'", &[]));
        page.number("Learning rate α").focus();
        page.wait("without the focus it is written as people write", || field.value() == "½(x² + κy²)");
        assert_eq!(page.state().scene, "loss=bowl&at=7", "to have looked changes nothing");
    });
}

#[test]
fn a_link_with_a_wrong_formula_says_so_and_shows_the_default() {
    let broken = "f=x^2+*3&start=1&at=7";
    Visit::to(broken).open(|page| {
        page.wait("the problems are shown", || page.sees("#problems"));
        let listed = page.text("#problems-list");
        assert_eq!(listed, Scene::read(broken).1[0].to_string());
        assert!(listed.starts_with("f=x^2+*3: column 5: expected a number"), "{listed}");
        let state = page.state();
        assert_eq!((state.scene.as_str(), state.runs[0].theta.len()), ("start=1&at=7", 1));
        assert!(expected("start=1&at=7").is_of(&state));
        assert_eq!(page.fragment(), broken, "the link stays until something is changed");
    });
}

#[test]
fn a_run_that_walks_to_where_j_has_no_value_says_so() {
    for (scene, verdict) in [
        ("f=sqrt(x)&start=1&run=gd,lr:3&run=gd", "stopped at step 1: J has no finite value at θ = −0.5"),
        ("f=sqrt(x)+y^2&start=1,1&run=gd,lr:3&run=gd", "stopped at step 1: J has no finite value at θ = (−0.5, −5)"),
        ("f=log(x)&start=1&run=gd,lr:3&run=gd", "stopped at step 1: J has no finite value at θ = −2"),
    ] {
        Visit::standing(scene).open(|page| {
            let scene = page.state().scene;
            page.assert_shows(&scene);
            let table = page.table();
            assert_eq!(table[0][3], verdict);
            assert!(!table[1][3].starts_with("stopped at step 1:"), "{}", table[1][3]);
            assert_eq!(page.text("#story"), expected(&scene).story);
            page.slider("Iteration").drag_to(0.0);
            page.wait_state("it stands at the start", |state| state.at == 0);
            page.wait("at the start nothing has stopped yet", || !page.table()[0][3].contains("stopped"));
        });
    }
}

#[test]
fn your_own_turns_the_present_loss_into_a_typed_one_to_go_on_with() {
    for (scene, typed) in [
        ("loss=bowl,kappa:10&start=1,2&at=9", "(x^2+10*y^2)/2"),
        ("loss=rosenbrock&at=9", "(1-x)^2+100(y-x^2)^2"),
        ("start=2&at=9", "x^2"),
    ] {
        Visit::to(scene).open(|page| {
            page.find(Role::Combobox, "Loss").choose("Your own…");
            page.wait_state("it is a typed one", |state| state.scene.starts_with(&format!("f={typed}")));
            page.wait("the field has the focus", || page.script("return document.activeElement.id === 'formula'", &[]));
            assert_eq!(field(page).value(), typed);
            let selected: String = page.script(
                "const f = document.activeElement; return f.value.slice(f.selectionStart, f.selectionEnd)",
                &[],
            );
            assert_eq!(selected, typed, "what is typed takes its place");
            assert_eq!(page.text("#lesson"), "Any question of your own.");
            page.frames(2);
            page.assert_shows(&page.state().scene);
        });
    }
}

#[test]
fn the_space_bar_and_arrow_keys_belong_to_the_field() {
    Visit::to("loss=booth&at=9").open(|page| {
        let field = field(page);
        field.click();
        for key in [Key::Left.value(), ' ', Key::Home.value(), Key::Delete.value(), Key::Up.value(), '?'] {
            page.press(key);
        }
        page.frames(3);
        let state = page.state();
        assert_eq!((state.at, state.playing, page.sees("#help")), (9, false, false));
        field.press(&[Key::Escape]);
    });
}
