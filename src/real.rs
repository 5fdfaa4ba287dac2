//! The arithmetic that an update rule or a loss may use.
//!
//! Update rules and losses are written once, generic over [`Real`]. Run with `f64` they are the
//! race; a loss run with [`Dual`] numbers is its own exact gradient, with dual numbers of dual
//! numbers its own exact Hessian. Run with vectors of two numbers, each of another race, they are the
//! hyperparameter map, with the same numbers to the last bit. So nothing here or in a rule may ask a
//! number by `if` what to compute, since the answer may differ from race to race: [`Real::where_less`] and
//! [`Real::where_equal`] choose for each. What is the same in all races, as which step it is, may be asked.

mod correction;
mod dual;
mod functions;
#[cfg(feature = "sweep")]
mod lanes;
mod power;

use std::ops::{Add, Div, Mul, Neg, Sub};

pub use correction::Correction;
pub use dual::{Dual, Sparse};
#[cfg(feature = "sweep")]
pub use lanes::{LANES, Lanes};

/// A number that update rules and losses compute with, or several of different races. `==` tells whether all of
/// them are equal.
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
    /// The plain number, without derivatives; of several the first. For choosing words about what was computed,
    /// never for deciding what is.
    #[must_use]
    fn plain(self) -> f64;
    /// `yes` where this is less than `other`, `no` where it is not, or cannot be compared.
    #[must_use]
    fn where_less(self, other: Self, yes: Self, no: Self) -> Self;
    /// `yes` where this equals `other`, `no` where it does not.
    #[must_use]
    fn where_equal(self, other: Self, yes: Self, no: Self) -> Self;
    /// This, or `least` where it is less; NaN stays.
    #[must_use]
    fn at_least(self, least: Self) -> Self {
        self.where_less(least, least, self)
    }
    /// This, or `most` where it is more; NaN stays.
    #[must_use]
    fn at_most(self, most: Self) -> Self {
        most.where_less(self, most, self)
    }
    /// The square root; NaN below zero.
    #[must_use]
    fn sqrt(self) -> Self;
    /// The sine of an angle in radians.
    #[must_use]
    fn sin(self) -> Self;
    /// The cosine of an angle in radians.
    #[must_use]
    fn cos(self) -> Self;
    /// The tangent of an angle in radians.
    #[must_use]
    fn tan(self) -> Self;
    /// The angle in radians, −π/2 … π/2, that has this sine; NaN outside −1 … 1.
    #[must_use]
    fn asin(self) -> Self;
    /// The angle in radians, 0 … π, that has this cosine; NaN outside −1 … 1.
    #[must_use]
    fn acos(self) -> Self;
    /// The angle in radians, −π/2 … π/2, that has this tangent.
    #[must_use]
    fn atan(self) -> Self;
    /// The hyperbolic sine.
    #[must_use]
    fn sinh(self) -> Self;
    /// The hyperbolic cosine.
    #[must_use]
    fn cosh(self) -> Self;
    /// The hyperbolic tangent.
    #[must_use]
    fn tanh(self) -> Self;
    /// e to this power.
    #[must_use]
    fn exp(self) -> Self;
    /// The natural logarithm; −∞ at zero, NaN below.
    #[must_use]
    fn ln(self) -> Self;
    /// The logarithm to base 10; −∞ at zero, NaN below.
    #[must_use]
    fn log10(self) -> Self;
    /// The logarithm to base 2; −∞ at zero, NaN below.
    #[must_use]
    fn log2(self) -> Self;
    /// This to the power `exponent`; NaN where a negative number has one that is not whole.
    #[must_use]
    fn pow(self, exponent: Self) -> Self;

    /// −1, 0 or 1; NaN for NaN. Its slope is 0 everywhere, as PyTorch has it.
    #[must_use]
    fn sign(self) -> Self {
        let (zero, one) = (Self::default(), Self::from(1.0));
        zero.where_less(self, one, self.where_less(zero, -one, self))
    }

    /// The size. Its slope at 0 is 0, as PyTorch has it.
    #[must_use]
    fn abs(self) -> Self {
        self * self.sign()
    }

    /// The lesser of two. Of equals the mean, whose slope is the mean of theirs, as PyTorch has it; NaN where
    /// either is.
    #[must_use]
    fn min(self, other: Self) -> Self {
        self.where_less(other, self, other.where_less(self, other, mean(self, other)))
    }

    /// The greater of two. Of equals the mean, whose slope is the mean of theirs, as PyTorch has it; NaN where
    /// either is.
    #[must_use]
    fn max(self, other: Self) -> Self {
        other.where_less(self, self, self.where_less(other, other, mean(self, other)))
    }

    /// This to a whole power: up to the cube by multiplication, as PyTorch has it; higher ones rounded
    /// once, which is the same on every machine; of a negative one the reciprocal of that.
    #[must_use]
    fn powi(self, exponent: i32) -> Self;
}

fn mean<R: Real>(first: R, second: R) -> R {
    // Halves first: the sum of two large numbers may be too large.
    first * R::from(0.5) + second * R::from(0.5)
}

impl Real for f64 {
    fn plain(self) -> f64 {
        self
    }
    fn where_less(self, other: Self, yes: Self, no: Self) -> Self {
        if self < other { yes } else { no }
    }
    fn where_equal(self, other: Self, yes: Self, no: Self) -> Self {
        if self == other { yes } else { no }
    }
    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }
    fn sin(self) -> Self {
        functions::sin(self)
    }
    fn cos(self) -> Self {
        functions::cos(self)
    }
    fn tan(self) -> Self {
        functions::tan(self)
    }
    fn asin(self) -> Self {
        functions::asin(self)
    }
    fn acos(self) -> Self {
        functions::acos(self)
    }
    fn atan(self) -> Self {
        functions::atan(self)
    }
    fn sinh(self) -> Self {
        functions::sinh(self)
    }
    fn cosh(self) -> Self {
        functions::cosh(self)
    }
    fn tanh(self) -> Self {
        functions::tanh(self)
    }
    fn exp(self) -> Self {
        functions::exp(self)
    }
    fn ln(self) -> Self {
        functions::ln(self)
    }
    fn log10(self) -> Self {
        f64::log10(self)
    }
    fn log2(self) -> Self {
        functions::log2(self)
    }
    fn pow(self, exponent: Self) -> Self {
        self.powf(exponent)
    }
    fn powi(self, exponent: i32) -> Self {
        let power = power::whole(self, exponent.unsigned_abs());
        if exponent < 0 { 1.0 / power } else { power }
    }
}
