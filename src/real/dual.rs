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
/// let [x, y] = Dual::<f64>::variables([3.0, 2.0]);
/// let j = x * x * y;
/// assert_eq!((j.value, j.slope()), (18.0, [12.0, 9.0]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual<R, P = R> {
    /// The number itself.
    pub value: R,
    /// Its derivatives with respect to each variable. Each is written out below: built for size, a loop over
    /// two would stay one.
    parts: [P; 2],
}

/// A [`Dual`] number that knows what it does not depend on.
pub type Sparse<R> = Dual<R, Option<R>>;

/// A derivative with respect to one variable: a number, or an option of one, which is none where nothing depends on the
/// variable. In a formula that is compiled for itself it is known beforehand where there is none, and what would come
/// of it is not worked out at all.
pub trait Part<R: Real>: Copy + Default {
    /// A derivative that there is.
    fn of(slope: R) -> Self;
    /// The number; 0 where there is none.
    fn slope(self) -> R;
    /// What a function without a constant term makes of it.
    fn through(self, function: impl Fn(R) -> R) -> Self;
    /// The sum of two.
    fn plus(self, other: Self) -> Self;
    /// The difference of two.
    fn minus(self, other: Self) -> Self;
}

impl<R: Real> Part<R> for R {
    fn of(slope: R) -> Self {
        slope
    }
    fn slope(self) -> R {
        self
    }
    fn through(self, function: impl Fn(R) -> R) -> Self {
        function(self)
    }
    fn plus(self, other: Self) -> Self {
        self + other
    }
    fn minus(self, other: Self) -> Self {
        self - other
    }
}

impl<R: Real> Part<R> for Option<R> {
    fn of(slope: R) -> Self {
        Some(slope)
    }
    fn slope(self) -> R {
        self.unwrap_or_default()
    }
    fn through(self, function: impl Fn(R) -> R) -> Self {
        self.map(function)
    }
    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Some(first), Some(second)) => Some(first + second),
            (first, second) => first.or(second),
        }
    }
    fn minus(self, other: Self) -> Self {
        match (self, other) {
            (Some(first), Some(second)) => Some(first - second),
            (first, second) => first.or(second.map(R::neg)),
        }
    }
}

impl<R: Real, P: Part<R>> Dual<R, P> {
    /// The variables themselves: each has slope 1 in itself.
    #[must_use]
    pub fn variables([x, y]: [R; 2]) -> [Self; 2] {
        let (none, one) = (P::default(), P::of(R::from(1.0)));
        [Dual { value: x, parts: [one, none] }, Dual { value: y, parts: [none, one] }]
    }

    fn constant(value: R) -> Self {
        Dual { value, parts: [P::default(), P::default()] }
    }

    /// Its derivatives with respect to each variable.
    #[must_use]
    pub fn slope(self) -> [R; 2] {
        let [x, y] = self.parts;
        [x.slope(), y.slope()]
    }

    /// The chain rule: a function with this `value` and this `derivative` here.
    fn chain(self, value: R, derivative: R) -> Self {
        let [x, y] = self.parts;
        let times = |slope| times(derivative, slope);
        Dual { value, parts: [x.through(times), y.through(times)] }
    }
}

/// `derivative` · `slope`; nothing comes of a slope of 0, however steep the function.
fn times<R: Real>(derivative: R, slope: R) -> R {
    slope.where_equal(R::default(), slope, derivative * slope)
}

/// Value and slopes, each chosen of two.
fn each<R: Real, P: Part<R>>(yes: Dual<R, P>, no: Dual<R, P>, choose: impl Fn(R, R) -> R) -> Dual<R, P> {
    let ([x, y], [u, v]) = (yes.parts, no.parts);
    let of = |yes: P, no: P| P::of(choose(yes.slope(), no.slope()));
    Dual { value: choose(yes.value, no.value), parts: [of(x, u), of(y, v)] }
}

impl<R: Real, P: Part<R>> Default for Dual<R, P> {
    fn default() -> Self {
        Dual::constant(R::default())
    }
}

impl<R: Real, P: Part<R>> From<f64> for Dual<R, P> {
    fn from(value: f64) -> Self {
        Dual::constant(R::from(value))
    }
}

impl<R: Real, P: Part<R>> Add for Dual<R, P> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let ([x, y], [u, v]) = (self.parts, other.parts);
        Dual { value: self.value + other.value, parts: [x.plus(u), y.plus(v)] }
    }
}

