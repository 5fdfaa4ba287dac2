//! Steps on their way from a walk to whoever keeps them.

use std::ops::Range;

use super::Place;
use crate::extent::Extent;
use crate::point::Point;

/// Steps in a block, of which the least and greatest are kept.
pub const BLOCK: usize = 16;
/// So many blocks a path has room for: beginning and ending one takes as long as some steps.
const BLOCKS: usize = 4;

/// The next steps of a walk, in columns, with what a history wants to know of them. That is worked out while they are
/// made, where it takes no time: a step mostly waits for the one before.
pub struct Path {
    /// Where the next step begins. It stays where a walk has written it, number by number: copied as a whole it would
    /// have to be in memory first, for which the next step would wait as long as for five.
    pub here: Place,
    /// Its steps, by their places in the blocks.
    steps: Range<usize>,
    theta: [[f64; BLOCKS * BLOCK]; 2],
    seen: [Seen; BLOCKS],
}

/// What is seen of the steps of a block.
#[derive(Clone, Copy, Default)]
pub struct Seen {
    /// The least and greatest of each coordinate.
    pub theta: [Extent; 2],
    /// The least and greatest J.
    pub value: Extent,
    /// The sum of all these numbers.
    sum: f64,
}

impl Seen {
    /// Sees one place more. Each number is changed by itself: see `here`.
    fn see(&mut self, place: &Place) {
        let ([x, y], Place { theta, slope }) = (&mut self.theta, place);
        x.add(theta.x);
        y.add(theta.y);
        self.value.add(slope.value);
        self.sum += theta.x + theta.y + slope.value;
    }
}

impl Path {
    /// Without a step yet, at a place where one can begin; the first is the first of a block.
    #[must_use]
    pub fn from(here: Place) -> Self {
        let theta = [[0.0; BLOCKS * BLOCK]; 2];
        Path { here, steps: 0..0, theta, seen: [Seen::default(); BLOCKS] }
    }

    /// Forgets its steps, but not where they have led to. The next will be the one after so many of a history.
    pub fn clear(&mut self, before: usize) {
        let first = before % BLOCK;
        self.steps = first..first;
        self.seen = [Seen::default(); BLOCKS];
    }

    /// How many steps more there is room for.
    #[must_use]
    pub fn room(&self) -> usize {
        BLOCKS * BLOCK - self.steps.end
    }

    /// Up to so many steps more, each from the present place to the next; until one cannot be made, or there is no more
    /// room.
    pub fn walk(&mut self, count: usize, mut step: impl FnMut(&mut Place) -> bool) {
        let Path { here, steps, theta: [x, y], seen } = self;
        let mut last = steps.end.saturating_add(count).min(BLOCKS * BLOCK);
        // Of its own until the end, so that no step waits for memory.
        let mut place = *here;
        while steps.end < last {
            let block = steps.end / BLOCK;
            let these = steps.end..last.min((block + 1) * BLOCK);
            let mut all = seen[block];
            for (x, y) in x[these.clone()].iter_mut().zip(&mut y[these]) {
                if !step(&mut place) {
                    last = steps.end;
                    break;
                }
                (*x, *y) = (place.theta.x, place.theta.y);
                all.see(&place);
                steps.end += 1;
            }
            seen[block] = all;
        }
        *here = place;
    }

    /// So many steps that lead to the present place, as far as there is room.
    #[inline(never)]
    pub fn stay(&mut self, count: usize) {
        self.walk(count, |_| true);
    }

    /// How many steps it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Each coordinate of θ after each step.
    #[must_use]
    pub fn columns(&self) -> [&[f64]; 2] {
        self.theta.each_ref().map(|column| &column[self.steps.clone()])
    }

    /// θ after one of the steps, counted from 0.
    #[must_use]
    pub fn theta(&self, step: usize) -> Point {
        let ([x, y], place) = (&self.theta, self.steps.start + step);
        Point::new(x[place], y[place])
    }

    /// What is seen of each block in which it has steps, and whether it has the last of that.
    pub fn blocks(&self) -> impl Iterator<Item = (&Seen, bool)> {
        let Range { start, end } = self.steps;
        self.seen[start / BLOCK..end.div_ceil(BLOCK)]
            .iter()
            .enumerate()
            .map(move |(block, seen)| (seen, (block + 1) * BLOCK <= end))
    }

    /// Whether θ and J surely are finite after all steps: of others no sum is, but neither need be that of large ones.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.seen.iter().all(|seen| seen.sum.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loss::Slope;
    use proptest::prelude::*;

    /// Numbers that go up and down.
    fn place(step: usize) -> Place {
        let number = (step * 7 % 11) as f64;
        Place { theta: Point::new(number, -number), slope: Slope { value: number * number, ..Slope::default() } }
    }

    proptest! {
        #[test]
        fn each_block_tells_the_extremes_of_its_own_steps(
            before in 0..100_usize,
            pieces in prop::collection::vec(0..40_usize, 0..5),
        ) {
            let mut path = Path::from(Place::default());
            path.clear(before);
            let mut made = before;
            for piece in pieces {
                path.walk(piece, |here| {
                    *here = place(made);
                    made += 1;
                    true
                });
            }
            prop_assert_eq!(before + path.len(), made);
            let steps: Vec<usize> = (before..made).collect();
            let told: Vec<_> = path.blocks().map(|(seen, is_full)| (seen.theta, seen.value, is_full)).collect();
            let read: Vec<_> = steps
                .chunk_by(|a, b| a / BLOCK == b / BLOCK)
                .map(|block| {
                    let of = |number: fn(Place) -> f64| {
                        block.iter().map(|step| number(place(*step))).fold(Extent::NONE, Extent::with)
                    };
                    let ends = block.last().is_some_and(|last| last % BLOCK == BLOCK - 1);
                    ([of(|its| its.theta.x), of(|its| its.theta.y)], of(|its| its.slope.value), ends)
                })
                .collect();
            prop_assert!(told == read || steps.is_empty());
            let [x, _] = path.columns();
            prop_assert!(x.iter().zip(&steps).all(|(x, step)| *x == place(*step).theta.x));
        }
    }

    #[test]
    fn a_walk_that_cannot_go_on_ends_where_it_is() {
        let mut path = Path::from(place(1));
        path.walk(30, |here| {
            let goes_on = here.theta.x < 20.0;
            here.theta.x += f64::from(u8::from(goes_on));
            goes_on
        });
        assert_eq!((path.len(), path.here.theta.x), (13, 20.0));
        assert_eq!(path.blocks().count(), 1);
    }

    #[test]
    fn one_number_that_is_none_is_seen_among_others() {
        for (odd, is_finite) in [(f64::NAN, false), (f64::INFINITY, false), (1e308, true)] {
            let mut path = Path::from(place(0));
            path.stay(20);
            path.here.theta.y = odd;
            path.stay(1);
            path.here = place(1);
            path.stay(20);
            assert_eq!(path.is_finite(), is_finite, "{odd}");
        }
    }
}
