//! Optimisers on their way: the traits that update rules are written in, and what carries a rule out.

use crate::equation::{Ledger, Notes, Quantity};
use crate::hyperparameter::{Hyperparameter, Values};
use crate::loss::{Loss, Slope};
use crate::point::{Axis, Point};
use crate::real::Real;

/// An update rule of one coordinate: its settings are the type itself, what it remembers of the coordinate from
/// step to step is `Memory`, and what it counts, the same for all coordinates, is `Clock`. A step depends on nothing
/// else.
pub trait Rule<R: Real> {
    /// What is counted from step to step, such as bias corrections; `()` where nothing is. The default is what it is
    /// before the first step.
    type Clock: Clone + Default + PartialEq;
    /// What is remembered of each coordinate from step to step.
    type Memory: Clone + PartialEq;

    /// The rule with these settings.
    fn new(values: &Values<R>) -> Self;

    /// The memory before the first step.
    fn memory(&self) -> Self::Memory;

    /// From now on with these settings: before the first step, and when they have changed midway. What is counted with
    /// a setting has it from here.
    fn adopt(&self, clock: &mut Self::Clock) {
        let _ = clock;
    }

    /// Counts the next step, before it is made.
    fn tick(&self, clock: &mut Self::Clock) {
        let _ = clock;
    }

    /// θ after the step that was counted, from θ before it and the gradient there. What it computes on its way it
    /// tells `notes`, line by line; θ, ∇J and the hyperparameters are known there.
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

/// A rule with its memory of each coordinate, whichever rule it is. Only this is made once for each; whatever can be
/// done with it is in the download once.
trait Coordinates {
    fn change(&mut self, values: &Values);

    /// Counts the next step, before it is made.
    fn tick(&mut self);

    /// One coordinate of θ after that step.
    fn step(&mut self, axis: Axis, theta: f64, gradient: f64) -> f64;

    /// The next step, not counted yet, line by line; it is not made.
    fn tell(&self, axis: Axis, theta: f64, gradient: f64, ledger: &mut Ledger);

    /// See [`Rule::velocity`].
    fn velocity(&self, axis: Axis) -> Option<f64>;

    /// See [`Rule::scale`].
    fn scale(&self, axis: Axis) -> Option<f64>;

    /// Keeps the memories, to be compared with what becomes of them.
    fn mark(&mut self);

    /// Whether the memories are those that were kept.
    fn is_as_marked(&self) -> bool;
}

struct Each<T: Rule<f64>> {
    rule: T,
    clock: T::Clock,
    memories: [T::Memory; 2],
    marked: (T::Clock, [T::Memory; 2]),
}

impl<T: Rule<f64>> Coordinates for Each<T> {
    fn change(&mut self, values: &Values) {
        self.rule = T::new(values);
        self.rule.adopt(&mut self.clock);
    }

    fn tick(&mut self) {
        self.rule.tick(&mut self.clock);
    }

    fn step(&mut self, axis: Axis, theta: f64, gradient: f64) -> f64 {
        self.rule.step(&self.clock, &mut self.memories[axis as usize], theta, gradient, &mut ())
    }

    fn tell(&self, axis: Axis, theta: f64, gradient: f64, ledger: &mut Ledger) {
        let (mut clock, mut memory) = (self.clock.clone(), self.memories[axis as usize].clone());
        self.rule.tick(&mut clock);
        self.rule.step(&clock, &mut memory, theta, gradient, ledger);
    }

    fn velocity(&self, axis: Axis) -> Option<f64> {
        self.rule.velocity(&self.memories[axis as usize])
    }

    fn scale(&self, axis: Axis) -> Option<f64> {
        self.rule.scale(&self.clock, &self.memories[axis as usize])
    }

    fn mark(&mut self) {
        self.marked = (self.clock.clone(), self.memories.clone());
    }

    fn is_as_marked(&self) -> bool {
        self.marked.0 == self.clock && self.marked.1 == self.memories
    }
}

/// A rule of each coordinate on its way.
struct Walker {
    rule: Box<dyn Coordinates>,
    hyperparameters: &'static [&'static Hyperparameter],
    axes: &'static [Axis],
}

impl Walk for Walker {
    fn change(&mut self, values: &Values) {
        self.rule.change(values);
    }

