//! What can be done with the runs of a scene: add, copy, name, colour, order, tune, remove.

use super::{MOST_RUNS, Run, Scene, Trouble, check_length};
use crate::chart::styles;
use crate::hyperparameter::Knob;
use crate::list::List as _;
use crate::optimiser::Description;
use crate::palette::Style;
use crate::schedule::Schedule;

/// The longest name of a run, in characters.
pub const LONGEST_NAME: usize = 40;

/// What a visitor did with the runs; they are counted from 0. A place where there is none changes nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum OnRuns {
    /// Added one of this optimiser, at the end, with the shared learning rate.
    Add(&'static Description),
    /// Added the same once more, below it.
    Copy(usize),
    /// Took it away; the last one stays.
    Remove(usize),
    /// Moved it one place up, or down.
    Move(usize, Way),
    /// Gave it a name; empty for its optimiser's.
    Name(usize, String),
    /// Gave it a colour with its dash, one of [`crate::palette::ALL`].
    Colour(usize, &'static Style),
    /// Set one of its hyperparameters, by its place.
    Set(usize, usize, f64),
    /// Gave one a schedule of its learning rate.
    Schedule(usize, Schedule),
    /// Gave every run the learning rate that this fairness asks for.
    Fair(Fair),
}

impl OnRuns {
    /// What it is about, if more of the same may follow in one go: a slider of a run that is dragged, a name that
    /// is typed.
    #[must_use]
    pub fn subject(&self) -> Option<usize> {
        match self {
            OnRuns::Set(index, place, _) => Some(index * 32 + place + 1),
            OnRuns::Name(index, _) => Some(index * 32),
            OnRuns::Schedule(index, _) => Some(index * 32 + 31),
            _ => None,
        }
    }
}

/// Up or down in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Towards the first.
    Up,
    /// Towards the last.
    Down,
}

/// How learning rates are chosen so that a comparison is fair.
#[derive(Debug, Clone, PartialEq)]
pub enum Fair {
    /// The same for all: the first run's.
    Same,
    /// What each optimiser's documentation gives.
    Documented,
    /// These, one for each run; none leaves it as it is.
    Tuned(Vec<Option<f64>>),
}

impl Run {
    /// The value of its learning rate.
    #[must_use]
    pub fn learning_rate(&self) -> Option<f64> {
        self.on_knob(Knob::LearningRate).next().map(|place| self.values[place])
    }

    pub(crate) fn set_learning_rate(&mut self, rate: f64) {
        for place in self.on_knob(Knob::LearningRate) {
            self.values[place] = rate;
        }
    }

    /// The learning rate that its optimiser's documentation gives.
    #[must_use]
    pub fn documented_rate(&self) -> Option<f64> {
        self.on_knob(Knob::LearningRate).next().map(|place| self.optimiser.hyperparameters[place].documented)
    }
}

impl Fair {
    /// The learning rate that it gives run `index` of `scene`; none where it leaves it as it is.
    ///
    /// # Panics
    /// If there is no such run.
    #[must_use]
    pub fn rate(&self, scene: &Scene, index: usize) -> Option<f64> {
        match self {
            Fair::Same => scene.runs.iter().find_map(Run::learning_rate),
            Fair::Documented => scene.runs[index].documented_rate(),
            Fair::Tuned(rates) => rates.get(index).copied().flatten(),
        }
    }

    /// Whether the runs of `scene` have these learning rates, from the start on.
    #[must_use]
    pub fn holds(&self, scene: &Scene) -> bool {
        let unchanged = scene.changes.iter().all(|change| change.knob != Knob::LearningRate);
        let has_it = |(index, run): (usize, &Run)| {
            let (rate, own) = (self.rate(scene, index), run.learning_rate());
            rate.is_none() || own.is_none() || rate == own
        };
        unchanged && scene.runs.iter().enumerate().all(has_it)
    }
}

/// `name` as it is kept: one line, not too long, without spaces around it, of what may stand in a picture.
pub(super) fn kept_name(name: &str) -> String {
    let mut kept = String::new();
    for c in name.trim().chars().take(LONGEST_NAME) {
        kept.push(if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c });
    }
    kept.trim_end().to_owned()
}

