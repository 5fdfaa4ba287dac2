//! Newton's method: straight to where the slope would vanish if the loss were a quadratic.
//!
//! ```text
//! (∇²J + δ·I)·p = ∇J
//! θ ← θ − α·p
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 1: the part of the way that is gone. 1 lands on a quadratic's minimum at once.
//! - `damping`, δ, 0 or more, default 0: is added to every curvature. The larger, the nearer to gradient descent;
//!   above the most negative curvature the step leads downhill again.
//!
//! # When to pick it
//! Near a minimum of few parameters: it doubles the number of right digits with each step. Not far from one: it
//! goes to whatever has no slope, be it a saddle or a maximum, and its Hessian costs the square of the number of
//! parameters.
//!
//! # Source, and which form
//! Isaac Newton and Joseph Raphson, as the multivariate method of Thomas Simpson, "Essays on several curious and
//! useful subjects", 1740. The exact Hessian, no line search. Neither PyTorch nor Optax has it. Where the
//! Hessian is singular the run stops and says so.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("loss=bowl&start=-4.5,2&steps=1&run=newton").0);
//! race.advance(1);
//! assert!(race.tracks()[0].theta(1).length() < 1e-15);
//! ```

use super::prelude::*;
use crate::equation::Quantity;
use crate::loss::Loss;
use crate::point::Point;
use crate::walk::{Halt, WholeRule, whole};

static DIRECTION: Equation = equation!(r"p_t = \left( H + \delta \cdot I \right)^{-1} \cdot \nabla J(\theta_{t-1})");
static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot p_t");

#[derive(Clone)]
struct Newton {
    lr: f64,
    damping: f64,
}

impl WholeRule for Newton {
    fn new(values: &Values) -> Self {
        Newton { lr: values["lr"], damping: values["damping"] }
    }

    fn copy(&self) -> Box<dyn WholeRule> {
        Box::new(self.clone())
    }

    fn change(&mut self, values: &Values) {
        *self = Newton::new(values);
    }

    fn step(
        &mut self,
        theta: Point,
        gradient: Point,
        loss: &Loss,
        notes: &mut dyn Notes<Quantity>,
    ) -> Result<Point, Halt> {
        let [mut first, mut second] = loss.curvature(theta).hessian;
        notes.given("H", [first, second].into());
        notes.given("I", [Point::new(1.0, 0.0), Point::new(0.0, 1.0)].into());
        first.x += self.damping;
        second.y += self.damping;
        let p = if loss.dimensions() == 1 {
            if first.x == 0.0 {
                return Err(Halt::Singular);
            }
            Point::on_line(gradient.x / first.x)
        } else {
            let determinant = first.x * second.y - first.y * second.x;
            if determinant == 0.0 {
                return Err(Halt::Singular);
            }
            Point::new(
                (gradient.x * second.y - first.y * gradient.y) / determinant,
                (first.x * gradient.y - gradient.x * second.x) / determinant,
            )
        };
        notes.line(&DIRECTION, p.into());
        let next = theta - p * self.lr;
        notes.line(&STEP, next.into());
        Ok(next)
    }
}

/// Newton's method.
pub static OPTIMISER: Description = Description {
    id: "newton",
    name: "Newton",
    summary: "Jumps to where the slope would vanish if the loss were a quadratic.",
    family: Family::SecondOrder,
    hyperparameters: &[
        &LR.or(1.0),
        &WEIGHT_DECAY.called("damping", "δ", r"\delta").which("is added to every curvature"),
    ],
    paper: on_demand(Paper {
        authors: "Thomas Simpson",
        title: "Essays on several curious and useful subjects",
        venue: "H. Woodfall, London",
        year: 1740,
    }),
    code: on_demand(Code::Python {
        before: "",
        step: "    h = torch.autograd.functional.hessian(loss, theta) + damping * torch.eye(len(theta))\n    \
               if torch.linalg.det(h) == 0:\n        \
               break\n    \
               theta = theta - lr * torch.linalg.solve(h, torch.autograd.functional.jacobian(loss, theta))\n",
    }),
    style: &palette::BLUE.dashed(palette::SOLID),
    start: whole::<Newton>(),
};
