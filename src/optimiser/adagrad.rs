//! Adagrad: each step divided by the root of all squared gradients so far.
//!
//! ```text
//! g ← g + wd·θ
//! G ← G + g²            (G starts at initial_accumulator)
//! θ ← θ − α/(1 + (t−1)·lr_decay) · g/(√G + ε)
//! ```
//!
//! Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic
//! optimization", 2011, the diagonal form. As `torch.optim.Adagrad`. Textbooks often put ε inside
//! the root; here it stands outside. G never shrinks, so the steps always do.

use super::{Description, Domain, Hyperparameter, Knob, LR, Rule, Values, WEIGHT_DECAY, hyperparameter, walk};
use crate::palette::AMBER;
use crate::real::Real;

const HYPERPARAMETERS: &[Hyperparameter] = &[
    LR,
    // ε: keeps the denominator from zero.
    hyperparameter("eps", 1e-10, Domain::NotNegative, Some(Knob::Epsilon)),
    // How fast the learning rate itself shrinks, per step.
    hyperparameter("lr_decay", 0.0, Domain::NotNegative, None),
    // Where G starts.
    hyperparameter("initial_accumulator", 0.0, Domain::NotNegative, None),
    WEIGHT_DECAY,
];

struct Adagrad<R> {
    lr: R,
    eps: R,
    lr_decay: R,
    initial_accumulator: R,
    weight_decay: R,
}

#[derive(Clone, PartialEq)]
struct Memory<R> {
    squares: R,
    /// t − 1.
    steps_made: R,
}

impl<R: Real> Rule<R> for Adagrad<R> {
    type Memory = Memory<R>;

    fn new(values: &Values) -> Self {
        Adagrad {
            lr: values["lr"].into(),
            eps: values["eps"].into(),
            lr_decay: values["lr_decay"].into(),
            initial_accumulator: values["initial_accumulator"].into(),
            weight_decay: values["weight_decay"].into(),
        }
    }

    fn memory(&self) -> Memory<R> {
        Memory { squares: self.initial_accumulator, steps_made: R::default() }
    }

    fn step(&self, memory: &mut Memory<R>, theta: R, gradient: R) -> R {
        let g = gradient + self.weight_decay * theta;
        memory.squares = memory.squares + g * g;
        let one = R::from(1.0);
        let lr = self.lr / (one + memory.steps_made * self.lr_decay);
        memory.steps_made = memory.steps_made + one;
        theta - lr * (g / (memory.squares.sqrt() + self.eps))
    }
}

/// Adagrad.
pub static OPTIMISER: Description = Description {
    id: "adagrad",
    name: "Adagrad",
    summary: "Divides each step by all the slope it has seen: careful, then ever slower.",
    hyperparameters: HYPERPARAMETERS,
    style: &AMBER,
    walk: walk::<Adagrad<f64>>,
};
