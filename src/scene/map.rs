//! The hyperparameter map of a scene: of which runs, and what is across and upwards.

#[cfg(feature = "sweep")]
mod aim;

use super::{Run, Scene, Trouble};
use crate::hyperparameter::Knob;
use crate::list::{List as _, joined};
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
    /// What colours tell, unless what they tell by themselves.
    pub colour: Option<Colouring>,
}

/// What the colours of a map tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colouring {
    /// After how many steps a race has settled.
    Steps,
    /// J at its end.
    Loss,
    /// In which minimum it has settled.
    Minimum,
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
            let knob = h.knob.map(Knob::id).filter(|knob| *knob == id);
            if h.id == id || knob.is_some() {
                return h.is_scale().then_some((knob.unwrap_or(h.id), Along::Value(place)));
            }
        }
        None
    }
}

impl Colouring {
    /// What each is called in a scene's text.
    pub const IDS: [&'static str; 3] = ["steps", "loss", "minimum"];
    /// All, in that order.
    pub const ALL: [Self; 3] = [Colouring::Steps, Colouring::Loss, Colouring::Minimum];

    /// What it is called in a scene's text.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::IDS[self as usize]
    }
}

impl Map {
    /// Of these runs, with the usual sides and colours.
    #[must_use]
    pub fn of(of: Mapped) -> Self {
        Map { of, across: None, up: None, colour: None }
    }

    /// The runs of a scene that it is of, by their numbers.
    fn runs(&self, scene: &Scene) -> Vec<usize> {
        match self.of {
            Mapped::Best => (0..scene.runs.len()).list(),
            of => [of.first(), of.second()].into_iter().flatten().filter(|run| *run < scene.runs.len()).list(),
        }
    }

    /// Everything that can be across or upwards: ids, and what each means for the first of its runs. All of its runs
    /// have it, and mean the same by it.
    #[must_use]
    pub fn choices(&self, scene: &Scene) -> Vec<(&'static str, Along)> {
        let (runs, mut choices) = (self.runs(scene), Vec::new());
        let Some(first) = runs.first().map(|run| &scene.runs[*run]) else { return choices };
        let dimensions = scene.loss.dimensions();
        let all_have = |id: &str, along: Along| {
            runs.iter().all(|run| {
                let other = &scene.runs[*run];
                let theirs = Along::find(other, id, dimensions).map(|(_, along)| along);
                theirs.is_some_and(|theirs| self.are_alike((first, along), (other, theirs)))
            })
        };
        for (place, h) in first.optimiser.hyperparameters.iter().enumerate().filter(|(_, h)| h.is_scale()) {
            // Its own name, or that of the slider for all, by which others have it as well.
            let names = [Some(h.id), h.knob.map(Knob::id)];
            let known = names.into_iter().flatten().find(|name| all_have(name, Along::Value(place)));
            choices.extend(known.map(|name| (name, Along::Value(place))));
        }
        choices.extend(Axis::of(dimensions).iter().map(|axis| (STARTS[*axis as usize], Along::Start(*axis))));
        choices
    }

    /// Whether two runs mean the same by a side; in one map for both their sliders are the same as well.
    fn are_alike(&self, (one, along): (&Run, Along), (other, theirs): (&Run, Along)) -> bool {
        match (along, theirs) {
            (Along::Value(place), Along::Value(its)) => {
                let (h, its) = (one.optimiser.hyperparameters[place], other.optimiser.hyperparameters[its]);
                h.knob == its.knob && (self.of != Mapped::Best || h.dial == its.dial)
            }
            _ => along == theirs,
        }
    }

