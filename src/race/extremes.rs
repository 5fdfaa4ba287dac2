//! The least and greatest of any stretch of a column, without reading it all.

use crate::extent::Extent;
use crate::walk::BLOCK;

/// Extents of blocks of 16, 32, 64, … numbers of a column that grows at its end. It takes a
/// quarter of the room of the column itself.
#[derive(Default)]
pub struct Extremes {
    /// `levels[k]` holds the extents of the closed blocks of 16 · 2ᵏ numbers.
    levels: Vec<Vec<Extent>>,
    /// The extent of the numbers since then.
    open: Extent,
}

impl Extremes {
    /// Forgets everything but its memory, with room for `most` numbers.
    pub fn clear(&mut self, most: usize) {
        let depth = (most / BLOCK).checked_ilog2().map_or(0, |log| log as usize + 1);
        self.open = Extent::NONE;
        self.levels.resize_with(depth.max(self.levels.len()), Vec::new);
        for (k, level) in self.levels.iter_mut().enumerate() {
            level.clear();
            level.reserve_exact(most / (BLOCK << k));
        }
    }

    /// The extent of the next numbers, of one block of the lowest level, and whether they fill it.
    pub fn push(&mut self, extent: Extent, is_full: bool) {
        self.open = self.open.joined(extent);
        if is_full {
            let full = std::mem::take(&mut self.open);
            self.close(full);
        }
    }

    /// A block of the lowest level is full: with its left neighbour it may fill one above, and so on.
    fn close(&mut self, mut extent: Extent) {
        for level in &mut self.levels {
            level.push(extent);
            if !level.len().is_multiple_of(2) {
                return;
            }
            extent = extent.joined(level[level.len() - 2]);
        }
    }

    /// The extent of the numbers `from` … `to` − 1; `number` tells those that no block covers.
    pub fn of(&self, mut from: usize, to: usize, number: impl Fn(usize) -> f64) -> Extent {
        let mut extent = Extent::NONE;
        while from < to {
            if let Some((size, block)) = self.largest_block(from, to) {
                extent = extent.joined(block);
                from += size;
            } else {
                extent = extent.with(number(from));
                from += 1;
            }
        }
        extent
    }

    /// The largest closed block that begins at `from` and ends by `to`.
    fn largest_block(&self, from: usize, to: usize) -> Option<(usize, Extent)> {
        if !from.is_multiple_of(BLOCK) || to - from < BLOCK {
            return None;
        }
        let fits = ((to - from) / BLOCK).ilog2() as usize;
        let aligned = if from == 0 { fits } else { (from / BLOCK).trailing_zeros() as usize };
        let highest = fits.min(aligned).min(self.levels.len() - 1);
        let size = BLOCK << highest;
        self.levels[highest].get(from / size).map(|block| (size, *block))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn push_blocks(extremes: &mut Extremes, numbers: &[f64]) {
        for block in numbers.chunks(BLOCK) {
            // Some steps are made at once, others one by one.
            let (first, rest) = block.split_at(block.len() / 3);
            let extent = |numbers: &[f64]| numbers.iter().copied().fold(Extent::NONE, Extent::with);
            extremes.push(extent(first), false);
            extremes.push(extent(rest), block.len() == BLOCK);
        }
    }

    proptest! {
        #[test]
        fn any_stretch_has_the_extent_that_reading_it_all_gives(
            numbers in prop::collection::vec(-1e3..1e3_f64, 1..400),
            from in 0..400_usize,
            to in 0..400_usize,
        ) {
            let mut extremes = Extremes::default();
            extremes.clear(numbers.len());
            push_blocks(&mut extremes, &numbers);
            let stretch = numbers.iter().take(to).skip(from);
            let expected = stretch.fold(Extent::NONE, |extent, number| extent.with(*number));
            prop_assert_eq!(extremes.of(from, to.min(numbers.len()), |i| numbers[i]), expected);
        }
    }

    #[test]
    fn a_long_stretch_is_read_from_few_blocks() {
        let mut extremes = Extremes::default();
        extremes.clear(1_000_000);
        let numbers: Vec<f64> = (0..1_000_000_u32).map(f64::from).collect();
        push_blocks(&mut extremes, &numbers);
        let reads = std::cell::Cell::new(0);
        let extent = extremes.of(7, 999_993, |i| {
            reads.set(reads.get() + 1);
            i as f64
        });
        assert_eq!(extent, Extent { least: 7.0, greatest: 999_992.0 });
        assert!(reads.get() < 2 * BLOCK);
    }
}
