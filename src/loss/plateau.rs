//! J(θ) = θ² / (1 + θ²): flat far out, where the gradient vanishes.

use super::{Description, Formula, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<1> for J {
    fn at<R: Real>(&self, [x]: [R; 1]) -> R {
        let square = x * x;
        square / (R::from(1.0) + square)
    }
}

/// J(θ) = θ² / (1 + θ²): flat far out, where the gradient vanishes.
pub static LOSS: Description = Description {
    id: "plateau",
    name: "Plateau",
    formula: "θ² / (1 + θ²)",
    typed: "x^2/(1+x^2)",
    lesson: "A gradient that vanishes far out.",
    dimensions: 1,
    parameters: &[],
    shown: View::line(-6.0, 6.0),
    start: Point::on_line(2.5),
    minima: &[minimum(0.0, 0.0, 0.0)],
    symmetric: false,
    surface: |_| surface(J),
};
