//! What can be said of a run, from its data.

use std::fmt;

use super::extremes::Extent;
use super::track::Track;
use crate::loss::{Loss, Minimum};
use crate::number::{count, readable};

/// A run has settled when it stays within this part of the start's distance to its minimum.
const NEAR: f64 = 0.01;

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
        /// How far that is from the nearest minimum.
        distance: f64,
    },
    /// θ or J left the finite numbers.
    Diverged {
        /// The first step at which one was not finite.
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
    /// The verdict on the steps 0 … `at`.
    #[must_use]
    pub fn of(track: &Track, loss: &Loss, at: usize) -> Self {
        if let Some(step) = track.left_at().filter(|step| *step <= at) {
            return Verdict { outcome: Outcome::Diverged { step }, overshoot: None };
        }
        let at = at.min(track.last());
        let (start, theta) = (track.theta(0), track.theta(at));
        let minimum = loss.nearest_minimum(theta);
        let near = NEAR * (start - minimum.x).abs();
        let outcome = if (theta - minimum.x).abs() <= near {
            let best = minimum.value <= loss.best().value;
            Outcome::Settled { step: settled_since(track, at, minimum.x - near, minimum.x + near), minimum, best }
        } else {
            Outcome::UnderWay { theta, distance: (theta - minimum.x).abs() }
        };
        Verdict { outcome, overshoot: overshoot(track, at, start, minimum.x, near) }
    }
}

/// The first step from which on θ stays from `least` to `greatest` up to `at`, where it is.
fn settled_since(track: &Track, at: usize, least: f64, greatest: f64) -> usize {
    let within = |extent: Extent| extent.least >= least && extent.greatest <= greatest;
    // The last step outside is found by halving: the right half is asked first.
    let (mut from, mut to) = (0, at + 1);
    if within(track.theta_extent(from, to)) {
        return 0;
    }
    while to - from > 1 {
        let middle = usize::midpoint(from, to);
        if within(track.theta_extent(middle, to)) { to = middle } else { from = middle }
    }
    to
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
        }
    }
}
