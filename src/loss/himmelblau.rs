//! J(θ) = (x² + y − 11)² + (x + y² − 7)²: Himmelblau's four equal minima.

use super::{Description, Formula, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<2> for J {
    fn at<R: Real>(&self, [x, y]: [R; 2]) -> R {
        let (first, second) = (x * x + y - R::from(11.0), x + y * y - R::from(7.0));
        first * first + second * second
    }
}

/// J(θ) = (x² + y − 11)² + (x + y² − 7)²: Himmelblau's four equal minima.
pub static LOSS: Description = Description {
    id: "himmelblau",
    name: "Himmelblau",
    formula: "(x² + y − 11)² + (x + y² − 7)²",
    typed: "(x^2+y-11)^2+(x+y^2-7)^2",
    lesson: "Which of four equal minima will it be?",
    dimensions: 2,
    parameters: &[],
    shown: View::plane((-5.0, 5.0), (-5.0, 5.0)),
    start: Point::new(0.5, -0.5),
    minima: &[
        minimum(-3.779_310_253_377_747, -3.283_185_991_286_169_6, 0.0),
        minimum(-2.805_118_086_952_745, 3.131_312_518_250_573, 0.0),
        minimum(3.0, 2.0, 0.0),
        minimum(3.584_428_340_330_491_7, -1.848_126_526_964_403_6, 0.0),
    ],
    symmetric: false,
    surface: |_| surface(J),
};
