//! The colours of paper and ink. The style sheet of the page has the same ones: a test holds them
//! together.

use plotters::style::RGBAColor;

use crate::palette::{Rgb, Style};
use crate::scene::Vector;

/// The colours of a page, light or dark.
#[derive(Debug, PartialEq)]
pub struct Theme {
    /// The page itself.
    pub paper: Rgb,
    /// What is written on it.
    pub ink: Rgb,
    /// What is written beside: labels of axes.
    pub quiet: Rgb,
    /// Lines that only help the eye.
    pub grid: Rgb,
    /// The vectors of the step that is told line by line, in the order of [`Vector::ALL`].
    pub vectors: [Rgb; 3],
    /// Whether it is the dark one.
    pub dark: bool,
}

/// Ink on paper.
pub static LIGHT: Theme = Theme {
    paper: (252, 251, 248),
    ink: (27, 30, 37),
    quiet: (92, 98, 112),
    grid: (228, 226, 219),
    vectors: [(194, 65, 12), (21, 115, 55), (67, 56, 202)],
    dark: false,
};

/// Chalk on slate.
pub static DARK: Theme = Theme {
    paper: (20, 22, 26),
    ink: (236, 238, 242),
    quiet: (156, 163, 175),
    grid: (45, 49, 57),
    vectors: [(251, 146, 60), (74, 222, 128), (165, 180, 252)],
    dark: true,
};

impl Theme {
    /// The colour of a vector of the step that is told line by line.
    #[must_use]
    pub fn vector(&self, vector: Vector) -> Rgb {
        self.vectors[vector as usize]
    }

    /// The colour of a run.
    #[must_use]
    pub fn run(&self, style: &Style) -> Rgb {
        if self.dark { style.dark } else { style.light }
    }
}

/// `colour` at this opacity, 0 to 1.
pub(super) fn tint((red, green, blue): Rgb, opacity: f64) -> RGBAColor {
    RGBAColor(red, green, blue, opacity)
}
