//! Nesterov: momentum that looks ahead before it takes the slope.
//!
//! ```text
//! g ← g + wd·θ
//! v ← g at t = 1, else β·v + g
//! θ ← θ − α·(g + β·v)
//! ```
//!
//! Nesterov, "A method for solving the convex programming problem with convergence rate O(1/k²)",
//! 1983, in the form of Sutskever, Martens, Dahl and Hinton, "On the importance of initialization
//! and momentum in deep learning", 2013. As `torch.optim.SGD(lr, momentum, nesterov=True)`.
//! Textbooks take ∇J at the point ahead, θ + β·v; here θ is itself that point ahead, and its path
//! is the textbook's look-ahead path.

use super::{Description, Domain, Hyperparameter, Knob, LR, Rule, Values, WEIGHT_DECAY, hyperparameter, walk};
use crate::palette::TEAL;
use crate::real::Real;

const HYPERPARAMETERS: &[Hyperparameter] = &[
    LR,
    // β: how much of the velocity is kept.
    hyperparameter("beta", 0.9, Domain::NotNegative, Some(Knob::Momentum)),
    WEIGHT_DECAY,
];

struct Nesterov<R> {
    lr: R,
    beta: R,
    weight_decay: R,
}

#[derive(Clone, PartialEq)]
struct Memory<R> {
    /// None before the first step.
    velocity: Option<R>,
}

impl<R: Real> Rule<R> for Nesterov<R> {
    type Memory = Memory<R>;

    fn new(values: &Values) -> Self {
        Nesterov { lr: values["lr"].into(), beta: values["beta"].into(), weight_decay: values["weight_decay"].into() }
    }

    fn memory(&self) -> Memory<R> {
        Memory { velocity: None }
    }

    fn step(&self, memory: &mut Memory<R>, theta: R, gradient: R) -> R {
        let g = gradient + self.weight_decay * theta;
        let v = memory.velocity.map_or(g, |v| self.beta * v + g);
        memory.velocity = Some(v);
        theta - self.lr * (g + self.beta * v)
    }

    fn momentum(&self, memory: &Memory<R>) -> Option<R> {
        memory.velocity
    }
}

/// Nesterov.
pub static OPTIMISER: Description = Description {
    id: "nesterov",
    name: "Nesterov",
    summary: "Momentum that looks ahead along its velocity before it takes the slope.",
    hyperparameters: HYPERPARAMETERS,
    style: &TEAL,
    walk: walk::<Nesterov<f64>>,
};
