//! A formula as an expression in Python.

use super::names::NAMES;
use super::program::{ASIDE, CONSTANT, Op, PLACES, Part, Step};
use super::token::Kind;
use crate::number::{float, shortest};

/// How tightly an expression's outermost operation binds.
const SUM: u8 = 0;
const PRODUCT: u8 = 1;
const SIGN: u8 = 2;
const POWER: u8 = 3;
const WHOLE: u8 = 4;

/// From here on a whole number is written with a point: PyTorch takes no longer ones.
const LONG: f64 = 9_007_199_254_740_992.0;

/// An expression.
#[derive(Clone)]
struct Expression {
    text: String,
    /// How tightly its outermost operation binds.
    binds: u8,
    is_number: bool,
}

impl Expression {
    const NOTHING: Expression = Expression { text: String::new(), binds: WHOLE, is_number: false };

    fn new(text: String, binds: u8) -> Self {
        Expression { text, binds, is_number: false }
    }

    fn number(value: f64) -> Self {
        let text = if value == value.trunc() && value.abs() < LONG { shortest(value) } else { float(value) };
        Expression { text, binds: if value < 0.0 { SIGN } else { WHOLE }, is_number: true }
    }

    /// In parentheses unless it binds at least as tightly as `least`.
    fn within(&self, least: u8) -> String {
        if self.binds < least { format!("({})", self.text) } else { self.text.clone() }
    }

    /// As an argument of a function that takes no plain numbers.
    fn argument(&self) -> String {
        if self.is_number { format!("m.asarray({})", self.text) } else { self.text.clone() }
    }
}

/// The formula, of `x` and `y`, with the functions of a module `m`: `torch` or `jax.numpy`.
pub fn python(part: Part) -> String {
    let is_constant = matches!(part, Part::Constant(_));
    let mut places = [Expression::NOTHING; PLACES];
    [places[0].text, places[1].text] = ["x".to_owned(), "y".to_owned()];
    let mut value = Expression::NOTHING;
    for step in part.into_steps().0 {
        let operand = match places.get(usize::from(step.source)) {
            Some(expression) => expression.clone(),
            None => Expression::number(step.constant),
        };
        value = match (step.op, places.get_mut(usize::from(step.aside))) {
            (Op::Begin, Some(aside)) => {
                *aside = value;
                operand
            }
            _ => after(&step, value, operand),
        };
    }
    // Without a variable it would have no slope.
    if is_constant { value.text + " + 0*x" } else { value.text }
}

/// What a step makes of the running value and its operand.
fn after(step: &Step, value: Expression, operand: Expression) -> Expression {
    // What was put aside was read first, and numbers stand before what they multiply.
    let operand_first = match step.op {
        Op::SubFrom | Op::DivInto | Op::PowOf => true,
        Op::Add | Op::Mul if (ASIDE..CONSTANT).contains(&step.source) => true,
        Op::Mul => operand.is_number,
        _ => false,
    };
    let (sign, binds, left, right) = match step.op {
        Op::Add => (" + ", SUM, SUM, PRODUCT),
        Op::Sub | Op::SubFrom => (" - ", SUM, SUM, PRODUCT),
        Op::Mul => ("*", PRODUCT, PRODUCT, SIGN),
        Op::Div | Op::DivInto => ("/", PRODUCT, PRODUCT, SIGN),
        Op::Pow | Op::PowOf | Op::Square | Op::Whole => ("**", POWER, WHOLE, SIGN),
        Op::Negate => return Expression::new(format!("-{}", value.within(SIGN)), SIGN),
        Op::Min | Op::Max => {
            let name = if step.op == Op::Min { "minimum" } else { "maximum" };
            return Expression::new(format!("m.{name}({}, {})", value.argument(), operand.argument()), WHOLE);
        }
        op => {
            // Of two names the later is Python's as well.
            let is_it = |kind: &Kind| matches!(kind, Kind::Function(_, known, _) if *known == op);
            let name = NAMES.iter().rfind(|(_, kind)| is_it(kind)).map_or("", |(name, _)| name);
            return Expression::new(format!("m.{name}({})", value.text), WHOLE);
        }
    };
    let operand = match step.op {
        Op::Square | Op::Whole => Expression::number(step.constant),
        _ => operand,
    };
    let (first, second) = if operand_first { (operand, value) } else { (value, operand) };
    Expression::new(format!("{}{sign}{}", first.within(left), second.within(right)), binds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loss::typed::read::read;

    #[test]
    fn a_formula_means_the_same_in_python() {
        for (typed, expected) in [
            ("x²", "x**2"),
            ("(1-x)^2+100(y-x^2)^2", "(1 - x)**2 + 100*(y - x**2)**2"),
            ("20-20*exp(-0.2*sqrt((x^2+y^2)/2))", "20 - 20*m.exp(-0.2*m.sqrt((x**2 + y**2)/2))"),
            ("-x^2", "-x**2"),
            ("(-x)^2", "(-x)**2"),
            ("-(x+1)", "-(x + 1)"),
            ("x-(y-1)", "x - (y - 1)"),
            ("x+(y+1)", "y + 1 + x"),
            ("x-(-3)", "x - -3"),
            ("x/(y/2)", "x/(y/2)"),
            ("x/y/2", "x/y/2"),
            ("2^-x", "2**-x"),
            ("(2^x)^y", "(2**x)**y"),
            ("x^y^2", "x**y**2"),
            ("(-2)^x", "(-2)**x"),
            ("x^-2+x^0.5+x^65", "x**-2 + x**0.5 + x**65"),
            ("sin(x)-cos(y+sin(x)*cos(x))", "m.sin(x) - m.cos(m.sin(x)*m.cos(x) + y)"),
            ("sin(2)*x", "0.9092974268256817*x"),
            ("ln(x)+log(x)+asin(x)+abs(x)+sign(x)", "m.log(x) + m.log(x) + m.asin(x) + m.abs(x) + m.sign(x)"),
            ("max(0,x)+min(x,y)", "m.maximum(m.asarray(0), x) + m.minimum(x, y)"),
            ("max(2x,1)", "m.maximum(2*x, m.asarray(1))"),
            ("1e300x/123456789012345678901", "1e300*x/123456789012345680000.0"),
            ("min(x,1/0)", "m.minimum(x, m.asarray(float(\"inf\")))"),
            ("2+3", "5 + 0*x"),
            ("0*y", "0*y"),
        ] {
            let (part, _) = read(typed).unwrap();
            assert_eq!(python(part), expected, "{typed}");
        }
    }
}
