//! The hyperparameter map of a scene: of which runs, and what is across and upwards.

use super::{Run, Scene, Trouble, check_start};
use crate::hyperparameter::{Domain, Hyperparameter, Knob};
use crate::list::{List as _, joined};
use crate::number;
use crate::point::Axis;

/// A map of what becomes of a run with other settings: a race for each cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Map {
    /// The runs that have a map each, one or two, counted from 0. None: one map for all runs, of which settles first.
    pub of: Vec<usize>,
    /// What is across: the id of a hyperparameter or of a knob, or `x` or `y` of the start. The learning rate unless
    /// told otherwise.
    pub across: Option<&'static str>,
    /// What is upwards: β, or the start, unless told otherwise.
    pub up: Option<&'static str>,
    /// Whether cells are coloured by J at the end instead of the steps until they settle.
    pub by_loss: bool,
}

/// What differs from cell to cell along one side of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    /// The hyperparameter at this place of the optimiser's.
    Value(usize),
    /// A coordinate of the start.
    Start(Axis),
}

/// The most runs that have a map each.
const MOST: usize = 2;
const STARTS: [&str; 2] = ["x", "y"];

impl Along {
    /// What `id` means for `run`, on a loss of so many dimensions; none where it has nothing of the kind.
    #[must_use]
    pub fn by_id(run: &Run, id: &str, dimensions: usize) -> Option<Self> {
        if let Some(place) = STARTS[..dimensions].iter().position(|start| *start == id) {
            return Some(Along::Start([Axis::X, Axis::Y][place]));
        }
        let hyperparameters = run.optimiser.hyperparameters;
        let own = |h: &&Hyperparameter| h.id == id;
        let on_knob = |h: &&Hyperparameter| h.knob.is_some_and(|knob| knob.id() == id);
        let place = hyperparameters.iter().position(own).or_else(|| hyperparameters.iter().position(on_knob))?;
        is_scale(hyperparameters[place]).then_some(Along::Value(place))
    }

    /// Everything that can be across or upwards on a map of `run`, by its id.
    pub fn all(run: &Run, dimensions: usize) -> impl Iterator<Item = &'static str> + use<> {
        let scales = run.optimiser.hyperparameters.iter().filter(|h| is_scale(h)).map(|h| h.id);
        scales.chain(STARTS.into_iter().take(dimensions))
    }
}

/// Whether its slider has something between its ends.
fn is_scale(h: &Hyperparameter) -> bool {
    !matches!(h.domain, Domain::Switch | Domain::Whole(_))
}

impl Map {
    /// What is across and upwards on the map of `run`.
    #[must_use]
    pub fn sides(&self, run: &Run, dimensions: usize) -> [Along; 2] {
        let find = |id: &str| Along::by_id(run, id, dimensions);
        let across = self.across.and_then(find).or_else(|| find(Knob::LearningRate.id()));
        let across = across.unwrap_or(Along::Start(Axis::X));
        let of_run = || [Knob::Momentum, Knob::SquareMemory].iter().find_map(|knob| find(knob.id()));
        let usual = if self.of.is_empty() { None } else { of_run() };
        let up = self.up.and_then(find).or(usual).filter(|up| *up != across);
        let others = [Along::Start(Axis::X), Along::Value(0)];
        [across, up.or(others.into_iter().find(|other| *other != across)).unwrap_or(across)]
    }

