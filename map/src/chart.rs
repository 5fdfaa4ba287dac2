//! What shows a map on a page.

mod words;

use library::chart::{DARK, LIGHT, Theme, sides, styles};
use library::loss::Minimum;
use library::number::{count, place};
use library::scene::{Colouring, Mapped, Scene};
use library::sweep::edge::edge;
use library::sweep::field::{CELLS, Field, aimed, ground};
use library::sweep::paint::{Painting, basin, pale, ramp};
use library::sweep::{Cell, Side};
use wasm_bindgen::prelude::wasm_bindgen;

use words::is_beyond;

/// So many colours tell what the ramp looks like.
const SHADES: u32 = 8;

/// The maps of a scene.
#[wasm_bindgen]
pub struct Chart {
    scene: Scene,
    ground: Scene,
    fields: Vec<Field>,
    painting: Painting,
    theme: &'static Theme,
}

#[wasm_bindgen]
impl Chart {
    /// Of the article's experiment, which has none.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Chart {
            scene: Scene::default(),
            ground: Scene::default(),
            fields: Vec::new(),
            painting: Painting::new(0),
            theme: &LIGHT,
        }
    }

    /// Shows the maps of the scene with this text. Whether their races are others now: then nothing is known of any
    /// cell.
    pub fn open(&mut self, text: &str, dark: bool) -> bool {
        self.theme = if dark { &DARK } else { &LIGHT };
        self.scene = Scene::read(text).0;
        self.fields = Field::all(&self.scene);
        let ground = ground(&self.scene);
        let another = ground != self.ground;
        if another {
            self.ground = ground;
            self.painting = Painting::new(self.fields.len());
        }
        another
    }

    /// The text of the scene that the races are of.
    #[must_use]
    pub fn ground(&self) -> String {
        self.ground.write()
    }

    /// How many maps there are to run.
    #[must_use]
    pub fn fields(&self) -> usize {
        self.fields.len()
    }

    /// Whether one map is shown of all, of which settles first.
    #[must_use]
    pub fn best(&self) -> bool {
        self.scene.map.is_some_and(|map| map.of == Mapped::Best)
    }

    /// How many cells a map has across, and upwards.
    #[must_use]
    pub fn cells() -> usize {
        CELLS
    }

    /// This was found of cells of a map, as an engine tells it.
    pub fn put(&mut self, field: usize, found: &[f64]) {
        for [cell, end, value] in found.as_chunks().0 {
            self.painting.put(field, *cell as usize, Cell::unpacked([*end, *value]));
        }
    }

    /// The pixels of a map: red, green, blue, opacity of each cell, from the upper left.
    #[must_use]
    pub fn pixels(&self, field: usize) -> Vec<u8> {
        self.painting.pixels(&self.scene, &self.fields, field, self.theme)
    }

    /// The sides of a map that is so many CSS pixels wide and high with them, as SVG.
    #[must_use]
    pub fn sides(&self, field: usize, width: f64, height: f64) -> String {
        let Some(field) = self.fields.get(field) else { return String::new() };
        let line = if self.best() { None } else { edge(&self.scene, field) };
        sides::sides(field, line.as_deref(), (width, height), self.theme)
    }

    /// Whether the edge of stability is drawn on a map.
    #[must_use]
    pub fn has_edge(&self, field: usize) -> bool {
        !self.best() && self.fields.get(field).is_some_and(|field| edge(&self.scene, field).is_some())
    }

    /// The room that sides take left, above, right and below.
    #[must_use]
    pub fn room() -> Vec<f64> {
        sides::ROOM.to_vec()
    }

    /// What the run of a map is called.
    #[must_use]
    pub fn name(&self, field: usize) -> String {
        let names = self.scene.names();
        self.fields.get(field).and_then(|field| names.get(field.run)).cloned().unwrap_or_default()
    }

    /// The names of all runs.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.scene.names()
    }

    /// The run of a map, counted from 0.
    #[must_use]
    pub fn run(&self, field: usize) -> usize {
        self.fields.get(field).map_or(0, |field| field.run)
    }

    /// The colour of a map's run.
    #[must_use]
    pub fn colour(&self, field: usize) -> String {
        let run = self.run(field);
        css(styles(&self.scene).get(run).map_or(self.theme.ink, |style| self.theme.run(style)))
    }

    /// Colours from what is good to what is hardly.
    #[must_use]
    pub fn shades(&self) -> Vec<String> {
        (0..=SHADES).map(|n| css(ramp(1.0 - f64::from(n) / f64::from(SHADES), self.theme))).collect()
    }

    /// Where the present setting stands on a map, 0 to 1 across and upwards.
    #[must_use]
    pub fn cross(&self, field: usize) -> Vec<f64> {
        let Some(field) = self.fields.get(field) else { return Vec::new() };
        let [across, up] = field.numbers(&field.present(&self.scene));
        vec![field.across.part(across), field.up.part(up)]
    }

    /// Whether the present setting lies beyond an end of a map: then it stands at that.
    #[must_use]
    pub fn is_beyond(&self, field: usize) -> bool {
        self.fields.get(field).is_some_and(|field| is_beyond(field, &field.present(&self.scene)))
    }

    /// The numbers at a place of a map, 0 to 1 across and upwards.
    #[must_use]
    pub fn at(&self, field: usize, across: f64, up: f64) -> Vec<f64> {
        let number = |side: Side, part: f64| side.value(part.clamp(0.0, 1.0));
        self.fields.get(field).map_or(Vec::new(), |field| vec![number(field.across, across), number(field.up, up)])
    }

    /// The present numbers, so many positions of their sliders on.
    #[must_use]
    pub fn beside(&self, field: usize, across: i32, up: i32) -> Vec<f64> {
        let Some(field) = self.fields.get(field) else { return Vec::new() };
        let present = field.numbers(&field.present(&self.scene));
        vec![field.across.next(present[0], across), field.up.next(present[1], up)]
    }

    /// Whether there are minima besides the best.
    #[must_use]
    pub fn has_local(&self) -> bool {
        let loss = &self.scene.loss;
        loss.minima().iter().any(|minimum| !loss.is_best(minimum))
    }

    /// The text of the scene with these numbers across and upwards on a map: see [`aimed`]. None where they cannot be.
    #[must_use]
    pub fn aimed(&self, field: usize, across: f64, up: f64) -> Option<String> {
        Some(aimed(&self.scene, &self.fields, field, [across, up]).ok()?.write())
    }

    /// The text of the scene with another map, told as behind `map=`; none where there is none such.
    #[must_use]
    pub fn with(&self, map: &str) -> Option<String> {
        let mut scene = self.scene.clone();
        scene.show_map(map).ok()?;
        Some(scene.write())
    }

    /// The length of the races, in words.
    #[must_use]
    pub fn steps(&self) -> String {
        let steps = self.scene.steps;
        format!("{} step{}", count(steps), if steps == 1 { "" } else { "s" })
    }

    /// Their last step, in words.
    #[must_use]
    pub fn last_step(&self) -> String {
        format!("step {}", count(self.scene.steps))
    }

    /// What colours tell: `steps`, `loss` or `minimum`, and `best` on a map of all.
    #[must_use]
    pub fn colouring(&self) -> String {
        let told = self.scene.map.map_or("", |map| map.colouring(&self.scene).id());
        if self.best() { "best" } else { told }.to_owned()
    }

    /// What colours tell if the scene says so; empty where that is left to the map.
    #[must_use]
    pub fn asked(&self) -> String {
        self.scene.map.and_then(|map| map.colour).map_or("", Colouring::id).to_owned()
    }

    /// The minima of the loss: of each its colour, and where it is.
    #[must_use]
    pub fn minima(&self) -> Vec<String> {
        let loss = &self.scene.loss;
        let told =
            |(at, minimum): (usize, &Minimum)| [css(basin(at, self.theme)), place(minimum.at, loss.dimensions(), 3)];
        loss.minima().iter().enumerate().flat_map(told).collect()
    }

    /// The colour of what has settled in a minimum that is not the best.
    #[must_use]
    pub fn pale(&self) -> String {
        css(pale(ramp(0.5, self.theme), self.theme))
    }

    /// Whether sliders act from the present iteration on, which the crosshair does not.
    #[must_use]
    pub fn is_from_here(&self) -> bool {
        self.scene.from_here
    }

    /// Whether the loss is typed, and so may have places where it has no value.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        self.scene.loss.description().is_none()
    }

    /// The ids of what is across and upwards.
    #[must_use]
    pub fn along(&self) -> Vec<String> {
        self.scene.map.map_or(Vec::new(), |map| map.sides(&self.scene).map(str::to_owned).to_vec())
    }
}

fn css((red, green, blue): (u8, u8, u8)) -> String {
    format!("rgb({red} {green} {blue})")
}
