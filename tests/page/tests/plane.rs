//! What there is in two dimensions: coordinates, arrows, trails, many starts, the settings of a loss.
#![allow(missing_docs)]

use downhill::dial::Dial;
use downhill::loss;
use downhill::number::shortest;
use page_tests::{CHARTS, Page, Role, Visit, expected};
use thirtyfour::Key;

const SHEET: &str = "#landscape-sheet";

/// A scene in which every run is under way, and far from the others.
const SCENE: &str = "loss=himmelblau&at=12";

/// The charts as they are drawn with the pointer elsewhere.
fn drawn(page: &Page) -> [u64; 3] {
    page.hover(page.point_on("#story", 0.5, 0.5));
    page.frames(4);
    CHARTS.map(|chart| page.fingerprint(chart))
}

fn open_menu(page: &Page) {
    page.script::<()>("document.querySelector('#looks summary').click()", &[]);
    page.wait("the menu is open", || page.sees("#looks .menu"));
}

#[test]
fn each_look_of_the_landscape_is_switched_drawn_linked_and_switched_off_again() {
    Visit::to(SCENE).open(|page| {
        let plain = drawn(page);
        open_menu(page);
        for (name, part) in [
            ("Many starts", "starts=many"),
            ("Fading trails", "trails=fade"),
            ("Way down, −∇J", "vectors=gradient"),
            ("Momentum", "vectors=momentum"),
            ("Next step", "vectors=step"),
        ] {
            let switch = page.switch(name);
            assert!(!switch.is_on());
            switch.click();
            let scene = format!("loss=himmelblau&{part}&at=12");
            page.assert_shows(&scene);
            let other = drawn(page);
            assert_ne!(other[0], plain[0], "{name} is drawn");
            assert_eq!(other[1..], plain[1..], "{name} is drawn on the landscape only");
            page.reload();
            page.assert_shows(&scene);
            assert_eq!(drawn(page), other, "{name} is drawn again from its link");
            open_menu(page);
            let switch = page.switch(name);
            assert!(switch.is_on());
            switch.click();
            page.assert_shows(SCENE);
            assert_eq!(drawn(page), plain, "{name} can be switched off again");
        }
        for name in ["Next step", "Way down, −∇J", "Fading trails"] {
            page.switch(name).click();
        }
        page.assert_shows("loss=himmelblau&vectors=gradient,step&trails=fade&at=12");
    });
}

#[test]
fn on_a_curve_the_looks_are_drawn_too() {
    Visit::to("loss=double-well&at=12").open(|page| {
        let plain = drawn(page);
        open_menu(page);
        for (name, chart) in [("Many starts", 1), ("Way down, −∇J", 0), ("Momentum", 0), ("Next step", 0)] {
            page.switch(name).click();
            page.frames(2);
            assert_ne!(drawn(page)[chart], plain[chart], "{name} is drawn on {}", CHARTS[chart]);
            page.switch(name).click();
            assert_eq!(drawn(page), plain, "{name}");
        }
    });
}

#[test]
fn many_starts_follow_the_settings() {
    Visit::to("loss=himmelblau&starts=many&at=12").open(|page| {
        let before = drawn(page);
        page.number("Learning rate α").enter("0.001");
        page.wait_state("the rate is another", |state| state.scene.contains("lr:1e-3"));
        assert_ne!(drawn(page)[0], before[0]);
        page.find(Role::Checkbox, "Adam").click();
        page.wait_state("a run is off", |state| state.scene.contains("hide=6"));
        page.assert_shows(&page.state().scene);
    });
}

#[test]
fn the_menu_closes_on_escape_and_when_something_beside_it_is_touched() {
    Visit::to(SCENE).open(|page| {
        open_menu(page);
        page.switch("Momentum").focus();
        page.press(Key::Escape.value());
        page.wait("Escape closes it", || !page.sees("#looks .menu"));
        let focused: String = page.script("return document.activeElement.tagName", &[]);
        assert_eq!(focused, "SUMMARY", "the focus is where it was opened");
        open_menu(page);
        page.switch("Fading trails").click();
        assert!(page.sees("#looks .menu"), "what is in it leaves it open");
        page.click_on(page.point_on("#story", 0.5, 0.5), 1);
        page.wait("a click elsewhere closes it", || !page.sees("#looks .menu"));
    });
}

#[test]
fn coordinates_are_chosen_drawn_and_linked() {
    Visit::to(SCENE).open(|page| {
        let both = drawn(page);
        let mut charts = vec![both[1]];
        for (option, part) in [("x", "theta=x"), ("y", "theta=y")] {
            page.find(Role::Combobox, "Coordinates").choose(option);
            let scene = format!("loss=himmelblau&{part}&at=12");
            page.assert_shows(&scene);
            let now = drawn(page);
            assert!(!charts.contains(&now[1]), "the chart of θ shows {option} alone");
            assert_eq!((now[0], now[2]), (both[0], both[2]), "the others stay");
            charts.push(now[1]);
            page.reload();
            page.assert_shows(&scene);
            assert_eq!((drawn(page), page.find(Role::Combobox, "Coordinates").value()), (now, option.to_owned()));
        }
        page.find(Role::Combobox, "Coordinates").choose("x and y");
        page.assert_shows(SCENE);
        assert_eq!(drawn(page), both);
    });
}

