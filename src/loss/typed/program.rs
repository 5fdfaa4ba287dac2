//! A formula as a flat list of steps, and how it is evaluated.
//!
//! A step works on one running value, with an operand beside it that is a variable, a constant or
//! a value put aside. Of two operands the one that needs more room comes first, so however a formula
//! is nested, six places for values put aside are enough for its 256 nodes: evaluating takes no memory
//! but a small array. What is computed, and in which order it is rounded, is what the formula says.

use crate::loss::Formula;
use crate::real::Real;

/// What a step does with the running value and its operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Put the running value aside, and go on with the operand.
    Begin,
    /// The running value plus the operand.
    Add,
    /// The running value minus the operand.
    Sub,
    /// The operand minus the running value.
    SubFrom,
    /// The running value times the operand.
    Mul,
    /// The running value divided by the operand.
    Div,
    /// The operand divided by the running value.
    DivInto,
    /// The running value to the power of the operand.
    Pow,
    /// The operand to the power of the running value.
    PowOf,
    /// The lesser of both.
    Min,
    /// The greater of both.
    Max,
    /// The running value times itself.
    Square,
    /// The running value to a whole power, which the step's constant is.
    Whole,
    /// The running value with the other sign. The rest are the functions of these names.
    Negate,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Exp,
    Ln,
    Log10,
    Log2,
    Sqrt,
    Abs,
    Sign,
}

impl Op {
    /// The same with running value and operand exchanged.
    fn exchanged(self) -> Op {
        match self {
            Op::Sub => Op::SubFrom,
            Op::Div => Op::DivInto,
            Op::Pow => Op::PowOf,
            symmetric => symmetric,
        }
    }

    /// About how many multiplications it takes the time of.
    fn weight(self) -> usize {
        match self {
            Op::Pow | Op::PowOf => 16,
            Op::Begin | Op::Add | Op::Sub | Op::SubFrom | Op::Mul | Op::Div | Op::DivInto | Op::Square | Op::Negate => {
                1
            }
            _ => 5,
        }
    }

    fn apply<R: Real>(self, value: R, operand: R, constant: f64) -> R {
        match self {
            Op::Begin => operand,
            Op::Add => value + operand,
            Op::Sub => value - operand,
            Op::SubFrom => operand - value,
            Op::Mul => value * operand,
            Op::Div => value / operand,
            Op::DivInto => operand / value,
            Op::Pow => value.pow(operand),
            Op::PowOf => operand.pow(value),
            Op::Min => value.min(operand),
            Op::Max => value.max(operand),
            Op::Square => value * value,
            Op::Whole => value.powi(constant as i32),
            Op::Negate => -value,
            Op::Sin => value.sin(),
            Op::Cos => value.cos(),
            Op::Tan => value.tan(),
            Op::Asin => value.asin(),
            Op::Acos => value.acos(),
            Op::Atan => value.atan(),
            Op::Sinh => value.sinh(),
            Op::Cosh => value.cosh(),
            Op::Tanh => value.tanh(),
            Op::Exp => value.exp(),
            Op::Ln => value.ln(),
            Op::Log10 => value.log10(),
            Op::Log2 => value.log2(),
            Op::Sqrt => value.sqrt(),
            Op::Abs => value.abs(),
            Op::Sign => value.sign(),
        }
    }
}

/// The size of the array that variables and values put aside share.
pub(super) const PLACES: usize = 8;
/// The first place for values put aside, after those of x and y.
pub(super) const ASIDE: u8 = 2;
/// A place beyond all: the operand is the step's constant.
pub(super) const CONSTANT: u8 = PLACES as u8;
/// The greatest exponent for which a power is a whole one.
const GREATEST_WHOLE: f64 = 64.0;

/// One step, 16 bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    pub(super) op: Op,
    /// The place of the operand, or [`CONSTANT`].
    pub(super) source: u8,
    /// Where [`Op::Begin`] puts the running value.
    pub(super) aside: u8,
    /// The operand, if that is a constant, or the exponent.
    pub(super) constant: f64,
}

