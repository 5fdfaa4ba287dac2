//! What the sliders set: words, range, present values, and the action that a new value means.

use crate::dial::Dial;
use crate::hyperparameter::{Domain, Hyperparameter, Knob};
use crate::list::{List as _, joined};
use crate::loss::{self, Loss};
use crate::optimiser::{self, Description};
use crate::point::Axis;
use crate::scene::{Action, OnRuns, Scene};
use crate::schedule::{self, Schedule};

/// What a slider sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// A hyperparameter of every run that has it.
    Knob(Knob),
    /// A parameter of the loss, by its place.
    Parameter(usize),
    /// A coordinate of the start.
    Start(Axis),
    /// A hyperparameter of the chosen run, by its place.
    Own(usize),
    /// A number of the chosen run's schedule, by its place.
    Schedule(usize),
}

/// So many hyperparameters of one optimiser can be shown.
const MOST_OWN: usize = 8;

/// The settings that all runs share, in the order in which they are shown.
pub const SHARED: [Setting; 7] = [
    Setting::Knob(Knob::LearningRate),
    Setting::Knob(Knob::Momentum),
    Setting::Knob(Knob::SquareMemory),
    Setting::Knob(Knob::Epsilon),
    Setting::Parameter(0),
    Setting::Start(Axis::X),
    Setting::Start(Axis::Y),
];

/// Every setting that some loss has, with its words.
pub fn all_words() -> impl Iterator<Item = (Words, String)> {
    let losses = || loss::ALL.iter().map(|description| Loss::from(*description));
    let first = move |setting: Setting| {
        losses().find_map(|loss| setting.shared_words(&loss)).map(|words| (words, setting.acts_on()))
    };
    SHARED.iter().copied().filter(|setting| *setting != Setting::Start(Axis::Y)).filter_map(first)
}

/// How a setting is called and explained.
#[derive(Clone, Copy, PartialEq)]
pub struct Words {
    pub name: &'static str,
    /// The symbol; what follows its first letter is not slanted.
    pub symbol: &'static str,
    pub help: &'static str,
}

/// The settings that the chosen run may have of its own.
pub fn own() -> impl Iterator<Item = Setting> {
    (0..MOST_OWN).map(Setting::Own)
}

/// The settings that its schedule may have.
pub fn of_schedule() -> impl Iterator<Item = Setting> {
    (0..schedule::MOST_PARAMETERS).map(Setting::Schedule)
}

impl Setting {
    /// What elements are called that belong to it.
    pub fn id(self) -> String {
        match self {
            Setting::Knob(knob) => knob.id().to_owned(),
            Setting::Parameter(place) => format!("parameter-{place}"),
            Setting::Start(Axis::X) => "start".to_owned(),
            Setting::Start(Axis::Y) => "start-y".to_owned(),
            Setting::Own(place) => format!("own-{place}"),
            Setting::Schedule(place) => format!("schedule-{place}"),
        }
    }

    /// The hyperparameter of the chosen run that it sets.
    fn own(self, scene: &Scene) -> Option<(usize, usize, &'static Hyperparameter)> {
        let (Setting::Own(place), Some(chosen)) = (self, scene.chosen) else { return None };
        let h = scene.runs.get(chosen)?.optimiser.hyperparameters.get(place)?;
        Some((chosen, place, h))
    }

    /// The number of the chosen run's schedule that it sets.
    fn of_schedule(self, scene: &Scene) -> Option<(f64, &'static schedule::Parameter)> {
        let (Setting::Schedule(place), Some(chosen)) = (self, scene.chosen) else { return None };
        let (kind, values) = scene.runs.get(chosen)?.schedule.parts();
        kind.parameters.get(place).map(|parameter| (values[place], parameter))
    }

    /// Whether it is either on or off.
    pub fn is_switch(self, scene: &Scene) -> bool {
        self.own(scene).is_some_and(|(_, _, h)| h.domain == Domain::Switch)
    }

    /// How it is called and explained; none where there is no such setting.
    pub fn words(self, scene: &Scene) -> Option<Words> {
        match self {
            Setting::Own(_) => self.own(scene).map(|(_, _, h)| Words { name: "", symbol: h.symbol, help: h.help }),
            Setting::Schedule(_) => self.of_schedule(scene).map(|(_, p)| Words { name: "", symbol: "", help: p.help }),
            shared => shared.shared_words(&scene.loss),
        }
    }

