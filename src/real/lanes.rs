//! Numbers of several races side by side.

use wide::f64x2;

use super::Real;

/// How many races have their numbers in one [`Lanes`].
pub const LANES: usize = 2;

/// A number of each of [`LANES`] races: what a processor computes as quickly as one. Sums, products, quotients and
/// roots are rounded as those of f64 are, and everything else is worked out race by race: the numbers are those of
/// each race run alone, to the last bit.
pub type Lanes = f64x2;

/// Race by race.
fn each(lanes: Lanes, function: impl Fn(f64) -> f64) -> Lanes {
    let [first, second] = lanes.to_array();
    Lanes::new([function(first), function(second)])
}

macro_rules! race_by_race {
    ($($name:ident)*) => {
        $(
            fn $name(self) -> Self {
                each(self, <f64 as Real>::$name)
            }
        )*
    };
}

impl Real for Lanes {
    fn plain(self) -> f64 {
        self.to_array()[0]
    }
    fn where_less(self, other: Self, yes: Self, no: Self) -> Self {
        self.simd_lt(other).bitselect(yes, no)
    }
    fn where_equal(self, other: Self, yes: Self, no: Self) -> Self {
        self.simd_eq(other).bitselect(yes, no)
    }
    // Where there is an instruction for it: of numbers that cannot be compared these give their second on one kind of
    // processor, their first on the other.
    #[cfg(any(target_arch = "x86_64", target_arch = "wasm32"))]
    fn at_least(self, least: Self) -> Self {
        if cfg!(target_arch = "wasm32") { self.fast_max(least) } else { least.fast_max(self) }
    }
    #[cfg(any(target_arch = "x86_64", target_arch = "wasm32"))]
    fn at_most(self, most: Self) -> Self {
        if cfg!(target_arch = "wasm32") { self.fast_min(most) } else { most.fast_min(self) }
    }
    fn sign(self) -> Self {
        // The least number that there is becomes more than 1.
        let far = Lanes::from(2_f64.powi(1023));
        (self * far * far).at_most(1.0.into()).at_least((-1.0).into())
    }
    fn abs(self) -> Self {
        Lanes::abs(self)
    }
    fn sqrt(self) -> Self {
        Lanes::sqrt(self)
    }
    fn powi(self, exponent: i32) -> Self {
        if (0..=3).contains(&exponent) {
            super::power::raise(self, exponent.unsigned_abs())
        } else {
            each(self, |number| Real::powi(number, exponent))
        }
    }
    fn pow(self, exponent: Self) -> Self {
        let ([a, b], [m, n]) = (self.to_array(), exponent.to_array());
        Lanes::new([Real::pow(a, m), Real::pow(b, n)])
    }
    race_by_race! { sin cos tan asin acos atan sinh cosh tanh exp ln log10 log2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that rounding, sign, size or being none makes different.
    const ODD: [f64; 12] =
        [0.0, -0.0, 1.0, -1.0, 0.1, -2.5, 1e300, -1e-310, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 7.0];

    fn same(a: f64, b: f64) -> bool {
        a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
    }

    #[test]
    fn every_function_gives_each_race_what_it_would_have_alone() {
        macro_rules! check {
            ($($name:ident)*) => {
                $(
                    for (a, b) in ODD.iter().flat_map(|a| ODD.map(|b| (*a, b))) {
                        let [x, y] = Real::$name(Lanes::new([a, b])).to_array();
                        assert!(same(x, Real::$name(a)) && same(y, Real::$name(b)), "{} of {a}, {b}", stringify!($name));
                    }
                )*
            };
        }
        check! { sqrt sin cos tan asin acos atan sinh cosh tanh exp ln log10 log2 sign abs }
        for exponent in -7..=7 {
            for (a, b) in ODD.iter().flat_map(|a| ODD.map(|b| (*a, b))) {
                let [x, y] = Real::powi(Lanes::new([a, b]), exponent).to_array();
                assert!(same(x, Real::powi(a, exponent)) && same(y, Real::powi(b, exponent)), "{a}, {b} to {exponent}");
            }
        }
    }

    #[test]
    fn what_two_numbers_give_is_chosen_for_each_race() {
        for (a, b) in ODD.iter().flat_map(|a| ODD.map(|b| (*a, b))) {
            let (first, second) = (Lanes::new([a, b]), Lanes::new([b, 0.5]));
            macro_rules! check {
                ($($name:ident)*) => {
                    $(
                        let [x, y] = Real::$name(first, second).to_array();
                        assert!(same(x, Real::$name(a, b)) && same(y, Real::$name(b, 0.5)), "{} of {a}, {b}", stringify!($name));
                    )*
                };
            }
            check! { min max at_least at_most pow }
            let (yes, no) = (Lanes::from(1.0), Lanes::from(2.0));
            let chosen = |yes_or_no: bool| if yes_or_no { 1.0 } else { 2.0 };
            assert_eq!(first.where_less(second, yes, no).to_array(), [chosen(a < b), chosen(b < 0.5)]);
            assert_eq!(first.where_equal(second, yes, no).to_array(), [chosen(a == b), chosen(b == 0.5)]);
        }
    }
}
