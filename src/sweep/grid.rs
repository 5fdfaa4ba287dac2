//! Maps with any numbers along their sides, for measuring.

use super::field::is_by_rows;
use super::{Sweep, Trial, Trials};
use crate::list::List as _;
use crate::scene::{Along, Scene};

/// The races of a scene's first run with these numbers across and upwards, each of what its id names; where that names
/// nothing they change nothing. Races are called by their cell, counted from the lower left, row by row, and run by rows
/// or by columns, whichever a map would be.
#[must_use]
pub fn grid(scene: &Scene, sides: [(&str, &[f64]); 2]) -> Sweep {
    let mut sweep = Sweep::of(scene, 0);
    let Some(run) = scene.runs.first() else { return sweep };
    let [wide, high] = sides.map(|(_, numbers)| numbers.len());
    // A cell is the place of its column, and of its row.
    let trials = |cells: &[[usize; 2]]| {
        let column = |(side, (id, numbers)): (usize, (&str, &[f64]))| {
            let (_, along) = Along::find(run, id, scene.loss.dimensions())?;
            Some((along, cells.iter().map(|cell| numbers[cell[side]]).collect()))
        };
        let columns = sides.into_iter().enumerate().filter_map(column).collect();
        Trials { like: Trial::new(&run.values, scene.start), columns }
    };
    let by_rows = is_by_rows(&sweep, [[0, 0], [1, 0], [0, 1]].map(|cell| trials(&[cell]).trial(0)));
    let (lines, length) = if by_rows { (high, wide) } else { (wide, high) };
    let cell = |line: usize, place: usize| if by_rows { [place, line] } else { [line, place] };
    let cells = (0..lines).flat_map(|line| (0..length).map(move |place| cell(line, place))).list();
    let (names, trials) = (cells.iter().map(|[column, row]| row * wide + column).collect(), trials(&cells));
    sweep.begin(names, trials);
    sweep
}
