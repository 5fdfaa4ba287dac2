//! What is done to the controls of the page, and which message that sends. The window hears of everything before
//! the element that it is meant for: one listener of each kind, for what there is and for what comes and goes.

use super::dom::{Thing, callback, find, window};
use super::formula::Typing;
use super::hand::Hand;
use super::landscape::{self, Look, PAN, ZOOM};
use super::lineup::Lineup;
use super::looks::{COORDINATES, SWITCHES};
use super::take::Kind;
use super::{Message, charts, keys, knobs, menu, send, turn};
use crate::scene::{Action, Closeup, Fair, Inside, LossScale, OnRuns, Vector, Way};
use crate::stage::Move;
use crate::{experiment, loss, number, optimiser, palette, schedule};

/// What is listened to.
const KINDS: [&str; 17] = [
    "click",
    "change",
    "input",
    "keydown",
    "keyup",
    "focusin",
    "focusout",
    "dblclick",
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
    "pointerover",
    "hashchange",
    "resize",
    "pagehide",
    "visibilitychange",
];

/// Listens, for as long as what it listens to is there. `questions` about the system are the page's; a figure hears
/// of what happens within it, and of nothing else.
pub fn listen(questions: &[&Thing]) {
    let hear = callback(|event| hear(&event));
    let heard = turn::root().filter(|_| questions.is_empty()).unwrap_or_else(window);
    for kind in &KINDS {
        heard.listen(kind, &hear, true);
    }
    // Chromium does not tell the window of these.
    for id in charts::IDS.iter().chain(&["ledger"]) {
        find(id).listen("pointerleave", &hear, true);
    }
    // Browsers take it for granted that the window's own listeners let the wheel scroll.
    find("landscape-sheet").listen("wheel", &hear, true);
    for question in questions {
        question.listen("change", &hear, true);
    }
}

/// Something happened.
fn hear(event: &Thing) {
    let kind = event.text("type");
    let kind = kind.as_str();
    let Some(target) = event.thing("target").filter(|target| target.number("nodeType") == 1.0) else {
        // It happened to the document, the window or the system.
        send(match kind {
            "hashchange" => Message::Address,
            "resize" => Message::Rescaled,
            "pagehide" | "visibilitychange" => Message::Leaving,
            "change" => Message::System,
            _ => return,
        });
        return;
    };
    let control = target.closest("[id]").unwrap_or_else(|| target.clone());
    if control.is("disabled") {
        return;
    }
    let id = control.text("id");
    charts::hear(kind, event, &target);
    landscape::hear(kind, event, &target);
    menu::hear(kind, event, &target);
    knobs::hear(kind, event, &target);
    let message = match kind {
        "click" => clicked(&id),
        "change" => changed(&id, &target),
        "input" => match id.as_str() {
            "iteration" => Some(Message::Go(Move::To(target.number("valueAsNumber") as usize))),
            "own-name" => Some(Message::Lineup(Lineup::Name(target.value()))),
            "add-search" => Some(Message::Lineup(Lineup::Seeking(false))),
            _ => None,
        },
        "pointerover" => target.closest("#ledger").map(|_| {
            let wanted = |vector: &&Vector| target.closest(&[".", vector.id()].concat()).is_some();
            Message::Light(Vector::ALL.iter().find(wanted).copied())
        }),
        "pointerleave" if target.text("id") == "ledger" => Some(Message::Light(None)),
        // It has its number again.
        "keydown" if id == "steps" && event.text("key") == "Escape" => {
            Some(Message::Length(find("iteration").text("max")))
        }
        "keydown" if id == "add-search" && event.text("key") == "Enter" => {
            event.prevent();
            Some(Message::Lineup(Lineup::Seeking(true)))
        }
        _ => None,
    };
    if let Some(message) = message {
        send(message);
    }
    if id == "formula" {
        let typing = match kind {
            "focusin" => Typing::Began,
            "input" => Typing::On,
            "change" => Typing::Done,
            "focusout" => Typing::Left,
            "keydown" if event.text("key") == "Escape" => Typing::TakenBack,
            _ => return,
        };
        send(Message::Formula(typing, target.value()));
    }
    match kind {
        "keydown" => keys::pressed(event, &target),
        // What was dragged, typed or held down is one change; what comes next is another.
        "pointerup" | "pointercancel" | "change" | "focusout" => send(Message::LetGo),
        "keyup" if id == "start-handle" => send(Message::LetGo),
        _ => {}
    }
}

