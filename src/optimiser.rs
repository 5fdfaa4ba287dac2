//! The optimisers, as PyTorch runs them, or Optax where it has none, and the one list of them.
//!
//! A new optimiser is one new file in `optimiser/` and one line in the list at the end of this
//! file. Its [`Description`] says everything that page, link, table, exported code, tests and docs need to
//! know; nothing else in the program depends on an optimiser's name. CONTRIBUTING.md says what the tests ask for beside it.

use std::marker::PhantomData;
#[cfg(feature = "sweep")]
use std::ops::Deref;

use crate::equation::{Equation, equation};
use crate::hyperparameter::Hyperparameter;
use crate::list::List as _;
use crate::loss::Loss;
use crate::palette::Style;
use crate::walk::{Start, Walk};

/// What an optimiser is: name, settings, arithmetic.
pub struct Description {
    /// What a scene calls it.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// One line: what it does differently.
    pub summary: &'static str,
    /// What kind it is of.
    pub family: Family,
    /// Its settings, in the order in which they are written.
    pub hyperparameters: &'static [&'static Hyperparameter],
    /// Where it comes from.
    pub paper: OnDemand<Paper>,
    /// How the library spells it whose numbers ours are held against.
    pub code: OnDemand<Code>,
    /// The colour and dash of its first run.
    pub style: &'static Style,
    /// Begins a walk.
    pub start: Start,
}

/// A kind of optimisers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// The slope as it is.
    Plain,
    /// Former gradients are kept.
    Momentum,
    /// Steps are scaled by the size of former gradients.
    Adaptive,
    /// Only the sign of something counts.
    Sign,
    /// The curvature is used, or guessed.
    SecondOrder,
}

impl Family {
    /// Every family, in the order in which they are offered.
    pub const ALL: [Family; 5] = [Family::Plain, Family::Momentum, Family::Adaptive, Family::Sign, Family::SecondOrder];

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Family::Plain => "Plain",
            Family::Momentum => "Momentum",
            Family::Adaptive => "Adaptive",
            Family::Sign => "Sign-based",
            Family::SecondOrder => "Second-order",
        }
    }
}

/// What is in no download but that of the program which makes scripts and papers: the one with the feature `sweep`, which
/// comes when somebody asks for either.
#[derive(Debug, Clone, Copy)]
pub struct OnDemand<T>(#[cfg(feature = "sweep")] T, PhantomData<T>);

/// These words, where they are not left out.
#[cfg_attr(not(feature = "sweep"), allow(unused_variables))]
const fn on_demand<T: Copy>(words: T) -> OnDemand<T> {
    OnDemand(
        #[cfg(feature = "sweep")]
        words,
        PhantomData,
    )
}

#[cfg(feature = "sweep")]
impl<T> Deref for OnDemand<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Where an optimiser comes from, as a bibliography has it.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    /// All authors, as BibTeX separates them: `Diederik P. Kingma and Jimmy Ba`.
    pub authors: &'static str,
    /// Its title, capitalised as on its first page.
    pub title: &'static str,
    /// Where it appeared: journal, proceedings, series.
    pub venue: &'static str,
    /// When.
    pub year: u16,
}

