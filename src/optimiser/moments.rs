//! What Adam and its kin share: a moving average of gradients and one of their squares, both corrected for
//! where they start. No optimiser itself.

use super::prelude::*;

pub(super) static MEAN: Equation = equation!(r"v_t = \beta_1 \cdot v_{t-1} + (1 - \beta_1) \cdot g_t");
pub(super) static SQUARES: Equation = equation!(r"G_t = \beta_2 \cdot G_{t-1} + (1 - \beta_2) \cdot g_t^2");
pub(super) static CORRECTED_MEAN: Equation = equation!(r"\hat{v}_t = \frac{v_t}{1 - \beta_1^t}");
pub(super) static CORRECTED_SQUARES: Equation = equation!(r"\hat{G}_t = \frac{G_t}{1 - \beta_2^t}");
pub(super) static STEP: Equation =
    equation!(r"\theta_t = \theta_{t-1} - \alpha \cdot \frac{\hat{v}_t}{\sqrt{\hat{G}_t} + \varepsilon}");

/// The settings that all of them have.
pub(super) struct Settings<R> {
    pub(super) lr: R,
    pub(super) beta1: R,
    pub(super) beta2: R,
    pub(super) eps: R,
}

impl<R: Real> Settings<R> {
    pub(super) fn new(values: &Values<R>) -> Self {
        Settings { lr: values["lr"], beta1: values["beta1"], beta2: values["beta2"], eps: values["eps"] }
    }
}

/// A moving average, and what it is divided by for where it started.
#[derive(Clone, PartialEq)]
pub(super) struct Average<R> {
    pub(super) value: R,
    pub(super) correction: Correction<R>,
}

impl<R: Real> Average<R> {
    pub(super) fn starting_at(value: R) -> Self {
        Average { value, correction: Correction::default() }
    }

    /// β·value + (1−β)·a·b.
    pub(super) fn next(&mut self, beta: R, a: R, b: R) {
        self.correction.next(beta);
        self.value = beta * self.value + (R::from(1.0) - beta) * a * b;
    }

    pub(super) fn corrected(&self) -> R {
        self.value / self.correction.last()
    }

    /// As v, the average of gradients: with the next one.
    pub(super) fn mean<N: Notes<R>>(&mut self, beta: R, g: R, notes: &mut N) {
        notes.given("v_{t-1}", self.value);
        self.next(beta, g, R::from(1.0));
        notes.given("t", self.correction.t());
        notes.line(&MEAN, self.value);
    }

    /// v̂.
    pub(super) fn corrected_mean<N: Notes<R>>(&self, notes: &mut N) -> R {
        let mean = self.corrected();
        notes.line(&CORRECTED_MEAN, mean);
        mean
    }
}

/// v and G.
#[derive(Clone, PartialEq)]
pub(super) struct Moments<R> {
    pub(super) mean: Average<R>,
    pub(super) squares: Average<R>,
}

impl<R: Real> Moments<R> {
    pub(super) fn starting_at(value: R) -> Self {
        Moments { mean: Average::starting_at(value), squares: Average::starting_at(value) }
    }

    /// v and G, with the next gradient.
    pub(super) fn next<N: Notes<R>>(&mut self, settings: &Settings<R>, g: R, notes: &mut N) {
        self.mean.mean(settings.beta1, g, notes);
        notes.given("G_{t-1}", self.squares.value);
        self.squares.next(settings.beta2, g, g);
        notes.line(&SQUARES, self.squares.value);
    }

    /// Ĝ.
    pub(super) fn corrected_squares<N: Notes<R>>(&self, notes: &mut N) -> R {
        let squares = self.squares.corrected();
        notes.line(&CORRECTED_SQUARES, squares);
        squares
    }

    /// θ one step from `theta`: against v̂, divided by the root of Ĝ.
    pub(super) fn step<N: Notes<R>>(&self, settings: &Settings<R>, theta: R, notes: &mut N) -> R {
        self.step_told(settings, theta, &STEP, notes)
    }

    /// The same, told by another line.
    pub(super) fn step_told<N: Notes<R>>(
        &self,
        settings: &Settings<R>,
        theta: R,
        line: &'static Equation,
        notes: &mut N,
    ) -> R {
        let mean = self.mean.corrected_mean(notes);
        let squares = self.corrected_squares(notes);
        let next = theta - settings.lr * (mean / (squares.sqrt() + settings.eps));
        notes.line(line, next);
        next
    }

    /// α/(√Ĝ + ε).
    pub(super) fn scale(&self, settings: &Settings<R>) -> R {
        settings.lr / (self.squares.corrected().sqrt() + settings.eps)
    }
}
