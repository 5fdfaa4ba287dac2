//! What only the map itself asks for: its runs, sides and colours, and what its crosshair sets.

use super::{Along, Colouring, Map, Mapped, STARTS};
use crate::hyperparameter::Knob;
use crate::list::List as _;
use crate::scene::{Scene, Trouble, check_start};

impl Map {
    /// The runs of a scene that have a map: where it is of all, those that are shown, if any is.
    #[must_use]
    pub fn shown(&self, scene: &Scene) -> Vec<usize> {
        let runs = self.runs(scene);
        let shown = runs.iter().copied().filter(|run| scene.runs[*run].shown).list();
        if self.of == Mapped::Best && !shown.is_empty() { shown } else { runs }
    }

    /// What is across and upwards, by ids that all of its runs know.
    #[must_use]
    pub fn sides(&self, scene: &Scene) -> [&'static str; 2] {
        let choices = self.choices(scene);
        let find = |id: &str| self.choice(scene, &choices, id).ok();
        let of_run = || [Knob::Momentum, Knob::SquareMemory].iter().find_map(|knob| find(knob.id()));
        let usual = if self.of == Mapped::Best { None } else { of_run() };
        let up = self.up.and_then(find);
        // What is asked to be upwards is not across unless that is asked for, too.
        let rate = || [find(Knob::LearningRate.id()), usual].into_iter().flatten().find(|side| Some(*side) != up);
        let across = self.across.and_then(find).or_else(rate).unwrap_or(STARTS[0]);
        let others = [up, usual, Some(STARTS[0]), choices.first().map(|(id, _)| *id)];
        [across, others.into_iter().flatten().find(|other| *other != across).unwrap_or(across)]
    }

    /// What its colours tell: of starts, in which of several minima they end; else how soon races settle.
    #[must_use]
    pub fn colouring(&self, scene: &Scene) -> Colouring {
        let of_starts = self.sides(scene).iter().all(|id| STARTS.contains(id));
        let usual = if of_starts && scene.loss.minima().len() > 1 { Colouring::Minimum } else { Colouring::Steps };
        self.colour.unwrap_or(usual)
    }
}

impl Scene {
    /// Shows the map that a scene's text tells of behind `map=`.
    ///
    /// # Errors
    /// Where there is none such; the scene is then unchanged.
    pub fn show_map(&mut self, text: &str) -> Result<(), Trouble> {
        let (map, mut troubles) = Map::read(text, self);
        if let Some(trouble) = troubles.pop() {
            return Err(trouble);
        }
        self.map = map;
        Ok(())
    }

    /// Sets what is across and upwards on the map of a run. What a slider sets for all runs is set for all as long
    /// as all have the same; otherwise, and where sliders act from here on only, for this run alone. What changes midway
    /// stays, as it does in the races of the map.
    ///
    /// # Errors
    /// Where the numbers cannot be; the scene is then unchanged.
    pub fn aim(&mut self, run: usize, at: [f64; 2]) -> Result<(), Trouble> {
        let (Some(map), Some(of)) = (&self.map, self.runs.get(run)) else { return Ok(()) };
        let dimensions = self.loss.dimensions();
        let sides = map.sides(self).map(|id| Along::find(of, id, dimensions).map(|(_, along)| along));
        let sides = sides.into_iter().flatten().zip(at).list();
        let (mut start, hyperparameters) = (self.start, of.optimiser.hyperparameters);
        for (side, value) in &sides {
            match side {
                Along::Start(axis) => start[*axis] = *value,
                Along::Value(place) if hyperparameters[*place].domain.contains(*value) => {}
                Along::Value(place) => return Err(Trouble::Outside(hyperparameters[*place].domain)),
            }
        }
        check_start(&self.loss, start)?;
        self.start = start;
        for (side, value) in sides {
            let Along::Value(place) = side else { continue };
            if self.runs[run].values[place] == value {
                continue;
            }
            let knob = hyperparameters[place].knob.filter(|knob| {
                let values = self.knob_values(*knob, 0);
                let agree = values.iter().all(|(_, value)| *value == values[0].1);
                agree && !self.from_here && knob.domain().contains(value)
            });
            let Some(knob) = knob else {
                self.runs[run].values[place] = value;
                continue;
            };
            for run in &mut self.runs {
                for place in run.on_knob(knob) {
                    run.values[place] = value;
                }
            }
        }
        Ok(())
    }
}
