//! What happens on the page, as messages that are taken one at a time.

use super::dom::Thing;
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
    /// A hand has let go of what it held: what follows is a change of its own.
    LetGo,
    /// A number field got this text.
    Typed(Setting, String),
    /// A number field is being typed in.
    Typing(Setting),
    /// The focus has left a number field.
    Left(Setting),
    /// What was typed into a number field shall be forgotten.
    TakenBack(Setting),
    /// The field of the race's length got this text.
    Length(String),
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
    Painted(Thing),
    /// The list of keys is wanted.
    Help,
    /// The list of problems has been read.
    Understood,
    /// The system went dark or light, or asks for less motion, or no longer.
    System,
    /// The address was changed by hand.
    Address,
    /// A scene's text is to be opened.
    Open(String),
    /// It shall play, or stand.
    Play(bool),
    /// This shall be called whenever something was drawn.
    Watch(Thing),
    /// The figure shall be dark or light, and may move by itself or not.
    Wear(bool, bool),
    /// The page may be about to go.
    Leaving,
    /// The chart with this id has this size, in CSS pixels and in pixels of the device.
    Resized(String, (f64, f64), (u32, u32)),
    /// The window has another size, or other pixels.
    Rescaled,
    /// The chart with this id, or the page, came into sight or went out of it.
    Seen(String, bool),
    /// A frame is due.
    Frame,
}
