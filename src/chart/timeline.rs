//! θ, J, and what is inside the optimisers, against the iteration.

use super::axes::{Frame, across, plot, upwards};
use super::inside::symbol;
use super::marks::{BEAD, Reading, ball, readings, rim, rule};
use super::pen::{Area, Pen, Sheet, Stroke};
use super::reach::{depth, floor, heights, of_inside};
use super::scale::Scale;
use super::series::{Column, walk};
use super::swing::Curve;
use super::theme::tint;
use super::window::home;
use super::{Chart, GHOST, Hover, Layer, Picture, styles};
use crate::number::readable;
use crate::palette::Style;
use crate::point::Axis;
use crate::race::{Extent, Outcome, Race, Track, Verdict};
use crate::scene::{Coordinates, Inside, LossScale, Vector};

/// One set of curves against the iteration, in a plot of its own.
struct Timeline {
    column: Column,
    /// What is taken off each number before it is drawn: on a logarithmic axis, the least that J can be.
    floor: f64,
    frame: Frame,
    /// What the axis upwards is called.
    name: &'static str,
}

/// The room between two plots, one above the other.
const BETWEEN: f64 = 26.0;

/// The plots of a chart, from above: one, or one for each coordinate.
fn timelines(picture: &Picture, area: Area, chart: Chart) -> Vec<Timeline> {
    let plot = plot(area);
    let inside = picture.scene.inside.unwrap_or(Inside::Scale);
    let dimensions = match chart {
        Chart::Loss => 1,
        Chart::Inside => inside.dimensions(picture.scene.loss.dimensions()),
        _ => picture.scene.loss.dimensions(),
    };
    let axes: &[Axis] = match (dimensions, picture.scene.coordinates) {
        (2, Coordinates::Y) => &[Axis::Y],
        (2, Coordinates::Both) => &[Axis::X, Axis::Y],
        _ => &[Axis::X],
    };
    let count = axes.len() as f64;
    let height = ((plot.height - BETWEEN * (count - 1.0)) / count).max(1.0);
    let mut timelines = Vec::with_capacity(axes.len());
    for (place, axis) in axes.iter().enumerate() {
        let plot = Area { top: plot.top + place as f64 * (height + BETWEEN), height, ..plot };
        let (column, name) = match chart {
            Chart::Loss => (Column::Loss, "J"),
            Chart::Inside => (Column::Inside(*axis), symbol(inside, (dimensions > 1).then_some(*axis))),
            _ if dimensions == 1 => (Column::Theta(*axis), "θ"),
            _ => (Column::Theta(*axis), ["x", "y"][*axis as usize]),
        };
        timelines.push(Timeline::new(picture, column, name, plot));
    }
    timelines
}

/// The scale of iterations of a chart in `area`.
pub fn iterations(picture: &Picture, area: Area) -> Scale {
    Scale::linear(0.0, picture.scene.steps as f64, across(plot(area))).whole()
}

