//! What can be wrong with a scene's text, in words that say where and what was expected.

use std::fmt;

use crate::hyperparameter::{Domain, Knob};
use crate::list::{List as _, joined};
use crate::loss::typed;
use crate::number::{self, NumberError};
use crate::optimiser;
use crate::palette;
use crate::{loss, scene, schedule};

/// Something in a scene's text that was not understood. What was not understood has its default,
/// everything else is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Where in the text, as it stands there, cut after 48 characters.
    pub place: String,
    /// What is wrong there.
    pub trouble: Trouble,
}

impl Problem {
    pub(super) fn new(place: &str, trouble: Trouble) -> Self {
        Problem { place: excerpt(place), trouble }
    }
}

/// `text` on one line, cut after 48 characters.
pub(super) fn excerpt(text: &str) -> String {
    const MOST: usize = 48;
    let mut short: String = text.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).text();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// No such key.
    UnknownKey,
    /// A key that may stand once stands again; the first is kept.
    Repeated,
    /// A part that has no `=`.
    NoValue,
    /// The percent-encoding does not spell text.
    NotText,
    /// No such loss.
    UnknownLoss,
    /// The loss has no parameter of that name; it has these.
    UnknownLossParameter(Vec<&'static str>),
    /// No formula.
    Formula(typed::Error),
    /// A loss of the list and a typed one; the typed one counts.
    TwoLosses,
    /// No such optimiser; the run is left out.
    UnknownOptimiser,
    /// The optimiser called by that id has no such hyperparameter.
    UnknownHyperparameter(&'static str),
    /// Nothing that can be along a side of the map, or what is along the other; these can.
    NoSide(Vec<&'static str>),
    /// Nothing that a map is of, or has; there are so many runs.
    NoMapOf(usize),
    /// No such schedule.
    UnknownSchedule,
    /// More numbers than the schedule called by that id has.
    TooManyNumbers(&'static str),
    /// No knob of that name.
    UnknownKnob,
    /// A setting without `:` and a value.
    NoColon,
    /// Not a number.
    Number(NumberError),
    /// A number outside what it may be.
    Outside(Domain),
    /// Not a whole number from the first to the second.
    NotWhole(usize, usize),
    /// Not as many coordinates as the loss has.
    Dimensions {
        /// How many it has: 1 or 2.
        dimensions: usize,
    },
    /// A number that is not from the first to the second.
    NotFrom(f64, f64),
    /// No stretch of the line, or of the plane, that could be shown.
    NoView,
    /// Not one of these words.
    NotOneOf(&'static [&'static str]),
    /// Nothing that can be pinned.
    NotPinned,
    /// No colour of that name.
    NoColour,
    /// J or its slope is not finite where the race would start.
    NoLossThere {
        /// The start.
        at: String,
    },
    /// More runs than [`scene::MOST_RUNS`]; the rest is left out.
    TooManyRuns,
    /// More changes than [`scene::MOST_CHANGES`]; the rest is left out.
    TooManyChanges,
    /// More steps in all than [`scene::MOST_STEPS_IN_ALL`].
    TooMuch {
        /// How many runs there are.
        runs: usize,
        /// How many steps each was asked to make.
        steps: usize,
        /// How many fit for each.
        most: usize,
    },
}

fn list<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    joined(&ids.list(), ", ")
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::UnknownKey => {
                write!(f, "no such key; expected one of {}", list(scene::read::KEYS.iter().copied()))
            }
            Trouble::Repeated => write!(f, "stands here a second time; the first one counts"),
            Trouble::NoValue => write!(f, "expected a key, “=” and a value"),
            Trouble::NotText => write!(f, "the percent-encoding does not spell text (UTF-8)"),
            Trouble::UnknownLoss => {
                write!(f, "no such loss; expected one of {}", list(loss::ALL.iter().map(|loss| loss.id)))
            }
            Trouble::UnknownLossParameter(known) if known.is_empty() => write!(f, "this loss has no parameters"),
            Trouble::UnknownLossParameter(known) => {
                write!(f, "this loss has no such parameter; it has {}", list(known.iter().copied()))
            }
            Trouble::Formula(error) => error.fmt(f),
            Trouble::TwoLosses => write!(f, "stands beside f=, the typed loss, which counts"),
            Trouble::UnknownOptimiser => {
                let ids = list(optimiser::ALL.iter().map(|optimiser| optimiser.id));
                write!(f, "no such optimiser; expected one of {ids}")
            }
            Trouble::UnknownHyperparameter(id) => {
                let known = optimiser::by_id(id).map_or(&[] as &[_], |optimiser| optimiser.hyperparameters);
                write!(f, "{id} has no such hyperparameter; it has {}", list(known.iter().map(|h| h.id)))
            }
            Trouble::NoSide(ids) => write!(f, "expected a side that all its runs have: {}", joined(ids, ", ")),
            Trouble::NoMapOf(runs) => {
                write!(f, "expected the number of a run, 1 to {runs}, or best, across:, up: or colour:")
            }
            Trouble::UnknownSchedule => {
                write!(f, "no such schedule; expected one of {}", list(schedule::ALL.iter().map(|kind| kind.id)))
            }
            Trouble::TooManyNumbers(id) => {
                f.write_str("expected no more than schedule:")?;
                f.write_str(id)?;
                let kinds = schedule::ALL.iter().filter(|kind| kind.id == *id);
                kinds.flat_map(|kind| kind.parameters).try_for_each(|parameter| write!(f, ":{}", parameter.id))
            }
            Trouble::UnknownKnob => {
                let ids = list(Knob::ALL.iter().map(|knob| knob.id()));
                write!(f, "no such setting; expected one of {ids}")
            }
            Trouble::NoColon => write!(f, "expected a name, “:” and a number, as in lr:0.01"),
            Trouble::Number(error) => error.fmt(f),
            Trouble::Outside(domain) => write!(f, "expected {domain}"),
            Trouble::NotWhole(least, most) => {
                write!(f, "expected a whole number from {} to {}", number::count(*least), number::count(*most))
            }
            Trouble::Dimensions { dimensions: 1 } => write!(f, "this loss has one dimension; expected one number"),
            Trouble::Dimensions { .. } => {
                write!(f, "this loss has two dimensions; expected two numbers, as in start=-1.5,2")
            }
            Trouble::NotFrom(least, most) => {
                write!(f, "expected a number from {} to {}", number::readable(*least, 4), number::readable(*most, 4))
            }
            Trouble::NoView => write!(
                f,
                "expected the least and the greatest x, then those of y if the loss has two dimensions, as in view=-2,2, \
                 none beyond 1e15 and no two too close to be told apart"
            ),
            Trouble::NotPinned => {
                write!(f, "expected run, start or change of the pinned runs, or the same loss with other parameters")
            }
            Trouble::NoColour => {
                write!(f, "no such colour; expected one of {}", list(palette::ALL.iter().map(|style| style.name)))
            }
            Trouble::NotOneOf(words) => write!(f, "expected one of {}", joined(words, ", ")),
            Trouble::NoLossThere { at } => write!(f, "J is not finite at θ = {at}; expected a start where it is"),
            Trouble::TooManyRuns => write!(f, "expected at most {} runs", scene::MOST_RUNS),
            Trouble::TooManyChanges => write!(f, "expected at most {} changes", scene::MOST_CHANGES),
            Trouble::TooMuch { runs, steps, most } => write!(
                f,
                "{runs} runs of {} steps are {} steps; at most {} each fit into memory",
                number::count(*steps),
                number::count(runs * steps),
                number::count(*most)
            ),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.trouble)
    }
}

impl std::error::Error for Trouble {}
impl std::error::Error for Problem {}
