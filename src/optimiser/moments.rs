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
    /// 1 − β₁.
    fresh1: R,
    pub(super) beta2: R,
    /// 1 − β₂.
    pub(super) fresh2: R,
    pub(super) eps: R,
}

impl<R: Real> Settings<R> {
    pub(super) fn new(values: &Values<R>) -> Self {
        let one = R::from(1.0);
        let [beta1, beta2] = [values["beta1"], values["beta2"]];
        Settings { lr: values["lr"], beta1, fresh1: one - beta1, beta2, fresh2: one - beta2, eps: values["eps"] }
    }

    /// v, with the next gradient.
    pub(super) fn mean<N: Notes<R>>(&self, mean: &mut R, correction: &Correction<R>, g: R, notes: &mut N) {
        notes.given("v_{t-1}", *mean);
        *mean = self.beta1 * *mean + self.fresh1 * g;
        notes.given("t", correction.t());
        notes.line(&MEAN, *mean);
    }
}

/// What the averages are divided by.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Corrections<R> {
    pub(super) mean: Correction<R>,
    pub(super) squares: Correction<R>,
}

impl<R: Real> Corrections<R> {
    /// From now on with these.
    pub(super) fn adopt(&mut self, beta1: R, beta2: R) {
        self.mean.adopt(beta1);
        self.squares.adopt(beta2);
    }
}

impl<R: Real> Clock for Corrections<R> {
    fn tick(&mut self) {
        self.mean.next();
        self.squares.next();
    }
}

/// v and G.
#[derive(Clone, PartialEq)]
pub(super) struct Moments<R> {
    pub(super) mean: R,
    pub(super) squares: R,
}

impl<R: Real> Moments<R> {
    pub(super) fn starting_at(value: R) -> Self {
        Moments { mean: value, squares: value }
    }

    /// v and G, with the next gradient.
    pub(super) fn next<N: Notes<R>>(&mut self, settings: &Settings<R>, clock: &Corrections<R>, g: R, notes: &mut N) {
        settings.mean(&mut self.mean, &clock.mean, g, notes);
        notes.given("G_{t-1}", self.squares);
        self.next_squares(settings, g);
        notes.line(&SQUARES, self.squares);
    }

    /// G, with the square of this.
    pub(super) fn next_squares(&mut self, settings: &Settings<R>, g: R) {
        self.squares = settings.beta2 * self.squares + settings.fresh2 * g * g;
    }

    /// v̂.
    pub(super) fn corrected_mean<N: Notes<R>>(&self, clock: &Corrections<R>, notes: &mut N) -> R {
        let mean = self.mean / clock.mean.last();
        notes.line(&CORRECTED_MEAN, mean);
        mean
    }

    /// Ĝ.
    pub(super) fn corrected_squares<N: Notes<R>>(&self, clock: &Corrections<R>, notes: &mut N) -> R {
        let squares = self.squares / clock.squares.last();
        notes.line(&CORRECTED_SQUARES, squares);
        squares
    }

    /// θ one step from `theta`: against v̂, divided by the root of Ĝ; told by this line.
    pub(super) fn step<N: Notes<R>>(
        &self,
        settings: &Settings<R>,
        clock: &Corrections<R>,
        theta: R,
        line: &'static Equation,
        notes: &mut N,
    ) -> R {
        let mean = self.corrected_mean(clock, notes);
        let squares = self.corrected_squares(clock, notes);
        let next = theta - settings.lr * (mean / (squares.sqrt() + settings.eps));
        notes.line(line, next);
        next
    }

    /// α/(√Ĝ + ε).
    pub(super) fn scale(&self, settings: &Settings<R>, clock: &Corrections<R>) -> R {
        settings.lr / (self.corrected_squares(clock, &mut ()).sqrt() + settings.eps)
    }
}