/// A part of a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A number.
    Constant(f64),
    /// A variable, by its place.
    Variable(u8),
    /// Anything else: steps, and how many values they put aside at most at a time.
    Steps(Vec<Step>, u8),
}

impl Part {
    /// x, also called θ.
    pub const X: Part = Part::Variable(0);
    /// y.
    pub const Y: Part = Part::Variable(1);

    /// A function of one argument.
    pub fn call(op: Op, argument: Part) -> Part {
        argument.then(op, 0.0)
    }

    /// An operation on two parts. Between constants it is carried out, as evaluating would.
    pub fn join(op: Op, left: Part, right: Part) -> Part {
        match (left, right) {
            (left, Part::Constant(exponent)) if op == Op::Pow && is_whole(exponent) => {
                left.then(if exponent == 2.0 { Op::Square } else { Op::Whole }, exponent)
            }
            (Part::Constant(left), Part::Constant(right)) => Part::Constant(op.apply(left, right, 0.0)),
            (Part::Steps(left, needs), Part::Steps(right, room)) if needs >= room => {
                both((left, needs), (right, room), op.exchanged())
            }
            (Part::Steps(left, room), Part::Steps(right, needs)) => both((right, needs), (left, room), op),
            (Part::Steps(left, aside), right) => Part::Steps(left, aside).with(op, &right),
            (left, Part::Steps(right, aside)) => Part::Steps(right, aside).with(op.exchanged(), &left),
            (left, right) => left.with(op, &right),
        }
    }

    /// This, and a step without an operand.
    fn then(self, op: Op, constant: f64) -> Part {
        if let Part::Constant(value) = self {
            return Part::Constant(op.apply(value, value, constant));
        }
        let (mut steps, aside) = self.into_steps();
        steps.push(Step { op, source: 0, aside: 0, constant });
        Part::Steps(steps, aside)
    }

    /// This, and a step whose operand is a variable or a constant.
    fn with(self, op: Op, operand: &Part) -> Part {
        let (source, constant) = operand.place();
        let (mut steps, aside) = self.into_steps();
        steps.push(Step { op, source, aside: 0, constant });
        Part::Steps(steps, aside)
    }

    /// Where a step finds it as its operand.
    fn place(&self) -> (u8, f64) {
        match *self {
            Part::Constant(value) => (CONSTANT, value),
            Part::Variable(place) => (place, 0.0),
            Part::Steps(..) => (ASIDE, 0.0),
        }
    }

    /// Its steps, and how many values they put aside at most at a time.
    pub(super) fn into_steps(self) -> (Vec<Step>, u8) {
        let (source, constant) = self.place();
        match self {
            Part::Steps(steps, aside) => (steps, aside),
            // The first step of all puts aside what nobody asks for, where nothing is yet.
            _ => (vec![Step { op: Op::Begin, source, aside: ASIDE, constant }], 0),
        }
    }
}

/// Steps with the greater need first, those of the other after them, and an operation on both results,
/// where the running value is that of `then`.
fn both((mut steps, needs): (Vec<Step>, u8), (mut then, room): (Vec<Step>, u8), op: Op) -> Part {
    let aside = ASIDE + room;
    if let Some(begin) = then.first_mut() {
        begin.aside = aside;
    }
    steps.append(&mut then);
    steps.push(Step { op, source: aside, aside: 0, constant: 0.0 });
    Part::Steps(steps, needs.max(room + 1))
}

fn is_whole(exponent: f64) -> bool {
    exponent.abs() <= GREATEST_WHOLE && exponent == exponent.trunc()
}

/// A formula, ready to be evaluated.
#[derive(Debug, Clone, PartialEq)]
pub struct Program(Box<[Step]>);

impl Program {
    /// The program of a whole formula.
    pub fn of(part: Part) -> Self {
        Program(part.into_steps().0.into_boxed_slice())
    }

    /// About how many multiplications one evaluation takes the time of.
    pub fn weight(&self) -> usize {
        self.0.iter().map(|step| step.op.weight()).sum()
    }

