//! Numbers that know their own derivatives.

use std::f64::consts::{LN_2, LN_10};
use std::ops::{Add, Div, Mul, Neg, Sub};

use super::Real;

/// A value together with its derivatives with respect to two variables: forward-mode automatic
/// differentiation (Wengert, "A simple automatic derivative evaluation program", 1964). Dual
/// numbers of dual numbers have second derivatives. On the line there is a second variable too, which no
/// formula asks for: one kind of number is half the download of two.
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
pub struct Dual<R> {
    /// The number itself.
    pub value: R,
    /// Its derivatives with respect to each variable. Each is written out below: built for size, a loop over
    /// two would stay one.
    pub slope: [R; 2],
}

impl<R: Real> Dual<R> {
    /// The variables themselves: each has slope 1 in itself.
    #[must_use]
    pub fn variables([x, y]: [R; 2]) -> [Self; 2] {
        let (none, one) = (R::default(), R::from(1.0));
        [Dual { value: x, slope: [one, none] }, Dual { value: y, slope: [none, one] }]
    }

    fn constant(value: R) -> Self {
        Dual { value, slope: [R::default(), R::default()] }
    }

    /// The chain rule: a function with this `value` and this `derivative` here.
    fn chain(self, value: R, derivative: R) -> Self {
        let [x, y] = self.slope;
        Dual { value, slope: [times(derivative, x), times(derivative, y)] }
    }
}

/// `derivative` · `slope`; nothing comes of a slope of 0, however steep the function.
fn times<R: Real>(derivative: R, slope: R) -> R {
    slope.where_equal(R::default(), slope, derivative * slope)
}

/// Value and slopes, each chosen of two.
fn each<R: Real>(yes: Dual<R>, no: Dual<R>, choose: impl Fn(R, R) -> R) -> Dual<R> {
    let ([x, y], [u, v]) = (yes.slope, no.slope);
    Dual { value: choose(yes.value, no.value), slope: [choose(x, u), choose(y, v)] }
}

impl<R: Real> Default for Dual<R> {
    fn default() -> Self {
        Dual::constant(R::default())
    }
}

impl<R: Real> From<f64> for Dual<R> {
    fn from(value: f64) -> Self {
        Dual::constant(R::from(value))
    }
}

impl<R: Real> Add for Dual<R> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let ([x, y], [u, v]) = (self.slope, other.slope);
        Dual { value: self.value + other.value, slope: [x + u, y + v] }
    }
}

impl<R: Real> Sub for Dual<R> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        let ([x, y], [u, v]) = (self.slope, other.slope);
        Dual { value: self.value - other.value, slope: [x - u, y - v] }
    }
}

// The product rule has a sum in it, the quotient rule a product.
#[allow(clippy::suspicious_arithmetic_impl)]
impl<R: Real> Mul for Dual<R> {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let ([x, y], [u, v]) = (self.slope, other.slope);
        let slope = [x * other.value + self.value * u, y * other.value + self.value * v];
        Dual { value: self.value * other.value, slope }
    }
}

#[allow(clippy::suspicious_arithmetic_impl)]
impl<R: Real> Div for Dual<R> {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let ([x, y], [u, v]) = (self.slope, other.slope);
        let value = self.value / other.value;
        Dual { value, slope: [(x - value * u) / other.value, (y - value * v) / other.value] }
    }
}

impl<R: Real> Neg for Dual<R> {
    type Output = Self;
    fn neg(self) -> Self {
        let [x, y] = self.slope;
        Dual { value: -self.value, slope: [-x, -y] }
    }
}

impl<R: Real> Real for Dual<R> {
    fn plain(self) -> f64 {
        self.value.plain()
    }
    fn where_less(self, other: Self, yes: Self, no: Self) -> Self {
        each(yes, no, |yes, no| self.value.where_less(other.value, yes, no))
    }
    fn where_equal(self, other: Self, yes: Self, no: Self) -> Self {
        each(yes, no, |yes, no| self.value.where_equal(other.value, yes, no))
    }
    fn sign(self) -> Self {
        Dual::constant(self.value.sign())
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
        let by_exponent = value.where_equal(zero, zero, value * self.value.ln());
        let ([x, y], [u, v]) = (self.slope, exponent.slope);
        Dual { value, slope: [times(by_base, x) + times(by_exponent, u), times(by_base, y) + times(by_exponent, v)] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_has_no_slope_even_where_a_function_has_an_edge() {
        let [x, _] = Dual::variables([2.0, 0.0]);
        let zero = Dual::from(0.0);
        for edge in [zero.sqrt(), zero.abs(), zero.pow(Dual::from(0.5)), Dual::from(1.0).asin()] {
            assert_eq!((edge + x).slope, [1.0, 0.0]);
        }
    }

    #[test]
    fn dual_numbers_of_dual_numbers_have_second_derivatives() {
        let inner: [Dual<f64>; 2] = Dual::variables([3.0, 2.0]);
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
