//! θ and J against the iteration.

use super::axes::{Frame, across, plot, upwards};
use super::marks::{BEAD, Reading, ball, readings, rim, rule};
use super::pen::{Area, Pen, Sheet, Stroke};
use super::scale::Scale;
use super::series::{Column, walk};
use super::theme::tint;
use super::{Chart, Hover, Layer, Picture};
use crate::number::readable;
use crate::palette::Style;
use crate::race::{Extent, Outcome, Verdict};
use crate::scene::LossScale;

/// A logarithmic axis reaches down this far below its top, unless all curves end higher.
const DEPTH: f64 = 1e-14;

/// What a chart against the iteration shows.
struct Timeline {
    column: Column,
    /// What is taken off each number before it is drawn: on a logarithmic axis, J of the best minimum.
    floor: f64,
    log: bool,
}

impl Timeline {
    fn of(picture: &Picture, chart: Chart) -> Self {
        let column = if chart == Chart::Theta { Column::Theta } else { Column::Loss };
        let log = column == Column::Loss && picture.scene.scale == LossScale::Log;
        let floor = if log { picture.scene.loss.best().value } else { 0.0 };
        Timeline { column, floor, log }
    }

    fn y_name(&self) -> &'static str {
        match (self.column, self.floor == 0.0) {
            (Column::Theta, _) => "θ",
            (Column::Loss, true) => "J",
            (Column::Loss, false) => "J above its minimum",
        }
    }
}

/// Scales that show the whole race, as far as it stays within what the landscape shows.
pub fn frame(picture: &Picture, area: Area, chart: Chart) -> Frame {
    let plot = plot(area);
    let x = Scale::linear(0.0, picture.scene.steps as f64, across(plot)).whole();
    let timeline = Timeline::of(picture, chart);
    let (least, greatest) = picture.window();
    let loss = picture.scene.loss;
    // However far a run strays, the scale stays with what the landscape shows.
    let widest = match timeline.column {
        Column::Theta => Extent { least, greatest },
        Column::Loss => Extent {
            least: loss.best().value,
            greatest: loss.value(least).max(loss.value(greatest)).max(loss.value(picture.scene.start)),
        },
    };
    let reach = |(run, _): &(usize, &Style)| {
        let track = &picture.race.tracks()[*run];
        timeline.column.extent(picture.race, track, 0, track.last() + 1)
    };
    let seen = picture.shown().iter().map(reach).fold(Extent::NONE, Extent::joined);
    let (low, high) = (seen.least.max(widest.least), seen.greatest.min(widest.greatest));
    // Of nothing, or of runs that stand at the minimum, the whole stretch is shown.
    let flat = timeline.log && high <= timeline.floor;
    let (low, high) = if low <= high && !flat { (low, high) } else { (widest.least, widest.greatest) };
    let pixels = upwards(plot);
    let y = if timeline.log {
        let top = (high - timeline.floor) * 1.6;
        Scale::log((low - timeline.floor).max(top * DEPTH) / 1.6, top, pixels)
    } else {
        // A tenth of the whole stretch at least: what hardly moves shall look so.
        let short = (widest.greatest - widest.least) * 0.1 - (high - low);
        let room = ((high - low) * 0.06).max(short / 2.0);
        Scale::linear(low - room, high + room, pixels)
    };
    Frame { plot, x, y }
}

pub fn draw<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, chart: Chart, layer: Layer) {
    let frame = frame(picture, pen.area(), chart);
    let timeline = Timeline::of(picture, chart);
    match layer {
        Layer::Below => {
            frame.draw(pen, picture.theme, "iteration", timeline.y_name());
            if picture.playhead < picture.scene.steps as f64 {
                curves(picture, pen, &frame, &timeline, 0.28, picture.scene.steps);
            }
        }
        Layer::Above => {
            curves(picture, pen, &frame, &timeline, 1.0, picture.playhead as usize);
            above(picture, pen, &frame, &timeline);
        }
    }
}