impl Timeline {
    /// With scales that show the whole race, as far as it stays within what the loss shows by itself,
    /// however far a run strays.
    fn new(picture: &Picture, column: Column, name: &'static str, plot: Area) -> Self {
        let loss = &picture.scene.loss;
        let home = home(picture.scene);
        let inside = picture.scene.inside.filter(|_| matches!(column, Column::Inside(_)));
        let mut seen = Extent::NONE;
        let mut see = |race: &Race, track: &Track| {
            let to = track.last() + 1;
            seen = seen.joined(column.extent(race, track, 0, to));
            if inside == Some(Inside::Scale) {
                // That one coordinate has longer steps than the other shall be seen.
                seen = seen.joined(track.inside_extent(Axis::X, 0, to)).joined(track.inside_extent(Axis::Y, 0, to));
            }
        };
        for (run, _) in picture.shown() {
            see(picture.race, &picture.race.tracks()[run]);
            if !picture.is_map() && inside.is_none() {
                for track in picture.swarm_of(run) {
                    see(picture.race, track);
                }
            }
        }
        if let Some((_, race)) = picture.ghost {
            for track in race.tracks() {
                see(race, track);
            }
        }
        let widest = match column {
            Column::Theta(axis) => Extent { least: home.least[axis], greatest: home.greatest[axis] },
            Column::Loss => heights(loss, home).with(loss.value(picture.scene.start)),
            Column::Inside(_) => inside.map_or(Extent::NONE, |inside| of_inside(inside, loss, home)),
        };
        let base = match column {
            Column::Loss if picture.scene.scale == LossScale::Log => floor(loss, seen),
            Column::Inside(_) if inside != Some(Inside::Velocity) => Some(0.0),
            _ => None,
        };
        let log = base.is_some();
        let floor = base.unwrap_or(0.0);
        let name = if floor == 0.0 { name } else { "J above its minimum" };
        let (low, high) = (seen.least.max(widest.least), seen.greatest.min(widest.greatest));
        // Of nothing, or of runs that stand at the minimum, the whole stretch is shown.
        let flat = log && high <= floor;
        let (low, high) = if low <= high && !flat { (low, high) } else { (widest.least, widest.greatest) };
        // A step size has no bounds of its own.
        let (low, high) = if high == f64::INFINITY { (0.1, 1.0) } else { (low, high) };
        let pixels = upwards(plot);
        let y = if log {
            let top = (high - floor) * 1.6;
            Scale::log((low - floor).max(top * depth(inside)) / 1.6, top, pixels)
        } else {
            // A tenth of the whole stretch at least: what hardly moves shall look so.
            let least = if inside.is_some() { 0.0 } else { (widest.greatest - widest.least) * 0.1 };
            let short = least - (high - low);
            let room = ((high - low) * 0.06).max(short / 2.0);
            Scale::linear(low - room, high + room, pixels)
        };
        let x = Scale::linear(0.0, picture.scene.steps as f64, across(plot)).whole();
        Timeline { column, floor, frame: Frame { plot, x, y, grid: true }, name }
    }

    /// Where a number stands; NaN for none.
    fn pixel(&self, number: f64) -> f64 {
        if number.is_nan() { number } else { self.frame.y.pixel(number - self.floor) }
    }
}

pub fn draw<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, chart: Chart, layer: Layer) {
    let timelines = timelines(picture, pen.area(), chart);
    for (place, timeline) in timelines.iter().enumerate() {
        match layer {
            Layer::Ground => {}
            Layer::Below => {
                let last = place + 1 == timelines.len();
                timeline.frame.draw(pen, picture.theme, if last { "iteration" } else { "" }, timeline.name);
                if !picture.is_map() && chart != Chart::Inside {
                    swarm(picture, pen, timeline);
                }
                ghosts(picture, pen, timeline);
                if picture.playhead < picture.scene.steps as f64 {
                    curves(picture, pen, timeline, 0.28, picture.scene.steps);
                }
            }
            Layer::Above => {
                curves(picture, pen, timeline, 1.0, picture.playhead as usize);
                above(picture, pen, timeline);
            }
        }
    }
}

/// The curves of the pinned runs, faint.
fn ghosts<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, timeline: &Timeline) {
    let Some((scene, race)) = picture.ghost else { return };
    let columns = timeline.frame.plot.width as usize;
    for (track, style) in race.tracks().iter().zip(styles(scene)) {
        let colour = tint(picture.theme.run(style), GHOST);
        let stroke = Stroke { colour, width: 1.5, dash: style.dash };
        curve(race, timeline, track, scene.steps, columns).draw(pen, stroke);
    }
}

/// The curves of every run from many starts, faint.
fn swarm<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, timeline: &Timeline) {
    let columns = timeline.frame.plot.width as usize;
    for (run, style) in picture.shown() {
        let stroke = Stroke { colour: tint(picture.theme.run(style), 0.3), width: 1.0, dash: &[] };
        for track in picture.swarm_of(run) {
            curve(picture.race, timeline, track, picture.scene.steps, columns).draw(pen, stroke);
        }
    }
}

/// A run's curve up to step `to`.
fn curve(race: &Race, timeline: &Timeline, track: &Track, to: usize, columns: usize) -> Curve {
    let mut curve = Curve::new(timeline.frame.plot, race.steps());
    walk(race, track, timeline.column, (0, to), columns, |step, number| {
        curve.go((timeline.frame.x.pixel(step), timeline.pixel(number)));
    });
    curve
}

