//! A run against the iteration, reduced to what a chart can show: however many steps there are,
//! a curve has no more points than a few for each pixel.

use crate::loss::Loss;
use crate::point::{Axis, Point};
use crate::race::{BLOCK, Extent, Race, Track};

/// Which numbers of a run.
#[derive(Clone, Copy, PartialEq)]
pub enum Column {
    /// One coordinate of θ.
    Theta(Axis),
    /// J(θ).
    Loss,
    /// What the race keeps of the inside of the optimiser, in this coordinate.
    Inside(Axis),
}

impl Column {
    /// The number that belongs to θ, if it follows from θ.
    pub fn of(self, loss: &Loss, theta: Point) -> Option<f64> {
        match self {
            Column::Theta(axis) => Some(theta[axis]),
            Column::Loss => Some(loss.value(theta)),
            Column::Inside(_) => None,
        }
    }

    /// The number of one step; NaN where there is none.
    pub fn at(self, race: &Race, track: &Track, step: usize) -> f64 {
        match self {
            Column::Inside(axis) => track.inside(axis, step),
            _ => self.of(race.loss(), track.theta(step)).unwrap_or(f64::NAN),
        }
    }

    /// The least and greatest of the steps `from` … `to` − 1.
    pub fn extent(self, race: &Race, track: &Track, from: usize, to: usize) -> Extent {
        match self {
            Column::Theta(axis) => track.extent(axis, from, to),
            Column::Loss => track.loss_extent(race.loss(), from, to),
            Column::Inside(axis) => track.inside_extent(axis, from, to),
        }
    }
}

/// Calls `point` with (step, number) from step `from` to step `to`: with every step where the race
/// has less than two for each of `columns`; otherwise with the least and the greatest of every stretch
/// of 2ᵏ steps, the nearer to the point before first, in about `columns` stretches at most. Where there is no number it is NaN.
pub fn walk(
    race: &Race,
    track: &Track,
    column: Column,
    (from, to): (usize, usize),
    columns: usize,
    mut point: impl FnMut(f64, f64),
) {
    let to = to.min(track.last());
    if from > to {
        return;
    }
    let stretch = (race.steps() / columns.max(1)).max(1);
    if stretch == 1 {
        for step in from..=to {
            point(step as f64, column.at(race, track, step));
        }
        return;
    }
    // Stretches of a power of two are just the blocks whose extents are known. The least of those are of 16 steps,
    // hardly wider than a pixel where 6 to 8 would do; where fewer do they would be.
    let size = if stretch > 5 { stretch.next_power_of_two().max(BLOCK) } else { stretch.next_power_of_two() };
    let mut last = column.at(race, track, from);
    point(from as f64, last);
    let mut start = from;
    while start < to {
        let end = ((start / size + 1) * size).min(to + 1);
        let mut extent = column.extent(race, track, start, end);
        if extent == Extent::NONE {
            extent = Extent { least: f64::NAN, greatest: f64::NAN };
        }
        let middle = usize::midpoint(start, end) as f64;
        let up = (extent.least - last).abs() <= (extent.greatest - last).abs();
        let (first, second) = if up { (extent.least, extent.greatest) } else { (extent.greatest, extent.least) };
        point(middle, first);
        if second != first {
            point(middle, second);
        }
        (last, start) = (second, end);
    }
    point(to as f64, column.at(race, track, to));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Scene;

    fn raced(text: &str) -> Race {
        let mut race = Race::new(&Scene::read(text).0);
        while !race.advance(usize::MAX) {}
        race
    }

    fn points(race: &Race, column: Column, range: (usize, usize), columns: usize) -> Vec<(f64, f64)> {
        let mut points = vec![];
        walk(race, &race.tracks()[0], column, range, columns, |step, number| points.push((step, number)));
        points
    }

    #[test]
    fn a_short_race_is_drawn_step_by_step() {
        let race = raced("steps=100&run=momentum");
        let drawn = points(&race, Column::Theta(Axis::X), (0, 60), 800);
        let thetas = race.tracks()[0].thetas().take(61).enumerate();
        assert_eq!(drawn, thetas.map(|(step, theta)| (step as f64, theta.x)).collect::<Vec<_>>());
    }

    #[test]
    fn a_long_race_keeps_its_extremes_its_ends_and_its_order() {
        for (column, steps) in [(Column::Theta(Axis::X), 5000), (Column::Loss, 5000), (Column::Theta(Axis::X), 300_000)]
        {
            let race = raced(&format!("loss=ripple&steps={steps}&run=rmsprop,lr:0.5"));
            let drawn = points(&race, column, (0, steps), 400);
            assert!(drawn.len() <= 2 * 400 + 2, "{}", drawn.len());
            assert!(drawn.windows(2).all(|pair| pair[0].0 <= pair[1].0));
            let track = &race.tracks()[0];
            let number = |step| column.at(&race, track, step);
            assert_eq!(drawn[0], (0.0, number(0)));
            assert_eq!(drawn[drawn.len() - 1], (steps as f64, number(steps)));
            let all = (0..=steps).map(number).fold(Extent::NONE, Extent::with);
            assert_eq!(drawn.iter().map(|point| point.1).fold(Extent::NONE, Extent::with), all);
        }
    }

    #[test]
    fn a_run_that_left_the_numbers_is_drawn_up_to_its_last_step() {
        let race = raced("run=gd,lr:10");
        let drawn = points(&race, Column::Theta(Axis::X), (0, 1000), 100_000);
        assert_eq!(drawn.len(), race.tracks()[0].last() + 1);
    }
}
