//! The landscape of a loss of one dimension: the curve J(θ), with each run's ball and the stretch that it
//! has been over.

use plotters_backend::text_anchor::{HPos, VPos};

use super::axes::{Frame, across, plot, upwards};
use super::marks::{self, balls, rule};
use super::pen::{Area, Lettering, Pen, Sheet, Stroke};
use super::scale::Scale;
use super::theme::tint;
use super::window::window;
use super::{Hover, Layer, Picture};
use crate::list::List as _;
use crate::number::{clamped, readable};
use crate::order::sort_numbers;
use crate::point::{Axis, Point};
use crate::race::Extent;

/// Distance between the trails of two runs, which lie below the curve side by side.
const LANE: f64 = 3.5;
/// So many trails have room; further ones are drawn over the first.
const LANES: usize = 8;

/// Scales that show the stretch of the scene, with the curve over it.
pub fn frame(picture: &Picture, area: Area) -> Frame {
    let plot = plot(area);
    let view = window(picture.scene);
    let x = Scale::linear(view.least.x, view.greatest.x, across(plot));
    let extent = height(picture, &x, plot);
    let room = extent.greatest - extent.least;
    // Below the curve there is room for the trails.
    let trails = (picture.shown().len().min(LANES) as f64 * LANE + 8.0) / plot.height;
    let y = Scale::linear(extent.least - room * trails, extent.greatest + room * 0.02, upwards(plot));
    Frame { plot, x, y, grid: true }
}

/// From the lowest to the highest place of the curve; where it shoots up or down, only most of it.
fn height(picture: &Picture, x: &Scale, plot: Area) -> Extent {
    /// A curve whose middle nine tenths take less than this part of it has peaks that would hide the rest.
    const MIDDLE: f64 = 0.04;
    let at = |theta| picture.scene.loss.value(Point::on_line(theta));
    let mut values: Vec<f64> = samples(x, plot.left, plot.right()).map(at).filter(|j| j.is_finite()).list();
    sort_numbers(&mut values);
    let part = |part: f64| values.get((values.len() as f64 * part) as usize).copied().unwrap_or(0.0);
    let (low, high) = (part(0.05), part(0.95));
    let whole = values.iter().copied().fold(Extent::NONE, Extent::with);
    if values.is_empty() {
        return Extent { least: -1.0, greatest: 1.0 };
    }
    if high - low >= MIDDLE * (whole.greatest - whole.least) {
        return whole;
    }
    let room = (high - low).max(f64::MIN_POSITIVE);
    Extent { least: whole.least.max(low - room), greatest: whole.greatest.min(high + room) }
}

/// θ at every second pixel from `left` to `right`, and at 64 places at least: curves can be steep.
fn samples(x: &Scale, left: f64, right: f64) -> impl Iterator<Item = f64> {
    let count = clamped((right - left) / 2.0, 64.0, 4000.0) as usize;
    let x = *x;
    (0..=count).map(move |i| x.value(left + (right - left) * i as f64 / count as f64))
}

pub fn draw<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, layer: Layer) {
    let frame = frame(picture, pen.area());
    match layer {
        Layer::Ground => ground(picture, pen, &frame),
        Layer::Below => {}
        Layer::Above => above(picture, pen, &frame),
    }
}

fn ground<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame) {
    frame.draw(pen, picture.theme, "θ", "J");
    hatch(picture, pen, frame);
    let curve = stretch(picture, frame, frame.plot.left, frame.plot.right(), 0.0);
    let stroke = Stroke { colour: tint(picture.theme.ink, 0.85), width: 1.75, dash: &[] };
    pen.line(&curve, frame.plot, stroke);
    for minimum in picture.scene.loss.minima() {
        let (x, y) = (frame.x.pixel(minimum.at.x), frame.y.pixel(minimum.value));
        if frame.plot.contains((x, y)) {
            let below = frame.plot.bottom();
            let tick = Stroke { colour: tint(picture.theme.ink, 0.6), width: 1.5, dash: &[] };
            pen.line(&[(x, below - 5.0), (x, below)], frame.plot, tick);
        }
    }
}

/// Slanted lines where J is not finite.
fn hatch<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame) {
    let plot = frame.plot;
    let stroke = Stroke { colour: tint(picture.theme.quiet, 0.4), width: 1.0, dash: &[] };
    let nowhere = |x: f64| !picture.scene.loss.value(Point::on_line(frame.x.value(x))).is_finite();
    let mut from = None;
    for pixel in 0..=plot.width as usize {
        let x = plot.left + pixel as f64;
        let begins = nowhere(x) && pixel < plot.width as usize;
        match (begins, from) {
            (true, None) => from = Some(x),
            (false, Some(left)) => {
                let area = Area { left, width: x - left, ..plot };
                let mut foot = ((left - plot.height) / marks::HATCH).floor() * marks::HATCH;
                while foot < x {
                    pen.line(&[(foot, plot.bottom()), (foot + plot.height, plot.top)], area, stroke);
                    foot += marks::HATCH;
                }
                from = None;
            }
            _ => {}
        }
    }
}

/// The curve between two pixels, moved outwards (down and away) by `offset`.
fn stretch(picture: &Picture, frame: &Frame, left: f64, right: f64, offset: f64) -> Vec<(f64, f64)> {
    let loss = &picture.scene.loss;
    let place = |theta: f64| {
        let slope = loss.slope(Point::on_line(theta));
        let at = (frame.x.pixel(theta), frame.y.pixel(slope.value));
        if offset == 0.0 {
            return at;
        }
        // The direction of the curve on the screen, of length 1.
        let (dx, dy) = (frame.x.pixel(theta + 1.0) - at.0, frame.y.pixel(slope.value + slope.gradient.x) - at.1);
        let length = dx.hypot(dy);
        (at.0 - dy / length * offset, at.1 + dx / length * offset)
    };
    samples(&frame.x, left, right).map(place).list()
}

fn above<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame) {
    let shown = picture.shown();
    for (lane, (run, style)) in shown.iter().enumerate() {
        trail(picture, pen, frame, *run, (lane % LANES + 1) as f64 * LANE + 1.5, tint(picture.theme.run(style), 0.8));
    }
    if let Some(Hover::Theta(theta)) = picture.hover {
        cross(picture, pen, frame, theta.x);
    }
    balls(picture, pen, frame);
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
    let now = picture.theta_at(run, picture.playhead).x;
    let extent = track.extent(Axis::X, 0, picture.playhead as usize + 1).with(now);
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
    let value = picture.scene.loss.value(Point::on_line(theta));
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
