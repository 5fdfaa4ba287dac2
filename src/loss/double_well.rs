//! J(θ) = θ⁴ − 3θ² + θ: two wells, the left one deeper.

use super::{Formula, Loss, Minimum, value, value_and_slope};
use crate::real::Real;

struct J;

impl Formula for J {
    fn at<R: Real>(x: R) -> R {
        let square = x * x;
        square * square - R::from(3.0) * square + x
    }
}

/// J(θ) = θ⁴ − 3θ² + θ: two wells, the left one deeper.
pub static LOSS: Loss = Loss {
    id: "double-well",
    name: "Double well",
    formula: "θ⁴ − 3θ² + θ",
    lesson: "Does momentum carry over the hill?",
    shown: (-2.2, 2.2),
    start: 2.0,
    minima: &[
        Minimum { x: -1.300_839_565_941_577_2, value: -3.513_905_038_934_789 },
        Minimum { x: 1.130_901_122_629_985_9, value: -1.070_230_181_776_154_1 },
    ],
    value: value::<J>,
    value_and_slope: value_and_slope::<J>,
};
