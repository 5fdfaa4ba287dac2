//! The charts as an SVG picture.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};

use super::figure;
use super::pen::{Sheet, UNIT};
use super::{Chart, Picture, Theme};
use crate::list::{List as _, joined};
use crate::race::{Race, many_starts, story};
use crate::scene::Scene;

/// The charts of a scene, its race run to the end, with a legend below, as SVG text: three, or four if the scene asks
/// for what is inside the optimisers.
///
/// ```
/// use downhill::{chart::{LIGHT, svg}, scene::Scene};
/// let picture = svg::figure(&Scene::default(), &LIGHT);
/// assert!(picture.starts_with("<svg") && picture.contains("Nesterov"));
/// ```
#[must_use]
pub fn figure(scene: &Scene, theme: &'static Theme) -> String {
    raced(scene, theme, |picture| text(picture, figure::size(scene), |sheet| figure::draw(sheet, picture)))
}

/// The landscape alone, so many CSS pixels wide and high, as SVG text.
#[must_use]
pub fn landscape(scene: &Scene, theme: &'static Theme, size: (f64, f64)) -> String {
    alone(scene, theme, size, Chart::Landscape)
}

/// The chart of what is inside the optimisers alone, so many CSS pixels wide and high, as SVG text; empty axes
/// unless the scene asks for it.
#[must_use]
pub fn inside(scene: &Scene, theme: &'static Theme, size: (f64, f64)) -> String {
    alone(scene, theme, size, Chart::Inside)
}

/// These charts side by side, as a figure in another page has them, as SVG text.
///
/// ```
/// use downhill::{chart::{Chart, LIGHT, svg}, scene::Scene};
/// let poster = svg::row(&Scene::default(), &LIGHT, &[Chart::Landscape, Chart::Theta]);
/// assert!(poster.starts_with("<svg width=\"778\" height=\"300\""));
/// ```
#[must_use]
pub fn row(scene: &Scene, theme: &'static Theme, charts: &[Chart]) -> String {
    raced(scene, theme, |picture| text(picture, figure::ROW, |sheet| figure::row(sheet, picture, charts)))
}

fn alone(scene: &Scene, theme: &'static Theme, size: (f64, f64), chart: Chart) -> String {
    raced(scene, theme, |picture| text(picture, size, |sheet| figure::alone(sheet, picture, size, chart)))
}

/// What `draw` makes of the picture of a scene whose race is over.
fn raced(scene: &Scene, theme: &'static Theme, draw: impl Fn(&Picture) -> String) -> String {
    let race_of = |scene: &Scene| {
        let mut race = Race::new(scene);
        while !race.advance(usize::MAX) {}
        race
    };
    let race = race_of(scene);
    let swarm = scene.many_starts.then(|| many_starts(scene));
    let pinned = scene.ghost().map(|pinned| {
        let race = race_of(&pinned);
        (pinned, race)
    });
    draw(&Picture {
        scene,
        race: &race,
        swarm: swarm.as_ref(),
        ghost: pinned.as_ref().map(|(scene, race)| (scene, race)),
        playhead: scene.at as f64,
        hover: None,
        light: None,
        theme,
        relief: None,
    })
}

/// What `draw` draws on a sheet of this size, with the story of the picture as the title that is read out.
pub fn text<E>(picture: &Picture, size: (f64, f64), draw: impl FnOnce(&mut SvgSheet) -> Result<(), E>) -> String {
    let mut sheet = SvgSheet::new(size);
    let told = story(picture.scene, picture.race, picture.scene.at).into_iter().map(|span| span.text).list();
    // Nothing can go wrong in memory.
    let _ = draw(&mut sheet);
    sheet.picture(joined(&told, "").trim())
}

