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

use super::decay::Decay;
use super::moments::{CORRECTED_MEAN, CORRECTED_SQUARES, Corrections, Moments, STEP, Settings};
use super::prelude::*;

static UNCORRECTED_MEAN: Equation = equation!(r"\hat{v}_t = v_t");
static UNCORRECTED_SQUARES: Equation = equation!(r"\hat{G}_t = G_t");

struct Adam<R> {
    settings: Settings<R>,
    decay: Decay<R>,
    /// 0 or 1.
    correction: R,
    /// β₁ and β₂ where it corrects; else 0, with which corrections are 1.
    corrected: [R; 2],
}

impl<R: Real> Rule<R> for Adam<R> {
    type Clock = Corrections<R>;
    type Memory = Moments<R>;

    fn new(values: &Values<R>) -> Self {
        let (settings, correction, zero) = (Settings::new(values), values["correction"], R::default());
        let corrected = [settings.beta1, settings.beta2].map(|beta| correction.where_equal(zero, zero, beta));
        Adam { settings, decay: Decay::new(values), correction, corrected }
    }

    fn memory(&self) -> Moments<R> {
        Moments::starting_at(R::default())
    }

    fn adopt(&self, clock: &mut Corrections<R>) {
        let [beta1, beta2] = self.corrected;
        clock.adopt(beta1, beta2);
    }

    fn step<N: Notes<R>>(
        &self,
        clock: &Corrections<R>,
        memory: &mut Moments<R>,
        theta: R,
        gradient: R,
        notes: &mut N,
    ) -> R {
        let g = self.decay.of(theta, gradient, notes);
        memory.next(&self.settings, clock, g, notes);
        let (mean, squares) = (memory.mean / clock.mean.last(), memory.squares / clock.squares.last());
        let corrects = self.correction.plain() != 0.0;
        notes.line(if corrects { &CORRECTED_MEAN } else { &UNCORRECTED_MEAN }, mean);
        notes.line(if corrects { &CORRECTED_SQUARES } else { &UNCORRECTED_SQUARES }, squares);
        let next = theta - self.settings.lr * (mean / (squares.sqrt() + self.settings.eps));
        notes.line(&STEP, next);
        next
    }

    fn velocity(&self, memory: &Moments<R>) -> Option<R> {
        Some(memory.mean)
    }

    fn scale(&self, clock: &Corrections<R>, memory: &Moments<R>) -> Option<R> {
        Some(memory.scale(&self.settings, clock))
    }
}

/// Adam.
pub static OPTIMISER: Description = Description {
    id: "adam",
    name: "Adam",
    summary: "Momentum and RMSprop together, both corrected for starting from nothing.",
    family: Family::Adaptive,
    hyperparameters: &[
        &LR.documented(1e-3),
        &BETA1,
        &BETA2,
        &EPS,
        &WEIGHT_DECAY,
        &WEIGHT_DECAY
            .called("correction", "bias correction", "b")
            .which("off, to see what it is good for (PyTorch always corrects)")
            .or(1.0)
            .within(Domain::Switch, Dial::SWITCH),
    ],
    paper: on_demand(Paper {
        authors: "Diederik P. Kingma and Jimmy Ba",
        title: "Adam: a method for stochastic optimization",
        venue: "International Conference on Learning Representations",
        year: 2015,
    }),
    code: on_demand(Code::Where {
        id: "correction",
        on: &Code::Torch("Adam(lr={lr}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay})"),
        off: &Code::Python {
            before: "v = G = torch.zeros_like(theta)\n",
            step: "    g = torch.autograd.functional.jacobian(loss, theta) + weight_decay * theta\n    \
                   v = beta1 * v + (1 - beta1) * g\n    \
                   G = beta2 * G + (1 - beta2) * g**2\n    \
                   theta = theta - lr * v / (G.sqrt() + eps)\n",
        },
    }),
    style: &palette::CRIMSON,
    start: each_coordinate!(Adam),
};
