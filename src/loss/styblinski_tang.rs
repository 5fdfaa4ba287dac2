//! J(θ) = ½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y): four wells, one deepest.

use super::{Description, Formula, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<2> for J {
    fn at<R: Real>(&self, [x, y]: [R; 2]) -> R {
        let well = |x: R| {
            let square = x * x;
            R::from(0.5) * square * square - R::from(8.0) * square + R::from(2.5) * x
        };
        well(x) + well(y)
    }
}

/// J(θ) = ½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y): four wells, one deepest.
pub static LOSS: Description = Description {
    id: "styblinski-tang",
    name: "Styblinski–Tang",
    formula: "½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)",
    typed: "(x^4-16x^2+5x+y^4-16y^2+5y)/2",
    lesson: "Four wells, one deepest.",
    dimensions: 2,
    parameters: &[],
    shown: View::plane((-5.0, 5.0), (-5.0, 5.0)),
    start: Point::new(1.0, -0.5),
    minima: &[
        minimum(-2.903_534_027_771_177, -2.903_534_027_771_177, -78.332_331_407_542_82),
        minimum(-2.903_534_027_771_177, 2.746_802_770_990_837, -64.195_612_359_055_36),
        minimum(2.746_802_770_990_837, -2.903_534_027_771_177, -64.195_612_359_055_36),
        minimum(2.746_802_770_990_837, 2.746_802_770_990_837, -50.058_893_310_567_88),
    ],
    symmetric: false,
    surface: |_| surface(J),
};
