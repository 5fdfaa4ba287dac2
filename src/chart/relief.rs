//! What a map is drawn from: rings around all ground that is higher than a level, found in a grid of
//! heights. Sampling that grid is what takes time, so it can be done piece by piece.

use super::axes::Frame;
use super::levels::Levels;
use super::marks::HATCH;
use super::pen::Area;
use super::rings::Grid;
use crate::list::List as _;
use crate::loss::Loss;
use crate::order::sort;
use crate::point::Point;

/// Size of a cell of the grid in CSS pixels: of a quick sketch, and of the map itself.
const CELLS: (f64, f64) = (9.0, 3.0);

/// The rings of a map, and where J is not finite.
pub struct Relief {
    /// From the widest to the narrowest, so that each can be painted over those before.
    pub rings: Vec<Ring>,
    /// How many levels there are; below the first is the ground that no ring encloses.
    pub levels: usize,
    /// The places where J is not finite, row by row.
    pub nowhere: Vec<Area>,
    /// Slanted strokes over them.
    pub hatch: Vec<[(f64, f64); 2]>,
    frame: Frame,
    loss: Loss,
    fine: bool,
}

/// A closed line along a level, in CSS pixels.
pub struct Ring {
    /// Its corners; the last is the first.
    pub points: Vec<(f64, f64)>,
    /// How many levels lie below the ground just within.
    pub height: usize,
    area: f64,
}

/// A grid of heights that is being filled.
pub struct Sampling {
    loss: Loss,
    frame: Frame,
    fine: bool,
    columns: usize,
    rows: usize,
    values: Vec<f64>,
}

impl Sampling {
    /// Begins a grid over `frame`: a fine one, or one for a quick sketch.
    #[must_use]
    pub fn new(loss: &Loss, frame: Frame, fine: bool) -> Self {
        let cell = if fine { CELLS.1 } else { CELLS.0 };
        let count = |length: f64| ((length / cell).ceil() as usize).max(2);
        let (columns, rows) = (count(frame.plot.width), count(frame.plot.height));
        Sampling { loss: loss.clone(), frame, fine, columns, rows, values: Vec::with_capacity(columns * rows) }
    }

    /// Whether this is the grid for `loss` over `frame`.
    #[must_use]
    pub fn is_of(&self, loss: &Loss, frame: &Frame) -> bool {
        self.frame == *frame && self.loss == *loss
    }

    /// Fills in the heights of at most about so many operations of arithmetic more, and gives the relief
    /// once all are known.
    pub fn advance(&mut self, most_operations: usize) -> Option<Relief> {
        let plot = self.frame.plot;
        let (dx, dy) = (plot.width / self.columns as f64, plot.height / self.rows as f64);
        let mut left = most_operations / self.loss.operations();
        while self.values.len() < self.columns * self.rows {
            if left == 0 {
                return None;
            }
            left -= 1;
            let (row, column) = (self.values.len() / self.columns, self.values.len() % self.columns);
            let x = self.frame.x.value(plot.left + (column as f64 + 0.5) * dx);
            let y = self.frame.y.value(plot.top + (row as f64 + 0.5) * dy);
            self.values.push(self.loss.value(Point::new(x, y)));
        }
        Some(self.relief())
    }

    fn relief(&self) -> Relief {
        let levels = Levels::of(&self.values, self.loss.best().map(|best| best.value));
        let top = levels.heights.last().copied().unwrap_or(0.0);
        let highest = top + 0.5 * top.abs().max(1.0);
        // By the root of the height the rounding of a valley is a straight line between two samples.
        let bend = |value: f64| if levels.log { (value - levels.base).max(0.0).sqrt() } else { value };
        let values: Vec<f64> = self.filled().into_iter().map(|value| bend(value.min(highest))).list();
        let heights: Vec<f64> = levels.heights.iter().map(|height| bend(*height)).list();
        let plot = self.frame.plot;
        let (dx, dy) = (plot.width / self.columns as f64, plot.height / self.rows as f64);
        let mut rings = Vec::new();
        for mut ring in (Grid { values: &values, columns: self.columns, rows: self.rows }).rings(&heights) {
            for (x, y) in &mut ring.points {
                (*x, *y) = (plot.left + *x * dx, plot.top + *y * dy);
            }
            rings.push(Ring::new(ring.points, ring.level));
        }
        // Of rings along the edge of the view the higher ones come later.
        sort(&mut rings, |a, b| a.area > b.area || (a.area == b.area && a.height < b.height));
        Relief {
            rings,
            levels: heights.len(),
            nowhere: self.nowhere(),
            hatch: self.hatch(),
            frame: self.frame,
            loss: self.loss.clone(),
            fine: self.fine,
        }
    }

