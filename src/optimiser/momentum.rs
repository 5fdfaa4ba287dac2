//! Momentum: a heavy ball that keeps part of its velocity.
//!
//! ```text
//! g ← g + wd·θ
//! v ← g at t = 1, else β·v + (1 − dampening)·g
//! θ ← θ − α·v
//! ```
//!
//! Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
//! As `torch.optim.SGD(lr, momentum, dampening, weight_decay)`. Textbooks often write
//! v ← β·v − α·∇J, θ ← θ + v: the same path as long as α stays fixed.

use super::{Description, Domain, Hyperparameter, Knob, LR, Rule, Values, WEIGHT_DECAY, hyperparameter, walk};
use crate::palette::BLUE;
use crate::real::Real;

const HYPERPARAMETERS: &[Hyperparameter] = &[
    LR,
    // β: how much of the velocity is kept.
    hyperparameter("beta", 0.9, Domain::NotNegative, Some(Knob::Momentum)),
    // How much of each new gradient is held back.
    hyperparameter("dampening", 0.0, Domain::UpToOne, None),
    WEIGHT_DECAY,
];

struct Momentum<R> {
    lr: R,
    beta: R,
    dampening: R,
    weight_decay: R,
}

#[derive(Clone, PartialEq)]
struct Memory<R> {
    /// None before the first step.
    velocity: Option<R>,
}

impl<R: Real> Rule<R> for Momentum<R> {
    type Memory = Memory<R>;

    fn new(values: &Values) -> Self {
        Momentum {
            lr: values["lr"].into(),
            beta: values["beta"].into(),
            dampening: values["dampening"].into(),
            weight_decay: values["weight_decay"].into(),
        }
    }

    fn memory(&self) -> Memory<R> {
        Memory { velocity: None }
    }

    fn step(&self, memory: &mut Memory<R>, theta: R, gradient: R) -> R {
        let g = gradient + self.weight_decay * theta;
        let v = memory.velocity.map_or(g, |v| self.beta * v + (R::from(1.0) - self.dampening) * g);
        memory.velocity = Some(v);
        theta - self.lr * v
    }

    fn momentum(&self, memory: &Memory<R>) -> Option<R> {
        memory.velocity
    }
}

/// Momentum.
pub static OPTIMISER: Description = Description {
    id: "momentum",
    name: "Momentum",
    summary: "A heavy ball: it keeps part of its velocity, so it is fast and swings past.",
    hyperparameters: HYPERPARAMETERS,
    style: &BLUE,
    walk: walk::<Momentum<f64>>,
};
