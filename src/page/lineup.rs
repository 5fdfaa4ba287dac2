//! The line-up of runs: what visitors do with it.

use super::Page;
use crate::experiment;
use crate::optimiser::Description;
use crate::palette::Style;
use crate::scene::{Action, OnRuns, Scene, Way};
use crate::schedule::Schedule;

/// What shall become of the line-up.
#[derive(Clone)]
pub enum Lineup {
    /// The last change shall be undone; or, if so, redone.
    Undo(bool),
    /// For each run the best learning rate shall be sought.
    Tune,
    /// A run shall be looked at closely, or none.
    Choose(Option<usize>),
    /// The list of optimisers shall open.
    Adding,
    /// The search in it has another text; if so, the first that is found shall be added.
    Seeking(bool),
    /// A run of this optimiser shall be added, and be looked at.
    Add(&'static Description),
    /// The chosen run shall be called so.
    Name(String),
    /// It shall have this colour.
    Colour(&'static Style),
    /// Its learning rate shall have this schedule.
    Schedule(Schedule),
    /// It shall move.
    Move(Way),
    /// The same shall be there once more, and be looked at.
    Copy,
    /// It shall go.
    Remove,
}

impl Page {
    /// Does what is asked for.
    pub fn line_up(&mut self, what: Lineup) {
        let copied = matches!(what, Lineup::Copy);
        match what {
            Lineup::Undo(redo) => {
                if self.stage.undo(redo) {
                    self.changed_altogether();
                    let link = self.stage.link();
                    self.experiments.show(experiment::by_scene(&link));
                    self.address.want(link);
                }
            }
            Lineup::Tune => self.stage.tune(),
            Lineup::Choose(run) => self.choose(run),
            Lineup::Add(optimiser) => self.add_run(optimiser),
            Lineup::Adding => self.add.open(),
            Lineup::Seeking(enter) => {
                if let Some(optimiser) = self.add.seek().filter(|_| enter) {
                    self.add_run(optimiser);
                }
            }
            of_chosen => {
                let Some(action) = of_chosen.action(self.stage.scene()) else { return };
                self.knobs.take_back_all();
                self.act(None, action);
                if let Some(chosen) = self.stage.scene().chosen.filter(|_| copied) {
                    self.choose(Some(chosen + 1));
                }
            }
        }
    }

    fn add_run(&mut self, optimiser: &'static Description) {
        self.add.close();
        self.act(None, Action::Runs(OnRuns::Add(optimiser)));
        self.choose(self.stage.scene().runs.len().checked_sub(1));
    }

    /// Looks at a run closely; the focus goes there.
    fn choose(&mut self, run: Option<usize>) {
        self.knobs.take_back_all();
        let before = self.stage.scene().chosen;
        self.act(None, Action::Choose(run));
        self.closeup.show(self.stage.scene(), self.theme);
        match (run, before) {
            (Some(_), _) => self.closeup.focus(),
            (None, Some(before)) => self.rows.focus(before),
            _ => {}
        }
    }
}

impl Lineup {
    /// The action on the chosen run of `scene`; none where none is chosen.
    fn action(self, scene: &Scene) -> Option<Action> {
        let chosen = scene.chosen?;
        Some(Action::Runs(match self {
            Lineup::Name(name) => OnRuns::Name(chosen, name),
            Lineup::Colour(style) => OnRuns::Colour(chosen, style),
            Lineup::Schedule(schedule) => OnRuns::Schedule(chosen, schedule),
            Lineup::Move(way) => OnRuns::Move(chosen, way),
            Lineup::Copy => OnRuns::Copy(chosen),
            Lineup::Remove => OnRuns::Remove(chosen),
            _ => return None,
        }))
    }
}
