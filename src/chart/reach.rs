//! How far charts reach upwards, however far runs stray: as far as the loss shows by itself.

use crate::loss::Loss;
use crate::point::{Point, View};
use crate::race::Extent;
use crate::scene::Inside;

/// A logarithmic axis reaches down this far below its top, unless all curves end higher.
const DEPTH: f64 = 1e-14;
/// The same of what falls with the distance to a minimum: J falls with its square.
const ROOT_OF_DEPTH: f64 = 1e-7;
/// Places along each side of a view at which the loss is looked at.
const PLACES: u32 = 12;
/// A velocity may be this many times the steepest gradient in view: a sum of gradients of which nine tenths are
/// kept each step comes to ten.
const PILED_UP: f64 = 10.0;

/// How far below its top a logarithmic axis reaches at most, of J or of what is inside.
pub fn depth(inside: Option<Inside>) -> f64 {
    match inside {
        Some(Inside::Gradient | Inside::Length) => ROOT_OF_DEPTH,
        _ => DEPTH,
    }
}

/// Whether J can be drawn by powers of ten: from which number on, if so. Above the best minimum that is
/// known; where none is, above 0, unless J has been below.
pub fn floor(loss: &Loss, seen: Extent) -> Option<f64> {
    match loss.best() {
        Some(best) => Some(best.value),
        None => (seen.least > 0.0).then_some(0.0),
    }
}

/// The least and greatest J in a view, as far as it is finite.
pub fn heights(loss: &Loss, view: View) -> Extent {
    let best = loss.best().map_or(Extent::NONE, |best| Extent::NONE.with(best.value));
    best.joined(sampled(loss, view, &|theta| loss.value(theta)))
}

/// The least and greatest that there can be inside an optimiser that stays in a view.
pub fn of_inside(inside: Inside, loss: &Loss, home: View) -> Extent {
    let to = |greatest| Extent { least: 0.0, greatest };
    let steepest = || sampled(loss, home, &|theta| loss.slope(theta).gradient.length()).greatest;
    match inside {
        Inside::Scale => to(f64::INFINITY),
        Inside::Gradient => to(steepest()),
        Inside::Velocity => {
            let most = steepest() * PILED_UP;
            Extent { least: -most, greatest: most }
        }
        Inside::Length => to(home.size().length()),
    }
}

/// The least and greatest of a number that the loss has at each place of a view, as far as it is finite.
fn sampled(loss: &Loss, view: View, number: &dyn Fn(Point) -> f64) -> Extent {
    let part = |i: u32| f64::from(i) / f64::from(PLACES);
    let rows = if loss.dimensions() > 1 { 0..=PLACES } else { 0..=0 };
    let mut extent = Extent::NONE;
    for row in rows {
        for column in 0..=PLACES {
            let at = Point::new(part(column) * view.size().x, part(row) * view.size().y);
            let value = number(view.least + at);
            if value.is_finite() {
                extent = extent.with(value);
            }
        }
    }
    extent
}