impl Scene {
    /// Carries out what was done with the runs, and tells whether the race is another.
    pub(super) fn change_runs(&mut self, what: OnRuns) -> Result<bool, Trouble> {
        let runs = self.runs.len();
        match what {
            OnRuns::Add(optimiser) => {
                let mut run = Run::new(optimiser);
                // What the shared slider says, if it says one thing, and the optimiser is of the same scale.
                let rate = self.runs.first().and_then(Run::learning_rate).filter(|_| Fair::Same.holds(self));
                if let (Some(rate), Some(0.01)) = (rate, run.learning_rate()) {
                    run.set_learning_rate(rate);
                }
                self.insert_run(runs, run)?;
            }
            OnRuns::Copy(index) if index < runs => {
                let mut copy = self.runs[index].clone();
                // The colours of two runs differ.
                copy.style = None;
                self.insert_run(index + 1, copy)?;
            }
            OnRuns::Remove(index) if index < runs && runs > 1 => {
                self.runs.remove(index);
                self.renumber(&|run| if run == index { None } else { Some(run - usize::from(run > index)) });
            }
            OnRuns::Move(index, way) => {
                let other = match way {
                    Way::Up => index.wrapping_sub(1),
                    Way::Down => index + 1,
                };
                if index < runs && other < runs {
                    self.runs.swap(index, other);
                    self.renumber(&|run| match run {
                        _ if run == index => Some(other),
                        _ if run == other => Some(index),
                        _ => Some(run),
                    });
                }
            }
            OnRuns::Name(index, name) => {
                if let Some(run) = self.runs.get_mut(index) {
                    run.name = kept_name(&name);
                    return Ok(false);
                }
            }
            OnRuns::Colour(index, style) => {
                if index < runs {
                    // What it would have anyway need not be said.
                    self.runs[index].style = None;
                    self.runs[index].style = (styles(self)[index] != style).then_some(style);
                    return Ok(false);
                }
            }
            OnRuns::Set(index, place, value) => self.set(index, place, value)?,
            OnRuns::Schedule(index, schedule) => {
                let (kind, values) = schedule.parts();
                if let Some((wrong, _)) = kind.parameters.iter().zip(values).find(|(p, v)| !p.domain.contains(*v)) {
                    return Err(Trouble::Outside(wrong.domain));
                }
                if let Some(run) = self.runs.get_mut(index) {
                    run.schedule = schedule;
                }
            }
            OnRuns::Fair(fair) => {
                let rates: Vec<Option<f64>> = (0..runs).map(|index| fair.rate(self, index)).list();
                self.forget(Knob::LearningRate);
                for (run, rate) in self.runs.iter_mut().zip(rates) {
                    if let Some(rate) = rate {
                        run.set_learning_rate(rate);
                    }
                }
            }
            OnRuns::Copy(_) | OnRuns::Remove(_) => {}
        }
        Ok(true)
    }

    fn insert_run(&mut self, place: usize, run: Run) -> Result<(), Trouble> {
        if self.runs.len() == MOST_RUNS {
            return Err(Trouble::TooManyRuns);
        }
        check_length(&self.loss, self.lanes() + 1, self.steps)?;
        self.runs.insert(place, run);
        self.renumber(&|run| Some(run + usize::from(run >= place)));
        Ok(())
    }

    /// The runs have other numbers, or are gone: whatever tells of them by their numbers follows.
    #[inline(never)]
    pub(super) fn renumber(&mut self, number: &dyn Fn(usize) -> Option<usize>) {
        self.chosen = self.chosen.and_then(number);
        self.map = self.map.and_then(|map| map.renumbered(self, number));
    }

    /// Sets a hyperparameter of one run, for the whole race: what a shared slider changed midway gives way
    /// for this knob.
    pub(super) fn set(&mut self, index: usize, place: usize, value: f64) -> Result<(), Trouble> {
        let Some(run) = self.runs.get_mut(index) else { return Ok(()) };
        let Some(h) = run.optimiser.hyperparameters.get(place) else { return Ok(()) };
        if !h.domain.contains(value) {
            return Err(Trouble::Outside(h.domain));
        }
        run.values[place] = value;
        if let Some(knob) = h.knob {
            self.forget(knob);
        }
        Ok(())
    }
}
