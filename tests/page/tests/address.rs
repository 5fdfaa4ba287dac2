//! The page's address: whatever is shown can be sent to someone.
#![allow(missing_docs)]

use downhill::scene::Scene;
use page_tests::{Page, Role, Visit, expected};
use serde_json::json;
use thirtyfour::Key;

/// How many entries the tab's history has.
fn history(page: &Page) -> u32 {
    page.script("return history.length", &[])
}

#[test]
fn every_change_is_in_the_address_and_none_in_the_history() {
    Visit::to("at=120").open(|page| {
        let entries = history(page);
        page.slider("Momentum β").drag_to(0.5);
        page.number("Start θ").enter("-2");
        page.find(Role::Checkbox, "Adagrad").click();
        page.switch("Log scale").click();
        page.switch("From here on").click();
        page.number("Epsilon ε").enter("1e-3");
        page.find(Role::Combobox, "Speed").choose("2×");
        page.button("Step forward").click();
        let scene = page.state().scene;
        for part in ["start=-2", "hide=4", "scale=linear", "from=here", "change=120,eps:1e-3", "speed=2", "at=121"] {
            assert!(scene.contains(part), "{part} is missing in {scene}");
        }
        page.wait_fragment(&scene);
        assert_eq!(history(page), entries);
        assert_eq!(page.script::<u32>("return watched.pushed", &[]), 0);
    });
}

#[test]
fn the_address_opens_the_same_page() {
    let scene = "loss=double-well&start=-1.5&steps=400&run=adam,lr:0.1,beta1:0.5&run=adam&run=momentum\
                 &change=20,lr:0.2&hide=2&from=here&scale=linear&speed=2&at=77";
    assert_eq!(Scene::read(scene).0.write(), scene);
    let (scene, runs, table) = Visit::to(scene).open(|page| {
        assert_eq!(page.state().scene, scene);
        page.wait_fragment(scene);
        assert_eq!((page.slider("Iteration").position(), page.state().playing), (77, false));
        assert!(page.switch("From here on").is_on() && !page.switch("Log scale").is_on());
        assert!(!page.find(Role::Checkbox, &Scene::read(scene).0.names()[1]).is_on());
        page.slider("Learning rate α").press(&[Key::Right, Key::Right]);
        page.frames(2);
        let state = page.state();
        page.wait_fragment(&state.scene);
        (state.scene, state.runs, page.table())
    });
    Visit::to(&scene).open(|page| {
        let state = page.state();
        assert_eq!((&state.scene, &state.runs, &page.table()), (&scene, &runs, &table));
        page.reload();
        assert_eq!(page.state().runs, runs);
    });
}

#[test]
fn an_address_edited_by_hand_opens_the_new_scene() {
    Visit::to("at=50").open(|page| {
        page.script::<()>("location.hash = arguments[0]", &[json!("loss=ripple&run=adam,lr:1&at=9")]);
        page.wait_state("the new scene is there", |state| state.scene == "loss=ripple&run=adam,lr:1&at=9");
        page.frames(2);
        let state = page.state();
        assert_eq!((state.runs.len(), state.at, state.playing), (1, 9, false));
        assert_eq!(state.run("Adam").theta, expected("loss=ripple&run=adam,lr:1&at=9").runs[0].1);
        assert_eq!(page.table().len(), 1);
    });
}

#[test]
fn a_broken_link_names_every_problem_and_opens_the_rest() {
    let broken = "colour=red&start=1&run=foo&run=adam,lr:abc,beta1:0.5&rubbish&at=7";
    Visit::to(broken).open(|page| {
        page.wait("the problems are shown", || page.sees("#problems"));
        let listed: Vec<String> =
            page.script("return [...document.querySelectorAll('#problems-list li')].map((li) => li.innerText)", &[]);
        let problems: Vec<String> = Scene::read(broken).1.iter().map(ToString::to_string).collect();
        assert_eq!((listed, problems.len()), (problems.clone(), 4));
        assert_eq!(page.state().scene, "start=1&run=adam,beta1:0.5&at=7");
        page.button("Close").click();
        page.wait("the list is closed", || !page.sees("#problems"));
        assert_eq!(page.state().scene, "start=1&run=adam,beta1:0.5&at=7");
    });
}

