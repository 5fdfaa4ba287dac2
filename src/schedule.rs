//! Learning-rate schedules, as `torch.optim.lr_scheduler` runs them: how α goes on from step to step.
//!
//! A scene writes one behind a run's settings: `run=adam,lr:0.1,schedule:cosine`, with the schedule's own numbers
//! after further colons, in this order; those left out at the end have their defaults.
//!
//! | schedule | numbers (default) | α of the step that follows n steps |
//! |---|---|---|
//! | `constant` | | α |
//! | `step` | every (100), factor (0.5) | α·factor^⌊n/every⌋ |
//! | `exponential` | factor (0.995) | α·factorⁿ |
//! | `cosine` | over (0), least (0) | least + (α − least)·(1 + cos(π·n/over))/2 |
//! | `warm-up` | steps (50), over (0), least (0), from (0.1) | α·(from + (1 − from)·n/steps) while n < steps, then `cosine` |
//!
//! An `over` of 0 is as long as the race, or as what the warm-up leaves of it. Past `over` the cosine comes up
//! again, as PyTorch's does. α is the run's learning rate, or what it was changed to midway.

use crate::dial::Dial;
use crate::hyperparameter::Domain;
use crate::real::Real;
use crate::scene::MOST_STEPS;

/// How the learning rate goes on.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Schedule {
    /// As it is.
    #[default]
    Constant,
    /// `StepLR`: multiplied at regular intervals.
    Step {
        /// After so many steps each, 1 or more.
        every: usize,
        /// By what, 0 or more.
        factor: f64,
    },
    /// `ExponentialLR`: multiplied after each step.
    Exponential {
        /// By what, 0 or more.
        factor: f64,
    },
    /// `CosineAnnealingLR`: down half a wave.
    Cosine {
        /// In so many steps; 0 is the length of the race.
        over: usize,
        /// Down to this learning rate, 0 or more.
        least: f64,
    },
    /// `SequentialLR` of `LinearLR` and `CosineAnnealingLR`: up a straight line, then down half a wave.
    WarmUp {
        /// Up in so many steps, 1 or more.
        steps: usize,
        /// Down in so many; 0 is what is left of the race.
        over: usize,
        /// Down to this learning rate, 0 or more.
        least: f64,
        /// The part of the learning rate that the first step has, above 0 and below 1.
        from: f64,
    },
}

/// A kind of schedules.
pub struct Kind {
    /// What a scene calls it.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Its numbers, in the order in which they are written.
    pub parameters: &'static [Parameter],
    /// The schedule with these values of its parameters, each in its domain.
    pub with: fn(&[f64; MOST_PARAMETERS]) -> Schedule,
}

/// One number of a schedule.
pub struct Parameter {
    /// What a scene's documentation calls it.
    pub id: &'static str,
    /// What it does, a few words.
    pub help: &'static str,
    /// What it is unless told otherwise.
    pub default: f64,
    /// Which values make sense.
    pub domain: Domain,
    /// Its slider.
    pub dial: Dial,
}

/// The most numbers that a schedule has.
pub const MOST_PARAMETERS: usize = 4;

const MOST: u32 = MOST_STEPS as u32;

const OVER: Parameter = Parameter {
    id: "over",
    help: "down in so many steps; 0: until the race ends",
    default: 0.0,
    domain: Domain::WholeOrNone(MOST),
    dial: Dial::Linear { from: 0.0, to: 1000.0, decimals: 0 },
};
const LEAST: Parameter = Parameter {
    id: "least",
    help: "the least learning rate",
    default: 0.0,
    domain: Domain::NotNegative,
    dial: Dial::Log { from: -6, to: 1, per_decade: 60, zero: true },
};
const EVERY: Parameter = Parameter {
    id: "every",
    help: "after so many steps each",
    default: 100.0,
    domain: Domain::Whole(MOST),
    dial: Dial::Linear { from: 1.0, to: 1000.0, decimals: 0 },
};
const FACTOR: Parameter = Parameter {
    id: "factor",
    help: "what the learning rate is multiplied by",
    default: 0.5,
    domain: Domain::NotNegative,
    dial: Dial::Linear { from: 0.0, to: 1.0, decimals: 2 },
};

/// Every kind, in the order in which they are offered.
pub static ALL: [Kind; 5] = [
    Kind { id: "constant", name: "Constant", parameters: &[], with: |_| Schedule::Constant },
    Kind {
        id: "step",
        name: "Step",
        parameters: &[EVERY, FACTOR],
        with: |&[every, factor, ..]| Schedule::Step { every: every as usize, factor },
    },
    Kind {
        id: "exponential",
        name: "Exponential",
        parameters: &[Parameter { default: 0.995, dial: Dial::Linear { from: 0.9, to: 1.0, decimals: 4 }, ..FACTOR }],
        with: |&[factor, ..]| Schedule::Exponential { factor },
    },
    Kind {
        id: "cosine",
        name: "Cosine",
        parameters: &[OVER, LEAST],
        with: |&[over, least, ..]| Schedule::Cosine { over: over as usize, least },
    },
    Kind {
        id: "warm-up",
        name: "Warm-up and cosine",
        parameters: &[
            Parameter { id: "steps", help: "up in so many steps", default: 50.0, ..EVERY },
            OVER,
            LEAST,
            Parameter {
                id: "from",
                help: "the part of the learning rate that the first step has",
                default: 0.1,
                domain: Domain::BetweenZeroAndOne,
                dial: Dial::Linear { from: 0.01, to: 0.99, decimals: 2 },
            },
        ],
        with: |&[steps, over, least, from]| Schedule::WarmUp {
            steps: steps as usize,
            over: over as usize,
            least,
            from,
        },
    },
];

