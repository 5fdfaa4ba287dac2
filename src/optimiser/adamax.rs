//! Adamax: Adam whose step is divided by the greatest recent slope.
//!
//! ```text
//! v ← β₁·v + (1−β₁)·g
//! u ← max(β₂·u, |g| + ε)
//! θ ← θ − α/(1−β₁ᵗ)·v/u
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01 (PyTorch's 0.002): the most that a steady slope moves θ in a step.
//! - `beta1`, β₁, 0 up to 1, default 0.9: how long gradients are remembered.
//! - `beta2`, β₂, 0 up to 1, default 0.999: how slowly the greatest slope fades.
//! - `eps`, ε, 0 or more, default 1e-8: keeps the denominator from zero.
//!
//! # When to pick it
//! Where gradients come in rare bursts: u jumps up at once and needs no bias correction. Not where the first slopes are
//! the steepest by far: with β₂ = 0.999 it takes thousands of steps to forget them.
//!
//! # Source, and which form
//! Diederik P. Kingma and Jimmy Ba, "Adam: a method for stochastic optimization", 2015, Algorithm 2. As
//! `torch.optim.Adamax`, which adds ε to |g|; the paper has none.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=adamax").0);
//! race.advance(1000);
//! assert_eq!(race.verdicts(1000)[0].words(1), "settled at step 836");
//! ```

use super::SLOPE;
use super::moments::Settings;
use super::prelude::*;

static GREATEST: Equation = equation!(r"u_t = \max(\beta_2 \cdot u_{t-1}, |g_t| + \varepsilon)");
static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \frac{\alpha}{1 - \beta_1^t} \cdot \frac{v_t}{u_t}");

struct Adamax<R>(Settings<R>);

#[derive(Clone, PartialEq)]
struct Memory<R> {
    mean: R,
    greatest: R,
}

#[derive(Clone, Default, PartialEq)]
struct Pace<R> {
    lr: R,
    correction: Correction<R>,
    /// α/(1−β₁ᵗ).
    rate: R,
}

impl<R: Real> Clock for Pace<R> {
    fn tick(&mut self) {
        self.correction.next();
        self.rate = self.lr / self.correction.last();
    }
}

impl<R: Real> Rule<R> for Adamax<R> {
    type Clock = Pace<R>;
    type Memory = Memory<R>;

    fn new(values: &Values<R>) -> Self {
        Adamax(Settings::new(values))
    }

    fn memory(&self) -> Memory<R> {
        Memory { mean: R::default(), greatest: R::default() }
    }

    fn adopt(&self, clock: &mut Pace<R>) {
        clock.lr = self.0.lr;
        clock.correction.adopt(self.0.beta1);
    }

    fn step<N: Notes<R>>(&self, clock: &Pace<R>, memory: &mut Memory<R>, theta: R, gradient: R, notes: &mut N) -> R {
        notes.line(&SLOPE, gradient);
        self.0.mean(&mut memory.mean, &clock.correction, gradient, notes);
        notes.given("u_{t-1}", memory.greatest);
        memory.greatest = (gradient.abs() + self.0.eps).at_least(self.0.beta2 * memory.greatest);
        notes.line(&GREATEST, memory.greatest);
        let next = theta - clock.rate * (memory.mean / memory.greatest);
        notes.line(&STEP, next);
        next
    }

    fn velocity(&self, memory: &Memory<R>) -> Option<R> {
        Some(memory.mean)
    }

    fn scale(&self, clock: &Pace<R>, memory: &Memory<R>) -> Option<R> {
        Some(clock.rate / memory.greatest)
    }
}

/// Adamax.
pub static OPTIMISER: Description = Description {
    id: "adamax",
    name: "Adamax",
    summary: "Adam divided by the greatest recent slope in place of a mean.",
    family: Family::Adaptive,
    hyperparameters: &[&LR.documented(2e-3), &BETA1, &BETA2, &EPS],
    paper: on_demand(Paper {
        authors: "Diederik P. Kingma and Jimmy Ba",
        title: "Adam: a method for stochastic optimization",
        venue: "International Conference on Learning Representations",
        year: 2015,
    }),
    code: on_demand(Code::Torch("Adamax(lr={lr}, betas=({beta1}, {beta2}), eps={eps})")),
    style: &palette::BLUE.dashed(palette::DOTS),
    start: each_coordinate!(Adamax),
};
