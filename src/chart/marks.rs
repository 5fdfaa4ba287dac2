//! The small things on charts: balls, pointers to what lies outside, read-outs.

use plotters_backend::text_anchor::{HPos, VPos};

use super::axes::Frame;
use super::pen::{Area, Lettering, Pen, Sheet, Stroke};
use super::theme::{Theme, tint};
use super::{Hover, Picture, arrows};
use crate::list::List as _;
use crate::number::clamped;
use crate::order::sort;
use crate::palette::Rgb;

/// Distance between the slanted lines where J is not finite.
pub const HATCH: f64 = 7.0;
/// Radius of a ball on a chart against the iteration.
pub const BEAD: f64 = 4.5;
/// Distance between the lines of a read-out.
const LINE: f64 = 15.0;

/// The balls of all runs on the landscape, with their arrows, and rings where they were at the pointer's
/// iteration.
pub fn balls<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame) {
    let (shown, plot) = (picture.shown(), frame.plot);
    let at = |run: usize, playhead: f64| picture.place(frame, picture.theta_at(run, playhead));
    // Balls at one place show as rings around each other: larger ones first, all rims before.
    let radius = |place: usize| (9.0 - place as f64 * 1.2).max(3.5);
    for (place, (run, _)) in shown.iter().enumerate() {
        rim(pen, plot, at(*run, picture.playhead), radius(place), picture.theme);
    }
    for (place, (run, style)) in shown.iter().enumerate() {
        ball(pen, plot, at(*run, picture.playhead), radius(place), picture.theme.run(style));
        arrows::draw(picture, pen, frame, *run, picture.theme.run(style));
    }
    if let Some(Hover::Iteration(step)) = picture.hover {
        for (place, (run, style)) in shown.iter().enumerate() {
            let then = at(*run, step as f64);
            if plot.contains(then) {
                pen.ring(then, radius(place) + 3.0, tint(picture.theme.run(style), 1.0));
            }
        }
    }
}

/// The rim of a ball, of paper, which sets it off from what lies below.
pub fn rim<S: Sheet>(pen: &mut Pen<S>, plot: Area, at: (f64, f64), radius: f64, theme: &Theme) {
    if plot.inset(-1.0).contains(at) {
        pen.disc(at, radius + 1.5, tint(theme.paper, 1.0));
    }
}

/// A ball, or, where it lies outside the plot, a pointer at the edge.
pub fn ball<S: Sheet>(pen: &mut Pen<S>, plot: Area, at: (f64, f64), radius: f64, colour: Rgb) {
    if plot.inset(-1.0).contains(at) {
        pen.disc(at, radius, tint(colour, 1.0));
    } else {
        pointer(pen, plot, at, colour);
    }
}

/// A triangle at the edge of the plot, towards a point outside.
fn pointer<S: Sheet>(pen: &mut Pen<S>, plot: Area, (x, y): (f64, f64), colour: Rgb) {
    const LENGTH: f64 = 8.0;
    const HALF: f64 = 5.0;
    let tip = (clamped(x, plot.left, plot.right()), clamped(y, plot.top, plot.bottom()));
    let corners = if y < plot.top {
        [tip, (tip.0 - HALF, tip.1 + LENGTH), (tip.0 + HALF, tip.1 + LENGTH)]
    } else if y > plot.bottom() {
        [tip, (tip.0 - HALF, tip.1 - LENGTH), (tip.0 + HALF, tip.1 - LENGTH)]
    } else if x < plot.left {
        [tip, (tip.0 + LENGTH, tip.1 - HALF), (tip.0 + LENGTH, tip.1 + HALF)]
    } else {
        [tip, (tip.0 - LENGTH, tip.1 - HALF), (tip.0 - LENGTH, tip.1 + HALF)]
    };
    pen.polygon(&corners, tint(colour, 1.0));
}

/// A thin dotted line from edge to edge.
pub fn rule<S: Sheet>(pen: &mut Pen<S>, frame: &Frame, from: (f64, f64), to: (f64, f64), theme: &Theme) {
    let stroke = Stroke { colour: tint(theme.ink, 0.55), width: 1.0, dash: &[2.0, 3.0] };
    pen.line(&[from, to], frame.plot, stroke);
}

/// A value to be read out.
pub struct Reading {
    /// Where the value is, in pixels from above.
    pub y: f64,
    /// The value, in words.
    pub text: String,
    /// Its run.
    pub colour: Rgb,
}

/// Values beside the pointer, moved apart where they would touch, on the side that has room; in columns where the plot
/// is too low for all of them.
pub fn readings<S: Sheet>(pen: &mut Pen<S>, frame: &Frame, x: f64, mut readings: Vec<Reading>, theme: &Theme) {
    let plot = frame.plot;
    sort(&mut readings, |a, b| a.y < b.y);
    let most = ((plot.height / LINE) as usize).max(1);
    let widest = readings.iter().map(|reading| reading.text.chars().count()).max().unwrap_or(0) as f64 * 6.6 + 22.0;
    let whole = widest * readings.len().div_ceil(most) as f64;
    let mut left = if x + 10.0 + whole <= plot.right() { x + 10.0 } else { x - 10.0 - whole };
    for some in readings.chunks(most) {
        column(pen, frame, left, widest, some, theme);
        left += widest;
    }
}

fn column<S: Sheet>(pen: &mut Pen<S>, frame: &Frame, left: f64, widest: f64, readings: &[Reading], theme: &Theme) {
    let wanted: Vec<f64> = readings.iter().map(|reading| reading.y).list();
    let rows = apart(&wanted, LINE, frame.plot.top + LINE / 2.0, frame.plot.bottom() - LINE / 2.0);
    if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
        let (top, bottom) = (first - LINE * 0.65, last + LINE * 0.65);
        let corners = [(left, top), (left + widest, top), (left + widest, bottom), (left, bottom)];
        pen.polygon(&corners, tint(theme.paper, 0.88));
    }
    for (row, reading) in rows.into_iter().zip(readings) {
        pen.disc((left + 9.0, row), 3.5, tint(reading.colour, 1.0));
        let colour = tint(theme.ink, 1.0);
        let lettering = Lettering { colour, size: 12.0, italic: false, across: HPos::Left, along: VPos::Center };
        pen.text(&reading.text, (left + 17.0, row), lettering);
    }
}

/// `wanted`, in order, moved so that neighbours are `gap` apart and all lie from `least` to
/// `greatest` as far as that is possible.
fn apart(wanted: &[f64], gap: f64, least: f64, greatest: f64) -> Vec<f64> {
    let mut rows = Vec::with_capacity(wanted.len());
    let mut free = least;
    for (place, y) in wanted.iter().enumerate() {
        let room_below = (wanted.len() - 1 - place) as f64 * gap;
        let row = clamped(*y, least, greatest).min(greatest - room_below).max(free);
        rows.push(row);
        free = row + gap;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn read_outs_never_touch_and_stay_in_the_plot(mut wanted in prop::collection::vec(-200.0..400.0_f64, 0..10)) {
            wanted.sort_by(f64::total_cmp);
            let rows = apart(&wanted, 15.0, 0.0, 200.0);
            prop_assert!(rows.windows(2).all(|pair| pair[1] - pair[0] >= 15.0 - 1e-9));
            prop_assert!(rows.iter().all(|row| (0.0..=200.0).contains(row)));
        }
    }
}
