//! A race as a table.

use crate::number::{coordinates, shortest};
use crate::race::{Race, Track};
use crate::scene::Scene;

/// A table for taking along has at most about so many rows, some ten megabytes.
pub const MOST_ROWS: usize = 200_000;

/// How many steps of a run have a row: where θ left the numbers, J had left them before, so the rows end with the
/// last that is all finite.
fn steps(track: &Track) -> usize {
    track.end().filter(|_| track.is_over()).map_or(usize::MAX, |end| end.step).min(track.last() + 1)
}

/// The rows of a race as CSV, the names of the columns first: run, optimiser, step, θ, J. Of each run every
/// `every`th step, and the last.
pub fn rows<'a>(scene: &'a Scene, race: &'a Race, every: usize) -> impl Iterator<Item = String> + 'a {
    let dimensions = scene.loss.dimensions();
    let head = format!("run,optimiser,step,{},loss", if dimensions > 1 { "x,y" } else { "x" });
    let runs = scene.runs.iter().zip(race.tracks()).enumerate();
    let rows = runs.flat_map(move |(index, (run, track))| {
        let steps = steps(track);
        (0..steps).filter(move |step| step % every == 0 || step + 1 == steps).map(move |step| {
            let theta = track.theta(step);
            let (place, loss) = (coordinates(theta, dimensions), shortest(race.loss().value(theta)));
            format!("{},{},{step},{place},{loss}", index + 1, run.optimiser.id)
        })
    });
    std::iter::once(head).chain(rows)
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
        text = format!("# one step in {every}, and the last\n");
    }
    for row in rows(scene, race, every) {
        text.push_str(&row);
        text.push('\n');
    }
    text
}
