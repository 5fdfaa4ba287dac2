//! Lion: momentum of which only the sign is followed.
//!
//! ```text
//! u = sign(β₁·v + (1−β₁)·g)
//! v ← β₂·v + (1−β₂)·g
//! θ ← θ − α·(u + λ·θ)
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 0.001: the length of every step in each coordinate.
//! - `beta1`, β₁, 0 up to 1, default 0.9: how much of the velocity counts against the newest gradient.
//! - `beta2`, β₂, 0 up to 1, default 0.99: how long gradients are remembered.
//! - `weight_decay`, λ, 0 or more, default 0 (Optax's 0.001): adds λ·θ to the step, beside the sign.
//!
//! # When to pick it
//! For large networks, with an α three to ten times smaller than Adam's: it keeps one number for each parameter.
//! Not to land on a minimum: its steps never shrink, so it goes round it until α does.
//!
//! # Source, and which form
//! Xiangning Chen, Chen Liang, Da Huang, Esteban Real, Kaiyuan Wang, Yao Liu, Hieu Pham, Xuanyi Dong, Thang Luong,
//! Cho-Jui Hsieh, Yifeng Lu and Quoc V. Le, "Symbolic discovery of optimization algorithms", 2023. As `optax.lion`.
//! The paper writes m for v.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("start=3&steps=1&run=lion").0);
//! race.advance(1);
//! assert_eq!(race.tracks()[0].theta(1).x, 3.0 - 0.001);
//! ```

use super::SLOPE;
use super::prelude::*;

static SIGN: Equation = equation!(r"u_t = \operatorname{sign}(\beta_1 \cdot v_{t-1} + (1 - \beta_1) \cdot g_t)");
static MEAN: Equation = equation!(r"v_t = \beta_2 \cdot v_{t-1} + (1 - \beta_2) \cdot g_t");
static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot u_t");
static DECAYING_STEP: Equation =
    equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot (u_t + \lambda \cdot \theta_{t-1})");

struct Lion<R> {
    lr: R,
    beta1: R,
    /// 1 − β₁.
    fresh1: R,
    beta2: R,
    /// 1 − β₂.
    fresh2: R,
    weight_decay: R,
    /// Whether weight decay is 0, in all races: then nothing waits for a sum.
    does_not_decay: bool,
}

impl<R: Real> Rule<R> for Lion<R> {
    type Clock = ();
    /// v.
    type Memory = R;

    fn new(values: &Values<R>) -> Self {
        let one = R::from(1.0);
        let [beta1, beta2, weight_decay] = [values["beta1"], values["beta2"], values["weight_decay"]];
        let (fresh1, fresh2, does_not_decay) = (one - beta1, one - beta2, weight_decay == R::default());
        Lion { lr: values["lr"], beta1, fresh1, beta2, fresh2, weight_decay, does_not_decay }
    }

    fn memory(&self) -> R {
        R::default()
    }

    fn step<N: Notes<R>>(&self, (): &(), mean: &mut R, theta: R, gradient: R, notes: &mut N) -> R {
        notes.line(&SLOPE, gradient);
        notes.given("v_{t-1}", *mean);
        let sign = (self.beta1 * *mean + self.fresh1 * gradient).sign();
        notes.line(&SIGN, sign);
        *mean = self.beta2 * *mean + self.fresh2 * gradient;
        notes.line(&MEAN, *mean);
        if self.does_not_decay {
            let next = theta - self.lr * sign;
            notes.line(&STEP, next);
            return next;
        }
        let decayed = sign + self.weight_decay * theta;
        let next = theta - self.lr * self.weight_decay.where_equal(R::default(), sign, decayed);
        notes.line(&DECAYING_STEP, next);
        next
    }

    fn velocity(&self, mean: &R) -> Option<R> {
        Some(*mean)
    }

    fn scale(&self, (): &(), _: &R) -> Option<R> {
        Some(self.lr)
    }
}

/// Lion.
pub static OPTIMISER: Description = Description {
    id: "lion",
    name: "Lion",
    summary: "Momentum of which only the sign is followed: every step is α long.",
    family: Family::Sign,
    hyperparameters: &[
        &LR.or(1e-3),
        &BETA1.which("how much of the velocity counts against the newest gradient"),
        &BETA2.which("how long gradients are remembered").or(0.99).alone(),
        &WEIGHT_DECAY.documented(1e-3),
    ],
    paper: on_demand(Paper {
        authors: "Xiangning Chen and Chen Liang and Da Huang and Esteban Real and Kaiyuan Wang and Yao Liu and \
                  Hieu Pham and Xuanyi Dong and Thang Luong and Cho-Jui Hsieh and Yifeng Lu and Quoc V. Le",
        title: "Symbolic discovery of optimization algorithms",
        venue: "Advances in Neural Information Processing Systems 36",
        year: 2023,
    }),
    code: on_demand(Code::Optax("lion({lr}, b1={beta1}, b2={beta2}, weight_decay={weight_decay})")),
    style: &palette::PINK.dashed(palette::SOLID),
    start: each_coordinate!(Lion),
};
