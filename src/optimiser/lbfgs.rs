//! L-BFGS: Newton's method with a curvature guessed from the last steps.
//!
//! ```text
//! t = 1: d = −g, τ = min(1, 1/‖g‖₁)·α
//! later: y = g − g_last, s = τ_last·d_last
//!        y·s > 10⁻¹⁰: the pair is kept, H = (y·s)/(y·y)
//!        q = −g; for each pair, the newest first: a = (s·q)/(y·s), q ← q − a·y
//!        d = H·q; for each pair, the oldest first: d ← d + (a − (y·d)/(y·s))·s
//!        τ = α
//! θ ← θ + τ·d, or θ stays where g·d > 0 or g = 0
//! ```
//!
//! # Settings
//! - `lr`, α, 0 or more, default 1: the part of the guessed way that is gone.
//! - `history`, 1 to 100, default 10 (PyTorch's 100): how many pairs are kept.
//!
//! # When to pick it
//! For smooth losses with exact gradients: near a minimum it is almost as fast as Newton's method, without a
//! Hessian. Not with noise, and not far from a minimum without a line search, as here: it may stop where its guess
//! leads uphill.
//!
//! # Source, and which form
//! Jorge Nocedal, "Updating quasi-Newton matrices with limited storage", 1980. As `torch.optim.LBFGS` with one
//! iteration a step, no line search, and no tolerances. Textbooks search along d for a good τ.
//!
//! # Example
//! ```
//! use downhill::{race::Race, scene::Scene};
//! let mut race = Race::new(&Scene::read("loss=bowl&start=-4.5,2&steps=100&run=lbfgs").0);
//! race.advance(100);
//! assert_eq!(race.verdicts(100)[0].words(2), "settled at step 5");
//! ```

use super::SLOPE;
use super::prelude::*;
use crate::equation::Quantity;
use crate::list::List as _;
use crate::loss::Loss;
use crate::point::Point;
use crate::walk::{Halt, WholeRule, whole};

static FIRST: Equation = equation!(r"d_t = -g_t");
static FIRST_LENGTH: Equation = equation!(r"\tau_t = \min(1, \frac{1}{\|g_t\|_1}) \cdot \alpha");
static TURN: Equation = equation!(r"y_t = g_t - g_{t-1}");
static WAY: Equation = equation!(r"s_t = \tau_{t-1} \cdot d_{t-1}");
static SCALE: Equation = equation!(r"H = \frac{y_t \cdot s_t}{y_t \cdot y_t}");
static BEGINNING: Equation = equation!(r"q = -g_t");
static PART: Equation = equation!(r"a_i = \frac{s_i \cdot q}{y_i \cdot s_i}");
static WITHOUT: Equation = equation!(r"q_i = q - a_i \cdot y_i");
static SCALED: Equation = equation!(r"r = H \cdot q");
static WITH: Equation = equation!(r"r_i = r + \left( a_i - \frac{y_i \cdot r}{y_i \cdot s_i} \right) \cdot s_i");
static DIRECTION: Equation = equation!(r"d_t = r");
static LENGTH: Equation = equation!(r"\tau_t = \alpha");
static STEP: Equation = equation!(r"\theta_t = \theta_{t-1} + \tau_t \cdot d_t");
static STAYS: Equation = equation!(r"\theta_t = \theta_{t-1}");

/// The least y·s of a pair that is kept.
const LEAST_TURN: f64 = 1e-10;

#[derive(Clone)]
struct Lbfgs {
    lr: f64,
    history: usize,
    /// g, d and τ of the last step; none before the first.
    last: Option<(Point, Point, f64)>,
    /// y and s, the oldest first.
    pairs: Vec<(Point, Point)>,
    /// H.
    scale: f64,
}

impl Lbfgs {
    /// Keeps what the last step taught, if it did.
    fn learn(&mut self, y: Point, s: Point, notes: &mut dyn Notes<Quantity>) {
        notes.line(&TURN, y.into());
        notes.line(&WAY, s.into());
        let turn = y.dot(s);
        notes.given("H", self.scale.into());
        if turn > LEAST_TURN {
            let kept = self.pairs.len().min(self.history.max(1) - 1);
            self.pairs = self.pairs.iter().skip(self.pairs.len() - kept).copied().list();
            self.pairs.push((y, s));
            self.scale = turn / y.dot(y);
            notes.line(&SCALE, self.scale.into());
        }
    }

