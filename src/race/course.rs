//! The settings that each step of a run is made with.

use crate::hyperparameter::Knob;
use crate::list::List as _;
use crate::scene::{Change, Run, Scene};
use crate::schedule::Schedule;

/// What the settings of a run are from step to step: they change midway, and its learning rate has a schedule.
#[derive(Clone)]
pub(crate) struct Course {
    /// With the settings that changed midway so far.
    run: Run,
    /// Iteration after which a value changes, place of the hyperparameter, value; in order.
    changes: Vec<(usize, usize, f64)>,
    /// What the next step is made with: the run's values, its learning rate as scheduled.
    pub(crate) values: Vec<f64>,
    /// The length of the race.
    steps: usize,
}

impl Course {
    pub(crate) fn new(run: &Run, scene: &Scene) -> Self {
        let run = run.clone();
        let of_run = |change: &Change| {
            let (at, value) = (change.at, change.value);
            run.on_knob(change.knob).map(move |place| (at, place, value)).list()
        };
        let changes = scene.changes.iter().flat_map(of_run).list();
        Course { values: run.values.clone(), run, changes, steps: scene.steps }
    }

    /// The run that it is of, with the settings that changed midway so far.
    pub(crate) fn run(&self) -> &Run {
        &self.run
    }

    /// Sets what the step after iteration `at` is made with, and tells up to which iteration that stays, and whether
    /// it may be something else than before.
    pub(crate) fn set(&mut self, at: usize) -> (usize, bool) {
        let due = self.changes.partition_point(|(change, ..)| *change <= at);
        for (_, place, value) in self.changes.drain(..due) {
            self.run.values[place] = value;
        }
        let scheduled = self.run.schedule.until(at);
        let changed = due > 0 || !(self.run.schedule == Schedule::Constant);
        if changed {
            self.values.copy_from_slice(&self.run.values);
            for place in self.run.on_knob(Knob::LearningRate) {
                self.values[place] = self.run.schedule.rate(self.values[place], at, self.steps);
            }
        }
        (self.changes.first().map_or(scheduled, |(change, ..)| scheduled.min(*change)), changed)
    }
}
