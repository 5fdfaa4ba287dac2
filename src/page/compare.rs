//! What helps to compare: fair learning rates, pinned curves, undo and redo.

use super::dom::{Label, Thing, find};
use crate::list::{List as _, joined};
use crate::scene::{Fair, Scene};
use crate::stage::Stage;

/// The switch, the select and the two buttons.
pub struct Compare {
    fair: Thing,
    note: Label,
    pin: Thing,
    undo: Thing,
    redo: Thing,
    shown: Option<(&'static str, bool, (bool, bool))>,
}

impl Compare {
    /// The parts of index.html.
    pub fn new() -> Self {
        let fair = find("fair");
        // It is about the learning rate, and stands beside it.
        find("lr-knob").append(&fair);
        Compare {
            fair,
            note: Label::of("fair-note"),
            pin: find("pin"),
            undo: find("undo"),
            redo: find("redo"),
            shown: None,
        }
    }

    /// Makes them show what holds.
    pub fn show(&mut self, stage: &Stage) {
        let scene = stage.scene();
        let tuned = stage.found();
        let fair = if stage.tuned().is_some() || tuned.is_some() {
            "tuned"
        } else if Fair::Same.holds(scene) {
            "same"
        } else if Fair::Documented.holds(scene) {
            "documented"
        } else {
            ""
        };
        self.note.set(&match (stage.tuned(), tuned) {
            (Some(part), _) => format!("{} % of 61 rates tried", (part * 100.0) as u32),
            (None, Some(rates)) => unsettled(scene, rates),
            _ => String::new(),
        });
        let now = (fair, scene.pinned.is_some(), stage.can_undo());
        if self.shown == Some(now) {
            return;
        }
        self.fair.write("value", fair);
        self.pin.switch("checked", now.1);
        self.undo.switch("disabled", !now.2.0);
        self.redo.switch("disabled", !now.2.1);
        self.shown = Some(now);
    }

    /// The select shows again what holds: an answer may have been refused.
    pub fn forget(&mut self) {
        self.shown = None;
    }
}

/// Whom no rate of the grid settles, in words.
fn unsettled(scene: &Scene, rates: &[Option<f64>]) -> String {
    let names = scene.names();
    let none: Vec<&str> =
        names.iter().zip(rates).filter(|(_, rate)| rate.is_none()).map(|(name, _)| name.as_str()).list();
    if none.is_empty() { String::new() } else { format!("none of 61 rates settles {}", joined(&none, ", ")) }
}
