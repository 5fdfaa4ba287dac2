//! What is seen of races on their way: where they were last outside the neighbourhood of their minimum, and whether
//! they have left the finite numbers.

use super::block::{GROUPS, RACES, Row, get, point, put_in};
use crate::loss::Minimum;
use crate::point::Point;
use crate::race::near;
use crate::real::{LANES, Lanes, Real as _};

/// Below this, what squares lose in rounding is no longer small beside them.
const LEAST_SQUARE: f64 = 1e-280;
/// A square of a distance, and the sum of two, are known better than this.
const SQUARES_KNOWN: f64 = 1e-9;

/// What is seen of the races of one group.
#[derive(Clone, Copy, Default)]
struct Seen {
    centre: [Lanes; 2],
    /// Up to this a race is near its minimum, beyond `far` it is not; between both that is worked out exactly. On the
    /// line both are the same distance, in the plane squares of distances.
    close: Lanes,
    far: Lanes,
    /// The step after the last at which a race was outside, 0 before there was one.
    near_from: Lanes,
    /// All bits of a race that is watched, none of one that is over.
    watched: Lanes,
}

/// What is seen of each race of a block.
pub struct Watch {
    dimensions: usize,
    seen: [Seen; GROUPS],
    /// How far from its minimum a race counts as being at it.
    near: [f64; RACES],
    /// The step at which it left the finite numbers.
    left: [Option<usize>; RACES],
}

impl Watch {
    pub fn new(dimensions: usize) -> Self {
        Watch { dimensions, seen: [Seen::default(); GROUPS], near: [0.0; RACES], left: [None; RACES] }
    }

    /// No race is watched any more.
    pub fn clear(&mut self) {
        self.seen = [Seen::default(); GROUPS];
    }

    /// From now on a race is watched that stands at its start, and is thought to end at a minimum; without one it is
    /// never near.
    pub fn begin(&mut self, lane: usize, start: Point, minimum: Option<&Minimum>) {
        let centre = minimum.map_or(start, |minimum| minimum.at);
        let near = minimum.map_or(-1.0, |minimum| near(start, minimum));
        let (close, far) = match near * near {
            _ if self.dimensions == 1 || near < 0.0 => (near, near),
            square if square < LEAST_SQUARE => (-1.0, 2.0 * LEAST_SQUARE),
            square => (square * (1.0 - SQUARES_KNOWN), square * (1.0 + SQUARES_KNOWN)),
        };
        self.near[lane] = near;
        self.left[lane] = None;
        let Seen { centre: [x, y], close: its_close, far: its_far, near_from, watched } = &mut self.seen[lane / LANES];
        let from = if start.distance(centre) > near { 1.0 } else { 0.0 };
        let all_bits = f64::from_bits(u64::MAX);
        let numbers = [centre.x, centre.y, close, far, from, all_bits];
        for (lanes, number) in [x, y, its_close, its_far, near_from, watched].into_iter().zip(numbers) {
            put_in(lanes, lane % LANES, number);
        }
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
    fn sweep<const D: usize>(&mut self, step: usize, [x, y]: &[Row; 2], value: &Row) -> bool {
        let next = Lanes::from(step as f64 + 1.0);
        // No number, as soon as one of all is not finite: nothing is zero times what is.
        let mut finite = Lanes::default();
        let mut between = Lanes::default();
        for (((seen, x), y), value) in self.seen.iter_mut().zip(x).zip(y).zip(value) {
            let x = *x - seen.centre[0];
            let off = if D == 1 {
                x.abs()
            } else {
                let y = *y - seen.centre[1];
                x * x + y * y
            };
            let far = off.simd_gt(seen.far);
            if D == 2 {
                between |= far ^ off.simd_gt(seen.close);
            }
            // Steps are counted upwards.
            seen.near_from = seen.near_from.fast_max(far & next);
            // A sum may be too large for its parts: that is looked at closely.
            finite += ((off + *value) * Lanes::default()) & seen.watched;
        }
        finite.simd_ne(Lanes::default()).any() || between.any()
    }

    /// Looks at all races exactly as a verdict does.
    #[cold]
    fn look_closely(&mut self, step: usize, theta: &[Row; 2], value: &Row) -> bool {
        for lane in 0..RACES {
            let seen = &mut self.seen[lane / LANES];
            let of = |lanes: Lanes| lanes.to_array()[lane % LANES];
            if of(seen.watched).to_bits() == 0 {
                continue;
            }
            let at = point(theta, lane, self.dimensions);
            let centre = Point::new(of(seen.centre[0]), of(seen.centre[1]));
            if !(at.is_finite() && get(value, lane).is_finite()) {
                self.left[lane] = Some(step);
                put_in(&mut seen.watched, lane % LANES, 0.0);
            } else if at.distance(centre) > self.near[lane] {
                put_in(&mut seen.near_from, lane % LANES, step as f64 + 1.0);
            }
        }
        self.seen.iter().any(|seen| seen.watched.any())
    }

    /// Nothing moves any more after step `step`: what is outside stays there up to step `last`.
    pub fn stands(&mut self, step: usize, last: usize) {
        let [this, after_last] = [step, last].map(|step| Lanes::from(step as f64 + 1.0));
        for Seen { near_from, .. } in &mut self.seen {
            *near_from = near_from.where_equal(this, after_last, *near_from);
        }
    }

    /// The step at which a race left the finite numbers, if it did.
    pub fn left(&self, lane: usize) -> Option<usize> {
        self.left[lane]
    }

    /// The first step from which on a race was near its minimum.
    pub fn near_from(&self, lane: usize) -> usize {
        self.seen[lane / LANES].near_from.to_array()[lane % LANES] as usize
    }
}
