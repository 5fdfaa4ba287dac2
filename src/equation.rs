//! The lines of an update rule as people write them, and the numbers that one step puts into them.
//!
//! An [`Equation`] is authored as LaTeX in an optimiser's file. `build.rs` turns it into `MathML` with a slot
//! for each symbol, so that the page can show it with symbols and with numbers, and carries no typesetter.

use crate::list::List as _;
use crate::point::{Axis, Point};

include!(concat!(env!("OUT_DIR"), "/equations.rs"));

/// The first slot's character in [`Equation::markup`]; the others follow it, one for each symbol there is.
const SLOTS: usize = 0xE000;

/// A line of an update rule.
#[derive(Debug)]
pub struct Equation {
    /// As it was authored.
    #[cfg(not(target_arch = "wasm32"))]
    pub latex: &'static str,
    /// What stands inside `<math>`: `MathML` with slots for the symbols, see [`symbol`].
    pub markup: &'static str,
}

/// A symbol, as LaTeX and as `MathML`.
pub type Symbol = (&'static str, &'static str);

impl Equation {
    /// The symbols as they stand there; the first is the one that the line defines.
    pub fn symbols(&self) -> impl Iterator<Item = Symbol> + use<> {
        self.markup.chars().filter_map(symbol)
    }
}

/// The symbol whose slot this character of a markup is, if it is one.
#[must_use]
pub fn symbol(letter: char) -> Option<Symbol> {
    SYMBOLS.get((letter as usize).wrapping_sub(SLOTS)).copied()
}

impl PartialEq for Equation {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// What a symbol stands for in one step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quantity {
    /// A number: of one coordinate, or of the whole.
    Number(f64),
    /// A number for each coordinate.
    Vector(Point),
    /// The rows of a matrix.
    Matrix([Point; 2]),
}

impl From<f64> for Quantity {
    fn from(number: f64) -> Self {
        Quantity::Number(number)
    }
}

impl From<Point> for Quantity {
    fn from(vector: Point) -> Self {
        Quantity::Vector(vector)
    }
}

impl From<[Point; 2]> for Quantity {
    fn from(matrix: [Point; 2]) -> Self {
        Quantity::Matrix(matrix)
    }
}

/// Takes down what a step computes on its way. `()` takes down nothing, and costs nothing.
pub trait Notes<V> {
    /// What `symbol`, as LaTeX, stands for from here on.
    fn given(&mut self, symbol: &'static str, value: V);
    /// A line of the step, and what it comes to: what its first symbol stands for from here on.
    fn line(&mut self, equation: &'static Equation, value: V);
}

impl<V> Notes<V> for () {
    fn given(&mut self, _: &'static str, _: V) {}
    fn line(&mut self, _: &'static Equation, _: V) {}
}

/// One line of a step with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The line.
    pub equation: &'static Equation,
    /// The coordinate it was computed for; none if for all at once.
    pub axis: Option<Axis>,
    /// What each of the equation's symbols stands for; none where nobody said.
    pub values: Vec<Option<Quantity>>,
}

/// The lines of one step with their numbers, in the order in which they were computed: first all of the
/// first coordinate, then all of the second.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// The lines.
    pub lines: Vec<Line>,
    /// What is known so far; of a symbol that stands there twice the later counts.
    known: Vec<(&'static str, Quantity)>,
    axis: Option<Axis>,
}

impl Ledger {
    /// What follows is of this coordinate; none for all at once.
    pub(crate) fn of_axis(&mut self, axis: Option<Axis>) {
        self.axis = axis;
    }
}

impl<V: Into<Quantity>> Notes<V> for Ledger {
    fn given(&mut self, symbol: &'static str, value: V) {
        self.know(symbol, value.into());
    }

    fn line(&mut self, equation: &'static Equation, value: V) {
        self.write(equation, value.into());
    }
}

impl Ledger {
    #[inline(never)]
    fn know(&mut self, symbol: &'static str, value: Quantity) {
        self.known.push((symbol, value));
    }

    #[inline(never)]
    fn write(&mut self, equation: &'static Equation, value: Quantity) {
        if let Some((symbol, _)) = equation.symbols().next() {
            self.know(symbol, value);
        }
        let known = |(symbol, _)| self.known.iter().rfind(|(known, _)| *known == symbol).map(|(_, value)| *value);
        let values = equation.symbols().map(known).list();
        self.lines.push(Line { equation, axis: self.axis, values });
    }
}
