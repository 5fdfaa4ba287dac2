//! J(θ) = 2x² − 1.05x⁴ + x⁶/6 + xy + y²: three valleys, the middle one deepest.

use super::{Description, Formula, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<2> for J {
    fn at<R: Real>(&self, [x, y]: [R; 2]) -> R {
        // From the right, as PyTorch's backward pass adds up the gradient: near the ridges between the
        // valleys a rounding error grows ten-thousandfold.
        y * y + x * y + R::from(1.0 / 6.0) * x.powi(6) - R::from(1.05) * x.powi(4) + R::from(2.0) * (x * x)
    }
}

/// J(θ) = 2x² − 1.05x⁴ + x⁶/6 + xy + y²: three valleys, the middle one deepest.
pub static LOSS: Description = Description {
    id: "three-hump-camel",
    name: "Three-hump camel",
    formula: "2x² − 1.05x⁴ + x⁶/6 + xy + y²",
    typed: "2x^2-1.05x^4+x^6/6+x*y+y^2",
    lesson: "Three valleys, the middle one deepest.",
    dimensions: 2,
    parameters: &[],
    shown: View::plane((-2.2, 2.2), (-2.2, 2.2)),
    start: Point::new(1.8, -1.0),
    minima: &[
        minimum(-1.747_552_345_830_288_8, 0.873_776_172_915_144_4, 0.298_638_442_236_859_8),
        minimum(0.0, 0.0, 0.0),
        minimum(1.747_552_345_830_288_8, -0.873_776_172_915_144_4, 0.298_638_442_236_859_8),
    ],
    symmetric: false,
    surface: |_| surface(J),
};