fn curves<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame, timeline: &Timeline, opacity: f64, to: usize) {
    let columns = frame.plot.width as usize * 2;
    let mut points = Vec::new();
    for (run, style) in picture.shown() {
        let track = &picture.race.tracks()[run];
        points.clear();
        let mut outside_before = false;
        walk(picture.race, track, timeline.column, (0, to), columns, |step, number| {
            let (x, y) = (frame.x.pixel(step), frame.y.pixel(number - timeline.floor));
            // Between two points out of sight there is nothing to see: a divergence that leaps from side
            // to side would fill the chart.
            let outside = y < frame.plot.top || y > frame.plot.bottom();
            if outside && outside_before {
                points.push((f64::NAN, f64::NAN));
            }
            outside_before = outside;
            points.push((x, y));
        });
        if opacity == 1.0 && picture.playhead.fract() > 0.0 && picture.is_finite(run, picture.playhead) {
            points.push(point(picture, frame, timeline, run, picture.playhead));
        }
        let colour = tint(picture.theme.run(style), opacity);
        pen.line(&points, frame.plot, Stroke { colour, width: 2.0, dash: style.dash });
    }
}

/// Where a run is at `playhead`.
fn point(picture: &Picture, frame: &Frame, timeline: &Timeline, run: usize, playhead: f64) -> (f64, f64) {
    let theta = picture.theta_at(run, playhead);
    let number = timeline.column.of(picture.scene.loss, theta);
    (frame.x.pixel(playhead), frame.y.pixel(number - timeline.floor))
}

fn above<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame, timeline: &Timeline) {
    let plot = frame.plot;
    let shown = picture.shown();
    if timeline.column == Column::Theta {
        for (run, style) in &shown {
            events(picture, pen, frame, *run, style);
        }
    }
    let x = frame.x.pixel(picture.playhead);
    if picture.playhead < picture.scene.steps as f64 {
        rule(pen, frame, (x, plot.top), (x, plot.bottom()), picture.theme);
    }
    for (run, style) in &shown {
        let last = picture.race.tracks()[*run].last() as f64;
        let at = point(picture, frame, timeline, *run, picture.playhead.min(last));
        rim(pen, plot, at, BEAD, picture.theme);
        ball(pen, plot, at, BEAD, picture.theme.run(style));
    }
    match picture.hover {
        Some(Hover::Iteration(step)) => {
            let x = frame.x.pixel(step as f64);
            rule(pen, frame, (x, plot.top), (x, plot.bottom()), picture.theme);
            let mut values = Vec::with_capacity(shown.len());
            for (run, style) in shown.iter().filter(|(run, _)| picture.is_finite(*run, step as f64)) {
                let at = point(picture, frame, timeline, *run, step as f64);
                let colour = picture.theme.run(style);
                rim(pen, plot, at, BEAD - 1.0, picture.theme);
                ball(pen, plot, at, BEAD - 1.0, colour);
                let number = timeline.column.at(picture.race, &picture.race.tracks()[*run], step);
                values.push(Reading { y: at.1, text: readable(number - timeline.floor, 3), colour });
            }
            readings(pen, frame, x, values, picture.theme);
        }
        Some(Hover::Theta(theta)) => {
            let number = timeline.column.of(picture.scene.loss, theta);
            let y = frame.y.pixel(number - timeline.floor);
            rule(pen, frame, (plot.left, y), (plot.right(), y), picture.theme);
        }
        None => {}
    }
}

/// Where something happened to a run: a tick on the axis where it settled, a ring where it was
/// farthest past the minimum.
fn events<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame, run: usize, style: &Style) {
    let verdict = Verdict::of(&picture.race.tracks()[run], picture.scene.loss, picture.playhead as usize);
    let colour = tint(picture.theme.run(style), 1.0);
    if let Outcome::Settled { step, .. } = verdict.outcome {
        let (x, below) = (frame.x.pixel(step as f64), frame.plot.bottom());
        let tick = [(x, below - 8.0), (x, below)];
        pen.line(&tick, frame.plot, Stroke { colour, width: 2.5, dash: &[] });
    }
    if let Some(past) = verdict.overshoot {
        let at = (frame.x.pixel(past.step as f64), frame.y.pixel(past.theta));
        if frame.plot.contains(at) {
            pen.ring(at, BEAD, colour);
        }
    }
}
