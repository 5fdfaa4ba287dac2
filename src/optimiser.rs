//! The optimisers, as PyTorch runs them, and the one list of them.
//!
//! A new optimiser is one new file in `optimiser/` and one line in the list at the end of this
//! file. Its [`Description`] says everything that page, link, table, tests and docs need to know;
//! nothing else in the program depends on an optimiser's name.

use std::ops::Index;

use crate::list::List as _;
use crate::palette::Style;
use crate::point::{Axis, Point};
use crate::real::Real;

/// What an optimiser is: name, settings, arithmetic.
pub struct Description {
    /// What a scene calls it.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// One line: what it does differently.
    pub summary: &'static str,
    /// Its settings, in the order in which they are written.
    pub hyperparameters: &'static [Hyperparameter],
    /// The colour and dash of its first run.
    pub style: &'static Style,
    /// A walk from the first step, with these values of `hyperparameters`, over one dimension or two.
    pub walk: fn(&Values, usize) -> Box<dyn Walk>,
}

impl Description {
    /// The hyperparameter called `id`, and its place in [`Description::hyperparameters`].
    #[must_use]
    pub fn hyperparameter(&self, id: &str) -> Option<(usize, &'static Hyperparameter)> {
        self.hyperparameters.iter().enumerate().find(|(_, h)| h.id == id)
    }

    /// The value that every hyperparameter has unless told otherwise.
    #[must_use]
    pub fn defaults(&self) -> Vec<f64> {
        self.hyperparameters.iter().map(|h| h.default).list()
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

/// One setting of an optimiser.
#[derive(Debug, Clone, Copy)]
pub struct Hyperparameter {
    /// What a scene calls it.
    pub id: &'static str,
    /// What PyTorch's documentation gives, and 0.01 for every learning rate.
    pub default: f64,
    /// Which values make sense.
    pub domain: Domain,
    /// The shared slider that sets it, if any.
    pub knob: Option<Knob>,
}

/// The values that a hyperparameter may have. All are finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Domain {
    /// 0 or more.
    NotNegative,
    /// From 0 up to, but not including, 1: the memory of a moving average.
    BelowOne,
    /// From 0 to 1, both included.
    UpToOne,
    /// 0 for no, 1 for yes.
    Switch,
}

impl Domain {
    /// Whether `value` lies in it.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        value.is_finite()
            && match self {
                Domain::NotNegative => value >= 0.0,
                Domain::BelowOne => (0.0..1.0).contains(&value),
                Domain::UpToOne => (0.0..=1.0).contains(&value),
                Domain::Switch => value == 0.0 || value == 1.0,
            }
    }
}

impl std::fmt::Display for Domain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Domain::NotNegative => "a number of 0 or more",
            Domain::BelowOne => "a number from 0 up to, but not including, 1",
            Domain::UpToOne => "a number from 0 to 1",
            Domain::Switch => "0 or 1",
        })
    }
}

/// A slider that sets the like hyperparameter of every run that has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knob {
    /// α, the learning rate.
    LearningRate,
    /// β of momentum and Nesterov, β₁ of Adam: how much of the last direction is kept.
    Momentum,
    /// β of `RMSprop`, β₂ of Adam: how long squared gradients are remembered.
    SquareMemory,
    /// ε, which keeps a denominator from zero.
    Epsilon,
}

impl Knob {
    /// Every knob, in the order in which they are shown.
    pub const ALL: [Knob; 4] = [Knob::LearningRate, Knob::Momentum, Knob::SquareMemory, Knob::Epsilon];

    /// What a scene's `change=` calls it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Knob::LearningRate => "lr",
            Knob::Momentum => "beta",
            Knob::SquareMemory => "beta2",
            Knob::Epsilon => "eps",
        }
    }

    /// The values that every hyperparameter on this knob accepts.
    #[must_use]
    pub fn domain(self) -> Domain {
        match self {
            Knob::LearningRate | Knob::Epsilon => Domain::NotNegative,
            Knob::Momentum | Knob::SquareMemory => Domain::BelowOne,
        }
    }
}

const fn hyperparameter(id: &'static str, default: f64, domain: Domain, knob: Option<Knob>) -> Hyperparameter {
    Hyperparameter { id, default, domain, knob }
}

/// `lr`, the learning rate α: the length of a step. 0.01 wherever none is given.
const LR: Hyperparameter = hyperparameter("lr", 0.01, Domain::NotNegative, Some(Knob::LearningRate));

/// `weight_decay`: pulls θ towards 0 by adding that multiple of θ to the gradient.
const WEIGHT_DECAY: Hyperparameter = hyperparameter("weight_decay", 0.0, Domain::NotNegative, None);

/// The values of an optimiser's hyperparameters, read by id.
pub struct Values<'a> {
    hyperparameters: &'static [Hyperparameter],
    values: &'a [f64],
}

