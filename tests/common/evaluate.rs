//! What the right side of an equation comes to, with the numbers of one step in it.
//!
//! Each number carries how far rounding may have taken it, so that a small difference of large numbers is not
//! asked for more than it has: 10⁻¹⁵ of itself for every operation on the way.

use std::ops::{Add, Div, Mul, Neg, Sub};

use downhill::equation::Quantity;
use downhill::point::Point;

/// What one operation may lose, relative to its result.
const LOST: f64 = 1e-15;

/// A number, and how far off it may be.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    value: f64,
    doubt: f64,
}

impl Number {
    fn exactly(value: f64) -> Self {
        Number { value, doubt: 0.0 }
    }

    fn rounded(value: f64, doubt: f64) -> Self {
        Number { value, doubt: doubt + LOST * value.abs() }
    }

    fn sqrt(self) -> Self {
        let root = self.value.sqrt();
        Number::rounded(root, self.doubt / (root + self.doubt.sqrt()).max(f64::MIN_POSITIVE))
    }

    fn pow(self, exponent: Number) -> Self {
        let power = self.value.powf(exponent.value);
        let of_base = power * exponent.value / self.value * self.doubt;
        let of_exponent = power * self.value.abs().ln() * exponent.doubt;
        // A power may have been worked out as a product.
        let product = power * exponent.value * LOST;
        let doubt = [of_base, of_exponent, product].map(f64::abs).into_iter().filter(|d| d.is_finite()).sum();
        Number::rounded(power, doubt)
    }

    fn sign(self) -> Self {
        let sign = if self.value == 0.0 { 0.0 } else { self.value.signum() };
        Number { value: sign, doubt: if self.value.abs() < self.doubt { 2.0 } else { 0.0 } }
    }

    fn is(self, other: f64) -> bool {
        (self.value - other).abs() <= (1e-12 * other.abs()).max(self.doubt)
    }
}

impl Add for Number {
    type Output = Number;
    fn add(self, other: Number) -> Number {
        Number::rounded(self.value + other.value, self.doubt + other.doubt)
    }
}

impl Neg for Number {
    type Output = Number;
    fn neg(self) -> Number {
        Number { value: -self.value, ..self }
    }
}

impl Sub for Number {
    type Output = Number;
    fn sub(self, other: Number) -> Number {
        self + -other
    }
}

impl Mul for Number {
    type Output = Number;
    fn mul(self, other: Number) -> Number {
        let doubt = self.value.abs() * other.doubt + other.value.abs() * self.doubt;
        Number::rounded(self.value * other.value, doubt)
    }
}

impl Div for Number {
    type Output = Number;
    fn div(self, other: Number) -> Number {
        let quotient = self.value / other.value;
        Number::rounded(quotient, (self.doubt + quotient.abs() * other.doubt) / other.value.abs())
    }
}

/// What a symbol, or a part of an equation, comes to.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    Number(Number),
    Vector([Number; 2]),
    Matrix([[Number; 2]; 2]),
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Value::Number(Number::exactly(number))
    }
}

impl From<Quantity> for Value {
    fn from(quantity: Quantity) -> Self {
        let vector = |point: Point| [Number::exactly(point.x), Number::exactly(point.y)];
        match quantity {
            Quantity::Number(number) => number.into(),
            Quantity::Vector(point) => Value::Vector(vector(point)),
            Quantity::Matrix(rows) => Value::Matrix(rows.map(vector)),
        }
    }
}

impl Value {
    /// Whether it is `other`, but for what rounding may have changed.
    pub fn is(&self, other: &Value) -> bool {
        let both = |a: &[Number; 2], b: &[Number; 2]| a[0].is(b[0].value) && a[1].is(b[1].value);
        match (self, other) {
            (Value::Number(a), Value::Number(b)) => a.is(b.value),
            (Value::Vector(a), Value::Vector(b)) => both(a, b),
            (Value::Matrix(a), Value::Matrix(b)) => both(&a[0], &b[0]) && both(&a[1], &b[1]),
            _ => false,
        }
    }

    fn number(self) -> Number {
        if let Value::Number(number) = self { number } else { panic!("{self:?} is no number") }
    }

    fn times(self, other: Value) -> Value {
        let dot = |a: [Number; 2], b: [Number; 2]| a[0] * b[0] + a[1] * b[1];
        match (self, other) {
            (Value::Number(a), Value::Number(b)) => Value::Number(a * b),
            (Value::Number(a), Value::Vector(b)) => Value::Vector(b.map(|b| a * b)),
            (Value::Number(a), Value::Matrix(b)) => Value::Matrix(b.map(|row| row.map(|b| a * b))),
            (Value::Vector(a), Value::Vector(b)) => Value::Number(dot(a, b)),
            (Value::Matrix(a), Value::Vector(b)) => Value::Vector(a.map(|row| dot(row, b))),
            _ => panic!("{self:?} times {other:?}"),
        }
    }

