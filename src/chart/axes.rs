//! The quiet part of a chart: grid, labels, names of axes.

use plotters_backend::text_anchor::{HPos, VPos};

use super::pen::{Area, Lettering, Pen, Sheet, Stroke};
use super::scale::Scale;
use super::theme::{Theme, tint};

/// Room for the labels left of the plot.
const LEFT: f64 = 48.0;
/// Room for the labels below the plot.
const BELOW: f64 = 36.0;
/// Room for the name of the axis above the plot.
const ABOVE: f64 = 24.0;
/// Room for half a label right of the plot.
const RIGHT: f64 = 16.0;
/// Size of letters.
pub const SIZE: f64 = 12.0;
/// As wide as a digit is at most, in the usual fonts.
const DIGIT: f64 = 0.64 * SIZE;

/// Where a chart's curves are drawn, and on which scales.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Where curves are drawn.
    pub plot: Area,
    /// Across.
    pub x: Scale,
    /// Upwards.
    pub y: Scale,
    /// Whether hairlines cross the plot at the ticks upwards.
    pub grid: bool,
}

/// The part of `area` in which curves are drawn.
pub fn plot(area: Area) -> Area {
    Area {
        left: area.left + LEFT,
        top: area.top + ABOVE,
        width: (area.width - LEFT - RIGHT).max(1.0),
        height: (area.height - ABOVE - BELOW).max(1.0),
    }
}

/// The pixels from the left to the right edge of `plot`.
pub fn across(plot: Area) -> (f64, f64) {
    (plot.left, plot.right())
}

/// The pixels from the lower to the upper edge of `plot`.
pub fn upwards(plot: Area) -> (f64, f64) {
    (plot.bottom(), plot.top)
}

/// How wide a label is at most.
fn width(label: &str) -> f64 {
    label.chars().filter(|letter| *letter != '.' && *letter != '\u{2009}').count() as f64 * DIGIT
}

/// Where a label below a tick is anchored, and how: the last may be longer than the room up to the right edge.
pub fn below_tick(label: &str, x: f64, edge: f64) -> (f64, HPos) {
    if x + width(label) / 2.0 > edge { (edge, HPos::Right) } else { (x, HPos::Center) }
}

impl Frame {
    /// Draws the grid, the labels, and the names of the axes at their ends.
    pub(super) fn draw<S: Sheet>(&self, pen: &mut Pen<S>, theme: &Theme, x_name: &str, y_name: &str) {
        let plot = self.plot;
        let grid = Stroke { colour: tint(theme.grid, 1.0), width: 1.0, dash: &[] };
        let label =
            |across, along| Lettering { colour: tint(theme.quiet, 1.0), size: SIZE, italic: false, across, along };
        let mut ticks = self.y.ticks((plot.height / 44.0) as usize + 1);
        let mut y_name = y_name.to_owned();
        if self.y.is_narrow() || ticks.iter().any(|(_, name)| width(name) > LEFT - 8.0) {
            y_name.push_str(&self.y.shorten(&mut ticks));
        }
        for (number, name) in ticks {
            // On the middle of a pixel a hairline is sharp.
            let y = self.y.pixel(number).floor() + 0.5;
            if self.grid {
                pen.line(&[(plot.left, y), (plot.right(), y)], plot, grid);
            } else {
                pen.line(&[(plot.left - 4.0, y), (plot.left, y)], plot.inset(-8.0), grid);
            }
            pen.text(&name, (plot.left - 8.0, y), label(HPos::Right, VPos::Center));
        }
        let name = |across, along| Lettering { italic: true, ..label(across, along) };
        // Where the scale across has no name, another plot with the same one stands below.
        if !x_name.is_empty() {
            // Long labels are those of large numbers and of small ones.
            let last = self.x.value(plot.right());
            let room = if (1e-3..1e5).contains(&last) { 60.0 } else { 80.0 };
            let mut ticks = self.x.ticks((plot.width / room) as usize + 1);
            let mut x_name = x_name.to_owned();
            if self.x.is_narrow() {
                x_name.push_str(&self.x.shorten(&mut ticks));
            }
            for (number, name) in ticks {
                let x = self.x.pixel(number).floor() + 0.5;
                let below = plot.bottom();
                pen.line(&[(x, below), (x, below + 4.0)], plot.inset(-8.0), grid);
                let (at, across) = below_tick(&name, x, plot.right() + RIGHT);
                pen.text(&name, (at, below + 7.0), label(across, VPos::Top));
            }
            pen.text(&x_name, (plot.right(), plot.bottom() + BELOW - 1.0), name(HPos::Right, VPos::Bottom));
        }
        pen.text(&y_name, (plot.left - 34.0, plot.top - 10.0), name(HPos::Left, VPos::Bottom));
    }
}
