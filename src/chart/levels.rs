//! The heights at which iso-lines are drawn: round numbers, chosen for what is in view.

use crate::list::List as _;
use crate::number::{clamped, rounded};
use crate::order::sort_numbers;

/// About so many levels.
const MOST: usize = 14;
/// A loss whose steep tenth is so many times as high as its low quarter has levels by powers of ten.
const STEEP: f64 = 18.0;
/// A view whose lowest place is within this part of its height above the bottom shows the bottom.
const BOTTOM: f64 = 0.02;

/// How many values tell how high the ground is: a grid of a map has many times as many.
const ENOUGH: usize = 2000;

/// Heights of iso-lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Levels {
    /// From the lowest to the highest.
    pub heights: Vec<f64>,
    /// Whether they go by powers of ten above `base`.
    pub log: bool,
    /// What powers of ten are counted from.
    pub base: f64,
}

impl Levels {
    /// Levels for a view in which J has these values; `floor` is the least that J can have, if known.
    pub fn of(values: &[f64], floor: Option<f64>) -> Self {
        let finite = || values.iter().copied().filter(|value| value.is_finite());
        let (least, greatest) = finite().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), j| (a.min(j), b.max(j)));
        let mut sorted: Vec<f64> = finite().step_by(values.len() / ENOUGH + 1).list();
        sort_numbers(&mut sorted);
        if sorted.is_empty() {
            return Levels::default();
        }
        let part = |part: f64| sorted[((sorted.len() - 1) as f64 * part) as usize];
        let base = floor.filter(|floor| *floor <= least).unwrap_or(least);
        let high = part(0.97);
        let above = |part_of: f64| part(part_of) - base;
        if above(0.9) > STEEP * above(0.25) && above(0.25) > 0.0 {
            return Levels { heights: by_powers(base, above(0.015), high - base), log: true, base };
        }
        // Levels so close to each other cannot be told apart.
        if greatest - least <= 1e-12 * greatest.abs().max(least.abs()) {
            return Levels::default();
        }
        // Down to a bottom that is known, even steps of the root: the rings of a round bowl are then as far
        // apart from each other everywhere.
        let bottom = floor.is_some() && least - base <= BOTTOM * (high - base);
        let heights = if bottom { by_roots(base, high) } else { evenly(least, high) };
        Levels { heights, log: false, base }
    }
}

/// Heights above `base` that are even steps of the root, with two significant digits.
fn by_roots(base: f64, high: f64) -> Vec<f64> {
    let steps = MOST - 3;
    let part = |i: usize| (i as f64 / steps as f64).powi(2) * (high - base);
    let round = |height: f64| rounded(height, 1 - clamped(height.log10().floor(), -300.0, 300.0) as i32);
    (1..=steps).map(|i| base + round(part(i))).filter(|height| *height > base).list()
}

/// Even, round heights from above `low` to `high`.
fn evenly(low: f64, high: f64) -> Vec<f64> {
    let raw = (high - low) / MOST as f64;
    let power = 10_f64.powi(raw.log10().floor() as i32);
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].iter().map(|times| times * power).find(|step| *step >= raw);
    let step = step.unwrap_or(raw);
    let decimals = clamped((2.0 - step.log10()).ceil(), -300.0, 300.0) as i32;
    let first = (low / step).floor() + 1.0;
    let heights = (0..2 * MOST).map(|i| rounded((first + i as f64) * step, decimals));
    heights.take_while(|height| *height <= high).filter(|height| *height > low).list()
}

/// Heights above `base` by powers of ten, with 3, or 2 and 5, times each where there is room.
fn by_powers(base: f64, low: f64, high: f64) -> Vec<f64> {
    let (first, last) = (low.max(high * 1e-12).log10(), high.log10());
    let each: &[f64] = match last - first {
        decades if decades * 3.0 <= MOST as f64 => &[1.0, 2.0, 5.0],
        decades if decades * 2.0 <= MOST as f64 => &[1.0, 3.0],
        _ => &[1.0],
    };
    let mut heights = Vec::new();
    for exponent in first.floor() as i32..=last.floor() as i32 {
        heights.extend(each.iter().map(|times| times * 10_f64.powi(exponent)));
    }
    heights.retain(|height| *height >= low && *height <= high);
    heights.into_iter().map(|height| base + height).list()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_loss_has_even_round_levels() {
        let values: Vec<f64> = (0..=1000).map(|i| f64::from(i) * 0.01).collect();
        let levels = Levels::of(&values, None);
        assert!(!levels.log);
        assert_eq!(levels.heights, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
    }

    #[test]
    fn above_a_bottom_that_is_seen_levels_are_even_steps_of_the_root() {
        let values: Vec<f64> = (0..=1000).map(|i| (f64::from(i) * 0.01).powi(2)).collect();
        let levels = Levels::of(&values, Some(0.0));
        assert!(!levels.log);
        assert_eq!(levels.heights[..4], [0.78, 3.1, 7.0, 12.0]);
    }

    #[test]
    fn a_steep_loss_has_levels_by_powers_of_ten() {
        let values: Vec<f64> = (0..=1000).map(|i| 10_f64.powf(f64::from(i) * 0.006 - 3.0)).collect();
        let levels = Levels::of(&values, Some(0.0));
        assert!(levels.log);
        assert_eq!(levels.heights[..4], [0.003, 0.01, 0.03, 0.1]);
    }

    #[test]
    fn levels_rise_whatever_the_values_are() {
        for values in [
            vec![],
            vec![f64::NAN; 9],
            vec![3.0; 9],
            vec![1e300, -1e300, 0.0],
            vec![5e-324, 0.0, 1e-310],
            vec![f64::INFINITY, 1.0, 2.0, 3.0],
            vec![1e16, 1e16 + 2.0, 1e16 + 4.0],
        ] {
            for floor in [None, Some(0.0), Some(-5.0)] {
                let levels = Levels::of(&values, floor);
                assert!(levels.heights.windows(2).all(|pair| pair[0] < pair[1]), "{values:?}: {levels:?}");
                assert!(levels.heights.len() <= 3 * MOST, "{values:?}: {levels:?}");
            }
        }
    }
}
