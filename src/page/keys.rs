//! The keyboard, where the focus is on nothing that has keys of its own.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

use super::dom::{document, listen};
use super::lineup::Lineup;
use super::{Message, send};
use crate::stage::Move;

/// Listens on the whole document.
pub fn listener() -> EventListener {
    let document = document();
    listen(&document, "keydown", |event| {
        if let Some(message) = event.dyn_ref::<KeyboardEvent>().and_then(meaning) {
            event.prevent_default();
            send(message);
        }
    })
}

fn meaning(event: &KeyboardEvent) -> Option<Message> {
    if event.alt_key() || event.default_prevented() {
        return None;
    }
    let step = if event.shift_key() { 10 } else { 1 };
    let focus = Focus::of(event);
    if event.ctrl_key() || event.meta_key() {
        // A field that is typed in has an undo of its own.
        let ours = focus != Focus::Text;
        return match event.key().as_str() {
            "z" | "Z" if ours => Some(Message::Lineup(Lineup::Undo(event.shift_key()))),
            "y" if ours => Some(Message::Lineup(Lineup::Undo(true))),
            _ => None,
        };
    }
    match event.key().as_str() {
        // A key that is held down does it once.
        "?" | " " if event.repeat() => None,
        "?" if focus != Focus::Text => Some(Message::Help),
        " " if matches!(focus, Focus::Nothing | Focus::Slider) => Some(Message::Go(Move::Toggle)),
        "ArrowLeft" if focus.leaves_arrows() => Some(Message::Go(Move::By(-step))),
        "ArrowRight" if focus.leaves_arrows() => Some(Message::Go(Move::By(step))),
        "Home" if focus.leaves_arrows() => Some(Message::Go(Move::To(0))),
        "End" if focus.leaves_arrows() => Some(Message::Go(Move::To(usize::MAX))),
        _ => None,
    }
}

/// What has the focus.
#[derive(Clone, Copy, PartialEq)]
enum Focus {
    Nothing,
    /// A button, a checkbox, a link: it has the space bar.
    Button,
    /// It has the arrow keys, Home and End.
    Slider,
    /// It has every key.
    Text,
    /// An open dialog or a select: keys are theirs.
    Other,
}

impl Focus {
    fn of(event: &Event) -> Self {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return Focus::Nothing;
        };
        if target.closest("dialog").ok().flatten().is_some() {
            return Focus::Other;
        }
        match (target.tag_name().as_str(), target.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::type_)) {
            ("INPUT", Some(kind)) if kind == "range" => Focus::Slider,
            ("INPUT", Some(kind)) if kind == "checkbox" => Focus::Button,
            ("INPUT" | "TEXTAREA", _) => Focus::Text,
            ("SELECT", _) => Focus::Other,
            ("BUTTON" | "A" | "SUMMARY", _) => Focus::Button,
            _ => Focus::Nothing,
        }
    }

    fn leaves_arrows(self) -> bool {
        matches!(self, Focus::Nothing | Focus::Button)
    }
}
