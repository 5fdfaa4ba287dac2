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

/// βᵗ for t = 1, 2, …, kept as a running product, which costs one multiplication a step.
///
/// When β changes midway the power is of the new β, as PyTorch's `beta ** step` is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Power<R> {
    base: R,
    value: R,
}

impl<R: Real> Power<R> {
    /// `base` to the power `t`; called once for each t, in order, from 1.
    pub fn at(&mut self, base: R, t: u32) -> R {
        self.value = if t > 1 && base == self.base { self.value * base } else { raise(base, t) };
        self.base = base;
        self.value
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
    fn a_power_follows_a_base_that_changes_midway() {
        let mut power = Power::default();
        for t in 1..=10 {
            assert!((power.at(0.9_f64, t) - 0.9_f64.powf(f64::from(t))).abs() < 1e-15);
        }
        for t in 11..=20 {
            assert!((power.at(0.5_f64, t) - 0.5_f64.powf(f64::from(t))).abs() < 1e-15);
        }
    }

    #[test]
    fn a_power_of_zero_is_zero() {
        assert_eq!(Power::default().at(0.0_f64, 1), 0.0);
    }
}
