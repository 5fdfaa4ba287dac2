//! Gradient descent: a step straight down the slope.
//!
//! ```text
//! g ← g + wd·θ
//! θ ← θ − α·g
//! ```
//!
//! Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847.
//! As `torch.optim.SGD(lr, weight_decay)`. On J = ½λθ² it converges for α < 2/λ.

use super::{Description, Hyperparameter, LR, Rule, Values, WEIGHT_DECAY, walk};
use crate::palette::SLATE;
use crate::real::Real;

const HYPERPARAMETERS: &[Hyperparameter] = &[LR, WEIGHT_DECAY];

struct GradientDescent<R> {
    lr: R,
    weight_decay: R,
}

impl<R: Real> Rule<R> for GradientDescent<R> {
    type Memory = ();

    fn new(values: &Values) -> Self {
        GradientDescent { lr: values["lr"].into(), weight_decay: values["weight_decay"].into() }
    }

    fn memory(&self) {}

    fn step(&self, (): &mut (), theta: R, gradient: R) -> R {
        let g = gradient + self.weight_decay * theta;
        theta - self.lr * g
    }
}

/// Gradient descent.
pub static OPTIMISER: Description = Description {
    id: "gd",
    name: "Gradient descent",
    summary: "A step straight down the slope, as long as the slope is steep.",
    hyperparameters: HYPERPARAMETERS,
    style: &SLATE,
    walk: walk::<GradientDescent<f64>>,
};
