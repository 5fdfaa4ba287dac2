//! The same runs from many starts at once, so that basins of attraction can be seen.

use super::Race;
use crate::list::List as _;
use crate::loss::Loss;
use crate::point::Point;
use crate::scene::Scene;

/// How many starts there are.
pub const STARTS: usize = 25;
/// The most steps that all of them make together: races longer than fit end before.
const MOST_STEPS: usize = 1_000_000;

/// The starts: the middles of 25 cells of the loss's own view, five by five, or 25 in a row; those at
/// which J and its slope are finite.
#[must_use]
pub fn starts(loss: &Loss) -> Vec<Point> {
    let (view, across) = (loss.shown(), if loss.dimensions() > 1 { 5 } else { STARTS });
    let at = |place: usize| {
        let part = |i: usize, of: usize| (i as f64 + 0.5) / of as f64;
        let size = view.size();
        view.least + Point::new(size.x * part(place % across, across), size.y * part(place / across, STARTS / across))
    };
    let possible = |theta: &Point| {
        let slope = loss.slope(*theta);
        slope.value.is_finite() && slope.gradient.is_finite()
    };
    (0..STARTS).map(at).filter(possible).list()
}

/// The race of `scene` from each of [`starts`], made to its end: all runs from the first start, then all
/// from the second, and so on. It ends before the scene's own where that has too many steps.
#[must_use]
pub fn many_starts(scene: &Scene) -> Race {
    let mut race = Race::new(scene);
    replay_many_starts(&mut race, scene);
    race
}

/// [`many_starts`], in the memory of a former one.
pub fn replay_many_starts(race: &mut Race, scene: &Scene) {
    let starts = starts(&scene.loss);
    let fit = MOST_STEPS / scene.loss.heaviness() / (starts.len() * scene.runs.len()).max(1);
    race.replay_from(scene, &starts, scene.steps.min(fit));
    race.advance(usize::MAX);
}
