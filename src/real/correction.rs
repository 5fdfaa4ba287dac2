//! The correction of means that start at zero.

use super::Real;
use super::power::raise;

/// 1 − βᵗ for t = 1, 2, …: what a moving average that starts at zero is divided by.
///
/// βᵗ is kept as a running product, which costs one multiplication a step. When β changes midway the
/// power is of the new β, as PyTorch's `beta ** step` is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Correction<R> {
    base: R,
    power: R,
    last: R,
    t: u32,
}

impl<R: Real> Correction<R> {
    /// 1 − βᵗ, for the next t.
    pub fn next(&mut self, beta: R) -> R {
        let one = R::from(1.0);
        self.t += 1;
        let next = self.power * beta;
        let power = if beta.differs(self.base) { self.rebased(beta, next) } else { next };
        self.last = one - power;
        // Once it is lost in rounding it stays so. Left to itself the power would sink among the subnormal
        // numbers, where each multiplication takes ten times as long.
        self.power = self.last.where_equal(one, R::default(), power);
        self.last
    }

    /// The power of another β, where it is another.
    #[cold]
    fn rebased(&mut self, beta: R, same: R) -> R {
        let power = beta.where_equal(self.base, same, raise(beta, self.t));
        self.base = beta;
        power
    }

    /// 1 − βᵗ, as [`Correction::next`] gave it last.
    pub fn last(&self) -> R {
        self.last
    }

    /// βᵗ, or 0 once that is lost in 1 − βᵗ.
    pub fn power(&self) -> R {
        self.power
    }

    /// t, as [`Correction::next`] counted it last.
    pub fn t(&self) -> R {
        R::from(f64::from(self.t))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_follows_a_memory_that_changes_midway() {
        let mut correction = Correction::default();
        for t in 1..=40 {
            let beta: f64 = if t <= 10 { 0.9 } else { 0.5 };
            assert!((correction.next(beta) - (1.0 - beta.powi(t))).abs() < 1e-15, "at {t}");
        }
    }

    #[test]
    fn without_memory_nothing_is_corrected() {
        let mut correction = Correction::default();
        assert_eq!([correction.next(0.0_f64), correction.next(0.0)], [1.0, 1.0]);
    }

    #[test]
    fn once_lost_in_rounding_a_power_is_zero_and_the_correction_stays() {
        let mut correction = Correction::default();
        for _ in 0..400 {
            correction.next(0.9_f64);
        }
        let before = correction;
        assert_eq!((correction.next(0.9), correction.power, correction.last()), (1.0, 0.0, 1.0));
        assert_eq!(correction.power, before.power);
    }
}
