//! Nesterov: momentum that looks ahead before it takes the slope.
//!
//! ```text
//! g ← ∇J + λ·θ
//! v ← g at t = 1, else β·v + g
//! θ ← θ − α·(g + β·v)
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01: how far one unit of velocity moves θ.
//! - `beta`, β, 0 or more, default 0.9: how much of the velocity is kept.
//! - `weight_decay`, λ, 0 or more, default 0: adds λ·θ to the gradient.
//!
//! # When to pick it
//! Wherever momentum would do: it swings past less, since it sees the slope it is heading for, at the same cost.
//! Not with a noisy gradient and a large β, where looking ahead looks at noise.
//!
//! # Source, and which form
//! Yurii Nesterov, "A method for solving the convex programming problem with convergence rate O(1/k²)", 1983, in
//! the form of Ilya Sutskever, James Martens, George Dahl and Geoffrey Hinton, "On the importance of
//! initialization and momentum in deep learning", 2013. As `torch.optim.SGD(lr, momentum, nesterov=True)`.
//! Textbooks take ∇J at the point ahead, θ + β·v; here θ is itself that point ahead, and its path
//! is the textbook's look-ahead path.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=100&run=nesterov").0);
//! race.advance(100);
//! assert_eq!(race.verdicts(100)[0].words(1), "overshot to −0.687 at step 22, settled at step 74");
//! ```

use super::decay::Decay;
use super::prelude::*;

static FIRST: Equation = equation!(r"v_t = g_t");
static VELOCITY: Equation = equation!(r"v_t = \beta \cdot v_{t-1} + g_t");
static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot (g_t + \beta \cdot v_t)");

struct Nesterov<R> {
    lr: R,
    beta: R,
    decay: Decay<R>,
}

#[derive(Clone, PartialEq)]
struct Memory<R> {
    /// −0 before the first step: what is added to that stays what it is, which is not so of 0.
    velocity: R,
    has_begun: bool,
}

impl<R: Real> Rule<R> for Nesterov<R> {
    type Clock = ();
    type Memory = Memory<R>;

    fn new(values: &Values<R>) -> Self {
        Nesterov { lr: values["lr"], beta: values["beta"], decay: Decay::new(values) }
    }

    fn memory(&self) -> Memory<R> {
        Memory { velocity: R::from(-0.0), has_begun: false }
    }

    fn step<N: Notes<R>>(&self, (): &(), memory: &mut Memory<R>, theta: R, gradient: R, notes: &mut N) -> R {
        let g = self.decay.of(theta, gradient, notes);
        if memory.has_begun {
            notes.given("v_{t-1}", memory.velocity);
        }
        let v = self.beta * memory.velocity + g;
        notes.line(if memory.has_begun { &VELOCITY } else { &FIRST }, v);
        *memory = Memory { velocity: v, has_begun: true };
        let next = theta - self.lr * (g + self.beta * v);
        notes.line(&STEP, next);
        next
    }

    fn velocity(&self, memory: &Memory<R>) -> Option<R> {
        Some(memory.velocity)
    }

    fn scale(&self, (): &(), _: &Memory<R>) -> Option<R> {
        Some(self.lr)
    }

    /// Both roots of z² − (1 + β)·(1 − α·λ)·z + β·(1 − α·λ) lie in the unit circle for α·λ < 2·(1 + β)/(1 + 2·β)
    /// (Jury's criterion) and β·(1 − α·λ) < 1, which holds for all α only where β < 1; for other β small α grow.
    fn edge(&self, curvature: R) -> Option<R> {
        let (one, two) = (R::from(1.0), R::from(2.0));
        (self.beta.plain() < 1.0)
            .then(|| two * (one + self.beta) / ((one + two * self.beta) * (curvature + self.decay.rate)))
    }
}

/// Nesterov.
pub static OPTIMISER: Description = Description {
    id: "nesterov",
    name: "Nesterov",
    summary: "Momentum that looks ahead along its velocity before it takes the slope.",
    family: Family::Momentum,
    hyperparameters: &[
        &LR.documented(1e-3),
        &BETA1.called("beta", "β", r"\beta").within(Domain::NotNegative, BETA1.dial),
        &WEIGHT_DECAY,
    ],
    paper: on_demand(Paper {
        authors: "Yurii Nesterov",
        title: "A method for solving the convex programming problem with convergence rate O(1/k²)",
        venue: "Doklady Akademii Nauk SSSR 269",
        year: 1983,
    }),
    code: on_demand(Code::Where {
        id: "beta",
        on: &Code::Torch("SGD(lr={lr}, momentum={beta}, nesterov=True, weight_decay={weight_decay})"),
        // PyTorch refuses this without momentum.
        off: &Code::Python {
            before: "v = None\n",
            step: "    g = torch.autograd.functional.jacobian(loss, theta) + weight_decay * theta\n    \
                   v = g if v is None else beta * v + g\n    \
                   theta = theta - lr * (g + beta * v)\n",
        },
    }),
    style: &palette::TEAL,
    start: each_coordinate!(Nesterov),
};
