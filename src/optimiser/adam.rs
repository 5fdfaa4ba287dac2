//! Adam: momentum and `RMSprop` together, both corrected for their start at zero.
//!
//! ```text
//! g ← ∇J + λ·θ
//! v ← β₁·v + (1−β₁)·g
//! G ← β₂·G + (1−β₂)·g²
//! v̂ = v/(1−β₁ᵗ), Ĝ = G/(1−β₂ᵗ)
//! θ ← θ − α·v̂/(√Ĝ + ε)
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01 (PyTorch's 0.001): about the length of a step, whatever the slope.
//! - `beta1`, β₁, 0 up to 1, default 0.9: how long gradients are remembered.
//! - `beta2`, β₂, 0 up to 1, default 0.999: how long squared gradients are remembered.
//! - `eps`, ε, 0 or more, default 1e-8: keeps the denominator from zero; far above the gradients it turns Adam
//!   into slow momentum.
//! - `weight_decay`, λ, 0 or more, default 0: adds λ·θ to the gradient, so it is scaled like the rest (AdamW
//!   does not).
//! - `correction`, 0 or 1, default 1: 0 leaves the bias correction out, v̂ = v and Ĝ = G. Not in PyTorch: it is
//!   there to show what the correction is good for.
//!
//! # When to pick it
//! As a first try for almost anything: it is hard to choose a very bad α. Not where the last digits count, or
//! where weight decay matters: see `adamw`.
//!
//! # Source, and which form
//! Diederik P. Kingma and Jimmy Ba, "Adam: a method for stochastic optimization", 2015, Algorithm 1. As
//! `torch.optim.Adam`. Textbooks often put ε inside the root; here, as in the paper, it stands outside.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=adam").0);
//! race.advance(1000);
//! assert_eq!(race.verdicts(1000)[0].words(1), "settled at step 706");
//! ```

use super::prelude::*;
use super::{DECAYED, SLOPE, decayed};

static MEAN: Equation = equation!(r"v_t = \beta_1 \cdot v_{t-1} + (1 - \beta_1) \cdot g_t");
static SQUARES: Equation = equation!(r"G_t = \beta_2 \cdot G_{t-1} + (1 - \beta_2) \cdot g_t^2");
static CORRECTED_MEAN: Equation = equation!(r"\hat{v}_t = \frac{v_t}{1 - \beta_1^t}");
static CORRECTED_SQUARES: Equation = equation!(r"\hat{G}_t = \frac{G_t}{1 - \beta_2^t}");
static UNCORRECTED_MEAN: Equation = equation!(r"\hat{v}_t = v_t");
static UNCORRECTED_SQUARES: Equation = equation!(r"\hat{G}_t = G_t");
static STEP: Equation =
    equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot \frac{\hat{v}_t}{\sqrt{\hat{G}_t} + \varepsilon}");

struct Adam<R> {
    lr: R,
    beta1: R,
    beta2: R,
    eps: R,
    weight_decay: R,
    corrected: bool,
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
            corrected: values["correction"] != 0.0,
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

    fn step<N: Notes<R>>(&self, memory: &mut Memory<R>, theta: R, gradient: R, notes: &mut N) -> R {
        let one = R::from(1.0);
        let g = decayed(self.weight_decay, theta, gradient, notes);
        notes.given("v_{t-1}", memory.mean);
        notes.given("G_{t-1}", memory.squares);
        memory.mean = self.beta1 * memory.mean + (one - self.beta1) * g;
        notes.line(&MEAN, memory.mean);
        memory.squares = self.beta2 * memory.squares + (one - self.beta2) * g * g;
        notes.line(&SQUARES, memory.squares);
        let corrections = (memory.mean_correction.next(self.beta1), memory.squares_correction.next(self.beta2));
        notes.given("t", memory.mean_correction.t());
        let (mean, squares) = if self.corrected {
            (memory.mean / corrections.0, memory.squares / corrections.1)
        } else {
            (memory.mean, memory.squares)
        };
        notes.line(if self.corrected { &CORRECTED_MEAN } else { &UNCORRECTED_MEAN }, mean);
        notes.line(if self.corrected { &CORRECTED_SQUARES } else { &UNCORRECTED_SQUARES }, squares);
        let next = theta - self.lr * (mean / (squares.sqrt() + self.eps));
        notes.line(&STEP, next);
        next
    }

    fn velocity(&self, memory: &Memory<R>) -> Option<R> {
        Some(memory.mean)
    }

    fn scale(&self, memory: &Memory<R>) -> Option<R> {
        let correction = if self.corrected { memory.squares_correction.last() } else { R::from(1.0) };
        Some(self.lr / ((memory.squares / correction).sqrt() + self.eps))
    }
}

/// Adam.
pub static OPTIMISER: Description = Description {
    id: "adam",
    name: "Adam",
    summary: "Momentum and RMSprop together, both corrected for starting from nothing.",
    family: Family::Adaptive,
    hyperparameters: &[
        LR.documented(1e-3),
        BETA1,
        BETA2,
        EPS,
        WEIGHT_DECAY,
        WEIGHT_DECAY
            .called("correction", "bias correction", "b")
            .which("off, to see what it is good for (PyTorch always corrects)")
            .or(1.0)
            .within(Domain::Switch, Dial::SWITCH),
    ],
    equations: &[
        &SLOPE,
        &DECAYED,
        &MEAN,
        &SQUARES,
        &CORRECTED_MEAN,
        &CORRECTED_SQUARES,
        &UNCORRECTED_MEAN,
        &UNCORRECTED_SQUARES,
        &STEP,
    ],
    paper: Paper {
        authors: "Diederik P. Kingma and Jimmy Ba",
        title: "Adam: a method for stochastic optimization",
        venue: "International Conference on Learning Representations",
        year: 2015,
    },
    code: Code::Torch("Adam(lr={lr}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay})"),
    style: &palette::CRIMSON,
    start: each_coordinate::<Adam<f64>>,
};
