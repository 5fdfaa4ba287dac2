//! Numbers that know their own derivatives.

use std::f64::consts::{LN_2, LN_10};
use std::ops::{Add, Div, Mul, Neg, Sub};

use super::Real;

/// A value together with its derivatives with respect to `N` variables: forward-mode automatic
/// differentiation (Wengert, "A simple automatic derivative evaluation program", 1964). Dual
/// numbers of dual numbers have second derivatives.
///
/// Where a function is not differentiable, what does not change has slope 0: √0 of a constant is one.
///
/// ```
/// use downhill::real::{Dual, Real};
/// let [x, y] = Dual::variables([3.0, 2.0]);
/// let j = x * x * y;
/// assert_eq!((j.value, j.slope), (18.0, [12.0, 9.0]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual<R, const N: usize> {
    /// The number itself.
    pub value: R,
    /// Its derivatives with respect to each variable.
    pub slope: [R; N],
}

impl<R: Real, const N: usize> Dual<R, N> {
    /// The variables themselves: each has slope 1 in itself.
    #[must_use]
    pub fn variables(values: [R; N]) -> [Self; N] {
        let mut variables = [Dual::default(); N];
        for (which, variable) in variables.iter_mut().enumerate() {
            variable.value = values[which];
            variable.slope[which] = R::from(1.0);
        }
        variables
    }

    fn constant(value: R) -> Self {
        Dual { value, slope: [R::default(); N] }
    }

    fn with(value: R, slope: impl Fn(usize) -> R) -> Self {
        let mut dual = Dual::constant(value);
        for (i, own) in dual.slope.iter_mut().enumerate() {
            *own = slope(i);
        }
        dual
    }

    /// The chain rule: a function with this `value` and this `derivative` here.
    fn chain(self, value: R, derivative: R) -> Self {
        Dual::with(value, |i| times(derivative, self.slope[i]))
    }
}

/// `derivative` · `slope`; nothing comes of a slope of 0, however steep the function.
fn times<R: Real>(derivative: R, slope: R) -> R {
    if slope == R::default() { slope } else { derivative * slope }
}

impl<R: Real, const N: usize> Default for Dual<R, N> {
    fn default() -> Self {
        Dual::constant(R::default())
    }
}

impl<R: Real, const N: usize> From<f64> for Dual<R, N> {
    fn from(value: f64) -> Self {
        Dual::constant(R::from(value))
    }
}

impl<R: Real, const N: usize> Add for Dual<R, N> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Dual::with(self.value + other.value, |i| self.slope[i] + other.slope[i])
    }
}

impl<R: Real, const N: usize> Sub for Dual<R, N> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Dual::with(self.value - other.value, |i| self.slope[i] - other.slope[i])
    }
}

// The product rule has a sum in it, the quotient rule a product.
#[allow(clippy::suspicious_arithmetic_impl)]
impl<R: Real, const N: usize> Mul for Dual<R, N> {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Dual::with(self.value * other.value, |i| self.slope[i] * other.value + self.value * other.slope[i])
    }
}

#[allow(clippy::suspicious_arithmetic_impl)]
impl<R: Real, const N: usize> Div for Dual<R, N> {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        Dual::with(value, |i| (self.slope[i] - value * other.slope[i]) / other.value)
    }
}

impl<R: Real, const N: usize> Neg for Dual<R, N> {
    type Output = Self;
    fn neg(self) -> Self {
        Dual::with(-self.value, |i| -self.slope[i])
    }
}

