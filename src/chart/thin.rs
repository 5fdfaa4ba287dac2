//! Leaving out those points of a line that nobody can see are missing: a run that has settled is one
//! stroke, not a thousand.

/// A line may pass by a point that is left out at this distance, in CSS pixels: half the step in which
/// sheets count.
const UNSEEN: f64 = 1.0 / 16.0;

/// Leaves out what the rest of the line passes within 1/16 CSS pixel. The first and the last point stay.
///
/// From each point that stays, those that follow span a cone in which all of them are passed closely
/// enough; the line goes on as long as the next point is in it. (Sklansky and Gonzalez, "Fast polygonal
/// approximation of digitized curves", 1980.)
pub fn thin(line: &mut Vec<(f64, f64)>) {
    let mut kept = 0;
    let mut cone: Option<Cone> = None;
    for next in 1..line.len() {
        let way = way(line[kept], line[next]);
        match &mut cone {
            None => cone = Cone::around(way),
            Some(cone) if cone.holds(way) => cone.narrow(way),
            Some(_) => {
                kept += 1;
                line[kept] = line[next - 1];
                cone = Cone::around(self::way(line[kept], line[next]));
            }
        }
    }
    if let Some(last) = line.last().copied().filter(|_| line.len() > 1) {
        kept += 1;
        line[kept] = last;
        line.truncate(kept + 1);
    }
}

/// The directions in which a line may go on.
struct Cone {
    left: (f64, f64),
    right: (f64, f64),
    /// How far the line has come.
    length: f64,
}

fn way(from: (f64, f64), to: (f64, f64)) -> (f64, f64) {
    (to.0 - from.0, to.1 - from.1)
}

/// Not `hypot`, which minds numbers that no canvas has.
fn length(way: (f64, f64)) -> f64 {
    (way.0 * way.0 + way.1 * way.1).sqrt()
}

fn cross(a: (f64, f64), b: (f64, f64)) -> f64 {
    a.0 * b.1 - a.1 * b.0
}

impl Cone {
    /// That passes a point closely enough; none for the very point that it begins at.
    fn around(way: (f64, f64)) -> Option<Self> {
        let length = length(way);
        let (x, y) = (way.1 / length * UNSEEN, way.0 / length * UNSEEN);
        let cone = Cone { left: (way.0 - x, way.1 + y), right: (way.0 + x, way.1 - y), length };
        (length > 0.0).then_some(cone)
    }

    /// Whether the line may go there: within the cone, and no way back.
    fn holds(&self, way: (f64, f64)) -> bool {
        cross(self.right, way) >= 0.0 && cross(way, self.left) >= 0.0 && length(way) >= self.length
    }

    /// That passes this point closely enough as well.
    fn narrow(&mut self, way: (f64, f64)) {
        let Some(around) = Cone::around(way) else { return };
        if cross(around.left, self.left) > 0.0 {
            self.left = around.left;
        }
        if cross(self.right, around.right) > 0.0 {
            self.right = around.right;
        }
        self.length = around.length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn thinned(line: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let mut line = line.to_vec();
        thin(&mut line);
        line
    }

    /// How far a point is off the nearest piece of a line.
    fn off((x, y): (f64, f64), line: &[(f64, f64)]) -> f64 {
        let piece = |pair: &[(f64, f64)]| {
            let (from, way) = (pair[0], (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1));
            let (dx, dy) = (x - from.0, y - from.1);
            let part = ((dx * way.0 + dy * way.1) / way.0.mul_add(way.0, way.1 * way.1)).clamp(0.0, 1.0);
            let part = if part.is_nan() { 0.0 } else { part };
            (dx - part * way.0).hypot(dy - part * way.1)
        };
        line.windows(2).map(piece).fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn of_a_straight_line_its_ends_are_left() {
        let line: Vec<(f64, f64)> = (0..1000).map(|i| (f64::from(i), 7.0 + f64::from(i) / 3.0)).collect();
        assert_eq!(thinned(&line), [line[0], line[999]]);
    }

    #[test]
    fn a_parabola_keeps_one_point_in_twenty() {
        let line: Vec<(f64, f64)> = (0..1000).map(|i| (f64::from(i), f64::from(i).powi(2) / 5000.0)).collect();
        assert!((20..60).contains(&thinned(&line).len()), "{}", thinned(&line).len());
    }

    #[test]
    fn corners_and_ways_back_stay() {
        let line = [(0.0, 0.0), (5.0, 0.0), (5.0, 5.0), (5.0, 1.0), (5.0, 9.0)];
        assert_eq!(thinned(&line), line);
        for short in [&line[..0], &line[..1], &line[..2]] {
            assert_eq!(thinned(short), short);
        }
    }

    proptest! {
        #[test]
        fn no_point_that_is_left_out_would_have_been_seen(
            steps in prop::collection::vec((-3.0..3.0_f64, -0.3..0.3_f64, any::<bool>()), 1..200),
            drift in 0.0..3.0_f64,
        ) {
            let mut at = (0.0, 0.0);
            let line: Vec<(f64, f64)> = steps
                .iter()
                .map(|(dx, dy, moves)| {
                    if *moves {
                        at = (at.0 + dx + drift, at.1 + dy);
                    }
                    at
                })
                .collect();
            let left = thinned(&line);
            prop_assert_eq!((left.first(), left.last()), (line.first(), line.last()));
            for point in &line {
                prop_assert!(left.len() < 2 || off(*point, &left) <= UNSEEN * (1.0 + 1e-9), "{point:?} of {line:?}");
            }
        }
    }
}
