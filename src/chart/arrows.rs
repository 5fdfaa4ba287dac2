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
    let (track, step) = (&picture.race.tracks()[run], picture.playhead as usize);
    if picture.scene.vectors.is_empty() || !picture.is_finite(run, picture.playhead) {
        return;
    }
    let here = picture.theta_at(run, picture.playhead);
    let from = picture.place(frame, here);
    if !frame.plot.contains(from) {
        return;
    }
    for vector in &picture.scene.vectors {
        let (to, dash): (Option<(f64, f64)>, &[f64]) = match vector {
            Vector::Gradient => {
                let down = picture.scene.loss.slope(track.theta(step)).gradient * -1.0;
                (scaled(picture, frame, from, down), &[])
            }
            Vector::Momentum => {
                let momentum = picture.race.momentum(picture.scene, run, step);
                (momentum.and_then(|momentum| scaled(picture, frame, from, momentum * -1.0)), &[5.0, 3.0])
            }
            Vector::Step => {
                let known = step < track.last();
                (known.then(|| picture.place(frame, track.theta(step + 1))), &[])
            }
        };
        let Some(to) = to else { continue };
        let width = if *vector == Vector::Step { 3.0 } else { 1.5 };
        arrow(picture, pen, frame, (from, to), Stroke { colour: tint(colour, 1.0), width, dash });
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