/// How a library spells an optimiser. In the text of `Torch` and `Optax`, `{id}` stands for the value of that
/// hyperparameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Code {
    /// A class of `torch.optim` with its arguments after the parameters, each by its name, under which it can be
    /// changed midway: `SGD(lr={lr})`.
    Torch(&'static str),
    /// A function of `optax`: `lion({lr}, b1={beta1})`.
    Optax(&'static str),
    /// In neither, in Python. Hyperparameters are variables of their ids.
    Python {
        /// The lines that make the memory before the first step of `theta`, a tensor; each ends with `\n`.
        before: &'static str,
        /// The lines that make one step of `theta` down `loss(theta)`, each behind four spaces, since they stand in
        /// a loop, and ends with `\n`; `break` where none can be made. The gradient is
        /// `torch.autograd.functional.jacobian(loss, theta)`.
        step: &'static str,
    },
    /// One way where a hyperparameter is not 0 from first to last, another where it is.
    Where {
        /// The id of the hyperparameter.
        id: &'static str,
        /// The way where it is not 0.
        on: &'static Code,
        /// The way where it is.
        off: &'static Code,
    },
}

impl Description {
    /// The hyperparameter called `id`, and its place in [`Description::hyperparameters`].
    #[must_use]
    pub fn hyperparameter(&self, id: &str) -> Option<(usize, &'static Hyperparameter)> {
        self.hyperparameters.iter().copied().enumerate().find(|(_, h)| h.id == id)
    }

    /// The value that every hyperparameter has unless told otherwise.
    #[must_use]
    pub fn defaults(&self) -> Vec<f64> {
        self.hyperparameters.iter().map(|h| h.default).list()
    }

    /// A walk from the first step down `loss`, with these values of the hyperparameters.
    #[must_use]
    pub fn walk(&self, values: &[f64], loss: &Loss) -> Box<dyn Walk> {
        (self.start.walk)(self.hyperparameters, values, loss)
    }
}

impl PartialEq for Description {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl std::fmt::Debug for Description {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Description({})", self.id)
    }
}

/// What the files of optimisers are written with.
mod prelude {
    pub(super) use super::{Code, Description, Family, Paper, on_demand};
    pub(super) use crate::dial::Dial;
    pub(super) use crate::equation::{Equation, Notes, equation};
    pub(super) use crate::hyperparameter::{BETA1, BETA2, Domain, EPS, LR, Values, WEIGHT_DECAY};
    pub(super) use crate::palette;
    pub(super) use crate::real::{Correction, Real};
    pub(super) use crate::walk::{Clock, Rule, each_coordinate};
}

/// g = ∇J, where nothing is added to it.
static SLOPE: Equation = equation!(r"g_t = \nabla J(\theta_{t-1})");

/// The optimiser that a scene calls `id`.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Description> {
    ALL.iter().copied().find(|optimiser| optimiser.id == id)
}

mod decay;
mod moments;

macro_rules! optimisers {
    ($($file:ident)*) => {
        $(pub mod $file;)*
        /// Every optimiser, in the order in which they are offered.
        pub static ALL: &[&Description] = &[$(&$file::OPTIMISER),*];
    };
}

optimisers! {
    gd
    momentum
    nesterov
    adagrad
    rmsprop
    adam
    adadelta
    amsgrad
    adamw
    adamax
    nadam
    radam
    adabelief
    yogi
    rprop
    signsgd
    lion
    newton
    lbfgs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::point::Point;
    use crate::walk::{Path, Place};

    #[test]
    fn ids_are_unique() {
        for (i, optimiser) in ALL.iter().enumerate() {
            assert!(ALL[i + 1..].iter().all(|other| other.id != optimiser.id));
            for (j, h) in optimiser.hyperparameters.iter().enumerate() {
                assert!(optimiser.hyperparameters[j + 1..].iter().all(|other| other.id != h.id));
            }
        }
    }

    #[test]
    fn defaults_lie_in_their_domains_and_knobs_ask_no_less_than_they_do() {
        for optimiser in ALL {
            for h in optimiser.hyperparameters {
                assert!(h.domain.contains(h.default), "{} of {}", h.id, optimiser.id);
                if let Some(knob) = h.knob {
                    for value in [0.0, 0.5, 0.999_999, 1.0, 10.0, -1.0] {
                        assert!(!knob.domain().contains(value) || h.domain.contains(value));
                    }
                }
            }
        }
    }

    #[test]
    fn every_hyperparameter_reaches_the_arithmetic() {
        // A name misspelt in a file's `new` would read NaN; one not read at all would change nothing.
        let path = |optimiser: &'static Description, values: &[f64]| {
            let loss = crate::loss::by_id("himmelblau").unwrap();
            let mut path = vec![];
            // Far from a minimum, and so near that signs change.
            for start in [Point::new(-1.0, 2.0), Point::new(2.98, 2.01)] {
                let mut walk = optimiser.walk(values, &loss);
                let mut way = Path::from(Place::of(start, &loss));
                walk.steps(&mut way, 40);
                path.extend((0..way.len()).map(|step| way.theta(step)));
            }
            path
        };
        for optimiser in ALL {
            let plain = path(optimiser, &optimiser.defaults());
            assert!(plain.iter().all(|theta| theta.is_finite()), "{optimiser:?}: is an id misspelt in `new`?");
            for (place, h) in optimiser.hyperparameters.iter().enumerate() {
                let mut values = optimiser.defaults();
                values[place] =
                    [0.3, 1.0, 3.0, 0.0].into_iter().find(|v| h.domain.contains(*v) && *v != h.default).unwrap();
                assert!(path(optimiser, &values) != plain, "{} of {}", h.id, optimiser.id);
            }
        }
    }
}
