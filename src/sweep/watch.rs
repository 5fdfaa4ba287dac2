//! What is seen of races on their way: where they were last outside the neighbourhood of their minimum, and whether
//! they have left the finite numbers.

use super::block::{GROUPS, RACES, Row, point, put_in};
use super::path::Path;
use crate::loss::Minimum;
use crate::point::Point;
use crate::race::near;
use crate::real::{LANES, Lanes};

/// Below this, what squares lose in rounding is no longer small beside them.
const LEAST_SQUARE: f64 = 1e-280;
/// A square of a distance, and the sum of two, are known better than this.
const SQUARES_KNOWN: f64 = 1e-9;

/// Where a race counts as being at its minimum.
#[derive(Clone, Copy)]
pub struct Bounds {
    /// The minimum.
    centre: Point,
    /// How far from it counts as being at it; less than 0: no distance does.
    near: f64,
    /// See [`Seen`].
    close: f64,
    far: f64,
    /// The first step from which on it may have been near: 1 if it starts outside.
    near_from: f64,
}

impl Bounds {
    /// Of a race from this start that is thought to end at a minimum; without one it is never near.
    pub fn new(start: Point, minimum: Option<&Minimum>, dimensions: usize) -> Self {
        let centre = minimum.map_or(start, |minimum| minimum.at);
        let near = minimum.map_or(-1.0, |minimum| near(start, minimum));
        let (close, far) = match near * near {
            _ if dimensions == 1 || near < 0.0 => (near, near),
            square if square < LEAST_SQUARE => (-1.0, 2.0 * LEAST_SQUARE),
            square => (square * (1.0 - SQUARES_KNOWN), square * (1.0 + SQUARES_KNOWN)),
        };
        let near_from = if start.distance(centre) > near { 1.0 } else { 0.0 };
        Bounds { centre, near, close, far, near_from }
    }
}

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

    /// From now on the races of a group are watched, which stand at their starts.
    pub fn begin(&mut self, group: usize, races: [&Bounds; LANES]) {
        let of = |number: fn(&Bounds) -> f64| Lanes::new(races.map(number));
        self.seen[group] = Seen {
            centre: [of(|its| its.centre.x), of(|its| its.centre.y)],
            close: of(|its| its.close),
            far: of(|its| its.far),
            near_from: of(|its| its.near_from),
            watched: Lanes::from(f64::from_bits(u64::MAX)),
        };
        for (place, bounds) in races.into_iter().enumerate() {
            self.near[group * LANES + place] = bounds.near;
            self.left[group * LANES + place] = None;
        }
    }

    /// Looks at what the races of a group did in `steps` steps of a path after step `before`. Whether any of them is
    /// still on its way.
    pub fn look(&mut self, group: usize, before: usize, steps: usize, path: &Path) -> bool {
        if self.dimensions == 1 {
            self.look_at::<1>(group, before, steps, path)
        } else {
            self.look_at::<2>(group, before, steps, path)
        }
    }

    /// The same in a group of which it is known which races have left the numbers.
    pub fn look_again(&mut self, group: usize, before: usize, steps: usize, path: &Path) {
        if self.dimensions == 1 {
            self.sweep::<1>(group, before, &path.theta[1..=steps]);
        } else {
            self.sweep::<2>(group, before, &path.theta[1..=steps]);
        }
    }

    fn look_at<const D: usize>(&mut self, group: usize, before: usize, steps: usize, path: &Path) -> bool {
        let Seen { far, watched, .. } = self.seen[group];
        let theta = &path.theta[steps];
        // Of numbers that are not finite no sum is. One of finite ones may be too large: that is found out closely.
        let (fours, rest) = path.value[..steps].as_chunks();
        let mut sum = theta[0][group] + theta[1][group];
        for [a, b, c, d] in fours {
            sum += (a[group] + b[group]) + (c[group] + d[group]);
        }
        for value in rest {
            sum += value[group];
        }
        let (are_finite, are_outside) = (finite(sum), self.off::<D>(group, theta).simd_gt(far));
        // Most are on their way.
        if ((are_finite & are_outside) | !watched).all() {
            self.seen[group].near_from = after(before + steps);
            return true;
        }
        // Nobody asks where those have been that left the numbers: mostly that is both at once.
        let goes_on = (are_finite | !watched).all() || self.look_closely(group, before, steps, path);
        if goes_on {
            self.sweep::<D>(group, before, &path.theta[1..=steps]);
        }
        goes_on
    }

    /// How far the races of a group are from their minima: in the plane the squares of that.
    fn off<const D: usize>(&self, group: usize, [x, y]: &[Row; 2]) -> Lanes {
        let [centre_x, centre_y] = self.seen[group].centre;
        let x = x[group] - centre_x;
        if D == 1 {
            x.abs()
        } else {
            let y = y[group] - centre_y;
            x * x + y * y
        }
    }

    /// Where the races of a group have been outside.
    fn sweep<const D: usize>(&mut self, group: usize, before: usize, theta: &[[Row; 2]]) {
        let Seen { close, far, mut near_from, watched, .. } = self.seen[group];
        let widest = theta.iter().map(|theta| self.off::<D>(group, theta)).fold(Lanes::default(), Lanes::fast_max);
        // Most are inside all the way.
        if !(widest.simd_gt(close) & watched).any() {
            return;
        }
        let mut between = Lanes::default();
        for (step, theta) in theta.iter().enumerate() {
            let off = self.off::<D>(group, theta);
            let far = off.simd_gt(far);
            between |= far ^ off.simd_gt(close);
            // Steps are counted upwards.
            near_from = near_from.fast_max(far & after(before + step + 1));
        }
        self.seen[group].near_from = near_from;
        if (between & watched).any() {
            self.sweep_closely(group, before, theta);
        }
    }

    /// The same, as exactly as a verdict.
    #[cold]
    fn sweep_closely(&mut self, group: usize, before: usize, theta: &[[Row; 2]]) {
        let Seen { centre: [x, y], .. } = self.seen[group];
        for place in 0..LANES {
            let lane = group * LANES + place;
            let centre = Point::new(x.to_array()[place], y.to_array()[place]);
            let outside = |theta: &[Row; 2]| point(theta, lane, self.dimensions).distance(centre) > self.near[lane];
            if let Some(last) = theta.iter().rposition(outside) {
                put_in(&mut self.seen[group].near_from, place, (before + last + 2) as f64);
            }
        }
    }

    /// Finds out which races of a group have left the finite numbers.
    #[cold]
    fn look_closely(&mut self, group: usize, before: usize, steps: usize, path: &Path) -> bool {
        // The path has J before the first step too, which nobody has seen yet, but not after the last; a start is not
        // looked at.
        let first = usize::from(before == 0);
        let (mut watched, mut finite_steps) = (self.seen[group].watched, Lanes::default());
        for step in first..=steps {
            let [x, y] = &path.theta[step];
            let value = path.value[..steps].get(step).map_or(Lanes::default(), |value| value[group]);
            watched &= finite(x[group]) & finite(y[group]) & finite(value);
            finite_steps += watched & Lanes::from(1.0);
        }
        let ends = watched ^ self.seen[group].watched;
        for (place, (ends, count)) in ends.to_array().into_iter().zip(finite_steps.to_array()).enumerate() {
            if ends.to_bits() != 0 {
                self.left[group * LANES + place] = Some(before + first + count as usize);
            }
        }
        self.seen[group].watched = watched;
        watched.any()
    }

    /// The step at which a race left the finite numbers, if it did.
    pub fn left(&self, lane: usize) -> Option<usize> {
        self.left[lane]
    }

    /// The first step from which on a race was near its minimum.
    pub fn near_from(&self, lane: usize) -> f64 {
        self.seen[lane / LANES].near_from.as_array()[lane % LANES]
    }
}

/// The step after this one, as a number of each race.
fn after(step: usize) -> Lanes {
    Lanes::from((step + 1) as f64)
}

/// All bits of those that are finite.
fn finite(lanes: Lanes) -> Lanes {
    // Nothing is zero times what is finite.
    (lanes * Lanes::default()).simd_eq(Lanes::default())
}
