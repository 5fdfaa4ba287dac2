//! OKLab (Ottosson, "A perceptual color space for image processing", 2020): colours by what the eye makes
//! of them.

use crate::palette::Rgb;

/// A colour: lightness, green to red, blue to yellow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lab(pub [f64; 3]);

impl Lab {
    /// What the eye makes of a colour of the screen.
    pub fn of((red, green, blue): Rgb) -> Self {
        let (r, g, b) = (linear(red), linear(green), linear(blue));
        let (l, m, s) = (
            (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).powf(1.0 / 3.0),
            (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).powf(1.0 / 3.0),
            (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).powf(1.0 / 3.0),
        );
        Lab([
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ])
    }

    /// The colour that has `part` of the way to `other` behind it.
    pub fn towards(self, other: Lab, part: f64) -> Lab {
        let (Lab([a, b, c]), Lab([x, y, z])) = (self, other);
        Lab([a + (x - a) * part, b + (y - b) * part, c + (z - c) * part])
    }

    /// The nearest colour of the screen.
    pub fn rgb(self) -> Rgb {
        let Lab([lightness, a, b]) = self;
        let cube = |root: f64| root * root * root;
        let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
        (
            gamma(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
            gamma(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
            gamma(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s),
        )
    }
}

/// How much light there is in 0 to 255 of a colour of the screen.
fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part >= 0.040_45 { ((part + 0.055) / 1.055).powf(2.4) } else { part / 12.92 }
}

fn gamma(light: f64) -> u8 {
    let part = if light >= 0.003_130_8 { 1.055 * light.powf(1.0 / 2.4) - 0.055 } else { light * 12.92 };
    (part * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_colours_are_where_they_are_known_to_be() {
        for (rgb, lab) in [
            ((255, 255, 255), [1.0, 0.0, 0.0]),
            ((0, 0, 0), [0.0, 0.0, 0.0]),
            ((255, 0, 0), [0.628, 0.225, 0.126]),
            ((0, 255, 0), [0.866, -0.234, 0.179]),
            ((0, 0, 255), [0.452, -0.032, -0.312]),
        ] {
            for (found, known) in Lab::of(rgb).0.into_iter().zip(lab) {
                assert!((found - known).abs() < 6e-4, "{rgb:?}: {:?}", Lab::of(rgb));
            }
        }
    }

    #[test]
    fn there_and_back_is_the_same_colour() {
        for part in 0..=255_u8 {
            for rgb in [(part, part, part), (part, 255 - part, 7), (200, 30, part)] {
                assert_eq!(Lab::of(rgb).rgb(), rgb);
            }
        }
    }
}