    /// How many steps one evaluation takes; a whole power takes as long as four.
    pub fn len(&self) -> usize {
        self.0.iter().map(|step| if step.op == Op::Whole { 4 } else { 1 }).sum()
    }
}

impl Formula<2> for Program {
    const SPARSE: bool = false;

    fn at<R: Real>(&self, [x, y]: [R; 2]) -> R {
        let mut places = [R::default(); PLACES];
        [places[0], places[1]] = [x, y];
        let mut value = x;
        for step in &self.0 {
            let operand = places.get(usize::from(step.source)).copied().unwrap_or_else(|| R::from(step.constant));
            if step.op == Op::Begin
                && let Some(place) = places.get_mut(usize::from(step.aside))
            {
                *place = value;
            }
            value = step.op.apply(value, operand, step.constant);
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::real::Dual;

    #[test]
    fn a_step_is_small() {
        assert_eq!(size_of::<Step>(), 16);
    }

    #[test]
    fn constants_are_folded_to_what_evaluating_gives() {
        let pairs = [(2.0, 0.5), (0.0, 0.0), (-3.0, 3.0), (7.0, -2.0), (1.0, 65.0), (1e200, 2.0)];
        for op in [Op::Add, Op::Sub, Op::Mul, Op::Div, Op::Pow, Op::Min, Op::Max] {
            for (a, b) in pairs {
                let folded = Part::join(op, Part::Constant(a), Part::Constant(b));
                let Part::Constant(folded) = folded else { panic!("{op:?} is not folded") };
                // A variable with the same value cannot be folded.
                let evaluated: f64 = Program::of(Part::join(op, Part::X, Part::Constant(b))).at([a, 0.0]);
                assert_eq!(folded.to_bits(), evaluated.to_bits(), "{a} {op:?} {b}");
            }
        }
    }

    #[test]
    fn however_a_formula_is_nested_six_places_are_enough() {
        // The neediest of all: a full tree, each of whose ends is the smallest part that is no operand.
        let mut full = Part::call(Op::Sin, Part::X);
        for depth in 1..=6 {
            full = Part::join(Op::Sub, full.clone(), Part::call(Op::Negate, full));
            let Part::Steps(_, aside) = &full else { panic!("folded") };
            assert_eq!(usize::from(*aside), depth);
        }
        assert_eq!(usize::from(ASIDE) + 6, PLACES);
        let value: f64 = Program::of(full).at([0.5, 0.0]);
        assert_eq!(value, 64.0 * 0.5_f64.sin());
    }

    #[test]
    fn either_side_may_come_first_without_changing_what_is_meant() {
        let small = || Part::call(Op::Exp, Part::X);
        let large = || Part::join(Op::Add, Part::call(Op::Sin, Part::Y), Part::call(Op::Cos, Part::X));
        let (x, y) = (0.7_f64, -1.3_f64);
        let (a, b) = (x.exp(), y.sin() + x.cos());
        for (op, forwards, backwards) in
            [(Op::Sub, a - b, b - a), (Op::Div, a / b, b / a), (Op::Pow, a.powf(b), b.powf(a)), (Op::Max, a, a)]
        {
            let ways = [Part::join(op, small(), large()), Part::join(op, large(), small())];
            let values: [f64; 2] = ways.map(|part| Program::of(part).at([x, y]));
            assert_eq!((values[0].to_bits(), values[1].to_bits()), (forwards.to_bits(), backwards.to_bits()), "{op:?}");
        }
    }

    #[test]
    fn whole_powers_are_products_for_every_kind_of_number() {
        let power = |exponent| Program::of(Part::join(Op::Pow, Part::X, Part::Constant(exponent)));
        assert_eq!(power(3.0).at([-1.1, 0.0]), -1.1 * (-1.1 * -1.1));
        assert_eq!(power(-2.0).at([3.0, 0.0]), 1.0 / 9.0);
        assert_eq!(power(0.0).at([f64::NAN, 0.0]), 1.0);
        let square = power(2.0).at(Dual::<f64>::variables([-3.0, 0.0]));
        assert_eq!((square.value, square.slope()), (9.0, [-6.0, 0.0]));
    }
}