#[test]
fn a_good_link_names_no_problem() {
    Visit::to("start=1&at=7").open(|page| assert!(!page.sees("#problems") && !page.sees("#failure")));
}

#[test]
fn a_long_link_of_rubbish_opens_the_default_scene() {
    Visit::to(&"x=lorem&ipsum&".repeat(4000)).open(|page| {
        page.wait("the problems are shown", || page.sees("#problems"));
        assert!(page.text("#problems").len() < 5000, "not every one of 8000 problems is listed");
        assert_eq!(page.state().runs.len(), 6);
        page.button("Close").click();
        page.wait("the list is closed", || !page.sees("#problems"));
    });
}

#[test]
fn what_a_link_says_is_never_markup() {
    Visit::to("at=7&<img src=x onerror=alert(1)>&<b>bold</b>=1").open(|page| {
        page.wait("the problems are shown", || page.sees("#problems"));
        let listed = page.text("#problems-list");
        assert!(listed.contains("onerror") && listed.contains("bold"), "{listed}");
        let inside: u32 = page.script("return document.querySelectorAll('#problems-list li *').length", &[]);
        assert_eq!(inside, 0);
    });
}

#[test]
fn many_changes_in_a_row_write_the_address_a_few_times_a_second_and_at_the_end() {
    Visit::to("at=100").open(|page| {
        let slider = page.slider("Learning rate α");
        let counts = "return [watched.replaced, performance.now()]";
        let [written, begun]: [f64; 2] = page.script(counts, &[]);
        for _ in 0..6 {
            slider.press(&[const { Key::Right }; 40]);
            slider.press(&[const { Key::Left }; 39]);
        }
        page.wait_fragment(&page.state().scene);
        let [now_written, ended]: [f64; 2] = page.script(counts, &[]);
        let (times, seconds) = (now_written - written, (ended - begun) / 1000.0);
        assert!(times <= 2.0 + seconds * 3.5, "the address was written {times} times in {seconds} s");
        assert_eq!(page.script::<u32>("return watched.pushed", &[]), 0);
    });
}

#[test]
fn every_control_follows_an_address_edited_by_hand() {
    Visit::to("speed=4&at=5&scale=linear&from=here").open(|page| {
        page.script::<()>("location.hash = 'speed=2&at=5&loss=ripple'", &[]);
        page.wait_state("the new scene is there", |state| state.scene == "loss=ripple&speed=2&at=5");
        page.frames(2);
        assert_eq!(page.find(Role::Combobox, "Speed").value(), "2");
        assert_eq!(page.find(Role::Combobox, "Loss").value(), "ripple");
        assert!(page.switch("Log scale").is_on() && !page.switch("From here on").is_on());
    });
}

#[test]
fn an_address_that_changes_under_the_pointer_harms_nothing() {
    Visit::to("at=5").open(|page| {
        let point = page.point_on("#theta-sheet", 0.5, 0.5);
        for fragment in [&"run=gd&".repeat(12), "steps=1&at=1", "run=gd&at=5"] {
            // The pointer moves after the scene has changed and before its first frame.
            let script = "const sheet = document.querySelector('#theta-sheet canvas:last-child');
                addEventListener('hashchange', () => sheet.dispatchEvent(new PointerEvent('pointermove',
                    { bubbles: true, clientX: arguments[1], clientY: arguments[2] })), { once: true });
                location.hash = arguments[0];";
            page.script::<()>(script, &[json!(fragment), json!(point.x), json!(point.y)]);
            let scene = Scene::read(fragment).0;
            page.wait_state("the new scene is there", |state| state.runs.len() == scene.runs.len());
            page.frames(2);
        }
        assert!(!page.sees("#failure"));
    });
}

#[test]
fn a_broken_link_stays_as_it_was_until_something_is_changed() {
    Visit::to("start=1&rubbish&at=7").open(|page| {
        page.frames(40);
        assert_eq!(page.fragment(), "start=1&rubbish&at=7");
        page.button("Step forward").click();
        page.wait_fragment("start=1&at=8");
    });
}
