//! The charts as one SVG picture.

use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};

use super::pen::{Area, Lettering, Pen, Sheet, Stroke, UNIT};
use super::theme::tint;
use super::{Chart, Layer, Picture, Relief, Theme, styles};
use crate::race::{Race, many_starts, story};
use crate::scene::Scene;

/// Width of the picture, in CSS pixels.
const WIDTH: f64 = 960.0;
/// Height of the picture with three charts, in CSS pixels.
const HEIGHT: f64 = 620.0;

type Result<T> = std::result::Result<T, DrawingErrorKind<std::io::Error>>;

/// The charts of a race that is over, with a legend below, as SVG text: three, or four if the scene asks for what
/// is inside the optimisers.
///
/// # Errors
/// None that is known: the picture is written to memory.
///
/// ```
/// use downhill::{chart::{LIGHT, svg}, scene::Scene};
/// let picture = svg::figure(&Scene::default(), &LIGHT).unwrap();
/// assert!(picture.starts_with("<svg") && picture.contains("Nesterov"));
/// ```
pub fn figure(scene: &Scene, theme: &'static Theme) -> std::io::Result<String> {
    let area = |left, top, width, height| Area { left, top, width, height };
    // A map wants to be about as high as it is wide; curves against the iteration want to be wide.
    let areas = if scene.loss.dimensions() > 1 {
        [area(8.0, 8.0, 470.0, 564.0), area(486.0, 8.0, 466.0, 330.0), area(486.0, 342.0, 466.0, 230.0)]
    } else {
        [area(8.0, 8.0, 400.0, 330.0), area(416.0, 8.0, 536.0, 330.0), area(8.0, 342.0, 944.0, 230.0)]
    };
    let mut charts: Vec<(Chart, Area)> = Chart::ALL.into_iter().zip(areas).collect();
    let mut height = HEIGHT;
    if scene.inside.is_some() {
        charts.push((Chart::Inside, area(8.0, 576.0, 944.0, 230.0)));
        height += 234.0;
    }
    drawn(scene, theme, (WIDTH, height), &charts, true)
}

/// The chart of what is inside the optimisers alone, so many CSS pixels wide and high, as SVG text; empty axes
/// unless the scene asks for it.
///
/// # Errors
/// None that is known: the picture is written to memory.
pub fn inside(scene: &Scene, theme: &'static Theme, size: (f64, f64)) -> std::io::Result<String> {
    let area = Area { left: 0.0, top: 0.0, width: size.0, height: size.1 };
    drawn(scene, theme, size, &[(Chart::Inside, area)], false)
}

/// The landscape alone, so many CSS pixels wide and high, as SVG text.
///
/// # Errors
/// None that is known: the picture is written to memory.
pub fn landscape(scene: &Scene, theme: &'static Theme, size: (f64, f64)) -> std::io::Result<String> {
    let area = Area { left: 0.0, top: 0.0, width: size.0, height: size.1 };
    drawn(scene, theme, size, &[(Chart::Landscape, area)], false)
}

/// These charts on a sheet of this size, with a legend in the last line if it is wanted.
fn drawn(
    scene: &Scene,
    theme: &'static Theme,
    size: (f64, f64),
    charts: &[(Chart, Area)],
    with_legend: bool,
) -> std::io::Result<String> {
    let mut race = Race::new(scene);
    while !race.advance(usize::MAX) {}
    let swarm = scene.many_starts.then(|| many_starts(scene));
    let pinned = scene.ghost().map(|pinned| {
        let mut race = Race::new(&pinned);
        while !race.advance(usize::MAX) {}
        (pinned, race)
    });
    let picture = Picture {
        scene,
        race: &race,
        swarm: swarm.as_ref(),
        ghost: pinned.as_ref().map(|(scene, race)| (scene, race)),
        playhead: scene.at as f64,
        hover: None,
        light: None,
        theme,
        relief: None,
    };
    let mut text = String::new();
    let mut sheet = SvgSheet {
        svg: SVGBackend::with_string(&mut text, ((size.0 * UNIT) as u32, (size.1 * UNIT) as u32)),
        dash: Vec::new(),
    };
    let page = Area { left: 0.0, top: 0.0, width: size.0, height: size.1 };
    let mut pen = Pen::new(&mut sheet, page);
    pen.polygon(&page.corners(), tint(theme.paper, 1.0));
    if with_legend {
        legend(&mut pen, scene, theme);
    }
    pen.finish()?;
    for (chart, area) in charts {
        let map = (*chart == Chart::Landscape && picture.is_map()).then(|| picture.landscape(*area));
        let relief = map.and_then(|frame| Relief::of(&scene.loss, frame, true));
        let picture = Picture { relief: relief.as_ref(), ..picture };
        for layer in Layer::ALL {
            picture.draw(&mut sheet, *area, *chart, layer)?;
        }
    }
    if let Err(DrawingErrorKind::DrawingError(error)) = sheet.present() {
        return Err(error);
    }
    drop(sheet);
    Ok(titled(&text, scene, &race, size))
}

