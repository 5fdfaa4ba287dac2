//! The way of races side by side over some steps.

use std::ops::Range;

use super::block::{GROUPS, Row};
use crate::list::List as _;
use crate::real::Lanes;

/// So many steps are made before it is looked what came of them.
pub const STRETCH: usize = 32;
/// And before it is looked for the first time: races that diverge are mostly over by then.
pub const FIRST_STRETCH: usize = 8;

/// Where the races of a block have been in the last few steps: lists, since the stack has no room for them in a browser.
pub struct Path {
    /// θ before the first of these steps, and after each.
    pub theta: Vec<[Row; 2]>,
    /// J before each of these steps.
    pub value: Vec<Row>,
    /// A range of groups; in all outside of it every race is over.
    pub live: Range<usize>,
}

impl Path {
    /// At no place yet.
    pub fn new() -> Self {
        let none = [Lanes::default(); GROUPS];
        Path { theta: vec![[none; 2]; STRETCH + 1], value: vec![none; STRETCH], live: 0..0 }
    }

    fn place(&self, group: usize, step: usize) -> [Lanes; 2] {
        let [x, y] = &self.theta[step];
        [x[group], y[group]]
    }

    /// From now on a group is there after so many of these steps.
    pub fn put(&mut self, group: usize, step: usize, place: [Lanes; 2]) {
        let [x, y] = &mut self.theta[step];
        [x[group], y[group]] = place;
    }

    /// What comes next in a group begins where these first steps have led to.
    pub fn go_on(&mut self, group: usize, steps: usize) {
        self.put(group, 0, self.place(group, steps));
    }

    /// Whether a group's places are the same to the last bit after these two steps.
    pub fn is_back(&self, group: usize, one: usize, other: usize) -> bool {
        let ([x, y], [other_x, other_y]) = (self.place(group, one), self.place(group, other));
        // Most are not equal; and −0 is not 0.
        let bits = |lanes: Lanes| lanes.to_array().map(f64::to_bits);
        (x.simd_eq(other_x) & y.simd_eq(other_y)).all() && bits(x) == bits(other_x) && bits(y) == bits(other_y)
    }

    /// What a group does in these steps it does again and again. From now on its path begins with that, as it will be
    /// when so many steps more are made.
    pub fn turn(&mut self, group: usize, cycle: Range<usize>, more: usize) {
        let steps = cycle.clone().cycle().skip(more % cycle.len()).take(cycle.len() + 1);
        let turned = steps.map(|step| self.place(group, step)).list();
        for (step, place) in turned.into_iter().enumerate() {
            self.put(group, step, place);
        }
    }
}
