//! Rules of one coordinate on their way.

use super::{Clock as _, GRADIENT, Path, Place, Rule, THETA, Walk, known};
use crate::equation::{Ledger, Notes as _};
use crate::hyperparameter::{Hyperparameter, Values};
use crate::loss::Loss;
#[cfg(feature = "pairs")]
use crate::loss::{Job, Surface};
use crate::point::{Axis, Point};

/// A rule with its clock, and its memory of each coordinate, whichever rule it is. Only this is made once for each;
/// whatever can be done with it is in the download once.
trait Coordinates {
    fn change(&mut self, values: &Values);

    /// One coordinate of θ after the next step, from what it is before and its gradient there; the first comes first. So
    /// few numbers are handed over as they are: written and read again they would take as long as three steps.
    fn step(&mut self, axis: Axis, theta: f64, gradient: f64) -> f64;

    /// So many steps.
    #[cfg(feature = "pairs")]
    fn steps(&mut self, loss: &Loss, path: &mut Path, count: usize);

    /// What `step` gives, and whether it has changed nothing that the next step depends on but θ.
    fn step_and_compare(&mut self, axis: Axis, theta: f64, gradient: f64) -> (f64, bool);

    /// The next step of one coordinate, line by line; it is not made.
    fn tell(&self, axis: Axis, here: Place, ledger: &mut Ledger);

    /// See [`Rule::velocity`].
    fn velocity(&self, axis: Axis) -> Option<f64>;

    /// See [`Rule::scale`].
    fn scale(&self, axis: Axis) -> Option<f64>;
}

struct Each<T: Rule<f64>> {
    rule: T,
    clock: T::Clock,
    memories: [T::Memory; 2],
}

impl<T: Rule<f64>> Coordinates for Each<T> {
    fn change(&mut self, values: &Values) {
        self.rule = adopted(values, &mut self.clock);
    }

    fn step(&mut self, axis: Axis, theta: f64, gradient: f64) -> f64 {
        if axis == Axis::X {
            self.clock.tick();
        }
        self.rule.step(&self.clock, &mut self.memories[axis as usize], theta, gradient, &mut ())
    }

    #[cfg(feature = "pairs")]
    fn steps(&mut self, loss: &Loss, path: &mut Path, count: usize) {
        loss.give(Steps { each: self, path, count });
    }

    fn tell(&self, axis: Axis, here: Place, ledger: &mut Ledger) {
        let (mut clock, mut memory) = (self.clock.clone(), self.memories[axis as usize].clone());
        clock.tick();
        self.rule.step(&clock, &mut memory, here.theta[axis], here.slope.gradient[axis], ledger);
    }

    fn velocity(&self, axis: Axis) -> Option<f64> {
        self.rule.velocity(&self.memories[axis as usize])
    }

    fn scale(&self, axis: Axis) -> Option<f64> {
        self.rule.scale(&self.clock, &self.memories[axis as usize])
    }

    fn step_and_compare(&mut self, axis: Axis, theta: f64, gradient: f64) -> (f64, bool) {
        let before = self.memories[axis as usize].clone();
        let theta = self.step(axis, theta, gradient);
        (theta, !T::counts() && before == self.memories[axis as usize])
    }
}

/// Steps to be made on a loss: compiled for each rule and each loss of the list, where a program has room for that.
#[cfg(feature = "pairs")]
struct Steps<'a, T: Rule<f64>> {
    each: &'a mut Each<T>,
    path: &'a mut Path,
    count: usize,
}

#[cfg(feature = "pairs")]
impl<T: Rule<f64>> Job for Steps<'_, T> {
    fn on<S: Surface + ?Sized>(self, surface: &S) {
        let Steps { each: Each { rule, clock, memories: [of_x, of_y] }, path, count } = self;
        let plane = surface.dimensions() == 2;
        path.walk(count, |here| {
            clock.tick();
            let Place { theta, slope } = *here;
            here.theta.x = rule.step(clock, of_x, theta.x, slope.gradient.x, &mut ());
            if plane {
                here.theta.y = rule.step(clock, of_y, theta.y, slope.gradient.y, &mut ());
            }
            surface.set_slope_sparing(here.theta, &mut here.slope);
            true
        });
    }
}

