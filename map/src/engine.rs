//! What runs the races of a map.

use js_sys::Float64Array;
use library::scene::Scene;
use library::sweep::Sweep;
use library::sweep::field::{Field, order};
use library::sweep::grid::grid;
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs the races of maps, some cells at a time.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    /// The text of the scene whose maps they are.
    text: String,
    scene: Scene,
    fields: Vec<Field>,
    order: Vec<usize>,
    sweep: Option<(usize, Sweep)>,
    found: Vec<f64>,
}

#[wasm_bindgen]
impl Engine {
    /// One that has nothing to do.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Engine { order: order(), ..Engine::default() }
    }

    /// Begins with the cells that are `from` … `to` − 1 in the order of a map, counted from 0, of this scene; what was
    /// left of others is dropped.
    pub fn begin(&mut self, text: &str, field: usize, from: usize, to: usize) {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.scene = Scene::read(text).0;
            self.fields = Field::all(&self.scene);
            self.sweep = None;
        }
        self.found.clear();
        let Some(map) = self.fields.get(field) else { return };
        let mut sweep = match self.sweep.take() {
            Some((of, sweep)) if of == field => sweep,
            _ => Sweep::of(&self.scene, map.run),
        };
        let to = to.min(self.order.len());
        let cells = map.cells(&sweep, &self.scene, &self.order[from.min(to)..to]);
        map.begin(&mut sweep, &self.scene, &cells);
        self.sweep = Some((field, sweep));
    }

    /// Begins with a map with any numbers along its sides instead, of the first run of this scene: see [`grid`].
    pub fn grid(&mut self, text: &str, across: &str, columns: &[f64], up: &str, rows: &[f64]) {
        self.found.clear();
        self.text.clear();
        self.sweep = Some((0, grid(&Scene::read(text).0, [(across, columns), (up, rows)])));
    }

    /// Makes about so many steps more, counted over all races; whether every race is over.
    pub fn advance(&mut self, most: usize) -> bool {
        let Some((_, sweep)) = &mut self.sweep else { return true };
        let found = &mut self.found;
        sweep.advance(most, &mut |cell, end| {
            let [end, value] = end.packed();
            found.extend_from_slice(&[cell as f64, end, value]);
        })
    }

    /// What was found since the last time: of each cell its number, and what became of its race, in two numbers.
    pub fn take(&mut self) -> Float64Array {
        let taken = Float64Array::from(&self.found[..]);
        self.found.clear();
        taken
    }
}
