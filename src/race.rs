//! A race: every run of a scene, step by step, with its whole history.
//!
//! A race is stepped forward as frames ask ([`Race::advance`]) and replayed from the start when a
//! setting changes ([`Race::replay`]); the memory of the former history is used again.

mod extremes;
mod story;
mod track;
mod verdict;

pub use extremes::Extent;
pub use story::{Span, story};
pub use track::Track;
pub use verdict::{Outcome, Overshoot, Verdict};

use crate::loss::Loss;
use crate::optimiser::{Values, Walk};
use crate::scene::{Run, Scene};

/// Every run of a scene, and how far they have come.
///
/// ```
/// use downhill::{race::Race, scene::Scene};
/// let mut race = Race::new(&Scene::default());
/// while !race.advance(10_000) {}
/// assert!((race.tracks()[0].theta(1000) - 5.0489e-9).abs() < 1e-12);
/// ```
pub struct Race {
    loss: &'static Loss,
    steps: usize,
    made: usize,
    lanes: Vec<Lane>,
    tracks: Vec<Track>,
}

/// One run on its way: the optimiser, and the settings that are still to come.
struct Lane {
    walk: Box<dyn Walk>,
    run: Run,
    /// Iteration after which a value changes, place of the hyperparameter, value; in order.
    changes: Vec<(usize, usize, f64)>,
}

impl Lane {
    fn new(run: &Run, scene: &Scene) -> Self {
        let run = run.clone();
        let of_run = |change: &crate::scene::Change| {
            let (at, value) = (change.at, change.value);
            run.on_knob(change.knob).map(move |place| (at, place, value)).collect::<Vec<_>>()
        };
        let changes = scene.changes.iter().flat_map(of_run).collect();
        let walk = (run.optimiser.walk)(&Values::new(run.optimiser, &run.values));
        Lane { walk, run, changes }
    }

    /// Makes the steps `from` + 1 … `to`, with the settings that change on the way.
    fn advance(&mut self, track: &mut Track, loss: &Loss, from: usize, to: usize) {
        let mut from = from;
        while from < to && track.left_at().is_none() {
            let due = self.changes.partition_point(|(at, ..)| *at <= from);
            if due > 0 {
                for (_, place, value) in self.changes.drain(..due) {
                    self.run.values[place] = value;
                }
                self.walk.change(&Values::new(self.run.optimiser, &self.run.values));
            }
            let until = self.changes.first().map_or(to, |(at, ..)| to.min(*at));
            track.extend(self.walk.as_mut(), loss, from, until);
            from = until;
        }
    }
}

impl Race {
    /// The race of `scene`, at its start.
    #[must_use]
    pub fn new(scene: &Scene) -> Self {
        let mut race = Race { loss: scene.loss, steps: 0, made: 0, lanes: Vec::new(), tracks: Vec::new() };
        race.replay(scene);
        race
    }

    /// Back to the start, with the settings that `scene` has now.
    pub fn replay(&mut self, scene: &Scene) {
        (self.loss, self.steps, self.made) = (scene.loss, scene.steps, 0);
        self.lanes.clear();
        self.lanes.extend(scene.runs.iter().map(|run| Lane::new(run, scene)));
        self.tracks.resize_with(scene.runs.len(), Track::default);
        for track in &mut self.tracks {
            track.restart(scene.loss, scene.start, scene.steps);
        }
    }

    /// Makes about `most` steps more, counted over all runs, and tells whether the race is over.
    pub fn advance(&mut self, most: usize) -> bool {
        let share = (most / self.lanes.len().max(1)).max(1);
        let to = self.steps.min(self.made.saturating_add(share));
        for (lane, track) in self.lanes.iter_mut().zip(&mut self.tracks) {
            lane.advance(track, self.loss, self.made, to);
        }
        self.made = to;
        self.is_over()
    }

    /// Whether every run has made all its steps, or has left the finite numbers.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.made == self.steps
    }

    /// How many steps have been made, by every run that did not leave the finite numbers.
    #[must_use]
    pub fn made(&self) -> usize {
        self.made
    }

    /// The length of the race.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// The loss that is walked down.
    #[must_use]
    pub fn loss(&self) -> &'static Loss {
        self.loss
    }

    /// The histories, in the order of the scene's runs.
    #[must_use]
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }

    /// What can be said of each run at iteration `at`: see [`Verdict::of`].
    #[must_use]
    pub fn verdicts(&self, at: usize) -> Vec<Verdict> {
        self.tracks.iter().map(|track| Verdict::of(track, self.loss, at)).collect()
    }
}
