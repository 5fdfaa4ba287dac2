//! The one place where a scene changes.

use std::fmt;

use super::{Change, LossScale, MOST_CHANGES, Run, Scene, Trouble, check_start};
use crate::loss::Loss;
use crate::optimiser::Knob;

/// What a visitor did.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Turned a knob: every run that has it, from the start or from the present iteration on.
    Turn(Knob, f64),
    /// Moved the start.
    Start(f64),
    /// Chose a loss.
    Loss(&'static Loss),
    /// Switched a run on or off.
    Show(usize, bool),
    /// Went to an iteration.
    Seek(usize),
    /// Chose how fast the race is played.
    Speed(f64),
    /// Chose how J is scaled.
    Scale(LossScale),
    /// Chose whether a knob acts only from the present iteration on.
    FromHere(bool),
    /// Put every setting back to its default: hyperparameters, start, changes midway.
    Reset,
    /// Opened another scene.
    Open(Box<Scene>),
}

/// What follows from an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// The same race, shown otherwise.
    View,
    /// The race is to be run again.
    Race,
}

/// Why an action was not carried out; the scene is as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal(pub Trouble);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Refusal {}

impl Scene {
    /// Carries out what a visitor did.
    ///
    /// # Errors
    /// When a number lies outside what it may be: the scene is then unchanged.
    pub fn apply(&mut self, action: Action) -> Result<Effect, Refusal> {
        match action {
            Action::Turn(knob, value) => self.turn(knob, value).map_err(Refusal)?,
            Action::Start(start) => {
                check_start(self.loss, start).map_err(Refusal)?;
                self.start = start;
            }
            Action::Loss(loss) => (self.loss, self.start) = (loss, loss.start),
            Action::Reset => self.reset(),
            Action::Open(scene) => *self = *scene,
            view => {
                self.look(&view);
                return Ok(Effect::View);
            }
        }
        Ok(Effect::Race)
    }

    /// The actions that leave the race as it is.
    fn look(&mut self, action: &Action) {
        match *action {
            Action::Show(index, shown) => {
                if let Some(run) = self.runs.get_mut(index) {
                    run.shown = shown;
                }
            }
            Action::Seek(at) => self.at = at.min(self.steps),
            Action::Speed(speed) => self.speed = speed,
            Action::Scale(scale) => self.scale = scale,
            Action::FromHere(from_here) => self.from_here = from_here,
            _ => {}
        }
    }

    fn turn(&mut self, knob: Knob, value: f64) -> Result<(), Trouble> {
        if !knob.domain().contains(value) {
            return Err(Trouble::Outside(knob.domain()));
        }
        if self.from_here && self.at > 0 {
            // At the very end nothing is left to change; the last step is made with the new value.
            let at = self.at.min(self.steps - 1);
            let known = self.changes.iter().any(|change| change.knob == knob && change.at >= at);
            if self.changes.len() == MOST_CHANGES && !known {
                return Err(Trouble::TooManyChanges);
            }
            self.record(Change { at, knob, value });
        } else {
            for run in &mut self.runs {
                for place in run.on_knob(knob) {
                    run.values[place] = value;
                }
            }
            self.changes.retain(|change| change.knob != knob);
        }
        Ok(())
    }

    /// Adds a change; later ones of the same knob give way to it.
    pub(super) fn record(&mut self, change: Change) {
        self.changes.retain(|other| other.knob != change.knob || other.at < change.at);
        let place = self.changes.partition_point(|other| other.at <= change.at);
        self.changes.insert(place, change);
    }

    fn reset(&mut self) {
        self.start = self.loss.start;
        self.changes.clear();
        for run in &mut self.runs {
            run.values = Run::new(run.optimiser).values;
        }
    }
}
