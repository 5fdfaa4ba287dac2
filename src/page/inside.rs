//! The chart of what is inside the optimisers: what is chosen of it, and what is said beside it.

use gloo_events::EventListener;
use web_sys::{Element, HtmlElement, HtmlSelectElement};

use super::dom::{Label, find, listen, set, toggle};
use super::{Message, send};
use crate::chart::note;
use crate::race::Race;
use crate::scene::{Action, Inside as Quantity, Scene};

/// What the select says as long as nothing is chosen.
const OFFER: &str = "Look inside…";

/// The select, and the chart's figure around its sheet.
pub struct Inside {
    page: Element,
    choice: HtmlSelectElement,
    figure: HtmlElement,
    sheet: Element,
    name: Label,
    note: Label,
    shown: Option<Quantity>,
    _listener: EventListener,
}

impl Inside {
    /// Listens to the select of index.html.
    pub fn new() -> Self {
        let choice: HtmlSelectElement = find("inside-choice");
        let chosen = choice.clone();
        let listener = listen(&choice, "change", move |_| {
            send(Message::Act(Action::Inside(Quantity::by_id(&chosen.value()))));
        });
        Inside {
            page: find("page"),
            choice,
            figure: find("inside"),
            sheet: find("inside-sheet"),
            name: Label::new(find::<Element>("inside-name")),
            note: Label::new(find::<Element>("inside-note")),
            shown: None,
            _listener: listener,
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
        self.figure.set_hidden(!on);
        toggle(&self.page, "inside", on);
        if let Some(none) = self.choice.first_element_child() {
            none.set_text_content(Some(if on { "Off" } else { OFFER }));
        }
        self.choice.set_value(scene.inside.map_or("", Quantity::id));
        let name = scene.inside.map_or("", Quantity::name);
        self.name.set(&[name, " at each iteration"].concat());
        set(&self.sheet, "aria-label", &[name, " of each run against the iteration"].concat());
    }
}
