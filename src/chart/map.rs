//! The landscape of a loss of two dimensions: a map of its heights, with each run's ball and trail.

use plotters_backend::text_anchor::{HPos, VPos};

use super::axes::{Frame, across, plot, upwards};
use super::marks::{balls, rule};
use super::pen::{Area, Lettering, Pen, Sheet, Stroke};
use super::ramp::ramp;
use super::scale::Scale;
use super::theme::tint;
use super::window::window;
use super::{Hover, Layer, Picture, trail};
use crate::number::{place, readable};
use crate::point::Point;

/// Scales that show all of the window, with a unit as long across as upwards: a gradient then stands
/// upright on its iso-line.
pub fn frame(picture: &Picture, area: Area) -> Frame {
    let plot = plot(area);
    let view = window(picture.scene);
    let (size, centre) = (view.size(), view.centre());
    let unit = (size.x / plot.width).max(size.y / plot.height);
    let half = Point::new(plot.width, plot.height) * (unit / 2.0);
    let x = Scale::linear(centre.x - half.x, centre.x + half.x, across(plot));
    let y = Scale::linear(centre.y - half.y, centre.y + half.y, upwards(plot));
    Frame { plot, x, y, grid: false }
}

pub fn draw<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, layer: Layer) {
    let frame = frame(picture, pen.area());
    let shown = picture.shown();
    match layer {
        Layer::Ground => ground(picture, pen, &frame),
        Layer::Below => {
            trail::ghosts(picture, pen, &frame);
            for (run, style) in &shown {
                trail::swarm(picture, pen, &frame, *run, style);
            }
        }
        Layer::Above => {
            for (run, style) in &shown {
                trail::dots(picture, pen, &frame, *run, style);
            }
            for (run, style) in &shown {
                trail::draw(picture, pen, &frame, *run, style);
            }
            if let Some(Hover::Theta(theta)) = picture.hover {
                cross(picture, pen, &frame, theta);
            }
            balls(picture, pen, &frame);
        }
    }
}

fn ground<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame) {
    let (plot, theme) = (frame.plot, picture.theme);
    if let Some(relief) = picture.relief {
        let colour = |height: usize| ramp(theme, height as f64 / relief.levels.max(1) as f64);
        pen.polygon(&plot.corners(), colour(0));
        for ring in &relief.rings {
            pen.polygon(&ring.points, colour(ring.height));
        }
        let line = Stroke { colour: tint(theme.ink, 0.16), width: 1.0, dash: &[] };
        for ring in &relief.rings {
            pen.line(&inner(&ring.points, plot), plot, line);
        }
        for area in &relief.nowhere {
            // A hair larger, so that no seam is seen between two rows.
            pen.polygon(&area.inset(-0.25).corners(), tint(theme.paper, 1.0));
        }
        let slanted = Stroke { colour: tint(theme.quiet, 0.55), width: 1.0, dash: &[] };
        for stroke in &relief.hatch {
            pen.line(stroke, plot, slanted);
        }
    }
    minima(picture, pen, frame);
    frame.draw(pen, theme, "x", "y");
}

/// A cross at every minimum, a larger one at the best.
fn minima<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame) {
    let (plot, theme) = (frame.plot, picture.theme);
    for minimum in picture.scene.loss.minima() {
        let (x, y) = (frame.x.pixel(minimum.at.x), frame.y.pixel(minimum.at.y));
        if !plot.contains((x, y)) {
            continue;
        }
        let (arm, opacity) = if picture.scene.loss.is_best(minimum) { (4.5, 0.8) } else { (2.5, 0.5) };
        let stroke = |width, colour, opacity| Stroke { colour: tint(colour, opacity), width, dash: &[] };
        for stroke in [stroke(4.0, theme.paper, 0.8), stroke(1.5, theme.ink, opacity)] {
            pen.line(&[(x - arm, y - arm), (x + arm, y + arm)], plot, stroke);
            pen.line(&[(x - arm, y + arm), (x + arm, y - arm)], plot, stroke);
        }
    }
}

/// A ring without what runs along the edge of the plot.
fn inner(points: &[(f64, f64)], plot: Area) -> Vec<(f64, f64)> {
    const EDGE: f64 = 1e-6;
    let sides = |(x, y): (f64, f64)| {
        [x - plot.left < EDGE, plot.right() - x < EDGE, y - plot.top < EDGE, plot.bottom() - y < EDGE]
    };
    let mut line = Vec::with_capacity(points.len());
    for pair in points.windows(2) {
        let (from, to) = (sides(pair[0]), sides(pair[1]));
        line.push(pair[0]);
        // Round a corner the ring goes by half a cell.
        if from.contains(&true) && to.contains(&true) {
            line.push((f64::NAN, f64::NAN));
        }
    }
    line.extend(points.last());
    line
}

/// θ and J where the pointer is.
fn cross<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame, theta: Point) {
    let (plot, theme) = (frame.plot, picture.theme);
    let (x, y) = (frame.x.pixel(theta.x), frame.y.pixel(theta.y));
    if !plot.contains((x, y)) {
        return;
    }
    rule(pen, frame, (x, plot.top), (x, plot.bottom()), theme);
    rule(pen, frame, (plot.left, y), (plot.right(), y), theme);
    let text = format!("{}   J = {}", place(theta, 2, 3), readable(picture.scene.loss.value(theta), 3));
    let width = text.chars().count() as f64 * 6.4 + 14.0;
    let left = if x + 10.0 + width <= plot.right() { x + 10.0 } else { (x - 10.0 - width).max(plot.left) };
    let middle = if y - 24.0 > plot.top { y - 16.0 } else { y + 16.0 };
    let area = Area { left, top: middle - 10.0, width, height: 20.0 };
    pen.polygon(&area.corners(), tint(theme.paper, 0.88));
    let colour = tint(theme.ink, 1.0);
    let lettering = Lettering { colour, size: 12.0, italic: false, across: HPos::Left, along: VPos::Center };
    pen.text(&text, (left + 7.0, middle), lettering);
}
