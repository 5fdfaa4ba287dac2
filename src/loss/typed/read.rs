//! From text to a program: the grammar of typed formulas.
//!
//! | binds | what |
//! |---|---|
//! | loosest | `a + b`, `a - b`, from left to right |
//! | | `a * b`, `a / b`, and side by side as in `2x`, from left to right: `1/2x` is (1/2)·x |
//! | | `-a`, so `-x^2` is −(x²) |
//! | | `a ^ b`, from right to left; the exponent may have a sign |
//! | tightest | raised figures, `x²` |

use super::error::{Error, Trouble};
use super::program::{Op, Part};
use super::token::{Kind, Token, token};
use crate::list::List as _;
use crate::point::Axis;

/// How many characters a formula may have.
pub const CHARACTERS: usize = 512;
/// How many numbers, variables, operators and functions.
pub const NODES: usize = 256;
/// How deep parentheses, functions, signs and powers may stand within each other.
pub const DEPTH: usize = 32;

/// How tightly operators bind.
const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const POWER: u8 = 3;

/// Reads a formula: the whole of it as one part, and how many coordinates it is about, 1 or 2.
///
/// # Errors
/// When it is none, or goes beyond a limit; with the first place where that shows.
pub fn read(text: &str) -> Result<(Part, usize), Error> {
    let skipped = text.chars().take_while(|c| c.is_whitespace()).count();
    let place = |from: usize, to: usize, trouble| Error {
        column: skipped + from + 1,
        length: to.saturating_sub(from).max(1),
        trouble,
    };
    let trimmed = text.trim();
    let count = trimmed.chars().count();
    if count == 0 {
        return Err(Error { column: 1, length: 1, trouble: Trouble::Empty });
    }
    if count > CHARACTERS {
        return Err(place(CHARACTERS, count, Trouble::TooLong));
    }
    let text = trimmed.chars().list();
    // First of all: left of it there are names such as J that would be unknown.
    if let Some(at) = text.iter().position(|c| *c == '=') {
        return Err(place(at, at + 1, Trouble::Equation));
    }
    let start = Token { kind: Kind::End, from: 0, to: 0 };
    let mut reader = Reader { text: &text, before: start, next: start, depth: 0, nodes: 0, plane: false };
    let whole = reader.advance().and_then(|()| reader.whole());
    match whole {
        Ok(part) => Ok((part, if reader.plane { 2 } else { 1 })),
        Err((from, to, trouble)) => Err(place(from, to, trouble)),
    }
}

/// The trouble, and from which character to before which it stands.
type Outcome<T> = Result<T, (usize, usize, Trouble)>;

fn wrong<T>(token: Token, trouble: Trouble) -> Outcome<T> {
    Err((token.from, token.to, trouble))
}

struct Reader<'a> {
    text: &'a [char],
    before: Token,
    next: Token,
    depth: usize,
    nodes: usize,
    plane: bool,
}

