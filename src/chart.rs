//! Drawing a scene's race, on anything that plotters can draw on. Knows no browser.
//!
//! A page has four charts ([`Chart`]), each in layers ([`Layer`]) that are drawn again at different
//! times: the ground when the loss or the view of it changes, what lies below when the race does, what
//! lies above with the playhead and the pointer. The same code draws the canvas of the page and the SVG
//! of [`svg`].

mod arrows;
mod axes;
mod clip;
mod curve;
pub mod figure;
mod inside;
mod levels;
mod map;
mod marks;
mod oklab;
mod pen;
mod ramp;
mod reach;
mod relief;
mod rings;
mod scale;
mod series;
#[cfg(feature = "sweep")]
pub mod sides;
pub mod svg;
mod swing;
mod theme;
mod thin;
mod timeline;
mod trail;
mod window;

pub use axes::Frame;
pub use inside::note;
pub use pen::{Area, Pen, Sheet, UNIT};
pub use relief::{Relief, Sampling};
pub use theme::{DARK, LIGHT, Theme};
pub use window::{panned, pointed, zoomed};

use crate::list::List as _;
use crate::number::clamped;
use crate::palette::{self, Style};
use crate::point::Point;
use crate::race::Race;
use crate::scene::{Closeup, Scene, Vector};

/// How opaque the curves of pinned runs are, 0 to 1.
const GHOST: f64 = 0.4;

/// One of the page's charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chart {
    /// The loss with each run's ball and trail: a curve, or a map.
    Landscape,
    /// θ against the iteration.
    Theta,
    /// J against the iteration.
    Loss,
    /// What is inside the optimisers against the iteration; empty unless the scene asks for it.
    Inside,
}

impl Chart {
    /// Every chart, in the order in which they stand.
    pub const ALL: [Chart; 4] = [Chart::Landscape, Chart::Theta, Chart::Loss, Chart::Inside];
}

/// Which part of a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// What changes with the loss and the view of it: the curve or the map. Of the landscape alone.
    Ground,
    /// What changes with the race: whole curves, and the axes that fit them.
    Below,
    /// What moves: curves and trails up to the playhead, balls, read-outs.
    Above,
}

impl Layer {
    /// Every layer, from below.
    pub const ALL: [Layer; 3] = [Layer::Ground, Layer::Below, Layer::Above];
}

/// Where the pointer is, told by what it points at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hover {
    /// An iteration, in one of the charts against the iteration.
    Iteration(usize),
    /// A θ, on the curve or the map.
    Theta(Point),
}

/// Everything that the charts show.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// What is shown.
    pub scene: &'a Scene,
    /// Its race.
    pub race: &'a Race,
    /// The same runs from many starts.
    pub swarm: Option<&'a Race>,
    /// The pinned runs: the scene they are from, and their race.
    pub ghost: Option<(&'a Scene, &'a Race)>,
    /// The iteration that is shown, between two while it plays.
    pub playhead: f64,
    /// Where the pointer is.
    pub hover: Option<Hover>,
    /// The vector whose term is pointed at in the ledger.
    pub light: Option<Vector>,
    /// The colours of the page.
    pub theme: &'static Theme,
    /// What the map of a loss of two dimensions is drawn from.
    pub relief: Option<&'a Relief>,
}

