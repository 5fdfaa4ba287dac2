//! The hyperparameter map of a scene: of which runs, and what is across and upwards.

use super::{Run, Scene, Trouble};
use crate::hyperparameter::{Domain, Knob};
use crate::list::joined;
use crate::number;
use crate::point::Axis;

/// A map of what becomes of a run with other settings: a race for each cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Map {
    /// The runs that it is of.
    pub of: Mapped,
    /// What is across: the id of a hyperparameter or of a knob, or `x` or `y` of the start. The learning rate unless
    /// told otherwise.
    pub across: Option<&'static str>,
    /// What is upwards: β, or the start, unless told otherwise.
    pub up: Option<&'static str>,
    /// Whether cells are coloured by J at the end instead of the steps until they settle.
    pub by_loss: bool,
}

/// Which runs have a map each, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mapped {
    /// One map for all runs, of which settles first.
    Best,
    /// A map of one run.
    One(usize),
    /// A map each of two.
    Two(usize, usize),
}

/// What differs from cell to cell along one side of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    /// The hyperparameter at this place of the optimiser's.
    Value(usize),
    /// A coordinate of the start.
    Start(Axis),
}

/// What the coordinates of the start are called.
const STARTS: [&str; 2] = ["x", "y"];

impl Mapped {
    /// The first of the runs; none of all.
    #[must_use]
    pub fn first(self) -> Option<usize> {
        match self {
            Mapped::Best => None,
            Mapped::One(first) | Mapped::Two(first, _) => Some(first),
        }
    }

    /// The second of the runs.
    #[must_use]
    pub fn second(self) -> Option<usize> {
        if let Mapped::Two(_, second) = self { Some(second) } else { None }
    }
}

impl Along {
    /// What `id` means for `run`, on a loss of so many dimensions, and the id itself; none where it has nothing of the
    /// kind. A knob is the hyperparameter that it sets.
    #[must_use]
    pub fn find(run: &Run, id: &str, dimensions: usize) -> Option<(&'static str, Self)> {
        for (axis, start) in Axis::of(dimensions).iter().zip(STARTS) {
            if start == id {
                return Some((start, Along::Start(*axis)));
            }
        }
        for (place, h) in run.optimiser.hyperparameters.iter().enumerate() {
            let knob = h.knob.map_or("", Knob::id);
            if h.id == id || knob == id {
                // Of what is on or off there is nothing between.
                let is_scale = !matches!(h.domain, Domain::Switch | Domain::Whole(_));
                return is_scale.then_some((if h.id == id { h.id } else { knob }, Along::Value(place)));
            }
        }
        None
    }
}

impl Map {
    /// Of these runs, with the usual sides.
    #[must_use]
    pub fn of(of: Mapped) -> Self {
        Map { of, across: None, up: None, by_loss: false }
    }

    /// The id that is spelt so, if a run of the map has it: the first, or any if it is of all.
    fn side(&self, scene: &Scene, id: &str) -> Option<&'static str> {
        for (place, run) in scene.runs.iter().enumerate() {
            if self.of.first().is_none_or(|first| first == place)
                && let Some((id, _)) = Along::find(run, id, scene.loss.dimensions())
            {
                return Some(id);
            }
        }
        None
    }

    /// The map that a scene's text tells of.
    pub(super) fn read(text: &str, scene: &Scene) -> Result<Self, Trouble> {
        let mut map = Map::of(Mapped::Best);
        let runs = scene.runs.len();
        for item in text.split(',') {
            let (key, value) = item.split_once(':').unwrap_or((item, ""));
            match key {
                "best" => map.of = Mapped::Best,
                "colour" if value == "loss" => map.by_loss = true,
                "across" | "up" => {
                    let first = scene.runs[map.of.first().unwrap_or_default()].optimiser.id;
                    let side = map.side(scene, value).ok_or(Trouble::UnknownHyperparameter(first))?;
                    *(if key == "up" { &mut map.up } else { &mut map.across }) = Some(side);
                }
                _ => {
                    let number = number::parse(item).unwrap_or_default();
                    let run = (1..=runs).find(|run| *run as f64 == number).map(|run| run - 1);
                    map.of = match (map.of, run) {
                        (Mapped::Best, Some(run)) => Mapped::One(run),
                        (Mapped::One(first), Some(run)) => Mapped::Two(first, run),
                        _ => return Err(Trouble::NotWhole(1, runs)),
                    };
                }
            }
        }
        Ok(map)
    }

    /// Its text in a scene's.
    pub(super) fn write(&self) -> String {
        let run = |run: Option<usize>| run.map(|run| (run + 1).to_string());
        let mut items = vec![run(self.of.first()).unwrap_or_else(|| "best".to_owned())];
        items.extend(run(self.of.second()));
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
        self.of = match (self.of.first().map(number), self.of.second().and_then(number)) {
            (None, _) => Mapped::Best,
            (Some(None), None) => return None,
            (Some(Some(first)), Some(second)) => Mapped::Two(first, second),
            (Some(Some(run)), None) | (Some(None), Some(run)) => Mapped::One(run),
        };
        let side = |side: Option<&'static str>| side.and_then(|id| self.side(scene, id));
        (self.across, self.up) = (side(self.across), side(self.up));
        Some(self)
    }
}

// What only the map itself asks for.
#[cfg(feature = "sweep")]
mod aim {
    use super::{Along, Map, Mapped, STARTS};
    use crate::hyperparameter::Knob;
    use crate::list::List as _;
    use crate::point::Axis;
    use crate::scene::{Run, Scene, Trouble, check_start};

    impl Along {
        /// Everything that can be across or upwards on a map of `run`, on a loss of so many dimensions, by its id.
        #[must_use]
        pub fn all(run: &Run, dimensions: usize) -> Vec<(&'static str, Self)> {
            let hyperparameters = run.optimiser.hyperparameters.iter().map(|h| h.id);
            let known = |id| Along::find(run, id, dimensions);
            hyperparameters.chain(STARTS).filter_map(known).list()
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
            let usual = if self.of == Mapped::Best { None } else { of_run() };
            let up = self.up.and_then(find).or(usual).filter(|up| *up != across);
            let others = [Along::Start(Axis::X), Along::Value(0)];
            [across, up.or(others.into_iter().find(|other| *other != across)).unwrap_or(across)]
        }
    }

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
