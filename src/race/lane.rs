//! One run on its way: the optimiser, and the settings that each of its steps is made with.

use crate::hyperparameter::{Knob, Values};
use crate::list::List as _;
use crate::scene::{Change, Run, Scene};
use crate::schedule::Schedule;
use crate::walk::Walk;

/// One run on its way.
pub(super) struct Lane {
    pub(super) walk: Box<dyn Walk>,
    /// With the settings that changed midway so far.
    run: Run,
    /// Iteration after which a value changes, place of the hyperparameter, value; in order.
    changes: Vec<(usize, usize, f64)>,
    /// What the next step is made with: the run's values, its learning rate as scheduled.
    pub(super) values: Vec<f64>,
    /// The length of the race.
    steps: usize,
}

impl Lane {
    pub(super) fn new(run: &Run, scene: &Scene) -> Self {
        let run = run.clone();
        let of_run = |change: &Change| {
            let (at, value) = (change.at, change.value);
            run.on_knob(change.knob).map(move |place| (at, place, value)).list()
        };
        let changes = scene.changes.iter().flat_map(of_run).list();
        let walk = run.optimiser.walk(&run.values, &scene.loss);
        Lane { walk, values: run.values.clone(), run, changes, steps: scene.steps }
    }

    /// Sets what the step after iteration `at` is made with, and tells up to which iteration that stays.
    pub(super) fn set(&mut self, at: usize) -> usize {
        let due = self.changes.partition_point(|(change, ..)| *change <= at);
        for (_, place, value) in self.changes.drain(..due) {
            self.run.values[place] = value;
        }
        let scheduled = self.run.schedule.until(at);
        if due > 0 || !(self.run.schedule == Schedule::Constant) {
            self.values.copy_from_slice(&self.run.values);
            for place in self.run.on_knob(Knob::LearningRate) {
                self.values[place] = self.run.schedule.rate(self.values[place], at, self.steps);
            }
            self.walk.change(&Values::new(self.run.optimiser.hyperparameters, &self.values));
        }
        self.changes.first().map_or(scheduled, |(change, ..)| scheduled.min(*change))
    }

    /// Goes from step `from` to step `to`, with the settings that change on the way. `steps` makes those
    /// of one stretch without a change, and tells whether to go on.
    pub(super) fn advance(
        &mut self,
        from: usize,
        to: usize,
        mut steps: impl FnMut(&mut dyn Walk, usize, usize) -> bool,
    ) {
        let mut from = from;
        while from < to {
            let until = self.set(from).min(to);
            if !steps(self.walk.as_mut(), from, until) {
                return;
            }
            from = until;
        }
    }
}
