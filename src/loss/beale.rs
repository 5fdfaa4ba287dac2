//! J(θ) = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²: Beale's, flat between steep walls.

use super::{Description, Formula, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<2> for J {
    fn at<R: Real>(&self, [x, y]: [R; 2]) -> R {
        let square = |constant: f64, power: R| {
            let term = R::from(constant) - x + x * power;
            term * term
        };
        square(1.5, y) + square(2.25, y * y) + square(2.625, y * y * y)
    }
}

/// J(θ) = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²: Beale's, flat between steep walls.
pub static LOSS: Description = Description {
    id: "beale",
    name: "Beale",
    formula: "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
    typed: "(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2",
    lesson: "Flat ground between steep walls.",
    dimensions: 2,
    parameters: &[],
    shown: View::plane((-4.5, 4.5), (-4.5, 4.5)),
    start: Point::new(-1.0, 1.5),
    minima: &[minimum(3.0, 0.5, 0.0)],
    symmetric: false,
    surface: |_| surface(J),
};
