//! The decimal figures of numbers, as exact as the standard library's. That has three ways to find them,
//! with tables, of 17 kB; this is one way, with whole numbers of any length.

use super::decimal::of_figures;
use super::whole::Whole;

/// The decimal figures of a number.
#[derive(Clone)]
pub struct Figures {
    negative: bool,
    /// From the first that is not 0; none for 0. Behind the last come only zeros.
    digits: Vec<u8>,
    /// The power of ten that the first of them counts.
    pub exponent: i32,
}

impl Figures {
    /// All figures of a finite number.
    pub fn of(number: f64) -> Self {
        let bits = number.to_bits();
        let (fraction, exponent) = (bits & ((1 << 52) - 1), (bits >> 52) as i32 & 0x7ff);
        let mantissa = if exponent == 0 { fraction } else { fraction | 1 << 52 };
        let zeros = if mantissa == 0 { 0 } else { mantissa.trailing_zeros() };
        let (odd, twos) = (mantissa >> zeros, exponent.max(1) - 1075 + zeros as i32);
        let mut whole = Whole(vec![odd as u32, (odd >> 32) as u32]);
        // Half of a number is five times a tenth of it.
        whole.times_power(if twos < 0 { 5 } else { 2 }, twos.unsigned_abs());
        let mut digits = Vec::new();
        while !whole.is_zero() {
            let mut nine = whole.divide(1_000_000_000);
            for _ in 0..9 {
                digits.push((nine % 10) as u8);
                nine /= 10;
            }
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
        digits.reverse();
        let exponent = if digits.is_empty() { 0 } else { digits.len() as i32 - 1 + twos.min(0) };
        Figures { negative: number.is_sign_negative(), digits, exponent }
    }

    /// As few figures as tell the number from every other.
    pub fn shortest(number: f64) -> Self {
        let all = Figures::of(number);
        let fewer = (1..17).map(|count| all.clone().rounded(count));
        let told = |figures: &Figures| figures.size() == number.abs();
        fewer.into_iter().find(told).unwrap_or_else(|| all.clone().rounded(17))
    }

    /// No more than so many figures; of two that are as near, the even one.
    pub fn rounded(mut self, count: usize) -> Self {
        let Some((next, beyond)) = self.digits.get(count..).and_then(<[u8]>::split_first) else { return self };
        let odd = count > 0 && self.digits.get(count - 1).is_some_and(|last| last % 2 == 1);
        let up = *next > 5 || (*next == 5 && (odd || beyond.iter().any(|figure| *figure > 0)));
        self.digits.truncate(count);
        if up {
            // Nines become zeros, and what stands before them one more.
            while self.digits.last() == Some(&9) {
                self.digits.pop();
            }
            if let Some(last) = self.digits.last_mut() {
                *last += 1;
            } else {
                self.digits.push(1);
                self.exponent += 1;
            }
        }
        self
    }

    /// The number without its sign, or the f64 nearest to it.
    pub fn size(&self) -> f64 {
        of_figures(self.digits.iter().copied(), self.exponent + 1 - self.digits.len() as i32)
    }

    /// The number rounded to so many decimals, all of which are written: `-0.50`.
    pub fn fixed(self, decimals: usize) -> String {
        let count = self.exponent + 1 + decimals as i32;
        // Less than a tenth of the last decimal is nothing.
        let rounded =
            if count < 0 { Figures { digits: Vec::new(), exponent: 0, ..self } } else { self.rounded(count as usize) };
        rounded.plain(decimals)
    }

    /// All figures there are, and at least so many decimals.
    pub fn plain(&self, decimals: usize) -> String {
        let last = (self.exponent + 1 - self.digits.len() as i32).min(-(decimals as i32));
        let first = if self.digits.is_empty() { 0 } else { self.exponent.max(0) };
        let mut text = if self.negative { "-" } else { "" }.to_owned();
        for place in (last.min(0)..=first).rev() {
            if place == -1 {
                text.push('.');
            }
            text.push(self.figure(self.exponent - place));
        }
        text
    }

    /// The figures with a point behind the first and at least so many decimals, without the power of ten.
    pub fn mantissa(&self, decimals: usize) -> String {
        Figures { exponent: 0, ..self.clone() }.plain(decimals)
    }

    /// The figure at a place, counted from the first that is not 0.
    fn figure(&self, place: i32) -> char {
        let figure = usize::try_from(place).ok().and_then(|place| self.digits.get(place));
        char::from(b'0' + figure.copied().unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn assert_like_std(number: f64) {
        for decimals in 0..20 {
            assert_eq!(Figures::of(number).fixed(decimals), format!("{number:.decimals$}"));
            let rounded = Figures::of(number).rounded(decimals + 1);
            let exponent = if number == 0.0 { 0 } else { rounded.exponent };
            assert_eq!(format!("{}e{exponent}", rounded.mantissa(decimals)), format!("{number:.decimals$e}"));
        }
        assert_eq!(Figures::of(number).plain(0), format!("{number:.1100}").trim_end_matches('0').trim_end_matches('.'));
    }

    #[test]
    fn hard_cases_are_written_as_the_standard_library_writes_them() {
        for number in [
            0.0,
            1.0,
            0.5,
            2.5,
            9.5,
            0.25,
            0.125,
            0.375,
            99.95,
            0.05,
            0.999_96,
            123_456.0,
            1e21,
            1e23,
            5e-324,
            f64::MAX,
            f64::MIN_POSITIVE,
            0.1,
            0.3,
            1.0 / 3.0,
            9_007_199_254_740_993.0,
            1e-7,
            4.5e15,
            0.000_244_140_625,
        ] {
            assert_like_std(number);
            assert_like_std(-number);
        }
    }

    proptest! {
        #[test]
        fn any_number_is_written_as_the_standard_library_writes_it(bits: u64, near in -1e6..1e6_f64, whole in -2000..2000_i32) {
            for number in [f64::from_bits(bits), near, f64::from(whole) / 8.0, f64::from(whole) / 1000.0] {
                if number.is_finite() {
                    assert_like_std(number);
                }
            }
        }

        #[test]
        fn the_shortest_figures_are_those_of_the_standard_library(bits: u64, near in -1e6..1e6_f64, whole in -2000..2000_i32) {
            for number in [f64::from_bits(bits), near, f64::from(whole) / 8.0, f64::from(whole) / 1000.0] {
                if number.is_finite() {
                    let shortest = Figures::shortest(number);
                    prop_assert_eq!(shortest.size(), number.abs());
                    // Of two that are as near the standard library takes the greater; here, as in Python, it is the
                    // even one.
                    let all = Figures::of(number).digits;
                    let between = all.len() == shortest.digits.len() + 1 && all.last() == Some(&5);
                    prop_assert!(between || shortest.plain(0) == number.to_string(), "{number:e}");
                }
            }
        }
    }
}