impl Kind {
    /// The values that its parameters have unless told otherwise; 0 past the last.
    #[must_use]
    pub fn defaults(&self) -> [f64; MOST_PARAMETERS] {
        let mut values = [0.0; MOST_PARAMETERS];
        for (value, parameter) in values.iter_mut().zip(self.parameters) {
            *value = parameter.default;
        }
        values
    }
}

impl Schedule {
    /// Its kind, and the values of its parameters; 0 past the last.
    #[must_use]
    pub fn parts(self) -> (&'static Kind, [f64; MOST_PARAMETERS]) {
        match self {
            Schedule::Constant => (&ALL[0], [0.0; 4]),
            Schedule::Step { every, factor } => (&ALL[1], [every as f64, factor, 0.0, 0.0]),
            Schedule::Exponential { factor } => (&ALL[2], [factor, 0.0, 0.0, 0.0]),
            Schedule::Cosine { over, least } => (&ALL[3], [over as f64, least, 0.0, 0.0]),
            Schedule::WarmUp { steps, over, least, from } => (&ALL[4], [steps as f64, over as f64, least, from]),
        }
    }

    /// The learning rate of the step that follows `made` steps of a race of `race` steps, where it is `lr`
    /// without a schedule.
    ///
    /// ```
    /// use downhill::schedule::Schedule;
    /// let schedule = Schedule::Step { every: 10, factor: 0.5 };
    /// assert_eq!([0, 9, 10, 25].map(|made| schedule.rate(0.8, made, 100)), [0.8, 0.8, 0.4, 0.2]);
    /// ```
    #[must_use]
    pub fn rate(self, lr: f64, made: usize, race: usize) -> f64 {
        match self {
            Schedule::Constant => lr,
            Schedule::Step { every, factor } => lr * power(factor, made / every.max(1)),
            Schedule::Exponential { factor } => lr * power(factor, made),
            Schedule::Cosine { over, least } => cosine(lr, least, made, if over == 0 { race } else { over }),
            Schedule::WarmUp { steps, from, .. } if made < steps => {
                lr * (from + (1.0 - from) * (made as f64 / steps as f64))
            }
            Schedule::WarmUp { steps, over, least, .. } => {
                cosine(lr, least, made - steps, if over == 0 { race.saturating_sub(steps) } else { over })
            }
        }
    }

    /// Up to how many steps the learning rate stays what it is after `made`.
    #[must_use]
    pub fn until(self, made: usize) -> usize {
        match self {
            Schedule::Constant => usize::MAX,
            Schedule::Step { every, .. } => (made / every.max(1) + 1) * every.max(1),
            _ => made + 1,
        }
    }
}

fn power(factor: f64, exponent: usize) -> f64 {
    // A race has fewer steps than that.
    Real::powi(factor, i32::try_from(exponent).unwrap_or(i32::MAX))
}

fn cosine(lr: f64, least: f64, made: usize, over: usize) -> f64 {
    least + (lr - least) * (1.0 + Real::cos(std::f64::consts::PI * made as f64 / over.max(1) as f64)) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_is_what_its_kind_makes_of_its_values() {
        for kind in &ALL {
            let schedule = (kind.with)(&kind.defaults());
            let (found, values) = schedule.parts();
            assert_eq!((found.id, values), (kind.id, kind.defaults()));
        }
        assert_eq!((ALL[0].with)(&[0.0; 4]), Schedule::default());
    }

    #[test]
    fn every_position_of_a_slider_is_in_its_domain_and_the_default_is_one() {
        for parameter in ALL.iter().flat_map(|kind| kind.parameters) {
            let dial = parameter.dial;
            assert_eq!(dial.value(dial.position(parameter.default)), parameter.default, "{}", parameter.id);
            assert!((0..=dial.last()).all(|position| parameter.domain.contains(dial.value(position))));
        }
    }

    #[test]
    fn the_rate_changes_only_where_it_is_said_to() {
        for kind in &ALL {
            let schedule = (kind.with)(&kind.defaults());
            let rate = |made| schedule.rate(0.1, made, 300);
            let mut made = 0;
            while made < 300 {
                let until = schedule.until(made);
                assert!(until > made && (made..until.min(300)).all(|other| rate(other) == rate(made)), "{}", kind.id);
                made = until;
            }
        }
    }

    #[test]
    fn left_to_itself_a_cosine_ends_with_the_race() {
        for schedule in
            [Schedule::Cosine { over: 0, least: 0.01 }, Schedule::WarmUp { steps: 30, over: 0, least: 0.01, from: 0.5 }]
        {
            let rates: Vec<f64> = (0..=300).map(|made| schedule.rate(0.1, made, 300)).collect();
            assert!((rates[300] - 0.01).abs() < 1e-15 && rates[30..].is_sorted_by(|a, b| a > b));
        }
    }
}
