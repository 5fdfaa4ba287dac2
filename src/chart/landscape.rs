//! The curve J(θ), with each run's ball and the trail of where it has been.

use plotters_backend::text_anchor::{HPos, VPos};

use super::axes::{Frame, across, plot, upwards};
use super::marks::{self, ball, rim, rule};
use super::pen::{Area, Lettering, Pen, Sheet, Stroke};
use super::scale::Scale;
use super::theme::tint;
use super::{Hover, Layer, Picture};
use crate::number::readable;
use crate::race::Extent;

/// Distance between the trails of two runs, which lie below the curve side by side.
const LANE: f64 = 3.5;
/// So many trails have room; further ones are drawn over the first.
const LANES: usize = 8;

/// Scales that show the loss's own stretch, and the start.
pub fn frame(picture: &Picture, area: Area) -> Frame {
    let plot = plot(area);
    let (least, greatest) = picture.window();
    let x = Scale::linear(least, greatest, across(plot));
    let loss = picture.scene.loss;
    let values = samples(&x, plot.left, plot.right());
    let extent = values.map(|theta| loss.value(theta)).filter(|j| j.is_finite()).fold(Extent::NONE, Extent::with);
    let room = extent.greatest - extent.least;
    // Below the curve there is room for the trails.
    let trails = (picture.shown().len().min(LANES) as f64 * LANE + 8.0) / plot.height;
    let y = Scale::linear(extent.least - room * trails, extent.greatest + room * 0.02, upwards(plot));
    Frame { plot, x, y }
}

/// θ at every second pixel from `left` to `right`, and at 64 places at least: curves can be steep.
fn samples(x: &Scale, left: f64, right: f64) -> impl Iterator<Item = f64> {
    let count = ((right - left) / 2.0).clamp(64.0, 4000.0) as usize;
    let x = *x;
    (0..=count).map(move |i| x.value(left + (right - left) * i as f64 / count as f64))
}

pub fn draw<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, layer: Layer) {
    let frame = frame(picture, pen.area());
    match layer {
        Layer::Below => below(picture, pen, &frame),
        Layer::Above => above(picture, pen, &frame),
    }
}

fn below<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame) {
    frame.draw(pen, picture.theme, "θ", "J");
    let curve = stretch(picture, frame, frame.plot.left, frame.plot.right(), 0.0);
    let stroke = Stroke { colour: tint(picture.theme.ink, 0.85), width: 1.75, dash: &[] };
    pen.line(&curve, frame.plot, stroke);
    for minimum in picture.scene.loss.minima {
        let (x, y) = (frame.x.pixel(minimum.x), frame.y.pixel(minimum.value));
        if frame.plot.contains((x, y)) {
            let below = frame.plot.bottom();
            let tick = Stroke { colour: tint(picture.theme.ink, 0.6), width: 1.5, dash: &[] };
            pen.line(&[(x, below - 5.0), (x, below)], frame.plot, tick);
        }
    }
}

/// The curve between two pixels, moved outwards (down and away) by `offset`.
fn stretch(picture: &Picture, frame: &Frame, left: f64, right: f64, offset: f64) -> Vec<(f64, f64)> {
    let loss = picture.scene.loss;
    let place = |theta: f64| {
        let (value, slope) = loss.value_and_slope(theta);
        let at = (frame.x.pixel(theta), frame.y.pixel(value));
        if offset == 0.0 {
            return at;
        }
        // The direction of the curve on the screen, of length 1.
        let (dx, dy) = (frame.x.pixel(theta + 1.0) - at.0, frame.y.pixel(value + slope) - at.1);
        let length = dx.hypot(dy);
        (at.0 - dy / length * offset, at.1 + dx / length * offset)
    };
    samples(&frame.x, left, right).map(place).collect()
}

fn above<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame) {
    let shown = picture.shown();
    let plot = frame.plot;
    for (lane, (run, style)) in shown.iter().enumerate() {
        trail(picture, pen, frame, *run, (lane % LANES + 1) as f64 * LANE + 1.5, tint(picture.theme.run(style), 0.8));
    }
    if let Some(Hover::Theta(theta)) = picture.hover {
        cross(picture, pen, frame, theta);
    }
    let ghost = match picture.hover {
        Some(Hover::Iteration(step)) => Some(step as f64),
        _ => None,
    };
    let at = |run: usize, playhead: f64| {
        let theta = picture.theta_at(run, playhead);
        (frame.x.pixel(theta), frame.y.pixel(picture.scene.loss.value(theta)))
    };
    // Balls at one place show as rings around each other: larger ones first, all rims before.
    let radius = |place: usize| (9.0 - place as f64 * 1.2).max(3.5);
    for (place, (run, _)) in shown.iter().enumerate() {
        rim(pen, plot, at(*run, picture.playhead), radius(place), picture.theme);
    }
    for (place, (run, style)) in shown.iter().enumerate() {
        let colour = picture.theme.run(style);
        ball(pen, plot, at(*run, picture.playhead), radius(place), colour);
        if let Some(place_then) = ghost.map(|step| at(*run, step)).filter(|place| plot.contains(*place)) {
            pen.ring(place_then, radius(place) + 3.0, tint(colour, 1.0));
        }
    }
}

/// The stretch of the curve over which a run has been so far, drawn below it.
fn trail<S: Sheet>(
    picture: &Picture,
    pen: &mut Pen<S>,
    frame: &Frame,
    run: usize,
    offset: f64,
    colour: plotters::style::RGBAColor,
) {
    let track = &picture.race.tracks()[run];
    let extent = track.theta_extent(0, picture.playhead as usize + 1).with(picture.theta_at(run, picture.playhead));
    let (left, right) = (frame.x.pixel(extent.least).max(frame.plot.left), frame.x.pixel(extent.greatest));
    let right = right.min(frame.plot.right());
    if right - left < 0.5 {
        return;
    }
    let points = stretch(picture, frame, left, right, offset);
    pen.line(&points, frame.plot, Stroke { colour, width: 2.25, dash: &[] });
}

/// θ and J where the pointer is.
fn cross<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame, theta: f64) {
    let value = picture.scene.loss.value(theta);
    let (x, y) = (frame.x.pixel(theta), frame.y.pixel(value));
    rule(pen, frame, (x, frame.plot.top), (x, frame.plot.bottom()), picture.theme);
    pen.ring((x, y), marks::BEAD, tint(picture.theme.ink, 1.0));
    let right = x < frame.plot.left + frame.plot.width * 0.6;
    let (across, dx) = if right { (HPos::Left, 8.0) } else { (HPos::Right, -8.0) };
    let colour = tint(picture.theme.ink, 1.0);
    let lettering = Lettering { colour, size: 12.0, italic: false, across, along: VPos::Center };
    let text = format!("θ = {},  J = {}", readable(theta, 3), readable(value, 3));
    pen.text(&text, (x + dx, frame.plot.top + 10.0), lettering);
}
