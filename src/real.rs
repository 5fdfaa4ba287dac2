//! The arithmetic that an update rule or a loss may use.
//!
//! Update rules and losses are written once, generic over [`Real`]. Run with `f64` they are the
//! race; a loss run with [`Dual`] numbers is its own exact derivative.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// A number that update rules and losses compute with.
pub trait Real:
    Copy
    + PartialEq
    + Default
    + From<f64>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    /// The square root; NaN below zero.
    #[must_use]
    fn sqrt(self) -> Self;
    /// The cosine of an angle in radians.
    #[must_use]
    fn cos(self) -> Self;
}

impl Real for f64 {
    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }
    fn cos(self) -> Self {
        f64::cos(self)
    }
}

/// A value together with its derivative: forward-mode automatic differentiation
/// (Wengert, "A simple automatic derivative evaluation program", 1964).
///
/// ```
/// use downhill::real::Dual;
/// let x = Dual::variable(3.0);
/// let y = x * x;
/// assert_eq!((y.value, y.slope), (9.0, 6.0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dual {
    /// The number itself.
    pub value: f64,
    /// Its derivative with respect to the variable.
    pub slope: f64,
}

impl Dual {
    /// The variable itself at `value`: its slope is 1.
    #[must_use]
    pub fn variable(value: f64) -> Self {
        Dual { value, slope: 1.0 }
    }
}

impl From<f64> for Dual {
    fn from(value: f64) -> Self {
        Dual { value, slope: 0.0 }
    }
}

impl Add for Dual {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Dual { value: self.value + other.value, slope: self.slope + other.slope }
    }
}

impl Sub for Dual {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Dual { value: self.value - other.value, slope: self.slope - other.slope }
    }
}

impl Mul for Dual {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Dual { value: self.value * other.value, slope: self.slope * other.value + self.value * other.slope }
    }
}

impl Div for Dual {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        Dual { value, slope: (self.slope - value * other.slope) / other.value }
    }
}

impl Neg for Dual {
    type Output = Self;
    fn neg(self) -> Self {
        Dual { value: -self.value, slope: -self.slope }
    }
}

impl Real for Dual {
    fn sqrt(self) -> Self {
        let value = self.value.sqrt();
        Dual { value, slope: self.slope / (2.0 * value) }
    }
    fn cos(self) -> Self {
        Dual { value: self.value.cos(), slope: -self.value.sin() * self.slope }
    }
}

/// 1 − βᵗ for t = 1, 2, …: what a moving average that starts at zero is divided by.
///
/// βᵗ is kept as a running product, which costs one multiplication a step. When β changes midway the
/// power is of the new β, as PyTorch's `beta ** step` is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Correction<R> {
    base: R,
    power: R,
    t: u32,
}

impl<R: Real> Correction<R> {
    /// 1 − βᵗ, for the next t.
    pub fn next(&mut self, beta: R) -> R {
        let one = R::from(1.0);
        self.t += 1;
        self.power = if beta == self.base { self.power * beta } else { raise(beta, self.t) };
        self.base = beta;
        let correction = one - self.power;
        if correction == one {
            // Lost in rounding from here on. Left to itself the power would sink among the subnormal
            // numbers, where each multiplication takes ten times as long.
            self.power = R::default();
        }
        correction
    }
}

/// Exponentiation by squaring.
fn raise<R: Real>(mut base: R, mut exponent: u32) -> R {
    let mut result = R::from(1.0);
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base;
        }
        base = base * base;
        exponent /= 2;
    }
    result
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
        assert_eq!((correction.next(0.9), correction.power), (1.0, 0.0));
        assert_eq!(correction.power, before.power);
    }
}
