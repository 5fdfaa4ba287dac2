//! `RAdam`: Adam that walks before it knows how long its steps should be.
//!
//! ```text
//! v ← β₁·v + (1−β₁)·g
//! G ← β₂·G + (1−β₂)·g²
//! v̂ = v/(1−β₁ᵗ)
//! ρ∞ = 2/(1−β₂) − 1, ρ = ρ∞ − 2t·β₂ᵗ/(1−β₂ᵗ)
//! ρ > 5: r = √[(ρ−4)(ρ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρ)]
//!        θ ← θ − α·v̂·r·√(1−β₂ᵗ)/(√G + ε)
//! else:  θ ← θ − α·v̂
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01 (PyTorch's 0.001): about the length of a late step; in the first few it
//!   multiplies the gradient itself.
//! - `beta1`, β₁, 0 up to 1, default 0.9: how long gradients are remembered.
//! - `beta2`, β₂, 0 up to 1, default 0.999: how long squared gradients are remembered; at 2/3 and below ρ never
//!   passes 5.
//! - `eps`, ε, 0 or more, default 1e-8: keeps the denominator from zero.
//!
//! # When to pick it
//! Where Adam needs a warm-up of its α: while few gradients are known, r holds the steps back. Not where the first
//! slopes are very steep: those few steps are as long as momentum's.
//!
//! # Source, and which form
//! Liyuan Liu, Haoming Jiang, Pengcheng He, Weizhu Chen, Xiaodong Liu, Jianfeng Gao and Jiawei Han, "On the variance
//! of the adaptive learning rate and beyond", 2020. As `torch.optim.RAdam`: from ρ > 5 on, where the paper has
//! ρ > 4, and with ε, which it has not.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=radam").0);
//! race.advance(1000);
//! assert_eq!(race.verdicts(1000)[0].words(1), "still under way, 0.2471 off");
//! ```

use super::SLOPE;
use super::moments::{Moments, Settings};
use super::prelude::*;

static MOST_KNOWN: Equation = equation!(r"\rho_{\infty} = \frac{2}{1 - \beta_2} - 1");
static KNOWN: Equation = equation!(r"\rho_t = \rho_{\infty} - \frac{2 \cdot t \cdot \beta_2^t}{1 - \beta_2^t}");
static RECTIFIED: Equation = equation!(
    r"r_t = \sqrt{\frac{(\rho_t - 4) \cdot (\rho_t - 2) \cdot \rho_{\infty}}{(\rho_{\infty} - 4) \cdot (\rho_{\infty} - 2) \cdot \rho_t}}"
);
static EARLY_STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot \hat{v}_t");
static STEP: Equation = equation!(
    r"\theta_t = \theta_{t-1} - \alpha \cdot \hat{v}_t \cdot r_t \cdot \frac{\sqrt{1 - \beta_2^t}}{\sqrt{G_t} + \varepsilon}"
);

struct RAdam<R>(Settings<R>);

impl<R: Real> RAdam<R> {
    /// What v̂ is multiplied by.
    fn factor<N: Notes<R>>(&self, memory: &Moments<R>, notes: &mut N) -> R {
        let (one, two, four) = (R::from(1.0), R::from(2.0), R::from(4.0));
        let correction = &memory.squares.correction;
        let most_known = two / (one - self.0.beta2) - one;
        notes.line(&MOST_KNOWN, most_known);
        let known = most_known - two * correction.t() * correction.power() / correction.last();
        notes.line(&KNOWN, known);
        let over = (known - four) * (known - two) * most_known;
        let rectified = (over / ((most_known - four) * (most_known - two) * known)).sqrt();
        if known.plain() > 5.0 {
            notes.line(&RECTIFIED, rectified);
        }
        let scaled = self.0.lr * rectified * (correction.last().sqrt() / (memory.squares.value.sqrt() + self.0.eps));
        R::from(5.0).where_less(known, scaled, self.0.lr)
    }
}

impl<R: Real> Rule<R> for RAdam<R> {
    type Memory = Moments<R>;

    fn new(values: &Values<R>) -> Self {
        RAdam(Settings::new(values))
    }

    fn memory(&self) -> Moments<R> {
        Moments::starting_at(R::default())
    }

    fn step<N: Notes<R>>(&self, memory: &mut Moments<R>, theta: R, gradient: R, notes: &mut N) -> R {
        notes.line(&SLOPE, gradient);
        memory.next(&self.0, gradient, notes);
        let mean = memory.mean.corrected_mean(notes);
        let factor = self.factor(memory, notes);
        let next = theta - mean * factor;
        // Only the line differs: unscaled, the factor is α itself.
        notes.line(if factor == self.0.lr { &EARLY_STEP } else { &STEP }, next);
        next
    }

    fn velocity(&self, memory: &Moments<R>) -> Option<R> {
        Some(memory.mean.value)
    }

    fn scale(&self, memory: &Moments<R>) -> Option<R> {
        Some(self.factor(memory, &mut ()))
    }
}

/// `RAdam`.
pub static OPTIMISER: Description = Description {
    id: "radam",
    name: "RAdam",
    summary: "Adam that holds its steps back while it has seen few slopes.",
    family: Family::Adaptive,
    hyperparameters: &[&LR.documented(1e-3), &BETA1, &BETA2, &EPS],
    paper: Paper {
        authors: "Liyuan Liu and Haoming Jiang and Pengcheng He and Weizhu Chen and Xiaodong Liu and Jianfeng Gao and \
                  Jiawei Han",
        title: "On the variance of the adaptive learning rate and beyond",
        venue: "International Conference on Learning Representations",
        year: 2020,
    },
    code: Code::Torch("RAdam(lr={lr}, betas=({beta1}, {beta2}), eps={eps})"),
    style: &palette::FURTHER[5],
    start: each_coordinate!(RAdam),
};
