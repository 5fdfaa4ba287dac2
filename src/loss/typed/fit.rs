//! Which stretch of a typed loss to show.

use super::probe::{Probe, rounded};
use super::start::grid;
use super::{line, plane};
use crate::list::List as _;
use crate::loss::Minimum;
use crate::order::sort_numbers;
use crate::point::{Point, View};

/// What is looked at first, and what is shown where nothing speaks for anything else: ± this.
const FIRST: f64 = 6.0;
const PLAIN: f64 = 4.0;
/// Where to look if there is nothing near, and where if there is too much.
const WIDER: [f64; 6] = [20.0, 100.0, 500.0, 3e3, 3e4, 4e5];
const NARROWER: [f64; 6] = [2.0, 0.5, 0.2, 0.1, 0.05, 0.02];

/// More turns of J than this are too many to be looked at.
const TURNS: usize = 24;
/// The same for places of a grid that are lower than those around.
const TURNS_2: usize = 16;

/// What one look from some height tells.
struct Look {
    finite: usize,
    turns: usize,
    spread: f64,
    minima: Vec<Point>,
}

/// A loss to be fitted.
pub struct Fit<'a> {
    pub probe: &'a Probe<'a>,
    pub is_plane: bool,
}

impl Fit<'_> {
    fn square(&self, half: f64) -> View {
        if self.is_plane { View::plane((-half, half), (-half, half)) } else { View::line(-half, half) }
    }

    /// Looks at ±`half`; minima are sought only if there are not too many turns.
    fn look(&self, half: f64) -> Look {
        let view = self.square(half);
        if self.is_plane {
            let patch = plane::look(self.probe, view, self.probe.side(20_000, 9, 17));
            let minima =
                if patch.dips.len() > TURNS_2 { Vec::new() } else { plane::bottoms(self.probe, &patch, view, 16) };
            // Far out whole plains are as low: what has sunk below the least number, say.
            let is_one = |m: &&Minimum| m.alone || half <= FIRST;
            let minima = minima.iter().filter(is_one).map(|m| m.at).list();
            return Look { finite: patch.finite, turns: patch.dips.len(), spread: patch.spread, minima };
        }
        let seen = line::look(self.probe, -half, half, self.probe.slopes(40_000, 24, 120));
        let dips = if seen.turns > TURNS { &[] } else { &seen.dips[..] };
        let minima = dips.iter().filter_map(|dip| line::bottom(self.probe, *dip, 30)).map(|m| m.at).list();
        Look { finite: seen.finite, turns: seen.turns, spread: seen.spread, minima }
    }

    fn is_too_much(&self, look: &Look) -> bool {
        look.turns > if self.is_plane { TURNS_2 } else { TURNS }
    }

    /// The view to show: finite, not empty, its bounds round.
    pub fn shown(&self) -> View {
        let (half, minima) = self.scale();
        let view = self.frame(half, &minima);
        let view = self.calmed(self.clipped(view), &minima);
        let size = view.size();
        let round = |p: Point| {
            Point::new(rounded(p.x, size.x, 0.1), if self.is_plane { rounded(p.y, size.y, 0.1) } else { 0.0 })
        };
        View { least: round(view.least), greatest: round(view.greatest) }
    }

    /// How far from zero there is something to see, and the minima there.
    fn scale(&self) -> (f64, Vec<Point>) {
        let first = self.look(FIRST);
        if self.is_too_much(&first) {
            // Closer, unless that loses what the loss is as a whole.
            let (mut half, mut look) = (PLAIN, first);
            for &narrower in &NARROWER {
                let closer = self.look(narrower);
                if closer.spread < 0.5 * look.spread || closer.finite < 3 {
                    break;
                }
                (half, look) = (narrower, closer);
                if !self.is_too_much(&look) {
                    break;
                }
            }
            return (half, Vec::new());
        }
        if first.finite >= 3 && !first.minima.is_empty() {
            return (PLAIN, first.minima);
        }
        let mut half = (first.finite >= 3).then_some(PLAIN);
        for &wider in &WIDER {
            let look = self.look(wider);
            if look.finite >= 3 {
                if !look.minima.is_empty() && !self.is_too_much(&look) {
                    return (PLAIN, look.minima);
                }
                half = half.or(Some(wider));
            }
        }
        if half.is_none() {
            half = NARROWER.iter().copied().find(|narrower| self.look(*narrower).finite >= 3);
        }
        (half.unwrap_or(PLAIN), Vec::new())
    }

    /// A view that has the minima in it with some room around, or ±`half`.
    fn frame(&self, half: f64, minima: &[Point]) -> View {
        let plain = self.square(half);
        let Some(first) = minima.first() else { return plain };
        let all = minima.iter().fold(View { least: *first, greatest: *first }, |view, m| view.with(*m));
        let (size, centre) = (all.size(), all.centre());
        let reach = all.least.x.abs().max(all.greatest.x.abs()).max(all.least.y.abs()).max(all.greatest.y.abs());
        if minima.len() == 1 || size.length() < 0.02 * reach {
            if reach <= PLAIN {
                return self.square(nice((1.4 * reach).max(PLAIN)));
            }
            // Zero stays in view, at the edge.
            let stretch = |at: f64| (at - reach.max(at.abs()), at + reach.max(at.abs()));
            return if self.is_plane {
                View::plane(stretch(centre.x), stretch(centre.y))
            } else {
                View { least: Point::on_line(stretch(centre.x).0), greatest: Point::on_line(stretch(centre.x).1) }
            };
        }
        let room = 1.0 + 1.0 / minima.len() as f64;
        let half = size.x.max(size.y) * 0.5;
        if centre.length() <= half {
            return self.square(nice(room * reach));
        }
        let half = nice(room * half);
        let corner = Point::new(half, if self.is_plane { half } else { 0.0 });
        View { least: centre - corner, greatest: centre + corner }
    }

    /// Without most of what is not finite at the sides.
    fn clipped(&self, view: View) -> View {
        if self.is_plane {
            let patch = plane::look(self.probe, view, self.probe.side(20_000, 9, 33));
            let Some(extent) = patch.extent else { return view };
            // The edge is somewhere between two places; a little beyond it is shown.
            let (least, greatest) = (extent.least - patch.cell * 1.5, extent.greatest + patch.cell * 1.5);
            let x = (least.x.max(view.least.x), greatest.x.min(view.greatest.x));
            let y = (least.y.max(view.least.y), greatest.y.min(view.greatest.y));
            return View::plane(x, y);
        }
        let seen = line::look(self.probe, view.least.x, view.greatest.x, self.probe.slopes(40_000, 24, 120));
        let Some([(first, before), (last, after)]) = seen.ends else { return view };
        let left = before.map(|outside| line::edge(self.probe, first, outside));
        let right = after.map(|outside| line::edge(self.probe, last, outside));
        let room = 0.12 * (right.unwrap_or(last) - left.unwrap_or(first));
        let least = left.map_or(view.least.x, |edge| (edge - room).max(view.least.x));
        let greatest = right.map_or(view.greatest.x, |edge| (edge + room).min(view.greatest.x));
        // Of what is finite at hardly more than a point one sees that best from afar.
        if greatest - least > 1e-3 * view.size().x { View::line(least, greatest) } else { view }
    }

    /// Closer to the middle where otherwise all but the walls would look flat.
    fn calmed(&self, mut view: View, minima: &[Point]) -> View {
        let mut share = self.share(view);
        for _ in 0..3 {
            if share >= 1e-3 {
                break;
            }
            let (centre, quarter) = (view.centre(), view.size() * 0.25);
            let closer = View { least: centre - quarter, greatest: centre + quarter };
            let closer_share = self.share(closer);
            if closer_share < 10.0 * share || !minima.iter().all(|m| closer.contains(*m)) {
                break;
            }
            (view, share) = (closer, closer_share);
        }
        view
    }

    /// How high the middle one of all values is between the least and the greatest: 0 … 1.
    fn share(&self, view: View) -> f64 {
        let mut values: Vec<f64> = grid(view, self.is_plane, 8.0)
            .map(|place| self.probe.value(place))
            .filter(|value| value.is_finite())
            .list();
        sort_numbers(&mut values);
        match (values.first(), values.get(values.len() / 2), values.last()) {
            (Some(low), Some(middle), Some(high)) if high > low => (middle - low) / (high - low),
            _ => 1.0,
        }
    }
}

/// The least of a few round numbers that is not less than `number`.
fn nice(number: f64) -> f64 {
    let power = 10_f64.powf(number.log10().floor());
    let steps = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    let step = steps.into_iter().find(|step| step * power >= number * (1.0 - 1e-9));
    step.map_or(number, |step| step * power)
}
