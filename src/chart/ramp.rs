//! The colours of a map: even steps of OKLab (Ottosson, "A perceptual color space for image
//! processing", 2020) from the paper up into a quiet blue, so that low places are light on the light
//! page and dark on the dark one, and every run's colour can be read on all of it.

use plotters::style::RGBAColor;

use super::oklab::Lab;
use super::theme::Theme;
use crate::number::clamped;

/// Where the ramp of the light page ends: lightness, green to red, blue to yellow.
const LIGHT_TOP: Lab = Lab([0.80, -0.022, -0.040]);
/// Where the ramp of the dark page ends.
const DARK_TOP: Lab = Lab([0.40, -0.022, -0.045]);

/// The colour at `part` of the way up, 0 to 1.
pub fn ramp(theme: &Theme, part: f64) -> RGBAColor {
    let top = if theme.dark { DARK_TOP } else { LIGHT_TOP };
    let (red, green, blue) = Lab::of(theme.paper).towards(top, clamped(part, 0.0, 1.0)).rgb();
    RGBAColor(red, green, blue, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{DARK, LIGHT};

    /// What the eye makes of the way between two colours.
    fn difference(a: RGBAColor, b: RGBAColor) -> f64 {
        let lab = |c: RGBAColor| Lab::of((c.0, c.1, c.2)).0;
        lab(a).into_iter().zip(lab(b)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn every_step_up_looks_as_large_as_every_other() {
        for theme in [&LIGHT, &DARK] {
            let steps: Vec<f64> = (0..12)
                .map(|i| difference(ramp(theme, f64::from(i) / 12.0), ramp(theme, f64::from(i + 1) / 12.0)))
                .collect();
            let mean = steps.iter().sum::<f64>() / 12.0;
            assert!(mean > 0.012, "steps of {mean} cannot be told apart");
            // Colours are whole numbers of 255, which is what is uneven.
            assert!(steps.iter().all(|step| (step - mean).abs() < 0.25 * mean), "{steps:?}");
        }
    }

    #[test]
    fn a_run_stands_out_from_the_highest_ground_by_lightness_or_colour() {
        for theme in [&LIGHT, &DARK] {
            for style in crate::palette::ALL {
                let (red, green, blue) = theme.run(style);
                let far = difference(RGBAColor(red, green, blue, 1.0), ramp(theme, 1.0));
                assert!(far > 0.12, "{style:?} is {far} off the top of the ramp");
            }
        }
    }
}
