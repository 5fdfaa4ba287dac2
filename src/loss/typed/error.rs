//! What may be wrong with a typed formula, and how that is said.

use std::fmt;

use super::names::functions;
use super::read;

/// Why a text is no formula, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Error {
    /// Where the trouble begins: 1 is the first character of the text, one more than it has is its end.
    pub column: usize,
    /// How many characters are to be marked, at least 1.
    pub length: usize,
    /// What the trouble is.
    pub trouble: Trouble,
}

/// What may be wrong with a typed formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// Nothing was typed.
    Empty,
    /// It has too many characters.
    TooLong,
    /// It has too many numbers, variables, operators and functions.
    TooManyParts,
    /// Too much stands within each other: parentheses, functions, signs, powers of powers.
    TooDeep,
    /// It is an equation.
    Equation,
    /// A comma stands where a decimal point should.
    DecimalComma,
    /// A comma stands where there are no arguments to separate.
    Comma,
    /// A number is greater than every finite one.
    TooLarge,
    /// This stands where a number or the like should; nothing, if it is the end.
    NoOperand(String),
    /// This stands where an operator or the end should.
    NoOperator(String),
    /// A power as it is written in some languages, with two asterisks.
    DoubleAsterisk,
    /// Nothing has this name.
    Unknown {
        /// The name.
        name: String,
        /// A function that may have been meant.
        near: Option<&'static str>,
    },
    /// This character means nothing here.
    Character(char),
    /// Behind the name of a function there is no parenthesis.
    Bare {
        /// The function.
        function: &'static str,
        /// How many arguments it takes.
        takes: usize,
    },
    /// A function has too few or too many arguments.
    Arguments {
        /// The function.
        function: &'static str,
        /// How many it takes.
        takes: usize,
    },
    /// A parenthesis is never closed.
    NeverClosed,
    /// A parenthesis is closed that was never opened.
    NeverOpened,
}

impl Error {
    /// Whether `text` may only lack its end: somebody who is typing it need not be told yet.
    #[must_use]
    pub fn is_unfinished(&self, text: &str) -> bool {
        matches!(self.trouble, Trouble::NeverClosed | Trouble::Empty)
            || self.column + self.length > text.trim_end().chars().count()
    }
}

