//! Optimisers on their way: the traits that update rules are written in, and what carries a rule out.

use crate::equation::{Ledger, Notes, Quantity};
use crate::hyperparameter::{Hyperparameter, Values};
use crate::loss::{Loss, Slope};
use crate::point::{Axis, Point};
use crate::real::Real;

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

    /// θ after the next step, from θ before it and the gradient there. What it computes on its way it tells
    /// `notes`, line by line; θ, ∇J and the hyperparameters are known there.
    fn step<N: Notes<R>>(&self, memory: &mut Self::Memory, theta: R, gradient: R, notes: &mut N) -> R;

    /// What is left of former gradients, if the rule keeps some mean or sum of them: its velocity.
    fn velocity(&self, memory: &Self::Memory) -> Option<R> {
        let _ = memory;
        None
    }

    /// The effective step size of the last step: how far one unit of gradient (or of velocity, where the rule
    /// steps along that) moved θ. None where there is no such number.
    fn scale(&self, memory: &Self::Memory) -> Option<R>;
}

/// An update rule that needs all coordinates at once.
pub trait WholeRule {
    /// The rule with these settings, before its first step.
    fn new(values: &Values) -> Self;

    /// From now on, with these settings; the memory stays.
    fn change(&mut self, values: &Values);

    /// θ after the next step. See [`Rule::step`]; the loss can be asked for its Hessian.
    ///
    /// # Errors
    /// When no step can be made from here.
    fn step<N: Notes<Quantity>>(
        &mut self,
        theta: Point,
        gradient: Point,
        loss: &Loss,
        notes: &mut N,
    ) -> Result<Point, Halt>;
}

/// Why an optimiser cannot go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halt {
    /// The Hessian is singular: its equation has no single solution.
    Singular,
}

/// An optimiser on its way, whichever it is.
pub trait Walk {
    /// From now on, with these settings; the memory stays.
    fn change(&mut self, values: &Values);

    /// Makes `count` steps. `visit` is given θ after each, and the optimiser as it is then, and answers with the
    /// gradient there, or with `None` to stop.
    ///
    /// # Errors
    /// When it cannot go on from the θ that was visited last.
    fn steps(&mut self, count: usize, theta: Point, gradient: Point, visit: Visit) -> Result<(), Halt>;

    /// What the last step left of former gradients, for optimisers that keep some.
    fn velocity(&self) -> Option<Point>;

    /// The effective step size of the last step in each coordinate, for optimisers that have one.
    fn scale(&self) -> Option<Point>;

    /// The next step, line by line; it is not made.
    fn ledger(&self, values: &[f64], theta: Point, slope: &Slope) -> Ledger;
}

/// See [`Walk::steps`].
pub type Visit<'a> = &'a mut dyn FnMut(Point, &dyn Walk) -> Option<Point>;

/// A rule, with its memory of each coordinate. Not a type for each number of coordinates: every rule would be in
/// the download twice.
struct Walker<T: Rule<f64>> {
    rule: T,
    hyperparameters: &'static [Hyperparameter],
    memories: [T::Memory; 2],
    axes: &'static [Axis],
}

impl<T: Rule<f64>> Walk for Walker<T> {
    fn change(&mut self, values: &Values) {
        self.rule = T::new(values);
    }

    fn steps(&mut self, count: usize, theta: Point, gradient: Point, visit: Visit) -> Result<(), Halt> {
        let (mut theta, mut gradient) = (theta, gradient);
        let mut stands = false;
        for made in 0..count {
            let memories_before = stands.then(|| self.memories.clone());
            let before = theta;
            for (axis, memory) in self.axes.iter().zip(&mut self.memories) {
                theta[*axis] = self.rule.step(memory, theta[*axis], gradient[*axis], &mut ());
            }
            match visit(theta, self) {
                Some(there) => gradient = there,
                None => return Ok(()),
            }
            // A step that changes nothing is the last that needs computing. Runs without a count of their
            // steps that settle end among the subnormal numbers, where arithmetic is ten times slower. The
            // memory is compared only once θ stands still.
            stands = theta.x.to_bits() == before.x.to_bits() && theta.y.to_bits() == before.y.to_bits();
            if stands && memories_before.is_some_and(|before| before == self.memories) {
                (made + 1..count).take_while(|_| visit(theta, self).is_some()).for_each(drop);
                return Ok(());
            }
        }
        Ok(())
    }