impl Reader<'_> {
    fn advance(&mut self) -> Outcome<()> {
        self.before = self.next;
        self.next = token(self.text, self.before.to)?;
        Ok(())
    }

    fn found(&self) -> String {
        self.text.get(self.next.from..self.next.to).unwrap_or_default().iter().take(24).copied().text()
    }

    /// One more number, variable, operator or function, which `token` is.
    fn count(&mut self, token: Token) -> Outcome<()> {
        self.nodes += 1;
        if self.nodes > NODES { wrong(token, Trouble::TooManyParts) } else { Ok(()) }
    }

    /// What `inner` reads stands within what `token` begins.
    fn within<T>(&mut self, token: Token, inner: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        if self.depth == DEPTH {
            return wrong(token, Trouble::TooDeep);
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn whole(&mut self) -> Outcome<Part> {
        let part = self.expression(SUM)?;
        match self.next.kind {
            Kind::End => Ok(part),
            Kind::Close => wrong(self.next, Trouble::NeverOpened),
            _ => self.out_of_place(),
        }
    }

    /// What stands next belongs there neither as an operator nor as an end.
    fn out_of_place<T>(&mut self) -> Outcome<T> {
        if self.next.kind != Kind::Comma {
            return wrong(self.next, Trouble::NoOperator(self.found()));
        }
        let trouble = if self.is_decimal_comma() { Trouble::DecimalComma } else { Trouble::Comma };
        wrong(self.next, trouble)
    }

    /// Whether the comma that is next stands between figures.
    fn is_decimal_comma(&self) -> bool {
        let figures_after = self.text.get(self.next.to).is_some_and(char::is_ascii_digit);
        matches!(self.before.kind, Kind::Number(_)) && self.before.to == self.next.from && figures_after
    }

    /// Operands and the operators between them that bind at least as tightly as `least`.
    fn expression(&mut self, least: u8) -> Outcome<Part> {
        let mut left = self.operand()?;
        loop {
            let operator = self.next;
            let (op, binds, written) = match operator.kind {
                Kind::Plus => (Op::Add, SUM, true),
                Kind::Minus => (Op::Sub, SUM, true),
                Kind::Times => (Op::Mul, PRODUCT, true),
                Kind::Over => (Op::Div, PRODUCT, true),
                Kind::Power => (Op::Pow, POWER, true),
                Kind::Variable(_) | Kind::Constant(_) | Kind::Function(..) | Kind::Open => (Op::Mul, PRODUCT, false),
                _ => return Ok(left),
            };
            if binds < least {
                return Ok(left);
            }
            self.count(operator)?;
            if written {
                self.advance()?;
            }
            let right = match op {
                Op::Pow => self.within(operator, |reader| reader.expression(POWER))?,
                _ => self.expression(binds + 1)?,
            };
            left = Part::join(op, left, right);
        }
    }

    /// A number, a variable, a function or a parenthesis, perhaps signed, perhaps with raised figures.
    fn operand(&mut self) -> Outcome<Part> {
        let first = self.next;
        let part = match first.kind {
            Kind::Minus => {
                self.count(first)?;
                self.advance()?;
                let inner = self.within(first, |reader| reader.expression(POWER))?;
                return Ok(Part::call(Op::Negate, inner));
            }
            Kind::Plus => {
                self.advance()?;
                return self.within(first, |reader| reader.expression(POWER));
            }
            Kind::Number(value) | Kind::Constant(value) => self.leaf(Part::Constant(value))?,
            Kind::Variable(Axis::X) => self.leaf(Part::X)?,
            Kind::Variable(Axis::Y) => {
                self.plane = true;
                self.leaf(Part::Y)?
            }
            Kind::Function(name, op, takes) => {
                self.count(first)?;
                self.advance()?;
                self.within(first, |reader| reader.call(first, name, op, takes))?
            }
            Kind::Open => {
                self.advance()?;
                self.within(first, |reader| {
                    let inner = reader.expression(SUM)?;
                    reader.close(first)?;
                    Ok(inner)
                })?
            }
            Kind::Times if self.before.kind == Kind::Times && self.before.to == first.from => {
                return Err((self.before.from, first.to, Trouble::DoubleAsterisk));
            }
            _ => return wrong(first, Trouble::NoOperand(self.found())),
        };
        self.raised(part)
    }

    fn leaf(&mut self, part: Part) -> Outcome<Part> {
        self.count(self.next)?;
        self.advance()?;
        Ok(part)
    }

    /// `part` with all raised figures behind it.
    fn raised(&mut self, mut part: Part) -> Outcome<Part> {
        while let Kind::Raised(exponent) = self.next.kind {
            self.count(self.next)?;
            self.count(self.next)?;
            self.advance()?;
            part = Part::join(Op::Pow, part, Part::Constant(exponent));
        }
        Ok(part)
    }

    /// The arguments of a function, with their parentheses.
    fn call(&mut self, function: Token, name: &'static str, op: Op, takes: usize) -> Outcome<Part> {
        let open = self.next;
        if open.kind != Kind::Open {
            return wrong(function, Trouble::Bare { function: name, takes });
        }
        self.advance()?;
        let first = if self.next.kind == Kind::Close {
            return wrong(self.next, Trouble::Arguments { function: name, takes });
        } else {
            self.expression(SUM)?
        };
        let part = if takes == 1 {
            Part::call(op, first)
        } else if self.next.kind == Kind::Comma {
            self.advance()?;
            Part::join(op, first, self.expression(SUM)?)
        } else if self.next.kind == Kind::Close {
            return wrong(self.next, Trouble::Arguments { function: name, takes });
        } else {
            return self.not_closed(open);
        };
        if self.next.kind == Kind::Comma && !self.is_decimal_comma() {
            return wrong(self.next, Trouble::Arguments { function: name, takes });
        }
        self.close(open)?;
        Ok(part)
    }

    fn close(&mut self, open: Token) -> Outcome<()> {
        if self.next.kind == Kind::Close { self.advance() } else { self.not_closed(open) }
    }

    fn not_closed<T>(&mut self, open: Token) -> Outcome<T> {
        if self.next.kind == Kind::End { wrong(open, Trouble::NeverClosed) } else { self.out_of_place() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loss::Formula;
    use crate::loss::typed::program::Program;

    fn value(text: &str, x: f64, y: f64) -> f64 {
        let (part, _) = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        Program::of(part).at([x, y])
    }

    #[test]
    fn operators_bind_as_in_mathematics() {
        for (text, expected) in [
            ("1+2*3", 7.0),
            ("2-3-4", -5.0),
            ("8/4/2", 1.0),
            ("-2^2", -4.0),
            ("2^3^2", 512.0),
            ("2^-1", 0.5),
            ("2^-x^2", 2.0_f64.powf(-9.0)),
            ("--x", 3.0),
            ("+x - +x", 0.0),
            ("2*-x", -6.0),
            ("(1+2)*3", 9.0),
            ("pow(2, 3)^2", 64.0),
        ] {
            assert_eq!(value(text, 3.0, 5.0), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_side_by_side_is_multiplied_from_left_to_right() {
        for (text, expected) in [
            ("2x", 6.0),
            ("1/2x", 1.5),
            ("2x^2", 18.0),
            ("2^3x", 24.0),
            ("3(x+1)", 12.0),
            ("(x+1)(x-1)", 8.0),
            ("x y", 15.0),
            ("xy", 15.0),
            ("xy^2", 75.0),
            ("2 abs(x) y", 30.0),
            ("x(y)", 15.0),
            ("2e", 2.0 * std::f64::consts::E),
            ("2e3", 2000.0),
            ("2e-x", 2.0 * std::f64::consts::E - 3.0),
            ("2 pi", std::f64::consts::TAU),
        ] {
            assert_eq!(value(text, 3.0, 5.0), expected, "{text}");
        }
    }

    #[test]
    fn numbers_names_and_pasted_signs_are_understood() {
        for (text, expected) in [
            (".5", 0.5),
            ("1.", 1.0),
            ("1e-3", 1e-3),
            ("2.5E3", 2500.0),
            ("1e−3", 1e-3),
            ("θ", 3.0),
            ("theta", 3.0),
            ("X", 3.0),
            ("COS(0)", 1.0),
            ("log(e)", 1.0),
            ("ln(e)", 1.0),
            ("log10(1000)", 3.0),
            ("log2(8)", 3.0),
            ("min(x, y) + max(x, y)", 8.0),
            ("sign(−x)", -1.0),
            ("x²", 9.0),
            ("−x²", -9.0),
            ("2x¹⁰", 118_098.0),
            ("x⁻²", 1.0 / 9.0),
            ("(x+1)²³", 2.0_f64.powi(46)),
            ("2 × 3 · 4 ÷ 2", 12.0),
            ("2π", std::f64::consts::TAU),
            ("\u{a0}x\u{2009}+ 1\t", 4.0),
        ] {
            assert_eq!(value(text, 3.0, 5.0), expected, "{text}");
        }
    }

    #[test]
    fn only_what_speaks_of_y_has_two_dimensions() {
        let dimensions = |text: &str| read(text).unwrap().1;
        assert_eq!([dimensions("5"), dimensions("x"), dimensions("y"), dimensions("0*y")], [1, 1, 2, 2]);
    }
}
