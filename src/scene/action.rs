//! The one place where a scene changes. (The map's program makes another scene of one, by `Scene::aim` and
//! `Scene::show_map`; that comes to the page as [`Action::Open`].)

use super::{
    Change, Closeup, Coordinates, Inside, LossScale, MOST_CHANGES, MOST_STEPS, Map, Mapped, OnRuns, Scene, Trouble,
    Vector, check_length, check_start, check_view, default_steps, most_steps,
};
use crate::hyperparameter::Knob;
use crate::list::List as _;
use crate::loss::Loss;
use crate::point::{Point, View};
use crate::schedule::Schedule;

/// What a visitor did.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Turned a knob: every run that has it, from the start or from the present iteration on.
    Turn(Knob, f64),
    /// Moved the start.
    Start(Point),
    /// Chose a loss, or typed one.
    Loss(Loss),
    /// Set how many steps a race has.
    Length(usize),
    /// Set a parameter of the loss, by its place.
    Parameter(usize, f64),
    /// Switched a run on or off.
    Show(usize, bool),
    /// Did something with the runs.
    Runs(OnRuns),
    /// Looks at a run closely, or at none.
    Choose(Option<usize>),
    /// Chose what is shown of the chosen run.
    Closeup(Closeup),
    /// Pinned the present curves, or let them go.
    Pin(bool),
    /// Went to an iteration.
    Seek(usize),
    /// Chose how fast the race is played.
    Speed(f64),
    /// Chose how J is scaled.
    Scale(LossScale),
    /// Chose whether a knob acts only from the present iteration on.
    FromHere(bool),
    /// Zoomed or panned the landscape, or had it fitted again.
    View(Option<View>),
    /// Chose which coordinates of θ are drawn against the iteration.
    Coordinates(Coordinates),
    /// Switched arrows at the balls on or off.
    Vector(Vector, bool),
    /// Chose whether trails fade.
    Fading(bool),
    /// Switched many starts on or off.
    ManyStarts(bool),
    /// Chose what is drawn of the insides of optimisers.
    Inside(Option<Inside>),
    /// Wants to see the hyperparameter map, or to see it no more.
    ShowMap(bool),
    /// Wants to see this one, as far as there are runs for it.
    Map(Map),
    /// Put every setting back to its default: hyperparameters, those of the loss, start, changes midway.
    Reset,
    /// Opened another scene, or did something on the map, which makes another of it.
    Open(Box<Scene>),
}

/// What follows from an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// The same race, shown otherwise.
    View,
    /// The same race; those from many starts are to be run, or are no longer.
    Starts,
    /// The race is to be run again.
    Race,
}

impl Scene {
    /// Carries out what a visitor did.
    ///
    /// # Errors
    /// Why it was not carried out; the scene is then unchanged.
    pub fn apply(&mut self, action: Action) -> Result<Effect, Trouble> {
        match action {
            Action::Turn(knob, value) => self.turn(knob, value)?,
            Action::Start(start) => {
                check_start(&self.loss, start)?;
                self.start = start;
            }
            Action::Loss(loss) => self.change_loss(loss),
            Action::Length(steps) => {
                if !(1..=MOST_STEPS).contains(&steps) {
                    return Err(Trouble::NotWhole(1, MOST_STEPS));
                }
                check_length(&self.loss, self.lanes(), steps)?;
                self.resize(steps);
            }
            Action::Parameter(place, value) => self.set_parameter(place, value)?,
            Action::Reset => self.reset(),
            Action::Runs(what) => {
                if !self.change_runs(what)? {
                    return Ok(Effect::View);
                }
            }
            Action::Pin(pin) => self.pin(pin)?,
            // It is kept while the steps are made.
            Action::Inside(inside) => self.inside = inside,
            Action::Open(scene) => *self = *scene,
            Action::View(view) => {
                self.view = view.map(|view| check_view(&self.loss, view)).transpose()?;
                return Ok(Effect::View);
            }
            Action::ShowMap(shown) => {
                // Of the run that is looked at, or the second: momentum, in the article.
                let run = self.chosen.unwrap_or(1).min(self.runs.len() - 1);
                self.map = shown.then(|| Map::of(Mapped::One(run)));
                return Ok(Effect::View);
            }
            Action::Map(map) => {
                let runs = self.runs.len();
                self.map = map.renumbered(self, &|run| (run < runs).then_some(run));
                return if self.map.is_some() { Ok(Effect::View) } else { self.apply(Action::ShowMap(true)) };
            }
            Action::ManyStarts(many) => {
                self.many_starts = many;
                return Ok(Effect::Starts);
            }
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
            Action::Coordinates(coordinates) => self.coordinates = coordinates,
            Action::Vector(vector, on) => {
                let wanted = |each: &Vector| if *each == vector { on } else { self.vectors.contains(each) };
                self.vectors = Vector::ALL.iter().copied().filter(wanted).list();
            }
            Action::Fading(fading) => self.fading = fading,
            Action::Choose(run) => self.chosen = run.filter(|run| *run < self.runs.len()),
            Action::Closeup(closeup) => self.closeup = closeup,
            _ => {}
        }
    }