fn curves<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, timeline: &Timeline, opacity: f64, to: usize) {
    let columns = timeline.frame.plot.width as usize * 2;
    for (run, style) in picture.shown() {
        let mut curve = curve(picture.race, timeline, &picture.race.tracks()[run], to, columns);
        if opacity == 1.0 && picture.playhead.fract() > 0.0 && picture.is_finite(run, picture.playhead) {
            curve.go(point(picture, timeline, run, picture.playhead));
        }
        // θ is pointed at in the ledger of a run: its curve stands out.
        let (part, width) = match (picture.light, picture.told() == Some(run)) {
            (Some(Vector::Step), true) => (1.0, 3.5),
            (Some(Vector::Step), false) => (0.3, 2.0),
            _ => (1.0, 2.0),
        };
        let colour = tint(picture.theme.run(style), opacity * part);
        curve.draw(pen, Stroke { colour, width, dash: style.dash });
    }
}

/// Where a run is at `playhead`; NaN upwards where it has no number.
fn point(picture: &Picture, timeline: &Timeline, run: usize, playhead: f64) -> (f64, f64) {
    let of_theta = timeline.column.of(&picture.scene.loss, picture.theta_at(run, playhead));
    let number = of_theta.unwrap_or_else(|| {
        let at = |step| timeline.column.at(picture.race, &picture.race.tracks()[run], step);
        let (here, next) = (at(playhead as usize), at(playhead as usize + 1));
        let between = here + (next - here) * playhead.fract();
        if between.is_finite() { between } else { here }
    });
    (timeline.frame.x.pixel(playhead), timeline.pixel(number))
}

fn above<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, timeline: &Timeline) {
    let (frame, plot) = (&timeline.frame, timeline.frame.plot);
    let shown = picture.shown();
    if let Column::Theta(axis) = timeline.column {
        for (run, style) in &shown {
            events(picture, pen, frame, *run, style, axis);
        }
    }
    let x = frame.x.pixel(picture.playhead);
    if picture.playhead < picture.scene.steps as f64 {
        rule(pen, frame, (x, plot.top), (x, plot.bottom()), picture.theme);
    }
    for (run, style) in &shown {
        let last = picture.race.tracks()[*run].last() as f64;
        let at = point(picture, timeline, *run, picture.playhead.min(last));
        if at.1.is_nan() {
            continue;
        }
        rim(pen, plot, at, BEAD, picture.theme);
        ball(pen, plot, at, BEAD, picture.theme.run(style));
    }
    match picture.hover {
        Some(Hover::Iteration(step)) => {
            let x = frame.x.pixel(step as f64);
            rule(pen, frame, (x, plot.top), (x, plot.bottom()), picture.theme);
            let mut values = Vec::with_capacity(shown.len());
            for (run, style) in shown.iter().filter(|(run, _)| picture.is_finite(*run, step as f64)) {
                let at = point(picture, timeline, *run, step as f64);
                if at.1.is_nan() {
                    continue;
                }
                let colour = picture.theme.run(style);
                rim(pen, plot, at, BEAD - 1.0, picture.theme);
                ball(pen, plot, at, BEAD - 1.0, colour);
                let number = timeline.column.at(picture.race, &picture.race.tracks()[*run], step);
                values.push(Reading { y: at.1, text: readable(number - timeline.floor, 3), colour });
            }
            readings(pen, frame, x, values, picture.theme);
        }
        Some(Hover::Theta(theta)) => {
            let Some(number) = timeline.column.of(&picture.scene.loss, theta) else { return };
            let y = timeline.pixel(number);
            rule(pen, frame, (plot.left, y), (plot.right(), y), picture.theme);
        }
        None => {}
    }
}

/// Where something happened to a run: a tick on the axis where it settled, a ring where it was
/// farthest past the minimum.
fn events<S: Sheet>(picture: &Picture, pen: &mut Pen<S>, frame: &Frame, run: usize, style: &Style, axis: Axis) {
    let verdict = Verdict::of(&picture.race.tracks()[run], &picture.scene.loss, picture.playhead as usize);
    let colour = tint(picture.theme.run(style), 1.0);
    if let Outcome::Settled { step, .. } = verdict.outcome {
        let (x, below) = (frame.x.pixel(step as f64), frame.plot.bottom());
        let tick = [(x, below - 8.0), (x, below)];
        pen.line(&tick, frame.plot, Stroke { colour, width: 2.5, dash: &[] });
    }
    if let Some(past) = verdict.overshoot {
        let at = (frame.x.pixel(past.step as f64), frame.y.pixel(past.theta[axis]));
        if frame.plot.contains(at) {
            pen.ring(at, BEAD, colour);
        }
    }
}