/// Colour, dash and name of each run, in one line.
fn legend(pen: &mut Pen<SvgSheet>, scene: &Scene, theme: &'static Theme) {
    let area = pen.area();
    let (mut x, y, mut more) = (52.0, area.height - 22.0, 0);
    let colour = tint(theme.ink, 1.0);
    let lettering = Lettering { colour, size: 13.0, italic: false, across: HPos::Left, along: VPos::Center };
    for ((run, name), style) in scene.runs.iter().zip(scene.names()).zip(styles(scene)) {
        let width = 40.0 + name.chars().count() as f64 * 7.2 + 22.0;
        if !run.shown {
            continue;
        }
        if x + width > WIDTH - 60.0 {
            more += 1;
            continue;
        }
        let stroke = Stroke { colour: tint(theme.run(style), 1.0), width: 2.5, dash: style.dash };
        pen.line(&[(x, y), (x + 32.0, y)], area, stroke);
        pen.text(&name, (x + 40.0, y), lettering);
        x += width;
    }
    if more > 0 {
        pen.text(&format!("and {more} more"), (x, y), lettering);
    }
}

/// The picture with its size in CSS pixels, and with its story as the title that is read out.
fn titled(text: &str, scene: &Scene, race: &Race, (wide, high): (f64, f64)) -> String {
    let said: String = story(scene, race, scene.at).into_iter().map(|span| span.text).collect();
    let escaped = said.trim().replace('&', "&amp;").replace('<', "&lt;");
    let (width, height) = (wide * UNIT, high * UNIT);
    text.replacen(
        &format!("<svg width=\"{width}\" height=\"{height}\""),
        &format!("<svg width=\"{wide}\" height=\"{high}\" role=\"img\""),
        1,
    )
    .replacen(">\n", &format!(">\n<title>{escaped}</title>\n"), 1)
}

/// plotters' SVG with dashed lines.
struct SvgSheet<'a> {
    svg: SVGBackend<'a>,
    dash: Vec<f64>,
}

impl Sheet for SvgSheet<'_> {
    fn dash(&mut self, pattern: &[f64]) {
        self.dash = pattern.to_vec();
    }
}

impl DrawingBackend for SvgSheet<'_> {
    type ErrorType = std::io::Error;

    fn get_size(&self) -> (u32, u32) {
        self.svg.get_size()
    }

    fn ensure_prepared(&mut self) -> Result<()> {
        self.svg.ensure_prepared()
    }

    fn present(&mut self) -> Result<()> {
        self.svg.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Result<()> {
        self.svg.draw_pixel(point, colour)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Result<()> {
        if self.dash.is_empty() {
            return self.svg.draw_path(path, style);
        }
        let dashes = dashes(path, &self.dash);
        dashes.into_iter().try_for_each(|dash| self.svg.draw_path(dash, style))
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Result<()> {
        self.svg.draw_circle(centre, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<()> {
        self.svg.fill_polygon(path, style)
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Result<()> {
        self.svg.draw_text(text, style, at)
    }
}

/// The dashes of a line, from its beginning: a canvas has that built in, plotters' SVG has not.
fn dashes(path: impl IntoIterator<Item = BackendCoord>, pattern: &[f64]) -> Vec<Vec<BackendCoord>> {
    let mut path = path.into_iter().map(|(x, y)| (f64::from(x), f64::from(y)));
    let Some(mut from) = path.next() else { return Vec::new() };
    let whole = |(x, y): (f64, f64)| (x.round() as i32, y.round() as i32);
    let (mut place, mut left) = (0, pattern[0]);
    let mut dashes = vec![vec![whole(from)]];
    for to in path {
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let mut gone = 0.0;
        while length - gone >= left {
            gone += left;
            let part = gone / length;
            let at = whole((from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part));
            if place % 2 == 0 {
                dashes.last_mut().into_iter().for_each(|dash| dash.push(at));
            } else {
                dashes.push(vec![at]);
            }
            place = (place + 1) % pattern.len();
            left = pattern[place];
        }
        left -= length - gone;
        if place % 2 == 0 {
            dashes.last_mut().into_iter().for_each(|dash| dash.push(whole(to)));
        }
        from = to;
    }
    dashes.retain(|dash| dash.len() > 1);
    dashes
}
