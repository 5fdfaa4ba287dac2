//! The edge of stability: how long steps may be on a quadratic loss before they grow.

use super::field::{CELLS, Field};
use super::rules::Rules;
use crate::hyperparameter::Knob;
use crate::list::List as _;
use crate::loss::Loss;
use crate::point::Point;
use crate::scene::{Along, Scene};
use crate::schedule::Schedule;

/// Second derivatives are the same everywhere if they differ by less than this part.
const SAME: f64 = 1e-9;

/// The greatest curvature of a loss that has the same everywhere, bends up in some direction and down in none; none of
/// others.
#[must_use]
pub fn curvature(loss: &Loss) -> Option<f64> {
    let (view, start) = (loss.shown(), loss.start());
    let at = |x: f64, y: f64| view.least + Point::new(view.size().x * x, view.size().y * y);
    let hessian = |theta: Point| loss.curvature(theta).hessian;
    let [[a, b], [_, d]] = hessian(start).map(|row| [row.x, row.y]);
    let size = a.abs().max(b.abs()).max(d.abs());
    for place in [at(0.17, 0.71), at(0.93, 0.08), at(0.41, 0.37), at(0.62, 0.96)] {
        let [other, lower] = hessian(place);
        let same = [other.x - a, other.y - b, lower.y - d].iter().all(|off| off.abs() <= SAME * size);
        if !same {
            return None;
        }
    }
    if loss.dimensions() == 1 {
        return (a > 0.0).then_some(a);
    }
    let (middle, spread) = (f64::midpoint(a, d), ((a - d) / 2.0).hypot(b));
    (middle - spread >= 0.0 && middle + spread > 0.0).then_some(middle + spread)
}

/// Where on a map a run's steps begin to grow: places from the lower left, 0 to 1 across and upwards, on a line. None
/// where the loss is no quadratic, the rule has no such edge, the learning rate is not along a side, or settings change
/// on the way.
#[must_use]
pub fn edge(scene: &Scene, field: &Field) -> Option<Vec<(f64, f64)>> {
    let run = &scene.runs[field.run];
    if run.schedule != Schedule::Constant || !scene.changes.is_empty() {
        return None;
    }
    let curvature = curvature(&scene.loss)?;
    let is_rate = |along: Along| match along {
        Along::Value(place) => run.optimiser.hyperparameters[place].knob == Some(Knob::LearningRate),
        Along::Start(_) => false,
    };
    let across = match (is_rate(field.across.along), is_rate(field.up.along)) {
        (true, false) => true,
        (false, true) => false,
        _ => return None,
    };
    let (rate, other) = if across { (field.across, field.up) } else { (field.up, field.across) };
    let rules: Box<dyn Rules> = run.optimiser.start.lanes?();
    let place = |n: usize| {
        let part = n as f64 / CELLS as f64;
        let mut values = run.values.clone();
        if let Along::Value(place) = other.along {
            values[place] = other.value(part);
        }
        let least = rules.edge(run.optimiser.hyperparameters, &values, curvature)?;
        // Beyond the slider there is no edge to be seen.
        let on_it = least >= rate.value(0.0) && least <= rate.value(1.0);
        on_it.then(|| if across { (rate.part(least), part) } else { (part, rate.part(least)) })
    };
    let line: Vec<(f64, f64)> = (0..=CELLS).filter_map(place).list();
    (!line.is_empty()).then_some(line)
}
