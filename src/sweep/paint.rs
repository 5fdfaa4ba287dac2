//! What a hyperparameter map looks like: a colour for each cell.

use colorous::YELLOW_GREEN_BLUE;

use super::field::{CELLS, Field, ground, stand_in};
use super::{Cell, End};
use crate::chart::{Theme, styles};
use crate::list::List as _;
use crate::number::clamped;
use crate::palette::{self, Rgb};
use crate::scene::{Colouring, Mapped, Scene};

/// J is told apart down to this part of what it is at the start.
const LEAST_PART: f64 = 1e-12;
/// How much of the paper shines through where a race has settled in another minimum than the best, or late.
const PALE: f64 = 0.6;

/// What has become of the cells of a scene's maps, as far as that is known.
pub struct Painting {
    cells: Vec<Vec<Option<Cell>>>,
}

impl Painting {
    /// Nothing is known of so many maps.
    #[must_use]
    pub fn new(fields: usize) -> Self {
        Painting { cells: vec![vec![None; CELLS * CELLS]; fields] }
    }

    /// This has become of a cell of a map; what is none changes nothing.
    pub fn put(&mut self, field: usize, cell: usize, found: Cell) {
        if let Some(place) = self.cells.get_mut(field).and_then(|cells| cells.get_mut(cell)) {
            *place = Some(found);
        }
    }

    /// What has become of a cell; while that is not known, of the one that stands for it.
    #[must_use]
    pub fn cell(&self, field: usize, cell: usize) -> Option<Cell> {
        let cells = self.cells.get(field)?;
        cells[stand_in(cell, |other| cells[other].is_some())?]
    }

    /// Whether it is known what has become of this very cell.
    #[must_use]
    pub fn knows(&self, field: usize, cell: usize) -> bool {
        self.cells.get(field).and_then(|cells| cells.get(cell)).is_some_and(Option::is_some)
    }

    /// Which map's run settles first in a cell of all maps, of equals the first; none if none settles at the best
    /// minimum.
    #[must_use]
    pub fn first(&self, cell: usize) -> Option<usize> {
        first((0..self.cells.len()).map(|field| self.cell(field, cell)))
    }

    /// The pixels of a map, one for each cell from the upper left, four bytes each: red, green, blue and opacity. Where
    /// numbers were left nothing is painted; where nothing is known there is paper.
    #[must_use]
    pub fn pixels(&self, scene: &Scene, fields: &[Field], field: usize, theme: &Theme) -> Vec<u8> {
        let best = scene.map.is_some_and(|map| map.of == Mapped::Best);
        let runs: Vec<Rgb> = styles(scene).iter().map(|style| theme.run(style)).list();
        let colouring = scene.map.map_or(Colouring::Steps, |map| map.colouring(scene));
        let rise = if colouring == Colouring::Loss { self.rise(scene) } else { Rise::default() };
        let inks = Inks { colouring, rise, steps: scene.steps, theme };
        let mut pixels = Vec::with_capacity(4 * CELLS * CELLS);
        for row in (0..CELLS).rev() {
            for cell in row * CELLS..(row + 1) * CELLS {
                let colour = if best {
                    let mut known = (0..self.cells.len()).filter_map(|field| self.cell(field, cell)).peekable();
                    match self.first(cell).and_then(|field| fields.get(field)) {
                        Some(first) => Some(runs[first.run]),
                        None if known.peek().is_none() => Some(theme.paper),
                        None if known.all(|found| matches!(found.end, End::Left { .. })) => None,
                        None => Some(theme.grid),
                    }
                } else {
                    self.cell(field, cell).map_or(Some(theme.paper), |found| inks.colour(found))
                };
                let (red, green, blue) = colour.unwrap_or_default();
                pixels.extend([red, green, blue, if colour.is_some() { u8::MAX } else { 0 }]);
            }
        }
        pixels
    }

