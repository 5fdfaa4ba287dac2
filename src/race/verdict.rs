//! What can be said of a run, from its data.

use std::fmt;

use super::track::Track;
use crate::loss::{Loss, Minimum};
use crate::number::{count, readable};

/// A run has settled when it stays within this part of the start's distance to its minimum.
const NEAR: f64 = 0.01;
/// Minima are known this well, relative to where they lie.
const ROUNDING: f64 = 1e-12;
/// A run that went farther than this before it left the numbers did so by growing.
const GROWN: f64 = 1e100;

/// What became of a run, up to some iteration.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// How it ended, so far.
    pub outcome: Outcome,
    /// How far it shot past its minimum, if it did by more than 1 % of the start's distance.
    pub overshoot: Option<Overshoot>,
}

/// How a run ended, so far.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It stays within 1 % of the start's distance to a minimum.
    Settled {
        /// From this step on.
        step: usize,
        /// The minimum it ends at.
        minimum: Minimum,
        /// Whether no other minimum is lower.
        best: bool,
    },
    /// It has not settled.
    UnderWay {
        /// Where it is.
        theta: f64,
        /// The nearest minimum.
        minimum: Minimum,
        /// How far off that is.
        distance: f64,
    },
    /// θ or J left the finite numbers.
    Diverged {
        /// The first step at which one was not finite.
        step: usize,
    },
    /// θ became no number at all without growing: 0 was divided by 0.
    Broke {
        /// The step at which it did.
        step: usize,
    },
}

/// The farthest point past the minimum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overshoot {
    /// θ there.
    pub theta: f64,
    /// The step that reached it.
    pub step: usize,
}

impl Verdict {
    /// The verdict at iteration `at`: what has happened up to then. A run counts as settled only if it
    /// also stays where it is in the steps that are known to follow.
    #[must_use]
    pub fn of(track: &Track, loss: &Loss, at: usize) -> Self {
        if let Some(step) = track.left_at().filter(|step| *step <= at) {
            let grew = track.theta(track.last()).abs() > GROWN;
            let outcome =
                if grew || !track.ended_as_nan() { Outcome::Diverged { step } } else { Outcome::Broke { step } };
            return Verdict { outcome, overshoot: None };
        }
        let at = at.min(track.last());
        let (start, theta) = (track.theta(0), track.theta(at));
        let minimum = loss.nearest_minimum(theta);
        // A start within rounding of a minimum is at it.
        let near = (NEAR * (start - minimum.x).abs()).max(ROUNDING * minimum.x.abs());
        let outcome = match settled_since(track, minimum.x - near, minimum.x + near) {
            Some(step) if step <= at => Outcome::Settled { step, minimum, best: minimum.value <= loss.best().value },
            _ => Outcome::UnderWay { theta, minimum, distance: (theta - minimum.x).abs() },
        };
        Verdict { outcome, overshoot: overshoot(track, at, start, minimum.x, near) }
    }
}

/// The first step from which on θ stays from `least` to `greatest`, if it ends there.
fn settled_since(track: &Track, least: f64, greatest: f64) -> Option<usize> {
    let end = track.last() + 1;
    let within = |from: usize| {
        let extent = track.theta_extent(from, end);
        extent.least >= least && extent.greatest <= greatest
    };
    if within(0) {
        return Some(0);
    }
    // By halving: from some step on it is within, before that it is not.
    let (mut outside, mut inside) = (0, end);
    while inside - outside > 1 {
        let middle = usize::midpoint(outside, inside);
        if within(middle) { inside = middle } else { outside = middle }
    }
    (inside < end).then_some(inside)
}

fn overshoot(track: &Track, at: usize, start: f64, minimum: f64, near: f64) -> Option<Overshoot> {
    let extent = track.theta_extent(0, at + 1);
    let theta = if start > minimum { extent.least } else { extent.greatest };
    let past = if start > minimum { minimum - theta } else { theta - minimum };
    if start == minimum || past <= near {
        return None;
    }
    // The first step that reaches it, again by halving.
    let reaches = |from, to| {
        let extent = track.theta_extent(from, to);
        extent.least == theta || extent.greatest == theta
    };
    let (mut from, mut to) = (0, at + 1);
    while to - from > 1 {
        let middle = usize::midpoint(from, to);
        if reaches(from, middle) { to = middle } else { from = middle }
    }
    Some(Overshoot { theta, step: from })
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(past) = self.overshoot {
            write!(f, "overshot to {} at step {}, ", readable(past.theta, 3), count(past.step))?;
        }
        self.outcome.fmt(f)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Settled { step: 0, minimum, best: true } => {
                write!(f, "at the minimum from the start, θ = {}", readable(minimum.x, 4))
            }
            Outcome::Settled { step, best: true, .. } => write!(f, "settled at step {}", count(*step)),
            Outcome::Settled { step, .. } => write!(f, "settled at step {} in a local minimum", count(*step)),
            Outcome::UnderWay { distance, .. } => write!(f, "still under way, {} off", readable(*distance, 4)),
            Outcome::Diverged { step } => {
                write!(f, "diverged: past the finite numbers at step {}", count(*step))
            }
            Outcome::Broke { step } => write!(f, "broke off at step {}: 0 divided by 0", count(*step)),
        }
    }
}
