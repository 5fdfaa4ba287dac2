//! One run on its way: the optimiser, and the settings that each of its steps is made with.

use super::course::Course;
use crate::hyperparameter::Values;
use crate::scene::{Run, Scene};
use crate::walk::Walk;

/// One run on its way.
pub(super) struct Lane {
    pub(super) walk: Box<dyn Walk>,
    pub(super) course: Course,
}

impl Lane {
    pub(super) fn new(run: &Run, scene: &Scene) -> Self {
        let mut course = Course::new(run, scene);
        // A walk begins with what its first step is made with.
        course.set(0);
        Lane { walk: run.optimiser.walk(&course.values, &scene.loss), course }
    }

    /// Sets what the step after iteration `at` is made with, and tells up to which iteration that stays.
    pub(super) fn set(&mut self, at: usize) -> usize {
        let (until, changed) = self.course.set(at);
        if changed {
            self.walk.change(&Values::new(self.course.run().optimiser.hyperparameters, &self.course.values));
        }
        until
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
