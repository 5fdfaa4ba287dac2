//! Minima of a loss of two dimensions.

use super::probe::{Probe, is_no_pole, rounded};
use crate::list::List as _;
use crate::loss::{Curvature, Minimum};
use crate::order::sort;
use crate::point::{Point, View};

/// What probes on a grid have seen.
#[derive(Debug)]
pub struct Patch {
    /// How many probes found a finite J.
    pub finite: usize,
    /// Places lower than those around them, the lowest first.
    pub dips: Vec<(f64, Point)>,
    /// The greatest J less the least.
    pub spread: f64,
    /// The least view of all places where J is finite.
    pub extent: Option<View>,
    /// How far places are apart.
    pub cell: Point,
}

/// After how many dips without anything new the rest is left alone.
const IN_VAIN: usize = 24;

const AROUND: [(f64, f64); 8] =
    [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0)];

/// The places at `cell` around `at`.
fn around(at: Point, cell: Point) -> impl Iterator<Item = Point> {
    AROUND.iter().map(move |(x, y)| Point::new(at.x + x * cell.x, at.y + y * cell.y))
}

/// Probes `view` at `side` by `side` places.
pub fn look(probe: &Probe, view: View, side: usize) -> Patch {
    let cell = view.size() * (1.0 / (side.max(3) - 1) as f64);
    let place =
        |i: usize| Point::new(view.least.x + cell.x * (i % side) as f64, view.least.y + cell.y * (i / side) as f64);
    let values: Vec<f64> = (0..side * side).map(|i| probe.value(place(i))).list();
    let mut patch = Patch { finite: 0, dips: Vec::new(), spread: 0.0, extent: None, cell };
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for (i, &value) in values.iter().enumerate().filter(|(_, value)| value.is_finite()) {
        patch.finite += 1;
        (low, high) = (low.min(value), high.max(value));
        patch.extent = Some(patch.extent.map_or(View { least: place(i), greatest: place(i) }, |e| e.with(place(i))));
        let inside = |at: usize| at > 0 && at + 1 < side;
        if inside(i % side) && inside(i / side) {
            let others = [i - side - 1, i - side, i - side + 1, i - 1, i + 1, i + side - 1, i + side, i + side + 1];
            let is_low = others.iter().all(|other| value <= values[*other] || values[*other].is_nan());
            if is_low && others.iter().any(|other| value < values[*other]) {
                patch.dips.push((value, place(i)));
            }
        }
    }
    // Of equals the one nearest to zero: along the floor of a valley that is the one to name.
    sort(&mut patch.dips, |a, b| a.0 < b.0 || (a.0 == b.0 && a.1.length() < b.1.length()));
    patch.spread = high - low;
    patch
}

/// The greater and the lesser eigenvalue of a symmetric matrix.
fn eigenvalues([a, b]: [Point; 2]) -> (f64, f64) {
    let (middle, half) = (f64::midpoint(a.x, b.y), f64::midpoint(a.x, -b.y));
    let radius = half.hypot(a.y);
    (middle + radius, middle - radius)
}

/// Newton's step from here with `damping` added to the Hessian, which makes it positive definite.
fn newton(here: &Curvature, damping: f64) -> Point {
    let [a, b] = here.hessian;
    let (p, q, r) = (a.x + damping, a.y, b.y + damping);
    let determinant = p * r - q * q;
    let (gx, gy) = (here.gradient.x, here.gradient.y);
    Point::new((q * gy - r * gx) / determinant, (q * gx - p * gy) / determinant)
}

/// Walks down from `from` by damped Newton steps of at most one cell, as long as that helps.
fn descend(probe: &Probe, from: Point, cell: Point) -> (Point, Curvature) {
    let reach = cell.length();
    let (mut at, mut here, mut damping) = (from, probe.curvature(from), 0.0_f64);
    for _ in 0..80 {
        let (great, least) = eigenvalues(here.hessian);
        let steep = here.gradient.length();
        if !great.is_finite() || !steep.is_finite() || steep == 0.0 || probe.is_spent() {
            break;
        }
        let norm = great.abs().max(least.abs()).max(steep / reach * 1e-3);
        // Below this the step would lead uphill.
        let damped = damping.max(if least > 1e-12 * norm { 0.0 } else { 1e-3 * norm - 1.1 * least });
        let mut step = newton(&here, damped);
        if step.length() > reach {
            step = step * (reach / step.length());
        }
        let next = at + step;
        if next == at || !next.is_finite() {
            break;
        }
        let there = probe.curvature(next);
        // Near the bottom J no longer tells, but its gradient does.
        let level = there.value <= here.value + 4e-16 * here.value.abs() && there.gradient.length() < 0.9 * steep;
        if there.value < here.value || level {
            (at, here, damping) = (next, there, if damping < 1e-9 * norm { 0.0 } else { damping * 0.1 });
        } else {
            damping = (10.0 * damping).max(1e-3 * norm);
            if damping > 1e15 * norm {
                break;
            }
        }
    }
    (at, here)
}

