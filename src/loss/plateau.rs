//! J(θ) = θ² / (1 + θ²): flat far out, where the gradient vanishes.

use super::{Formula, Loss, Minimum, value, value_and_slope};
use crate::real::Real;

struct J;

impl Formula for J {
    fn at<R: Real>(x: R) -> R {
        let square = x * x;
        square / (R::from(1.0) + square)
    }
}

/// J(θ) = θ² / (1 + θ²): flat far out, where the gradient vanishes.
pub static LOSS: Loss = Loss {
    id: "plateau",
    name: "Plateau",
    formula: "θ² / (1 + θ²)",
    lesson: "A gradient that vanishes far out.",
    shown: (-6.0, 6.0),
    start: 2.5,
    minima: &[Minimum { x: 0.0, value: 0.0 }],
    value: value::<J>,
    value_and_slope: value_and_slope::<J>,
};
