//! The keyboard, where the focus is on nothing that has keys of its own.

use super::dom::Thing;
use super::lineup::Lineup;
use super::{Message, send};
use crate::stage::Move;

/// A key was pressed while `target` had the focus.
pub fn pressed(event: &Thing, target: &Thing) {
    if let Some(message) = meaning(event, target) {
        event.prevent();
        send(message);
    }
}

fn meaning(event: &Thing, target: &Thing) -> Option<Message> {
    if event.is("altKey") || event.is("defaultPrevented") {
        return None;
    }
    let shift = event.is("shiftKey");
    let step = if shift { 10 } else { 1 };
    let key = event.text("key");
    let focus = Focus::of(target);
    if event.is("ctrlKey") || event.is("metaKey") {
        // A field that is typed in has an undo of its own.
        let ours = focus != Focus::Text;
        return match key.as_str() {
            "z" | "Z" if ours => Some(Message::Lineup(Lineup::Undo(shift))),
            "y" if ours => Some(Message::Lineup(Lineup::Undo(true))),
            _ => None,
        };
    }
    match key.as_str() {
        // A key that is held down does it once.
        "?" | " " if event.is("repeat") => None,
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
    /// It, or the open dialog that it is in, has every key.
    Text,
    /// A select, a choice: keys without Ctrl are its own.
    Other,
}

impl Focus {
    fn of(target: &Thing) -> Self {
        if target.closest("dialog").is_some() {
            return Focus::Text;
        }
        if target.closest(".map-cross").is_some() {
            return Focus::Slider;
        }
        match (target.text("tagName").as_str(), target.text("type").as_str()) {
            ("INPUT", "range") => Focus::Slider,
            ("INPUT", "checkbox") | ("BUTTON" | "A" | "SUMMARY", _) => Focus::Button,
            ("SELECT", _) | ("INPUT", "radio") => Focus::Other,
            ("INPUT" | "TEXTAREA", _) => Focus::Text,
            _ => Focus::Nothing,
        }
    }

    fn leaves_arrows(self) -> bool {
        matches!(self, Focus::Nothing | Focus::Button)
    }
}
