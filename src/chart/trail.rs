//! The trail of a run over a map, with no more points than can be seen.

use super::axes::Frame;
use super::pen::{Pen, Sheet, Stroke};
use super::theme::tint;
use super::{GHOST, Picture, styles};
use crate::palette::Style;
use crate::point::Point;
use crate::race::Track;

/// Points nearer to each other than this, in CSS pixels, are drawn as one.
const NEAR: f64 = 0.6;
/// So many steps are drawn one by one; of later ones only so many more in all.
const EACH: usize = 8192;
/// A fading trail is drawn in so many pieces.
const PIECES: usize = 16;
/// So many steps back a fading trail has faded away.
const TAIL: usize = 80;

/// Draws where a run has been, up to the playhead.
pub fn draw<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame, run: usize, style: &Style) {
    let track = &picture.race.tracks()[run];
    let colour = picture.theme.run(style);
    let stroke = Stroke { colour: tint(colour, 1.0), width: 2.25, dash: style.dash };
    let casing = Stroke { colour: tint(picture.theme.paper, 0.7), width: 4.75, dash: &[] };
    let at = picture.playhead as usize;
    let now = picture.theta_at(run, picture.playhead);
    if !picture.scene.fading {
        let mut way = points(picture, frame, track, 0, at);
        way.push(picture.place(frame, now));
        pen.line(&way, frame.plot, casing);
        pen.line(&way, frame.plot, stroke);
        return;
    }
    // What is old stays as a hint of where it came from.
    let whole = points(picture, frame, track, 0, at);
    pen.line(&whole, frame.plot, Stroke { colour: tint(colour, 0.18), width: 1.5, dash: &[] });
    let from = at.saturating_sub(TAIL);
    for piece in 0..PIECES {
        let end = |piece: usize| from + (at - from) * piece / PIECES;
        let mut way = points(picture, frame, track, end(piece), end(piece + 1));
        if piece + 1 == PIECES {
            way.push(picture.place(frame, now));
        }
        let opacity = ((piece + 1) as f64 / PIECES as f64).powi(2);
        pen.line(&way, frame.plot, Stroke { colour: tint(colour, opacity), dash: &[], ..stroke });
    }
}

/// The whole trails of the pinned runs, faint.
pub fn ghosts<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame) {
    let Some((scene, race)) = picture.ghost else { return };
    for (track, style) in race.tracks().iter().zip(styles(scene)) {
        let colour = tint(picture.theme.run(style), GHOST);
        let way = points(picture, frame, track, 0, track.last());
        pen.line(&way, frame.plot, Stroke { colour, width: 1.5, dash: style.dash });
    }
}

/// The whole trails of a run from many starts, faint.
pub fn swarm<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame, run: usize, style: &Style) {
    let stroke = Stroke { colour: tint(picture.theme.run(style), 0.4), width: 1.0, dash: &[] };
    for track in picture.swarm_of(run) {
        pen.line(&points(picture, frame, track, 0, track.last()), frame.plot, stroke);
    }
}

/// Where a run is that came from many starts: a dot for each.
pub fn dots<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame, run: usize, style: &Style) {
    for track in picture.swarm_of(run) {
        let at = picture.place(frame, track.theta(picture.playhead as usize));
        if frame.plot.contains(at) {
            pen.disc(at, 3.5, tint(picture.theme.paper, 0.8));
            pen.disc(at, 2.5, tint(picture.theme.run(style), 0.9));
        }
    }
}

/// Where a track was from one step to another, on the chart.
fn points(picture: &Picture, frame: &Frame, track: &Track, from: usize, to: usize) -> Vec<(f64, f64)> {
    let to = to.min(track.last());
    let mut points: Vec<(f64, f64)> = Vec::new();
    let mut keep = |theta: Point| {
        let at = picture.place(frame, theta);
        let near = |last: &(f64, f64)| (at.0 - last.0).abs() < NEAR && (at.1 - last.1).abs() < NEAR;
        if !points.last().is_some_and(near) {
            points.push(at);
        }
    };
    let apart = (to.saturating_sub(from + EACH) / EACH).max(1);
    (from..=to.min(from + EACH)).for_each(|step| keep(track.theta(step)));
    (from + EACH + 1..to).step_by(apart).for_each(|step| keep(track.theta(step)));
    if from <= to {
        keep(track.theta(to));
    }
    points
}
