//! What is said of a map: what becomes of a race, and what can be along its sides.

use library::hyperparameter::{Hyperparameter, Knob};
use library::number::{count, place, readable};
use library::point::Axis;
use library::scene::{Along, Scene};
use library::schedule::Schedule;
use library::sweep::field::{CELLS, Field};
use library::sweep::paint::first;
use library::sweep::{Cell, End, Side, Trial};
use wasm_bindgen::prelude::wasm_bindgen;

use super::Chart;

/// So many digits of a setting: 0.99999 must not be 1.
const SETTING: usize = 7;
/// Up to so many steps races are run once more to tell of them.
const MOST_TOLD: usize = 20_000;

#[wasm_bindgen]
impl Chart {
    /// What becomes of the race at a place of a map, 0 to 1 across and upwards, in words.
    #[must_use]
    pub fn words_at(&self, field: usize, across: f64, up: f64) -> String {
        let Some(of) = self.fields.get(field) else { return String::new() };
        let cell = cell_at(across, up);
        self.tell(field, &of.trial(&self.scene, cell), cell)
    }

    /// What becomes of the race with the present setting, in words.
    #[must_use]
    pub fn words(&self, field: usize) -> String {
        let Some(of) = self.fields.get(field) else { return String::new() };
        let present = of.present(&self.scene);
        let [across, up] = of.numbers(&present);
        self.tell(field, &present, cell_at(of.across.part(across), of.up.part(up)))
    }

    /// Whether what becomes of races is read off their cells, and so told only as far as those are known: where it takes
    /// too many steps to run them once more.
    #[must_use]
    pub fn is_read_off(&self) -> bool {
        let races = if self.best() { self.fields.len() } else { 1 };
        self.scene.steps.saturating_mul(races) > MOST_TOLD
    }

    /// What all races of the maps have in common, in words.
    #[must_use]
    pub fn caption(&self) -> String {
        let Scene { loss, start, .. } = &self.scene;
        let differs = |axis: Axis| self.fields.iter().any(|field| field.has(Along::Start(axis)));
        let from = match (loss.dimensions(), differs(Axis::X), differs(Axis::Y)) {
            (1, false, _) => Some(format!("from θ = {}", readable(start.x, 4))),
            (2, false, false) => Some(format!("from {}", place(*start, 2, 4))),
            (2, false, true) => Some(format!("x₀ = {}", readable(start.x, 4))),
            (2, true, false) => Some(format!("y₀ = {}", readable(start.y, 4))),
            _ => None,
        };
        let mut changes: Vec<usize> = self.scene.changes.iter().map(|change| change.at).collect();
        changes.dedup();
        let mut parts = vec![format!("J(θ) = {}", loss.formula())];
        let parameters = loss.parameters().into_iter();
        parts.extend(parameters.map(|(parameter, value)| format!("{} = {}", parameter.symbol, readable(value, 4))));
        parts.extend(from);
        parts.push(self.steps());
        parts.extend(changes.into_iter().map(|at| format!("settings change after step {}", count(at))));
        parts.join(", ")
    }

    /// What the run of a map is called, and what its races have in common that it has not by itself.
    #[must_use]
    pub fn title(&self, field: usize) -> String {
        let Some(of) = self.fields.get(field) else { return String::new() };
        let run = &self.scene.runs[of.run];
        let mut parts = vec![self.name(field)];
        for (place, (h, value)) in run.optimiser.hyperparameters.iter().zip(&run.values).enumerate() {
            let is_told = *value != h.default || h.knob == Some(Knob::LearningRate);
            if is_told && !of.has(Along::Value(place)) {
                parts.push(format!("{} = {}", h.symbol, readable(*value, SETTING)));
            }
        }
        if run.schedule != Schedule::Constant {
            parts.push(format!("{} schedule", run.schedule.parts().0.id));
        }
        parts.join(", ")
    }

