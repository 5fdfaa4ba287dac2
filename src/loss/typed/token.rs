//! The words of a typed formula: numbers, names, signs.

use super::error::Trouble;
use super::names::NAMES;
use super::program::Op;
use crate::list::List as _;
use crate::number;
use crate::point::Axis;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A number in figures.
    Number(f64),
    /// A number with a name.
    Constant(f64),
    /// x or y.
    Variable(Axis),
    /// A function: its name, what it does, and how many arguments it takes.
    Function(&'static str, Op, usize),
    /// Raised figures.
    Raised(f64),
    /// +
    Plus,
    /// −
    Minus,
    /// ·
    Times,
    /// ÷
    Over,
    /// ^
    Power,
    /// (
    Open,
    /// )
    Close,
    /// ,
    Comma,
    /// Behind the last word.
    End,
}

/// A word, and where it stands: from one character to before another, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Token {
    pub kind: Kind,
    pub from: usize,
    pub to: usize,
}

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The word that begins at or after `from`, or what is wrong with it and where that stands.
pub fn token(text: &[char], from: usize) -> Result<Token, (usize, usize, Trouble)> {
    let rest = text.get(from..).unwrap_or_default();
    let from = from + rest.iter().take_while(|c| c.is_whitespace()).count();
    let rest = text.get(from..).unwrap_or_default();
    let Some(&first) = rest.first() else {
        return Ok(Token { kind: Kind::End, from: text.len(), to: text.len() });
    };
    let (length, kind) = match first {
        '+' => (1, Ok(Kind::Plus)),
        '-' | '−' | '–' => (1, Ok(Kind::Minus)),
        '*' | '×' | '·' | '⋅' | '∗' => (1, Ok(Kind::Times)),
        '/' | '÷' | '∕' => (1, Ok(Kind::Over)),
        '^' => (1, Ok(Kind::Power)),
        '(' => (1, Ok(Kind::Open)),
        ')' => (1, Ok(Kind::Close)),
        ',' => (1, Ok(Kind::Comma)),
        'θ' | 'ϑ' => (1, Ok(Kind::Variable(Axis::X))),
        'π' => (1, Ok(Kind::Constant(std::f64::consts::PI))),
        _ if first == '⁻' || figure(first).is_some() => raised(rest),
        _ if first == '.' || first.is_ascii_digit() => figures(rest),
        _ if first.is_ascii_alphabetic() => name(rest),
        _ => (1, Err(Trouble::Character(first))),
    };
    let to = from + length;
    kind.map(|kind| Token { kind, from, to }).map_err(|trouble| (from, to, trouble))
}

fn figure(c: char) -> Option<char> {
    (0..10).zip(RAISED).find(|(_, raised)| *raised == c).and_then(|(value, _)| char::from_digit(value, 10))
}

/// An exponent in raised figures.
fn raised(rest: &[char]) -> (usize, Result<Kind, Trouble>) {
    let sign = usize::from(rest.first() == Some(&'⁻'));
    let figures: String = rest.iter().skip(sign).map_while(|&c| figure(c)).text();
    if figures.is_empty() {
        return (1, Err(Trouble::Character('⁻')));
    }
    let length = sign + figures.chars().count();
    let number = if sign == 1 { format!("-{figures}") } else { figures };
    (length, read(&number).map(Kind::Raised))
}

/// A number: figures, perhaps with a point, perhaps with a power of ten.
fn figures(rest: &[char]) -> (usize, Result<Kind, Trouble>) {
    let run = |from: usize| rest.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    let whole = run(0);
    let point = rest.get(whole) == Some(&'.');
    let decimals = if point { run(whole + 1) } else { 0 };
    if whole + decimals == 0 {
        return (1, Err(Trouble::Character('.')));
    }
    let mut length = whole + usize::from(point) + decimals;
    // The e of 2e is Euler's number, unless figures follow.
    if let Some('e' | 'E') = rest.get(length) {
        let sign = usize::from(matches!(rest.get(length + 1), Some('+' | '-' | '−')));
        let exponent = run(length + 1 + sign);
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    let text = rest.iter().take(length).copied().text();
    (length, read(text.trim_end_matches('.')).map(Kind::Number))
}

/// Figures always are a number, so it can only be too large.
fn read(figures: &str) -> Result<f64, Trouble> {
    number::parse(figures).map_err(|_| Trouble::TooLarge)
}

/// The name of a variable, a constant or a function.
fn name(rest: &[char]) -> (usize, Result<Kind, Trouble>) {
    let name: String = rest.iter().take_while(|c| c.is_ascii_alphanumeric()).map(char::to_ascii_lowercase).text();
    if let Some((_, kind)) = NAMES.iter().find(|(known, _)| *known == name) {
        return (name.len(), Ok(*kind));
    }
    // xy is x · y.
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters.chars().all(|c| c == 'x' || c == 'y') {
        return (1, Ok(Kind::Variable(if name.starts_with('x') { Axis::X } else { Axis::Y })));
    }
    let alike = |known: &str| known.len() > 1 && (name.starts_with(known) || known.starts_with(&name));
    let near = NAMES.iter().filter(|(known, kind)| matches!(kind, Kind::Function(..)) && alike(known));
    let near = near.max_by_key(|(known, _)| known.len()).map(|(known, _)| *known).filter(|_| name.len() > 1);
    let typed = rest.iter().take(name.len()).copied().text();
    (name.len(), Err(Trouble::Unknown { name: typed, near }))
}
