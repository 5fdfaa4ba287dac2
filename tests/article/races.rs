//! The races of the article, as they are opened and after something was dragged.

use crate::common::{raced, scene};
use crate::reading::{ARTICLE, plain};
use downhill::hyperparameter::Knob;
use downhill::number::shortest;
use downhill::point::Axis;
use downhill::race::{Outcome, Race};
use downhill::scene::{Action, Scene};

/// A race that the article speaks of.
pub struct Seen {
    pub scene: Scene,
    pub race: Race,
}

/// The figure with this id.
#[track_caller]
pub fn figure(id: &str) -> Seen {
    let rest = ARTICLE.split_once(&format!("<downhill-viz id=\"{id}\" scene=\"")).unwrap().1;
    linked(&plain(rest.split_once('"').unwrap().0))
}

/// The scene with this text.
pub fn linked(text: &str) -> Seen {
    let scene = scene(text);
    let race = raced(&scene);
    Seen { scene, race }
}

impl Seen {
    /// The same after something was done.
    pub fn after(&self, action: Action) -> Seen {
        let mut scene = self.scene.clone();
        scene.apply(action).unwrap();
        let race = raced(&scene);
        Seen { scene, race }
    }

    /// The same with a slider at the place that is nearest to a value.
    pub fn dragged(&self, knob: Knob, value: f64) -> Seen {
        let nearest = knob.dial().value(knob.dial().position(value));
        assert!((nearest - value).abs() <= 0.01 * value, "{value} is not on the slider");
        self.after(Action::Turn(knob, nearest))
    }

    pub fn x(&self, run: usize, step: usize) -> f64 {
        self.race.tracks()[run].theta(step).x
    }

    pub fn end(&self, run: usize) -> f64 {
        self.x(run, self.scene.steps)
    }

    /// The steps at which the runs have settled, in order; none for those that have not.
    pub fn settled(&self) -> Vec<Option<usize>> {
        let step = |outcome| if let Outcome::Settled { step, .. } = outcome { Some(step) } else { None };
        self.race.verdicts(self.scene.steps).into_iter().map(|verdict| step(verdict.outcome)).collect()
    }

    /// Where the runs were farthest past the minimum, and at which step; none for those that went at most 1 % past it.
    pub fn past(&self) -> Vec<Option<(f64, usize)>> {
        let verdicts = self.race.verdicts(self.scene.steps).into_iter();
        verdicts.map(|verdict| verdict.overshoot.map(|past| (past.theta.x, past.step))).collect()
    }

    /// The effective step size of a run.
    pub fn scale(&self, run: usize, step: usize) -> f64 {
        self.race.tracks()[run].inside(Axis::X, step)
    }
}

/// Whether `number` is what is said of it, to the last digit that is said.
pub fn is(number: f64, said: f64) -> bool {
    let decimals = shortest(said.abs()).split_once('.').map_or(0, |(_, decimals)| decimals.len());
    (number - said).abs() <= 0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap())
}

pub fn at(past: Option<(f64, usize)>, theta: f64, step: usize) -> bool {
    past.is_some_and(|(x, at)| is(x, theta) && at == step)
}
