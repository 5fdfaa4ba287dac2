//! What a loss of the list is.

use std::rc::Rc;

use super::Surface;
use crate::order::sort;
use crate::point::{Point, View};

/// A local minimum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Minimum {
    /// Where it lies.
    pub at: Point,
    /// J there.
    pub value: f64,
    /// Whether J is greater everywhere around; else this is one place of a floor, such as a line or a ring.
    pub alone: bool,
}

/// What a loss of the list is.
pub struct Description {
    /// What a scene calls it.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The right-hand side of J(θ) = …, as people write it.
    pub formula: &'static str,
    /// The same as one types it; a parameter's id stands for its value, wherever it is found: it must not be part of a
    /// word (`a` is one of `tanh`).
    pub typed: &'static str,
    /// What it is good for, one short sentence.
    pub lesson: &'static str,
    /// How many coordinates θ has: 1 or 2.
    pub dimensions: usize,
    /// Its settings, in the order in which they are written.
    pub parameters: &'static [Parameter],
    /// What is shown of the line or the plane.
    pub shown: View,
    /// Where runs start unless told otherwise.
    pub start: Point,
    /// All local minima on the line, from the least θ to the greatest; in the plane all that are shown, by x, then y.
    pub minima: &'static [Minimum],
    /// Whether the loss is the same with x and y exchanged, and with either negated: `minima` then holds those
    /// with 0 ≤ y ≤ x alone.
    pub symmetric: bool,
    /// The loss itself, with these values of `parameters`.
    pub surface: fn(&[f64]) -> Rc<dyn Surface>,
}

/// One setting of a loss.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// What a scene calls it.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Its letter in the formula.
    pub symbol: &'static str,
    /// What it does, one line.
    pub help: &'static str,
    /// Its value unless told otherwise.
    pub default: f64,
    /// The least value that makes sense, a power of ten.
    pub least: f64,
    /// The greatest value that makes sense, a power of ten.
    pub greatest: f64,
}

impl PartialEq for Description {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Description {
    /// Its minima, those too that follow from others.
    pub(super) fn all_minima(&self) -> Vec<Minimum> {
        if self.symmetric { mirrored(self.minima) } else { self.minima.to_vec() }
    }
}

/// Minima with 0 ≤ y ≤ x, and the same with x and y exchanged, or either negated: each once, by x, then y.
fn mirrored(minima: &[Minimum]) -> Vec<Minimum> {
    let mut all: Vec<Minimum> = Vec::with_capacity(8 * minima.len());
    for minimum in minima {
        let Point { x, y } = minimum.at;
        for (x, y) in [(x, y), (y, x)] {
            for at in [Point::new(x, y), Point::new(-x, y), Point::new(x, -y), Point::new(-x, -y)] {
                // −0 is as good as 0.
                if all.iter().all(|other| other.at != at) {
                    all.push(Minimum { at, ..*minimum });
                }
            }
        }
    }
    sort(&mut all, |a, b| a.at.x < b.at.x || (a.at.x == b.at.x && a.at.y < b.at.y));
    all
}

/// For the lists of minima.
pub(super) const fn minimum(x: f64, y: f64, value: f64) -> Minimum {
    Minimum { at: Point::new(x, y), value, alone: true }
}
