//! What happens on the page, as messages that are taken one at a time.

use std::cell::RefCell;
use std::collections::VecDeque;

use wasm_bindgen::JsValue;
use web_sys::Element;

use super::Page;
use super::formula::Typing;
use super::hand::Hand;
use super::lineup::Lineup;
use super::setting::Setting;
use super::take::Kind;
use crate::chart::Chart;
use crate::experiment::Experiment;
use crate::scene::{Action, Vector};
use crate::stage::Move;

/// What happened.
pub enum Message {
    /// The visitor did something to the scene.
    Act(Action),
    /// Every setting shall have its default.
    Reset,
    /// A slider was moved to a position.
    Slid(Setting, u32),
    /// A slider was let go.
    LetGo,
    /// A number field got this text.
    Typed(Setting, String),
    /// A number field is being typed in.
    Typing(Setting),
    /// The focus has left a number field.
    Left(Setting),
    /// What was typed into a number field shall be forgotten.
    TakenBack(Setting),
    /// The iteration shall be another.
    Go(Move),
    /// The pointer is over a chart, so far from its upper left corner; or over none.
    Point(Option<(Chart, (f64, f64))>),
    /// The pointer is over a term of the ledger that is such a vector, or over none.
    Light(Option<Vector>),
    /// Hand or keys did something on the landscape.
    Hand(Hand),
    /// Something happened to the field of the formula, which has this text.
    Formula(Typing, String),
    /// Somebody wants to type a loss.
    OwnLoss,
    /// Something shall become of the line-up of runs.
    Lineup(Lineup),
    /// The menu of experiments is wanted.
    Experiments,
    /// The link of an experiment was followed.
    Experiment(&'static Experiment),
    /// What to look for in an experiment has been read.
    ExperimentRead,
    /// Something is to be taken along.
    Take(Kind),
    /// A text has been copied, or the browser refused.
    Copied(bool),
    /// A picture has been made: a `Blob`, or nothing.
    Painted(JsValue),
    /// The list of keys is wanted.
    Help,
    /// The list of problems has been read.
    Understood,
    /// The system went dark, or light.
    Dark(bool),
    /// The system asks for less motion, or no longer.
    Still(bool),
    /// The address was changed by hand.
    Address,
    /// The page may be about to go.
    Leaving,
    /// A chart has this size, in CSS pixels and in pixels of the device.
    Resized(Element, (f64, f64), (u32, u32)),
    /// The window has another size, or other pixels.
    Rescaled,
    /// A chart, or the page, came into sight or went out of it.
    Seen(Element, bool),
    /// A frame is due.
    Frame,
}

/// The page and the messages it has not taken yet. A message that comes while another is being
/// taken (a dialog that opens moves the focus at once) waits for its turn.
pub struct Hub {
    pub page: RefCell<Option<Page>>,
    inbox: RefCell<VecDeque<Message>>,
}

thread_local! {
    pub static HUB: Hub = const { Hub { page: RefCell::new(None), inbox: RefCell::new(VecDeque::new()) } };
}

pub fn send(message: Message) {
    HUB.with(|hub| {
        hub.inbox.borrow_mut().push_back(message);
        let Ok(mut page) = hub.page.try_borrow_mut() else { return };
        let Some(page) = page.as_mut() else { return };
        loop {
            let Some(message) = hub.inbox.borrow_mut().pop_front() else { return };
            page.take(message);
        }
    });
}
