//! `NAdam`: Adam that looks ahead, as Nesterov does.
//!
//! ```text
//! μₜ = β₁·(1 − ½·0.96^(t·ψ)), μₜ₊₁ likewise
//! P ← P·μₜ                (P starts at 1)
//! v ← β₁·v + (1−β₁)·g
//! G ← β₂·G + (1−β₂)·g²
//! Ĝ = G/(1−β₂ᵗ)
//! u = (1−μₜ)/(1−P)·g + μₜ₊₁/(1−P·μₜ₊₁)·v
//! θ ← θ − α·u/(√Ĝ + ε)
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01 (PyTorch's 0.002): about the length of a step, whatever the slope.
//! - `beta1`, β₁, 0 up to 1, default 0.9: how long gradients are remembered.
//! - `beta2`, β₂, 0 up to 1, default 0.999: how long squared gradients are remembered.
//! - `eps`, ε, 0 or more, default 1e-8: keeps the denominator from zero.
//! - `momentum_decay`, ψ, 0 or more, default 0.004: how fast the momentum used grows from β₁/2 to β₁.
//!
//! # When to pick it
//! Where Adam would do and swings: it leans more on the newest gradient. Not with a very noisy one, for the same
//! reason.
//!
//! # Source, and which form
//! Timothy Dozat, "Incorporating Nesterov momentum into Adam", 2016. As `torch.optim.NAdam`, with the paper's
//! warming momentum μ; some libraries leave that out and keep β₁ throughout. PyTorch keeps P in single precision
//! unless its default type is double: that is seen in the tenth digit.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=nadam").0);
//! race.advance(1000);
//! assert_eq!(race.verdicts(1000)[0].words(1), "settled at step 734");
//! ```

use super::SLOPE;
use super::moments::{Corrections, Moments, Settings};
use super::prelude::*;

static NOW: Equation = equation!(r"\mu_t = \beta_1 \cdot \left( 1 - \frac{1}{2} \cdot 0.96^{t \cdot \psi} \right)");
static AHEAD: Equation =
    equation!(r"\mu_{t+1} = \beta_1 \cdot \left( 1 - \frac{1}{2} \cdot 0.96^{(t + 1) \cdot \psi} \right)");
static PRODUCT: Equation = equation!(r"P_t = P_{t-1} \cdot \mu_t");
static LOOK_AHEAD: Equation =
    equation!(r"u_t = \frac{1 - \mu_t}{1 - P_t} \cdot g_t + \frac{\mu_{t+1}}{1 - P_t \cdot \mu_{t+1}} \cdot v_t");
static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot \frac{u_t}{\sqrt{\hat{G}_t} + \varepsilon}");

struct NAdam<R> {
    settings: Settings<R>,
    /// 0.96^ψ.
    fading: R,
}

#[derive(Clone, PartialEq)]
struct Warming<R> {
    corrections: Corrections<R>,
    /// Of 0.96^ψ.
    fading: Correction<R>,
    /// μₜ and μₜ₊₁.
    warmed: [R; 2],
    /// Pₜ₋₁, or 0 once that is lost in 1 − Pₜ₋₁, as in a [`Correction`].
    product_before: R,
    /// Pₜ.
    product: R,
    /// (1 − μₜ)/(1 − Pₜ).
    fresh: R,
    /// μₜ₊₁/(1 − Pₜ·μₜ₊₁).
    kept: R,
}

impl<R: Real> Default for Warming<R> {
    fn default() -> Self {
        let (zero, one) = (R::default(), R::from(1.0));
        Warming {
            corrections: Corrections::default(),
            fading: Correction::default(),
            warmed: [zero; 2],
            product_before: one,
            product: one,
            fresh: zero,
            kept: zero,
        }
    }
}

impl<R: Real> Clock for Warming<R> {
    fn tick(&mut self) {
        let one = R::from(1.0);
        self.corrections.tick();
        self.fading.next();
        let (beta1, faded) = (self.corrections.mean.beta(), self.fading.power());
        let warmed = |faded: R| beta1 * (one - R::from(0.5) * faded);
        let (now, ahead) = (warmed(faded), warmed(faded * self.fading.beta()));
        self.warmed = [now, ahead];
        self.product_before = (one - self.product).where_equal(one, R::default(), self.product);
        let product = self.product_before * now;
        self.product = product;
        self.fresh = (one - now) / (one - product);
        self.kept = ahead / (one - product * ahead);
    }
}

impl<R: Real> Rule<R> for NAdam<R> {
    type Clock = Warming<R>;
    type Memory = Moments<R>;

    fn new(values: &Values<R>) -> Self {
        NAdam { settings: Settings::new(values), fading: R::from(0.96).pow(values["momentum_decay"]) }
    }

    fn memory(&self) -> Moments<R> {
        Moments::starting_at(R::default())
    }

    fn adopt(&self, clock: &mut Warming<R>) {
        clock.corrections.adopt(self.settings.beta1, self.settings.beta2);
        clock.fading.adopt(self.fading);
    }

    fn step<N: Notes<R>>(
        &self,
        clock: &Warming<R>,
        memory: &mut Moments<R>,
        theta: R,
        gradient: R,
        notes: &mut N,
    ) -> R {
        notes.line(&SLOPE, gradient);
        memory.next(&self.settings, &clock.corrections, gradient, notes);
        let [now, ahead] = clock.warmed;
        notes.line(&NOW, now);
        notes.line(&AHEAD, ahead);
        notes.given("P_{t-1}", clock.product_before);
        notes.line(&PRODUCT, clock.product);
        let u = clock.fresh * gradient + clock.kept * memory.mean;
        notes.line(&LOOK_AHEAD, u);
        let squares = memory.corrected_squares(&clock.corrections, notes);
        let next = theta - self.settings.lr * (u / (squares.sqrt() + self.settings.eps));
        notes.line(&STEP, next);
        next
    }

    fn velocity(&self, memory: &Moments<R>) -> Option<R> {
        Some(memory.mean)
    }

    fn scale(&self, clock: &Warming<R>, memory: &Moments<R>) -> Option<R> {
        Some(memory.scale(&self.settings, &clock.corrections))
    }
}

/// `NAdam`.
pub static OPTIMISER: Description = Description {
    id: "nadam",
    name: "NAdam",
    summary: "Adam that looks ahead along its velocity, as Nesterov does.",
    family: Family::Adaptive,
    hyperparameters: &[
        &LR.documented(2e-3),
        &BETA1,
        &BETA2,
        &EPS,
        &WEIGHT_DECAY
            .called("momentum_decay", "ψ", r"\psi")
            .which("how fast the momentum grows to β₁")
            .or(4e-3)
            .within(Domain::NotNegative, Dial::Linear { from: 0.0, to: 1.0, decimals: 3 }),
    ],
    paper: on_demand(Paper {
        authors: "Timothy Dozat",
        title: "Incorporating Nesterov momentum into Adam",
        venue: "International Conference on Learning Representations, workshop track",
        year: 2016,
    }),
    code: on_demand(Code::Torch(
        "NAdam(lr={lr}, betas=({beta1}, {beta2}), eps={eps}, momentum_decay={momentum_decay})",
    )),
    style: &palette::TEAL.dashed(palette::DASH_TWO_DOTS),
    start: each_coordinate!(NAdam),
};
