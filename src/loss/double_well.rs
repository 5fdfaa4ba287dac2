//! J(θ) = θ⁴ − 3θ² + θ: two wells, the left one deeper.

use super::{Description, Formula, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<1> for J {
    fn at<R: Real>(&self, [x]: [R; 1]) -> R {
        let square = x * x;
        square * square - R::from(3.0) * square + x
    }
}

/// J(θ) = θ⁴ − 3θ² + θ: two wells, the left one deeper.
pub static LOSS: Description = Description {
    id: "double-well",
    name: "Double well",
    formula: "θ⁴ − 3θ² + θ",
    typed: "x^4-3x^2+x",
    lesson: "Does momentum carry over the hill?",
    dimensions: 1,
    parameters: &[],
    shown: View::line(-2.2, 2.2),
    start: Point::on_line(2.0),
    minima: &[
        minimum(-1.300_839_565_941_577_2, 0.0, -3.513_905_038_934_789),
        minimum(1.130_901_122_629_985_9, 0.0, -1.070_230_181_776_154_1),
    ],
    symmetric: false,
    surface: |_| surface(J),
};
