//! What is seen of races on their way: where they were last outside the neighbourhood of their minimum, and whether
//! they have left the finite numbers.

use super::block::{GROUPS, RACES, Row, get, point, put};
use crate::loss::Minimum;
use crate::point::Point;
use crate::race::near;
use crate::real::{Lanes, Real as _};

/// Below this, what squares lose in rounding is no longer small beside them.
const LEAST_SQUARE: f64 = 1e-280;
/// A square of a distance, and the sum of two, are known better than this.
const SQUARES_KNOWN: f64 = 1e-9;

/// What is seen of each race of a block.
pub struct Watch {
    dimensions: usize,
    /// All bits of a race that is watched, none of one that is over.
    watched: Row,
    centre: [Row; 2],
    /// Up to this it is near its minimum, beyond `far` it is not; between both that is worked out exactly. On the
    /// line these are distances, in the plane their squares.
    close: Row,
    far: Row,
    /// How far from its minimum a race counts as being at it.
    near: [f64; RACES],
    /// The last step at which a race was outside, −1 before there was one.
    outside: Row,
    /// The step at which it left the finite numbers.
    left: [Option<usize>; RACES],
}

impl Watch {
    pub fn new(dimensions: usize) -> Self {
        let none = [Lanes::default(); GROUPS];
        Watch {
            dimensions,
            watched: none,
            centre: [none; 2],
            close: none,
            far: none,
            near: [0.0; RACES],
            outside: none,
            left: [None; RACES],
        }
    }

    /// No race is watched any more.
    pub fn clear(&mut self) {
        self.watched = [Lanes::default(); GROUPS];
    }

    /// From now on a race is watched that stands at its start, and is thought to end at a minimum; without one it is
    /// never near.
    pub fn begin(&mut self, lane: usize, start: Point, minimum: Option<&Minimum>) {
        let centre = minimum.map_or(start, |minimum| minimum.at);
        let near = minimum.map_or(-1.0, |minimum| near(start, minimum));
        self.near[lane] = near;
        put(&mut self.centre[0], lane, centre.x);
        put(&mut self.centre[1], lane, centre.y);
        let (close, far) = match near * near {
            _ if self.dimensions == 1 || near < 0.0 => (near, near),
            square if square < LEAST_SQUARE => (-1.0, 2.0 * LEAST_SQUARE),
            square => (square * (1.0 - SQUARES_KNOWN), square * (1.0 + SQUARES_KNOWN)),
        };
        put(&mut self.close, lane, close);
        put(&mut self.far, lane, far);
        put(&mut self.outside, lane, if start.distance(centre) > near { 0.0 } else { -1.0 });
        self.left[lane] = None;
        put(&mut self.watched, lane, f64::from_bits(u64::MAX));
    }

    /// Looks at all races after step `step`, where they stand and what J is there. Whether any is still on its way.
    pub fn look(&mut self, step: usize, theta: &[Row; 2], value: &Row) -> bool {
        let odd = if self.dimensions == 1 {
            self.sweep::<1>(step, theta, value)
        } else {
            self.sweep::<2>(step, theta, value)
        };
        !odd || self.look_closely(step, theta, value)
    }

    /// The quick look, on the line or in the plane: whether any race wants a closer one.
    fn sweep<const D: usize>(&mut self, step: usize, theta: &[Row; 2], value: &Row) -> bool {
        let now = Lanes::from(step as f64);
        let mut odd = Lanes::default();
        for group in 0..GROUPS {
            let x = theta[0][group] - self.centre[0][group];
            let off = if D == 1 {
                x.abs()
            } else {
                let y = theta[1][group] - self.centre[1][group];
                x * x + y * y
            };
            // Zero times what is finite is nothing; times what is not, no number, and that is neither far nor close. A
            // sum may be too large for its parts: that is looked at closely.
            let sum = off + value[group];
            let off = off + sum * Lanes::default();
            let (far, close) = (off.simd_gt(self.far[group]), off.simd_le(self.close[group]));
            self.outside[group] = far.bitselect(now, self.outside[group]);
            odd |= !(far | close) & self.watched[group];
        }
        odd.any()
    }

    /// Looks at all races exactly as a verdict does.
    #[cold]
    fn look_closely(&mut self, step: usize, theta: &[Row; 2], value: &Row) -> bool {
        for lane in 0..RACES {
            if get(&self.watched, lane).to_bits() == 0 {
                continue;
            }
            let at = point(theta, lane, self.dimensions);
            let centre = point(&self.centre, lane, self.dimensions);
            if !(at.is_finite() && get(value, lane).is_finite()) {
                self.left[lane] = Some(step);
                put(&mut self.watched, lane, 0.0);
            } else if at.distance(centre) > self.near[lane] {
                put(&mut self.outside, lane, step as f64);
            }
        }
        self.watched.iter().any(|group| group.any())
    }

    /// Nothing moves any more after step `step`: what is outside stays there up to step `last`.
    pub fn stands(&mut self, step: usize, last: usize) {
        for group in &mut self.outside {
            *group = group.where_equal(Lanes::from(step as f64), Lanes::from(last as f64), *group);
        }
    }

    /// The step at which a race left the finite numbers, if it did.
    pub fn left(&self, lane: usize) -> Option<usize> {
        self.left[lane]
    }

    /// The first step from which on a race was near its minimum.
    pub fn near_from(&self, lane: usize) -> usize {
        // Whole numbers from −1 on.
        (get(&self.outside, lane) + 1.0) as usize
    }
}
