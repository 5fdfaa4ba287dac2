//! J(θ) = (x + 2y − 7)² + (2x + y − 5)²: Booth's, a plain quadratic that is tilted.

use super::{Description, Formula, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<2> for J {
    fn at<R: Real>(&self, [x, y]: [R; 2]) -> R {
        let two = R::from(2.0);
        let (first, second) = (x + two * y - R::from(7.0), two * x + y - R::from(5.0));
        first * first + second * second
    }
}

/// J(θ) = (x + 2y − 7)² + (2x + y − 5)²: Booth's, a plain quadratic that is tilted.
pub static LOSS: Description = Description {
    id: "booth",
    name: "Booth",
    formula: "(x + 2y − 7)² + (2x + y − 5)²",
    typed: "(x+2y-7)^2+(2x+y-5)^2",
    lesson: "A plain quadratic, tilted against the axes.",
    dimensions: 2,
    parameters: &[],
    shown: View::plane((-10.0, 10.0), (-10.0, 10.0)),
    start: Point::new(-3.0, 4.0),
    minima: &[minimum(1.0, 3.0, 0.0)],
    symmetric: false,
    surface: |_| surface(J),
};
