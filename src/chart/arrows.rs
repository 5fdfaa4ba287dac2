//! The arrows at the balls: the way down, the momentum, the step about to be made.

use super::Picture;
use super::axes::Frame;
use super::pen::{Pen, Sheet, Stroke};
use super::theme::tint;
use crate::palette::Rgb;
use crate::point::Point;
use crate::scene::Vector;

/// The length in CSS pixels towards which arrows without a scale of their own grow.
const LONGEST: f64 = 64.0;
/// Length of an arrow's head.
const HEAD: f64 = 8.0;

/// The arrows of one run. The step is as long as the step is; gradient and momentum, whose lengths range
/// over many powers of ten, are drawn longer the longer they are, but never longer than [`LONGEST`].
pub fn draw<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame, run: usize, colour: Rgb) {
    let step = picture.playhead as usize;
    if picture.told() == Some(run) {
        return told(picture, pen, frame, run, step);
    }
    let here = picture.place(frame, picture.theta_at(run, picture.playhead));
    for vector in &picture.scene.vectors {
        let Some(to) = end(picture, frame, run, step, *vector, here) else { continue };
        let dash: &[f64] = if *vector == Vector::Momentum { &[5.0, 3.0] } else { &[] };
        let width = if *vector == Vector::Step { 3.0 } else { 1.5 };
        arrow(picture, pen, frame, (here, to), Stroke { colour: tint(colour, 1.0), width, dash });
    }
}

/// The arrows of the step that is told line by line: the one that led to the present iteration.
fn told<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame, run: usize, step: usize) {
    let Some(before) = step.checked_sub(1) else { return };
    let from = picture.place(frame, picture.race.tracks()[run].theta(before));
    for &vector in &Vector::ALL {
        let of = if vector == Vector::Momentum { step } else { before };
        let Some(to) = end(picture, frame, run, of, vector, from) else { continue };
        let lit = picture.light == Some(vector);
        let opacity = if picture.light.is_some() && !lit { 0.3 } else { 1.0 };
        let width = if lit { 4.0 } else { 2.0 };
        let colour = tint(picture.theme.vector(vector), opacity);
        arrow(picture, pen, frame, (from, to), Stroke { colour, width, dash: &[] });
    }
}

/// Where an arrow of a run at `step` ends that is drawn from `from`; none where there is none to draw.
fn end(
    picture: &Picture,
    frame: &Frame,
    run: usize,
    step: usize,
    vector: Vector,
    from: (f64, f64),
) -> Option<(f64, f64)> {
    let track = &picture.race.tracks()[run];
    if !picture.is_finite(run, step as f64) || !frame.plot.contains(from) {
        return None;
    }
    match vector {
        Vector::Gradient => scaled(picture, frame, from, picture.scene.loss.slope(track.theta(step)).gradient * -1.0),
        Vector::Momentum => scaled(picture, frame, from, picture.race.momentum(picture.scene, run, step)? * -1.0),
        Vector::Step => (step < track.last()).then(|| picture.place(frame, track.theta(step + 1))),
    }
}

/// The end of an arrow along `way`, drawn from `from`.
fn scaled(picture: &Picture, frame: &Frame, from: (f64, f64), way: Point) -> Option<(f64, f64)> {
    // Half the view is "long": what is a tenth of that is a tenth as long on the chart, and so on down.
    let across = (frame.x.value(frame.plot.right()) - frame.x.value(frame.plot.left)) / 2.0;
    let length = way.length();
    let part = length / (length + across);
    let up = if picture.is_map() { frame.plot.width / 2.0 / across * -way.y } else { 0.0 };
    let (dx, dy) = (frame.plot.width / 2.0 / across * way.x, up);
    let pixels = dx.hypot(dy);
    let to = (from.0 + dx / pixels * part * LONGEST, from.1 + dy / pixels * part * LONGEST);
    (to.0.is_finite() && to.1.is_finite()).then_some(to)
}

fn arrow<S: Sheet>(
    picture: &Picture,
    pen: &mut Pen<S>,
    frame: &Frame,
    (from, to): ((f64, f64), (f64, f64)),
    stroke: Stroke,
) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length < 1.0 {
        return;
    }
    let (ux, uy) = (dx / length, dy / length);
    let head = HEAD.min(length);
    let neck = (to.0 - ux * head, to.1 - uy * head);
    let half = head * 0.45;
    let corners = [to, (neck.0 - uy * half, neck.1 + ux * half), (neck.0 + uy * half, neck.1 - ux * half)];
    let casing = Stroke { colour: tint(picture.theme.paper, 0.85), width: stroke.width + 2.5, dash: &[] };
    pen.line(&[from, neck], frame.plot, casing);
    pen.line(&[from, neck], frame.plot, stroke);
    if corners.iter().all(|corner| frame.plot.inset(-HEAD).contains(*corner)) {
        pen.polygon(&corners, stroke.colour);
    }
}
