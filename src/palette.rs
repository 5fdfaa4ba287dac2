//! The colours and dashes that tell runs apart.
//!
//! Found by search and measured: every colour has at least 3.1:1 contrast on the light page and
//! 3.3:1 on the dark one, and the first six stay at least ΔE 11 (OKLab × 100) apart for normal,
//! protan, deutan and tritan eyes. No two styles share a dash, so colour is never the only sign.

use crate::list::List as _;

/// Red, green and blue, 0 to 255 each.
pub type Rgb = (u8, u8, u8);

/// How a run is drawn.
#[derive(Debug, PartialEq)]
pub struct Style {
    /// What a scene calls it; empty for those that cannot be chosen.
    pub name: &'static str,
    /// On the light page.
    pub light: Rgb,
    /// On the dark page.
    pub dark: Rgb,
    /// Lengths of dash and gap in turn, in CSS pixels; empty is a solid line.
    pub dash: &'static [f64],
}

impl Style {
    /// The same colour with another dash, for optimisers beyond the article's: colour and dash together are still one of
    /// a kind, which a test holds.
    #[must_use]
    pub const fn dashed(&self, dash: &'static [f64]) -> Self {
        Style { name: "", light: self.light, dark: self.dark, dash }
    }
}

const fn rgb(hex: u32) -> Rgb {
    ((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const fn style(name: &'static str, light: u32, dark: u32, dash: &'static [f64]) -> Style {
    Style { name, light: rgb(light), dark: rgb(dark), dash }
}

/// A solid line.
pub const SOLID: &[f64] = &[];
/// Long dashes.
pub const LONG: &[f64] = &[15.0, 4.0];
/// Short dashes.
pub const SHORT: &[f64] = &[7.0, 4.0];
/// Dots.
pub const DOTS: &[f64] = &[2.0, 3.5];
/// Dash and dot.
pub const DASH_DOT: &[f64] = &[10.0, 3.5, 2.0, 3.5];
/// Dash and two dots.
pub const DASH_TWO_DOTS: &[f64] = &[18.0, 3.5, 2.0, 3.5, 2.0, 3.5];
/// Two dashes and a dot.
pub const TWO_DASHES_DOT: &[f64] = &[7.0, 3.0, 7.0, 3.0, 2.0, 3.0];
/// Wide dots.
pub const WIDE_DOTS: &[f64] = &[2.0, 7.0];

/// Slate, a solid line.
pub static SLATE: Style = style("slate", 0x3e_44_52, 0x89_8f_a0, SOLID);
/// Blue, long dashes.
pub static BLUE: Style = style("blue", 0x06_50_c2, 0x3a_6c_d7, LONG);
/// Teal, short dashes.
pub static TEAL: Style = style("teal", 0x05_a0_a1, 0x6d_e7_dd, SHORT);
/// Amber, dots.
pub static AMBER: Style = style("amber", 0x8b_4a_07, 0xd7_8c_30, DOTS);
/// Violet, dash and dot.
pub static VIOLET: Style = style("violet", 0xa0_74_fb, 0xd0_91_fe, DASH_DOT);
/// Crimson, dash and two dots.
pub static CRIMSON: Style = style("crimson", 0xf6_4f_66, 0xd4_11_3a, DASH_TWO_DOTS);
/// Green, two dashes and a dot.
pub static GREEN: Style = style("green", 0x22_94_07, 0x8e_db_6b, TWO_DASHES_DOT);
/// Pink, wide dots.
pub static PINK: Style = style("pink", 0x9d_0f_87, 0xa0_4a_8e, WIDE_DOTS);

/// Every style, in the order in which further runs of one optimiser take the free ones.
pub static ALL: [&Style; 8] = [&SLATE, &BLUE, &TEAL, &AMBER, &VIOLET, &CRIMSON, &GREEN, &PINK];

/// The style that a scene calls `name`.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Style> {
    ALL.iter().find(|style| style.name == name).copied()
}

/// One style for each run, of which `own` tells its optimiser's, and `chosen` the one that somebody gave it, which
/// counts. The first run of a colour has its own, further ones those whose colours nobody has. When all colours are used
/// up, the first run of each optimiser has its own, for the others they come round again.
#[must_use]
pub fn styles(own: &[&'static Style], chosen: &[Option<&'static Style>]) -> Vec<&'static Style> {
    let taken = own.iter().copied().chain(chosen.iter().copied().flatten()).list();
    let mut spare = ALL.iter().filter(|style| !taken.iter().any(|taken| alike(taken, style)));
    let mut any = ALL.iter().cycle();
    let mut styles: Vec<&'static Style> = Vec::with_capacity(own.len());
    for (place, style) in own.iter().enumerate() {
        // Whether it is given to a run, or the own style of an earlier one.
        let is_had = |same: fn(&Style, &Style) -> bool| {
            let has = |(run, own): (usize, &&Style)| match chosen[run] {
                Some(given) => same(given, style),
                None => run < place && same(own, style),
            };
            own.iter().enumerate().any(has)
        };
        styles.push(match chosen[place] {
            Some(given) => given,
            None if !is_had(alike) => style,
            None => match spare.next() {
                Some(spare) => spare,
                None if is_had(PartialEq::eq) => any.next().unwrap_or(style),
                None => style,
            },
        });
    }
    styles
}

/// Whether they have the same colour.
fn alike(one: &Style, other: &Style) -> bool {
    one.light == other.light
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser;

    #[test]
    fn no_two_styles_share_a_colour_or_a_dash() {
        for (i, a) in ALL.iter().enumerate() {
            for b in &ALL[i + 1..] {
                assert!(a.light != b.light && a.dark != b.dark && a.dash != b.dash);
            }
        }
    }

    #[test]
    fn every_optimiser_has_a_colour_and_dash_of_its_own() {
        for (i, a) in optimiser::ALL.iter().enumerate() {
            for b in &optimiser::ALL[i + 1..] {
                let same = a.style.light == b.style.light && a.style.dash == b.style.dash;
                assert!(!same, "{} and {} look the same: give one another colour or dash", a.id, b.id);
            }
            // What is free for further runs is nobody's.
            let of_all = ALL.iter().find(|style| style.light == a.style.light && style.dash == a.style.dash);
            assert!(of_all.is_none_or(|style| **style == *a.style), "{} looks like {of_all:?}: use that one", a.id);
        }
    }

    #[test]
    fn the_second_run_of_an_optimiser_takes_a_style_nobody_owns() {
        let styles = styles(&[&CRIMSON, &CRIMSON, &SLATE], &[None; 3]);
        assert_eq!(styles, [&CRIMSON, &BLUE, &SLATE]);
    }

    #[test]
    fn the_run_of_another_optimiser_with_the_same_colour_takes_one_that_is_free() {
        static OTHER: Style = CRIMSON.dashed(&[1.0]);
        assert_eq!(styles(&[&CRIMSON, &OTHER, &SLATE], &[None; 3]), [&CRIMSON, &BLUE, &SLATE]);
        // Until there is none.
        let mut own = ALL.to_vec();
        own.push(&OTHER);
        assert_eq!(styles(&own, &[None; 9])[8], &OTHER);
    }

    #[test]
    fn a_first_run_has_its_own_style_however_many_come_before() {
        let mut own = vec![&CRIMSON; 20];
        own.push(&TEAL);
        assert_eq!(styles(&own, &[None; 21])[20], &TEAL);
    }

    #[test]
    fn a_chosen_style_is_kept_and_nobody_else_has_it() {
        let styles = styles(&[&SLATE, &BLUE, &BLUE], &[None, Some(&SLATE), None]);
        assert_eq!(styles[1..], [&SLATE, &BLUE]);
        assert!(styles[0] != &SLATE && styles[0] != &BLUE);
    }

    #[test]
    fn eight_runs_of_one_optimiser_have_eight_styles() {
        let styles = styles(&[&TEAL; 8], &[None; 8]);
        for style in ALL {
            assert!(styles.contains(&style));
        }
    }
}