    /// −g times the guessed inverse of the Hessian.
    fn direction(&self, gradient: Point, notes: &mut dyn Notes<Quantity>) -> Point {
        let mut q = gradient * -1.0;
        notes.line(&BEGINNING, q.into());
        let mut parts = Vec::with_capacity(self.pairs.len());
        let pair = |(y, s): (Point, Point), notes: &mut dyn Notes<Quantity>| {
            notes.given("y_i", y.into());
            notes.given("s_i", s.into());
        };
        for (y, s) in self.pairs.iter().rev().copied() {
            pair((y, s), notes);
            let part = s.dot(q) / y.dot(s);
            notes.line(&PART, part.into());
            parts.push(part);
            q = q - y * part;
            notes.line(&WITHOUT, q.into());
            notes.given("q", q.into());
        }
        let mut r = q * self.scale;
        notes.line(&SCALED, r.into());
        for ((y, s), part) in self.pairs.iter().copied().zip(parts.into_iter().rev()) {
            pair((y, s), notes);
            notes.given("a_i", part.into());
            r = r + s * (part - y.dot(r) / y.dot(s));
            notes.line(&WITH, r.into());
            notes.given("r", r.into());
        }
        notes.line(&DIRECTION, r.into());
        r
    }
}

impl WholeRule for Lbfgs {
    fn new(values: &Values) -> Self {
        Lbfgs { lr: values["lr"], history: values["history"] as usize, last: None, pairs: Vec::new(), scale: 1.0 }
    }

    fn copy(&self) -> Box<dyn WholeRule> {
        Box::new(self.clone())
    }

    fn change(&mut self, values: &Values) {
        (self.lr, self.history) = (values["lr"], values["history"] as usize);
    }

    fn step(&mut self, theta: Point, g: Point, _: &Loss, notes: &mut dyn Notes<Quantity>) -> Result<Point, Halt> {
        notes.line(&SLOPE, g.into());
        let size = g.x.abs() + g.y.abs();
        let mut next = theta;
        if size != 0.0 {
            let (d, length) = if let Some((before, d, length)) = self.last {
                notes.given("g_{t-1}", before.into());
                notes.given("d_{t-1}", d.into());
                notes.given(r"\tau_{t-1}", length.into());
                self.learn(g - before, d * length, notes);
                let d = self.direction(g, notes);
                notes.line(&LENGTH, self.lr.into());
                (d, self.lr)
            } else {
                let (d, length) = (g * -1.0, (1.0 / size).min(1.0) * self.lr);
                notes.line(&FIRST, d.into());
                notes.line(&FIRST_LENGTH, length.into());
                (d, length)
            };
            self.last = Some((g, d, length));
            // What is no number goes on, as PyTorch has it.
            let uphill = g.dot(d) > 0.0;
            if !uphill {
                next = theta + d * length;
                notes.line(&STEP, next.into());
                return Ok(next);
            }
        }
        notes.line(&STAYS, next.into());
        Ok(next)
    }
}

/// L-BFGS.
pub static OPTIMISER: Description = Description {
    id: "lbfgs",
    name: "L-BFGS",
    summary: "Guesses the curvature from its last steps, and jumps as Newton does.",
    family: Family::SecondOrder,
    hyperparameters: &[
        &LR.or(1.0),
        &WEIGHT_DECAY
            .called("history", "m", "m")
            .which("how many of the last steps are remembered")
            .or(10.0)
            .documented(100.0)
            .within(Domain::Whole(100), Dial::Linear { from: 1.0, to: 100.0, decimals: 0 }),
    ],
    paper: on_demand(Paper {
        authors: "Jorge Nocedal",
        title: "Updating quasi-Newton matrices with limited storage",
        venue: "Mathematics of Computation 35",
        year: 1980,
    }),
    code: on_demand(Code::Torch(
        "LBFGS(lr={lr}, max_iter=1, history_size={history}, line_search_fn=None, tolerance_grad=0, \
         tolerance_change=0)",
    )),
    style: &palette::TEAL.dashed(palette::SOLID),
    start: whole::<Lbfgs>(),
};
