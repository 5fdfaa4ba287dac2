//! The charts on the page: when each layer is drawn, and what the pointer points at.

use super::atlas::Atlas;
use super::dom::{Thing, find};
use super::landscape::{Look, offset};
use super::observers::{observe_sight, observe_sizes, ratio, scaled};
use super::view::{Drawn, View, layer};
use super::{Message, send};
use crate::chart::{Area, Chart, Hover, Layer, Picture, panned, pointed, zoomed};
use crate::number::clamped;
use crate::point::{Point, View as Stretch};

/// All charts, and the observers that tell of their size and whether they are in sight.
pub struct Charts {
    views: Vec<View>,
    atlas: Atlas,
    page_in_sight: bool,
    ratio: f64,
    /// Whether the sizes of the charts are known.
    measured: bool,
}

/// The ids of their elements.
pub const IDS: [&str; 4] = ["landscape-sheet", "theta-sheet", "loss-sheet", "inside-sheet"];

impl Charts {
    /// The charts of index.html.
    pub fn new() -> Self {
        let mut views = Vec::with_capacity(IDS.len());
        for (&chart, id) in Chart::ALL.iter().zip(&IDS) {
            views.push(View::new(chart, id));
        }
        observe_sizes(views.iter().map(|view| &view.sheet));
        observe_sight(views.iter().map(|view| &view.sheet), "0px");
        // A little early, so that there is time to draw.
        observe_sight([find("page")].iter(), "200px");
        Charts { views, atlas: Atlas::default(), page_in_sight: true, ratio: ratio(), measured: false }
    }

    /// Looks how large the charts are, once all else is in its place: the first picture need not wait for an
    /// observer, nor be drawn twice, and the browser lays the page out once.
    pub fn measure(&mut self) {
        if !self.measured {
            self.measured = true;
            self.views.iter_mut().for_each(View::measure);
            for view in &mut self.views {
                view.resize();
            }
        }
    }

    /// Whether anything of the page can be seen.
    pub fn in_sight(&self) -> bool {
        self.page_in_sight
    }

    /// Notes what an observer saw of the element with this id.
    pub fn seen(&mut self, id: &str, in_sight: bool) {
        if id == "page" {
            self.page_in_sight = in_sight;
            // Many figures in one text would take a lot of memory for what nobody sees.
            for view in &mut self.views {
                if in_sight {
                    view.resize();
                } else {
                    view.release();
                }
            }
        }
        for view in &mut self.views {
            if view.id == id {
                view.in_sight = in_sight;
            }
        }
    }

    /// Notes the size of a chart, and tells whether it is another one.
    pub fn resized(&mut self, id: &str, size: (f64, f64), device: (u32, u32)) -> bool {
        let page_in_sight = self.page_in_sight;
        let view = self.views.iter_mut().find(|view| view.id == id);
        view.is_some_and(|view| {
            view.size = (size, device);
            page_in_sight && view.resize()
        })
    }

    /// The window has another size, or other pixels: where no observer tells of those, this does.
    pub fn rescale(&mut self) {
        if self.ratio == ratio() {
            return;
        }
        self.ratio = ratio();
        for view in &mut self.views {
            view.size.1 = scaled(view.size.0);
            if self.page_in_sight {
                view.resize();
            }
        }
    }

    /// The lower layers must be drawn anew.
    pub fn forget(&mut self) {
        self.views.iter_mut().for_each(View::forget);
    }

    /// Draws what is in sight. `race` counts the changes of the race and of its looks.
    pub fn draw(&mut self, picture: &Picture, race: u32) {
        self.views.iter_mut().for_each(|view| view.behind = true);
        self.draw_each(picture, race, |view| view.in_sight);
    }

    /// Draws what is behind, in sight or not.
    pub fn catch_up(&mut self, picture: &Picture, race: u32) {
        self.draw_each(picture, race, |_| true);
    }

