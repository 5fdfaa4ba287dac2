//! A chart's two canvases, and the plotters backend that draws on them: sub-pixel smooth, and sharp
//! at every `devicePixelRatio`.

use js_sys::Array;
use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

use super::dom::{Thing, make, missing};
use crate::chart::{Area, Sheet, UNIT};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(method, js_name = getContext)]
    fn get_context(this: &Thing, kind: &str) -> Option<Thing>;
    #[wasm_bindgen(method, js_name = setTransform)]
    fn set_transform(this: &Thing, a: f64, b: f64, c: f64, d: f64, e: f64, f: f64);
    #[wasm_bindgen(method, js_name = clearRect)]
    fn clear_rect(this: &Thing, x: f64, y: f64, width: f64, height: f64);
    #[wasm_bindgen(method, js_name = fillRect)]
    fn fill_rect(this: &Thing, x: f64, y: f64, width: f64, height: f64);
    #[wasm_bindgen(method, js_name = setLineDash)]
    fn set_line_dash(this: &Thing, lengths: &Array);
    #[wasm_bindgen(method, js_name = beginPath)]
    fn begin_path(this: &Thing);
    #[wasm_bindgen(method, js_name = moveTo)]
    fn move_to(this: &Thing, x: f64, y: f64);
    #[wasm_bindgen(method, js_name = lineTo)]
    fn line_to(this: &Thing, x: f64, y: f64);
    #[wasm_bindgen(method)]
    fn arc(this: &Thing, x: f64, y: f64, radius: f64, from: f64, to: f64);
    #[wasm_bindgen(method, js_name = fill)]
    fn fill_path(this: &Thing);
    #[wasm_bindgen(method, js_name = stroke)]
    fn stroke_path(this: &Thing);
    #[wasm_bindgen(method, js_name = fillText)]
    fn fill_text(this: &Thing, text: &str, x: f64, y: f64);
}

/// A canvas in units of 1/8 CSS pixel: plotters counts in whole numbers, and in whole pixels
/// moving curves would jitter.
pub struct CanvasSheet {
    canvas: Thing,
    context: Thing,
    backend: CanvasBackend,
    /// Width and height in CSS pixels.
    size: (f64, f64),
    /// What the context has been told, by the names of its properties: it takes its time to understand a font or a
    /// colour, even the one that it has.
    told: Vec<(&'static str, String)>,
}

impl CanvasSheet {
    /// A new canvas in `parent`.
    pub fn new(parent: &Thing) -> Self {
        let canvas = make("canvas", &[]);
        parent.append(&canvas);
        let backend = CanvasBackend::with_canvas_object(canvas.clone().unchecked_into());
        let (Some(context), Some(backend)) = (canvas.get_context("2d"), backend) else {
            missing("a canvas to draw on")
        };
        CanvasSheet { canvas, context, backend, size: (0.0, 0.0), told: vec![] }
    }

    /// Takes this size: CSS pixels, and the pixels of the device on them. Tells whether that is another
    /// one: then the canvas is empty.
    pub fn resize(&mut self, size: (f64, f64), device: (u32, u32)) -> bool {
        let another = self.size != size
            || (self.pixels("width"), self.pixels("height")) != (f64::from(device.0), f64::from(device.1));
        if another {
            self.size = size;
            self.canvas.put("width", f64::from(device.0));
            self.canvas.put("height", f64::from(device.1));
        }
        another
    }

    /// Lets its memory go, until it takes a size again.
    pub fn release(&self) {
        self.canvas.put("width", 0.0);
        self.canvas.put("height", 0.0);
    }

    /// The canvas itself.
    pub fn canvas(&self) -> &Thing {
        &self.canvas
    }

    fn pixels(&self, side: &str) -> f64 {
        self.canvas.number(side)
    }

    /// The whole canvas.
    pub fn area(&self) -> Area {
        Area { left: 0.0, top: 0.0, width: self.size.0, height: self.size.1 }
    }

    /// Makes it empty and ready to be drawn on.
    pub fn clear(&mut self) {
        // It forgets all with its size, and may have lost it otherwise.
        self.told.clear();
        let (width, height) = (self.pixels("width"), self.pixels("height"));
        self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        self.context.clear_rect(0.0, 0.0, width, height);
        let (across, down) = (width / self.size.0 / UNIT, height / self.size.1 / UNIT);
        self.context.set_transform(across, 0.0, 0.0, down, 0.0, 0.0);
        self.context.write("lineJoin", "round");
    }
}

impl Sheet for CanvasSheet {
    fn dash(&mut self, pattern: &[f64]) {
        let lengths: Array = pattern.iter().map(|length| wasm_bindgen::JsValue::from_f64(*length)).collect();
        self.context.set_line_dash(&lengths);
    }
}

type Drawn<T> = std::result::Result<T, DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

impl CanvasSheet {
    fn tell(&mut self, name: &'static str, text: &str) {
        match self.told.iter_mut().find(|(told, _)| *told == name) {
            Some((_, told)) if *told == text => return,
            Some((_, told)) => text.clone_into(told),
            None => self.told.push((name, text.to_owned())),
        }
        self.context.write(name, text);
    }

    fn path(&self, path: impl Iterator<Item = BackendCoord>) {
        self.context.begin_path();
        for (place, (x, y)) in path.enumerate() {
            let (x, y) = (f64::from(x), f64::from(y));
            if place == 0 { self.context.move_to(x, y) } else { self.context.line_to(x, y) }
        }
    }

    fn stroke(&mut self, style: &impl BackendStyle) {
        self.tell("strokeStyle", &css(style.color()));
        self.context.put("lineWidth", f64::from(style.stroke_width()));
        self.context.stroke_path();
    }

    fn fill(&mut self, colour: BackendColor) {
        self.tell("fillStyle", &css(colour));
        self.context.fill_path();
    }
}

/// A colour as CSS writes it, in whole numbers: the standard library's way of writing fractions is nine
/// kilobytes to download.
fn css(colour: BackendColor) -> String {
    let ((red, green, blue), percent) = (colour.rgb, (colour.alpha * 100.0).round() as u32);
    format!("rgb({red} {green} {blue}/{percent}%)")
}

/// The canvas and its state are `plotters-canvas`'s; shapes are drawn here, since there each colour is
/// written with fractions.
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

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn<()> {
        self.tell("fillStyle", &css(colour));
        self.context.fill_rect(f64::from(x), f64::from(y), 1.0, 1.0);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn<()> {
        self.path(path.into_iter());
        self.stroke(style);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn<()> {
        self.context.begin_path();
        let (x, y) = (f64::from(centre.0), f64::from(centre.1));
        self.context.arc(x, y, f64::from(radius), 0.0, std::f64::consts::TAU);
        if fill {
            self.fill(style.color());
        } else {
            self.stroke(style);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn<()> {
        self.path(path.into_iter());
        self.fill(style.color());
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn<()> {
        let family = style.family();
        let font = format!("{} {}px {}", style.style().as_str(), style.size() as u32, family.as_str());
        let anchor = style.anchor();
        let across = match anchor.h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        let along = match anchor.v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        };
        self.tell("font", &font);
        self.tell("textAlign", across);
        self.tell("textBaseline", along);
        self.tell("fillStyle", &css(style.color()));
        self.context.fill_text(text, f64::from(at.0), f64::from(at.1));
        Ok(())
    }
}
