//! Pinned runs: what a race was, kept to be compared with what it becomes.

use super::{Change, Run, Scene, Trouble, check_length};
use crate::loss::Loss;
use crate::point::Point;

/// All that decided a race, but for its length, which stays that of the scene.
#[derive(Debug, Clone, PartialEq)]
pub struct Pinned {
    /// The scene's loss, with the values that its parameters had.
    pub loss: Loss,
    /// θ before the first step.
    pub start: Point,
    /// The runs that were shown.
    pub runs: Vec<Run>,
    /// Settings that change midway.
    pub changes: Vec<Change>,
}

impl Scene {
    /// Pins the runs as they are, or forgets what was pinned.
    pub(super) fn pin(&mut self, pin: bool) -> Result<(), Trouble> {
        let mut pinned = self.as_pinned();
        pinned.runs.retain(|run| pin && run.shown);
        check_length(&self.loss, self.runs.len() + pinned.runs.len(), self.steps)?;
        self.pinned = (!pinned.runs.is_empty()).then_some(pinned);
        Ok(())
    }

    /// What pinning all its runs would keep.
    #[must_use]
    pub fn as_pinned(&self) -> Pinned {
        let (loss, runs) = (self.loss.clone(), self.runs.clone());
        Pinned { loss, start: self.start, runs, changes: self.changes.clone() }
    }

    /// The scene of the pinned runs; none if there are none.
    #[must_use]
    pub fn ghost(&self) -> Option<Scene> {
        let Pinned { loss, start, runs, changes } = self.pinned.clone()?;
        Some(Scene { loss, start, runs, changes, pinned: None, ..self.clone() })
    }
}
