//! A scene: all that a page shows, as one value.
//!
//! A scene is read from one line of text ([`Scene::read`]), changed in one place
//! ([`Scene::apply`]) and written back as the shortest text that reads the same
//! ([`Scene::write`]). Whatever is shown is derived from it.

mod action;
mod problem;
mod read;
mod write;

pub use action::{Action, Effect, Refusal};
pub use problem::{Problem, Trouble};

use crate::loss::{self, Loss};
use crate::number;
use crate::optimiser::{self, Description, Knob};

/// The length of a race unless told otherwise.
const DEFAULT_STEPS: usize = 1000;
/// The most steps that one run may have.
pub const MOST_STEPS: usize = 1_000_000;
/// The most steps that all runs together may have: what fits into a tab of 512 MiB.
pub const MOST_STEPS_IN_ALL: usize = 16_000_000;
/// The most runs.
pub const MOST_RUNS: usize = 64;
/// The most changes midway.
pub const MOST_CHANGES: usize = 256;
/// The speeds at which a race can be played, as multiples of the normal one.
pub const SPEEDS: [f64; 5] = [0.25, 0.5, 1.0, 2.0, 4.0];

/// Everything that is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// The loss that is walked down.
    pub loss: &'static Loss,
    /// θ before the first step.
    pub start: f64,
    /// The length of the race, 1 … [`MOST_STEPS`].
    pub steps: usize,
    /// The runs, in order.
    pub runs: Vec<Run>,
    /// The iteration that is shown, 0 … `steps`.
    pub at: usize,
    /// Settings that change midway, in order of their iterations.
    pub changes: Vec<Change>,
    /// Whether a slider acts only from the present iteration on.
    pub from_here: bool,
    /// How J is scaled in its chart.
    pub scale: LossScale,
    /// How fast the race is played, one of [`SPEEDS`].
    pub speed: f64,
}

/// One optimiser with its settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Which optimiser.
    pub optimiser: &'static Description,
    /// The values of its hyperparameters, in the order of its description.
    pub values: Vec<f64>,
    /// Whether it is drawn.
    pub shown: bool,
}

impl Run {
    /// The optimiser with its defaults.
    #[must_use]
    pub fn new(optimiser: &'static Description) -> Self {
        Run { optimiser, values: optimiser.defaults(), shown: true }
    }

    /// The places of the hyperparameters that `knob` sets.
    pub fn on_knob(&self, knob: Knob) -> impl Iterator<Item = usize> + use<> {
        let on_it = move |h: &optimiser::Hyperparameter| h.knob == Some(knob);
        self.optimiser.hyperparameters.iter().enumerate().filter(move |(_, h)| on_it(h)).map(|(place, _)| place)
    }
}

/// A knob turned midway: the steps after iteration `at` use `value`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The last iteration that was made with the value before.
    pub at: usize,
    /// What was turned, for every run that has it.
    pub knob: Knob,
    /// The value from then on.
    pub value: f64,
}

/// How J is scaled in its chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LossScale {
    /// By powers of ten, above the best minimum.
    Log,
    /// As it is.
    Linear,
}

/// The runs of the article: gradient descent and the five of its figure.
fn article_runs() -> Vec<Run> {
    ["gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"]
        .iter()
        .filter_map(|id| optimiser::by_id(id))
        .map(Run::new)
        .collect()
}

impl Default for Scene {
    /// The article's experiment: J(θ) = θ² from 3, learning rate 0.01, 1000 steps.
    fn default() -> Self {
        let loss = loss::ALL[0];
        Scene {
            loss,
            start: loss.start,
            steps: DEFAULT_STEPS,
            runs: article_runs(),
            at: DEFAULT_STEPS,
            changes: Vec::new(),
            from_here: false,
            scale: LossScale::Log,
            speed: 1.0,
        }
    }
}

impl Scene {
    /// What each run is called: its optimiser's name, numbered where that runs twice.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let same = |run: &Run, runs: &[Run]| runs.iter().filter(|other| other.optimiser == run.optimiser).count();
        let name = |(place, run): (usize, &Run)| match same(run, &self.runs) {
            1 => run.optimiser.name.to_owned(),
            _ => format!("{} #{}", run.optimiser.name, same(run, &self.runs[..=place])),
        };
        self.runs.iter().enumerate().map(name).collect()
    }

    /// The value that `knob` has in each run that it sets, at iteration `at`: of run, and value.
    #[must_use]
    pub fn knob_values(&self, knob: Knob, at: usize) -> Vec<(usize, f64)> {
        let changed = self.changes.iter().rfind(|change| change.knob == knob && change.at <= at);
        let mut values = Vec::with_capacity(self.runs.len());
        for (index, run) in self.runs.iter().enumerate() {
            values.extend(run.on_knob(knob).map(|place| (index, changed.map_or(run.values[place], |c| c.value))));
        }
        values
    }
}

/// Whether `steps` may be the length of a race of `runs` runs.
fn check_length(steps: usize, runs: usize) -> Result<(), Trouble> {
    if steps * runs > MOST_STEPS_IN_ALL {
        return Err(Trouble::TooMuch { runs, steps });
    }
    Ok(())
}

/// Whether a race on `loss` can start at `start`.
fn check_start(loss: &Loss, start: f64) -> Result<(), Trouble> {
    let (value, slope) = loss.value_and_slope(start);
    if value.is_finite() && slope.is_finite() {
        Ok(())
    } else {
        Err(Trouble::NoLossThere { at: number::shortest(start) })
    }
}
