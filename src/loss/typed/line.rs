//! Turning points of a loss of one dimension.

use super::probe::{Probe, is_no_pole, rounded};
use crate::list::List as _;
use crate::loss::Minimum;
use crate::order::sort;
use crate::point::Point;

/// What evenly spaced probes on a stretch of the line have seen.
#[derive(Debug, Default)]
pub struct Stretch {
    /// How many probes found a finite J and slope.
    pub finite: usize,
    /// How often the slope changes its sign.
    pub turns: usize,
    /// Stretches where it first falls and then rises.
    pub dips: Vec<(f64, f64)>,
    /// The greatest J less the least.
    pub spread: f64,
    /// The first and the last place where J is finite, and their neighbours outside where it is not.
    pub ends: Option<[(f64, Option<f64>); 2]>,
}

/// Probes `least` … `greatest` at `count` + 1 places.
pub fn look(probe: &Probe, least: f64, greatest: f64, count: usize) -> Stretch {
    let mut seen = Stretch::default();
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    // The last place with a slope that is not 0, and whether J falls there.
    let mut before: Option<(f64, bool)> = None;
    let mut last = None;
    for i in 0..=count {
        let x = least + (greatest - least) * i as f64 / count as f64;
        let slope = probe.slope(Point::on_line(x));
        if slope.value.is_finite() {
            (low, high) = (low.min(slope.value), high.max(slope.value));
            match &mut seen.ends {
                Some([_, end]) => *end = (x, None),
                none => *none = Some([(x, last), (x, None)]),
            }
        } else if let Some([_, end @ (_, None)]) = &mut seen.ends {
            end.1 = Some(x);
        }
        last = Some(x);
        let gradient = slope.gradient.x;
        if !slope.value.is_finite() || !gradient.is_finite() {
            before = None;
            continue;
        }
        seen.finite += 1;
        if gradient == 0.0 {
            continue;
        }
        let falls = gradient < 0.0;
        if let Some((from, fell)) = before
            && fell != falls
        {
            seen.turns += 1;
            if fell {
                seen.dips.push((from, x));
            }
        }
        before = Some((x, falls));
    }
    seen.spread = high - low;
    seen
}

/// Where between a place with a finite J and one without the edge is.
pub fn edge(probe: &Probe, mut inside: f64, mut outside: f64) -> f64 {
    for _ in 0..40 {
        let middle = f64::midpoint(inside, outside);
        if probe.value(Point::on_line(middle)).is_finite() { inside = middle } else { outside = middle }
    }
    inside
}

/// The minimum of a dip, by halving it `halvings` times at most; none if J has a pole or a step there.
pub fn bottom(probe: &Probe, dip: (f64, f64), halvings: usize) -> Option<Minimum> {
    let slope = |x: f64| probe.slope(Point::on_line(x)).gradient.x;
    let value = |x: f64| probe.value(Point::on_line(x));
    let ((mut left, mut right), width) = (dip, dip.1 - dip.0);
    let (mut best, mut steepness) = (f64::midpoint(left, right), f64::INFINITY);
    for _ in 0..halvings {
        let middle = f64::midpoint(left, right);
        // Near zero there always is a number between; so small a difference means nothing.
        if probe.is_spent() || middle <= left || middle >= right || right - left < width * 1e-22 {
            break;
        }
        let gradient = slope(middle);
        if gradient.is_nan() {
            return None;
        }
        if gradient.abs() <= steepness {
            (best, steepness) = (middle, gradient.abs());
        }
        if gradient == 0.0 {
            break;
        }
        if gradient < 0.0 { left = middle } else { right = middle }
    }
    // Of places that are equally good the roundest.
    let size = best.abs().max(width);
    let j = value(best);
    let is_as_good = |x: f64| x > dip.0 && x < dip.1 && slope(x).abs() <= steepness && value(x) <= j;
    let round = [1e-6, 1e-9, 1e-12].iter().map(|part| rounded(best, size, *part)).find(|x| is_as_good(*x));
    let best = round.unwrap_or(best);

    let j = value(best);
    let (before, behind) = (value(best - 1e-6 * width) - j, value(best + 1e-6 * width) - j);
    // The bottom may be as wide as the dip, so one looks beyond it as well.
    let rise = |end: f64, beyond: f64| (value(end) - j).max(value(end + beyond) - j);
    let (left, right) = (rise(dip.0, -0.5 * width), rise(dip.1, 0.5 * width));
    let noise = 1e-15 * j.abs();
    let is_least = before >= -noise && behind >= -noise && left.min(right) > noise;
    let is_smooth = is_no_pole(before.max(behind), left.max(right));
    let is_as_low = |x: f64| slope(x) == 0.0 && value(x) == j;
    (j.is_finite() && is_least && is_smooth).then(|| {
        let alone = ![best - 1e-3 * width, best + 1e-3 * width].into_iter().any(is_as_low);
        Minimum { at: Point::on_line(best), value: j, alone }
    })
}

/// All minima between `least` and `greatest`, as far as `count` probes tell them apart: from the
/// least θ to the greatest, and if there are more than `most`, the lowest.
pub fn minima(probe: &Probe, least: f64, greatest: f64, count: usize, most: usize) -> Vec<Minimum> {
    let mut dips = look(probe, least, greatest, count).dips;
    let depth = |dip: &(f64, f64)| probe.value(Point::on_line(f64::midpoint(dip.0, dip.1)));
    if dips.len() > most {
        let mut deep: Vec<_> = dips.into_iter().map(|dip| (depth(&dip), dip)).list();
        sort(&mut deep, |a, b| a.0 < b.0);
        dips = deep.into_iter().take(most).map(|(_, dip)| dip).list();
    }
    let mut found: Vec<_> = dips.into_iter().filter_map(|dip| bottom(probe, dip, 80)).list();
    sort(&mut found, |a, b| a.at.x < b.at.x);
    found
}
