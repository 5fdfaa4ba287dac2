//! The names that a typed formula may use.

use super::program::Op;
use super::token::Kind;
use crate::point::Axis;

/// Every name; letters may be large or small.
pub const NAMES: &[(&str, Kind)] = &[
    ("x", Kind::Variable(Axis::X)),
    ("y", Kind::Variable(Axis::Y)),
    ("theta", Kind::Variable(Axis::X)),
    ("pi", Kind::Constant(std::f64::consts::PI)),
    ("e", Kind::Constant(std::f64::consts::E)),
    one("sin", Op::Sin),
    one("cos", Op::Cos),
    one("tan", Op::Tan),
    one("asin", Op::Asin),
    one("acos", Op::Acos),
    one("atan", Op::Atan),
    one("sinh", Op::Sinh),
    one("cosh", Op::Cosh),
    one("tanh", Op::Tanh),
    one("exp", Op::Exp),
    one("ln", Op::Ln),
    one("log", Op::Ln),
    one("log10", Op::Log10),
    one("log2", Op::Log2),
    one("sqrt", Op::Sqrt),
    one("abs", Op::Abs),
    one("sign", Op::Sign),
    two("min", Op::Min),
    two("max", Op::Max),
    two("pow", Op::Pow),
];

const fn one(name: &'static str, op: Op) -> (&'static str, Kind) {
    (name, Kind::Function(name, op, 1))
}

const fn two(name: &'static str, op: Op) -> (&'static str, Kind) {
    (name, Kind::Function(name, op, 2))
}

/// The names of all functions.
pub fn functions() -> impl Iterator<Item = &'static str> {
    NAMES.iter().filter(|(_, kind)| matches!(kind, Kind::Function(..))).map(|(name, _)| *name)
}