/// A picture as text, in units of 1/8 CSS pixel.
pub struct SvgSheet {
    /// In CSS pixels.
    size: (f64, f64),
    text: String,
    /// The lengths of dash and gap for the lines to come, as an attribute; empty for solid lines.
    dash: String,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl SvgSheet {
    /// An empty one of this size.
    pub(super) fn new(size: (f64, f64)) -> Self {
        SvgSheet { size, text: String::new(), dash: String::new() }
    }

    /// The whole picture, with a title that is read out.
    pub(super) fn picture(&self, title: &str) -> String {
        let (wide, high) = self.get_size();
        format!(
            "<svg width=\"{}\" height=\"{}\" role=\"img\" viewBox=\"0 0 {wide} {high}\" \
             xmlns=\"http://www.w3.org/2000/svg\" stroke-linejoin=\"round\">\n<title>{}</title>\n{}</svg>\n",
            self.size.0 as u32,
            self.size.1 as u32,
            escaped(title),
            self.text,
        )
    }

    /// Adds an element: its name and attributes, and how it is coloured.
    fn add(&mut self, element: &str, colouring: &str) {
        let _ = writeln!(self.text, "<{element}{colouring}/>");
    }

    /// As attributes: the colour of a line and its width, or of an area.
    fn colouring(&self, colour: BackendColor, line: Option<u32>) -> String {
        let (kind, more) = match line {
            Some(width) => ("stroke", format!(" fill=\"none\" stroke-width=\"{width}\"{}", self.dash)),
            None => ("fill", String::new()),
        };
        let ((red, green, blue), percent) = (colour.rgb, (colour.alpha * 100.0).round() as u32);
        let opacity = if percent < 100 { format!(" opacity=\"0.{percent:02}\"") } else { String::new() };
        format!(" {kind}=\"#{red:02x}{green:02x}{blue:02x}\"{opacity}{more}")
    }
}

impl Sheet for SvgSheet {
    fn dash(&mut self, pattern: &[f64]) {
        self.dash.clear();
        if !pattern.is_empty() {
            let lengths: Vec<String> = pattern.iter().map(|length| (length.round() as u32).to_string()).list();
            let _ = write!(self.dash, " stroke-dasharray=\"{}\"", lengths.join(" "));
        }
    }
}

impl DrawingBackend for SvgSheet {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        ((self.size.0 * UNIT) as u32, (self.size.1 * UNIT) as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn {
        let colouring = self.colouring(colour, None);
        self.add(&format!("rect x=\"{x}\" y=\"{y}\" width=\"1\" height=\"1\""), &colouring);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let colouring = self.colouring(style.color(), Some(style.stroke_width()));
        self.add(&format!("polyline points=\"{}\"", points(&mut path.into_iter())), &colouring);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let colouring = self.colouring(style.color(), (!fill).then(|| style.stroke_width()));
        self.add(&format!("circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\""), &colouring);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let colouring = self.colouring(style.color(), None);
        self.add(&format!("polygon points=\"{}\"", points(&mut path.into_iter())), &colouring);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Drawn {
        let anchor = style.anchor();
        let across = match anchor.h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        // Not every program that shows SVG knows other baselines than the letters' own.
        let below = match anchor.v_pos {
            VPos::Top => ".8em",
            VPos::Center => ".35em",
            VPos::Bottom => "-.2em",
        };
        let _ = writeln!(
            self.text,
            "<text x=\"{x}\" y=\"{y}\" dy=\"{below}\" text-anchor=\"{across}\" font-family=\"{}\" font-size=\"{}\" \
             font-style=\"{}\"{}>{}</text>",
            style.family().as_str(),
            style.size() as u32,
            style.style().as_str(),
            self.colouring(style.color(), None),
            escaped(text),
        );
        Ok(())
    }
}

/// Points as an attribute has them.
fn points(path: &mut dyn Iterator<Item = BackendCoord>) -> String {
    let mut text = String::new();
    for (x, y) in path {
        let _ = write!(text, "{}{x},{y}", if text.is_empty() { "" } else { " " });
    }
    text
}

/// A text as a picture may hold it: nothing in it becomes markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