    fn velocity(&self) -> Option<Point> {
        self.each(|memory| self.rule.velocity(memory))
    }

    fn scale(&self) -> Option<Point> {
        self.each(|memory| self.rule.scale(memory))
    }

    fn ledger(&self, values: &[f64], theta: Point, slope: &Slope) -> Ledger {
        let mut ledger = known(self.hyperparameters, values);
        for (axis, memory) in self.axes.iter().zip(self.memories.clone()) {
            let mut memory = memory;
            ledger.of_axis(Some(*axis));
            ledger.given(THETA, theta[*axis]);
            ledger.given(GRADIENT, slope.gradient[*axis]);
            self.rule.step(&mut memory, theta[*axis], slope.gradient[*axis], &mut ledger);
        }
        ledger
    }
}

impl<T: Rule<f64>> Walker<T> {
    fn each(&self, number: impl Fn(&T::Memory) -> Option<f64>) -> Option<Point> {
        let mut point = Point::default();
        for (axis, memory) in self.axes.iter().zip(&self.memories) {
            point[*axis] = number(memory)?;
        }
        Some(point)
    }
}

/// θ before the step, as LaTeX.
const THETA: &str = r"\theta_{t-1}";
/// The gradient there, as LaTeX.
const GRADIENT: &str = r"\nabla J(\theta_{t-1})";

/// A ledger that knows the hyperparameters.
#[inline(never)]
fn known(hyperparameters: &'static [Hyperparameter], values: &[f64]) -> Ledger {
    let mut ledger = Ledger::default();
    for (h, value) in hyperparameters.iter().zip(values) {
        ledger.given(h.latex, *value);
    }
    ledger
}

/// A rule of all coordinates at once, and the loss it walks down.
struct WholeWalker<T> {
    rule: T,
    hyperparameters: &'static [Hyperparameter],
    loss: Loss,
}

impl<T: WholeRule + Clone> Walk for WholeWalker<T> {
    fn change(&mut self, values: &Values) {
        self.rule.change(values);
    }

    fn steps(&mut self, count: usize, theta: Point, gradient: Point, visit: Visit) -> Result<(), Halt> {
        let (mut theta, mut gradient) = (theta, gradient);
        for _ in 0..count {
            theta = self.rule.step(theta, gradient, &self.loss, &mut ())?;
            match visit(theta, self) {
                Some(there) => gradient = there,
                None => break,
            }
        }
        Ok(())
    }

    fn velocity(&self) -> Option<Point> {
        None
    }

    fn scale(&self) -> Option<Point> {
        None
    }

    fn ledger(&self, values: &[f64], theta: Point, slope: &Slope) -> Ledger {
        let mut ledger = known(self.hyperparameters, values);
        ledger.given(THETA, theta);
        ledger.given(GRADIENT, slope.gradient);
        // A step that cannot be made ends where its lines do.
        let _ = self.rule.clone().step(theta, slope.gradient, &self.loss, &mut ledger);
        ledger
    }
}

/// A walk from the first step over a loss: for a description's `walk`.
pub(crate) type Start = fn(&'static [Hyperparameter], &[f64], &Loss) -> Box<dyn Walk>;

/// The walk of a rule.
pub(crate) fn each_coordinate<T: Rule<f64> + 'static>(
    hyperparameters: &'static [Hyperparameter],
    values: &[f64],
    loss: &Loss,
) -> Box<dyn Walk>
where
    T::Memory: 'static,
{
    let rule = T::new(&Values::new(hyperparameters, values));
    let memories = [rule.memory(), rule.memory()];
    Box::new(Walker { rule, hyperparameters, memories, axes: Axis::of(loss.dimensions()) })
}

/// The walk of a rule of all coordinates at once.
pub(crate) fn whole<T: WholeRule + Clone + 'static>(
    hyperparameters: &'static [Hyperparameter],
    values: &[f64],
    loss: &Loss,
) -> Box<dyn Walk> {
    Box::new(WholeWalker { rule: T::new(&Values::new(hyperparameters, values)), hyperparameters, loss: loss.clone() })
}
