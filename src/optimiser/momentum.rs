//! Momentum: a heavy ball that keeps part of its velocity.
//!
//! ```text
//! g ← ∇J + λ·θ
//! v ← g at t = 1, else β·v + (1 − d)·g
//! θ ← θ − α·v
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01: how far one unit of velocity moves θ.
//! - `beta`, β, 0 or more, default 0.9: how much of the velocity is kept. A steady slope is followed 1/(1−β)
//!   times as fast as by gradient descent; from 1 on the velocity never fades.
//! - `dampening`, d, 0 to 1, default 0: how much of each new gradient is held back, but for the first one.
//! - `weight_decay`, λ, 0 or more, default 0: adds λ·θ to the gradient.
//!
//! # When to pick it
//! Along valleys and over small bumps, where it is much faster than gradient descent for the same α. Not where
//! overshooting costs: with β = 0.9 it swings past the minimum of a bowl before it comes back.
//!
//! # Source, and which form
//! Boris T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964. As
//! `torch.optim.SGD(lr, momentum, dampening, weight_decay)`. Textbooks often write v ← β·v − α·∇J, θ ← θ + v:
//! the same path as long as α stays fixed; when α changes midway, theirs keeps the old one in its velocity.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=100&run=momentum").0);
//! race.advance(100);
//! assert_eq!(race.verdicts(100)[0].words(1), "overshot to −0.885 at step 23, settled at step 79");
//! ```

use super::decay::Decay;
use super::prelude::*;

static FIRST: Equation = equation!(r"v_t = g_t");
static VELOCITY: Equation = equation!(r"v_t = \beta \cdot v_{t-1} + (1 - d) \cdot g_t");
static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot v_t");

struct Momentum<R> {
    lr: R,
    beta: R,
    /// 1 − d.
    fresh: R,
    /// Whether d is 0, in all races: then the first step is like any other.
    is_undampened: bool,
    decay: Decay<R>,
}

#[derive(Clone, PartialEq)]
struct Memory<R> {
    /// −0 before the first step: what is added to that stays what it is, which is not so of 0.
    velocity: R,
    has_begun: bool,
}

impl<R: Real> Rule<R> for Momentum<R> {
    type Clock = ();
    type Memory = Memory<R>;

    fn new(values: &Values<R>) -> Self {
        let dampening = values["dampening"];
        let (fresh, is_undampened) = (R::from(1.0) - dampening, dampening == R::default());
        Momentum { lr: values["lr"], beta: values["beta"], fresh, is_undampened, decay: Decay::new(values) }
    }

    fn memory(&self) -> Memory<R> {
        Memory { velocity: R::from(-0.0), has_begun: false }
    }

    fn step<N: Notes<R>>(&self, (): &(), memory: &mut Memory<R>, theta: R, gradient: R, notes: &mut N) -> R {
        let g = self.decay.of(theta, gradient, notes);
        if memory.has_begun {
            notes.given("v_{t-1}", memory.velocity);
        }
        let v = if self.is_undampened {
            self.beta * memory.velocity + g
        } else if memory.has_begun {
            self.beta * memory.velocity + self.fresh * g
        } else {
            g
        };
        notes.line(if memory.has_begun { &VELOCITY } else { &FIRST }, v);
        *memory = Memory { velocity: v, has_begun: true };
        let next = theta - self.lr * v;
        notes.line(&STEP, next);
        next
    }

    fn velocity(&self, memory: &Memory<R>) -> Option<R> {
        Some(memory.velocity)
    }

    fn scale(&self, (): &(), _: &Memory<R>) -> Option<R> {
        Some(self.lr)
    }

    /// Both roots of z² − (1 + β − α·(1−d)·λ)·z + β lie in the unit circle for α·(1−d)·λ < 2·(1 + β) (Jury's
    /// criterion), as long as β < 1; for other β it grows whatever α is.
    fn edge(&self, curvature: R) -> Option<R> {
        let one = R::from(1.0);
        (self.beta.plain() < 1.0)
            .then(|| R::from(2.0) * (one + self.beta) / (self.fresh * (curvature + self.decay.rate)))
    }
}

/// Momentum.
pub static OPTIMISER: Description = Description {
    id: "momentum",
    name: "Momentum",
    summary: "A heavy ball: it keeps part of its velocity, so it is fast and swings past.",
    family: Family::Momentum,
    hyperparameters: &[
        &LR.documented(1e-3),
        &BETA1.called("beta", "β", r"\beta").within(Domain::NotNegative, BETA1.dial),
        &WEIGHT_DECAY
            .called("dampening", "d", "d")
            .which("how much of each new gradient is held back")
            .within(Domain::UpToOne, Dial::Linear { from: 0.0, to: 1.0, decimals: 2 }),
        &WEIGHT_DECAY,
    ],
    paper: on_demand(Paper {
        authors: "Boris T. Polyak",
        title: "Some methods of speeding up the convergence of iteration methods",
        venue: "USSR Computational Mathematics and Mathematical Physics 4",
        year: 1964,
    }),
    code: on_demand(Code::Where {
        id: "beta",
        on: &Code::Torch("SGD(lr={lr}, momentum={beta}, dampening={dampening}, weight_decay={weight_decay})"),
        // Without momentum PyTorch keeps no velocity, which may be wanted later, and does not dampen.
        off: &Code::Python {
            before: "v = None\n",
            step: "    g = torch.autograd.functional.jacobian(loss, theta) + weight_decay * theta\n    \
                   v = g if v is None else beta * v + (1 - dampening) * g\n    \
                   theta = theta - lr * v\n",
        },
    }),
    style: &palette::BLUE,
    start: each_coordinate!(Momentum),
};
