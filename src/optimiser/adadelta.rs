//! Adadelta: steps in the units of θ, without a learning rate to choose.
//!
//! ```text
//! G ← ρ·G + (1−ρ)·g²
//! Δ = √(D + ε)/√(G + ε)·g
//! D ← ρ·D + (1−ρ)·Δ²
//! θ ← θ − α·Δ
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 1: multiplies the step; the paper has none.
//! - `rho`, ρ, 0 up to 1, default 0.9: how long squared gradients and squared steps are remembered.
//! - `eps`, ε, 0 or more, default 1e-6: what the first steps grow from, about √ε long; at 0 it never starts.
//!
//! # When to pick it
//! Where no learning rate is known at all: scaling J or θ changes hardly anything. Not where time counts: it starts
//! with tiny steps and takes hundreds to get going.
//!
//! # Source, and which form
//! Matthew D. Zeiler, "ADADELTA: an adaptive learning rate method", 2012. As `torch.optim.Adadelta`, with ε inside
//! both roots, as in the paper.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=adadelta").0);
//! race.advance(1000);
//! assert_eq!(race.verdicts(1000)[0].words(1), "settled at step 785");
//! ```

use super::SLOPE;
use super::prelude::*;

static SQUARES: Equation = equation!(r"G_t = \rho \cdot G_{t-1} + (1 - \rho) \cdot g_t^2");
static CHANGE: Equation =
    equation!(r"\Delta_t = \frac{\sqrt{D_{t-1} + \varepsilon}}{\sqrt{G_t + \varepsilon}} \cdot g_t");
static CHANGES: Equation = equation!(r"D_t = \rho \cdot D_{t-1} + (1 - \rho) \cdot \Delta_t^2");
static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot \Delta_t");

struct Adadelta<R> {
    lr: R,
    rho: R,
    eps: R,
}

#[derive(Clone, PartialEq)]
struct Memory<R> {
    /// G.
    squares: R,
    /// D.
    changes: R,
    /// √(D + ε)/√(G + ε) of the last step.
    ratio: R,
}

impl<R: Real> Rule<R> for Adadelta<R> {
    type Clock = ();
    type Memory = Memory<R>;

    fn new(values: &Values<R>) -> Self {
        Adadelta { lr: values["lr"], rho: values["rho"], eps: values["eps"] }
    }

    fn memory(&self) -> Memory<R> {
        Memory { squares: R::default(), changes: R::default(), ratio: R::default() }
    }

    fn step<N: Notes<R>>(&self, (): &(), memory: &mut Memory<R>, theta: R, gradient: R, notes: &mut N) -> R {
        let fresh = R::from(1.0) - self.rho;
        notes.line(&SLOPE, gradient);
        notes.given("G_{t-1}", memory.squares);
        memory.squares = self.rho * memory.squares + fresh * gradient * gradient;
        notes.line(&SQUARES, memory.squares);
        notes.given("D_{t-1}", memory.changes);
        memory.ratio = (memory.changes + self.eps).sqrt() / (memory.squares + self.eps).sqrt();
        let change = memory.ratio * gradient;
        notes.line(&CHANGE, change);
        memory.changes = self.rho * memory.changes + fresh * change * change;
        notes.line(&CHANGES, memory.changes);
        let next = theta - self.lr * change;
        notes.line(&STEP, next);
        next
    }

    fn scale(&self, (): &(), memory: &Memory<R>) -> Option<R> {
        Some(self.lr * memory.ratio)
    }
}

/// Adadelta.
pub static OPTIMISER: Description = Description {
    id: "adadelta",
    name: "Adadelta",
    summary: "Finds the length of its steps from its former ones, and starts with tiny ones.",
    family: Family::Adaptive,
    hyperparameters: &[
        &LR.or(1.0),
        &BETA2.called("rho", "ρ", r"\rho").which("how long squared gradients and steps are remembered").or(0.9),
        &EPS.which("what the first steps grow from").or(1e-6),
    ],
    paper: on_demand(Paper {
        authors: "Matthew D. Zeiler",
        title: "ADADELTA: an adaptive learning rate method",
        venue: "arXiv:1212.5701",
        year: 2012,
    }),
    code: on_demand(Code::Torch("Adadelta(lr={lr}, rho={rho}, eps={eps})")),
    style: &palette::CRIMSON.dashed(palette::SHORT),
    start: each_coordinate!(Adadelta),
};
