//! `AMSGrad`: Adam that never forgets the steepest slope.
//!
//! ```text
//! v ← β₁·v + (1−β₁)·g
//! G ← β₂·G + (1−β₂)·g²
//! M ← max(M, G)
//! v̂ = v/(1−β₁ᵗ), M̂ = M/(1−β₂ᵗ)
//! θ ← θ − α·v̂/(√M̂ + ε)
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01 (PyTorch's 0.001): about the length of the longest steps.
//! - `beta1`, β₁, 0 up to 1, default 0.9: how long gradients are remembered.
//! - `beta2`, β₂, 0 up to 1, default 0.999: how long squared gradients are remembered before the greatest is kept.
//! - `eps`, ε, 0 or more, default 1e-8: keeps the denominator from zero.
//!
//! # When to pick it
//! Where Adam leaves a good place because a rare large gradient has been forgotten: with M the steps only shrink,
//! but for the bias correction. Not where the first slopes are far steeper than those near the minimum: it stays
//! slow for ever.
//!
//! # Source, and which form
//! Sashank J. Reddi, Satyen Kale and Sanjiv Kumar, "On the convergence of Adam and beyond", 2018. As
//! `torch.optim.Adam(amsgrad=True)`: the greatest is taken before the bias correction. The paper corrects
//! nothing; others take the greatest of the corrected Ĝ.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=amsgrad").0);
//! race.advance(1000);
//! assert_eq!(race.verdicts(1000)[0].words(1), "settled at step 741");
//! ```

use super::SLOPE;
use super::moments::{Corrections, Moments, Settings};
use super::prelude::*;

static GREATEST: Equation = equation!(r"M_t = \max(M_{t-1}, G_t)");
static CORRECTED: Equation = equation!(r"\hat{M}_t = \frac{M_t}{1 - \beta_2^t}");
static STEP: Equation =
    equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot \frac{\hat{v}_t}{\sqrt{\hat{M}_t} + \varepsilon}");

struct AmsGrad<R>(Settings<R>);

#[derive(Clone, PartialEq)]
struct Memory<R> {
    moments: Moments<R>,
    greatest: R,
}

impl<R: Real> Memory<R> {
    /// M̂.
    fn corrected(&self, clock: &Corrections<R>) -> R {
        self.greatest / clock.squares.last()
    }
}

impl<R: Real> Rule<R> for AmsGrad<R> {
    type Clock = Corrections<R>;
    type Memory = Memory<R>;

    fn new(values: &Values<R>) -> Self {
        AmsGrad(Settings::new(values))
    }

    fn memory(&self) -> Memory<R> {
        Memory { moments: Moments::starting_at(R::default()), greatest: R::default() }
    }

    fn adopt(&self, clock: &mut Corrections<R>) {
        clock.adopt(self.0.beta1, self.0.beta2);
    }

    fn step<N: Notes<R>>(
        &self,
        clock: &Corrections<R>,
        memory: &mut Memory<R>,
        theta: R,
        gradient: R,
        notes: &mut N,
    ) -> R {
        notes.line(&SLOPE, gradient);
        memory.moments.next(&self.0, clock, gradient, notes);
        notes.given("M_{t-1}", memory.greatest);
        memory.greatest = memory.moments.squares.at_least(memory.greatest);
        notes.line(&GREATEST, memory.greatest);
        let mean = memory.moments.corrected_mean(clock, notes);
        let greatest = memory.corrected(clock);
        notes.line(&CORRECTED, greatest);
        let next = theta - self.0.lr * (mean / (greatest.sqrt() + self.0.eps));
        notes.line(&STEP, next);
        next
    }

    fn velocity(&self, memory: &Memory<R>) -> Option<R> {
        Some(memory.moments.mean)
    }

    fn scale(&self, clock: &Corrections<R>, memory: &Memory<R>) -> Option<R> {
        Some(self.0.lr / (memory.corrected(clock).sqrt() + self.0.eps))
    }
}

/// `AMSGrad`.
pub static OPTIMISER: Description = Description {
    id: "amsgrad",
    name: "AMSGrad",
    summary: "Adam that never forgets the steepest slope, so its steps cannot grow again.",
    family: Family::Adaptive,
    hyperparameters: &[&LR.documented(1e-3), &BETA1, &BETA2, &EPS],
    paper: on_demand(Paper {
        authors: "Sashank J. Reddi and Satyen Kale and Sanjiv Kumar",
        title: "On the convergence of Adam and beyond",
        venue: "International Conference on Learning Representations",
        year: 2018,
    }),
    code: on_demand(Code::Torch("Adam(lr={lr}, betas=({beta1}, {beta2}), eps={eps}, amsgrad=True)")),
    style: &palette::GREEN.dashed(palette::LONG),
    start: each_coordinate!(AmsGrad),
};
