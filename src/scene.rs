//! A scene: all that a page shows, as one value.
//!
//! A scene is read from one line of text ([`Scene::read`]), changed in one place
//! ([`Scene::apply`]) and written back as the shortest text that reads the same
//! ([`Scene::write`]). Whatever is shown is derived from it.

mod action;
mod inside;
mod map;
mod pin;
mod problem;
mod read;
mod runs;
mod write;

pub use action::{Action, Effect};
pub use inside::Inside;
pub use map::{Along, Colouring, Map, Mapped};
pub use pin::Pinned;
pub use problem::{Problem, Trouble};
pub use runs::{Fair, LONGEST_NAME, OnRuns, Way};

use crate::hyperparameter::{Hyperparameter, Knob};
use crate::list::List as _;
use crate::loss::{self, Loss};
use crate::number;
use crate::optimiser::{self, Description};
use crate::palette::Style;
use crate::point::{Axis, Point, View};
use crate::schedule::Schedule;

/// The length of a race on a loss of one dimension, and of two, unless told otherwise.
const DEFAULT_STEPS: [usize; 2] = [1000, 300];
/// The most steps that one run may have.
pub const MOST_STEPS: usize = 1_000_000;
/// The most steps that all runs together may have on a loss of one dimension, and half as many on one of
/// two: what fits into a tab of 512 MiB.
pub const MOST_STEPS_IN_ALL: usize = 16_000_000;
/// The most steps, over all runs, of a race that keeps what is inside its optimisers.
pub const MOST_STEPS_INSIDE: usize = 2_000_000;
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
    pub loss: Loss,
    /// θ before the first step.
    pub start: Point,
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
    /// What the landscape shows of the line or the plane; the loss's own view if nobody chose one.
    pub view: Option<View>,
    /// Which coordinates of θ are drawn against the iteration, where there are two.
    pub coordinates: Coordinates,
    /// The arrows at the balls, each once, in the order of [`Vector::ALL`].
    pub vectors: Vec<Vector>,
    /// Whether trails fade towards their beginnings.
    pub fading: bool,
    /// Whether every run is sent from many starts at once.
    pub many_starts: bool,
    /// What is drawn of the insides of optimisers, if anything.
    pub inside: Option<Inside>,
    /// The run that is looked at closely, counted from 0.
    pub chosen: Option<usize>,
    /// What is shown of the chosen run.
    pub closeup: Closeup,
    /// What the runs were when they were pinned: their curves stay as ghosts.
    pub pinned: Option<Pinned>,
    /// The hyperparameter map, if it is shown.
    pub map: Option<Map>,
}

/// What is shown of the run that is looked at closely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Closeup {
    /// Its settings.
    #[default]
    Settings,
    /// The step that led to the present iteration, line by line.
    Ledger,
}

/// One optimiser with its settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Which optimiser.
    pub optimiser: &'static Description,
    /// The values of its hyperparameters, in the order of its description.
    pub values: Vec<f64>,
    /// How its learning rate goes on from step to step.
    pub schedule: Schedule,
    /// What somebody called it; empty for its optimiser's name.
    pub name: String,
    /// The colour and dash that somebody gave it, one of [`crate::palette::ALL`].
    pub style: Option<&'static Style>,
    /// Whether it is drawn.
    pub shown: bool,
}

impl Run {
    /// The optimiser with its defaults.
    #[must_use]
    pub fn new(optimiser: &'static Description) -> Self {
        Run {
            optimiser,
            values: optimiser.defaults(),
            schedule: Schedule::Constant,
            name: String::new(),
            style: None,
            shown: true,
        }
    }

    /// The places of the hyperparameters that `knob` sets.
    pub fn on_knob(&self, knob: Knob) -> impl Iterator<Item = usize> + use<> {
        let on_it = move |h: &Hyperparameter| h.knob == Some(knob);
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

/// Which coordinates of θ are drawn against the iteration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Coordinates {
    /// The first.
    X,
    /// The second.
    Y,
    /// One above the other.
    #[default]
    Both,
}

/// An arrow at each ball.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vector {
    /// −∇J, the way down.
    Gradient,
    /// What is left of former gradients.
    Momentum,
    /// The step about to be made.
    Step,
}

