//! A chart's two canvases, and the plotters backend that draws on them: sub-pixel smooth, and sharp
//! at every `devicePixelRatio`.

use js_sys::Array;
use plotters::prelude::DrawingBackend;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement};

use super::dom::{PageError, Result, make};
use crate::chart::{Area, Sheet, UNIT};

/// A canvas in units of 1/8 CSS pixel: plotters counts in whole numbers, and in whole pixels
/// moving curves would jitter.
pub struct CanvasSheet {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    backend: CanvasBackend,
    /// Width and height in CSS pixels.
    size: (f64, f64),
}

impl CanvasSheet {
    /// A new canvas in `parent`.
    pub fn new(parent: &Element) -> Result<Self> {
        let canvas: HtmlCanvasElement = make("canvas", &[])?;
        parent.append_child(&canvas)?;
        let no_context = || PageError::Missing("a canvas to draw on".to_owned());
        let context = canvas.get_context("2d")?.ok_or_else(no_context)?.dyn_into().map_err(|_| no_context())?;
        let backend = CanvasBackend::with_canvas_object(canvas.clone()).ok_or_else(no_context)?;
        Ok(CanvasSheet { canvas, context, backend, size: (0.0, 0.0) })
    }

    /// Takes this size: CSS pixels, and the pixels of the device on them. Tells whether that is another
    /// one: then the canvas is empty.
    pub fn resize(&mut self, size: (f64, f64), device: (u32, u32)) -> bool {
        let another = self.size != size || (self.canvas.width(), self.canvas.height()) != device;
        if another {
            self.size = size;
            self.canvas.set_width(device.0);
            self.canvas.set_height(device.1);
        }
        another
    }

    /// The whole canvas.
    pub fn area(&self) -> Area {
        Area { left: 0.0, top: 0.0, width: self.size.0, height: self.size.1 }
    }

    /// Makes it empty and ready to be drawn on.
    pub fn clear(&self) -> Result<()> {
        let (width, height) = (f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)?;
        self.context.clear_rect(0.0, 0.0, width, height);
        let (across, down) = (width / self.size.0 / UNIT, height / self.size.1 / UNIT);
        self.context.set_transform(across, 0.0, 0.0, down, 0.0, 0.0)?;
        self.context.set_line_join("round");
        Ok(())
    }
}

impl Sheet for CanvasSheet {
    fn dash(&mut self, pattern: &[f64]) {
        let lengths: Array = pattern.iter().map(|length| wasm_bindgen::JsValue::from_f64(*length)).collect();
        // A line that cannot be dashed is drawn whole.
        let _ = self.context.set_line_dash(&lengths);
    }
}

type Drawn<T> = std::result::Result<T, DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

impl DrawingBackend for CanvasSheet {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        ((self.size.0 * UNIT) as u32, (self.size.1 * UNIT) as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn<()> {
        self.backend.ensure_prepared()
    }

    fn present(&mut self) -> Drawn<()> {
        self.backend.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Drawn<()> {
        self.backend.draw_pixel(point, colour)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn<()> {
        self.backend.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn<()> {
        self.backend.draw_circle(centre, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn<()> {
        self.backend.fill_polygon(path, style)
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn<()> {
        self.backend.draw_text(text, style, at)
    }
}
