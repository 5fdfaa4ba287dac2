//! J(θ) = (1 − x)² + 100(y − x²)²: Rosenbrock's curved valley.

use super::{Description, Formula, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<2> for J {
    fn at<R: Real>(&self, [x, y]: [R; 2]) -> R {
        let (along, across) = (R::from(1.0) - x, y - x * x);
        along * along + R::from(100.0) * across * across
    }
}

/// J(θ) = (1 − x)² + 100(y − x²)²: Rosenbrock's curved valley.
pub static LOSS: Description = Description {
    id: "rosenbrock",
    name: "Rosenbrock",
    formula: "(1 − x)² + 100(y − x²)²",
    typed: "(1-x)^2+100(y-x^2)^2",
    lesson: "A curved valley, easy to find and hard to follow.",
    dimensions: 2,
    parameters: &[],
    shown: View::plane((-2.0, 2.0), (-1.0, 3.0)),
    start: Point::new(-1.5, 2.0),
    minima: &[minimum(1.0, 1.0, 0.0)],
    symmetric: false,
    surface: |_| surface(J),
};
