//! From the travel of a slider to a number and back.

use crate::loss::{Loss, Parameter};
use crate::number;
use crate::point::Axis;

/// How the travel of a slider becomes a number. A slider has whole positions, 0 … [`Dial::last`];
/// the numbers at them are round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Dial {
    /// Powers of ten from 10^`from` to 10^`to`, `per_decade` positions each.
    Log {
        /// The exponent of the least number.
        from: i32,
        /// The exponent of the greatest number.
        to: i32,
        /// Positions to a power of ten.
        per_decade: u32,
        /// Whether 0 comes before the least number.
        zero: bool,
    },
    /// 1 − 10^−x, for x from 0 to `nines`: most travel near 1.
    NearOne {
        /// How many nines the greatest number has.
        nines: u32,
        /// Positions to a nine.
        per_nine: u32,
    },
    /// Evenly, in numbers of so many decimals.
    Linear {
        /// The least number.
        from: f64,
        /// The greatest number.
        to: f64,
        /// How many decimals the numbers have; −1 are tens.
        decimals: i32,
    },
}

impl Dial {
    /// From 0 to 1, and nothing between.
    pub const SWITCH: Dial = Dial::Linear { from: 0.0, to: 1.0, decimals: 0 };

    /// The slider of a coordinate of the start: some hundreds of round numbers.
    #[must_use]
    pub fn of_start(loss: &Loss, axis: Axis) -> Self {
        let (from, to) = (loss.shown().least[axis], loss.shown().greatest[axis]);
        Dial::Linear { from, to, decimals: 3 - (to - from).log10().ceil() as i32 }
    }

    /// The slider of a loss's parameter.
    #[must_use]
    pub fn of_parameter(parameter: &Parameter) -> Self {
        let exponent = |number: f64| number.log10().round() as i32;
        Dial::Log { from: exponent(parameter.least), to: exponent(parameter.greatest), per_decade: 600, zero: false }
    }

    /// The last position; the first is 0.
    #[must_use]
    pub fn last(self) -> u32 {
        match self {
            Dial::Log { from, to, per_decade, zero } => (to - from).unsigned_abs() * per_decade + u32::from(zero),
            Dial::NearOne { nines, per_nine } => nines * per_nine,
            Dial::Linear { from, to, decimals } => ((to - from) * 10_f64.powi(decimals)).round() as u32,
        }
    }

    /// The number at a position: three digits where they are read.
    #[must_use]
    pub fn value(self, position: u32) -> f64 {
        let position = position.min(self.last());
        match self {
            Dial::Log { zero: true, .. } if position == 0 => 0.0,
            Dial::Log { from, per_decade, zero, .. } => {
                let travel = f64::from(position - u32::from(zero)) / f64::from(per_decade);
                rounded(10_f64.powf(travel + f64::from(from)))
            }
            Dial::NearOne { per_nine, .. } => {
                let rest = rounded(10_f64.powf(-f64::from(position) / f64::from(per_nine)));
                // As a quotient of whole numbers it is the number that is nearest to what is read.
                (1e8 * (1.0 - rest)).round() / 1e8
            }
            Dial::Linear { from, decimals, .. } => {
                number::rounded(from + f64::from(position) * 10_f64.powi(-decimals), decimals)
            }
        }
    }

    /// The position nearest to a number; numbers off the slider have its ends.
    #[must_use]
    pub fn position(self, value: f64) -> u32 {
        let position = match self {
            // The logarithm of 0 lies below every position.
            Dial::Log { from, per_decade, zero, .. } => {
                (value.log10() - f64::from(from)) * f64::from(per_decade) + f64::from(u8::from(zero))
            }
            Dial::NearOne { per_nine, .. } => -(1.0 - value).max(f64::MIN_POSITIVE).log10() * f64::from(per_nine),
            Dial::Linear { from, decimals, .. } => (value - from) * 10_f64.powi(decimals),
        };
        number::clamped(position.round(), 0.0, f64::from(self.last())) as u32
    }
}

/// With three significant digits.
fn rounded(value: f64) -> f64 {
    number::significant(value, 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hyperparameter::Knob;
    use crate::{loss, optimiser};

    #[test]
    fn every_default_is_a_position_of_its_slider() {
        for optimiser in optimiser::ALL {
            for h in optimiser.hyperparameters {
                assert_eq!(h.dial.value(h.dial.position(h.default)), h.default, "{} of {}", h.id, optimiser.id);
                for position in 0..=h.dial.last() {
                    assert!(h.domain.contains(h.dial.value(position)), "{} of {}", h.id, optimiser.id);
                }
            }
        }
        for loss in loss::ALL.iter().map(|description| Loss::from(*description)) {
            for axis in Axis::of(loss.dimensions()) {
                let (dial, start) = (Dial::of_start(&loss, *axis), loss.start()[*axis]);
                assert_eq!(dial.value(dial.position(start)), start);
            }
            for (parameter, default) in loss.parameters() {
                let dial = Dial::of_parameter(parameter);
                assert_eq!(dial.value(dial.position(default)), default);
            }
        }
    }

    #[test]
    fn every_position_has_a_number_that_its_knob_accepts_and_leads_back_to_itself() {
        for knob in Knob::ALL {
            let dial = knob.dial();
            let mut before = f64::NEG_INFINITY;
            for position in 0..=dial.last() {
                let value = dial.value(position);
                assert!(knob.domain().contains(value) && value > before, "{value} after {before} on {knob:?}");
                assert!(dial.position(value).abs_diff(position) <= 1, "{value} on {knob:?}");
                before = value;
            }
        }
    }

    #[test]
    fn the_learning_rate_reaches_from_1e_4_to_10() {
        let dial = Knob::LearningRate.dial();
        assert_eq!((dial.value(0), dial.value(dial.last())), (1e-4, 10.0));
    }

    #[test]
    fn numbers_off_the_slider_have_its_ends() {
        let dial = Knob::LearningRate.dial();
        assert_eq!((dial.position(0.0), dial.position(1e9), dial.position(f64::NAN)), (0, dial.last(), 0));
        assert_eq!(Knob::Momentum.dial().position(5.0), Knob::Momentum.dial().last());
    }
}
