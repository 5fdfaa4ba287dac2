//! `RMSprop`: each step divided by the root of a moving average of squared gradients.
//!
//! ```text
//! g ← g + wd·θ
//! G ← β·G + (1−β)·g²
//! centered: m ← β·m + (1−β)·g, G′ = G − m²; else G′ = G
//! u = g/(√G′ + ε)
//! momentum > 0: v ← momentum·v + u, u = v
//! θ ← θ − α·u
//! ```
//!
//! Tieleman and Hinton, "Lecture 6.5: rmsprop", Coursera, 2012; centered as in Graves, "Generating
//! sequences with recurrent neural networks", 2013. As `torch.optim.RMSprop`, with ε outside the
//! root. There is no bias correction, so the first steps are long.

use super::{Description, Domain, Hyperparameter, Knob, LR, Rule, Values, WEIGHT_DECAY, hyperparameter, walk};
use crate::palette::VIOLET;
use crate::real::Real;

const HYPERPARAMETERS: &[Hyperparameter] = &[
    LR,
    // β, PyTorch's `alpha`: how long squared gradients are remembered.
    hyperparameter("beta", 0.99, Domain::BelowOne, Some(Knob::SquareMemory)),
    // ε: keeps the denominator from zero.
    hyperparameter("eps", 1e-8, Domain::NotNegative, Some(Knob::Epsilon)),
    // Momentum on the scaled step.
    hyperparameter("momentum", 0.0, Domain::NotNegative, None),
    // Whether the variance stands under the root in place of the mean square.
    hyperparameter("centered", 0.0, Domain::Switch, None),
    WEIGHT_DECAY,
];

struct RmsProp<R> {
    lr: R,
    beta: R,
    eps: R,
    momentum: R,
    centered: R,
    weight_decay: R,
}

#[derive(Clone, PartialEq)]
struct Memory<R> {
    squares: R,
    mean: R,
    velocity: R,
}

impl<R: Real> Rule<R> for RmsProp<R> {
    type Memory = Memory<R>;

    fn new(values: &Values) -> Self {
        RmsProp {
            lr: values["lr"].into(),
            beta: values["beta"].into(),
            eps: values["eps"].into(),
            momentum: values["momentum"].into(),
            centered: values["centered"].into(),
            weight_decay: values["weight_decay"].into(),
        }
    }

    fn memory(&self) -> Memory<R> {
        Memory { squares: R::default(), mean: R::default(), velocity: R::default() }
    }

    fn step(&self, memory: &mut Memory<R>, theta: R, gradient: R) -> R {
        let g = gradient + self.weight_decay * theta;
        let fresh = R::from(1.0) - self.beta;
        memory.squares = self.beta * memory.squares + fresh * g * g;
        memory.mean = self.beta * memory.mean + fresh * g;
        // centered is 0 or 1, and a momentum of 0 leaves u as it is: no branch is needed.
        let spread = memory.squares - self.centered * memory.mean * memory.mean;
        let u = g / (spread.sqrt() + self.eps);
        memory.velocity = self.momentum * memory.velocity + u;
        theta - self.lr * memory.velocity
    }
}

/// `RMSprop`.
pub static OPTIMISER: Description = Description {
    id: "rmsprop",
    name: "RMSprop",
    summary: "Adagrad with a memory that fades: steps keep about the length α.",
    hyperparameters: HYPERPARAMETERS,
    style: &VIOLET,
    walk: walk::<RmsProp<f64>>,
};
