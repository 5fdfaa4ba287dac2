//! Where to start on a typed loss.

use super::probe::{Probe, rounded};
use crate::list::List as _;
use crate::order::sort_numbers;
use crate::point::{Point, View};

/// Round places in `view`, about `across` along each axis, none at its bounds.
pub fn grid(view: View, is_plane: bool, across: f64) -> impl Iterator<Item = Point> {
    let axis = move |least: f64, greatest: f64| {
        let size = greatest - least;
        let step = round_step(size / across);
        let first = ((least / step).floor() as i64).saturating_add(1);
        let last = ((greatest / step).ceil() as i64).saturating_sub(1);
        (first..=last.min(first.saturating_add(100))).map(move |i| rounded(i as f64 * step, step, 0.1))
    };
    let (least, greatest) = (view.least, view.greatest);
    let rows: Vec<f64> = if is_plane { axis(least.y, greatest.y).list() } else { vec![0.0] };
    rows.into_iter().flat_map(move |y| axis(least.x, greatest.x).map(move |x| Point::new(x, y)))
}

/// 1, 2 or 5 times a power of ten, about `size`.
fn round_step(size: f64) -> f64 {
    let power = 10_f64.powf(size.log10().floor());
    let round = [(1.5, 1.0), (3.5, 2.0), (7.5, 5.0)].iter().find(|(below, _)| size / power < *below);
    power * round.map_or(10.0, |(_, digit)| *digit)
}

/// A place in `view` that is high enough to have a way to go, but not up a wall, and on a slope:
/// on the line as far right as may be, in the plane up on the left and off the axes.
pub fn start(probe: &Probe, view: View, is_plane: bool) -> Point {
    let across = if is_plane { 11.0 } else { 18.0 };
    let places: Vec<(Point, f64, f64)> = grid(view, is_plane, across)
        .map(|place| (place, probe.slope(place)))
        .filter(|(_, slope)| slope.value.is_finite() && slope.gradient.is_finite())
        .map(|(place, slope)| (place, slope.value, slope.gradient.length()))
        .list();
    let size = view.size();
    let towards = if is_plane {
        view.centre() + Point::new(-0.31 * size.x, 0.22 * size.y)
    } else {
        view.least.towards(view.greatest, 0.95)
    };
    let nearest = |wanted: &dyn Fn(&(Point, f64, f64)) -> bool| {
        let wanted = places.iter().filter(|place| wanted(place)).map(|place| place.0);
        wanted.reduce(|best, place| if place.distance(towards) < best.distance(towards) { place } else { best })
    };
    let quantile = |mut all: Vec<f64>, part: f64| {
        sort_numbers(&mut all);
        all.get((all.len() as f64 * part) as usize).copied().unwrap_or(0.0)
    };
    let values: Vec<f64> = places.iter().map(|place| place.1).list();
    let steep = quantile(places.iter().map(|place| place.2).list(), 0.5) * 0.05;
    let (low, high) = (quantile(values.clone(), 0.45), quantile(values, 0.9));
    let is_good = |place: &(Point, f64, f64)| {
        let is_on_axis = is_plane && place.0.x * place.0.y == 0.0;
        place.1 >= low && place.1 <= high && place.2 > 0.0 && place.2 >= steep && !is_on_axis
    };
    nearest(&is_good)
        .or_else(|| nearest(&|place| place.2 > 0.0))
        .or_else(|| nearest(&|_| true))
        .or_else(|| [Point::new(1.0, if is_plane { 1.0 } else { 0.0 })].into_iter().find(|place| view.contains(*place)))
        .unwrap_or(view.centre())
}