/// Walks down by trying places around: where J has kinks.
fn feel(probe: &Probe, mut at: Point, mut cell: Point) -> Point {
    let mut low = probe.value(at);
    for _ in 0..400 {
        if probe.is_spent() || cell.length() < 1e-15 * at.length() || cell.length() < 1e-200 {
            break;
        }
        let lower = around(at, cell).map(|place| (probe.value(place), place)).find(|(value, _)| *value < low);
        match lower {
            Some((value, place)) => (low, at) = (value, place),
            None => cell = cell * 0.5,
        }
    }
    at
}

/// The minimum near `from`, on a grid that is `cell` wide; none if there is none, or no end to it.
pub fn bottom(probe: &Probe, from: Point, cell: Point) -> Option<Minimum> {
    let (mut at, mut here) = descend(probe, from, cell);
    let rise_to = |at: Point, j: f64, part: f64| {
        around(at, cell * part).map(move |place| probe.value(place) - j).filter(|rise| !rise.is_nan())
    };
    let whole = rise_to(at, here.value, 1.0).fold(0.0, f64::max);
    let is_level = |c: &Curvature| c.gradient.length() * cell.length() <= 1e-7 * whole;
    if !is_level(&here) {
        at = feel(probe, at, cell * 0.25);
        here = probe.curvature(at);
    }
    // Of places that are equally good the roundest.
    let (size, steep) = (cell.length().max(at.length()), here.gradient.length());
    let round = |part: f64| Point::new(rounded(at.x, size, part), rounded(at.y, size, part));
    let zero = |x: f64| if x.abs() < 1e-12 * size { 0.0 } else { x };
    for &round in &[round(1e-6), round(1e-9), round(1e-12), Point::new(zero(at.x), zero(at.y))] {
        let there = probe.curvature(round);
        let flatter = there.gradient.length() <= steep || steep.is_nan();
        if there.value <= here.value + 4e-16 * here.value.abs() && flatter {
            (at, here) = (round, there);
            break;
        }
    }
    let j = here.value;
    let noise = 1e-14 * j.abs();
    let whole = rise_to(at, j, 1.0).fold(0.0, f64::max);
    let is_least = [1e-3, 1e-2].iter().all(|part| rise_to(at, j, *part).all(|rise| rise >= -noise));
    // Nor is an edge, beyond which J has no value.
    let is_edge = [1e-6, 1e-3].iter().any(|part| around(at, cell * *part).any(|place| !probe.value(place).is_finite()));
    let last = rise_to(at, j, 1e-6).fold(0.0, f64::max);
    let (great, least) = eigenvalues(here.hessian);
    let is_bowl = great.is_nan() || least >= -1e-9 * great.abs();
    if !j.is_finite() || is_edge || whole <= noise || !is_least || !is_bowl || !is_no_pole(last, whole) {
        return None;
    }
    let alone = (is_level(&here) && least > 1e-9 * great) || !is_floor(probe, at, j, cell);
    Some(Minimum { at, value: j, alone })
}

/// Whether half a cell away there is a place that is as low.
fn is_floor(probe: &Probe, at: Point, low: f64, cell: Point) -> bool {
    // Once around, in four sides of eight places each.
    let value = |place: f64| {
        let side =
            |place: f64| ((if place < 0.0 { place + 16.0 } else { place - 16.0 }).abs() / 4.0 - 2.0).clamp(-1.0, 1.0);
        probe.value(at + Point::new(cell.x * side(place), cell.y * side(place - 8.0)) * 0.5)
    };
    let (mut lowest, mut highest) = ((f64::INFINITY, 0.0), low);
    for place in (0..32).map(f64::from) {
        let there = value(place);
        highest = highest.max(there);
        if there < lowest.0 {
            lowest = (there, place);
        }
    }
    let (mut from, mut to) = (lowest.1 - 1.0, lowest.1 + 1.0);
    for _ in 0..80 {
        let third = (to - from) / 3.0;
        if value(from + third) < value(to - third) { to -= third } else { from += third }
    }
    value(from) <= low + 1e-12 * (highest - low).max(low.abs())
}

/// The minima near the `dips` of a patch, without those that are found twice; of those that lie
/// on the floor of a valley, where every place is as good, the one nearest to zero.
pub fn bottoms(probe: &Probe, patch: &Patch, within: View, most: usize) -> Vec<Minimum> {
    let near = within.size().length() * 1e-3;
    let mut found: Vec<Minimum> = Vec::new();
    let mut in_vain = 0;
    for (_, dip) in patch.dips.iter().take(4 * most) {
        // Where so many in a row led nowhere new, the rest of a valley will not either.
        if probe.is_spent() || found.len() == most || in_vain == IN_VAIN {
            break;
        }
        in_vain += 1;
        let Some(new) = bottom(probe, *dip, patch.cell) else { continue };
        let at = new.at;
        if !within.contains(at) || found.iter().any(|m| m.at.distance(at) < near) {
            continue;
        }
        match found.iter_mut().find(|m| !m.alone) {
            Some(floor) if !new.alone => {
                if at.length() < floor.at.length() {
                    *floor = new;
                }
            }
            _ => {
                found.push(new);
                in_vain = 0;
            }
        }
    }
    let is_before = |a: Point, b: Point| a.x < b.x || (a.x == b.x && a.y < b.y);
    sort(&mut found, |a, b| is_before(a.at, b.at));
    found
}