    fn shared_words(self, loss: &Loss) -> Option<Words> {
        let (name, symbol, help) = match self {
            Setting::Knob(Knob::LearningRate) => {
                ("Learning rate", "α", "How long a step is: too short and nothing arrives, too long and it diverges")
            }
            Setting::Knob(Knob::Momentum) => ("Momentum", "β", "How much of the last direction is kept"),
            Setting::Knob(Knob::SquareMemory) => {
                ("Squared-gradient memory", "β₂", "How long steep places are remembered when steps are scaled")
            }
            Setting::Knob(Knob::Epsilon) => {
                ("Epsilon", "ε", "A small number that keeps the scaling of steps from dividing by zero")
            }
            Setting::Parameter(place) => {
                let (parameter, _) = *loss.parameters().get(place)?;
                (parameter.name, parameter.symbol, parameter.help)
            }
            Setting::Start(axis) => {
                let symbol = match (loss.dimensions(), axis) {
                    (1, Axis::X) => "θ",
                    (_, Axis::X) => "x",
                    (1, Axis::Y) => return None,
                    (_, Axis::Y) => "y",
                };
                ("Start", symbol, "Where all runs begin")
            }
            Setting::Own(_) | Setting::Schedule(_) => return None,
        };
        Some(Words { name, symbol, help })
    }

    /// Which optimisers it acts on, as a sentence; empty for those of the loss.
    pub fn acts_on(self) -> String {
        let Setting::Knob(knob) = self else { return String::new() };
        let has_it = |o: &&&Description| o.hyperparameters.iter().any(|h| h.knob == Some(knob));
        let names: Vec<&str> = optimiser::ALL.iter().filter(has_it).map(|o| o.name).list();
        if names.len() == optimiser::ALL.len() {
            return " For every optimiser.".to_owned();
        }
        format!(" For {}.", joined(&names, ", "))
    }

    /// Its slider.
    pub fn dial(self, scene: &Scene) -> Dial {
        match self {
            Setting::Knob(knob) => knob.dial(),
            Setting::Parameter(place) => {
                let parameters = scene.loss.parameters();
                // Where the loss has none the slider is hidden.
                parameters.get(place).map_or(Knob::LearningRate.dial(), |(parameter, _)| Dial::of_parameter(parameter))
            }
            Setting::Start(axis) => Dial::of_start(&scene.loss, axis),
            Setting::Own(_) => self.own(scene).map_or(Dial::SWITCH, |(_, _, h)| h.dial),
            Setting::Schedule(_) => self.of_schedule(scene).map_or(Dial::SWITCH, |(_, p)| p.dial),
        }
    }

    /// The value in each run that it sets, at the present iteration.
    pub fn values(self, scene: &Scene) -> Vec<(usize, f64)> {
        match self {
            Setting::Knob(knob) => scene.knob_values(knob, scene.at),
            Setting::Parameter(place) => {
                scene.loss.parameters().get(place).map(|(_, value)| (0, *value)).into_iter().list()
            }
            Setting::Start(axis) => vec![(0, scene.start[axis])],
            Setting::Schedule(_) => self.of_schedule(scene).map(|(value, _)| (0, value)).into_iter().list(),
            Setting::Own(_) => {
                self.own(scene).map(|(run, place, _)| (run, scene.runs[run].values[place])).into_iter().list()
            }
        }
    }

    /// The number at a position of its slider.
    pub fn value(self, scene: &Scene, position: u32) -> f64 {
        self.dial(scene).value(position)
    }

    /// What it means to set it to `value`.
    pub fn action(self, scene: &Scene, value: f64) -> Action {
        match self {
            Setting::Knob(knob) => Action::Turn(knob, value),
            Setting::Parameter(place) => Action::Parameter(place, value),
            Setting::Start(axis) => {
                let mut start = scene.start;
                start[axis] = value;
                Action::Start(start)
            }
            Setting::Own(place) => Action::Runs(OnRuns::Set(scene.chosen.unwrap_or(usize::MAX), place, value)),
            Setting::Schedule(place) => {
                let chosen = scene.chosen.unwrap_or(usize::MAX);
                let (kind, mut values) = scene.runs.get(chosen).map_or(Schedule::Constant, |run| run.schedule).parts();
                values[place] = value;
                Action::Runs(OnRuns::Schedule(chosen, (kind.with)(&values)))
            }
        }
    }
}