impl<R: Real, const N: usize> Real for Dual<R, N> {
    fn plain(self) -> f64 {
        self.value.plain()
    }
    fn sqrt(self) -> Self {
        let value = self.value.sqrt();
        self.chain(value, R::from(0.5) / value)
    }
    fn sin(self) -> Self {
        self.chain(self.value.sin(), self.value.cos())
    }
    fn cos(self) -> Self {
        self.chain(self.value.cos(), -self.value.sin())
    }
    fn tan(self) -> Self {
        let value = self.value.tan();
        self.chain(value, R::from(1.0) + value * value)
    }
    fn asin(self) -> Self {
        self.chain(self.value.asin(), R::from(1.0) / (R::from(1.0) - self.value * self.value).sqrt())
    }
    fn acos(self) -> Self {
        self.chain(self.value.acos(), -(R::from(1.0) / (R::from(1.0) - self.value * self.value).sqrt()))
    }
    fn atan(self) -> Self {
        self.chain(self.value.atan(), R::from(1.0) / (R::from(1.0) + self.value * self.value))
    }
    fn sinh(self) -> Self {
        self.chain(self.value.sinh(), self.value.cosh())
    }
    fn cosh(self) -> Self {
        self.chain(self.value.cosh(), self.value.sinh())
    }
    fn tanh(self) -> Self {
        let value = self.value.tanh();
        self.chain(value, R::from(1.0) - value * value)
    }
    fn exp(self) -> Self {
        let value = self.value.exp();
        self.chain(value, value)
    }
    fn ln(self) -> Self {
        self.chain(self.value.ln(), R::from(1.0) / self.value)
    }
    fn log10(self) -> Self {
        self.chain(self.value.log10(), R::from(1.0) / (self.value * R::from(LN_10)))
    }
    fn log2(self) -> Self {
        self.chain(self.value.log2(), R::from(1.0) / (self.value * R::from(LN_2)))
    }
    fn powi(self, exponent: i32) -> Self {
        if exponent == 0 {
            return Dual::from(1.0);
        }
        let steepness = R::from(f64::from(exponent)) * self.value.powi(exponent - 1);
        self.chain(self.value.powi(exponent), steepness)
    }
    fn pow(self, exponent: Self) -> Self {
        let (zero, value) = (R::default(), self.value.pow(exponent.value));
        // x⁰ is 1 wherever x is, and 0 to a power above 0 stays 0, as PyTorch has it.
        let by_base = times(self.value.pow(exponent.value - R::from(1.0)), exponent.value);
        let by_exponent = if value == zero { zero } else { value * self.value.ln() };
        Dual::with(value, |i| times(by_base, self.slope[i]) + times(by_exponent, exponent.slope[i]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_has_no_slope_even_where_a_function_has_an_edge() {
        let [x] = Dual::variables([2.0]);
        let zero = Dual::from(0.0);
        for edge in [zero.sqrt(), zero.abs(), zero.pow(Dual::from(0.5)), Dual::from(1.0).asin()] {
            assert_eq!((edge + x).slope, [1.0]);
        }
    }

    #[test]
    fn dual_numbers_of_dual_numbers_have_second_derivatives() {
        let inner: [Dual<f64, 2>; 2] = Dual::variables([3.0, 2.0]);
        let [x, y] = Dual::variables(inner);
        let j = x * x * y + y.exp();
        let e2 = 2.0_f64.exp();
        assert_eq!(j.value, Dual { value: 18.0 + e2, slope: [12.0, 9.0 + e2] });
        assert_eq!(j.slope, [Dual { value: 12.0, slope: [4.0, 6.0] }, Dual { value: 9.0 + e2, slope: [6.0, e2] }]);
    }

    #[test]
    fn kinks_have_the_slopes_that_pytorch_gives_them() {
        let [x, y] = Dual::variables([0.0, 0.0]);
        assert_eq!((x.abs().slope, x.sign().slope), ([0.0, 0.0], [0.0, 0.0]));
        assert_eq!((x.max(y).slope, x.min(y).slope), ([0.5, 0.5], [0.5, 0.5]));
        let [x, y] = Dual::variables([1.0, -2.0]);
        assert_eq!((x.max(y).slope, x.min(y).slope, y.abs().slope), ([1.0, 0.0], [0.0, 1.0], [0.0, -1.0]));
    }
}
