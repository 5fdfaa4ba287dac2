//! J(θ) = ½x² − ½y² + ¼y⁴: a saddle between two minima.

use super::{Description, Formula, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<2> for J {
    fn at<R: Real>(&self, [x, y]: [R; 2]) -> R {
        let (half, square) = (R::from(0.5), y * y);
        half * x * x - half * square + R::from(0.25) * square * square
    }
}

/// J(θ) = ½x² − ½y² + ¼y⁴: a saddle between two minima.
pub static LOSS: Description = Description {
    id: "saddle",
    name: "Saddle",
    formula: "½x² − ½y² + ¼y⁴",
    typed: "x^2/2-y^2/2+y^4/4",
    lesson: "How long does it take to leave a saddle?",
    dimensions: 2,
    parameters: &[],
    shown: View::plane((-2.0, 2.0), (-2.0, 2.0)),
    start: Point::new(1.5, 0.01),
    minima: &[minimum(0.0, -1.0, -0.25), minimum(0.0, 1.0, -0.25)],
    symmetric: false,
    surface: |_| surface(J),
};
