//! The history of one run, in columns.

use super::extremes::Extremes;
use crate::extent::Extent;
use crate::loss::{Loss, Slope};
use crate::point::{Axis, Point};
use crate::scene::Inside;
use crate::walk::{BLOCK, Path, Place, Walk};

/// What is farther out than this, or was higher up before it left the numbers, got there by growing.
const GROWN: f64 = 1e50;

/// θ after every step of one run, from step 0, the start. J is not kept: it follows from θ.
#[derive(Default)]
pub struct Track {
    dimensions: usize,
    columns: [Column; 2],
    /// What is kept of the inside of the optimiser, if anything: of the first step on, of each coordinate or of
    /// all. NaN where there is no such number.
    inside: Option<Inside>,
    insides: [Column; 2],
    losses: Extremes,
    /// At the last step that is kept.
    slope: Slope,
    end: Option<End>,
    /// Whether no further step can be made.
    over: bool,
}

/// A number of each step: one coordinate of θ, say.
#[derive(Default)]
struct Column {
    numbers: Vec<f64>,
    extremes: Extremes,
}

impl Column {
    /// Forgets its numbers, with room for so many.
    fn clear(&mut self, room: usize) {
        self.numbers.clear();
        self.numbers.reserve_exact(room);
        self.extremes.clear(room);
    }

    /// The next number.
    fn push(&mut self, number: f64) {
        self.numbers.push(number);
        self.extremes.push(Extent::NONE.with(number), self.numbers.len().is_multiple_of(BLOCK));
    }

    fn extent(&self, from: usize, to: usize) -> Extent {
        self.extremes.of(from, to.min(self.numbers.len()), |step| self.numbers[step])
    }
}

/// Where and why a run left the finite numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct End {
    /// The first step at which θ or J was not finite.
    pub step: usize,
    /// Why.
    pub cause: Cause,
}

/// Why a run left the finite numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cause {
    /// θ or J grew past all numbers.
    Grown,
    /// θ became no number at all without growing: 0 was divided by 0.
    Nothing,
    /// It came to a place where J has no finite value.
    NoValue {
        /// That place.
        at: Point,
    },
    /// It came to a place from which its equation has no single step.
    Singular {
        /// That place.
        at: Point,
    },
    /// It came to a place where J has no finite slope.
    NoSlope {
        /// That place.
        at: Point,
    },
}

impl Track {
    /// Forgets the history and stands at `start`, with room for `steps` steps. From now on it keeps `inside` of
    /// its optimiser as well.
    pub(super) fn restart(&mut self, loss: &Loss, start: Point, steps: usize, inside: Option<Inside>) {
        self.dimensions = loss.dimensions();
        for (place, column) in self.columns.iter_mut().enumerate() {
            column.clear(if place < self.dimensions { steps + 1 } else { 0 });
        }
        self.inside = inside;
        let dimensions = inside.map_or(0, |inside| inside.dimensions(self.dimensions));
        for (place, column) in self.insides.iter_mut().enumerate() {
            if place < dimensions {
                column.clear(steps + 1);
            } else {
                *column = Column::default();
            }
        }
        self.losses.clear(steps + 1);
        (self.end, self.over) = (None, false);
        self.keep_one(&Place::of(start, loss), None);
    }

    /// A step that `walk` has made, or the start.
    fn keep_one(&mut self, place: &Place, walk: Option<&dyn Walk>) {
        self.keep_inside(place, walk);
        let is_full = (self.columns[0].numbers.len() + 1).is_multiple_of(BLOCK);
        self.losses.push(Extent::NONE.with(place.slope.value), is_full);
        for (axis, column) in Axis::of(self.dimensions).iter().zip(&mut self.columns) {
            column.push(place.theta[*axis]);
        }
        self.slope = place.slope;
    }

    /// What is inside the optimiser after a step to this place, if that is kept.
    fn keep_inside(&mut self, place: &Place, walk: Option<&dyn Walk>) {
        let Some(inside) = self.inside else { return };
        let number = match inside {
            Inside::Scale => walk.and_then(Walk::scale),
            Inside::Velocity => walk.and_then(Walk::velocity),
            Inside::Gradient => Some(Point::on_line(place.slope.gradient.length())),
            Inside::Length => walk.map(|_| Point::on_line(place.theta.distance(self.theta(self.last())))),
        };
        let number = number.unwrap_or(Point::new(f64::NAN, f64::NAN));
        for (axis, column) in Axis::of(inside.dimensions(self.dimensions)).iter().zip(&mut self.insides) {
            column.push(number[*axis]);
        }
    }

    /// Steps that `walk` has made.
    fn keep(&mut self, path: &Path) {
        let columns = &mut self.columns[..self.dimensions];
        for (seen, is_full) in path.blocks() {
            self.losses.push(seen.value, is_full);
            for (column, extent) in columns.iter_mut().zip(seen.theta) {
                column.extremes.push(extent, is_full);
            }
        }
        for (column, numbers) in columns.iter_mut().zip(path.columns()) {
            column.numbers.extend_from_slice(numbers);
        }
        self.slope = path.here.slope;
    }