/// What the button or link with this id means.
fn clicked(id: &str) -> Option<Message> {
    let look = |look| Message::Hand(Hand::Look(look));
    Some(match id {
        "play" => Message::Go(Move::Toggle),
        "back" => Message::Go(Move::By(-1)),
        "forward" => Message::Go(Move::By(1)),
        "restart" => Message::Go(Move::Restart),
        "zoom-in" => look(Look::Zoom(None, ZOOM)),
        "zoom-out" => look(Look::Zoom(None, 1.0 / ZOOM)),
        "fit" => look(Look::Fit),
        "pan-left" => look(Look::Pan(PAN, 0.0)),
        "pan-right" => look(Look::Pan(-PAN, 0.0)),
        "pan-up" => look(Look::Pan(0.0, PAN)),
        "pan-down" => look(Look::Pan(0.0, -PAN)),
        "undo" => Message::Lineup(Lineup::Undo(false)),
        "redo" => Message::Lineup(Lineup::Undo(true)),
        "reset" => Message::Reset,
        "help-open" => Message::Help,
        "problems-close" => Message::Understood,
        "experiments-open" => Message::Experiments,
        "experiment-close" => Message::ExperimentRead,
        "add-open" => Message::Lineup(Lineup::Adding),
        "closeup-back" => Message::Lineup(Lineup::Choose(None)),
        "closeup-settings" => Message::Act(Action::Closeup(Closeup::Settings)),
        "closeup-ledger" => Message::Act(Action::Closeup(Closeup::Ledger)),
        "own-up" => Message::Lineup(Lineup::Move(Way::Up)),
        "own-down" => Message::Lineup(Lineup::Move(Way::Down)),
        "own-remove" => Message::Lineup(Lineup::Remove),
        "own-copy" => Message::Lineup(Lineup::Copy),
        "take-link" => Message::Take(Kind::Link),
        "take-table" => Message::Take(Kind::Table),
        "take-svg" => Message::Take(Kind::Svg),
        "take-png" => Message::Take(Kind::Png),
        _ => {
            if let Some(run) = numbered(id, "closer-") {
                Message::Lineup(Lineup::Choose(Some(run)))
            } else if let Some(place) = numbered(id, "option-") {
                Message::Lineup(Lineup::Add(optimiser::ALL.get(place)?))
            } else {
                Message::Experiment(experiment::ALL.get(numbered(id, "experiment-")?)?)
            }
        }
    })
}

/// What it means that the field, switch or select with this id has another value.
fn changed(id: &str, control: &Thing) -> Option<Message> {
    let (on, value) = (control.is("checked"), control.value());
    let value = value.as_str();
    Some(match id {
        "steps" => Message::Length(value.to_owned()),
        "speed" => Message::Act(Action::Speed(number::parse(value).ok()?)),
        "fair" => match value {
            "same" => Message::Act(Action::Runs(OnRuns::Fair(Fair::Same))),
            "documented" => Message::Act(Action::Runs(OnRuns::Fair(Fair::Documented))),
            "tuned" => Message::Lineup(Lineup::Tune),
            _ => return None,
        },
        "pin" => Message::Act(Action::Pin(on)),
        "exact" => Message::Light(None),
        "inside-choice" => Message::Act(Action::Inside(Inside::by_id(value))),
        "coordinates" => {
            let (_, coordinates) = COORDINATES.iter().find(|(word, _)| *word == value)?;
            Message::Act(Action::Coordinates(*coordinates))
        }
        "loss" => loss::by_id(value).map_or(Message::OwnLoss, |loss| Message::Act(Action::Loss(loss))),
        "log" => Message::Act(Action::Scale(if on { LossScale::Log } else { LossScale::Linear })),
        "from-here" => Message::Act(Action::FromHere(on)),
        "schedule" => {
            let kind = schedule::ALL.iter().find(|kind| kind.id == value)?;
            Message::Lineup(Lineup::Schedule((kind.with)(&kind.defaults())))
        }
        _ => {
            if let Some((_, action, _)) = SWITCHES.iter().find(|(switch, _, _)| *switch == id) {
                Message::Act(action(on))
            } else if let Some(run) = numbered(id, "shown-") {
                Message::Act(Action::Show(run, on))
            } else {
                Message::Lineup(Lineup::Colour(palette::ALL.get(numbered(id, "colour-")?)?))
            }
        }
    })
}

/// The number at the end of an id that begins so.
fn numbered(id: &str, begin: &str) -> Option<usize> {
    number::parse(id.strip_prefix(begin)?).ok().map(|number| number as usize)
}