    fn plus(self, other: Value) -> Value {
        let sum = |a: [Number; 2], b: [Number; 2]| [a[0] + b[0], a[1] + b[1]];
        match (self, other) {
            (Value::Number(a), Value::Number(b)) => Value::Number(a + b),
            (Value::Vector(a), Value::Vector(b)) => Value::Vector(sum(a, b)),
            (Value::Matrix(a), Value::Matrix(b)) => Value::Matrix([sum(a[0], b[0]), sum(a[1], b[1])]),
            _ => panic!("{self:?} plus {other:?}"),
        }
    }

    fn inverse(self, dimensions: usize) -> Value {
        let Value::Matrix([[a, b], [c, d]]) = self else { panic!("{self:?} has no inverse") };
        let nothing = Number::exactly(0.0);
        if dimensions == 1 {
            return Value::Matrix([[Number::exactly(1.0) / a, nothing], [nothing, nothing]]);
        }
        let determinant = a * d - b * c;
        Value::Matrix([[d, -b], [-c, a]].map(|row| row.map(|entry| entry / determinant)))
    }
}

/// What stands behind the equals sign of `latex`, where the symbols have these values.
pub fn right_side(latex: &str, values: &[(&str, Value)], dimensions: usize) -> Value {
    let (left, right) = latex.split_once(" = ").unwrap();
    assert_eq!(left, values[0].0, "the first symbol is what the line defines");
    let mut parser = Parser { rest: right, values, dimensions };
    let value = parser.sum();
    assert_eq!(parser.rest, "", "is left over of {latex}");
    value
}

struct Parser<'a> {
    rest: &'a str,
    values: &'a [(&'a str, Value)],
    dimensions: usize,
}

impl Parser<'_> {
    /// Whether `text` comes next; then it is behind us.
    fn eats(&mut self, text: &str) -> bool {
        self.rest = self.rest.trim_start();
        let after = self.rest.strip_prefix(text);
        self.rest = after.unwrap_or(self.rest).trim_start();
        after.is_some()
    }

    fn must_eat(&mut self, text: &str) {
        assert!(self.eats(text), "{text} is missing before {}", self.rest);
    }

    fn sum(&mut self) -> Value {
        let minus = Value::from(-1.0);
        let mut sum = if self.eats("-") { minus.times(self.product()) } else { self.product() };
        loop {
            if self.eats("+") {
                sum = sum.plus(self.product());
            } else if self.eats("-") {
                sum = sum.plus(minus.times(self.product()));
            } else {
                return sum;
            }
        }
    }

    fn product(&mut self) -> Value {
        let mut product = self.power();
        while self.eats(r"\cdot") {
            product = product.times(self.power());
        }
        product
    }

    fn power(&mut self) -> Value {
        let base = self.atom();
        if !self.eats("^") {
            return base;
        }
        let exponent = if self.eats("{") { self.until("}") } else { self.atom() };
        match base {
            Value::Number(base) => Value::Number(base.pow(exponent.number())),
            _ => base.inverse(self.dimensions),
        }
    }

    /// A sum, up to `end`.
    fn until(&mut self, end: &str) -> Value {
        let sum = self.sum();
        self.must_eat(end);
        sum
    }

    fn atom(&mut self) -> Value {
        let known = self.values.iter().filter(|(symbol, _)| self.rest.starts_with(symbol));
        if let Some((symbol, value)) = known.max_by_key(|(symbol, _)| symbol.len()).copied() {
            self.must_eat(symbol);
            return value;
        }
        if self.eats(r"\frac{") {
            let over = self.until("}").number();
            self.must_eat("{");
            return Value::Number(over / self.until("}").number());
        }
        for (name, greater) in [(r"\max(", true), (r"\min(", false)] {
            if self.eats(name) {
                let first = self.until(",").number();
                let second = self.until(")").number();
                return Value::Number(if (first.value > second.value) == greater { first } else { second });
            }
        }
        if self.eats(r"\sqrt{") {
            return Value::Number(self.until("}").number().sqrt());
        }
        if self.eats(r"\operatorname{sign}(") {
            return Value::Number(self.until(")").number().sign());
        }
        if self.eats(r"\|") {
            let Value::Vector(each) = self.until(r"\|_1") else { panic!("a number has no norm") };
            return Value::Number(size(each[0]) + size(each[1]));
        }
        if self.eats("|") {
            return Value::Number(size(self.until("|").number()));
        }
        if self.eats(r"\left(") {
            return self.until(r"\right)");
        }
        if self.eats("(") {
            return self.until(")");
        }
        let figures = self.rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').count();
        let (number, rest) = self.rest.split_at(figures);
        self.rest = rest;
        Value::from(number.parse::<f64>().unwrap_or_else(|_| panic!("nobody knows {rest}")))
    }
}

fn size(number: Number) -> Number {
    if number.value < 0.0 { -number } else { number }
}
