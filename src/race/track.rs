//! The history of one run, in columns.

use super::extremes::{Extent, Extremes};
use crate::loss::Loss;
use crate::optimiser::Walk;

/// θ after every step of one run, from step 0, the start. J is not kept: it follows from θ.
#[derive(Default)]
pub struct Track {
    theta: Vec<f64>,
    theta_extremes: Extremes,
    loss_extremes: Extremes,
    gradient: f64,
    left_at: Option<usize>,
    ended_as_nan: bool,
}

impl Track {
    /// Forgets the history and stands at `start`, with room for `steps` steps.
    pub(super) fn restart(&mut self, loss: &Loss, start: f64, steps: usize) {
        self.theta.clear();
        self.theta.reserve_exact(steps + 1);
        self.theta_extremes.clear(steps + 1);
        self.loss_extremes.clear(steps + 1);
        self.left_at = None;
        let (value, gradient) = loss.value_and_slope(start);
        self.gradient = gradient;
        self.keep(start, value);
    }

    fn keep(&mut self, theta: f64, value: f64) {
        self.theta.push(theta);
        self.theta_extremes.push(theta);
        self.loss_extremes.push(value);
    }

    /// The steps `from` + 1 … `to`, or up to the last one at which θ and J are finite.
    pub(super) fn extend(&mut self, walk: &mut dyn Walk, loss: &Loss, from: usize, to: usize) {
        let (theta, gradient) = (self.theta[self.theta.len() - 1], self.gradient);
        walk.steps(to - from, theta, gradient, &mut |theta| {
            let (value, gradient) = loss.value_and_slope(theta);
            if !(theta.is_finite() && value.is_finite()) {
                (self.left_at, self.ended_as_nan) = (Some(self.theta.len()), theta.is_nan());
                return None;
            }
            self.keep(theta, value);
            self.gradient = gradient;
            Some(gradient)
        });
    }

    /// The last step that is kept: the newest, or the last finite one.
    #[must_use]
    pub fn last(&self) -> usize {
        self.theta.len() - 1
    }

    /// The first step at which θ or J was not finite.
    #[must_use]
    pub fn left_at(&self) -> Option<usize> {
        self.left_at
    }

    /// Whether θ was no number at all at that step, rather than too large a one.
    #[must_use]
    pub fn ended_as_nan(&self) -> bool {
        self.ended_as_nan
    }

    /// θ after `step` steps; after the last one kept, that one's.
    #[must_use]
    pub fn theta(&self, step: usize) -> f64 {
        self.theta[step.min(self.last())]
    }

    /// Every θ kept, from step 0.
    #[must_use]
    pub fn thetas(&self) -> &[f64] {
        &self.theta
    }

    /// The least and greatest θ of the steps `from` … `to` − 1.
    #[must_use]
    pub fn theta_extent(&self, from: usize, to: usize) -> Extent {
        self.theta_extremes.of(from, to, |step| self.theta[step])
    }

    /// The least and greatest J of the steps `from` … `to` − 1.
    #[must_use]
    pub fn loss_extent(&self, loss: &Loss, from: usize, to: usize) -> Extent {
        self.loss_extremes.of(from, to, |step| loss.value(self.theta[step]))
    }
}
