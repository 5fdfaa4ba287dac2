//! Pinned runs: what a race was, kept to be compared with what it becomes.

use super::{Change, Run, Scene, Trouble, most_steps};
use crate::list::List as _;
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
        self.pinned = None;
        if pin {
            let runs = 2 * self.runs.len();
            let most = most_steps(&self.loss, runs);
            if self.steps > most {
                return Err(Trouble::TooMuch { runs, steps: self.steps, most });
            }
            let (loss, changes) = (self.loss.clone(), self.changes.clone());
            let shown: Vec<Run> = self.runs.iter().filter(|run| run.shown).cloned().list();
            self.pinned = (!shown.is_empty()).then_some(Pinned { loss, start: self.start, runs: shown, changes });
        }
        Ok(())
    }

    /// What pinning all its runs would keep.
    #[must_use]
    pub fn as_pinned(&self) -> Option<Pinned> {
        let (loss, runs) = (self.loss.clone(), self.runs.clone());
        Some(Pinned { loss, start: self.start, runs, changes: self.changes.clone() })
    }

    /// The scene of the pinned runs; none if there are none.
    #[must_use]
    pub fn ghost(&self) -> Option<Scene> {
        let Pinned { loss, start, runs, changes } = self.pinned.clone()?;
        Some(Scene { loss, start, runs, changes, pinned: None, ..self.clone() })
    }
}