    /// The runs that it is of.
    fn runs<'a>(&self, scene: &'a Scene) -> &'a [Run] {
        match self.of.first() {
            Some(run) => scene.runs.get(*run..=*run).unwrap_or_default(),
            None => &scene.runs,
        }
    }

    /// Everything that can be across or upwards, by its id, each once: of the first run, or of any if it is of all.
    #[must_use]
    pub fn choices(&self, scene: &Scene) -> Vec<&'static str> {
        let mut choices = Vec::new();
        for id in self.runs(scene).iter().flat_map(|run| Along::all(run, scene.loss.dimensions())) {
            if !choices.contains(&id) {
                choices.push(id);
            }
        }
        choices
    }

    /// What `id` spells of the ids of sides, if a run has such a side.
    fn side(&self, scene: &Scene, id: &str) -> Option<&'static str> {
        let knobs = Knob::ALL.map(Knob::id);
        let known = self.choices(scene).into_iter().chain(knobs).find(|known| *known == id)?;
        let has_it = |run: &Run| Along::by_id(run, id, scene.loss.dimensions()).is_some();
        self.runs(scene).iter().any(has_it).then_some(known)
    }

    /// The map that is shown first: of the run that is looked at closely, or the first that has momentum.
    pub(super) fn usual(scene: &Scene) -> Self {
        let heavy = |run: &Run| run.on_knob(Knob::Momentum).next().is_some();
        let run = scene.chosen.or_else(|| scene.runs.iter().position(heavy)).unwrap_or_default();
        Map { of: vec![run], ..Map::default() }
    }

    /// The map that a scene's text tells of.
    pub(super) fn read(text: &str, scene: &Scene) -> Result<Self, Trouble> {
        let mut map = Map::default();
        let runs = scene.runs.len();
        for item in text.split(',') {
            let (key, value) = item.split_once(':').unwrap_or((item, ""));
            match (key, value) {
                ("best", "") => map.of.clear(),
                ("colour", "loss") => map.by_loss = true,
                ("across" | "up", id) => {
                    let found = map.side(scene, id);
                    if found.is_none() {
                        return Err(Trouble::NoSide(map.choices(scene)));
                    }
                    if key == "up" { map.up = found } else { map.across = found }
                }
                _ => match number::parse(item) {
                    Ok(n) if n.fract() == 0.0 && n >= 1.0 && n <= runs as f64 && map.of.len() < MOST => {
                        map.of.push(n as usize - 1);
                    }
                    _ => return Err(Trouble::NoMap(runs)),
                },
            }
        }
        Ok(map)
    }

    /// Its text in a scene's.
    pub(super) fn write(&self) -> String {
        let mut items: Vec<String> = self.of.iter().map(|run| (run + 1).to_string()).list();
        if items.is_empty() {
            items.push("best".to_owned());
        }
        for (key, side) in [("across:", self.across), ("up:", self.up)] {
            items.extend(side.map(|id| [key, id].concat()));
        }
        if self.by_loss {
            items.push("colour:loss".to_owned());
        }
        joined(&items, ",")
    }

    /// The same where each run has another number, or is gone; none without any left. A side that its run has not is
    /// the usual one.
    pub(super) fn renumbered(mut self, scene: &Scene, number: &dyn Fn(usize) -> Option<usize>) -> Option<Self> {
        let best = self.of.is_empty();
        self.of = self.of.iter().filter_map(|run| number(*run)).list();
        let side = |side: Option<&'static str>| side.and_then(|id| self.side(scene, id));
        (self.across, self.up) = (side(self.across), side(self.up));
        (best || !self.of.is_empty()).then_some(self)
    }
}

impl Scene {
    /// Sets what is across and upwards on the map of a run. What a slider sets for all runs is set for all as long as
    /// all have the same; otherwise, and where sliders act from here on only, for this run alone.
    pub(super) fn aim(&mut self, run: usize, at: [f64; 2]) -> Result<(), Trouble> {
        let (Some(map), Some(of)) = (&self.map, self.runs.get(run)) else { return Ok(()) };
        let sides = map.sides(of, self.loss.dimensions());
        let (mut start, hyperparameters) = (self.start, of.optimiser.hyperparameters);
        for (side, value) in sides.iter().zip(at) {
            match side {
                Along::Start(axis) => start[*axis] = value,
                Along::Value(place) => {
                    let domain = hyperparameters[*place].domain;
                    if !domain.contains(value) {
                        return Err(Trouble::Outside(domain));
                    }
                }
            }
        }
        check_start(&self.loss, start)?;
        self.start = start;
        for (side, value) in sides.iter().zip(at) {
            let Along::Value(place) = *side else { continue };
            if self.runs[run].values[place] == value {
                continue;
            }
            let knob = hyperparameters[place].knob.filter(|knob| {
                let values = self.knob_values(*knob, 0);
                !self.from_here && values.iter().all(|(_, value)| *value == values[0].1)
            });
            match knob {
                Some(knob) => self.turn(knob, value)?,
                None => self.set(run, place, value)?,
            }
        }
        Ok(())
    }
}
