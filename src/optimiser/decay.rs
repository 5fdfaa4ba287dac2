//! Weight decay, which many rules have.

use super::SLOPE;
use crate::equation::{Equation, Notes, equation};
use crate::hyperparameter::Values;
use crate::real::Real;

/// g = ∇J + λθ.
static DECAYED: Equation = equation!(r"g_t = \nabla J(\theta_{t-1}) + \lambda \cdot \theta_{t-1}");

/// How much of θ is added to the gradient.
pub(super) struct Decay<R> {
    /// λ.
    pub(super) rate: R,
    /// Whether λ is 0, in all races: then the gradient stays what it was, as PyTorch has it, and nothing waits for a sum.
    is_none: bool,
}

impl<R: Real> Decay<R> {
    pub(super) fn new(values: &Values<R>) -> Self {
        let rate = values["weight_decay"];
        Decay { rate, is_none: rate == R::default() }
    }

    /// The gradient that a rule uses.
    pub(super) fn of<N: Notes<R>>(&self, theta: R, gradient: R, notes: &mut N) -> R {
        if self.is_none {
            notes.line(&SLOPE, gradient);
            return gradient;
        }
        let g = self.rate.where_equal(R::default(), gradient, gradient + self.rate * theta);
        notes.line(&DECAYED, g);
        g
    }
}
