//! Numbers as people type them and as people read them.

mod decimal;
mod figures;
mod whole;

use std::fmt;

use crate::list::List as _;
use crate::point::Point;
use figures::Figures;

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing was typed.
    Empty,
    /// A comma stands where a point should.
    Comma,
    /// It is larger than any number there is.
    TooLarge,
    /// It is no number at all.
    NotANumber,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NumberError::Empty => "a number is missing, such as 0.01 or 1e-3",
            NumberError::Comma => "decimals stand after a point, as in 0.01",
            NumberError::TooLarge => "expected a number below 1.8e308",
            NumberError::NotANumber => "not a number; one looks like 0.01 or 1e-3",
        })
    }
}

/// Reads a finite number: `3`, `-1.5`, `1e-3`; a true minus sign is one as well.
///
/// # Errors
/// When the text is empty, has a comma, or is not a finite number.
///
/// ```
/// assert_eq!(downhill::number::parse(" 1e-3 "), Ok(0.001));
/// assert!(downhill::number::parse("inf").is_err());
/// ```
pub fn parse(text: &str) -> Result<f64, NumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    match decimal::read(text) {
        Some(number) if number.is_finite() => Ok(number),
        Some(_) => Err(NumberError::TooLarge),
        None if text.contains(',')
            && text.chars().all(|c| matches!(c, '0'..='9' | ',' | '.' | 'e' | 'E' | '+' | '-' | '−')) =>
        {
            Err(NumberError::Comma)
        }
        None => Err(NumberError::NotANumber),
    }
}

/// The shortest text that reads back as exactly this number.
///
/// ```
/// use downhill::number::shortest;
/// assert_eq!(shortest(2.99000000005), "2.99000000005");
/// assert_eq!(shortest(1e-8), "1e-8");
/// ```
#[must_use]
pub fn shortest(number: f64) -> String {
    if !number.is_finite() {
        return if number.is_nan() {
            "NaN"
        } else if number > 0.0 {
            "inf"
        } else {
            "-inf"
        }
        .to_owned();
    }
    let figures = Figures::shortest(number);
    let (plain, exponent) = (figures.plain(0), format!("{}e{}", figures.mantissa(0), figures.exponent));
    if exponent.len() < plain.len() { exponent } else { plain }
}

/// The shortest text that programs read back as exactly this floating-point number: never as a whole one.
///
/// ```
/// use downhill::number::float;
/// assert_eq!([float(3.0), float(0.01), float(1e-8)], ["3.0", "0.01", "1e-8"]);
/// ```
#[must_use]
pub fn float(number: f64) -> String {
    let text = shortest(number);
    if !number.is_finite() {
        return format!("float(\"{text}\")");
    }
    if text.bytes().any(|byte| byte == b'.' || byte == b'e') { text } else { text + ".0" }
}

/// The number with so many decimals, a hyphen before it if it is negative: for machines.
#[must_use]
pub fn fixed(number: f64, decimals: usize) -> String {
    if number.is_finite() { Figures::of(number).fixed(decimals) } else { shortest(number) }
}

/// The number with so many significant figures.
#[must_use]
pub fn significant(number: f64, figures: usize) -> f64 {
    if number.is_finite() { Figures::of(number).rounded(figures).size().copysign(number) } else { number }
}

/// From `least` to `greatest`, where it was outside. The standard library's `clamp` says in numbers why it
/// panics, and brings all of its way to write numbers with it.
#[must_use]
#[allow(clippy::manual_clamp)]
pub fn clamped(number: f64, least: f64, greatest: f64) -> f64 {
    if number < least {
        least
    } else if number > greatest {
        greatest
    } else {
        number
    }
}

/// For reading: `digits` significant digits, a true minus sign, and powers of ten past the range
/// where zeros can be counted at a glance.
///
/// ```
/// use downhill::number::readable;
/// assert_eq!(readable(-0.885166, 3), "−0.885");
/// assert_eq!(readable(1.5e-9, 3), "1.5 × 10⁻⁹");
/// ```
#[must_use]
pub fn readable(number: f64, digits: usize) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if !number.is_finite() {
        return if number.is_nan() { "not a number" } else { "infinite" }.to_owned();
    }
    let figures = Figures::of(number);
    let rounded = figures.clone().rounded(digits.max(1));
    if (-3..6).contains(&rounded.exponent) {
        // The places come from the rounded form, so that 0.99996 is 1, not 1.000.
        let places = usize::try_from(digits as i32 - 1 - rounded.exponent).unwrap_or(0);
        signed(trimmed(&figures.fixed(places)))
    } else {
        format!("{} × 10{}", signed(trimmed(&rounded.mantissa(0))), superscript(rounded.exponent))
    }
}

