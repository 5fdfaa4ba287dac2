//! Rules of one coordinate on their way.

use super::{Clock as _, GRADIENT, Place, Rule, THETA, Walk, known};
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

    /// θ after the next step from `here`.
    fn step(&mut self, axes: &[Axis], here: &Place, theta: &mut Point);

    /// Steps from `here` to each of these places.
    #[cfg(feature = "pairs")]
    fn steps(&mut self, loss: &Loss, here: &Place, path: &mut [Place]);

    /// A step, and whether it has changed nothing that the next step depends on but θ.
    fn step_and_compare(&mut self, axes: &[Axis], here: &Place, theta: &mut Point) -> bool;

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

    fn step(&mut self, axes: &[Axis], here: &Place, theta: &mut Point) {
        self.clock.tick();
        for axis in axes {
            let (memory, gradient) = (&mut self.memories[*axis as usize], here.slope.gradient[*axis]);
            theta[*axis] = self.rule.step(&self.clock, memory, here.theta[*axis], gradient, &mut ());
        }
    }

    #[cfg(feature = "pairs")]
    fn steps(&mut self, loss: &Loss, here: &Place, path: &mut [Place]) {
        loss.give(Steps { each: self, here, path });
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

    fn step_and_compare(&mut self, axes: &[Axis], here: &Place, theta: &mut Point) -> bool {
        if T::counts() {
            self.step(axes, here, theta);
            return false;
        }
        let [x, y] = &self.memories;
        let (x, y) = (x.clone(), y.clone());
        self.step(axes, here, theta);
        x == self.memories[0] && y == self.memories[1]
    }
}

/// Steps to be made on a loss: compiled for each rule and each loss of the list, where a program has room for that.
#[cfg(feature = "pairs")]
struct Steps<'a, T: Rule<f64>> {
    each: &'a mut Each<T>,
    here: &'a Place,
    path: &'a mut [Place],
}

#[cfg(feature = "pairs")]
impl<T: Rule<f64>> Job for Steps<'_, T> {
    fn on<S: Surface + ?Sized>(self, surface: &S) {
        let Steps { each: Each { rule, clock, memories: [of_x, of_y] }, here, path } = self;
        let (plane, mut here) = (surface.dimensions() == 2, *here);
        for place in path {
            clock.tick();
            // Not in the path itself: to read again what was just written would take as long as some sums.
            let mut next = here;
            next.theta.x = rule.step(clock, of_x, here.theta.x, here.slope.gradient.x, &mut ());
            if plane {
                next.theta.y = rule.step(clock, of_y, here.theta.y, here.slope.gradient.y, &mut ());
            }
            surface.set_slope_sparing(next.theta, &mut next.slope);
            here = next;
            *place = next;
        }
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

    fn steps(&mut self, mut here: Place, path: &mut [Place]) -> usize {
        let (from, mut made) = (here, 0);
        // A step that changes nothing is the last that needs computing. Runs without a count of their steps that
        // settle end among the subnormal numbers, where arithmetic is ten times slower. Memories are compared only
        // once θ stands still.
        if self.stands
            && let Some(first) = path.first_mut()
        {
            let is_as_before = self.rule.step_and_compare(self.axes, &here, &mut first.theta);
            first.arrive(&here, self.loss.surface());
            if is_as_before && first.theta.is_same(here.theta) {
                path.fill(here);
                return path.len();
            }
            (here, made) = (*first, 1);
        }
        self.make(&here, &mut path[made..]);
        self.stands = match path {
            [] => self.stands,
            [only] => only.theta.is_same(from.theta),
            [.., before, last] => last.theta.is_same(before.theta),
        };
        path.len()
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
    fn make(&mut self, here: &Place, path: &mut [Place]) {
        self.rule.steps(&self.loss, here, path);
    }

    #[cfg(not(feature = "pairs"))]
    fn make(&mut self, here: &Place, path: &mut [Place]) {
        let mut here = here;
        for next in path {
            self.rule.step(self.axes, here, &mut next.theta);
            next.arrive(here, self.loss.surface());
            here = next;
        }
    }

    fn each(&self, number: &dyn Fn(Axis) -> Option<f64>) -> Option<Point> {
        let mut point = Point::default();
        for axis in self.axes {
            point[*axis] = number(*axis)?;
        }
        Some(point)
    }
}
