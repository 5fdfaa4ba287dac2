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
    let trials = |cells: &[usize]| {
        let column = |(side, (id, numbers)): (usize, (&str, &[f64]))| {
            let (_, along) = Along::find(run, id, scene.loss.dimensions())?;
            let number = |cell: &usize| numbers[if side == 0 { cell % wide } else { cell / wide }];
            Some((along, cells.iter().map(number).list()))
        };
        let columns = sides.into_iter().enumerate().filter_map(column).collect();
        Trials { like: Trial::new(&run.values, scene.start), columns }
    };
    let by_rows = is_by_rows(&sweep, [0, 1, wide].map(|cell| trials(&[cell]).trial(0)));
    let cell = |place: usize| if by_rows { place } else { place % high * wide + place / high };
    let cells: Vec<usize> = (0..wide * high).map(cell).list();
    let trials = trials(&cells);
    sweep.begin(cells, trials);
    sweep
}