    /// The one of these choices that is spelt so: its own id, that of a slider, or that of the first run.
    fn choice(&self, scene: &Scene, choices: &[(&'static str, Along)], id: &str) -> Result<&'static str, Trouble> {
        let first = self.runs(scene).first().map(|run| &scene.runs[*run]);
        let along = first.and_then(|run| Along::find(run, id, scene.loss.dimensions())).map(|(_, along)| along);
        let found = choices.iter().find(|(known, its)| *known == id || Some(*its) == along);
        found.map(|(known, _)| *known).ok_or_else(|| Trouble::NoSide(choices.iter().map(|(known, _)| *known).list()))
    }

    /// The map that a scene's text tells of, and what was not understood; no map where nothing was.
    pub(super) fn read(text: &str, scene: &Scene) -> (Option<Self>, Vec<Trouble>) {
        let (mut of, mut colour, mut sides, mut troubles) = (None, None, [None, None], Vec::new());
        let runs = scene.runs.len();
        for item in text.split(',') {
            let (key, value) = item.split_once(':').unwrap_or((item, ""));
            match key {
                "best" if of.is_none() => of = Some(Mapped::Best),
                "across" => sides[0] = Some(value),
                "up" => sides[1] = Some(value),
                "colour" => match Colouring::IDS.iter().position(|id| *id == value) {
                    Some(place) => colour = Some(Colouring::ALL[place]),
                    None => troubles.push(Trouble::NotOneOf(&Colouring::IDS)),
                },
                _ => {
                    let number = number::parse(item).unwrap_or_default();
                    let run = (1..=runs).find(|run| *run as f64 == number).map(|run| run - 1);
                    of = match (of, run) {
                        (None, Some(run)) => Some(Mapped::One(run)),
                        (Some(Mapped::One(first)), Some(run)) if run != first => Some(Mapped::Two(first, run)),
                        (of, _) => {
                            troubles.push(Trouble::NoMapOf(runs));
                            of
                        }
                    };
                }
            }
        }
        if of.is_none() && !troubles.is_empty() {
            return (None, troubles);
        }
        let mut map = Map { colour, ..Map::of(of.unwrap_or(Mapped::Best)) };
        let choices = map.choices(scene);
        let [across, up] = sides.map(|id| id.map(|id| map.choice(scene, &choices, id)));
        for (side, found) in [(&mut map.across, across), (&mut map.up, up)] {
            match found {
                Some(Ok(id)) => *side = Some(id),
                Some(Err(trouble)) => troubles.push(trouble),
                None => {}
            }
        }
        if map.up.is_some() && map.up == map.across {
            let others = choices.iter().map(|(id, _)| *id).filter(|id| Some(*id) != map.across);
            troubles.push(Trouble::NoSide(others.list()));
            map.up = None;
        }
        (Some(map), troubles)
    }

    /// Its text in a scene's.
    pub(super) fn write(&self) -> String {
        let run = |run: Option<usize>| run.map(|run| (run + 1).to_string());
        let mut items = vec![run(self.of.first()).unwrap_or_else(|| "best".to_owned())];
        items.extend(run(self.of.second()));
        let colour = self.colour.map(Colouring::id);
        for (key, side) in [("across:", self.across), ("up:", self.up), ("colour:", colour)] {
            items.extend(side.map(|id| [key, id].concat()));
        }
        joined(&items, ",")
    }

    /// The same where each run has another number, or is gone; none without any left. A side that its runs have not
    /// is the usual one.
    pub(super) fn renumbered(mut self, scene: &Scene, number: &dyn Fn(usize) -> Option<usize>) -> Option<Self> {
        self.of = match (self.of.first().map(number), self.of.second().and_then(number)) {
            (None, _) => Mapped::Best,
            (Some(None), None) => return None,
            (Some(Some(first)), Some(second)) => Mapped::Two(first, second),
            (Some(Some(run)), None) | (Some(None), Some(run)) => Mapped::One(run),
        };
        let choices = self.choices(scene);
        let side = |side: Option<&'static str>| side.and_then(|id| self.choice(scene, &choices, id).ok());
        (self.across, self.up) = (side(self.across), side(self.up));
        Some(self)
    }
}
