//! The chart of what is inside the optimisers: what is chosen of it, and what is said beside it.

use super::dom::{Label, Thing, find};
use crate::chart::note;
use crate::race::Race;
use crate::scene::{Inside as Quantity, Scene};

/// What the select says as long as nothing is chosen.
const OFFER: &str = "Look inside…";

/// The select, and the chart's figure around its sheet.
pub struct Inside {
    page: Thing,
    choice: Thing,
    figure: Thing,
    sheet: Thing,
    name: Label,
    note: Label,
    shown: Option<Quantity>,
}

impl Inside {
    /// The parts of index.html.
    pub fn new() -> Self {
        Inside {
            page: find("page"),
            choice: find("inside-choice"),
            figure: find("inside"),
            sheet: find("inside-sheet"),
            name: Label::of("inside-name"),
            note: Label::of("inside-note"),
            shown: None,
        }
    }

    /// Makes them show the scene.
    pub fn show(&mut self, scene: &Scene, race: &Race) {
        self.note.set(&note(scene, race));
        if self.shown == scene.inside {
            return;
        }
        self.shown = scene.inside;
        let on = scene.inside.is_some();
        self.figure.hide(!on);
        self.page.toggle("inside", on);
        self.choice.first().say(if on { "Off" } else { OFFER });
        self.choice.write("value", scene.inside.map_or("", Quantity::id));
        let name = scene.inside.map_or("", Quantity::name);
        self.name.set(&[name, " at each iteration"].concat());
        self.sheet.set("aria-label", &[name, " of each run against the iteration"].concat());
    }
}
