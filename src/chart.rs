//! Drawing a scene's race, on anything that plotters can draw on. Knows no browser.
//!
//! A page has three charts ([`Chart`]), each in two layers: what lies below changes with the race
//! (axes, whole curves), what lies above moves with the playhead and the pointer. The same code
//! draws the canvas of the page and the SVG of [`svg`].

mod axes;
mod clip;
mod landscape;
mod marks;
mod pen;
mod scale;
mod series;
pub mod svg;
mod theme;
mod timeline;

pub use pen::{Area, Pen, Sheet, UNIT};
pub use theme::{DARK, LIGHT, Theme};

use crate::palette::{self, Style};
use crate::race::Race;
use crate::scene::Scene;

/// One of the page's charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chart {
    /// The curve J(θ) with each run's ball and trail.
    Landscape,
    /// θ against the iteration.
    Theta,
    /// J against the iteration.
    Loss,
}

impl Chart {
    /// Every chart, in the order in which they stand.
    pub const ALL: [Chart; 3] = [Chart::Landscape, Chart::Theta, Chart::Loss];
}

/// Which part of a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// What changes with the race: axes and whole curves.
    Below,
    /// What moves: the curves up to the playhead, balls, read-outs.
    Above,
}

/// Where the pointer is, told by what it points at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hover {
    /// An iteration, in one of the charts against the iteration.
    Iteration(usize),
    /// A θ, on the curve.
    Theta(f64),
}

/// Everything that the charts show.
pub struct Picture<'a> {
    /// What is shown.
    pub scene: &'a Scene,
    /// Its race.
    pub race: &'a Race,
    /// The iteration that is shown, between two while it plays.
    pub playhead: f64,
    /// Where the pointer is.
    pub hover: Option<Hover>,
    /// The colours of the page.
    pub theme: &'static Theme,
}

impl Picture<'_> {
    /// Draws one layer of `chart` into `area` of a sheet.
    ///
    /// # Errors
    /// When the sheet cannot be drawn on.
    pub fn draw<S: Sheet>(&self, sheet: &mut S, area: Area, chart: Chart, layer: Layer) -> Result<(), S::ErrorType> {
        let mut pen = Pen::new(sheet, area);
        match chart {
            Chart::Landscape => landscape::draw(self, &mut pen, layer),
            Chart::Theta | Chart::Loss => timeline::draw(self, &mut pen, chart, layer),
        }
        pen.finish()
    }

    /// What a point of `chart` stands for, `x` CSS pixels from the left of `area`.
    #[must_use]
    pub fn point(&self, chart: Chart, area: Area, x: f64) -> Hover {
        match chart {
            Chart::Landscape => Hover::Theta(landscape::frame(self, area).x.value(x)),
            Chart::Theta | Chart::Loss => {
                let iteration = timeline::frame(self, area, chart).x.value(x).round();
                Hover::Iteration(iteration.clamp(0.0, self.scene.steps as f64) as usize)
            }
        }
    }

    /// The runs that are drawn: of run, and style.
    fn shown(&self) -> Vec<(usize, &'static Style)> {
        let styles = styles(self.scene);
        let shown = |(index, _): &(usize, _)| self.scene.runs[*index].shown;
        styles.into_iter().enumerate().filter(shown).collect()
    }

    /// θ of a run at the playhead, on the straight way between two steps while it plays.
    fn theta_at(&self, run: usize, playhead: f64) -> f64 {
        let track = &self.race.tracks()[run];
        let step = playhead as usize;
        let (here, next) = (track.theta(step), track.theta(step + 1));
        let between = here + (next - here) * playhead.fract();
        if between.is_finite() { between } else { here }
    }

    /// Whether a run is still among the finite numbers at `playhead`.
    fn is_finite(&self, run: usize, playhead: f64) -> bool {
        self.race.tracks()[run].left_at().is_none_or(|left| playhead < left as f64)
    }

    /// The stretch of θ that charts may show: the loss's own, and the start.
    fn window(&self) -> (f64, f64) {
        let (least, greatest) = self.scene.loss.shown;
        let margin = 0.04 * (greatest - least).max((self.scene.start - least).abs());
        let start = self.scene.start;
        (if start < least { start - margin } else { least }, if start > greatest { start + margin } else { greatest })
    }
}

/// The style of each run of a scene.
#[must_use]
pub fn styles(scene: &Scene) -> Vec<&'static Style> {
    let own: Vec<&'static Style> = scene.runs.iter().map(|run| run.optimiser.style).collect();
    palette::styles(&own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pointer_points_at_what_is_drawn_below_it() {
        let scene = Scene::default();
        let race = Race::new(&scene);
        let picture = Picture { scene: &scene, race: &race, playhead: 0.0, hover: None, theme: &LIGHT };
        let area = Area { left: 0.0, top: 0.0, width: 600.0, height: 300.0 };
        let plot = axes::plot(area);
        for (part, step) in [(0.0, 0), (0.5, 500), (1.0, 1000), (1.2, 1000), (-1.0, 0)] {
            let x = plot.left + part * plot.width;
            assert_eq!(picture.point(Chart::Theta, area, x), Hover::Iteration(step));
            assert_eq!(picture.point(Chart::Loss, area, x), Hover::Iteration(step));
        }
        let Hover::Theta(theta) = picture.point(Chart::Landscape, area, plot.left + 0.75 * plot.width) else {
            panic!("it is no θ");
        };
        assert!((theta - 2.0).abs() < 1e-12);
    }
}
