//! `AdamW`: Adam with weight decay beside it.
//!
//! ```text
//! θ′ = θ·(1 − α·λ)
//! v ← β₁·v + (1−β₁)·g
//! G ← β₂·G + (1−β₂)·g²
//! v̂ = v/(1−β₁ᵗ), Ĝ = G/(1−β₂ᵗ)
//! θ ← θ′ − α·v̂/(√Ĝ + ε)
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01 (PyTorch's 0.001): about the length of a step, whatever the slope.
//! - `beta1`, β₁, 0 up to 1, default 0.9: how long gradients are remembered.
//! - `beta2`, β₂, 0 up to 1, default 0.999: how long squared gradients are remembered.
//! - `eps`, ε, 0 or more, default 1e-8: keeps the denominator from zero.
//! - `weight_decay`, λ, 0 or more, default 0.01: each step takes the part α·λ off θ, however steep the loss is.
//!
//! # When to pick it
//! Where Adam would do and large parameters are to be held down, as in most networks of today. Not to find the
//! minimum of J itself: it ends where the decay and the step balance, a little nearer to 0.
//!
//! # Source, and which form
//! Ilya Loshchilov and Frank Hutter, "Decoupled weight decay regularization", 2019. As `torch.optim.AdamW`: the
//! decay is multiplied by α. In the paper it is multiplied by a schedule of its own in place of α.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=adamw").0);
//! race.advance(1000);
//! assert_eq!(race.verdicts(1000)[0].words(1), "settled at step 693");
//! ```

use super::SLOPE;
use super::moments::{Corrections, Moments, STEP, Settings};
use super::prelude::*;

static SHRUNK: Equation = equation!(r"\theta'_t = \theta_{t-1} \cdot (1 - \alpha \cdot \lambda)");
static SHRUNK_STEP: Equation =
    equation!(r"\theta_t = \theta'_t - \alpha \cdot \frac{\hat{v}_t}{\sqrt{\hat{G}_t} + \varepsilon}");

struct AdamW<R> {
    settings: Settings<R>,
    weight_decay: R,
}

impl<R: Real> Rule<R> for AdamW<R> {
    type Clock = Corrections<R>;
    type Memory = Moments<R>;

    fn new(values: &Values<R>) -> Self {
        AdamW { settings: Settings::new(values), weight_decay: values["weight_decay"] }
    }

    fn memory(&self) -> Moments<R> {
        Moments::starting_at(R::default())
    }

    fn adopt(&self, clock: &mut Corrections<R>) {
        clock.adopt(self.settings.beta1, self.settings.beta2);
    }

    fn step<N: Notes<R>>(
        &self,
        clock: &Corrections<R>,
        memory: &mut Moments<R>,
        theta: R,
        gradient: R,
        notes: &mut N,
    ) -> R {
        let decays = self.weight_decay.plain() != 0.0;
        // A decay of 0 leaves θ as it is.
        let shrunk = theta * (R::from(1.0) - self.settings.lr * self.weight_decay);
        if decays {
            notes.line(&SHRUNK, shrunk);
        }
        notes.line(&SLOPE, gradient);
        memory.next(&self.settings, clock, gradient, notes);
        memory.step(&self.settings, clock, shrunk, if decays { &SHRUNK_STEP } else { &STEP }, notes)
    }

    fn velocity(&self, memory: &Moments<R>) -> Option<R> {
        Some(memory.mean)
    }

    fn scale(&self, clock: &Corrections<R>, memory: &Moments<R>) -> Option<R> {
        Some(memory.scale(&self.settings, clock))
    }
}

/// `AdamW`.
pub static OPTIMISER: Description = Description {
    id: "adamw",
    name: "AdamW",
    summary: "Adam with weight decay beside it, not scaled along with the gradient.",
    family: Family::Adaptive,
    hyperparameters: &[&LR.documented(1e-3), &BETA1, &BETA2, &EPS, &WEIGHT_DECAY.or(0.01)],
    paper: on_demand(Paper {
        authors: "Ilya Loshchilov and Frank Hutter",
        title: "Decoupled weight decay regularization",
        venue: "International Conference on Learning Representations",
        year: 2019,
    }),
    code: on_demand(Code::Torch("AdamW(lr={lr}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay})")),
    style: &palette::PINK.dashed(palette::DASH_DOT),
    start: each_coordinate!(AdamW),
};