    /// From the best minimum, or the lowest J that is known where the loss has none, up to J at the start that all
    /// races have, or at the loss's own where they have many.
    fn rise(&self, scene: &Scene) -> Rise {
        let known = self.cells.iter().flatten().flatten().filter(|cell| !matches!(cell.end, End::Left { .. }));
        let lowest = || known.map(|cell| cell.value).fold(f64::INFINITY, f64::min);
        let bottom = scene.loss.best().map_or_else(lowest, |best| best.value);
        let top = scene.loss.value(ground(scene).start);
        Rise { bottom, top: (top - bottom).abs().max(f64::MIN_POSITIVE) }
    }
}

/// Which of these races settles first at the best minimum, of equals the first; none if none does.
#[must_use]
pub fn first(ends: impl Iterator<Item = Option<Cell>>) -> Option<usize> {
    let settles = |(place, cell): (usize, Option<Cell>)| match cell?.end {
        End::Settled { step, best: true, .. } => Some((step, place)),
        _ => None,
    };
    ends.enumerate().filter_map(settles).min().map(|(_, place)| place)
}

/// J at the bottom of the colours, and how high above that their top is.
#[derive(Clone, Copy, Default)]
struct Rise {
    bottom: f64,
    top: f64,
}

impl Rise {
    /// 1 at the bottom, 0 at the top and above.
    fn depth(self, value: f64) -> f64 {
        let part = (value - self.bottom).max(0.0) / self.top;
        clamped(part.log10() / LEAST_PART.log10(), 0.0, 1.0)
    }
}

/// What the colours of cells depend on.
struct Inks<'a> {
    colouring: Colouring,
    rise: Rise,
    steps: usize,
    theme: &'a Theme,
}

impl Inks<'_> {
    /// The colour of a cell; none of one that has left the numbers.
    fn colour(&self, cell: Cell) -> Option<Rgb> {
        match (cell.end, self.colouring) {
            (End::Left { .. }, _) => None,
            (_, Colouring::Loss) => Some(ramp(self.rise.depth(cell.value), self.theme)),
            (End::UnderWay, _) => Some(self.theme.grid),
            (End::Settled { step, best, .. }, Colouring::Steps) => {
                let colour = ramp(quickness(step, self.steps), self.theme);
                Some(if best { colour } else { pale(colour, self.theme) })
            }
            (End::Settled { step, minimum, .. }, Colouring::Minimum) => {
                let slowness = 1.0 - quickness(step, self.steps);
                Some(mixed(basin(minimum, self.theme), self.theme.paper, PALE * slowness))
            }
        }
    }
}

/// The colour of the races that settle in a minimum at once; beyond seven minima colours come again.
#[must_use]
pub fn basin(minimum: usize, theme: &Theme) -> Rgb {
    // Slate, the first, is too near the grey of what has not settled.
    let colours = &palette::ALL[1..];
    theme.run(colours[minimum % colours.len()])
}

/// A colour where a race has settled in another minimum than the best.
#[must_use]
pub fn pale(colour: Rgb, theme: &Theme) -> Rgb {
    mixed(colour, theme.paper, PALE)
}

/// 1 for a race that settles at once, 0 for one that settles with its last step; evenly in the step's logarithm.
fn quickness(step: usize, steps: usize) -> f64 {
    1.0 - (1.0 + step as f64).ln() / (1.0 + steps as f64).ln()
}

/// The colour of what is good, 1, farthest from the paper, to what is hardly, 0.
#[must_use]
pub fn ramp(good: f64, theme: &Theme) -> Rgb {
    // Neither the palest nor the darkest end: those are too near the paper.
    let part = 0.08 + 0.9 * good;
    let colour = YELLOW_GREEN_BLUE.eval_continuous(if theme.dark { 1.02 - part } else { part });
    (colour.r, colour.g, colour.b)
}

fn mixed(one: Rgb, other: Rgb, part: f64) -> Rgb {
    let mix = |a: u8, b: u8| (f64::from(a) + part * (f64::from(b) - f64::from(a))).round() as u8;
    (mix(one.0, other.0), mix(one.1, other.1), mix(one.2, other.2))
}
