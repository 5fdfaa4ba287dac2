//! From numbers to pixels and back, and where the ticks stand.

use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

use crate::list::List as _;
use crate::number::{clamped, count, readable, superscript};

/// Numbers past this size are not drawn; races go on beyond.
const FARTHEST: f64 = 1e100;
/// Points off a chart are placed at most this many pixels away.
const FAR_PIXELS: f64 = 1e6;

/// A stretch of numbers laid over a stretch of pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    from: f64,
    to: f64,
    /// Pixels of `from` and `to`.
    pixels: (f64, f64),
    log: bool,
    /// Whether only whole numbers have ticks.
    whole: bool,
}

impl Scale {
    /// Evenly. Whatever the two numbers are, the scale has a finite, ordered stretch that is not
    /// empty.
    #[must_use]
    pub fn linear(from: f64, to: f64, pixels: (f64, f64)) -> Self {
        let (from, to) = (finite(from, -1.0), finite(to, 1.0));
        let (from, to) = (from.min(to), from.max(to));
        let least = 1e-9 * from.abs().max(to.abs()).max(1e-6);
        let (from, to) = if to - from < least { (from - least, to + least) } else { (from, to) };
        Scale { from, to, pixels, log: false, whole: false }
    }

    /// By powers of ten, over at least one of them.
    #[must_use]
    pub fn log(from: f64, to: f64, pixels: (f64, f64)) -> Self {
        let to = finite(to, 1.0).max(1e-280);
        let from = clamped(finite(from, to / 10.0), 1e-300, to / 10.0);
        Scale { from: from.log10(), to: to.log10(), pixels, log: true, whole: false }
    }

    /// The same, with ticks at whole numbers only.
    #[must_use]
    pub fn whole(self) -> Self {
        Scale { whole: true, ..self }
    }

    /// The pixel at which `number` stands; at most a million pixels away. Numbers of 0 and less lie
    /// below every power of ten.
    #[must_use]
    pub fn pixel(&self, number: f64) -> f64 {
        let number = if self.log { number.max(0.0).log10() } else { number };
        let part = (number - self.from) / (self.to - self.from);
        let pixel = self.pixels.0 + part * (self.pixels.1 - self.pixels.0);
        clamped(pixel, -FAR_PIXELS, FAR_PIXELS)
    }

    /// The number at a pixel.
    #[must_use]
    pub fn value(&self, pixel: f64) -> f64 {
        let part = (pixel - self.pixels.0) / (self.pixels.1 - self.pixels.0);
        let number = self.from + part * (self.to - self.from);
        if self.log { 10_f64.powf(number) } else { number }
    }

    /// About `most` round numbers, with their names.
    #[must_use]
    pub fn ticks(&self, most: usize) -> Vec<(f64, String)> {
        if self.log {
            return self.powers(most);
        }
        // Where it would be one alone, a few more: a scale with one number is none.
        let points = (most..=2 * most).map(|most| self.key_points(most)).find(|points| points.len() > 1);
        let points = points.unwrap_or_else(|| self.key_points(most));
        // A sum of steps may miss zero by a rounding error.
        let error = (self.to - self.from) * 1e-9;
        points.into_iter().map(|p| if p.abs() < error { 0.0 } else { p }).map(|p| (p, label(p))).list()
    }

    /// Whether its numbers differ in their last digits only.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        !self.log && self.to - self.from < 1e-3 * self.size()
    }

    fn size(&self) -> f64 {
        self.to.abs().max(self.from.abs())
    }

    /// Names ticks by how many times a power of ten they are, those of a narrow scale more than the one of them that is
    /// soonest said; and says which in words to put behind the axis's name. On a scale of powers of ten it does neither.
    #[must_use]
    pub fn shorten(&self, ticks: &mut [(f64, String)]) -> String {
        if self.log {
            return String::new();
        }
        let (mut base, mut said, mut size, mut digits) = (0.0, String::new(), self.size(), 6);
        if self.is_narrow()
            && let Some((number, _)) = ticks.iter().min_by_key(|(_, name)| name.len())
        {
            (base, size, digits) = (*number, self.to - self.from, 3);
            said = [if base < 0.0 { " + " } else { " − " }, &readable(base.abs(), 12)].concat();
        }
        let exponent = size.log10().floor() as i32;
        for (number, name) in ticks {
            *name = readable((*number - base) / 10_f64.powi(exponent), digits);
        }
        format!("{said} (× 10{})", superscript(exponent))
    }

    fn key_points(&self, most: usize) -> Vec<f64> {
        // plotters counts in steps from a round number, and can miss the range's ends where it is tiny.
        let mut points = RangedCoordf64::from(self.from..self.to).key_points(most);
        points.retain(|point| (self.from..=self.to).contains(point) && !(self.whole && point.fract() != 0.0));
        points
    }

    fn powers(&self, most: usize) -> Vec<(f64, String)> {
        let (first, last) = (self.from.ceil() as i32, self.to.floor() as i32);
        if last - first < 2 {
            // Over so few powers of ten, 2 and 5 times each help, or 3 times where room is scarce.
            let within = |number: &f64| (self.from..=self.to).contains(&number.log10());
            let times: &[u8] = if most < 4 { &[1, 3] } else { &[1, 2, 5] };
            let each = |exponent: i32| times.iter().map(move |times| (*times, exponent));
            let named = |(times, exponent): (u8, i32)| {
                let number = f64::from(times) * 10_f64.powi(exponent);
                let name = match times {
                    _ if (-3..5).contains(&exponent) => readable(number, 2),
                    1 => format!("10{}", superscript(exponent)),
                    // There is little room beside the axis.
                    times => format!("{times}·10{}", superscript(exponent)),
                };
                (number, name)
            };
            return (first - 1..=last).flat_map(each).map(named).filter(|(number, _)| within(number)).list();
        }
        let fits = |step: &i32| last.div_euclid(*step) - (first - 1).div_euclid(*step) <= most as i32;
        let step = [1, 2, 3, 4, 5, 10, 20, 25, 50].iter().copied().find(fits).unwrap_or(100);
        let power = |exponent| {
            let name = match exponent {
                0 => "1".to_owned(),
                1 => "10".to_owned(),
                _ => format!("10{}", superscript(exponent)),
            };
            (10_f64.powi(exponent), name)
        };
        (first..=last).filter(|exponent| exponent % step == 0).map(power).list()
    }
}