    fn draw_each(&mut self, picture: &Picture, race: u32, which: impl Fn(&View) -> bool) {
        let at_end = picture.playhead >= picture.scene.steps as f64;
        let now = Drawn { race, at_end };
        // A map that is being worked out is worked on, seen or not: it would never be done otherwise.
        let pending = self.atlas.is_pending();
        let wanted = |view: &View| which(view) || (pending && view.ground.is_some());
        let due = |view: &&mut View| view.behind && wanted(view) && view.above.area().width >= 1.0;
        for view in self.views.iter_mut().filter(due) {
            view.behind = false;
            let mut picture = *picture;
            if view.ground.is_some() {
                view.draw_ground(&mut self.atlas, &picture);
                picture.relief = self.atlas.relief();
            }
            let picture = &picture;
            if view.drawn_below != Some(now) {
                view.drawn_below = Some(now);
                layer(&mut view.below, picture, view.chart, Layer::Below);
            }
            layer(&mut view.above, picture, view.chart, Layer::Above);
        }
    }

    /// What a point of a chart stands for, in CSS pixels from its upper left corner.
    pub fn point(&self, picture: &Picture, chart: Chart, at: (f64, f64)) -> Option<Hover> {
        let view = self.views.iter().find(|view| view.chart == chart)?;
        Some(picture.point(chart, view.above.area(), at))
    }

    fn landscape(&self) -> Area {
        let view = self.views.iter().find(|view| view.chart == Chart::Landscape);
        view.map_or(Area { left: 0.0, top: 0.0, width: 1.0, height: 1.0 }, |view| view.above.area())
    }

    /// Where the start is on the landscape; none if it is out of sight.
    pub fn start_at(&self, picture: &Picture) -> Option<(f64, f64)> {
        picture.start_at(self.landscape())
    }

    /// A hundredth of the landscape's width, in CSS pixels.
    pub fn step(&self) -> f64 {
        self.landscape().width / 100.0
    }

    /// The view after a look at the landscape has changed; none for the loss's own.
    pub fn look(&self, picture: &Picture, look: Look) -> Option<Stretch> {
        let area = self.landscape();
        match look {
            Look::Fit => None,
            Look::Pan(dx, dy) => Some(panned(picture, area, (dx, dy))),
            Look::Zoom(at, factor) => {
                let plot = picture.landscape(area).plot;
                let middle = (plot.left + plot.width / 2.0, plot.top + plot.height / 2.0);
                let at = at.unwrap_or(middle);
                Some(zoomed(picture, area, at, at, factor))
            }
            Look::Pinch { from, to, factor } => Some(zoomed(picture, area, from, to, factor)),
        }
    }

    /// The start that a point of the landscape stands for, kept within it, and the view in which it is
    /// moved: the present one where the loss's own would change with the start.
    pub fn start_to(&self, picture: &Picture, (x, y): (f64, f64)) -> Option<(Point, Option<Stretch>)> {
        let area = self.landscape();
        let frame = picture.landscape(area);
        let plot = frame.plot;
        let at = (clamped(x, plot.left, plot.right()), clamped(y, plot.top, plot.bottom()));
        let Hover::Theta(theta) = picture.point(Chart::Landscape, area, at) else { return None };
        let (start, shown) = (pointed(&frame, theta), picture.scene.loss.shown());
        let grows = picture.scene.view.is_none() && !(shown.contains(start) && shown.contains(picture.scene.start));
        let view = if grows { Some(panned(picture, area, (0.0, 0.0))) } else { picture.scene.view };
        Some((start, view))
    }

    /// Whether a map is still being worked out.
    pub fn is_pending(&self) -> bool {
        self.atlas.is_pending()
    }

    /// How many maps have been worked out.
    pub fn maps(&self) -> u32 {
        self.atlas.drawn()
    }
}

/// A pointer did something that may have been on a chart. Over a control that lies on the chart nothing is
/// pointed at.
pub fn hear(kind: &str, event: &Thing, target: &Thing) {
    let id = target.closest(".sheet").map_or(String::new(), |sheet| sheet.text("id"));
    let Some((&chart, _)) = Chart::ALL.iter().zip(&IDS).find(|(_, sheet)| **sheet == id) else { return };
    let on_sheet = target.text("id") == id;
    send(Message::Point(match kind {
        "pointermove" | "pointerdown" => {
            (on_sheet || target.text("tagName") == "CANVAS").then(|| (chart, offset(event)))
        }
        "pointerleave" if on_sheet => None,
        "pointercancel" => None,
        _ => return,
    }));
}
