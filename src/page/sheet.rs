//! What the page draws on.

use plotters::prelude::DrawingBackend;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};

use super::canvas::CanvasSheet;
use crate::chart::Sheet;
use crate::chart::svg::SvgSheet;

/// A canvas, or the text of a picture. One type: the charts are in the download once for each.
pub enum PageSheet<'a> {
    /// Something to look at.
    Canvas(&'a mut CanvasSheet),
    /// Something to take along.
    Svg(&'a mut SvgSheet),
}

/// Nothing can go wrong in memory.
type Drawn = Result<(), DrawingErrorKind<<CanvasSheet as DrawingBackend>::ErrorType>>;

impl Sheet for PageSheet<'_> {
    fn dash(&mut self, pattern: &[f64]) {
        match self {
            PageSheet::Canvas(sheet) => sheet.dash(pattern),
            PageSheet::Svg(sheet) => sheet.dash(pattern),
        }
    }
}

impl DrawingBackend for PageSheet<'_> {
    type ErrorType = <CanvasSheet as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        match self {
            PageSheet::Canvas(sheet) => sheet.get_size(),
            PageSheet::Svg(sheet) => sheet.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn {
        match self {
            PageSheet::Canvas(sheet) => return sheet.draw_pixel(at, colour),
            PageSheet::Svg(sheet) => drop(sheet.draw_pixel(at, colour)),
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        match self {
            PageSheet::Canvas(sheet) => return sheet.draw_path(path, style),
            PageSheet::Svg(sheet) => drop(sheet.draw_path(path, style)),
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        match self {
            PageSheet::Canvas(sheet) => return sheet.draw_circle(centre, radius, style, fill),
            PageSheet::Svg(sheet) => drop(sheet.draw_circle(centre, radius, style, fill)),
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        match self {
            PageSheet::Canvas(sheet) => return sheet.fill_polygon(path, style),
            PageSheet::Svg(sheet) => drop(sheet.fill_polygon(path, style)),
        }
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        match self {
            PageSheet::Canvas(sheet) => return sheet.draw_text(text, style, at),
            PageSheet::Svg(sheet) => drop(sheet.draw_text(text, style, at)),
        }
        Ok(())
    }
}