    /// The heights, those that are not finite filled in from beside, so that no lines gather along
    /// their edge.
    fn filled(&self) -> Vec<f64> {
        let mut values = self.values.clone();
        let count = values.len();
        for &forwards in &[true, false] {
            for i in 0..count {
                let (place, beside, above) = if forwards {
                    (i, i.checked_sub(1).filter(|_| i % self.columns > 0), i.checked_sub(self.columns))
                } else {
                    let place = count - 1 - i;
                    (place, Some(place + 1).filter(|next| next % self.columns > 0), Some(place + self.columns))
                };
                if !values[place].is_finite() {
                    let known = |at: Option<usize>| at.and_then(|at| values.get(at)).copied().filter(|v| v.is_finite());
                    values[place] = known(beside).or_else(|| known(above)).unwrap_or(f64::NAN);
                }
            }
        }
        values.into_iter().map(|value| if value.is_nan() { 0.0 } else { value }).list()
    }

    /// The cells in which J is not finite, those side by side as one.
    fn nowhere(&self) -> Vec<Area> {
        let plot = self.frame.plot;
        let (width, height) = (plot.width / self.columns as f64, plot.height / self.rows as f64);
        let mut areas = Vec::new();
        for (row, values) in self.values.chunks(self.columns).enumerate() {
            let mut column = 0;
            for run in values.chunk_by(|a, b| a.is_finite() == b.is_finite()) {
                if !run[0].is_finite() {
                    let (left, top) = (plot.left + column as f64 * width, plot.top + row as f64 * height);
                    areas.push(Area { left, top, width: run.len() as f64 * width, height });
                }
                column += run.len();
            }
        }
        areas
    }

    /// Slanted strokes over the cells in which J is not finite.
    fn hatch(&self) -> Vec<[(f64, f64); 2]> {
        let mut strokes = Vec::new();
        if self.values.iter().all(|value| value.is_finite()) {
            return strokes;
        }
        let plot = self.frame.plot;
        let nowhere = |x: f64, y: f64| {
            let column = ((x - plot.left) / plot.width * self.columns as f64) as usize;
            let row = ((y - plot.top) / plot.height * self.rows as f64) as usize;
            plot.contains((x, y))
                && self.values.get(row * self.columns + column.min(self.columns - 1)).is_some_and(|v| !v.is_finite())
        };
        let count = ((plot.width + plot.height) / HATCH) as usize;
        for line in 0..=count {
            // Down to the left from the upper edge, or from beside it: x + y is the same all along.
            let sum = line as f64 * HATCH;
            let mut from = None;
            let steps = plot.height as usize / 2 + 1;
            for step in 0..=steps {
                let down = step as f64 * 2.0;
                let at = (plot.left + sum - down, plot.top + down);
                match (nowhere(at.0, at.1) && step < steps, from) {
                    (true, None) => from = Some(at),
                    (false, Some(start)) => {
                        strokes.push([start, at]);
                        from = None;
                    }
                    _ => {}
                }
            }
        }
        strokes
    }
}

impl Ring {
    fn new(points: Vec<(f64, f64)>, level: usize) -> Self {
        let twice: f64 = points.windows(2).map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1).sum();
        // Higher ground lies to one side of a ring: within it, or around it.
        let height = if twice < 0.0 { level + 1 } else { level };
        Ring { points, height, area: twice.abs() }
    }
}

impl Relief {
    /// The whole relief at once.
    #[must_use]
    pub fn of(loss: &Loss, frame: Frame, fine: bool) -> Option<Relief> {
        Sampling::new(loss, frame, fine).advance(usize::MAX)
    }

    /// Whether this is the relief of `loss` over `frame`.
    #[must_use]
    pub fn is_of(&self, loss: &Loss, frame: &Frame) -> bool {
        self.frame == *frame && self.loss == *loss
    }

    /// Whether it is more than a quick sketch.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.fine
    }
}
