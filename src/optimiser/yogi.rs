//! Yogi: Adam whose memory of squared gradients moves by at most so much a step.
//!
//! ```text
//! v ← β₁·v + (1−β₁)·g                   (v and G start at 10⁻⁶)
//! G ← G − (1−β₂)·sign(G − g²)·g²
//! v̂ = v/(1−β₁ᵗ), Ĝ = G/(1−β₂ᵗ)
//! θ ← θ − α·v̂/(√Ĝ + ε)
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01: about the length of a step, whatever the slope.
//! - `beta1`, β₁, 0 up to 1, default 0.9: how long gradients are remembered.
//! - `beta2`, β₂, 0 up to 1, default 0.999: how slowly G follows g².
//! - `eps`, ε, 0 or more, default 1e-3: keeps the denominator from zero; slopes far below it are not scaled up.
//!
//! # When to pick it
//! Where gradients are sparse: when they become small, G falls by their own small squares only, so α does not jump
//! up as Adam's does. Not where the first slopes are the steepest by far: G hardly comes down again.
//!
//! # Source, and which form
//! Manzil Zaheer, Sashank J. Reddi, Devendra Sachan, Satyen Kale and Sanjiv Kumar, "Adaptive methods for nonconvex
//! optimization", 2018. As `optax.yogi`, which corrects v and G although they do not start at zero; the paper
//! corrects nothing, and writes m for v and v for G.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=yogi").0);
//! race.advance(1000);
//! assert_eq!(race.verdicts(1000)[0].words(1), "settled at step 772");
//! ```

use super::SLOPE;
use super::moments::{Corrections, Moments, STEP, Settings};
use super::prelude::*;

static SQUARES: Equation =
    equation!(r"G_t = G_{t-1} - (1 - \beta_2) \cdot \operatorname{sign}(G_{t-1} - g_t^2) \cdot g_t^2");

struct Yogi<R>(Settings<R>);

impl<R: Real> Rule<R> for Yogi<R> {
    type Clock = Corrections<R>;
    type Memory = Moments<R>;

    fn new(values: &Values<R>) -> Self {
        Yogi(Settings::new(values))
    }

    fn memory(&self) -> Moments<R> {
        Moments::starting_at(R::from(1e-6))
    }

    fn adopt(&self, clock: &mut Corrections<R>) {
        clock.adopt(self.0.beta1, self.0.beta2);
    }

    fn step<N: Notes<R>>(
        &self,
        clock: &Corrections<R>,
        memory: &mut Moments<R>,
        theta: R,
        gradient: R,
        notes: &mut N,
    ) -> R {
        notes.line(&SLOPE, gradient);
        self.0.mean(&mut memory.mean, &clock.mean, gradient, notes);
        let (before, square) = (memory.squares, gradient * gradient);
        notes.given("G_{t-1}", before);
        memory.squares = before - self.0.fresh2 * (before - square).sign() * square;
        notes.line(&SQUARES, memory.squares);
        memory.step(&self.0, clock, theta, &STEP, notes)
    }

    fn velocity(&self, memory: &Moments<R>) -> Option<R> {
        Some(memory.mean)
    }

    fn scale(&self, clock: &Corrections<R>, memory: &Moments<R>) -> Option<R> {
        Some(memory.scale(&self.0, clock))
    }
}

/// Yogi.
pub static OPTIMISER: Description = Description {
    id: "yogi",
    name: "Yogi",
    summary: "Adam whose steps grow only slowly when slopes become small.",
    family: Family::Adaptive,
    hyperparameters: &[&LR, &BETA1, &BETA2, &EPS.or(1e-3)],
    paper: on_demand(Paper {
        authors: "Manzil Zaheer and Sashank J. Reddi and Devendra Sachan and Satyen Kale and Sanjiv Kumar",
        title: "Adaptive methods for nonconvex optimization",
        venue: "Advances in Neural Information Processing Systems 31",
        year: 2018,
    }),
    code: on_demand(Code::Optax("yogi({lr}, b1={beta1}, b2={beta2}, eps={eps})")),
    style: &palette::CRIMSON.dashed(palette::WIDE_DOTS),
    start: each_coordinate!(Yogi),
};
