//! Asking a surface a limited number of questions.

use std::cell::Cell;

use crate::loss::{Bent, Curvature, Slope, slope};
use crate::point::Point;

/// What one evaluation of one step costs, in units of a few nanoseconds: of J alone, with its gradient,
/// and with its Hessian.
const COSTS: [usize; 3] = [1, 4, 20];

/// A surface, and how much may still be asked of it.
pub struct Probe<'a> {
    surface: &'a dyn Bent,
    steps: usize,
    left: Cell<usize>,
}

impl<'a> Probe<'a> {
    /// A surface whose formula has `steps` steps, and `budget` units.
    pub fn new(surface: &'a dyn Bent, steps: usize, budget: usize) -> Self {
        Probe { surface, steps: steps.max(1), left: Cell::new(budget) }
    }

    /// Whether the budget is spent. It may be overdrawn by the little that is asked at a time.
    pub fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// For a grid of values that costs `units`: how many places there are along each axis, an odd
    /// number, so that one of them is the middle; `least` … `most` at any cost.
    pub fn side(&self, units: usize, least: usize, most: usize) -> usize {
        (units / self.steps / COSTS[0]).isqrt().clamp(least, most) | 1
    }

    /// Into how many parts slopes that cost `units` divide a line, an even number; `least` … `most`
    /// at any cost.
    pub fn slopes(&self, units: usize, least: usize, most: usize) -> usize {
        (units / self.steps / COSTS[1]).clamp(least, most) / 2 * 2
    }

    fn pay(&self, cost: usize) {
        self.left.set(self.left.get().saturating_sub(cost * self.steps));
    }

    /// J.
    pub fn value(&self, at: Point) -> f64 {
        self.pay(COSTS[0]);
        self.surface.value(at)
    }

    /// J and its gradient.
    pub fn slope(&self, at: Point) -> Slope {
        self.pay(COSTS[1]);
        slope(self.surface, at)
    }

    /// J, its gradient and its Hessian.
    pub fn curvature(&self, at: Point) -> Curvature {
        self.pay(COSTS[2]);
        self.surface.curvature(at)
    }
}

/// `number` as the nearest multiple of a power of ten that is about `part` of `size`: few digits.
pub fn rounded(number: f64, size: f64, part: f64) -> f64 {
    let exponent = (size * part).log10().floor();
    // Beyond these the power itself is not finite.
    if !(-300.0..=300.0).contains(&exponent) {
        return number;
    }
    // Times or by a whole power of ten, so that the result is the number one would type.
    let power = 10_f64.powi(exponent.abs() as i32);
    let round = if exponent < 0.0 { (number * power).round() / power } else { (number / power).round() * power };
    // There is but one zero.
    if round == 0.0 { 0.0 } else { round }
}

/// Whether J falls by less than half of `whole` on the last millionth of the way: at a pole it falls
/// by most of it.
pub fn is_no_pole(last: f64, whole: f64) -> bool {
    last <= 0.5 * whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_numbers_are_those_one_would_type() {
        assert_eq!(
            [rounded(0.314, 4.0, 0.1), rounded(-3.96, 8.0, 0.1), rounded(123.4, 500.0, 0.1)],
            [0.3, -4.0, 120.0]
        );
        assert!(rounded(-0.001, 1.0, 0.1).is_sign_positive());
    }

    #[test]
    fn a_pole_is_told_from_a_kink_and_from_a_bowl() {
        let rise = |j: fn(f64) -> f64| (j(1e-6) - j(1e-24), j(1.0) - j(1e-24));
        for (j, expected) in
            [((|x| x * x) as fn(f64) -> f64, true), (f64::sqrt, true), (|x| -1.0 / (x * x), false), (f64::ln, false)]
        {
            let (last, whole) = rise(j);
            assert_eq!(is_no_pole(last, whole), expected);
        }
    }
}
