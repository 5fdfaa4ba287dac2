//! Where a long race swings up and down every few pixels, its curve is drawn as the band in which it swings: its line
//! would fill the band as well, with thousands of strokes whose dashes nobody can tell apart.

use plotters::style::RGBAColor;

use super::pen::{Area, Pen, Sheet, Stroke};

/// A curve of fewer steps to a pixel is a line: each step of it can be seen.
const DENSE: f64 = 1.0;
/// A curve is looked at in pieces that are so wide, in CSS pixels.
const WIDTH: f64 = 8.0;
/// A band is this high at least, in CSS pixels, higher than a line is wide. What swings less is a line through its middle.
const HIGH: f64 = 3.0;
/// So often a curve goes up or down the whole height of a piece, where a band begins; half as often where it goes on.
const OFTEN: f64 = 4.0;
/// How opaque a band is, beside a line: what lies behind shall be seen.
const OPACITY: f64 = 0.5;

/// No point: the line breaks.
const BREAK: (f64, f64) = (f64::NAN, f64::NAN);

/// A curve on the way across a plot, in CSS pixels.
pub struct Curve {
    plot: Area,
    /// Whether it may have bands.
    dense: bool,
    line: Vec<(f64, f64)>,
    /// Whether the line is out of sight, above or below.
    outside: bool,
    bands: Vec<Band>,
    /// Whether the last of the bands goes on.
    swings: bool,
    /// The points of the piece that it is in, the right edge of that, and the last point before.
    piece: Vec<(f64, f64)>,
    edge: f64,
    before: (f64, f64),
}

/// The highest and the lowest place of each piece, from the point where the band begins to that where it ends.
struct Band {
    upper: Vec<(f64, f64)>,
    lower: Vec<(f64, f64)>,
}

impl Curve {
    /// One that begins, of a race of so many steps from the left edge to the right.
    pub fn new(plot: Area, steps: usize) -> Self {
        let dense = steps as f64 >= DENSE * plot.width;
        let (line, bands, piece) = (vec![], vec![], vec![]);
        Curve { plot, dense, line, outside: false, bands, swings: false, piece, edge: plot.left, before: BREAK }
    }

    /// The curve goes on to a point; upwards it is NaN where it is nowhere.
    pub fn go(&mut self, to: (f64, f64)) {
        if !self.dense {
            return self.point(to);
        }
        if to.0 >= self.edge {
            self.settle();
            self.edge = self.plot.left + (((to.0 - self.plot.left) / WIDTH).floor() + 1.0) * WIDTH;
        }
        self.piece.push(to);
    }

    /// Makes the piece part of the line, or of a band.
    fn settle(&mut self) {
        let mut piece = std::mem::take(&mut self.piece);
        let (Some(&first), Some(&last)) = (piece.first(), piece.last()) else { return };
        match self.extremes(&piece) {
            None => {
                self.end_band();
                for point in &piece {
                    self.point(*point);
                }
            }
            Some((highest, lowest)) if lowest.1 - highest.1 < HIGH => {
                self.end_band();
                self.point((f64::midpoint(first.0, last.0), f64::midpoint(highest.1, lowest.1)));
            }
            Some((highest, lowest)) => {
                if !self.swings {
                    self.point(first);
                    self.line.push(BREAK);
                    self.bands.push(Band { upper: vec![self.seen(first)], lower: vec![] });
                    self.swings = true;
                }
                if let Some(band) = self.bands.last_mut() {
                    band.upper.push(highest);
                    band.lower.push(lowest);
                }
            }
        }
        self.before = last;
        piece.clear();
        self.piece = piece;
    }

    /// Ends the band, if the curve is in one: the line goes on from there.
    fn end_band(&mut self) {
        if std::mem::take(&mut self.swings) {
            let end = self.seen(self.before);
            if let Some(band) = self.bands.last_mut() {
                band.upper.push(end);
            }
            self.point(self.before);
        }
    }

    /// The highest and the lowest place of a piece in which the curve swings.
    fn extremes(&self, piece: &[(f64, f64)]) -> Option<((f64, f64), (f64, f64))> {
        // What leaps from above the plot to below it is nowhere to be seen.
        if !piece.iter().any(|point| self.is_in_sight(*point)) {
            return None;
        }
        let first = self.seen(piece[0]);
        let (mut highest, mut lowest, mut before, mut way) = (first, first, first, 0.0);
        for point in piece {
            let here = self.seen(*point);
            if point.1.is_nan() {
                return None;
            }
            way += (here.1 - before.1).abs();
            before = here;
            if here.1 < highest.1 {
                highest = here;
            }
            if here.1 > lowest.1 {
                lowest = here;
            }
        }
        let height = lowest.1 - highest.1;
        // The last piece may be a narrow one.
        let part = (before.0 - first.0) / WIDTH;
        let often = if self.swings { OFTEN / 2.0 * part } else { OFTEN };
        (height > 0.0 && way >= often * height).then_some((highest, lowest))
    }

    /// A point, or the edge of the plot above or below it.
    fn seen(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (x, y.max(self.plot.top).min(self.plot.bottom()))
    }

