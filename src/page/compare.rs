//! What helps to compare: fair learning rates, pinned curves, undo and redo.

use gloo_events::EventListener;
use web_sys::{HtmlButtonElement, HtmlInputElement, HtmlSelectElement};

use super::dom::{Label, append, find, listen, listen_input};
use super::lineup::Lineup;
use super::{Message, send};
use crate::list::{List as _, joined};
use crate::scene::{Action, Fair, OnRuns, Scene};
use crate::stage::Stage;

/// The switch, the select and the two buttons.
pub struct Compare {
    fair: HtmlSelectElement,
    note: Label,
    pin: HtmlInputElement,
    undo: HtmlButtonElement,
    redo: HtmlButtonElement,
    shown: Option<(&'static str, bool, (bool, bool))>,
    _listeners: Vec<EventListener>,
}

impl Compare {
    /// Listens to the parts of index.html.
    pub fn new() -> Self {
        let fair: HtmlSelectElement = find("fair");
        let pin: HtmlInputElement = find("pin");
        let (undo, redo): (HtmlButtonElement, HtmlButtonElement) = (find("undo"), find("redo"));
        // It is about the learning rate, and stands beside it.
        append(&find("lr-knob"), &fair);
        let chosen = fair.clone();
        let listeners = vec![
            listen(&fair, "change", move |_| {
                send(match chosen.value().as_str() {
                    "same" => Message::Act(Action::Runs(OnRuns::Fair(Fair::Same))),
                    "documented" => Message::Act(Action::Runs(OnRuns::Fair(Fair::Documented))),
                    "tuned" => Message::Lineup(Lineup::Tune),
                    _ => return,
                });
            }),
            listen_input(&pin, "change", |pin| send(Message::Act(Action::Pin(pin.checked())))),
            listen(&undo, "click", |_| send(Message::Lineup(Lineup::Undo(false)))),
            listen(&redo, "click", |_| send(Message::Lineup(Lineup::Undo(true)))),
        ];
        Compare {
            fair,
            note: Label::new(find::<web_sys::Element>("fair-note")),
            pin,
            undo,
            redo,
            shown: None,
            _listeners: listeners,
        }
    }

    /// Makes them show what holds.
    pub fn show(&mut self, stage: &Stage) {
        let scene = stage.scene();
        let tuned = stage.found().map(|rates| Fair::Tuned(rates.clone())).filter(|fair| fair.holds(scene));
        let fair = match &tuned {
            _ if stage.tuned().is_some() => "tuned",
            Some(_) => "tuned",
            None if Fair::Same.holds(scene) => "same",
            None if Fair::Documented.holds(scene) => "documented",
            None => "",
        };
        self.note.set(&match (stage.tuned(), &tuned) {
            (Some(part), _) => format!("{} % of 61 rates tried", (part * 100.0) as u32),
            (None, Some(Fair::Tuned(rates))) => unsettled(scene, rates),
            _ => String::new(),
        });
        let now = (fair, scene.pinned.is_some(), stage.can_undo());
        if self.shown == Some(now) {
            return;
        }
        self.fair.set_value(fair);
        self.pin.set_checked(now.1);
        self.undo.set_disabled(!now.2.0);
        self.redo.set_disabled(!now.2.1);
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
