//! Cutting a line to a rectangle before it is drawn: backends count in 32 bits, and a race can go
//! as far as 10³⁰⁸.

use super::pen::Area;
use super::thin::thin;

/// Calls `draw` with every piece of the line through `points` that lies within `bounds`, without the points
/// that nobody would miss.
/// A point that is not a number breaks the line. (Liang and Barsky, "A new concept and method for
/// line clipping", 1984.)
pub fn clip(points: &[(f64, f64)], bounds: Area, mut draw: impl FnMut(&[(f64, f64)])) {
    let mut piece: Vec<(f64, f64)> = Vec::with_capacity(points.len());
    let mut flush = |piece: &mut Vec<(f64, f64)>| {
        if piece.len() > 1 {
            thin(piece);
            draw(piece);
        }
        piece.clear();
    };
    for pair in points.windows(2) {
        let Some((from, to)) = segment(pair[0], pair[1], bounds) else {
            flush(&mut piece);
            continue;
        };
        if piece.last() != Some(&from) {
            flush(&mut piece);
            piece.push(from);
        }
        piece.push(to);
    }
    flush(&mut piece);
}

/// The part of a segment within `bounds`.
fn segment(from: (f64, f64), to: (f64, f64), bounds: Area) -> Option<((f64, f64), (f64, f64))> {
    if bounds.contains(from) && bounds.contains(to) {
        return Some((from, to));
    }
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    if !(dx.is_finite() && dy.is_finite()) {
        return None;
    }
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let edges = [
        (-dx, from.0 - bounds.left),
        (dx, bounds.right() - from.0),
        (-dy, from.1 - bounds.top),
        (dy, bounds.bottom() - from.1),
    ];
    for (across, inside) in edges {
        if across == 0.0 {
            if inside < 0.0 {
                return None;
            }
        } else if across < 0.0 {
            enter = enter.max(inside / across);
        } else {
            leave = leave.min(inside / across);
        }
    }
    let at = |part: f64| (from.0 + part * dx, from.1 + part * dy);
    let start = if enter == 0.0 { from } else { at(enter) };
    let end = if leave == 1.0 { to } else { at(leave) };
    (enter < leave).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BOUNDS: Area = Area { left: 0.0, top: 0.0, width: 10.0, height: 10.0 };

    fn pieces(points: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
        let mut pieces = vec![];
        clip(points, BOUNDS, |piece| pieces.push(piece.to_vec()));
        pieces
    }

    #[test]
    fn a_line_that_leaves_and_returns_is_two() {
        let line = [(1.0, 5.0), (5.0, 15.0), (9.0, 5.0)];
        assert_eq!(pieces(&line), [vec![(1.0, 5.0), (3.0, 10.0)], vec![(7.0, 10.0), (9.0, 5.0)]]);
    }

    #[test]
    fn a_line_within_is_one_and_untouched() {
        let line = [(0.0, 0.0), (5.0, 10.0), (10.0, 3.0)];
        assert_eq!(pieces(&line), [line.to_vec()]);
    }

    #[test]
    fn what_is_no_number_breaks_the_line() {
        let line = [(1.0, 1.0), (2.0, 1.0), (f64::NAN, 1.0), (4.0, 1.0), (5.0, 1.0)];
        assert_eq!(pieces(&line).len(), 2);
    }

    proptest! {
        #[test]
        fn nothing_is_drawn_outside(line in prop::collection::vec((-1e9..1e9_f64, -30.0..30.0_f64), 2..20)) {
            for piece in pieces(&line) {
                for point in piece {
                    prop_assert!(BOUNDS.inset(-1e-5).contains(point), "{point:?}");
                }
            }
        }
    }
}