    /// The steps `from` + 1 … `to`, or up to the last one that can be made; whether that is `to`. Where J
    /// has grown past all numbers θ goes on as long as it is finite itself; where J has no value the run
    /// stops.
    pub(super) fn extend(&mut self, walk: &mut dyn Walk, loss: &Loss, from: usize, to: usize) -> bool {
        let mut path = Path::from(Place { theta: self.theta(self.last()), slope: self.slope });
        let mut left = to - from;
        while left > 0 {
            path.clear(self.last() + 1);
            // What is inside an optimiser is asked after each step.
            let count = left.min(if self.inside.is_some() { 1 } else { path.room() });
            walk.steps(&mut path, count);
            if path.is_finite() && self.inside.is_none() {
                self.keep(&path);
            } else if !self.keep_each(&path, walk, loss) {
                return false;
            }
            if path.len() < count {
                let at = self.theta(self.last());
                self.end.get_or_insert(End { step: self.last() + 1, cause: Cause::Singular { at } });
                self.over = true;
                return false;
            }
            left -= count;
        }
        true
    }

    /// Keeps steps one by one, since something is asked after each, or some may have left the finite numbers; whether the
    /// run goes on nevertheless.
    fn keep_each(&mut self, path: &Path, walk: &dyn Walk, loss: &Loss) -> bool {
        for step in 0..path.len() {
            let place = if step + 1 == path.len() { path.here } else { Place::of(path.theta(step), loss) };
            if !place.is_finite() && !self.goes_on(place.theta) {
                return false;
            }
            self.keep_one(&place, Some(walk));
        }
        true
    }

    /// The next step has left the finite numbers: whether θ goes on nevertheless.
    fn goes_on(&mut self, next: Point) -> bool {
        let end = End { step: self.last() + 1, cause: self.cause(next) };
        self.end.get_or_insert(end);
        self.over = !next.is_finite() || end.cause != Cause::Grown;
        !self.over
    }

    /// Why the step to `next` is the last.
    fn cause(&self, next: Point) -> Cause {
        let last = self.theta(self.last());
        let high_up = last.length() > GROWN || self.slope.value.abs() > GROWN;
        if !next.is_finite() {
            if !self.slope.value.is_finite() && !high_up {
                return Cause::NoValue { at: last };
            }
            return match (self.slope.gradient.is_finite(), next.x.is_nan() || next.y.is_nan()) {
                (false, _) if !high_up => Cause::NoSlope { at: last },
                (true, true) if !high_up => Cause::Nothing,
                _ => Cause::Grown,
            };
        }
        if high_up || next.length() > GROWN { Cause::Grown } else { Cause::NoValue { at: next } }
    }

    /// Whether no further step can be made.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// The last step that is kept: the newest, or the last at which θ is finite.
    #[must_use]
    pub fn last(&self) -> usize {
        self.columns[0].numbers.len() - 1
    }

    /// Where and why the run left the finite numbers, if it did.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        self.end
    }

    /// θ after `step` steps; after the last one kept, that one's.
    #[must_use]
    pub fn theta(&self, step: usize) -> Point {
        let step = step.min(self.last());
        let y = &self.columns[1].numbers;
        Point { x: self.columns[0].numbers[step], y: if self.dimensions > 1 { y[step] } else { 0.0 } }
    }

    /// One coordinate of θ at each step that is kept, from step 0.
    #[must_use]
    pub fn column(&self, axis: Axis) -> &[f64] {
        &self.columns[axis as usize].numbers
    }

    /// Every θ kept, from step 0.
    pub fn thetas(&self) -> impl Iterator<Item = Point> + '_ {
        (0..=self.last()).map(|step| self.theta(step))
    }

    /// The least and greatest of one coordinate in the steps `from` … `to` − 1.
    #[must_use]
    pub fn extent(&self, axis: Axis, from: usize, to: usize) -> Extent {
        self.columns[axis as usize].extent(from, to)
    }

    /// What is kept of the inside of the optimiser after `step` steps, or after the last one kept: in this
    /// coordinate, or the first of what has but one. NaN where there is no such number.
    #[must_use]
    pub fn inside(&self, axis: Axis, step: usize) -> f64 {
        self.insides[axis as usize].numbers.get(step.min(self.last())).copied().unwrap_or(f64::NAN)
    }

    /// The least and greatest of it in the steps `from` … `to` − 1.
    #[must_use]
    pub fn inside_extent(&self, axis: Axis, from: usize, to: usize) -> Extent {
        self.insides[axis as usize].extent(from, to)
    }

    /// The least and greatest J of the steps `from` … `to` − 1.
    #[must_use]
    pub fn loss_extent(&self, loss: &Loss, from: usize, to: usize) -> Extent {
        self.losses.of(from, to.min(self.last() + 1), |step| loss.value(self.theta(step)))
    }

    /// The least rectangle that holds the steps `from` … `to` − 1: its corners with the least and the
    /// greatest coordinates.
    pub(super) fn bounds(&self, from: usize, to: usize) -> (Point, Point) {
        let mut corners = (Point::default(), Point::default());
        for axis in Axis::of(self.dimensions) {
            let extent = self.extent(*axis, from, to);
            (corners.0[*axis], corners.1[*axis]) = (extent.least, extent.greatest);
        }
        corners
    }
}