const OPERAND: &str = "a number, x, y, a function or “(”";

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column, self.trouble)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Empty => f.write_str("a formula in x, or in x and y, is missing"),
            Trouble::TooLong => write!(f, "a formula has at most {} characters", read::CHARACTERS),
            Trouble::TooManyParts => {
                write!(f, "a formula has at most {} numbers, variables, operators and functions", read::NODES)
            }
            Trouble::TooDeep => {
                write!(
                    f,
                    "parentheses, functions, signs and powers stand at most {} deep within each other",
                    read::DEPTH
                )
            }
            Trouble::Equation => f.write_str("expected only what stands to the right of J =, found “=”"),
            Trouble::DecimalComma => f.write_str("decimals stand after a point, as in 0.5"),
            Trouble::Comma => f.write_str("a comma stands only between the two arguments of min, max and pow"),
            Trouble::TooLarge => f.write_str("expected a number below 1.8e308"),
            Trouble::NoOperand(found) if found.is_empty() => write!(f, "expected {OPERAND}, found the end"),
            Trouble::NoOperand(found) => write!(f, "expected {OPERAND}, found “{found}”"),
            Trouble::NoOperator(found) => write!(f, "expected an operator or the end, found “{found}”"),
            Trouble::DoubleAsterisk => f.write_str("expected ^ for a power, as in x^2, found “**”"),
            Trouble::Unknown { name, near: Some(near) } => write!(f, "“{name}” is unknown; perhaps {near}?"),
            Trouble::Unknown { name, near: None } if name.chars().nth(1).is_none() => {
                write!(f, "“{name}” is unknown; the only variables are x and y")
            }
            Trouble::Unknown { name, near: None } => {
                write!(f, "“{name}” is unknown; there are x, y, pi, e and the functions")?;
                functions().try_for_each(|name| write!(f, " {name}"))
            }
            // What cannot be seen is shown as what it is.
            Trouble::Character(character) if character.is_control() => {
                write!(f, "expected {OPERAND} or an operator, found a control character")
            }
            Trouble::Character(character) => write!(f, "expected {OPERAND} or an operator, found “{character}”"),
            Trouble::Bare { function, takes: 1 } => {
                write!(f, "expected the argument of {function} in parentheses, as in {function}(x)")
            }
            Trouble::Bare { function, .. } => {
                write!(f, "expected the arguments of {function} in parentheses, as in {function}(x, 2)")
            }
            Trouble::Arguments { function, takes: 1 } => {
                write!(f, "{function} takes one argument, as in {function}(x)")
            }
            Trouble::Arguments { function, .. } => write!(f, "{function} takes two arguments, as in {function}(x, 2)"),
            Trouble::NeverClosed => f.write_str("“(” is never closed; expected “)”"),
            Trouble::NeverOpened => f.write_str("“)” closes nothing; expected an operator or the end"),
        }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loss::typed::Typed;
    use crate::loss::typed::read::read;

    fn error(text: &str) -> (usize, usize, Trouble) {
        let Err(error) = read(text) else { panic!("{text} is read") };
        (error.column, error.length, error.trouble)
    }

    #[test]
    fn an_error_is_one_sentence_with_its_place_and_what_was_expected() {
        for (text, sentence) in [
            ("x +* 2", "column 4: expected a number, x, y, a function or “(”, found “*”"),
            ("x +", "column 4: expected a number, x, y, a function or “(”, found the end"),
            ("z", "column 1: “z” is unknown; the only variables are x and y"),
            ("sine(x)", "column 1: “sine” is unknown; perhaps sin?"),
            ("0,5", "column 2: decimals stand after a point, as in 0.5"),
            ("max(x)", "column 6: max takes two arguments, as in max(x, 2)"),
            ("(x", "column 1: “(” is never closed; expected “)”"),
        ] {
            assert_eq!(Typed::read(text).err().map(|error| error.to_string()).as_deref(), Some(sentence));
        }
        let unknown = Typed::read("foo(x)").err().map(|error| error.to_string()).unwrap_or_default();
        assert!(unknown.contains("sin") && unknown.contains("pow"), "{unknown}");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let end = || Trouble::NoOperand(String::new());
        let operand = |found: &str| Trouble::NoOperand(found.to_owned());
        let operator = |found: &str| Trouble::NoOperator(found.to_owned());
        let unknown = |name: &str, near| Trouble::Unknown { name: name.to_owned(), near };
        let takes = |function, takes| Trouble::Arguments { function, takes };
        for (text, column, length, trouble) in [
            ("", 1, 1, Trouble::Empty),
            ("  ", 1, 1, Trouble::Empty),
            ("x +* 2", 4, 1, operand("*")),
            ("x**2", 2, 2, Trouble::DoubleAsterisk),
            ("x +", 4, 1, end()),
            (" x + ", 5, 1, end()),
            ("2^", 3, 1, end()),
            ("()", 2, 1, operand(")")),
            ("x 2", 3, 1, operator("2")),
            ("x2", 2, 1, operator("2")),
            ("1.2.3", 4, 2, operator(".3")),
            ("z^2", 1, 1, unknown("z", None)),
            ("x+sine(x)", 3, 4, unknown("sine", Some("sin"))),
            ("foo(x)", 1, 3, unknown("foo", None)),
            ("((x+1)", 1, 1, Trouble::NeverClosed),
            ("(x+(1)", 1, 1, Trouble::NeverClosed),
            ("1+sin(x", 6, 1, Trouble::NeverClosed),
            ("max(x", 4, 1, Trouble::NeverClosed),
            ("x+1)", 4, 1, Trouble::NeverOpened),
            ("sin x", 1, 3, Trouble::Bare { function: "sin", takes: 1 }),
            ("sin²(x)", 1, 3, Trouble::Bare { function: "sin", takes: 1 }),
            ("sin()", 5, 1, takes("sin", 1)),
            ("sin(x, 2)", 6, 1, takes("sin", 1)),
            ("max(x)", 6, 1, takes("max", 2)),
            ("max(1, 2, 3)", 9, 1, takes("max", 2)),
            ("1e999", 1, 5, Trouble::TooLarge),
            ("J = x^2", 3, 1, Trouble::Equation),
            ("0,5x", 2, 1, Trouble::DecimalComma),
            ("sin(0,5)", 6, 1, Trouble::DecimalComma),
            ("x, y", 2, 1, Trouble::Comma),
            ("|x|", 1, 1, Trouble::Character('|')),
            ("x + .", 5, 1, Trouble::Character('.')),
            ("θ + ∑", 5, 1, Trouble::Character('∑')),
            ("²", 1, 1, operand("²")),
            ("x⁻", 2, 1, Trouble::Character('⁻')),
        ] {
            assert_eq!(error(text), (column, length, trouble), "{text}");
        }
    }

    #[test]
    fn limits_are_exact_and_named_with_the_place_beyond_them() {
        assert!(read(&format!("x{}", " ".repeat(600))).is_ok());
        let long = |count: usize| format!("1{}", "0".repeat(count - 1) + ".").replace("00", " +");
        assert_eq!(error(&"x".repeat(513)), (513, 1, Trouble::TooLong));
        assert_eq!(error(&long(65_536)), (513, 65_536 + 1 - 512, Trouble::TooLong));

        let sum = |terms: usize| vec!["x"; terms].join("+");
        assert!(read(&sum(128)).is_ok());
        assert_eq!(error(&sum(129)), (257, 1, Trouble::TooManyParts));

        for (open, close) in [("(", ")"), ("sin(", ")"), ("-", ""), ("+", ""), ("x^", "")] {
            let nested = |depth: usize| format!("{}x{}", open.repeat(depth), close.repeat(depth));
            assert!(read(&nested(32)).is_ok(), "{open}");
            let (column, _, trouble) = error(&nested(33));
            assert_eq!((column, trouble), (32 * open.len() + usize::from(open == "x^") + 1, Trouble::TooDeep));
        }
    }
}
