//! Where things lie on the landscape, computed by the same core outside the browser.

use downhill::chart::{Area, Frame, LIGHT};
use downhill::point::{self, View};
use downhill::scene::Scene;
use downhill::stage::Stage;
use serde_json::json;

use crate::page::Page;
use crate::pointer::Point;

/// What the landscape shows at some moment, and where.
#[derive(Debug, Clone)]
pub struct Landscape {
    scene: Scene,
    frame: Frame,
    /// Its upper left corner in the window.
    corner: Point,
}

impl Page {
    /// The landscape of the scene that the page shows now, after it was scrolled into the window.
    #[track_caller]
    pub fn landscape(&self) -> Landscape {
        let script = "const sheet = document.querySelector('#landscape-sheet');
            sheet.scrollIntoView({ block: 'nearest', behavior: 'instant' });
            const box = sheet.getBoundingClientRect();
            return [box.x, box.y, box.width, box.height];";
        let [x, y, width, height]: [f64; 4] = self.script(script, &[]);
        let (scene, problems) = Scene::read(&self.state().scene);
        assert!(problems.is_empty(), "the page's own scene is wrong: {problems:?}");
        let area = Area { left: 0.0, top: 0.0, width, height };
        let frame = Stage::new(scene.clone()).picture(None, &LIGHT).landscape(area);
        Landscape { scene, frame, corner: Point { x, y } }
    }

    /// The middle of the handle of the start, as it is laid out.
    #[track_caller]
    pub fn handle(&self) -> Point {
        let [x, y, width, height] = self.box_of("#start-handle");
        Point { x: x + width / 2.0, y: y + height / 2.0 }
    }

    /// The left and upper edge, the width and the height of the first element of this selector, in the window.
    #[track_caller]
    pub fn box_of(&self, selector: &str) -> [f64; 4] {
        let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
            return [box.x, box.y, box.width, box.height];";
        self.script(script, &[json!(selector)])
    }
}

impl Landscape {
    /// What the scene is.
    #[must_use]
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// The θ that lies at a point of the window.
    #[must_use]
    pub fn theta(&self, at: Point) -> point::Point {
        let x = self.frame.x.value(at.x - self.corner.x);
        let y = if self.scene.loss.dimensions() > 1 { self.frame.y.value(at.y - self.corner.y) } else { 0.0 };
        point::Point::new(x, y)
    }

    /// Where a θ lies in the window: on the map, or on the curve.
    #[must_use]
    pub fn point(&self, theta: point::Point) -> Point {
        let height = if self.scene.loss.dimensions() > 1 { theta.y } else { self.scene.loss.value(theta) };
        Point { x: self.corner.x + self.frame.x.pixel(theta.x), y: self.corner.y + self.frame.y.pixel(height) }
    }

    /// The point that lies at these parts, 0 … 1, of the plot's width and height.
    #[must_use]
    pub fn at(&self, across: f64, down: f64) -> Point {
        let plot = self.frame.plot;
        let (x, y) = (plot.left + across * plot.width, plot.top + down * plot.height);
        Point { x: (self.corner.x + x).round(), y: (self.corner.y + y).round() }
    }

    /// All that is seen.
    #[must_use]
    pub fn seen(&self) -> View {
        let plot = self.frame.plot;
        let corner = |x: f64, y: f64| self.theta(Point { x: self.corner.x + x, y: self.corner.y + y });
        View { least: corner(plot.left, plot.bottom()), greatest: corner(plot.right(), plot.top) }
    }

    /// How many θ a pixel is.
    #[must_use]
    pub fn pixel(&self) -> f64 {
        self.seen().size().x / self.frame.plot.width
    }
}
