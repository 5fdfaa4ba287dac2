//! What can be said of a run, from its data.

use super::search::{farthest, last_off, last_outside};
use super::track::{Cause, Track};
use crate::loss::{Loss, Minimum, Slope};
use crate::number::{count, place, readable};
use crate::point::Point;

/// A run has settled when it stays within this part of the start's distance to its minimum.
const NEAR: f64 = 0.01;
/// Minima are known this well, relative to where they lie.
const ROUNDING: f64 = 1e-12;

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
    /// It stays within 1 % of the start's distance to a minimum; on a floor, where every place is as good, within
    /// 1/10 000 of the start's height above it, which in a bowl is the same.
    Settled {
        /// From this step on.
        step: usize,
        /// The minimum it ends at; on a floor the place where it is.
        minimum: Minimum,
        /// Whether no other minimum is lower.
        best: bool,
    },
    /// It has not settled.
    UnderWay {
        /// Where it is.
        theta: Point,
        /// J there.
        value: f64,
        /// The nearest minimum, if any is known and is no floor.
        minimum: Option<Minimum>,
    },
    /// It left the finite numbers, or came to where J has none.
    Ended {
        /// The first step at which θ or J was not finite.
        step: usize,
        /// Why.
        cause: Cause,
    },
}

/// The farthest point past the minimum, seen along the straight line from the start to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overshoot {
    /// θ there.
    pub theta: Point,
    /// The step that reached it.
    pub step: usize,
}

impl Verdict {
    /// The verdict at iteration `at`: what has happened up to then. A run counts as settled only if it
    /// also stays where it is in the steps that are known to follow.
    #[must_use]
    pub fn of(track: &Track, loss: &Loss, at: usize) -> Self {
        if let Some(end) = track.end().filter(|end| end.step <= at) {
            let outcome = Outcome::Ended { step: end.step, cause: end.cause };
            return Verdict { outcome, overshoot: None };
        }
        let at = at.min(track.last());
        let (start, theta) = (track.theta(0), track.theta(at));
        let under_way = |minimum| Outcome::UnderWay { theta, value: loss.value(theta), minimum };
        let Some(minimum) = goal(loss, start, theta) else {
            return Verdict { outcome: under_way(None), overshoot: None };
        };
        let (outside, place, overshoot) = if minimum.alone {
            let near = near(start, &minimum);
            let overshoot = overshoot(track, at, start, minimum.at, near);
            (last_outside(track, minimum.at, near), minimum.at, overshoot)
        } else {
            (last_off(track, loss, minimum.value, room(loss, start, &minimum)), theta, None)
        };
        let outcome = match outside.map_or(0, |last| last + 1) {
            step if step <= at => {
                Outcome::Settled { step, minimum: Minimum { at: place, ..minimum }, best: loss.is_best(&minimum) }
            }
            _ => under_way(minimum.alone.then_some(minimum)),
        };
        Verdict { outcome, overshoot }
    }
}

/// The minimum at which a run from `start` is, or seems to be going to: the nearest, but for one of the floors that it
/// is on, as the place that is named of a floor may be far off.
fn goal(loss: &Loss, start: Point, theta: Point) -> Option<Minimum> {
    let nearest = loss.nearest_minimum(theta)?;
    if nearest.alone && nearest.at.distance(theta) <= near(start, &nearest) {
        return Some(nearest);
    }
    let floor = loss.nearest_of(theta, &|minimum| !minimum.alone && is_on(loss, start, theta, minimum));
    floor.map_or(Some(nearest), |place| loss.minima().get(place).copied())
}

/// Whether a run from `start` is on a floor: as low, and not on its way farther down.
fn is_on(loss: &Loss, start: Point, theta: Point, floor: &Minimum) -> bool {
    let Slope { value, gradient } = loss.slope(theta);
    let height = (value - floor.value).abs();
    // Four times as far as a straight slope would need: in a valley that is its other side at most.
    let beyond = gradient * (-4.0 * height / gradient.dot(gradient));
    let falls = loss.value(theta + beyond) < floor.value - height;
    height <= room(loss, start, floor) && !falls
}

/// How far from a minimum a run from `start` counts as being at it.
pub(crate) fn near(start: Point, minimum: &Minimum) -> f64 {
    // A start within rounding of a minimum is at it.
    (NEAR * start.distance(minimum.at)).max(ROUNDING * minimum.at.length())
}

/// How far above a floor a run from `start` counts as being on it.
fn room(loss: &Loss, start: Point, floor: &Minimum) -> f64 {
    (NEAR * NEAR * (loss.value(start) - floor.value)).max(ROUNDING * floor.value.abs())
}

fn overshoot(track: &Track, at: usize, start: Point, minimum: Point, near: f64) -> Option<Overshoot> {
    let way = minimum - start;
    let length = way.length();
    if length == 0.0 {
        return None;
    }
    // On a line this is 1 or −1 exactly.
    let direction = Point::new(way.x / length, way.y / length);
    let (step, along) = farthest(track, direction, at + 1);
    (along - minimum.dot(direction) > near).then(|| Overshoot { theta: track.theta(step), step })
}

impl Verdict {
    /// The verdict in words, for a θ of so many coordinates.
    #[must_use]
    pub fn words(&self, dimensions: usize) -> String {
        let outcome = self.outcome.words(dimensions);
        match self.overshoot {
            Some(past) => {
                let at = place(past.theta, dimensions, 3);
                format!("overshot to {at} at step {}, {outcome}", count(past.step))
            }
            None => outcome,
        }
    }
}

impl Outcome {
    fn words(&self, dimensions: usize) -> String {
        match self {
            Outcome::Settled { step: 0, minimum, best: true } => {
                format!("at the minimum from the start, θ = {}", place(minimum.at, dimensions, 4))
            }
            Outcome::Settled { step, best: true, .. } => format!("settled at step {}", count(*step)),
            Outcome::Settled { step, .. } => format!("settled at step {} in a local minimum", count(*step)),
            Outcome::UnderWay { theta, minimum: Some(minimum), .. } => {
                format!("still under way, {} off", readable(theta.distance(minimum.at), 4))
            }
            Outcome::UnderWay { value, .. } => format!("still under way, J = {}", readable(*value, 4)),
            Outcome::Ended { step, cause } => {
                let step = count(*step);
                match cause {
                    Cause::Grown => format!("diverged: past the finite numbers at step {step}"),
                    Cause::Nothing => format!("broke off at step {step}: 0 divided by 0"),
                    Cause::NoValue { at } => {
                        format!("stopped at step {step}: J has no finite value at θ = {}", place(*at, dimensions, 5))
                    }
                    Cause::Singular { at } => {
                        format!("stopped at step {step}: the Hessian is singular at θ = {}", place(*at, dimensions, 5))
                    }
                    Cause::NoSlope { at } => {
                        format!("stopped at step {step}: J has no finite slope at θ = {}", place(*at, dimensions, 5))
                    }
                }
            }
        }
    }
}
