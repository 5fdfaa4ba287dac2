//! Rprop: only the sign of the slope counts; each coordinate has a step that grows and shrinks.
//!
//! ```text
//! k = g·h               (h, the gradient used last, starts at 0; s, the step, at α)
//! s ← s·η₊ if k > 0, s·η₋ if k < 0, s if k = 0; then within s_min … s_max
//! h ← 0 if k < 0, else g
//! θ ← θ − sign(h)·s
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.01: the length of the first step; it has no effect on later ones.
//! - `eta_minus`, η₋, above 0 and below 1, default 0.5: what the step shrinks by where the slope turns.
//! - `eta_plus`, η₊, above 1, default 1.2: what it grows by where the slope keeps its sign.
//! - `step_min`, 0 or more, default 1e-6: the shortest step.
//! - `step_max`, 0 or more, default 50: the longest; it counts where both cannot be had.
//!
//! # When to pick it
//! With exact gradients that differ wildly in size: it halves its step at each turn and so closes in fast. Not with
//! noisy ones, such as mini-batches, whose signs mean little.
//!
//! # Source, and which form
//! Martin Riedmiller and Heinrich Braun, "A direct adaptive method for faster backpropagation learning: the RPROP
//! algorithm", 1993. As `torch.optim.Rprop`, which after a turn waits one step where the paper goes back: the form
//! that Christian Igel and Michael Hüsken, "Improving the Rprop learning algorithm", 2000, call iRprop⁻.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1000&run=rprop").0);
//! race.advance(1000);
//! assert_eq!(race.verdicts(1000)[0].words(1), "overshot to −0.262 at step 23, settled at step 30");
//! ```

use super::SLOPE;
use super::prelude::*;

static AGREEMENT: Equation = equation!(r"k_t = g_t \cdot h_{t-1}");
static LONGER: Equation = equation!(r"s_t = \min(\max(s_{t-1} \cdot \eta_{+}, s_{\min}), s_{\max})");
static SHORTER: Equation = equation!(r"s_t = \min(\max(s_{t-1} \cdot \eta_{-}, s_{\min}), s_{\max})");
static AS_LONG: Equation = equation!(r"s_t = \min(\max(s_{t-1}, s_{\min}), s_{\max})");
static USED: Equation = equation!(r"h_t = g_t");
static WAITS: Equation = equation!(r"h_t = 0");
static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \operatorname{sign}(h_t) \cdot s_t");

struct Rprop<R> {
    lr: R,
    eta_minus: R,
    eta_plus: R,
    step_min: R,
    step_max: R,
}

#[derive(Clone, PartialEq)]
struct Memory<R> {
    /// s.
    step: R,
    /// h.
    used: R,
}

impl<R: Real> Rule<R> for Rprop<R> {
    type Clock = ();
    type Memory = Memory<R>;

    fn new(values: &Values<R>) -> Self {
        Rprop {
            lr: values["lr"],
            eta_minus: values["eta_minus"],
            eta_plus: values["eta_plus"],
            step_min: values["step_min"],
            step_max: values["step_max"],
        }
    }

    fn memory(&self) -> Memory<R> {
        Memory { step: self.lr, used: R::default() }
    }

    fn step<N: Notes<R>>(&self, (): &(), memory: &mut Memory<R>, theta: R, gradient: R, notes: &mut N) -> R {
        notes.line(&SLOPE, gradient);
        notes.given("h_{t-1}", memory.used);
        let agreement = gradient * memory.used;
        notes.line(&AGREEMENT, agreement);
        notes.given("s_{t-1}", memory.step);
        let (zero, one) = (R::default(), R::from(1.0));
        let factor = zero.where_less(agreement, self.eta_plus, agreement.where_less(zero, self.eta_minus, one));
        memory.step = (memory.step * factor).at_least(self.step_min).at_most(self.step_max);
        let (line, turned) = match agreement.plain() {
            k if k > 0.0 => (&LONGER, false),
            k if k < 0.0 => (&SHORTER, true),
            _ => (&AS_LONG, false),
        };
        notes.line(line, memory.step);
        memory.used = agreement.where_less(zero, zero, gradient);
        notes.line(if turned { &WAITS } else { &USED }, memory.used);
        let next = theta - memory.used.sign() * memory.step;
        notes.line(&STEP, next);
        next
    }

    fn scale(&self, (): &(), memory: &Memory<R>) -> Option<R> {
        Some(memory.step)
    }
}

/// Rprop.
pub static OPTIMISER: Description = Description {
    id: "rprop",
    name: "Rprop",
    summary: "Takes only the sign of the slope; its step grows until the slope turns.",
    family: Family::Sign,
    hyperparameters: &[
        &LR.which("learning rate: how long the first step is"),
        &WEIGHT_DECAY
            .called("eta_minus", "η₋", r"\eta_{-}")
            .which("what the step shrinks by where the slope turns")
            .or(0.5)
            .within(Domain::BetweenZeroAndOne, Dial::Linear { from: 0.01, to: 0.99, decimals: 2 }),
        &WEIGHT_DECAY
            .called("eta_plus", "η₊", r"\eta_{+}")
            .which("what the step grows by where it does not")
            .or(1.2)
            .within(Domain::AboveOne, Dial::Linear { from: 1.01, to: 3.0, decimals: 2 }),
        &WEIGHT_DECAY
            .called("step_min", "sₘᵢₙ", r"s_{\min}")
            .which("the shortest step")
            .or(1e-6)
            .within(Domain::NotNegative, Dial::Log { from: -12, to: 1, per_decade: 60, zero: true }),
        &WEIGHT_DECAY
            .called("step_max", "sₘₐₓ", r"s_{\max}")
            .which("the longest step")
            .or(50.0)
            .within(Domain::NotNegative, Dial::Linear { from: 0.0, to: 100.0, decimals: 1 }),
    ],
    paper: on_demand(Paper {
        authors: "Martin Riedmiller and Heinrich Braun",
        title: "A direct adaptive method for faster backpropagation learning: the RPROP algorithm",
        venue: "IEEE International Conference on Neural Networks",
        year: 1993,
    }),
    code: on_demand(Code::Torch("Rprop(lr={lr}, etas=({eta_minus}, {eta_plus}), step_sizes=({step_min}, {step_max}))")),
    style: &palette::GREEN.dashed(palette::DOTS),
    start: each_coordinate!(Rprop),
};
