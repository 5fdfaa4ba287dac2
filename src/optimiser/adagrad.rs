//! Adagrad: each step divided by the root of all squared gradients so far.
//!
//! ```text
//! g ← ∇J + λ·θ
//! G ← G + g²            (G starts at initial_accumulator)
//! αₜ = α/(1 + (t−1)·η)
//! θ ← θ − αₜ·g/(√G + ε)
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01: the length of the first step, whatever the slope.
//! - `eps`, ε, 0 or more, default 1e-10: keeps the denominator from zero.
//! - `lr_decay`, η, 0 or more, default 0: how fast α itself shrinks, per step.
//! - `initial_accumulator`, 0 or more, default 0: where G starts; the larger, the shorter the first steps.
//! - `weight_decay`, λ, 0 or more, default 0: adds λ·θ to the gradient.
//!
//! # When to pick it
//! For sparse gradients, where rare directions deserve long steps. Not for long training: G never shrinks, so the
//! steps always do, and it stalls far from the minimum if α is small.
//!
//! # Source, and which form
//! John Duchi, Elad Hazan and Yoram Singer, "Adaptive subgradient methods for online learning and stochastic
//! optimization", 2011, the diagonal form. As `torch.optim.Adagrad`. Textbooks often put ε inside the root,
//! α/√(G + ε); here it stands outside.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=adagrad").0);
//! race.advance(1000);
//! assert!((race.tracks()[0].theta(1000).x - 2.406).abs() < 1e-3);
//! ```

use super::decay::Decay;
use super::prelude::*;

static SQUARES: Equation = equation!(r"G_t = G_{t-1} + g_t^2");
static RATE: Equation = equation!(r"\alpha_t = \frac{\alpha}{1 + (t - 1) \cdot \eta}");
static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot \frac{g_t}{\sqrt{G_t} + \varepsilon}");
static DECAYING_STEP: Equation =
    equation!(r"\theta_t = \theta_{t-1} - \alpha_t \cdot \frac{g_t}{\sqrt{G_t} + \varepsilon}");

struct Adagrad<R> {
    lr: R,
    eps: R,
    lr_decay: R,
    initial_accumulator: R,
    decay: Decay<R>,
}

#[derive(Clone, Default, PartialEq)]
struct Falling<R> {
    lr: R,
    lr_decay: R,
    t: R,
    /// αₜ.
    rate: R,
}

impl<R: Real> Clock for Falling<R> {
    fn tick(&mut self) {
        self.rate = self.lr / (R::from(1.0) + self.t * self.lr_decay);
        self.t = self.t + R::from(1.0);
    }
}

#[derive(Clone, PartialEq)]
struct Memory<R> {
    squares: R,
}

impl<R: Real> Rule<R> for Adagrad<R> {
    type Clock = Falling<R>;
    type Memory = Memory<R>;

    fn new(values: &Values<R>) -> Self {
        Adagrad {
            lr: values["lr"],
            eps: values["eps"],
            lr_decay: values["lr_decay"],
            initial_accumulator: values["initial_accumulator"],
            decay: Decay::new(values),
        }
    }

    fn memory(&self) -> Memory<R> {
        Memory { squares: self.initial_accumulator }
    }

    fn adopt(&self, clock: &mut Falling<R>) {
        (clock.lr, clock.lr_decay) = (self.lr, self.lr_decay);
    }

    fn step<N: Notes<R>>(&self, clock: &Falling<R>, memory: &mut Memory<R>, theta: R, gradient: R, notes: &mut N) -> R {
        let g = self.decay.of(theta, gradient, notes);
        notes.given("G_{t-1}", memory.squares);
        memory.squares = memory.squares + g * g;
        notes.line(&SQUARES, memory.squares);
        let decays = self.lr_decay.plain() != 0.0;
        if decays {
            notes.given("t", clock.t);
            notes.line(&RATE, clock.rate);
        }
        let next = theta - clock.rate * (g / (memory.squares.sqrt() + self.eps));
        notes.line(if decays { &DECAYING_STEP } else { &STEP }, next);
        next
    }

    fn scale(&self, clock: &Falling<R>, memory: &Memory<R>) -> Option<R> {
        Some(clock.rate / (memory.squares.sqrt() + self.eps))
    }
}

/// Adagrad.
pub static OPTIMISER: Description = Description {
    id: "adagrad",
    name: "Adagrad",
    summary: "Divides each step by all the slope it has seen: careful, then ever slower.",
    family: Family::Adaptive,
    hyperparameters: &[
        &LR,
        &EPS.or(1e-10),
        &WEIGHT_DECAY.called("lr_decay", "η", r"\eta").which("how fast α itself shrinks"),
        &WEIGHT_DECAY.called("initial_accumulator", "G₀", "G_0").which("where G starts"),
        &WEIGHT_DECAY,
    ],
    paper: on_demand(Paper {
        authors: "John Duchi and Elad Hazan and Yoram Singer",
        title: "Adaptive subgradient methods for online learning and stochastic optimization",
        venue: "Journal of Machine Learning Research 12",
        year: 2011,
    }),
    code: on_demand(Code::Torch(
        "Adagrad(lr={lr}, eps={eps}, lr_decay={lr_decay}, initial_accumulator_value={initial_accumulator}, \
         weight_decay={weight_decay})",
    )),
    style: &palette::AMBER,
    start: each_coordinate!(Adagrad),
};
