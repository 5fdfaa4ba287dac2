//! The correction of means that start at zero.

use super::Real;
use super::power::raise;

/// 1 − βᵗ for t = 1, 2, …: what a moving average that starts at zero is divided by.
///
/// βᵗ is kept as a running product, which costs one multiplication a step. When β changes midway the
/// power is of the new β, as PyTorch's `beta ** step` is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Correction<R> {
    beta: R,
    power: R,
    last: R,
    t: u32,
}

/// After so many steps it is looked whether a power is still worth keeping.
const PATIENCE: u32 = 32;

impl<R: Real> Correction<R> {
    /// From now on with this β, which may be the same as before. Until one is given it is 0.
    pub fn adopt(&mut self, beta: R) {
        // β⁰ is 1, also of the β that it has until one is given.
        let kept = if self.t == 0 { R::from(1.0) } else { self.power };
        self.power = beta.where_equal(self.beta, kept, raise(beta, self.t));
        self.beta = beta;
    }

    /// Goes on to the next t.
    pub fn next(&mut self) {
        let one = R::from(1.0);
        self.t += 1;
        self.power = self.power * self.beta;
        self.last = one - self.power;
        // Once it is lost in rounding it stays so. Left to itself the power would sink among the subnormal
        // numbers, where each multiplication takes ten times as long.
        if self.t.is_multiple_of(PATIENCE) {
            self.power = self.last.where_equal(one, R::default(), self.power);
        }
    }

    /// 1 − βᵗ, of the t that it has come to.
    pub fn last(&self) -> R {
        self.last
    }

    /// βᵗ, or 0 some time after that was lost in 1 − βᵗ.
    pub fn power(&self) -> R {
        self.power
    }

    /// β.
    pub fn beta(&self) -> R {
        self.beta
    }

    /// t.
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
            correction.adopt(beta);
            correction.next();
            assert!((correction.last() - (1.0 - beta.powi(t))).abs() < 1e-15, "at {t}");
        }
    }

    #[test]
    fn without_memory_nothing_is_corrected() {
        let mut correction = Correction::<f64>::default();
        correction.adopt(0.0);
        for _ in 0..2 {
            correction.next();
            assert_eq!(correction.last(), 1.0);
        }
    }

    #[test]
    fn once_lost_in_rounding_a_power_is_zero_and_the_correction_stays() {
        let mut correction = Correction::default();
        correction.adopt(0.9_f64);
        for _ in 0..400 {
            correction.next();
        }
        assert_eq!((correction.power, correction.last), (0.0, 1.0));
        correction.adopt(0.9);
        correction.next();
        assert_eq!((correction.power, correction.last), (0.0, 1.0));
    }
}
