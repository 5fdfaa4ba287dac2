//! Optimisers on their way: the traits that update rules are written in, and what carries a rule out.

mod each;
mod path;
mod whole;

pub use path::{BLOCK, Path};

use crate::equation::{Ledger, Notes, Quantity};
use crate::hyperparameter::{Hyperparameter, Values};
use crate::loss::{Loss, Slope, Surface};
use crate::point::Point;
use crate::real::Real;

/// An update rule of one coordinate: its settings are the fields of the type, what it remembers of the coordinate from
/// step to step is `Memory`, and what it counts, the same for all coordinates, is `Clock`. A step depends on nothing
/// else.
pub trait Rule<R: Real> {
    /// What is counted from step to step, such as bias corrections; `()` where nothing is.
    type Clock: Clock;
    /// What is remembered of each coordinate from step to step.
    type Memory: Clone + PartialEq;

    /// The rule with these settings.
    fn new(values: &Values<R>) -> Self;

    /// The memory before the first step.
    fn memory(&self) -> Self::Memory;

    /// Hands the clock those settings that it counts with, such as the β of a correction: before the first step, and when
    /// they have changed midway. Nothing to do for rules that count nothing.
    fn adopt(&self, clock: &mut Self::Clock) {
        let _ = clock;
    }

    /// Whether anything is counted. Then a step that changes nothing does not prove that the next will not.
    #[must_use]
    fn counts() -> bool {
        size_of::<Self::Clock>() > 0
    }

    /// θ after a step for which the clock has ticked already, from θ before it and the gradient there. What it computes on its way it
    /// tells `notes`, line by line; θ, ∇J and the hyperparameters are known there. It has to hold that a θ that is no
    /// finite number never becomes one again.
    fn step<N: Notes<R>>(
        &self,
        clock: &Self::Clock,
        memory: &mut Self::Memory,
        theta: R,
        gradient: R,
        notes: &mut N,
    ) -> R;

    /// What is left of former gradients, if the rule keeps some mean or sum of them: its velocity.
    fn velocity(&self, memory: &Self::Memory) -> Option<R> {
        let _ = memory;
        None
    }

    /// The effective step size of the last step: how far one unit of gradient (or of velocity, where the rule
    /// steps along that) moved θ. None where there is no such number.
    fn scale(&self, clock: &Self::Clock, memory: &Self::Memory) -> Option<R>;

    /// The learning rate from which on steps down a quadratic of this curvature, its greatest, grow without end. None
    /// where there is no such number, or nobody has worked it out.
    fn edge(&self, curvature: R) -> Option<R> {
        let _ = curvature;
        None
    }
}

/// What a rule counts from step to step, the same for all coordinates. The default is what it is before the first step.
/// How it goes on depends on nothing but what it is and has adopted: walks whose clocks are alike may share one.
pub trait Clock: Clone + Default + PartialEq {
    /// Counts the next step, before it is made.
    fn tick(&mut self);
}

impl Clock for () {
    fn tick(&mut self) {}
}

/// An update rule that needs all coordinates at once.
pub trait WholeRule {
    /// The rule with these settings, before its first step.
    fn new(values: &Values) -> Self
    where
        Self: Sized;

    /// The same, with the same memory.
    fn copy(&self) -> Box<dyn WholeRule>;

    /// From now on, with these settings; the memory stays.
    fn change(&mut self, values: &Values);

    /// θ after the next step. See [`Rule::step`]; the loss can be asked for its Hessian.
    ///
    /// # Errors
    /// When no step can be made from here.
    fn step(
        &mut self,
        theta: Point,
        gradient: Point,
        loss: &Loss,
        notes: &mut dyn Notes<Quantity>,
    ) -> Result<Point, Halt>;
}

/// Why an optimiser cannot go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halt {
    /// The Hessian is singular: its equation has no single solution.
    Singular,
}

/// Where a walk is: θ, J and its gradient there.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Place {
    /// θ.
    pub theta: Point,
    /// J and ∇J at θ.
    pub slope: Slope,
}

impl Place {
    /// This θ, on this loss.
    #[must_use]
    pub fn of(theta: Point, loss: &Loss) -> Self {
        Place { theta, slope: loss.slope(theta) }
    }

    /// Goes to this θ, and looks at J there.
    fn go(&mut self, theta: Point, surface: &(impl Surface + ?Sized)) {
        // A run that stands still, often among the subnormal numbers, need not ask again.
        if !theta.is_same(self.theta) {
            self.theta = theta;
            surface.set_slope(theta, &mut self.slope);
        }
    }

    /// Whether θ and J are.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.theta.is_finite() && self.slope.value.is_finite()
    }
}

/// An optimiser on its way, whichever it is.
pub trait Walk {
    /// From now on, with these settings; the memory stays.
    fn change(&mut self, values: &Values);

    /// Adds up to so many steps to a path: fewer where there is no more room, or it cannot go on.
    fn steps(&mut self, path: &mut Path, count: usize);

    /// What the last step left of former gradients, for optimisers that keep some.
    fn velocity(&self) -> Option<Point>;

    /// The effective step size of the last step in each coordinate, for optimisers that have one.
    fn scale(&self) -> Option<Point>;

    /// The next step from `here`, line by line; it is not made.
    fn ledger(&self, values: &[f64], here: Place) -> Ledger;
}

/// θ before the step, as LaTeX.
const THETA: &str = r"\theta_{t-1}";
/// The gradient there, as LaTeX.
const GRADIENT: &str = r"\nabla J(\theta_{t-1})";

/// A ledger that knows the hyperparameters.
#[inline(never)]
fn known(hyperparameters: &'static [&'static Hyperparameter], values: &[f64]) -> Ledger {
    let mut ledger = Ledger::default();
    for (h, value) in hyperparameters.iter().zip(values) {
        ledger.given(h.latex, *value);
    }
    ledger
}

type Begin = fn(&'static [&'static Hyperparameter], &[f64], &Loss) -> Box<dyn Walk>;

/// How an optimiser's walks begin: for a description's `start`.
#[derive(Clone, Copy)]
pub struct Start {
    pub(crate) walk: Begin,
    /// Many walks side by side; none for a rule of all coordinates at once.
    #[cfg(feature = "sweep")]
    pub(crate) lanes: Option<fn() -> Box<dyn crate::sweep::Rules>>,
}

/// The start of a rule of each coordinate, a type that is generic over its numbers.
macro_rules! each_coordinate {
    ($rule:ident) => {
        crate::walk::Start {
            walk: crate::walk::walk_each::<$rule<f64>>,
            #[cfg(feature = "sweep")]
            lanes: Some(crate::sweep::rules::<$rule<crate::real::Lanes>>),
        }
    };
}
pub(crate) use each_coordinate;

pub(crate) use each::walk_each;

/// The start of a rule of all coordinates at once.
pub(crate) const fn whole<T: WholeRule + 'static>() -> Start {
    Start {
        walk: whole::walk_whole::<T>,
        #[cfg(feature = "sweep")]
        lanes: None,
    }
}
