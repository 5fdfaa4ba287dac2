//! The learning rate with which each run settles first.

use super::Race;
use crate::dial::Dial;
use crate::hyperparameter::Knob;
use crate::list::List as _;
use crate::race::Outcome;
use crate::scene::Scene;

/// The learning rates that are tried: 61 from 10⁻⁴ to 10, twelve to a power of ten, with three digits each.
pub const GRID: Dial = Dial::Log { from: -4, to: 1, per_decade: 12, zero: false };

/// A search for the learning rate of [`GRID`] with which each run of a scene settles first: in the fewest
/// steps comes within 1 % of the start's distance to a best minimum and stays there. Of rates that settle at the same
/// step the least counts. Every other setting, the loss, the start and the length are the scene's.
pub struct Tuning {
    /// The race that is being run: all runs with the same rate.
    race: Option<Race>,
    rate: u32,
    /// For each run the rate that is best so far, and the step from which on it is settled.
    best: Vec<Option<(f64, usize)>>,
}

impl Tuning {
    /// The search for `scene`, at its start.
    #[must_use]
    pub fn of(scene: &Scene) -> Self {
        Tuning { race: None, rate: 0, best: vec![None; scene.runs.len()] }
    }

    /// How far it has come, 0 to 1.
    #[must_use]
    pub fn part(&self) -> f64 {
        f64::from(self.rate) / f64::from(GRID.last() + 1)
    }

    /// Makes about `most` steps more; when the search is over, the best rate of each run, or none where no rate
    /// settles. `scene` is the one that it was begun with.
    pub fn advance(&mut self, scene: &Scene, most: usize) -> Option<Vec<Option<f64>>> {
        let mut left = most;
        while self.rate <= GRID.last() {
            let rate = GRID.value(self.rate);
            match &mut self.race {
                Some(race) if race.made() > 0 && !race.is_over() => {}
                Some(race) => race.replay(&with_rate(scene, rate)),
                empty => *empty = Some(Race::new(&with_rate(scene, rate))),
            }
            let Some(race) = &mut self.race else { return None };
            let before = race.made();
            let over = race.advance(left.max(1));
            left = left.saturating_sub((race.made() - before) * scene.runs.len());
            if !over {
                return None;
            }
            for (best, verdict) in self.best.iter_mut().zip(race.verdicts(scene.steps)) {
                if let Outcome::Settled { step, best: true, .. } = verdict.outcome
                    && best.is_none_or(|(_, earliest)| step < earliest)
                {
                    *best = Some((rate, step));
                }
            }
            self.rate += 1;
            if left == 0 && self.rate <= GRID.last() {
                return None;
            }
        }
        Some(self.best.iter().map(|best| best.map(|(rate, _)| rate)).list())
    }
}

/// `scene` with this learning rate for all, and no other midway; nobody looks inside.
fn with_rate(scene: &Scene, rate: f64) -> Scene {
    let mut tried = Scene { inside: None, ..scene.clone() };
    tried.forget(Knob::LearningRate);
    for run in &mut tried.runs {
        run.set_learning_rate(rate);
    }
    tried
}