#[test]
fn coordinates_can_be_chosen_only_where_there_are_two() {
    Visit::to("at=12").open(|page| {
        let offered = || page.names(Role::Combobox).contains(&"Coordinates".to_owned());
        assert!(!offered());
        page.find(Role::Combobox, "Loss").choose("Booth: (x + 2y − 7)² + (2x + y − 5)²");
        page.wait("two coordinates can be chosen from", offered);
        page.find(Role::Combobox, "Loss").choose("Square: θ²");
        page.wait("one cannot", || !offered());
    });
}

#[test]
fn in_the_plane_every_control_has_its_name() {
    Visit::standing("loss=bowl").open(|page| {
        open_menu(page);
        for name in ["Learning rate α", "Momentum β", "Squared-gradient memory β₂", "Epsilon ε", "Conditioning κ"]
        {
            page.slider(name);
            page.number(name);
        }
        page.number("Start x");
        page.number("Start y");
        page.textbox("J(θ) =");
        let sliders = page.names(Role::Slider);
        assert!(!sliders.iter().any(|name| name == "Start x" || name == "Start y"), "{sliders:?}");
        page.slider("Start of all runs");
        page.slider("Iteration");
        for name in
            ["Zoom out", "Zoom in", "Fit the view", "Move the view left", "Move the view right", "Move the view up"]
        {
            page.button(name);
        }
        for name in ["Many starts", "Fading trails", "Way down, −∇J", "Momentum", "Next step", "Log scale"] {
            page.switch(name);
        }
        page.find(Role::Combobox, "Coordinates");
    });
}

#[test]
fn the_table_and_the_chart_speak_of_both_coordinates() {
    Visit::to("loss=bowl&run=gd&at=1").open(|page| {
        // −4 − 0.01 · −4 and 2 − 0.01 · 25 · 2.
        assert_eq!(page.table()[0][1..3], ["−3.960, 1.500", "35.9658"]);
        assert_eq!(page.state().runs[0].theta, expected("loss=bowl&run=gd&at=1").runs[0].1);
        assert!(page.text("#story").contains("Gradient descent"));
    });
}

#[test]
fn the_conditioning_of_the_bowl_is_dragged_typed_and_moved_by_keys() {
    let bowl = loss::by_id("bowl");
    let parameters = bowl.iter().flat_map(downhill::loss::Loss::parameters).collect::<Vec<_>>();
    let dial = Dial::of_parameter(parameters[0].0);
    Visit::standing("loss=bowl").open(|page| {
        let slider = page.slider("Conditioning κ");
        let number = page.number("Conditioning κ");
        assert_eq!(number.value(), "25");
        let sheets = CHARTS.map(|chart| page.fingerprint(chart));
        for part in [0.2, 0.6] {
            slider.drag_to(part);
            let kappa = dial.value(slider.position());
            page.assert_shows(&format!("loss=bowl,kappa:{}", shortest(kappa)));
            assert_eq!(number.value(), shortest(kappa));
            let start = expected(&format!("loss=bowl,kappa:{}&at=0", shortest(kappa)));
            assert_eq!(start.runs[0].2, f64::midpoint(16.0, 4.0 * kappa), "J at the start");
            for (chart, before) in CHARTS.iter().zip(sheets) {
                assert_ne!(page.fingerprint(chart), before, "{chart} follows κ");
            }
        }
        slider.press(&[Key::Home]);
        page.assert_shows("loss=bowl,kappa:1");
        number.enter("300");
        page.assert_shows("loss=bowl,kappa:300");
        number.enter("0.5");
        page.wait("too small a κ is refused", || number.beside("error").concat().contains("a number from 1 to "));
        page.assert_shows("loss=bowl,kappa:300");
        number.press(&[Key::Escape]);
        page.button("Reset settings").click();
        page.assert_shows("loss=bowl");
        assert_eq!(number.value(), "25");
    });
}

#[test]
fn only_a_loss_that_has_it_shows_its_parameter() {
    Visit::standing("loss=booth").open(|page| {
        assert!(!page.names(Role::Slider).contains(&"Conditioning κ".to_owned()));
        page.find(Role::Combobox, "Loss").choose("Bowl: ½(x² + κy²)");
        page.assert_shows("loss=bowl");
        page.slider("Conditioning κ");
    });
}

#[test]
fn pointing_at_the_map_marks_the_place_until_the_pointer_leaves() {
    Visit::standing("loss=rosenbrock").open(|page| {
        let before = drawn(page);
        page.hover(page.landscape().at(0.5, 0.5));
        page.frames(3);
        assert_ne!(page.fingerprint(SHEET), before[0]);
        assert_eq!(drawn(page), before, "and as before when it has left");
        assert_eq!(page.state().scene, "loss=rosenbrock");
    });
}