impl<'a> Values<'a> {
    /// `values`, in the order of the description's hyperparameters.
    #[must_use]
    pub fn new(description: &'static Description, values: &'a [f64]) -> Self {
        Values { hyperparameters: description.hyperparameters, values }
    }
}

impl Index<&str> for Values<'_> {
    type Output = f64;

    /// The value of the hyperparameter called `id`, which is of the optimiser's own file: that
    /// every name there is right is held by a test.
    fn index(&self, id: &str) -> &f64 {
        let place = self.hyperparameters.iter().position(|h| h.id == id);
        place.map_or(&f64::NAN, |place| &self.values[place])
    }
}

/// An update rule of one coordinate: its settings are the type itself, what it remembers from
/// step to step is `Memory`. A step depends on nothing else: a rule that counts its steps counts them
/// in its memory.
pub trait Rule<R: Real> {
    /// What is remembered from step to step.
    type Memory: Clone + PartialEq;

    /// The rule with these settings.
    fn new(values: &Values) -> Self;

    /// The memory before the first step.
    fn memory(&self) -> Self::Memory;

    /// θ after the next step, from θ before it and the gradient there.
    fn step(&self, memory: &mut Self::Memory, theta: R, gradient: R) -> R;

    /// What is left of former gradients, if the rule keeps some mean or sum of them: its velocity.
    fn momentum(&self, memory: &Self::Memory) -> Option<R> {
        let _ = memory;
        None
    }
}

/// An optimiser on its way, whichever it is.
pub trait Walk {
    /// From now on, with these settings; the memory stays.
    fn change(&mut self, values: &Values);

    /// Makes `count` steps. `visit` is given θ after each and answers with the gradient there, or with
    /// `None` to stop.
    fn steps(&mut self, count: usize, theta: Point, gradient: Point, visit: &mut dyn FnMut(Point) -> Option<Point>);

    /// What is left of former gradients, for optimisers that keep some.
    fn momentum(&self) -> Option<Point>;
}

/// A rule, with its memory of each coordinate. Not a type for each number of coordinates: every rule would be in
/// the download twice.
struct Walker<T: Rule<f64>> {
    rule: T,
    memories: [T::Memory; 2],
    axes: &'static [Axis],
}

impl<T: Rule<f64>> Walk for Walker<T> {
    fn change(&mut self, values: &Values) {
        self.rule = T::new(values);
    }

    fn steps(&mut self, count: usize, theta: Point, gradient: Point, visit: &mut dyn FnMut(Point) -> Option<Point>) {
        let (mut theta, mut gradient) = (theta, gradient);
        let mut stands = false;
        for made in 0..count {
            let memories_before = stands.then(|| self.memories.clone());
            let before = theta;
            for (axis, memory) in self.axes.iter().zip(&mut self.memories) {
                theta[*axis] = self.rule.step(memory, theta[*axis], gradient[*axis]);
            }
            match visit(theta) {
                Some(there) => gradient = there,
                None => return,
            }
            // A step that changes nothing is the last that needs computing. Runs without a count of their
            // steps that settle end among the subnormal numbers, where arithmetic is ten times slower. The
            // memory is compared only once θ stands still.
            stands = theta.x.to_bits() == before.x.to_bits() && theta.y.to_bits() == before.y.to_bits();
            if stands && memories_before.is_some_and(|before| before == self.memories) {
                (made + 1..count).take_while(|_| visit(theta).is_some()).for_each(drop);
                return;
            }
        }
    }

    fn momentum(&self) -> Option<Point> {
        let mut momentum = Point::default();
        for (axis, memory) in self.axes.iter().zip(&self.memories) {
            momentum[*axis] = self.rule.momentum(memory)?;
        }
        Some(momentum)
    }
}

/// For [`Description::walk`].
fn walk<T: Rule<f64> + 'static>(values: &Values, dimensions: usize) -> Box<dyn Walk>
where
    T::Memory: 'static,
{
    let rule = T::new(values);
    let memories = [rule.memory(), rule.memory()];
    Box::new(Walker { rule, memories, axes: Axis::of(dimensions) })
}

/// The optimiser that a scene calls `id`.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Description> {
    ALL.iter().copied().find(|optimiser| optimiser.id == id)
}

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
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let mut walk = (optimiser.walk)(&Values::new(optimiser, values), 1);
            let mut path = vec![];
            walk.steps(3, Point::on_line(3.0), Point::on_line(6.0), &mut |theta| {
                path.push(theta);
                Some(theta * 2.0)
            });
            path
        };
        for optimiser in ALL {
            let plain = path(optimiser, &optimiser.defaults());
            assert!(plain.iter().all(|theta| theta.is_finite()), "{optimiser:?}");
            for (place, h) in optimiser.hyperparameters.iter().enumerate() {
                let mut values = optimiser.defaults();
                values[place] = if h.domain == Domain::Switch { 1.0 } else { 0.3 };
                assert!(path(optimiser, &values) != plain, "{} of {}", h.id, optimiser.id);
            }
        }
    }
}
