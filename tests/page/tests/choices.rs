//! What is chosen: the loss, the runs, the scale, whether settings act only on what is to come.
#![allow(missing_docs)]

use downhill::loss;
use downhill::number::shortest;
use downhill::point::Axis;
use page_tests::{CHARTS, Role, Visit, expected};

#[test]
fn another_loss_brings_its_own_start_and_formula() {
    // At an early step: on some losses two arithmetics that differ in their last digits soon go different ways.
    Visit::to("at=3").open(|page| {
        for loss in loss::ALL.iter().rev() {
            let shown = format!("{}:  {}", loss.name, loss.formula).replace("  ", " ");
            page.find(Role::Combobox, "Loss").choose(&shown);
            page.assert_shows(&format!("loss={}&at=3", loss.id));
            assert_eq!(page.textbox("J(θ) =").value(), loss.formula);
            let names: &[&str] = if loss.dimensions == 1 { &["Start θ"] } else { &["Start x", "Start y"] };
            for (name, axis) in names.iter().zip(Axis::of(loss.dimensions)) {
                assert_eq!(page.number(name).value(), shortest(loss.start[*axis]), "{name} of {}", loss.name);
            }
        }
    });
}

#[test]
fn from_here_on_a_slider_acts_only_on_the_steps_to_come() {
    Visit::to("at=120").open(|page| {
        page.switch("From here on").click();
        page.number("Learning rate α").enter("0.1");
        page.assert_shows("change=120,lr:0.1&from=here&at=120");
        page.number("Learning rate α").focus();
        page.button("Step forward").click();
        page.assert_shows("change=120,lr:0.1&from=here&at=121");
        page.reload();
        page.assert_shows("change=120,lr:0.1&from=here&at=121");
        assert!(page.switch("From here on").is_on());
        let plain = expected("at=120").runs[0].1[0];
        assert_eq!(page.state().run("Gradient descent").theta, [plain - 0.1 * (2.0 * plain)]);
    });
}

#[test]
fn a_run_is_switched_off_and_on_in_the_table() {
    Visit::standing("").open(|page| {
        let colour = colour_of("adagrad");
        let run = page.find(Role::Checkbox, "Adagrad");
        run.click();
        page.wait_state("it is off", |state| !state.run("Adagrad").shown && state.scene == "hide=4");
        page.wait_fragment("hide=4");
        page.frames(2);
        assert_eq!(CHARTS.map(|chart| page.pixels_of(chart, colour)), [0; 3], "its colour is nowhere on the charts");
        assert!(!page.text("#story").contains("Adagrad"));
        assert_eq!(page.table().len(), 6, "its row stays");
        run.click();
        page.wait_state("it is on again", |state| state.run("Adagrad").shown);
        page.frames(2);
        assert!(CHARTS.iter().all(|chart| page.pixels_of(chart, colour) > 0));
        page.wait_fragment("");
    });
}

fn colour_of(optimiser: &str) -> (u8, u8, u8) {
    downhill::optimiser::by_id(optimiser).map_or((0, 0, 0), |optimiser| optimiser.style.light)
}

#[test]
fn the_scale_of_the_loss_is_switched() {
    Visit::standing("").open(|page| {
        let switch = page.switch("Log scale");
        assert!(switch.is_on());
        let before = page.fingerprint("#loss-sheet");
        switch.click();
        page.wait_fragment("scale=linear");
        page.frames(2);
        assert_ne!(page.fingerprint("#loss-sheet"), before);
        switch.click();
        page.wait_fragment("");
        page.frames(2);
        assert_eq!(page.fingerprint("#loss-sheet"), before, "and back");
    });
}
