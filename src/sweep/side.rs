//! The sides of a hyperparameter map: which setting each position along them has.

use crate::dial::Dial;
use crate::hyperparameter::Hyperparameter;
use crate::point::Axis;
use crate::scene::{Along, Run, Scene};

/// A side of a map of so many cells, each with a number of the slider that it is along.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// What differs along it.
    pub along: Along,
    dial: Dial,
    symbol: &'static str,
}

impl Side {
    /// What differs along a side of a map of `run`.
    #[must_use]
    pub fn new(along: Along, run: &Run, scene: &Scene) -> Self {
        match along {
            Along::Value(place) => {
                let h: &Hyperparameter = run.optimiser.hyperparameters[place];
                Side { along, dial: h.dial, symbol: h.symbol }
            }
            Along::Start(axis) => {
                let symbol = match (scene.loss.dimensions(), axis) {
                    (1, _) => "θ₀",
                    (_, Axis::X) => "x₀",
                    (_, Axis::Y) => "y₀",
                };
                Side { along, dial: Dial::of_start(&scene.loss, axis), symbol }
            }
        }
    }

    /// The letter of what is along it.
    #[must_use]
    pub fn symbol(&self) -> &'static str {
        self.symbol
    }

    /// The number at `part` of the way along it, 0 to 1: a position of the slider.
    #[must_use]
    pub fn value(&self, part: f64) -> f64 {
        let last = f64::from(self.dial.last());
        self.dial.value((part * last).round() as u32)
    }

    /// The part of the way, 0 to 1, at which a number stands; numbers off the slider have its ends.
    #[must_use]
    pub fn part(&self, value: f64) -> f64 {
        f64::from(self.dial.position(value)) / f64::from(self.dial.last().max(1))
    }

    /// Whether a number lies on it, not beyond its ends.
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        (self.dial.value(0)..=self.dial.value(self.dial.last())).contains(&value)
    }

    /// The number that is `steps` positions of the slider from this one; 0 steps away it is itself, wherever it is.
    #[must_use]
    pub fn next(&self, value: f64, steps: i32) -> f64 {
        if steps == 0 {
            return value;
        }
        let position = self.dial.position(value).saturating_add_signed(steps);
        self.dial.value(position.min(self.dial.last()))
    }

    /// Where round numbers stand along it, 0 to 1, and the numbers: about as many as `most`.
    #[must_use]
    pub fn ticks(&self, most: usize) -> Vec<(f64, f64)> {
        let at = |value: f64| (self.part(value), value);
        match self.dial {
            Dial::Log { from, to, zero, .. } => {
                let every = ((to - from) as usize).div_ceil(most.max(1)).max(1);
                let powers = (from..=to).rev().step_by(every).map(|exponent| at(10_f64.powi(exponent)));
                let mut ticks: Vec<_> = powers.collect();
                ticks.extend(zero.then_some((0.0, 0.0)).filter(|_| ticks.iter().all(|(part, _)| *part > 0.06)));
                ticks.reverse();
                ticks
            }
            Dial::NearOne { nines, .. } => {
                let nine = |n: u32| at((1e8 * (1.0 - 10_f64.powi(-(n as i32)))).round() / 1e8);
                let every = (nines as usize).div_ceil(most.max(1)).max(1);
                (0..=nines).step_by(every).map(nine).collect()
            }
            Dial::Linear { from, to, .. } => {
                let evenly = |most: usize| -> Vec<_> {
                    let step = round_step((to - from) / most as f64);
                    let (first, last) = ((from / step).ceil() as i64, (to / step).floor() as i64);
                    (first..=last).map(|n| at(n as f64 * step)).collect()
                };
                // A few more than there is room for, rather than one alone.
                let most = most.max(1);
                (most..most + 5).map(evenly).find(|ticks| ticks.len() > 1).unwrap_or_default()
            }
        }
    }
}

/// The least of 1, 2 and 5 times a power of ten that is not below `step`.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|round| *round >= step * 0.999).unwrap_or(power)
}
