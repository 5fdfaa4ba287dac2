//! Gradient descent: a step straight down the slope.
//!
//! ```text
//! g ← ∇J + λ·θ
//! θ ← θ − α·g
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01: the length of a step for a slope of 1. On J = ½Lθ² it converges for
//!   α < 2/L, lands in one step at α = 1/L, and diverges above 2/L.
//! - `weight_decay`, λ, 0 or more, default 0: adds λ·θ to the gradient, which pulls θ towards 0.
//!
//! # When to pick it
//! To see what every other rule improves on, and where the loss is smooth and its curvature known. Not in
//! narrow valleys: the steepest direction limits α, and the flat ones then take for ever.
//!
//! # Source
//! Augustin-Louis Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847,
//! with a fixed step. As `torch.optim.SGD(lr, weight_decay)`.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1&run=gd,lr:0.1").0);
//! race.advance(1);
//! assert_eq!(race.tracks()[0].theta(1).x, 3.0 - 0.1 * 6.0);
//! ```

use super::decay::Decay;
use super::prelude::*;

static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot g_t");

struct GradientDescent<R> {
    lr: R,
    decay: Decay<R>,
}

impl<R: Real> Rule<R> for GradientDescent<R> {
    type Clock = ();
    type Memory = ();

    fn new(values: &Values<R>) -> Self {
        GradientDescent { lr: values["lr"], decay: Decay::new(values) }
    }

    fn memory(&self) {}

    fn step<N: Notes<R>>(&self, (): &(), (): &mut (), theta: R, gradient: R, notes: &mut N) -> R {
        let g = self.decay.of(theta, gradient, notes);
        let next = theta - self.lr * g;
        notes.line(&STEP, next);
        next
    }

    fn scale(&self, (): &(), (): &()) -> Option<R> {
        Some(self.lr)
    }

    /// θ shrinks by 1 − α·λ each step: between −1 and 1 for α < 2/λ.
    fn edge(&self, curvature: R) -> Option<R> {
        Some(R::from(2.0) / (curvature + self.decay.rate))
    }
}

/// Gradient descent.
pub static OPTIMISER: Description = Description {
    id: "gd",
    name: "Gradient descent",
    summary: "A step straight down the slope, as long as the slope is steep.",
    family: Family::Plain,
    hyperparameters: &[&LR.documented(1e-3), &WEIGHT_DECAY],
    paper: on_demand(Paper {
        authors: "Augustin-Louis Cauchy",
        title: "Méthode générale pour la résolution des systèmes d'équations simultanées",
        venue: "Comptes rendus hebdomadaires des séances de l'Académie des sciences 25",
        year: 1847,
    }),
    code: on_demand(Code::Torch("SGD(lr={lr}, weight_decay={weight_decay})")),
    style: &palette::SLATE,
    start: each_coordinate!(GradientDescent),
};
