//! Questions about a whole history, answered from the bounds of its stretches: what a stretch cannot
//! hold is not looked for in it.

use super::track::Track;
use crate::extent::Extent;
use crate::loss::Loss;
use crate::point::Point;

/// Stretches of so few steps are read through.
const FEW: usize = 16;

/// The last step whose θ is farther than `radius` from `centre`.
pub fn last_outside(track: &Track, centre: Point, radius: f64) -> Option<usize> {
    let far = |low: f64, high: f64, middle: f64| (low - middle).abs().max((high - middle).abs());
    let may_be = |from: usize, to: usize| {
        let (least, greatest) = track.bounds(from, to);
        Point::new(far(least.x, greatest.x, centre.x), far(least.y, greatest.y, centre.y)).length() > radius
    };
    last(&may_be, &|step| track.theta(step).distance(centre) > radius, 0, track.last() + 1)
}

/// The last step whose J is farther than `room` from `value`.
pub fn last_off(track: &Track, loss: &Loss, value: f64, room: f64) -> Option<usize> {
    let is_off = |j: f64| (j - value).abs() > room;
    let may_be = |from: usize, to: usize| {
        let Extent { least, greatest } = track.loss_extent(loss, from, to);
        is_off(least) || is_off(greatest)
    };
    last(&may_be, &|step| is_off(loss.value(track.theta(step))), 0, track.last() + 1)
}

/// The last of the steps `from` … `to` − 1 that is one, where no stretch has any that says it may not.
fn last(
    may_be: &dyn Fn(usize, usize) -> bool,
    is_one: &dyn Fn(usize) -> bool,
    from: usize,
    to: usize,
) -> Option<usize> {
    if !may_be(from, to) {
        return None;
    }
    if to - from <= FEW {
        return (from..to).rev().find(|step| is_one(*step));
    }
    let middle = split(from, to);
    last(may_be, is_one, middle, to).or_else(|| last(may_be, is_one, from, middle))
}

/// The step up to `to` − 1 that is farthest along `direction`, and how far; of equals the first.
pub fn farthest(track: &Track, direction: Point, to: usize) -> (usize, f64) {
    let mut best = (0, track.theta(0).dot(direction));
    farther(track, direction, (0, to), reach(track, direction, 0, to), &mut best);
    best
}

/// How far a stretch can reach along `direction`.
fn reach(track: &Track, direction: Point, from: usize, to: usize) -> f64 {
    let (least, greatest) = track.bounds(from, to);
    let corner = Point::new(
        if direction.x > 0.0 { greatest.x } else { least.x },
        if direction.y > 0.0 { greatest.y } else { least.y },
    );
    corner.dot(direction)
}

/// Looks in the half that reaches farther first: the other one can then mostly be left alone.
fn farther(track: &Track, direction: Point, (from, to): (usize, usize), most: f64, best: &mut (usize, f64)) {
    if most < best.1 || (most == best.1 && from >= best.0) {
        return;
    }
    if to - from <= FEW {
        for step in from..to {
            let along = track.theta(step).dot(direction);
            if along > best.1 || (along == best.1 && step < best.0) {
                *best = (step, along);
            }
        }
        return;
    }
    let middle = split(from, to);
    let half = |from: usize, to: usize| ((from, to), reach(track, direction, from, to));
    let (early, late) = (half(from, middle), half(middle, to));
    for (half, most) in if late.1 > early.1 { [late, early] } else { [early, late] } {
        farther(track, direction, half, most, best);
    }
}

/// About the middle, where blocks of known bounds meet.
fn split(from: usize, to: usize) -> usize {
    let size = 1 << (to - from).ilog2();
    let middle = usize::midpoint(from, to);
    let aligned = middle / (size / 2) * (size / 2);
    if aligned > from { aligned } else { middle }
}