    fn steps(&mut self, count: usize, theta: Point, gradient: Point, visit: Visit) -> Result<(), Halt> {
        let (mut theta, mut gradient) = (theta, gradient);
        let mut stands = false;
        for made in 0..count {
            if stands {
                self.rule.mark();
            }
            let before = theta;
            self.rule.tick();
            for axis in self.axes {
                theta[*axis] = self.rule.step(*axis, theta[*axis], gradient[*axis]);
            }
            match visit(theta, self) {
                Some(there) => gradient = there,
                None => return Ok(()),
            }
            // A step that changes nothing is the last that needs computing. Runs without a count of their
            // steps that settle end among the subnormal numbers, where arithmetic is ten times slower. The
            // memory is compared only once θ stands still.
            let stood = stands;
            stands = theta.is_same(before);
            if stands && stood && self.rule.is_as_marked() {
                (made + 1..count).take_while(|_| visit(theta, self).is_some()).for_each(drop);
                return Ok(());
            }
        }
        Ok(())
    }

    fn velocity(&self) -> Option<Point> {
        self.each(&|axis| self.rule.velocity(axis))
    }

    fn scale(&self) -> Option<Point> {
        self.each(&|axis| self.rule.scale(axis))
    }

    fn ledger(&self, values: &[f64], theta: Point, slope: &Slope) -> Ledger {
        let mut ledger = known(self.hyperparameters, values);
        for axis in self.axes.iter().copied() {
            ledger.of_axis(Some(axis));
            ledger.given(THETA, theta[axis]);
            ledger.given(GRADIENT, slope.gradient[axis]);
            self.rule.tell(axis, theta[axis], slope.gradient[axis], &mut ledger);
        }
        ledger
    }
}

impl Walker {
    fn each(&self, number: &dyn Fn(Axis) -> Option<f64>) -> Option<Point> {
        let mut point = Point::default();
        for axis in self.axes {
            point[*axis] = number(*axis)?;
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
fn known(hyperparameters: &'static [&'static Hyperparameter], values: &[f64]) -> Ledger {
    let mut ledger = Ledger::default();
    for (h, value) in hyperparameters.iter().zip(values) {
        ledger.given(h.latex, *value);
    }
    ledger
}

/// A rule of all coordinates at once, and the loss it walks down.
struct WholeWalker {
    rule: Box<dyn WholeRule>,
    hyperparameters: &'static [&'static Hyperparameter],
    loss: Loss,
}

impl Walk for WholeWalker {
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
        let _ = self.rule.copy().step(theta, slope.gradient, &self.loss, &mut ledger);
        ledger
    }
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

/// The walk of a rule.
pub(crate) fn walk_each<T: Rule<f64> + 'static>(
    hyperparameters: &'static [&'static Hyperparameter],
    values: &[f64],
    loss: &Loss,
) -> Box<dyn Walk>
where
    T::Clock: 'static,
    T::Memory: 'static,
{
    let rule = T::new(&Values::new(hyperparameters, values));
    let (mut clock, memories) = (T::Clock::default(), [rule.memory(), rule.memory()]);
    rule.adopt(&mut clock);
    let marked = (clock.clone(), memories.clone());
    walker(Box::new(Each { rule, clock, memories, marked }), hyperparameters, loss)
}

#[inline(never)]
fn walker(
    rule: Box<dyn Coordinates>,
    hyperparameters: &'static [&'static Hyperparameter],
    loss: &Loss,
) -> Box<dyn Walk> {
    Box::new(Walker { rule, hyperparameters, axes: Axis::of(loss.dimensions()) })
}

/// The start of a rule of all coordinates at once.
pub(crate) const fn whole<T: WholeRule + 'static>() -> Start {
    Start {
        walk: walk_whole::<T>,
        #[cfg(feature = "sweep")]
        lanes: None,
    }
}

fn walk_whole<T: WholeRule + 'static>(
    hyperparameters: &'static [&'static Hyperparameter],
    values: &[f64],
    loss: &Loss,
) -> Box<dyn Walk> {
    let rule = Box::new(T::new(&Values::new(hyperparameters, values)));
    Box::new(WholeWalker { rule, hyperparameters, loss: loss.clone() })
}
