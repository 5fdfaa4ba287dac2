//! A race as a table.

use std::fmt::Write as _;

use crate::number::{coordinates, shortest};
use crate::race::{Race, Track};
use crate::scene::Scene;

/// A table for taking along has at most about so many rows, some ten megabytes.
pub const MOST_ROWS: usize = 200_000;

/// How many steps of a run have a row: where θ left the numbers, J had left them before, so the rows end with the
/// last that is all finite.
fn steps(track: &Track) -> usize {
    let kept = track.last() + 1;
    track.end().filter(|_| track.is_over()).map_or(kept, |end| end.step.min(kept))
}

/// Gives `visit` the rows of a race as CSV, a line each, the names of the columns first: run, optimiser, step, θ, J.
/// Of each run it is every `every`th step, and the last.
///
/// # Errors
/// The first that `visit` gives: no row follows.
///
/// # Panics
/// If `every` is 0.
pub fn rows<E>(
    scene: &Scene,
    race: &Race,
    every: usize,
    mut visit: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let dimensions = scene.loss.dimensions();
    visit(if dimensions > 1 { "run,optimiser,step,x,y,loss\n" } else { "run,optimiser,step,x,loss\n" })?;
    let mut row = String::new();
    for (index, (run, track)) in scene.runs.iter().zip(race.tracks()).enumerate() {
        let steps = steps(track);
        for step in 0..steps {
            if step % every == 0 || step + 1 == steps {
                let theta = track.theta(step);
                let (place, loss) = (coordinates(theta, dimensions), shortest(race.loss().value(theta)));
                row.clear();
                // Writing to memory cannot fail.
                let _ = writeln!(row, "{},{},{step},{place},{loss}", index + 1, run.optimiser.id);
                visit(&row)?;
            }
        }
    }
    Ok(())
}

/// The race as CSV: every step if that makes no more than [`MOST_ROWS`] rows, otherwise as many as fit, and a
/// first line that says so.
///
/// ```
/// use downhill::{export, race::Race, scene::Scene};
/// let scene = Scene::read("steps=1&run=gd").0;
/// let mut race = Race::new(&scene);
/// race.advance(1);
/// assert_eq!(export::csv(&scene, &race), "run,optimiser,step,x,loss\n1,gd,0,3,9\n1,gd,1,2.94,8.6436\n");
/// ```
#[must_use]
pub fn csv(scene: &Scene, race: &Race) -> String {
    let all: usize = race.tracks().iter().map(steps).sum();
    let every = all.div_ceil(MOST_ROWS).max(1);
    let mut text = String::new();
    if every > 1 {
        let _ = writeln!(text, "# one step in {every}, and the last");
    }
    let _ = rows(scene, race, every, |row| text.write_str(row));
    text
}
