//! J(θ) = θ², the article's.

use super::{Formula, Loss, Minimum, value, value_and_slope};
use crate::real::Real;

struct J;

impl Formula for J {
    fn at<R: Real>(x: R) -> R {
        x * x
    }
}

/// J(θ) = θ², the article's.
pub static LOSS: Loss = Loss {
    id: "square",
    name: "Square",
    formula: "θ²",
    lesson: "Every optimiser in its simplest light.",
    shown: (-4.0, 4.0),
    start: 3.0,
    minima: &[Minimum { x: 0.0, value: 0.0 }],
    value: value::<J>,
    value_and_slope: value_and_slope::<J>,
};