impl Picture<'_> {
    /// Draws one layer of `chart` into `area` of a sheet.
    ///
    /// # Errors
    /// When the sheet cannot be drawn on.
    pub fn draw<S: Sheet>(&self, sheet: &mut S, area: Area, chart: Chart, layer: Layer) -> Result<(), S::ErrorType> {
        let mut pen = Pen::new(sheet, area);
        match chart {
            Chart::Landscape if self.is_map() => map::draw(self, &mut pen, layer),
            Chart::Landscape => curve::draw(self, &mut pen, layer),
            _ => timeline::draw(self, &mut pen, chart, layer),
        }
        pen.finish()
    }

    /// Whether the landscape is a map rather than a curve.
    #[must_use]
    pub fn is_map(&self) -> bool {
        self.scene.loss.dimensions() > 1
    }

    /// Where the landscape lies in `area`, and on which scales.
    #[must_use]
    pub fn landscape(&self, area: Area) -> Frame {
        if self.is_map() { map::frame(self, area) } else { curve::frame(self, area) }
    }

    /// What a point of `chart` stands for, in CSS pixels from the upper left corner of `area`.
    #[must_use]
    pub fn point(&self, chart: Chart, area: Area, (x, y): (f64, f64)) -> Hover {
        if chart == Chart::Landscape {
            let frame = self.landscape(area);
            let y = if self.is_map() { frame.y.value(y) } else { 0.0 };
            return Hover::Theta(Point::new(frame.x.value(x), y));
        }
        let iteration = timeline::iterations(self, area).value(x).round();
        Hover::Iteration(clamped(iteration, 0.0, self.scene.steps as f64) as usize)
    }

    /// Where the start lies on the landscape; none if that is out of sight.
    #[must_use]
    pub fn start_at(&self, area: Area) -> Option<(f64, f64)> {
        let frame = self.landscape(area);
        let (x, mut y) = self.place(&frame, self.scene.start);
        if !self.is_map() {
            // However high up the curve it lies, it can be taken hold of.
            y = if y.is_nan() { frame.plot.bottom() } else { clamped(y, frame.plot.top, frame.plot.bottom()) };
        }
        Some((x, y)).filter(|at| frame.plot.inset(-1.0).contains(*at))
    }

    /// Where `theta` lies on the landscape.
    fn place(&self, frame: &Frame, theta: Point) -> (f64, f64) {
        let y = if self.is_map() { theta.y } else { self.scene.loss.value(theta) };
        (frame.x.pixel(theta.x), frame.y.pixel(y))
    }

    /// The run whose step is told line by line.
    fn told(&self) -> Option<usize> {
        self.scene.chosen.filter(|_| self.scene.closeup == Closeup::Ledger)
    }

    /// The runs that are drawn: of run, and style.
    fn shown(&self) -> Vec<(usize, &'static Style)> {
        let styles = styles(self.scene);
        let shown = |(index, _): &(usize, _)| self.scene.runs[*index].shown;
        styles.into_iter().enumerate().filter(shown).list()
    }

    /// The tracks of a run from many starts.
    fn swarm_of(&self, run: usize) -> impl Iterator<Item = &crate::race::Track> {
        let runs = self.scene.runs.len().max(1);
        self.swarm.into_iter().flat_map(move |race| race.tracks().iter().skip(run).step_by(runs))
    }

    /// θ of a run at the playhead, on the straight way between two steps while it plays.
    fn theta_at(&self, run: usize, playhead: f64) -> Point {
        let track = &self.race.tracks()[run];
        let step = playhead as usize;
        let (here, next) = (track.theta(step), track.theta(step + 1));
        let between = here.towards(next, playhead.fract());
        if between.is_finite() { between } else { here }
    }

    /// Whether a run is still among the finite numbers at `playhead`.
    fn is_finite(&self, run: usize, playhead: f64) -> bool {
        self.race.tracks()[run].end().is_none_or(|end| playhead < end.step as f64)
    }
}

/// The style of each run of a scene.
#[must_use]
pub fn styles(scene: &Scene) -> Vec<&'static Style> {
    let own: Vec<&'static Style> = scene.runs.iter().map(|run| run.optimiser.style).list();
    let chosen: Vec<Option<&'static Style>> = scene.runs.iter().map(|run| run.style).list();
    palette::styles(&own, &chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Area = Area { left: 0.0, top: 0.0, width: 600.0, height: 300.0 };

    fn picture<'a>(scene: &'a Scene, race: &'a Race) -> Picture<'a> {
        Picture {
            scene,
            race,
            swarm: None,
            ghost: None,
            playhead: 0.0,
            hover: None,
            light: None,
            theme: &LIGHT,
            relief: None,
        }
    }

    #[test]
    fn the_pointer_points_at_what_is_drawn_below_it() {
        let scene = Scene::default();
        let race = Race::new(&scene);
        let picture = picture(&scene, &race);
        let plot = axes::plot(AREA);
        for (part, step) in [(0.0, 0), (0.5, 500), (1.0, 1000), (1.2, 1000), (-1.0, 0)] {
            let x = plot.left + part * plot.width;
            assert_eq!(picture.point(Chart::Theta, AREA, (x, 0.0)), Hover::Iteration(step));
            assert_eq!(picture.point(Chart::Loss, AREA, (x, 0.0)), Hover::Iteration(step));
        }
        let Hover::Theta(theta) = picture.point(Chart::Landscape, AREA, (plot.left + 0.75 * plot.width, 9.0)) else {
            panic!("it is no θ");
        };
        assert!((theta.x - 2.0).abs() < 1e-12 && theta.y == 0.0);
    }

    #[test]
    fn the_start_lies_where_the_pointer_points_at_it() {
        for text in ["loss=rosenbrock", "loss=bowl&start=-4.5,-2.5", "loss=himmelblau&view=0,1,-2,2"] {
            let scene = Scene::read(text).0;
            let race = Race::new(&scene);
            let at = picture(&scene, &race).start_at(AREA).unwrap();
            let Hover::Theta(theta) = picture(&scene, &race).point(Chart::Landscape, AREA, at) else {
                panic!("it is no θ");
            };
            assert!(theta.distance(scene.start) < 1e-9, "{text}: {theta:?}");
        }
    }
}