    /// Everything that can be along a side: ids, each followed by what people call it.
    #[must_use]
    pub fn choices(&self) -> Vec<String> {
        let (Some(map), Some(field)) = (&self.scene.map, self.fields.first()) else { return Vec::new() };
        let run = &self.scene.runs[field.run];
        let choice = |(id, along): (&str, Along)| {
            let what = match along {
                Along::Value(place) => called(run.optimiser.hyperparameters[place]),
                Along::Start(_) => "start",
            };
            [id.to_owned(), format!("{}, {what}", Side::new(along, run, &self.scene).symbol())]
        };
        map.choices(&self.scene).into_iter().flat_map(choice).collect()
    }
}

impl Chart {
    /// What becomes of a race with these numbers, in words; it is that of a cell, or near it.
    fn tell(&self, field: usize, trial: &Trial, cell: usize) -> String {
        let Some(of) = self.fields.get(field) else { return String::new() };
        let [across, up] = of.numbers(trial).map(|number| readable(number, SETTING));
        let setting = format!("{} = {across}, {} = {up}", of.across.symbol(), of.up.symbol());
        let is_beyond = is_beyond(of, trial);
        // What is read off a cell holds for the cell's own numbers, if it is not that of one which stands for it.
        let is_known = |place| self.painting.knows(place, cell);
        let is_its_own = || {
            *trial == of.trial(&self.scene, cell)
                && if self.best() { (0..self.fields.len()).all(is_known) } else { is_known(field) }
        };
        let setting = match self.is_read_off() {
            _ if is_beyond => format!("{setting} (beyond the map)"),
            true if !is_its_own() => format!("near {setting}"),
            _ => setting,
        };
        let is_one_of_two = self.fields.len() > 1 && !self.best();
        let setting = if is_one_of_two { format!("{}: {setting}", self.name(field)) } else { setting };
        if is_beyond && self.is_read_off() {
            return setting;
        }
        if self.best() {
            let end = |place: usize| {
                if self.is_read_off() {
                    return self.painting.cell(place, cell);
                }
                let field = &self.fields[place];
                Some(field.end(&self.scene, &field.with(&self.scene, of.numbers(trial))))
            };
            let ends: Vec<Option<Cell>> = (0..self.fields.len()).map(end).collect();
            if ends.contains(&None) {
                return format!("{setting}: not known yet");
            }
            let first = first(ends.iter().copied()).and_then(|field| Some((field, ends[field]?)));
            return match first {
                Some((field, found)) => format!("{setting}: {} {}", self.name(field), found.words()),
                None => format!("{setting}: none settles at the best minimum"),
            };
        }
        let (words, value) = if self.is_read_off() {
            let Some(found) = self.painting.cell(field, cell) else { return format!("{setting}: not known yet") };
            (found.words(), if matches!(found.end, End::Left { .. }) { f64::NAN } else { found.value })
        } else {
            let (verdict, value) = of.race(&self.scene, trial);
            (verdict.words(self.scene.loss.dimensions()), value)
        };
        // A race that left the numbers has no J, and that of one under way is told anyway where no minimum is known.
        if self.colouring() == "loss" && value.is_finite() && !words.contains("J =") {
            format!("{setting}: {words}, J = {}", readable(value, 4))
        } else {
            format!("{setting}: {words}")
        }
    }
}

/// Whether a trial lies beyond an end of a map.
pub fn is_beyond(field: &Field, trial: &Trial) -> bool {
    let [across, up] = field.numbers(trial);
    !(field.across.holds(across) && field.up.holds(up))
}

/// The cell at a place, 0 to 1 across and upwards.
fn cell_at(across: f64, up: f64) -> usize {
    let place = |part: f64| ((part * CELLS as f64) as usize).min(CELLS - 1);
    place(up) * CELLS + place(across)
}

/// What people call a hyperparameter, in few words.
fn called(h: &'static Hyperparameter) -> &'static str {
    match h.knob {
        Some(Knob::LearningRate) => "learning rate",
        Some(Knob::Momentum) => "momentum",
        Some(Knob::SquareMemory) => "memory of squares",
        Some(Knob::Epsilon) => "epsilon",
        // What stands before a colon is its name.
        None => h.help.split(':').next().unwrap_or(h.help),
    }
}
