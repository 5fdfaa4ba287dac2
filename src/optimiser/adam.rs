//! Adam: momentum and `RMSprop` together, both corrected for their start at zero.
//!
//! ```text
//! g ← g + wd·θ
//! v ← β₁·v + (1−β₁)·g
//! G ← β₂·G + (1−β₂)·g²
//! θ ← θ − α · (v/(1−β₁ᵗ)) / (√(G/(1−β₂ᵗ)) + ε)
//! ```
//!
//! Kingma and Ba, "Adam: a method for stochastic optimization", 2015, Algorithm 1. As
//! `torch.optim.Adam`. Textbooks often put ε inside the root; here, as in the paper, it stands
//! outside.

use super::{Description, Domain, Hyperparameter, Knob, LR, Rule, Values, WEIGHT_DECAY, hyperparameter, walk};
use crate::palette::CRIMSON;
use crate::real::{Correction, Real};

const HYPERPARAMETERS: &[Hyperparameter] = &[
    LR,
    // β₁: how long gradients are remembered.
    hyperparameter("beta1", 0.9, Domain::BelowOne, Some(Knob::Momentum)),
    // β₂: how long squared gradients are remembered.
    hyperparameter("beta2", 0.999, Domain::BelowOne, Some(Knob::SquareMemory)),
    // ε: keeps the denominator from zero.
    hyperparameter("eps", 1e-8, Domain::NotNegative, Some(Knob::Epsilon)),
    WEIGHT_DECAY,
];

struct Adam<R> {
    lr: R,
    beta1: R,
    beta2: R,
    eps: R,
    weight_decay: R,
}

#[derive(Clone, PartialEq)]
struct Memory<R> {
    mean: R,
    squares: R,
    mean_correction: Correction<R>,
    squares_correction: Correction<R>,
}

impl<R: Real> Rule<R> for Adam<R> {
    type Memory = Memory<R>;

    fn new(values: &Values) -> Self {
        Adam {
            lr: values["lr"].into(),
            beta1: values["beta1"].into(),
            beta2: values["beta2"].into(),
            eps: values["eps"].into(),
            weight_decay: values["weight_decay"].into(),
        }
    }

    fn memory(&self) -> Memory<R> {
        Memory {
            mean: R::default(),
            squares: R::default(),
            mean_correction: Correction::default(),
            squares_correction: Correction::default(),
        }
    }

    fn step(&self, memory: &mut Memory<R>, theta: R, gradient: R) -> R {
        let one = R::from(1.0);
        let g = gradient + self.weight_decay * theta;
        memory.mean = self.beta1 * memory.mean + (one - self.beta1) * g;
        memory.squares = self.beta2 * memory.squares + (one - self.beta2) * g * g;
        let mean = memory.mean / memory.mean_correction.next(self.beta1);
        let squares = memory.squares / memory.squares_correction.next(self.beta2);
        theta - self.lr * (mean / (squares.sqrt() + self.eps))
    }

    fn momentum(&self, memory: &Memory<R>) -> Option<R> {
        Some(memory.mean)
    }
}

/// Adam.
pub static OPTIMISER: Description = Description {
    id: "adam",
    name: "Adam",
    summary: "Momentum and RMSprop together, both corrected for starting from nothing.",
    hyperparameters: HYPERPARAMETERS,
    style: &CRIMSON,
    walk: walk::<Adam<f64>>,
};
