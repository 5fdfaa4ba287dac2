//! Reading decimal figures as the nearest f64. The standard library's reader has a table of 10 kB that
//! does not compress; this one computes with whole numbers of any length and is as exact.

use super::whole::Whole;

/// More significant figures than these cannot change which f64 is nearest, other than by being there.
const MOST_FIGURES: i32 = 800;

/// The f64 nearest to what `text` says: `-1.5`, `.5e-3`, with a true minus sign or a hyphen; infinite
/// where that is too large, nothing where it is no number.
pub fn read(text: &str) -> Option<f64> {
    let (negative, text) = sign(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (down, exponent) = sign(exponent);
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if exponent.is_empty() || (whole.is_empty() && decimals.is_empty()) {
        return None;
    }
    let mut power = 0_i32;
    for figure in exponent.chars() {
        power = (power * 10 + figure.to_digit(10)? as i32).min(1_000_000);
    }
    let tens = if down { -power } else { power } - i32::try_from(decimals.len()).ok()?;
    let figures = whole.bytes().chain(decimals.bytes());
    if !figures.clone().all(|figure| figure.is_ascii_digit()) {
        return None;
    }
    let magnitude = of_figures(figures.map(|figure| figure - b'0'), tens);
    Some(if negative { -magnitude } else { magnitude })
}

/// The f64 nearest to the whole number with these figures, 0 to 9 each, times 10 to the power `tens`.
pub fn of_figures(figures: impl Iterator<Item = u8>, mut tens: i32) -> f64 {
    let (mut number, mut count, mut rest) = (Whole(Vec::new()), 0, false);
    for figure in figures {
        if count == MOST_FIGURES {
            rest |= figure > 0;
            tens += 1;
        } else {
            number.times(10, u32::from(figure));
            count += i32::from(!number.0.is_empty());
        }
    }
    match count + tens {
        _ if count == 0 => 0.0,
        // Less than half of the least number, and more than the greatest.
        ..=-324 => 0.0,
        310.. => f64::INFINITY,
        _ => nearest(&number, tens, rest),
    }
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−']) {
        Some(text) => (true, text),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// The f64 nearest to a whole number times 10 to the power `tens`, and a little more if there is a `rest`.
fn nearest(whole: &Whole, tens: i32, mut rest: bool) -> f64 {
    // With so many digits behind it, 64 binary ones are left when the tens are taken away.
    let room = if tens < 0 { tens.unsigned_abs() as usize / 9 + 3 } else { 0 };
    let mut number = Whole(vec![0; room]);
    number.0.extend_from_slice(&whole.0);
    if tens < 0 {
        for _ in 0..tens.unsigned_abs() / 9 {
            rest |= number.divide(1_000_000_000) > 0;
        }
        rest |= number.divide(10_u32.pow(tens.unsigned_abs() % 9)) > 0;
    } else {
        number.times_power(10, tens.unsigned_abs());
    }
    // The first 64 binary digits, and the power of two that they are to be multiplied by.
    let length = number.0.len() as i32 - room as i32;
    let mut next = || u64::from(number.0.pop().unwrap_or(0));
    let (first, second, third) = (next(), next(), next());
    let bits = first << 32 | second;
    let shift = bits.leading_zeros();
    let third = third << shift;
    let bits = bits << shift | third >> 32;
    let twos = 32 * (length - 2) - shift as i32;
    rest |= third as u32 != 0 || number.0.iter().any(|digit| *digit != 0);
    // An f64 keeps 53 of them, and fewer below the least power of two that it has for all.
    let dropped = (-1074 - twos).max(11);
    if dropped > 64 {
        return 0.0;
    }
    let kept = bits.checked_shr(dropped as u32).unwrap_or(0);
    let half = 1_u64 << (dropped - 1);
    let beyond = bits & (half << 1).wrapping_sub(1);
    let up = beyond > half || (beyond == half && (rest || kept % 2 == 1));
    let exponent = twos + dropped + 1074;
    if exponent >= 2046 {
        return f64::INFINITY;
    }
    // The highest of the bits kept counts as one more in the exponent.
    f64::from_bits(((exponent as u64) << 52) + kept + u64::from(up))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn assert_like_std(text: &str) {
        assert_eq!(read(text).map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits), "{text}");
    }

    #[test]
    fn hard_cases_are_read_as_the_standard_library_reads_them() {
        let half_of_least = "2.4703282292062327208e-324";
        for text in [
            "0",
            "-0",
            "0e9999",
            "0.000",
            "1e-400",
            "1e400",
            "1e308",
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "179769313486231580793e289",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "5e-324",
            "2e-324",
            "3e-324",
            half_of_least,
            "9007199254740993",
            "9007199254740992.99999",
            "9007199254740993.00000000000000000000001",
            "1e23",
            "8.5e22",
            "6.631236846766476e-316",
            "3.2378839133029012895883524125015321748630994e-319",
            "",
            ".",
            "e",
            "1e",
            "1e+",
            "+",
            "1.2.3",
            "1e5e5",
            "--1",
            "1.",
            ".5",
            "+.5E+3",
            "00012.5",
        ] {
            assert_like_std(text);
        }
        for long in ["1", "9", "00", "5"] {
            for figures in [20, 799, 800, 801, 1000] {
                assert_like_std(&format!("{}e-{}", long.repeat(figures), figures));
                assert_like_std(&format!("0.{}{}1", "0".repeat(300), long.repeat(figures)));
                assert_like_std(&format!("9007199254740993{}.{}1", "0".repeat(3), "0".repeat(figures)));
            }
        }
    }

    proptest! {
        #[test]
        fn any_number_is_read_as_the_standard_library_reads_it(bits: u64, figures in "[0-9]{1,40}", tens in -360..330_i32) {
            let number = f64::from_bits(bits);
            if number.is_finite() {
                prop_assert_eq!(read(&number.to_string()).map(f64::to_bits), Some(bits));
                prop_assert_eq!(read(&format!("{number:e}")).map(f64::to_bits), Some(bits));
                // Exactly half of the way to the next one, and what is beyond it.
                let next = f64::from_bits(number.abs().to_bits() + 1);
                let half = format!("{:.1200}", number.abs()).trim_end_matches('0').to_owned();
                assert_like_std(&half);
                assert_like_std(&format!("{half}0000001"));
                assert_like_std(&format!("{next:e}"));
            }
            assert_like_std(&format!("{figures}e{tens}"));
            assert_like_std(&format!("{}.{figures}e{tens}", bits % 1000));
        }

        #[test]
        fn halves_are_rounded_to_even(bits in 0_u64..1 << 53, twos in 0..64_i32) {
            // Odd numbers of 54 binary digits lie between two numbers.
            let odd = u128::from(bits | 1 << 53) << twos | 1 << twos >> 1;
            assert_like_std(&odd.to_string());
            assert_like_std(&format!("{odd}.0000000000000000000000000000000000000000001"));
        }
    }
}
