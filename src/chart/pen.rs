//! Drawing in CSS pixels, as fractions of them, on a plotters backend.

use plotters::prelude::DrawingBackend;
use plotters::style::{RGBAColor, ShapeStyle};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendColor, BackendTextStyle, DrawingErrorKind, FontFamily, FontStyle};

use super::clip::clip;
use crate::list::List as _;

/// Backends count in whole numbers. A sheet is that many times finer than CSS pixels, so that
/// curves do not jitter while they move.
pub const UNIT: f64 = 8.0;

/// The fonts of the charts: the reader's own.
const FONT: &str = "system-ui, sans-serif";

/// A backend in units of 1/8 CSS pixel that can also dash its lines.
pub trait Sheet: DrawingBackend {
    /// Lengths of dash and gap in turn for the lines to come, in units; none for solid lines.
    fn dash(&mut self, pattern: &[f64]);
}

/// A rectangle, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Area {
    /// The right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    /// The lower edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// Its corners, all round.
    #[must_use]
    pub fn corners(&self) -> [(f64, f64); 4] {
        [(self.left, self.top), (self.right(), self.top), (self.right(), self.bottom()), (self.left, self.bottom())]
    }

    /// Without `by` on every side; with more where `by` is negative.
    #[must_use]
    pub fn inset(&self, by: f64) -> Area {
        Area { left: self.left + by, top: self.top + by, width: self.width - 2.0 * by, height: self.height - 2.0 * by }
    }

    /// Whether the point lies in it.
    #[must_use]
    pub fn contains(&self, (x, y): (f64, f64)) -> bool {
        self.left <= x && x <= self.right() && self.top <= y && y <= self.bottom()
    }
}

/// A line's looks.
#[derive(Clone, Copy)]
pub struct Stroke<'a> {
    pub colour: RGBAColor,
    /// In CSS pixels.
    pub width: f64,
    /// Lengths of dash and gap in turn, in CSS pixels.
    pub dash: &'a [f64],
}

/// A text's looks.
#[derive(Clone, Copy)]
pub struct Lettering {
    pub colour: RGBAColor,
    /// In CSS pixels.
    pub size: f64,
    pub italic: bool,
    pub across: HPos,
    pub along: VPos,
}

/// Draws on a sheet, with coordinates in CSS pixels from the upper left corner of an area.
/// The first error is kept, and nothing is drawn after it.
pub struct Pen<'a, S: Sheet> {
    sheet: &'a mut S,
    area: Area,
    error: Option<S::ErrorType>,
}

impl<'a, S: Sheet> Pen<'a, S> {
    /// A pen for `area` of `sheet`.
    pub fn new(sheet: &'a mut S, area: Area) -> Self {
        Pen { sheet, area, error: None }
    }

    /// The area it draws in.
    pub fn area(&self) -> Area {
        self.area
    }

    /// Lays the pen down.
    ///
    /// # Errors
    /// The first that the sheet gave.
    pub fn finish(self) -> Result<(), S::ErrorType> {
        self.error.map_or(Ok(()), Err)
    }

    fn keep(&mut self, result: Result<(), DrawingErrorKind<S::ErrorType>>) {
        if let Err(DrawingErrorKind::DrawingError(error)) = result {
            self.error.get_or_insert(error);
        }
    }

    /// A line through `points` as far as it lies within `bounds`. It breaks where a point is not a
    /// number.
    pub fn line(&mut self, points: &[(f64, f64)], bounds: Area, stroke: Stroke) {
        let dash: Vec<f64> = stroke.dash.iter().map(|length| length * UNIT).list();
        self.sheet.dash(&dash);
        let style = ShapeStyle { color: stroke.colour, filled: false, stroke_width: units(stroke.width) };
        clip(points, bounds, |piece| {
            if self.error.is_none() {
                let result = self.sheet.draw_path(piece.iter().map(|point| fine(*point)), &style);
                self.keep(result);
            }
        });
        if !dash.is_empty() {
            self.sheet.dash(&[]);
        }
    }

    /// A filled disc.
    pub fn disc(&mut self, centre: (f64, f64), radius: f64, colour: RGBAColor) {
        self.circle(centre, radius, ShapeStyle { color: colour, filled: true, stroke_width: 0 });
    }

    /// A ring, of a line 1.5 CSS pixels wide.
    pub fn ring(&mut self, centre: (f64, f64), radius: f64, colour: RGBAColor) {
        self.circle(centre, radius, ShapeStyle { color: colour, filled: false, stroke_width: units(1.5) });
    }

    fn circle(&mut self, centre: (f64, f64), radius: f64, style: ShapeStyle) {
        if self.error.is_none() {
            let result = self.sheet.draw_circle(fine(centre), units(radius), &style, style.filled);
            self.keep(result);
        }
    }

    /// A filled polygon.
    pub fn polygon(&mut self, corners: &[(f64, f64)], colour: RGBAColor) {
        if self.error.is_none() {
            let result = self.sheet.fill_polygon(corners.iter().map(|corner| fine(*corner)), &colour);
            self.keep(result);
        }
    }

    /// A text, anchored at a point.
    pub fn text(&mut self, text: &str, at: (f64, f64), lettering: Lettering) {
        if self.error.is_none() {
            let result = self.sheet.draw_text(text, &lettering, fine(at));
            self.keep(result);
        }
    }
}

/// CSS pixels as units. What is drawn has been clipped, so nothing is cut off here.
fn fine((x, y): (f64, f64)) -> (i32, i32) {
    ((x * UNIT).round() as i32, (y * UNIT).round() as i32)
}

fn units(length: f64) -> u32 {
    (length * UNIT).round() as u32
}

impl BackendTextStyle for Lettering {
    type FontError = std::fmt::Error;

    fn color(&self) -> BackendColor {
        let RGBAColor(red, green, blue, alpha) = self.colour;
        BackendColor { alpha, rgb: (red, green, blue) }
    }

    fn size(&self) -> f64 {
        self.size * UNIT
    }

    fn style(&self) -> FontStyle {
        if self.italic { FontStyle::Italic } else { FontStyle::Normal }
    }

    fn anchor(&self) -> Pos {
        Pos::new(self.across, self.along)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FONT)
    }

    /// Both sheets set their own text: nothing is laid out letter by letter here.
    fn layout_box(&self, _text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        Err(std::fmt::Error)
    }

    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _pos: (i32, i32),
        _draw: DrawFunc,
    ) -> Result<Result<(), E>, Self::FontError> {
        Err(std::fmt::Error)
    }
}