fn finite(number: f64, otherwise: f64) -> f64 {
    if number.is_nan() { otherwise } else { clamped(number, -FARTHEST, FARTHEST) }
}

fn label(number: f64) -> String {
    if number >= 1000.0 && number.fract() == 0.0 && number < 1e9 { count(number as usize) } else { readable(number, 6) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(scale: &Scale, most: usize) -> Vec<String> {
        scale.ticks(most).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn no_scale_has_one_number_alone_where_a_few_more_make_two() {
        let scale = Scale::linear(-4.0, 4.0, (0.0, 200.0));
        assert_eq!(names(&scale, 4), ["−4", "−2", "0", "2", "4"]);
        assert_eq!(names(&Scale::linear(0.1, 0.2, (0.0, 20.0)), 2), ["0.1", "0.2"]);
    }

    #[test]
    fn ticks_are_round_and_named_as_people_write() {
        assert_eq!(names(&Scale::linear(-1.1, 3.2, (0.0, 100.0)), 6), ["−1", "0", "1", "2", "3"]);
        assert_eq!(names(&Scale::log(0.6, 6.9, (0.0, 100.0)), 5), ["1", "2", "5"]);
        assert_eq!(names(&Scale::log(1.5e-5, 6e-4, (0.0, 100.0)), 5), ["2·10⁻⁵", "5·10⁻⁵", "10⁻⁴", "2·10⁻⁴", "5·10⁻⁴"]);
        assert_eq!(names(&Scale::log(1e-12, 9.0, (0.0, 100.0)), 5), ["10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "1"]);
    }

    #[test]
    fn long_names_are_told_as_times_a_power_of_ten() {
        let shortened = |scale: Scale| {
            let mut ticks = scale.ticks(3);
            let times = scale.shorten(&mut ticks);
            (ticks.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(" "), times)
        };
        let told = |names: &str, times: &str| (names.to_owned(), times.to_owned());
        assert_eq!(shortened(Scale::linear(-10.0, 250_000.0, (0.0, 100.0))), told("0 1 2", " (× 10⁵)"));
        assert_eq!(shortened(Scale::linear(1.0e-8, 5e-8, (0.0, 100.0))), told("2 4", " (× 10⁻⁸)"));
        assert_eq!(shortened(Scale::linear(1.9999, 2.0001, (0.0, 100.0))), told("−1 0 1", " − 2 (× 10⁻⁴)"));
        assert_eq!(shortened(Scale::linear(-0.50003, -0.49998, (0.0, 100.0))), told("−2 0 2", " + 0.5 (× 10⁻⁵)"));
        assert_eq!(shortened(Scale::log(1e-9, 1e9, (0.0, 100.0))), told("10⁻⁵ 1 10⁵", ""));
    }

    proptest! {
        #[test]
        fn any_two_numbers_make_a_scale_with_ticks_within_it(
            from in any::<f64>(), to in any::<f64>(), log in any::<bool>(), most in 2..12_usize,
        ) {
            let scale = if log { Scale::log(from, to, (0.0, 300.0)) } else { Scale::linear(from, to, (0.0, 300.0)) };
            let ticks = scale.ticks(most);
            prop_assert!(ticks.len() <= 2 * most + 1);
            for (number, _) in ticks {
                prop_assert!((-1e-6..=300.0 + 1e-6).contains(&scale.pixel(number)), "{number}");
            }
        }

        #[test]
        fn a_pixel_and_its_number_belong_together(pixel in 0.0..300.0_f64, log in any::<bool>()) {
            let scale = if log { Scale::log(1e-9, 40.0, (300.0, 0.0)) } else { Scale::linear(-3.0, 8.0, (300.0, 0.0)) };
            prop_assert!((scale.pixel(scale.value(pixel)) - pixel).abs() < 1e-6);
        }

        #[test]
        fn every_number_has_a_place(number in any::<f64>(), log in any::<bool>()) {
            let scale = if log { Scale::log(1e-9, 40.0, (0.0, 300.0)) } else { Scale::linear(-3.0, 8.0, (0.0, 300.0)) };
            prop_assert!(number.is_nan() || scale.pixel(number).abs() <= 1e6);
        }
    }
}