/// A rule with these settings, which its clock goes on with.
#[inline(never)]
fn adopted<T: Rule<f64>>(values: &Values, clock: &mut T::Clock) -> T {
    let rule = T::new(values);
    rule.adopt(clock);
    rule
}

/// The walk of a rule.
pub fn walk_each<T: Rule<f64> + 'static>(
    hyperparameters: &'static [&'static Hyperparameter],
    values: &[f64],
    loss: &Loss,
) -> Box<dyn Walk>
where
    T::Clock: 'static,
    T::Memory: 'static,
{
    let mut clock = T::Clock::default();
    let rule: T = adopted(&Values::new(hyperparameters, values), &mut clock);
    let memories = [rule.memory(), rule.memory()];
    walker(Box::new(Each { rule, clock, memories }), hyperparameters, loss)
}

#[inline(never)]
fn walker(
    rule: Box<dyn Coordinates>,
    hyperparameters: &'static [&'static Hyperparameter],
    loss: &Loss,
) -> Box<dyn Walk> {
    let axes = Axis::of(loss.dimensions());
    Box::new(Walker { rule, hyperparameters, axes, loss: loss.clone(), stands: false })
}

/// A rule of each coordinate on its way.
struct Walker {
    rule: Box<dyn Coordinates>,
    hyperparameters: &'static [&'static Hyperparameter],
    axes: &'static [Axis],
    loss: Loss,
    /// Whether the last step left θ where it was.
    stands: bool,
}

impl Walk for Walker {
    fn change(&mut self, values: &Values) {
        self.rule.change(values);
    }

    fn steps(&mut self, path: &mut Path, count: usize) {
        let (from, mut left) = (path.here.theta, count.min(path.room()));
        // A step that changes nothing is the last that needs computing. Runs without a count of their steps that
        // settle end among the subnormal numbers, where arithmetic is ten times slower. Memories are compared only
        // once θ stands still.
        if self.stands && left > 0 {
            let (mut theta, mut is_as_before) = (from, true);
            for axis in self.axes {
                let gradient = path.here.slope.gradient[*axis];
                let (next, is_so) = self.rule.step_and_compare(*axis, from[*axis], gradient);
                (theta[*axis], is_as_before) = (next, is_as_before && is_so);
            }
            path.here.go(theta, self.loss.surface());
            path.stay(1);
            left -= 1;
            if is_as_before && path.here.theta.is_same(from) {
                path.stay(left);
                return;
            }
        }
        self.make(path, left);
        let before = if path.len() > 1 { path.theta(path.len() - 2) } else { from };
        self.stands = path.here.theta.is_same(before);
    }

    fn velocity(&self) -> Option<Point> {
        self.each(&|axis| self.rule.velocity(axis))
    }

    fn scale(&self) -> Option<Point> {
        self.each(&|axis| self.rule.scale(axis))
    }

    fn ledger(&self, values: &[f64], here: Place) -> Ledger {
        let mut ledger = known(self.hyperparameters, values);
        for axis in self.axes.iter().copied() {
            ledger.of_axis(Some(axis));
            ledger.given(THETA, here.theta[axis]);
            ledger.given(GRADIENT, here.slope.gradient[axis]);
            self.rule.tell(axis, here, &mut ledger);
        }
        ledger
    }
}

impl Walker {
    #[cfg(feature = "pairs")]
    fn make(&mut self, path: &mut Path, count: usize) {
        self.rule.steps(&self.loss, path, count);
    }

    #[cfg(not(feature = "pairs"))]
    fn make(&mut self, path: &mut Path, count: usize) {
        let Walker { rule, axes, loss, .. } = self;
        let plane = axes.len() > 1;
        path.walk(count, |here| {
            let Place { theta: Point { x, y }, slope } = *here;
            let next = Point {
                x: rule.step(Axis::X, x, slope.gradient.x),
                y: if plane { rule.step(Axis::Y, y, slope.gradient.y) } else { y },
            };
            here.go(next, loss.surface());
            true
        });
    }

    fn each(&self, number: &dyn Fn(Axis) -> Option<f64>) -> Option<Point> {
        let mut point = Point::default();
        for axis in self.axes {
            point[*axis] = number(*axis)?;
        }
        Some(point)
    }
}