impl Vector {
    /// Every vector, in the order in which they are offered.
    pub const ALL: [Vector; 3] = [Vector::Gradient, Vector::Momentum, Vector::Step];

    /// What a scene calls each.
    const IDS: [&'static str; 3] = ["gradient", "momentum", "step"];

    /// What a scene calls it.
    #[must_use]
    pub fn id(self) -> &'static str {
        Vector::IDS[self as usize]
    }
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
        .list()
}

impl Default for Scene {
    /// The article's experiment: J(θ) = θ² from 3, learning rate 0.01, 1000 steps.
    fn default() -> Self {
        let loss = Loss::from(loss::ALL[0]);
        let steps = default_steps(&loss);
        Scene {
            start: loss.start(),
            loss,
            steps,
            runs: article_runs(),
            at: steps,
            changes: Vec::new(),
            from_here: false,
            scale: LossScale::Log,
            speed: 1.0,
            view: None,
            coordinates: Coordinates::default(),
            vectors: Vec::new(),
            fading: false,
            many_starts: false,
            inside: None,
            chosen: None,
            closeup: Closeup::default(),
            pinned: None,
            map: None,
        }
    }
}

impl Scene {
    /// What each run is called: the name it was given, or its optimiser's, numbered where that runs twice.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let alike = |run: &Run, other: &Run| other.optimiser == run.optimiser && other.name.is_empty();
        let same = |run: &Run, runs: &[Run]| runs.iter().filter(|other| alike(run, other)).count();
        let name = |(place, run): (usize, &Run)| match same(run, &self.runs) {
            _ if !run.name.is_empty() => run.name.clone(),
            1 => run.optimiser.name.to_owned(),
            _ => format!("{} #{}", run.optimiser.name, same(run, &self.runs[..=place])),
        };
        self.runs.iter().enumerate().map(name).list()
    }

    /// How many runs are computed: those of the scene, and the pinned ones.
    #[must_use]
    pub fn lanes(&self) -> usize {
        self.runs.len() + self.pinned.as_ref().map_or(0, |pinned| pinned.runs.len())
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

/// The length of a race on `loss` unless told otherwise.
fn default_steps(loss: &Loss) -> usize {
    DEFAULT_STEPS[loss.dimensions() - 1]
}

/// The most steps that `runs` runs on `loss` may have each.
fn most_steps(loss: &Loss, runs: usize) -> usize {
    (MOST_STEPS_IN_ALL / loss.dimensions() / runs.max(1)).min(MOST_STEPS)
}

/// Whether `runs` runs on `loss` may have so many steps each.
fn check_length(loss: &Loss, runs: usize, steps: usize) -> Result<(), Trouble> {
    let most = most_steps(loss, runs);
    if steps > most { Err(Trouble::TooMuch { runs, steps, most }) } else { Ok(()) }
}

/// Whether `view` can be shown: finite, not empty, and neither too near nor too far for its numbers to be
/// told apart.
fn check_view(loss: &Loss, view: View) -> Result<View, Trouble> {
    const FARTHEST: f64 = 1e15;
    const NEAREST: f64 = 1e-12;
    let shows = |axis: &Axis| {
        let (least, greatest) = (view.least[*axis], view.greatest[*axis]);
        let size = least.abs().max(greatest.abs());
        size <= FARTHEST && greatest - least > NEAREST * size.max(1e-100)
    };
    if Axis::of(loss.dimensions()).iter().all(shows) { Ok(view) } else { Err(Trouble::NoView) }
}

/// Whether a race on `loss` can start at `start`.
pub(crate) fn check_start(loss: &Loss, start: Point) -> Result<(), Trouble> {
    let slope = loss.slope(start);
    if start.is_finite() && slope.value.is_finite() && slope.gradient.is_finite() {
        Ok(())
    } else {
        Err(Trouble::NoLossThere { at: number::coordinates(start, loss.dimensions()) })
    }
}
