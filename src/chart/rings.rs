//! Rings around all ground of a grid that is at least as high as a level, by marching squares.

use crate::list::List as _;

/// Heights at the middles of the cells of a grid, row by row.
pub struct Grid<'a> {
    pub values: &'a [f64],
    pub columns: usize,
    pub rows: usize,
}

/// A closed line around ground at least as high as a level, or around lower ground within it.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced {
    /// Which of the levels.
    pub level: usize,
    /// Its corners, in cells from the upper left corner of the grid; the last is the first. Where the first
    /// coordinate goes to the right and the second down, the higher ground is to the left on the way.
    pub points: Vec<(f64, f64)>,
}

/// Where a line that leads nowhere goes on.
const NOWHERE: usize = usize::MAX;

impl Grid<'_> {
    /// The rings along `levels`, which ascend. What is high to the edge of the grid ends at the edge; where
    /// high ground touches high ground only across a corner, they are two.
    pub fn rings(&self, levels: &[f64]) -> Vec<Traced> {
        // Around the grid lies a border of places that are lower than all levels.
        let width = self.columns + 2;
        let rank = |value: f64| levels.iter().take_while(|level| **level <= value).count();
        let ranks: Vec<usize> = (0..width * (self.rows + 2)).map(|place| self.value(place).map_or(0, rank)).list();
        // A line enters and leaves a square of four neighbours in the middle of its sides, each of which has
        // a number: twice that of the place it begins at, going right, and one more going down. Squares
        // from the end of one row to the beginning of the next are all border.
        let mut ways = vec![Vec::new(); levels.len()];
        for place in 0..ranks.len() - width - 1 {
            let corners = [ranks[place], ranks[place + width], ranks[place + width + 1], ranks[place + 1]];
            let sides = [2 * place + 1, 2 * (place + width), 2 * place + 3, 2 * place];
            let least = corners.into_iter().fold(usize::MAX, usize::min);
            let greatest = corners.into_iter().fold(0, usize::max);
            for (level, ways) in ways.iter_mut().enumerate().take(greatest).skip(least) {
                let is_high = |corner: usize| corners[corner % 4] > level;
                for last in (0..4).filter(|corner| is_high(*corner) && !is_high(corner + 1)) {
                    // High corners next to each other have one line around them.
                    let before = (1..4).find(|back| !is_high(last + 4 - back)).unwrap_or(0);
                    ways.push((sides[last], sides[(last + 4 - before) % 4]));
                }
            }
        }
        let mut next = vec![NOWHERE; 2 * ranks.len()];
        let mut rings = Vec::new();
        for (level, ways) in ways.into_iter().enumerate() {
            for (from, to) in &ways {
                next[*from] = *to;
            }
            for (start, _) in ways {
                let (mut points, mut at) = (Vec::new(), start);
                while next[at] != NOWHERE {
                    points.push(self.crossing(at, levels[level]));
                    at = std::mem::replace(&mut next[at], NOWHERE);
                }
                if let Some(first) = points.first().copied() {
                    points.push(first);
                    rings.push(Traced { level, points });
                }
            }
        }
        rings
    }

    /// The height at a place, counted with the border; none on the border.
    fn value(&self, place: usize) -> Option<f64> {
        let (row, column) = (place / (self.columns + 2), place % (self.columns + 2));
        let is_within = (1..=self.columns).contains(&column) && (1..=self.rows).contains(&row);
        if is_within { self.values.get((row - 1) * self.columns + column - 1).copied() } else { None }
    }

    /// Where along a side the ground is as high as `level`; at the edge it is halfway to the border.
    fn crossing(&self, side: usize, level: f64) -> (f64, f64) {
        let (place, down) = (side / 2, side % 2 == 1);
        let width = self.columns + 2;
        let (x, y) = ((place % width) as f64 - 0.5, (place / width) as f64 - 0.5);
        let part = match (self.value(place), self.value(if down { place + width } else { place + 1 })) {
            (Some(here), Some(there)) => (level - here) / (there - here),
            _ => 0.5,
        };
        if down { (x, y + part) } else { (x + part, y) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rings(values: &[f64], columns: usize, levels: &[f64]) -> Vec<Traced> {
        Grid { values, columns, rows: values.len() / columns }.rings(levels)
    }

    /// Twice the area within, below 0 where it is the higher ground.
    fn area(ring: &Traced) -> f64 {
        ring.points.windows(2).map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1).sum()
    }

    /// How often the ring goes around a place, counted by what crosses the way from there to the right.
    fn turns(ring: &Traced, (x, y): (f64, f64)) -> i32 {
        let mut turns = 0;
        for pair in ring.points.windows(2) {
            let [(ax, ay), (bx, by)] = [pair[0], pair[1]];
            if (ay <= y) != (by <= y) && ax + (bx - ax) * (y - ay) / (by - ay) > x {
                turns += if by > ay { 1 } else { -1 };
            }
        }
        turns
    }

    #[test]
    fn a_hill_has_a_ring_and_so_has_a_hollow() {
        let mut hill = [0.0; 9];
        hill[4] = 4.0;
        for (values, part, sign) in [(hill, 0.25, -1.0), (hill.map(|j| 4.0 - j), 0.75, 1.0)] {
            let found = rings(&values, 3, &[1.0]);
            let ring = found.iter().min_by(|a, b| area(a).abs().total_cmp(&area(b).abs())).unwrap();
            assert_eq!(area(ring).signum(), sign);
            let (least, greatest) = (0.5 + part, 2.5 - part);
            let corners = [(1.5, least), (1.5, greatest), (least, 1.5), (greatest, 1.5)];
            assert!(ring.points.iter().all(|point| corners.contains(point)), "{ring:?}");
            assert_eq!((ring.points.len(), ring.points[0]), (5, ring.points[4]));
        }
    }

    #[test]
    fn what_is_all_high_has_the_edge_as_its_ring() {
        let found = rings(&[1.0; 6], 3, &[0.0, 1.0, 2.0]);
        assert_eq!(found.iter().map(|ring| ring.level).collect::<Vec<_>>(), [0, 1]);
        for (x, y) in found.iter().flat_map(|ring| &ring.points) {
            assert!(*x == 0.0 || *x == 3.0 || *y == 0.0 || *y == 2.0);
        }
        // Two corners of a cell are missing from each corner of the rectangle.
        assert_eq!(area(&found[0]), -2.0 * (6.0 - 4.0 / 8.0));
    }

    proptest! {
        #[test]
        fn a_place_is_as_high_as_the_rings_around_it_tell(
            values in prop::collection::vec(0_u8..6, 30),
            columns in prop::sample::select(vec![1_usize, 2, 3, 5, 6, 10, 15, 30]),
        ) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let levels = [0.5, 2.0, 3.7, 9.0];
            let found = rings(&values, columns, &levels);
            for ring in &found {
                prop_assert_eq!(ring.points.first(), ring.points.last());
            }
            for (place, value) in values.iter().enumerate() {
                // A little beside the middle, so that no ring runs through it.
                let at = ((place % columns) as f64 + 0.5 + 1e-7, (place / columns) as f64 + 0.5 + 1.1e-7);
                for (level, height) in levels.iter().enumerate().filter(|(_, height)| *height != value) {
                    let turns: i32 = found.iter().filter(|ring| ring.level == level).map(|ring| turns(ring, at)).sum();
                    prop_assert_eq!(turns, -i32::from(value > height), "{} at {}", height, place);
                }
            }
        }
    }
}