    pub(super) fn turn(&mut self, knob: Knob, value: f64) -> Result<(), Trouble> {
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
            self.forget(knob);
        }
        Ok(())
    }

    /// No change of `knob` midway remains.
    #[inline(never)]
    pub(crate) fn forget(&mut self, knob: Knob) {
        self.changes.retain(|change| change.knob != knob);
    }

    /// Adds a change; later ones of the same knob give way to it.
    pub(super) fn record(&mut self, change: Change) {
        self.changes.retain(|other| other.knob != change.knob || other.at < change.at);
        let place = self.changes.partition_point(|other| other.at <= change.at);
        self.changes.insert(place, change);
    }

    /// Another loss comes with its own start, view and length, unless somebody chose another length. The
    /// start stays where a formula is typed on, if it can.
    fn change_loss(&mut self, loss: Loss) {
        let typed_on = self.loss.description().is_none() && loss.description().is_none();
        let chosen = self.start != self.loss.start() && self.loss.dimensions() == loss.dimensions();
        let can_stay = loss.shown().contains(self.start) && check_start(&loss, self.start).is_ok();
        if !(typed_on && chosen && can_stay) {
            self.start = loss.start();
        }
        // Runs down another loss are nothing to compare with.
        self.pinned = None;
        let steps = if self.steps == default_steps(&self.loss) { default_steps(&loss) } else { self.steps };
        self.resize(steps.min(most_steps(&loss, self.lanes())));
        // While a formula is typed on, the eye stays where it is.
        if !(typed_on && self.loss.dimensions() == loss.dimensions()) {
            self.view = None;
        }
        self.loss = loss;
        self.renumber(&Some);
    }

    /// So many steps; who looked at the last looks at the last.
    fn resize(&mut self, steps: usize) {
        self.at = if self.at == self.steps { steps } else { self.at.min(steps) };
        self.steps = steps;
        self.changes.retain(|change| change.at < steps);
    }

    fn set_parameter(&mut self, place: usize, value: f64) -> Result<(), Trouble> {
        if let Some((parameter, _)) = self.loss.parameters().get(place) {
            if !(parameter.least..=parameter.greatest).contains(&value) {
                return Err(Trouble::NotFrom(parameter.least, parameter.greatest));
            }
            let loss = self.loss.with_parameter(place, value);
            check_start(&loss, self.start)?;
            self.loss = loss;
        }
        Ok(())
    }

    fn reset(&mut self) {
        if let Some(description) = self.loss.description() {
            self.loss = description.into();
        }
        self.start = self.loss.start();
        self.changes.clear();
        for run in &mut self.runs {
            // What it is called and how it looks stays.
            run.values = run.optimiser.defaults();
            run.schedule = Schedule::Constant;
        }
    }
}
