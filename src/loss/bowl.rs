//! J(θ) = ½(x² + κy²): a ravine, κ times as steep across as along.

use super::{Description, Formula, Parameter, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J {
    kappa: f64,
}

impl Formula<2> for J {
    fn at<R: Real>(&self, [x, y]: [R; 2]) -> R {
        // Each half goes to its term first: far out the gradient is finite still where J is not.
        R::from(0.5) * x * x + R::from(0.5 * self.kappa) * y * y
    }
}

const KAPPA: Parameter = Parameter {
    id: "kappa",
    name: "Conditioning",
    symbol: "κ",
    help: "How many times as steep the ravine is across as along; at 1 the bowl is round.",
    default: 25.0,
    least: 1.0,
    greatest: 1000.0,
};

/// J(θ) = ½(x² + κy²): a ravine, κ times as steep across as along.
pub static LOSS: Description = Description {
    id: "bowl",
    name: "Bowl",
    formula: "½(x² + κy²)",
    typed: "(x^2+kappa*y^2)/2",
    lesson: "The ravine: what conditioning does.",
    dimensions: 2,
    parameters: &[KAPPA],
    shown: View::plane((-5.0, 5.0), (-3.0, 3.0)),
    start: Point::new(-4.0, 2.0),
    minima: &[minimum(0.0, 0.0, 0.0)],
    symmetric: false,
    surface: |values| surface(J { kappa: values.first().copied().unwrap_or(KAPPA.default) }),
};