/// A θ for reading: a number where it has one coordinate, `(x, y)` where it has two.
///
/// ```
/// use downhill::{number::place, point::Point};
/// assert_eq!(place(Point::new(-1.5, 2.0), 2, 3), "(−1.5, 2)");
/// assert_eq!(place(Point::on_line(0.1), 1, 3), "0.1");
/// ```
#[must_use]
pub fn place(theta: Point, dimensions: usize, digits: usize) -> String {
    let x = readable(theta.x, digits);
    if dimensions < 2 { x } else { format!("({x}, {})", readable(theta.y, digits)) }
}

/// A θ as a scene writes it: its coordinates, with a comma between.
#[must_use]
pub fn coordinates(theta: Point, dimensions: usize) -> String {
    let x = shortest(theta.x);
    if dimensions < 2 { x } else { format!("{x},{}", shortest(theta.y)) }
}

/// For reading in a narrow column: a fixed number of decimals where that shows the number, so that
/// points stand below each other; otherwise two digits and a power of ten, as in `3.5e−7`.
#[must_use]
pub fn column(number: f64, decimals: usize) -> String {
    // There is but one zero in a column.
    let number = if number == 0.0 { 0.0 } else { number };
    if !number.is_finite() {
        return if number.is_nan() {
            "–"
        } else if number > 0.0 {
            "∞"
        } else {
            "−∞"
        }
        .to_owned();
    }
    let size = number.abs();
    if number == 0.0 || (size >= 0.5 * 10_f64.powi(-(decimals as i32)) && size < 1e4) {
        signed(&fixed(number, decimals))
    } else {
        let figures = Figures::of(number).rounded(2);
        signed(&format!("{}e{}", figures.mantissa(1), figures.exponent))
    }
}

/// The number with so many `decimals`; −1 leaves whole tens.
#[must_use]
pub fn rounded(number: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals.abs());
    // Dividing by a whole power of ten gives the number that is nearest to what is read.
    let rounded = if decimals < 0 { (number / scale).round() * scale } else { (number * scale).round() / scale };
    if rounded.is_finite() { rounded } else { number }
}

/// A count of steps, with thin spaces between thousands from 10 000 on.
#[must_use]
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut grouped = String::with_capacity(digits.len() + 6);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('\u{2009}');
        }
        grouped.push(digit);
    }
    grouped
}

/// A whole exponent in superscript figures.
#[must_use]
pub fn superscript(exponent: i32) -> String {
    const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let figure = |c: char| c.to_digit(10).map_or('⁻', |digit| FIGURES[digit as usize]);
    exponent.to_string().chars().map(figure).text()
}

fn trimmed(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

fn signed(digits: &str) -> String {
    digits.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(parse("3"), Ok(3.0));
        assert_eq!(parse("−1.5"), Ok(-1.5));
        assert_eq!(parse(".5"), Ok(0.5));
        assert_eq!(parse("1E-3"), Ok(0.001));
        assert_eq!(parse("+2"), Ok(2.0));
    }

    #[test]
    fn what_is_no_finite_number_is_refused_with_the_reason() {
        assert_eq!(parse(""), Err(NumberError::Empty));
        assert_eq!(parse("0,01"), Err(NumberError::Comma));
        assert_eq!((parse("1e999"), parse("-2e308")), (Err(NumberError::TooLarge), Err(NumberError::TooLarge)));
        for text in ["abc", "inf", "nan", "--1", "e", "1 2", "0x1", "1_000", "−", "."] {
            assert_eq!(parse(text), Err(NumberError::NotANumber), "{text}");
        }
    }

    #[test]
    fn readable_numbers_keep_their_significant_digits() {
        for (number, text) in [
            (0.0, "0"),
            (2.405_877, "2.41"),
            (0.999_96, "1"),
            (1000.0, "1000"),
            (123_456.0, "123456"),
            (1e6, "1 × 10⁶"),
            (-0.000_123_4, "−1.23 × 10⁻⁴"),
            (0.001, "0.001"),
            (f64::NAN, "not a number"),
            (1e300, "1 × 10³⁰⁰"),
        ] {
            assert_eq!(readable(number, 3), text);
        }
    }

    #[test]
    fn a_column_shows_small_numbers_by_their_power() {
        assert_eq!(column(2.405_877, 3), "2.406");
        assert_eq!(column(-0.000_2, 3), "−2.0e−4");
        assert_eq!(column(-0.0, 3), "0.000");
    }

    #[test]
    fn thousands_are_set_apart_from_five_figures_on() {
        assert_eq!(count(1000), "1000");
        assert_eq!(count(1_000_000), "1\u{2009}000\u{2009}000");
    }
}
