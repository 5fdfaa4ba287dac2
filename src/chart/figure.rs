//! The charts side by side, as one figure.

use plotters_backend::text_anchor::{HPos, VPos};

use super::pen::{Area, Lettering, Pen, Sheet, Stroke};
use super::theme::tint;
use super::{Chart, Layer, Picture, Relief, Theme, styles};
use crate::scene::Scene;

/// Width and height of a scene's figure, in CSS pixels.
#[must_use]
pub fn size(scene: &Scene) -> (f64, f64) {
    (960.0, if scene.inside.is_some() { 854.0 } else { 620.0 })
}

/// The charts of a picture with a legend below, on a sheet of their [`size`]: three, or four if the scene asks for
/// what is inside the optimisers.
///
/// # Errors
/// When the sheet cannot be drawn on.
pub fn draw<S: Sheet>(sheet: &mut S, picture: &Picture) -> Result<(), S::ErrorType> {
    let area = |left, top, width, height| Area { left, top, width, height };
    let inside = area(8.0, 576.0, 944.0, 230.0);
    // A map wants to be about as high as it is wide; curves against the iteration want to be wide.
    let areas = if picture.is_map() {
        [area(8.0, 8.0, 470.0, 564.0), area(486.0, 8.0, 466.0, 330.0), area(486.0, 342.0, 466.0, 230.0), inside]
    } else {
        [area(8.0, 8.0, 400.0, 330.0), area(416.0, 8.0, 536.0, 330.0), area(8.0, 342.0, 944.0, 230.0), inside]
    };
    let (width, height) = size(picture.scene);
    let mut pen = Pen::new(sheet, area(0.0, 0.0, width, height));
    ground(&mut pen, picture);
    legend(&mut pen, picture.scene, picture.theme);
    pen.finish()?;
    for (chart, area) in Chart::ALL.iter().copied().zip(areas) {
        if area.bottom() < height {
            whole(sheet, picture, area, chart)?;
        }
    }
    Ok(())
}

/// One chart alone, on a sheet of `size`.
///
/// # Errors
/// When the sheet cannot be drawn on.
pub fn alone<S: Sheet>(sheet: &mut S, picture: &Picture, size: (f64, f64), chart: Chart) -> Result<(), S::ErrorType> {
    let area = Area { left: 0.0, top: 0.0, width: size.0, height: size.1 };
    let mut pen = Pen::new(sheet, area);
    ground(&mut pen, picture);
    pen.finish()?;
    whole(sheet, picture, area, chart)
}

/// Width and height of a [`row`], in CSS pixels: those of the charts of a figure 800 wide.
pub const ROW: (f64, f64) = (778.0, 300.0);

/// Charts side by side, on a sheet of the size of a [`ROW`].
///
/// # Errors
/// When the sheet cannot be drawn on.
pub fn row<S: Sheet>(sheet: &mut S, picture: &Picture, charts: &[Chart]) -> Result<(), S::ErrorType> {
    const GAP: f64 = 10.0;
    let mut pen = Pen::new(sheet, Area { left: 0.0, top: 0.0, width: ROW.0, height: ROW.1 });
    ground(&mut pen, picture);
    pen.finish()?;
    let width = (ROW.0 + GAP) / charts.len() as f64 - GAP;
    charts.iter().enumerate().try_for_each(|(place, &chart)| {
        let left = place as f64 * (width + GAP);
        whole(sheet, picture, Area { left, top: 0.0, width, height: ROW.1 }, chart)
    })
}

/// The paper.
fn ground<S: Sheet>(pen: &mut Pen<S>, picture: &Picture) {
    let corners = pen.area().corners();
    pen.polygon(&corners, tint(picture.theme.paper, 1.0));
}

/// Every layer of a chart.
fn whole<S: Sheet>(sheet: &mut S, picture: &Picture, area: Area, chart: Chart) -> Result<(), S::ErrorType> {
    let map = (chart == Chart::Landscape && picture.is_map()).then(|| picture.landscape(area));
    let relief = map.and_then(|frame| Relief::of(&picture.scene.loss, frame, true));
    let picture = Picture { relief: relief.as_ref(), ..*picture };
    Layer::ALL.iter().try_for_each(|&layer| picture.draw(sheet, area, chart, layer))
}

/// Colour, dash and name of each run, in one line.
fn legend<S: Sheet>(pen: &mut Pen<S>, scene: &Scene, theme: &'static Theme) {
    let area = pen.area();
    let (mut x, y, mut more) = (52.0, area.height - 22.0, 0);
    let colour = tint(theme.ink, 1.0);
    let lettering = Lettering { colour, size: 13.0, italic: false, across: HPos::Left, along: VPos::Center };
    let styles = styles(scene);
    for (index, name) in scene.names().iter().enumerate() {
        let width = 40.0 + name.chars().count() as f64 * 8.0 + 22.0;
        if !scene.runs[index].shown {
            continue;
        }
        if x + width > area.width - 60.0 {
            more += 1;
            continue;
        }
        let stroke = Stroke { colour: tint(theme.run(styles[index]), 1.0), width: 2.5, dash: styles[index].dash };
        pen.line(&[(x, y), (x + 32.0, y)], area, stroke);
        pen.text(name, (x + 40.0, y), lettering);
        x += width;
    }
    if more > 0 {
        pen.text(&format!("and {more} more"), (x, y), lettering);
    }
}