impl<R: Real, P: Part<R>> Sub for Dual<R, P> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        let ([x, y], [u, v]) = (self.parts, other.parts);
        Dual { value: self.value - other.value, parts: [x.minus(u), y.minus(v)] }
    }
}

// The product rule has a sum in it, the quotient rule a product.
#[allow(clippy::suspicious_arithmetic_impl)]
impl<R: Real, P: Part<R>> Mul for Dual<R, P> {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let ([x, y], [u, v]) = (self.parts, other.parts);
        let of = |x: P, u: P| x.through(|x| x * other.value).plus(u.through(|u| self.value * u));
        Dual { value: self.value * other.value, parts: [of(x, u), of(y, v)] }
    }
}

#[allow(clippy::suspicious_arithmetic_impl)]
impl<R: Real, P: Part<R>> Div for Dual<R, P> {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let ([x, y], [u, v]) = (self.parts, other.parts);
        let value = self.value / other.value;
        let of = |x: P, u: P| x.minus(u.through(|u| value * u)).through(|above| above / other.value);
        Dual { value, parts: [of(x, u), of(y, v)] }
    }
}

impl<R: Real, P: Part<R>> Neg for Dual<R, P> {
    type Output = Self;
    fn neg(self) -> Self {
        let [x, y] = self.parts;
        Dual { value: -self.value, parts: [x.through(R::neg), y.through(R::neg)] }
    }
}

impl<R: Real, P: Part<R> + PartialEq> Real for Dual<R, P> {
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
        let ([x, y], [u, v]) = (self.parts, exponent.parts);
        let of = |x: P, u: P| x.through(|x| times(by_base, x)).plus(u.through(|u| times(by_exponent, u)));
        Dual { value, parts: [of(x, u), of(y, v)] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_has_no_slope_even_where_a_function_has_an_edge() {
        let [x, _] = Dual::<f64>::variables([2.0, 0.0]);
        let zero = Dual::<f64>::from(0.0);
        for edge in [zero.sqrt(), zero.abs(), zero.pow(Dual::from(0.5)), Dual::from(1.0).asin()] {
            assert_eq!((edge + x).slope(), [1.0, 0.0]);
        }
    }

    #[test]
    fn dual_numbers_of_dual_numbers_have_second_derivatives() {
        let inner = Dual::<f64>::variables([3.0, 2.0]);
        let [x, y] = Dual::<Dual<f64>>::variables(inner);
        let j = x * x * y + y.exp();
        let e2 = 2.0_f64.exp();
        let told = |number: Dual<f64>| (number.value, number.slope());
        assert_eq!(told(j.value), (18.0 + e2, [12.0, 9.0 + e2]));
        assert_eq!(j.slope().map(told), [(12.0, [4.0, 6.0]), (9.0 + e2, [6.0, e2])]);
    }

    #[test]
    fn kinks_have_the_slopes_that_pytorch_gives_them() {
        let [x, y] = Dual::<f64>::variables([0.0, 0.0]);
        assert_eq!((x.abs().slope(), x.sign().slope()), ([0.0, 0.0], [0.0, 0.0]));
        assert_eq!((x.max(y).slope(), x.min(y).slope()), ([0.5, 0.5], [0.5, 0.5]));
        let [x, y] = Dual::<f64>::variables([1.0, -2.0]);
        assert_eq!((x.max(y).slope(), x.min(y).slope(), y.abs().slope()), ([1.0, 0.0], [0.0, 1.0], [0.0, -1.0]));
    }

    #[test]
    fn what_no_variable_moves_is_known_to_have_no_slope_and_the_rest_is_the_same() {
        fn formula<R: Real>([x, y]: [R; 2]) -> R {
            let z = (x * x - y / x).sqrt() + R::from(3.0) * y.exp() - -x.pow(y);
            z.max(x) / (R::from(2.0) - y) + R::from(0.5).min(y) * x.powi(5)
        }
        let theta = [1.7, -0.4];
        let (all, known) = (formula(Dual::<f64>::variables(theta)), formula(Sparse::variables(theta)));
        assert_eq!((all.value, all.slope()), (known.value, known.slope()));
        let [x, y] = Sparse::variables(theta);
        assert_eq!((x * Sparse::from(3.0)).parts, [Some(3.0), None]);
        assert_eq!((Sparse::from(1.0) - y.exp()).parts, [None, Some(-(-0.4_f64).exp())]);
    }
}
