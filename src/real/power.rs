//! Whole powers.

use super::Real;

/// Exponentiation by squaring.
pub fn raise<R: Real>(mut base: R, mut exponent: u32) -> R {
    let mut result = if exponent % 2 == 1 { base } else { R::from(1.0) };
    loop {
        exponent /= 2;
        if exponent == 0 {
            return result;
        }
        base = base * base;
        if exponent % 2 == 1 {
            result = result * base;
        }
    }
}

/// `base` to a whole power: up to the cube as a product; above it rounded but once, by carrying what
/// each product loses (Dekker, "A floating-point technique for extending the available precision", 1971).
pub fn whole(base: f64, exponent: u32) -> f64 {
    match exponent {
        _ if !base.is_finite() => raise(base, exponent),
        0..=3 => raise(base, exponent),
        // What vanishes is not worked out: among the subnormal numbers each product takes ten times as long.
        _ if binary_digits(base) * i64::from(exponent) < -1080 => {
            0.0_f64.copysign(if exponent % 2 == 1 { base } else { 1.0 })
        }
        _ if (binary_digits(base) - 1) * i64::from(exponent) >= 1024 => {
            f64::INFINITY.copysign(if exponent % 2 == 1 { base } else { 1.0 })
        }
        // Near the ends of the range what is lost cannot be told; this is 1e-250.
        _ if binary_digits(base) * i64::from(exponent) < -831 => raise(base, exponent),
        _ => {
            let (power, lost) = carried(base, exponent);
            let power = power + lost;
            // Near the ends of the range what is lost cannot be told.
            if power.is_finite() && power.abs() > 1e-250 { power } else { raise(base, exponent) }
        }
    }
}

/// The least n for which |`base`| is below 2ⁿ; more than any finite number has, if it is not finite.
fn binary_digits(base: f64) -> i64 {
    (base.to_bits() >> 52 & 0x7ff) as i64 - 1022
}

/// A power, and what rounding has taken from it.
fn carried(base: f64, mut exponent: u32) -> (f64, f64) {
    let (mut square, mut result) = ((base, 0.0), (1.0, 0.0));
    loop {
        if exponent % 2 == 1 {
            result = product(result, square);
        }
        exponent /= 2;
        if exponent == 0 {
            return result;
        }
        square = product(square, square);
    }
}

fn product(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    let high = a.0 * b.0;
    let lost = lost_in_product(a.0, b.0, high) + (a.0 * b.1 + a.1 * b.0);
    let sum = high + lost;
    (sum, lost - (sum - high))
}

/// a·b − `product`, exactly.
fn lost_in_product(a: f64, b: f64, product: f64) -> f64 {
    let halves = |number: f64| {
        let shifted = 134_217_729.0 * number;
        let high = shifted - (shifted - number);
        (high, number - high)
    };
    let ((a_high, a_low), (b_high, b_low)) = (halves(a), halves(b));
    ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_is_the_number_nearest_to_it() {
        // By exact arithmetic, of the number that the text 1.1 is read as.
        assert_eq!(whole(1.1, 5), 1.610_510_000_000_000_6);
        assert_eq!(whole(3.0, 33), 5_559_060_566_555_523.0);
        assert_eq!(whole(-3.0, 33), -5_559_060_566_555_523.0);
        assert_eq!((whole(7.5, 0), whole(7.5, 1)), (1.0, 7.5));
    }

    #[test]
    fn powers_past_the_range_are_infinite_or_nothing() {
        assert_eq!((whole(1e200, 5), whole(-1e200, 5)), (f64::INFINITY, f64::NEG_INFINITY));
        assert_eq!(whole(1e-200, 5), 0.0);
        assert!(whole(f64::NAN, 5).is_nan());
    }
}
