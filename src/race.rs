//! A race: every run of a scene, step by step, with its whole history.
//!
//! A race is stepped forward as frames ask ([`Race::advance`]) and replayed from the start when a
//! setting changes ([`Race::replay`]); the memory of the former history is used again.

mod course;
mod extremes;
mod lane;
mod search;
mod story;
mod swarm;
mod track;
mod tune;
mod verdict;

pub use crate::extent::Extent;
pub use crate::walk::BLOCK;
#[cfg(feature = "sweep")]
pub(crate) use course::Course;
pub use story::{Span, story};
pub use swarm::{STARTS, many_starts, replay_many_starts, starts};
pub use track::{Cause, End, Track};
pub use tune::{GRID, Tuning};
#[cfg(feature = "sweep")]
pub(crate) use verdict::near;
pub use verdict::{Outcome, Overshoot, Verdict};

use std::cell::RefCell;

use crate::equation::Ledger;
use crate::list::List as _;
use crate::loss::Loss;
use crate::point::Point;
use crate::scene::{Inside, MOST_STEPS_INSIDE, Scene};
use crate::walk::{Path, Place};
use lane::Lane;

/// So many steps are made once more for one answer.
const MOST_PROBED: usize = 30_000;

/// See [`Race::momentum`].
type Probes = Vec<Option<(usize, Lane)>>;

/// Every run of a scene, and how far they have come.
///
/// ```
/// use downhill::{race::Race, scene::Scene};
/// let mut race = Race::new(&Scene::default());
/// while !race.advance(10_000) {}
/// assert!((race.tracks()[0].theta(1000).x - 5.0489e-9).abs() < 1e-12);
/// ```
pub struct Race {
    loss: Loss,
    steps: usize,
    made: usize,
    lanes: Vec<Lane>,
    tracks: Vec<Track>,
    inside: Option<Inside>,
    /// Runs once more, to ask for what is not kept, the momentum and the ledger: of each how many steps it has
    /// made. Two of each, since a ledger is asked for one step before the momentum.
    probes: RefCell<(Probes, Probes)>,
}

impl Race {
    /// The race of `scene`, at its start.
    #[must_use]
    pub fn new(scene: &Scene) -> Self {
        let mut race = Race {
            loss: scene.loss.clone(),
            steps: 0,
            made: 0,
            lanes: Vec::new(),
            tracks: Vec::new(),
            inside: None,
            probes: RefCell::default(),
        };
        race.replay(scene);
        race
    }

    /// Back to the start, with the settings that `scene` has now.
    pub fn replay(&mut self, scene: &Scene) {
        let can_be_kept = scene.steps.saturating_mul(scene.runs.len()) <= MOST_STEPS_INSIDE;
        self.begin(scene, &[scene.start], scene.steps, scene.inside.filter(|_| can_be_kept));
    }

    /// The same from several starts, over `steps` steps: all runs from the first start, then all from
    /// the second, and so on.
    pub fn replay_from(&mut self, scene: &Scene, starts: &[Point], steps: usize) {
        self.begin(scene, starts, steps, None);
    }

    fn begin(&mut self, scene: &Scene, starts: &[Point], steps: usize, inside: Option<Inside>) {
        self.inside = inside;
        (self.loss, self.steps, self.made) = (scene.loss.clone(), steps, 0);
        self.lanes.clear();
        self.probes.take();
        self.tracks.resize_with(scene.runs.len() * starts.len(), Track::default);
        let mut tracks = self.tracks.iter_mut();
        for start in starts {
            for (run, track) in scene.runs.iter().zip(&mut tracks) {
                self.lanes.push(Lane::new(run, scene));
                track.restart(&scene.loss, *start, steps, inside);
            }
        }
    }

    /// Makes about `most` steps more, counted over all runs, and tells whether the race is over.
    pub fn advance(&mut self, most: usize) -> bool {
        let share = (most / self.lanes.len().max(1)).max(1);
        let to = self.steps.min(self.made.saturating_add(share));
        for (lane, track) in self.lanes.iter_mut().zip(&mut self.tracks) {
            if !track.is_over() {
                lane.advance(self.made, to, |walk, from, to| track.extend(walk, &self.loss, from, to));
            }
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
    pub fn loss(&self) -> &Loss {
        &self.loss
    }

    /// What its tracks keep of the insides of the optimisers: what the scene asks for, unless the race has more
    /// than [`MOST_STEPS_INSIDE`] steps.
    #[must_use]
    pub fn inside(&self) -> Option<Inside> {
        self.inside
    }

    /// The histories, in the order of the scene's runs.
    #[must_use]
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }

    /// What is left of former gradients after `step` steps of a run, for optimisers that keep some. It is
    /// not kept: the steps up to there are made once more, but for those that the last answer took. None
    /// where these are so many that it would take longer than a frame.
    #[must_use]
    pub fn momentum(&self, scene: &Scene, run: usize, step: usize) -> Option<Point> {
        let track = self.tracks.get(run).filter(|track| step <= track.last())?;
        let mut probes = self.probes.borrow_mut();
        let lane = self.brought(&mut probes.0, scene, run, track, step)?;
        if step == 0 { None } else { lane.walk.velocity() }
    }

    /// Step number `step` of a run, 1 being the first, line by line, with the settings of that step. Worked out
    /// as [`Race::momentum`] is. None where there is no such step, and where that is.
    #[must_use]
    pub fn ledger(&self, scene: &Scene, run: usize, step: usize) -> Option<Ledger> {
        let track = self.tracks.get(run).filter(|track| (1..=track.last()).contains(&step))?;
        let before = step - 1;
        let mut probes = self.probes.borrow_mut();
        let lane = self.brought(&mut probes.1, scene, run, track, before)?;
        lane.set(before);
        let theta = track.theta(before);
        Some(lane.walk.ledger(&lane.course.values, Place::of(theta, &self.loss)))
    }

    /// The run once more, as it is after `step` steps; none where that takes too many.
    fn brought<'a>(
        &self,
        probes: &'a mut Probes,
        scene: &Scene,
        run: usize,
        track: &Track,
        step: usize,
    ) -> Option<&'a mut Lane> {
        probes.resize_with(scene.runs.len(), || None);
        let former = probes[run].take().filter(|(made, _)| *made <= step);
        if step - former.as_ref().map_or(0, |(made, _)| *made) > MOST_PROBED {
            return None;
        }
        let (made, mut lane) = former.unwrap_or_else(|| (0, Lane::new(&scene.runs[run], scene)));
        lane.advance(made, step, |walk, mut from, to| {
            let mut path = Path::from(Place::of(track.theta(from), &self.loss));
            while from < to {
                path.clear(0);
                let count = (to - from).min(path.room());
                walk.steps(&mut path, count);
                if path.len() < count {
                    return false;
                }
                from += count;
            }
            true
        });
        Some(&mut probes[run].insert((step, lane)).1)
    }

    /// What can be said of each run at iteration `at`: see [`Verdict::of`].
    #[must_use]
    pub fn verdicts(&self, at: usize) -> Vec<Verdict> {
        self.tracks.iter().map(|track| Verdict::of(track, &self.loss, at)).list()
    }
}
