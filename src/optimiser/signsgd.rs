//! `signSGD`: a step of the same length every time, whichever way is down.
//!
//! ```text
//! θ ← θ − α·sign(g)
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01: the length of every step in each coordinate.
//!
//! # When to pick it
//! Where gradients are sent over a slow line, a bit for each parameter, and to see what is left of Adam without
//! memory. Not to land on a minimum: it steps to and fro across it, α wide.
//!
//! # Source
//! Jeremy Bernstein, Yu-Xiang Wang, Kamyar Azizzadenesheli and Anima Anandkumar, "signSGD: compressed optimisation
//! for non-convex problems", 2018. As `optax.sign_sgd`; the sign of 0 is 0.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=signsgd").0);
//! race.advance(1000);
//! assert_eq!(race.verdicts(1000)[0].words(1), "settled at step 298");
//! ```

use super::SLOPE;
use super::prelude::*;

static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot \operatorname{sign}(g_t)");

struct SignSgd<R>(R);

impl<R: Real> Rule<R> for SignSgd<R> {
    type Clock = ();
    type Memory = ();

    fn new(values: &Values<R>) -> Self {
        SignSgd(values["lr"])
    }

    fn memory(&self) {}

    fn step<N: Notes<R>>(&self, (): &(), (): &mut (), theta: R, gradient: R, notes: &mut N) -> R {
        notes.line(&SLOPE, gradient);
        let next = theta - self.0 * gradient.sign();
        notes.line(&STEP, next);
        next
    }

    fn scale(&self, (): &(), (): &()) -> Option<R> {
        Some(self.0)
    }
}

/// `signSGD`.
pub static OPTIMISER: Description = Description {
    id: "signsgd",
    name: "signSGD",
    summary: "A step of the same length every time, whichever way is down.",
    family: Family::Sign,
    hyperparameters: &[&LR],
    paper: on_demand(Paper {
        authors: "Jeremy Bernstein and Yu-Xiang Wang and Kamyar Azizzadenesheli and Anima Anandkumar",
        title: "signSGD: compressed optimisation for non-convex problems",
        venue: "International Conference on Machine Learning",
        year: 2018,
    }),
    code: on_demand(Code::Optax("sign_sgd({lr})")),
    style: &palette::SLATE.dashed(palette::SHORT),
    start: each_coordinate!(SignSgd),
};
