//! The hyperparameter map of a scene: of which runs, and what is across and upwards.

use super::{Run, Scene, Trouble};
use crate::hyperparameter::{Domain, Knob};
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
const STARTS: [(&str, Along); 2] = [("x", Along::Start(Axis::X)), ("y", Along::Start(Axis::Y))];

impl Along {
    /// Everything that can be across or upwards on a map of `run`, on a loss of so many dimensions, by its id: its
    /// hyperparameters, but for those that have nothing between their ends, and the start.
    #[must_use]
    pub fn all(run: &Run, dimensions: usize) -> Vec<(&'static str, Self)> {
        let mut all = STARTS[..dimensions].to_vec();
        for (place, h) in run.optimiser.hyperparameters.iter().enumerate() {
            if !matches!(h.domain, Domain::Switch | Domain::Whole(_)) {
                all.insert(place.min(all.len()), (h.id, Along::Value(place)));
            }
        }
        all
    }

    /// What `id` means for `run`, and the id itself; none where it has nothing of the kind. A knob is the
    /// hyperparameter that it sets.
    fn find(run: &Run, id: &str, dimensions: usize) -> Option<(&'static str, Self)> {
        let mut known = Along::all(run, dimensions);
        for knob in Knob::ALL {
            known.extend(run.on_knob(knob).next().map(|place| (knob.id(), Along::Value(place))));
        }
        known.into_iter().find(|(known, _)| *known == id)
    }
}

impl Map {
    /// What is across and upwards on the map of `run`.
    #[must_use]
    pub fn sides(&self, run: &Run, dimensions: usize) -> [Along; 2] {
        let find = |id: &str| Along::find(run, id, dimensions).map(|(_, along)| along);
        let across = self.across.and_then(find).or_else(|| find(Knob::LearningRate.id()));
        let across = across.unwrap_or(Along::Start(Axis::X));
        let of_run = || [Knob::Momentum, Knob::SquareMemory].iter().find_map(|knob| find(knob.id()));
        let usual = if self.of.is_empty() { None } else { of_run() };
        let up = self.up.and_then(find).or(usual).filter(|up| *up != across);
        let others = [Along::Start(Axis::X), Along::Value(0)];
        [across, up.or(others.into_iter().find(|other| *other != across)).unwrap_or(across)]
    }

    /// The id that is spelt so, if a run of the map has it: the first, or any if it is of all.
    fn side(&self, scene: &Scene, id: &str) -> Option<&'static str> {
        let of = self.of.first();
        let runs = scene.runs.iter().enumerate().filter(|(place, _)| of.is_none_or(|of| of == place));
        let mut found = runs.filter_map(|(_, run)| Along::find(run, id, scene.loss.dimensions()));
        found.next().map(|(id, _)| id)
    }

    /// The map that a scene's text tells of.
    pub(super) fn read(text: &str, scene: &Scene) -> Result<Self, Trouble> {
        let mut map = Map::default();
        let runs = scene.runs.len();
        for item in text.split(',') {
            match item.split_once(':') {
                Some(("colour", "loss")) => map.by_loss = true,
                Some((key @ ("across" | "up"), id)) => {
                    let first = map.of.first().and_then(|run| scene.runs.get(*run)).or(scene.runs.first());
                    let first = first.map_or("", |run| run.optimiser.id);
                    let side = map.side(scene, id).ok_or(Trouble::UnknownHyperparameter(first))?;
                    *(if key == "up" { &mut map.up } else { &mut map.across }) = Some(side);
                }
                _ if item == "best" => map.of.clear(),
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

// What only the map itself asks for.
#[cfg(feature = "sweep")]
mod aim {
    use super::{Along, Map};
    use crate::scene::{Scene, Trouble, check_start};

    impl Scene {
        /// Shows the map that a scene's text tells of behind `map=`.
        ///
        /// # Errors
        /// Where there is none such; the scene is then unchanged.
        pub fn show_map(&mut self, text: &str) -> Result<(), Trouble> {
            self.map = Some(Map::read(text, self)?);
            Ok(())
        }

        /// Sets what is across and upwards on the map of a run. What a slider sets for all runs is set for all as long
        /// as all have the same; otherwise, and where sliders act from here on only, for this run alone.
        ///
        /// # Errors
        /// Where the numbers cannot be; the scene is then unchanged.
        pub fn aim(&mut self, run: usize, at: [f64; 2]) -> Result<(), Trouble> {
            let (Some(map), Some(of)) = (&self.map, self.runs.get(run)) else { return Ok(()) };
            let sides = map.sides(of, self.loss.dimensions());
            let (mut start, hyperparameters) = (self.start, of.optimiser.hyperparameters);
            for (side, value) in sides.iter().zip(at) {
                match side {
                    Along::Start(axis) => start[*axis] = value,
                    Along::Value(place) if hyperparameters[*place].domain.contains(value) => {}
                    Along::Value(place) => return Err(Trouble::Outside(hyperparameters[*place].domain)),
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
}
