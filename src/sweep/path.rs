//! The way of races side by side over some steps.

use std::ops::Range;

use super::block::{GROUPS, Row};
use crate::real::Lanes;

/// So many steps are made before it is looked what came of them.
pub const STRETCH: usize = 32;
/// And before it is looked for the first time: races that diverge are mostly over by then.
pub const FIRST_STRETCH: usize = 8;

/// Where the races of a block have been in the last few steps.
pub struct Path {
    /// θ before the first of these steps, and after each.
    pub theta: [[Row; 2]; STRETCH + 1],
    /// J before each of these steps.
    pub value: [Row; STRETCH],
    /// A range of groups; in all outside of it every race is over.
    pub live: Range<usize>,
}

impl Path {
    /// At no place yet.
    pub fn new() -> Self {
        let none = [Lanes::default(); GROUPS];
        Path { theta: [[none; 2]; STRETCH + 1], value: [none; STRETCH], live: 0..0 }
    }

    /// What comes next in a group begins where these first steps have led to.
    pub fn go_on(&mut self, group: usize, steps: usize) {
        for axis in 0..2 {
            self.theta[0][axis][group] = self.theta[steps][axis][group];
        }
    }

    /// Whether a group's places are the same to the last bit before and after each of the first steps.
    pub fn stands(&self, group: usize, steps: usize) -> bool {
        let bits = |[x, y]: &[Row; 2]| [x[group], y[group]].map(|lanes| lanes.to_array().map(f64::to_bits));
        let last = bits(&self.theta[steps]);
        self.theta[..steps].iter().all(|theta| bits(theta) == last)
    }

    /// Whether a step has left a group's places where they were, but for the sign of a zero.
    pub fn is_still(&self, group: usize, step: usize) -> bool {
        let ([x, y], [next_x, next_y]) = (&self.theta[step - 1], &self.theta[step]);
        (x[group].simd_eq(next_x[group]) & y[group].simd_eq(next_y[group])).all()
    }
}
