//! The list of optimisers from which a run is added, with a search.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::dom::{append, append_text, find, listen, listen_input, make};
use super::lineup::Lineup;
use super::{Message, send};
use crate::list::List as _;
use crate::optimiser::{ALL, Description, Family};
use crate::scene::{Action, OnRuns};

/// The dialog, and what stands in it.
pub struct Add {
    dialog: HtmlDialogElement,
    search: HtmlInputElement,
    none: Element,
    families: Vec<(HtmlElement, Vec<(&'static Description, HtmlElement)>)>,
    _listeners: Vec<EventListener>,
}

impl Add {
    /// Fills the dialog of index.html: every optimiser, family by family.
    pub fn new() -> Self {
        let (list, open): (Element, Element) = (find("add-list"), find("add-open"));
        let search: HtmlInputElement = find("add-search");
        let mut listeners = vec![
            listen(&open, "click", |_| send(Message::Lineup(Lineup::Adding(true)))),
            listen_input(&search, "input", |_| send(Message::Lineup(Lineup::Seeking(false)))),
            listen(&search, "keydown", |event| {
                if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter") {
                    event.prevent_default();
                    send(Message::Lineup(Lineup::Seeking(true)));
                }
            }),
        ];
        let mut families = Vec::with_capacity(Family::ALL.len());
        for family in Family::ALL {
            let group: HtmlElement = make("section", &[]);
            append_text(&group, "h3", family.name());
            let mut members = Vec::new();
            for optimiser in ALL.iter().copied().filter(|optimiser| optimiser.family == family) {
                let button: HtmlElement = make("button", &[("type", "button"), ("class", "option")]);
                append_text(&button, "strong", optimiser.name);
                append_text(&button, "span", optimiser.summary);
                append(&group, &button);
                listeners.push(listen(&button, "click", move |_| add(optimiser)));
                members.push((optimiser, button));
            }
            append(&list, &group);
            families.push((group, members));
        }
        Add { dialog: find("add"), search, none: find("add-none"), families, _listeners: listeners }
    }

    /// Opens the dialog with the whole list, or closes it.
    pub fn open(&self, open: bool) {
        if !open {
            return self.dialog.close();
        }
        self.search.set_value("");
        self.seek();
        if !self.dialog.open() {
            // A dialog that cannot be opened stays closed.
            let _ = self.dialog.show_modal();
        }
    }

    /// Shows what the search finds, and tells the first of it.
    pub fn seek(&self) -> Option<&'static Description> {
        let wanted = self.search.value();
        let mut first = None;
        for (group, members) in &self.families {
            let mut any = false;
            for (optimiser, button) in members {
                let found = [optimiser.name, optimiser.id, optimiser.summary, optimiser.family.name()]
                    .iter()
                    .any(|text| has(text, wanted.trim()));
                button.set_hidden(!found);
                any |= found;
                if found {
                    first = first.or(Some(*optimiser));
                }
            }
            group.set_hidden(!any);
        }
        self.none.set_text_content(Some(if first.is_none() { "No optimiser is called or described so." } else { "" }));
        first
    }
}

/// Adds a run, and looks at it closely.
pub fn add(optimiser: &'static Description) {
    send(Message::Lineup(Lineup::Adding(false)));
    send(Message::Act(Action::Runs(OnRuns::Add(optimiser))));
    send(Message::Lineup(Lineup::Added));
}

/// Whether `text` has `wanted` in it, in capitals or not.
fn has(text: &str, wanted: &str) -> bool {
    let (text, wanted) = (text.bytes().list(), wanted.bytes().list());
    wanted.is_empty() || text.windows(wanted.len()).any(|part: &[u8]| part.eq_ignore_ascii_case(&wanted))
}
