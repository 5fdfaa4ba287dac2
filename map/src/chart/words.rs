//! What is said of a map: what becomes of a race, and what can be along its sides.

use library::hyperparameter::{Hyperparameter, Knob};
use library::number::{place, readable};
use library::point::Axis;
use library::scene::{Along, Scene};
use library::sweep::field::CELLS;
use library::sweep::{End, Side, Trial};
use wasm_bindgen::prelude::wasm_bindgen;

use super::Chart;

/// Up to so many steps a race is run once more to tell of it.
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

    /// Whether what becomes of races is read off their cells, and so told only as far as those are known.
    #[must_use]
    pub fn is_read_off(&self) -> bool {
        self.best() || self.scene.steps > MOST_TOLD
    }

    /// What all races of the maps have in common, in words.
    #[must_use]
    pub fn caption(&self) -> String {
        let Scene { loss, start, .. } = &self.scene;
        let differs = |axis: Axis| self.fields.iter().any(|field| field.has(Along::Start(axis)));
        let from = match (loss.dimensions(), differs(Axis::X), differs(Axis::Y)) {
            (1, false, _) => format!(", from θ = {}", readable(start.x, 4)),
            (2, false, false) => format!(", from {}", place(*start, 2, 4)),
            (2, false, true) => format!(", x₀ = {}", readable(start.x, 4)),
            (2, true, false) => format!(", y₀ = {}", readable(start.y, 4)),
            _ => String::new(),
        };
        let with = loss.parameters().into_iter().map(|(p, value)| format!(", {} = {}", p.symbol, readable(value, 4)));
        format!("J(θ) = {}{}{from}, {}", loss.formula(), with.collect::<String>(), self.steps())
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
    /// What becomes of a race with these numbers, in words; it is that of a cell, or nearly.
    fn tell(&self, field: usize, trial: &Trial, cell: usize) -> String {
        let Some(of) = self.fields.get(field) else { return String::new() };
        let [across, up] = of.numbers(trial).map(|number| readable(number, 4));
        let setting = format!("{} = {across}, {} = {up}", of.across.symbol(), of.up.symbol());
        if self.best() {
            let known = |field: usize| Some((field, self.painting.cell(field, cell)?));
            if (0..self.fields.len()).any(|field| known(field).is_none()) {
                return format!("{setting}: not known yet");
            }
            return match self.painting.first(cell).and_then(known) {
                Some((field, found)) => format!("{setting}: {} {}", self.name(field), found.words()),
                None => format!("{setting}: none settles at the best minimum"),
            };
        }
        let (words, value) = if self.scene.steps > MOST_TOLD {
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
