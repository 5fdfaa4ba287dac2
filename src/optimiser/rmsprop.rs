//! `RMSprop`: each step divided by the root of a moving average of squared gradients.
//!
//! ```text
//! g ← ∇J + λ·θ
//! G ← β·G + (1−β)·g²
//! centered: m ← β·m + (1−β)·g, G′ = G − m²; else G′ = G
//! u = g/(√G′ + ε)
//! v ← μ·v + u
//! θ ← θ − α·v
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01: about the length of a step, whatever the slope.
//! - `beta`, β, 0 up to 1, default 0.99 (PyTorch's `alpha`): how long squared gradients are remembered.
//! - `eps`, ε, 0 or more, default 1e-8: keeps the denominator from zero.
//! - `momentum`, μ, 0 or more, default 0: how much of the last scaled step is kept.
//! - `centered`, 0 or 1, default 0: whether the variance stands under the root in place of the mean square.
//! - `weight_decay`, λ, 0 or more, default 0: adds λ·θ to the gradient.
//!
//! # When to pick it
//! Where slopes differ widely between directions, or change as training goes on. Not to get to the last digits:
//! its steps keep about the length α, so with a constant α it orbits the minimum instead of landing on it.
//!
//! # Source, and which form
//! Tijmen Tieleman and Geoffrey Hinton, "Lecture 6.5: rmsprop", Coursera, 2012; centered as in Alex Graves,
//! "Generating sequences with recurrent neural networks", 2013. As `torch.optim.RMSprop`, with ε outside the
//! root; textbooks often put it inside. There is no bias correction, so the first steps are long.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=rmsprop").0);
//! race.advance(1000);
//! assert_eq!(race.verdicts(1000)[0].words(1), "settled at step 402");
//! ```

use super::decay::Decay;
use super::prelude::*;

static SQUARES: Equation = equation!(r"G_t = \beta \cdot G_{t-1} + (1 - \beta) \cdot g_t^2");
static MEAN: Equation = equation!(r"m_t = \beta \cdot m_{t-1} + (1 - \beta) \cdot g_t");
static VARIANCE: Equation = equation!(r"G'_t = G_t - m_t^2");
static SCALED: Equation = equation!(r"u_t = \frac{g_t}{\sqrt{G_t} + \varepsilon}");
static CENTRED: Equation = equation!(r"u_t = \frac{g_t}{\sqrt{G'_t} + \varepsilon}");
static VELOCITY: Equation = equation!(r"v_t = \mu \cdot v_{t-1} + u_t");
static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot u_t");
static HEAVY_STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot v_t");

struct RmsProp<R> {
    lr: R,
    beta: R,
    eps: R,
    momentum: R,
    centered: R,
    decay: Decay<R>,
}

#[derive(Clone, PartialEq)]
struct Memory<R> {
    squares: R,
    mean: R,
    velocity: R,
}

impl<R: Real> RmsProp<R> {
    /// G′.
    fn spread(&self, memory: &Memory<R>) -> R {
        // centered is 0 or 1.
        memory.squares - self.centered * memory.mean * memory.mean
    }
}

impl<R: Real> Rule<R> for RmsProp<R> {
    type Clock = ();
    type Memory = Memory<R>;

    fn new(values: &Values<R>) -> Self {
        RmsProp {
            lr: values["lr"],
            beta: values["beta"],
            eps: values["eps"],
            momentum: values["momentum"],
            centered: values["centered"],
            decay: Decay::new(values),
        }
    }

    fn memory(&self) -> Memory<R> {
        Memory { squares: R::default(), mean: R::default(), velocity: R::default() }
    }

    fn step<N: Notes<R>>(&self, (): &(), memory: &mut Memory<R>, theta: R, gradient: R, notes: &mut N) -> R {
        let g = self.decay.of(theta, gradient, notes);
        let fresh = R::from(1.0) - self.beta;
        notes.given("G_{t-1}", memory.squares);
        memory.squares = self.beta * memory.squares + fresh * g * g;
        notes.line(&SQUARES, memory.squares);
        notes.given("m_{t-1}", memory.mean);
        memory.mean = self.beta * memory.mean + fresh * g;
        let (centered, heavy) = (self.centered.plain() != 0.0, self.momentum.plain() != 0.0);
        let spread = self.spread(memory);
        if centered {
            notes.line(&MEAN, memory.mean);
            notes.line(&VARIANCE, spread);
        }
        let u = g / (spread.sqrt() + self.eps);
        notes.line(if centered { &CENTRED } else { &SCALED }, u);
        // A momentum of 0 leaves u as it is: no branch is needed.
        notes.given("v_{t-1}", memory.velocity);
        memory.velocity = self.momentum * memory.velocity + u;
        if heavy {
            notes.line(&VELOCITY, memory.velocity);
        }
        let next = theta - self.lr * memory.velocity;
        notes.line(if heavy { &HEAVY_STEP } else { &STEP }, next);
        next
    }

    fn velocity(&self, memory: &Memory<R>) -> Option<R> {
        (self.momentum.plain() != 0.0).then_some(memory.velocity)
    }

    fn scale(&self, (): &(), memory: &Memory<R>) -> Option<R> {
        Some(self.lr / (self.spread(memory).sqrt() + self.eps))
    }
}

/// `RMSprop`.
pub static OPTIMISER: Description = Description {
    id: "rmsprop",
    name: "RMSprop",
    summary: "Adagrad with a memory that fades: steps keep about the length α.",
    family: Family::Adaptive,
    hyperparameters: &[
        &LR,
        &BETA2.called("beta", "β", r"\beta").or(0.99),
        &EPS,
        &BETA1
            .called("momentum", "μ", r"\mu")
            .which("how much of the last scaled step is kept")
            .or(0.0)
            .within(Domain::NotNegative, BETA1.dial)
            .alone(),
        &WEIGHT_DECAY
            .called("centered", "centred", "c")
            .which("the variance in place of the mean square")
            .within(Domain::Switch, Dial::SWITCH),
        &WEIGHT_DECAY,
    ],
    paper: on_demand(Paper {
        authors: "Tijmen Tieleman and Geoffrey Hinton",
        title: "Lecture 6.5: rmsprop, divide the gradient by a running average of its recent magnitude",
        venue: "Coursera: Neural networks for machine learning",
        year: 2012,
    }),
    code: on_demand(Code::Torch(
        "RMSprop(lr={lr}, alpha={beta}, eps={eps}, momentum={momentum}, centered={centered}, \
         weight_decay={weight_decay})",
    )),
    style: &palette::VIOLET,
    start: each_coordinate!(RmsProp),
};