    fn is_in_sight(&self, (_, y): (f64, f64)) -> bool {
        self.plot.top <= y && y <= self.plot.bottom()
    }

    fn point(&mut self, (x, y): (f64, f64)) {
        // Between two points out of sight there is nothing to see: a divergence that leaps from side to side would
        // fill the chart.
        let outside = !y.is_nan() && !self.is_in_sight((x, y));
        if outside && self.outside {
            self.line.push(BREAK);
        }
        self.outside = outside;
        self.line.push((x, y));
    }

    /// Draws it.
    pub fn draw<S: Sheet>(mut self, pen: &mut Pen<S>, stroke: Stroke) {
        self.settle();
        self.end_band();
        let RGBAColor(red, green, blue, alpha) = stroke.colour;
        for Band { mut upper, lower } in self.bands {
            upper.extend(lower.iter().rev());
            pen.polygon(&upper, RGBAColor(red, green, blue, alpha * OPACITY));
        }
        pen.line(&self.line, self.plot, stroke);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLOT: Area = Area { left: 0.0, top: 0.0, width: 80.0, height: 100.0 };

    fn settled(points: impl IntoIterator<Item = (f64, f64)>) -> Curve {
        settled_of(320, points)
    }

    fn settled_of(steps: usize, points: impl IntoIterator<Item = (f64, f64)>) -> Curve {
        let mut curve = Curve::new(PLOT, steps);
        points.into_iter().for_each(|point| curve.go(point));
        curve.settle();
        curve.end_band();
        curve
    }

    /// From top to bottom and back, with so many points to a pixel.
    fn zigzag(to_a_pixel: u32, height: f64) -> impl Iterator<Item = (f64, f64)> {
        (0..80 * to_a_pixel).map(move |i| (f64::from(i) / f64::from(to_a_pixel), 50.0 + height * f64::from(i % 2)))
    }

    #[test]
    fn a_curve_that_swings_in_each_pixel_is_a_band_from_its_highest_to_its_lowest_place() {
        let curve = settled(zigzag(2, 20.0));
        let [band] = &curve.bands[..] else { panic!("{} bands", curve.bands.len()) };
        let (end, upper) = band.upper.split_last().unwrap_or((&BREAK, &[]));
        assert!(upper.iter().all(|(_, y)| *y == 50.0));
        assert!(band.lower.iter().all(|(_, y)| *y == 70.0));
        assert_eq!((upper[0], *end), ((0.0, 50.0), (79.5, 70.0)));
    }

    #[test]
    fn a_curve_that_swings_less_than_a_line_is_wide_is_a_line_through_its_middle() {
        let curve = settled(zigzag(2, 2.5));
        assert!(curve.bands.is_empty() && curve.line.len() == 10);
        assert!(curve.line.iter().all(|(_, y)| *y == 51.25));
    }

    #[test]
    fn a_curve_that_swings_seldom_or_just_falls_is_a_line() {
        for (name, points) in [
            ("seldom", zigzag(1, 20.0).map(|(x, y)| (x * 4.0, y)).collect::<Vec<_>>()),
            ("falls", (0..160).map(|i| (f64::from(i) / 2.0, f64::from(i))).collect()),
        ] {
            let curve = settled(points.clone());
            assert!(curve.bands.is_empty(), "{name}");
            let inside = |(_, y): &(f64, f64)| *y <= PLOT.bottom();
            let drawn: Vec<_> = curve.line.into_iter().filter(inside).collect();
            assert_eq!(drawn, points.into_iter().filter(inside).collect::<Vec<_>>(), "{name}");
        }
    }

    #[test]
    fn a_curve_whose_steps_can_be_seen_is_a_line() {
        assert!(settled_of(PLOT.width as usize - 1, zigzag(2, 20.0)).bands.is_empty());
    }

    #[test]
    fn a_line_leads_into_a_band_and_out_of_it() {
        let flat = |from: u32| (from..from + 32).map(|x| (f64::from(x), 50.0));
        let swings = zigzag(2, 20.0).skip(64).take(32);
        let curve = settled(flat(0).chain(swings).chain(flat(48)));
        let [band] = &curve.bands[..] else { panic!("{} bands", curve.bands.len()) };
        let breaks = curve.line.iter().position(|point| point.0.is_nan()).unwrap_or_default();
        assert_eq!(curve.line[breaks - 1], band.upper[0]);
        assert_eq!(curve.line[breaks + 1], band.upper[band.upper.len() - 1]);
    }

    #[test]
    fn what_is_out_of_sight_bounds_a_band_at_the_edge_and_what_is_nowhere_breaks_it() {
        let below = settled(zigzag(2, 1e300));
        assert!(below.bands[0].lower.iter().all(|(_, y)| *y == PLOT.bottom()));
        let leaps = settled(zigzag(2, 1.0).map(|(x, y)| (x, if y > 50.0 { 1e9 } else { -1e9 })));
        assert!(leaps.bands.is_empty());
        let nowhere = settled(zigzag(2, 20.0).map(|(x, y)| (x, if (40.0..41.0).contains(&x) { f64::NAN } else { y })));
        assert_eq!(nowhere.bands.len(), 2);
    }
}
