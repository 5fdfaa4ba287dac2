//! One chart on the page: its layers, and what they were drawn for.

use super::atlas::Atlas;
use super::canvas::CanvasSheet;
use super::dom::{Thing, find};
use super::observers::scaled;
use super::sheet::PageSheet;
use crate::chart::{Chart, Frame, Layer, Picture, Theme};
use crate::loss::Loss;

/// One chart on the page.
pub struct View {
    pub chart: Chart,
    /// The id of its element.
    pub id: &'static str,
    pub sheet: Thing,
    /// The landscape alone has one.
    pub ground: Option<CanvasSheet>,
    /// What the ground was drawn for.
    drawn_ground: Option<Ground>,
    pub below: CanvasSheet,
    pub above: CanvasSheet,
    /// What the lower layer was drawn for; none if it must be drawn anew.
    pub drawn_below: Option<Drawn>,
    pub in_sight: bool,
    /// Its size in CSS pixels, and in pixels of the device.
    pub size: ((f64, f64), (u32, u32)),
    /// Whether it shows what is no more: it was out of sight, or has another size.
    pub behind: bool,
}

/// What decides whether the lower layer is drawn again.
#[derive(Clone, Copy, PartialEq)]
pub struct Drawn {
    pub race: u32,
    pub at_end: bool,
}

/// What decides whether the ground is drawn again.
#[derive(PartialEq)]
struct Ground {
    frame: Frame,
    loss: Loss,
    theme: &'static Theme,
    /// The number of its relief.
    relief: u32,
}

/// Draws a layer of a chart on a sheet, alone.
pub fn layer(sheet: &mut CanvasSheet, picture: &Picture, chart: Chart, layer: Layer) {
    sheet.clear();
    let area = sheet.area();
    if let Err(error) = picture.draw(&mut PageSheet::Canvas(sheet), area, chart, layer) {
        web_sys::console::error_1(&error.to_string().into());
    }
}

impl View {
    /// A chart in the element with this id; nothing is on it yet.
    pub fn new(chart: Chart, id: &'static str) -> Self {
        let sheet = find(id);
        let ground = (chart == Chart::Landscape).then(|| CanvasSheet::new(&sheet));
        let (below, above) = (CanvasSheet::new(&sheet), CanvasSheet::new(&sheet));
        View {
            chart,
            id,
            sheet,
            ground,
            drawn_ground: None,
            below,
            above,
            drawn_below: None,
            in_sight: true,
            size: ((0.0, 0.0), (0, 0)),
            behind: true,
        }
    }

    /// Asks for its size.
    pub fn measure(&mut self) {
        let size = (self.sheet.number("clientWidth"), self.sheet.number("clientHeight"));
        self.size = (size, scaled(size));
    }

    /// Lets the memory of its canvases go.
    pub fn release(&mut self) {
        for canvas in [Some(&self.below), Some(&self.above), self.ground.as_ref()].iter().flatten() {
            canvas.release();
        }
        self.forget();
    }

    /// Takes its size, and tells whether it had another one: then there is nothing on it.
    pub fn resize(&mut self) -> bool {
        let (size, device) = self.size;
        let mut another = self.below.resize(size, device) | self.above.resize(size, device);
        if let Some(ground) = &mut self.ground {
            another |= ground.resize(size, device);
        }
        if another {
            self.forget();
        }
        another
    }

    /// Everything must be drawn anew.
    pub fn forget(&mut self) {
        (self.drawn_ground, self.drawn_below, self.behind) = (None, None, true);
    }

    /// Draws the ground if it is not what it should be.
    pub fn draw_ground(&mut self, atlas: &mut Atlas, picture: &Picture) {
        let Some(ground) = &mut self.ground else { return };
        let (loss, frame) = (&picture.scene.loss, picture.landscape(self.above.area()));
        if picture.is_map() {
            atlas.look(loss, frame);
        } else {
            atlas.rest();
        }
        let now = Ground { frame, loss: loss.clone(), theme: picture.theme, relief: atlas.drawn() };
        if self.drawn_ground.as_ref() != Some(&now) {
            layer(ground, &Picture { relief: atlas.relief(), ..*picture }, self.chart, Layer::Ground);
            self.drawn_ground = Some(now);
        }
    }
}
