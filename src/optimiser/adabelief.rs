//! `AdaBelief`: Adam that takes long steps where the slope is what it expected.
//!
//! ```text
//! v ← β₁·v + (1−β₁)·g
//! G ← β₂·G + (1−β₂)·(g − v)² + ε₀
//! v̂ = v/(1−β₁ᵗ), Ĝ = G/(1−β₂ᵗ)
//! θ ← θ − α·v̂/(√Ĝ + ε)
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.001: about the length of a step where the slope keeps changing; where it does not,
//!   steps are longer.
//! - `beta1`, β₁, 0 up to 1, default 0.9: how long gradients are remembered.
//! - `beta2`, β₂, 0 up to 1, default 0.999: how long surprises are remembered.
//! - `eps`, ε, 0 or more, default 1e-16: keeps the denominator from zero.
//! - `eps_root`, ε₀, 0 or more, default 1e-16: the same inside the root; it adds up from step to step.
//!
//! # When to pick it
//! Where Adam would do but crawls along steady slopes. Not where a long step is dangerous: on a straight slope
//! nothing but ε bounds it.
//!
//! # Source, and which form
//! Juntang Zhuang, Tommy Tang, Yifan Ding, Sekhar Tatikonda, Nicha Dvornek, Xenophon Papademetris and
//! James S. Duncan, "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients", 2020. As
//! `optax.adabelief`. The paper writes m for v and s for G, and adds one ε in both places.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=adabelief").0);
//! race.advance(1000);
//! assert_eq!(race.verdicts(1000)[0].words(1), "still under way, 0.04724 off");
//! ```

use super::SLOPE;
use super::moments::{Corrections, Moments, STEP, Settings};
use super::prelude::*;

static SURPRISES: Equation =
    equation!(r"G_t = \beta_2 \cdot G_{t-1} + (1 - \beta_2) \cdot (g_t - v_t)^2 + \varepsilon_0");

struct AdaBelief<R> {
    settings: Settings<R>,
    eps_root: R,
}

impl<R: Real> Rule<R> for AdaBelief<R> {
    type Clock = Corrections<R>;
    type Memory = Moments<R>;

    fn new(values: &Values<R>) -> Self {
        AdaBelief { settings: Settings::new(values), eps_root: values["eps_root"] }
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
        notes.line(&SLOPE, gradient);
        self.settings.mean(&mut memory.mean, &clock.mean, gradient, notes);
        notes.given("G_{t-1}", memory.squares);
        let surprise = gradient - memory.mean;
        memory.next_squares(&self.settings, surprise);
        memory.squares = memory.squares + self.eps_root;
        notes.line(&SURPRISES, memory.squares);
        memory.step(&self.settings, clock, theta, &STEP, notes)
    }

    fn velocity(&self, memory: &Moments<R>) -> Option<R> {
        Some(memory.mean)
    }

    fn scale(&self, clock: &Corrections<R>, memory: &Moments<R>) -> Option<R> {
        Some(memory.scale(&self.settings, clock))
    }
}

/// Where ε is so small that the shared slider does not reach it.
const TINY: Dial = Dial::Log { from: -18, to: 1, per_decade: 60, zero: false };

/// `AdaBelief`.
pub static OPTIMISER: Description = Description {
    id: "adabelief",
    name: "AdaBelief",
    summary: "Adam that divides by how much the slope surprises, not by how steep it is.",
    family: Family::Adaptive,
    hyperparameters: &[
        &LR.or(1e-3),
        &BETA1,
        &BETA2.which("how long surprises are remembered"),
        &EPS.or(1e-16).within(Domain::NotNegative, TINY),
        &EPS.called("eps_root", "ε₀", r"\varepsilon_0")
            .which("the same inside the root")
            .or(1e-16)
            .within(Domain::NotNegative, TINY)
            .alone(),
    ],
    paper: on_demand(Paper {
        authors: "Juntang Zhuang and Tommy Tang and Yifan Ding and Sekhar Tatikonda and Nicha Dvornek and \
                  Xenophon Papademetris and James S. Duncan",
        title: "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients",
        venue: "Advances in Neural Information Processing Systems 33",
        year: 2020,
    }),
    code: on_demand(Code::Optax("adabelief({lr}, b1={beta1}, b2={beta2}, eps={eps}, eps_root={eps_root})")),
    style: &palette::VIOLET.dashed(palette::TWO_DASHES_DOT),
    start: each_coordinate!(AdaBelief),
};
