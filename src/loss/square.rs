//! J(θ) = θ², the article's.

use super::{Description, Formula, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<1> for J {
    fn at<R: Real>(&self, [x]: [R; 1]) -> R {
        x * x
    }
}

/// J(θ) = θ², the article's.
pub static LOSS: Description = Description {
    id: "square",
    name: "Square",
    formula: "θ²",
    typed: "x^2",
    lesson: "Every optimiser in its simplest light.",
    dimensions: 1,
    parameters: &[],
    shown: View::line(-4.0, 4.0),
    start: Point::on_line(3.0),
    minima: &[minimum(0.0, 0.0, 0.0)],
    symmetric: false,
    surface: |_| surface(J),
};
