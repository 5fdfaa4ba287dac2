//! The sides of a hyperparameter map: ticks, names, and the edge of stability over its cells, as SVG.

use plotters_backend::text_anchor::{HPos, VPos};

use super::axes::{SIZE, below_tick};
use super::pen::{Area, Lettering, Pen, Stroke};
use super::svg::SvgSheet;
use super::theme::{Theme, tint};
use crate::list::List as _;
use crate::number::{readable, superscript};
use crate::sweep::Side;
use crate::sweep::field::Field;

/// Room left of the cells, above, right of and below them, in CSS pixels.
pub const ROOM: [f64; 4] = [52.0, 24.0, 12.0, 34.0];

/// The sides of a map that is so many CSS pixels wide and high with its sides, and the line beyond which steps grow,
/// from the lower left, 0 to 1 across and upwards.
#[must_use]
pub fn sides(field: &Field, edge: Option<&[(f64, f64)]>, size: (f64, f64), theme: &Theme) -> String {
    let [left, above, right, below] = ROOM;
    let plot = Area { left, top: above, width: size.0 - left - right, height: size.1 - above - below };
    let mut sheet = SvgSheet::new(size);
    let mut pen = Pen::new(&mut sheet, Area { left: 0.0, top: 0.0, width: size.0, height: size.1 });
    let label = |across, along| Lettering { colour: tint(theme.quiet, 1.0), size: SIZE, italic: false, across, along };
    let name = |across, along| Lettering { italic: true, ..label(across, along) };
    let tick = Stroke { colour: tint(theme.quiet, 0.6), width: 1.0, dash: &[] };
    let everywhere = plot.inset(-8.0);
    for (part, text) in ticks(field.across, (plot.width / 56.0) as usize) {
        let x = (plot.left + part * plot.width).round();
        pen.line(&[(x, plot.bottom()), (x, plot.bottom() + 4.0)], everywhere, tick);
        let (at, place) = below_tick(&text, x, size.0);
        pen.text(&text, (at, plot.bottom() + 6.0), label(place, VPos::Top));
    }
    for (part, text) in ticks(field.up, (plot.height / 40.0) as usize) {
        let y = (plot.bottom() - part * plot.height).round();
        pen.line(&[(plot.left - 4.0, y), (plot.left, y)], everywhere, tick);
        pen.text(&text, (plot.left - 7.0, y), label(HPos::Right, VPos::Center));
    }
    pen.text(field.across.symbol(), (plot.right(), size.1), name(HPos::Right, VPos::Bottom));
    pen.text(field.up.symbol(), (plot.left - 7.0, plot.top - 10.0), name(HPos::Right, VPos::Bottom));
    if let Some(edge) = edge {
        let at = |(across, up): &(f64, f64)| (plot.left + across * plot.width, plot.bottom() - up * plot.height);
        let points: Vec<_> = edge.iter().map(at).list();
        // On any ground: ink with paper around it.
        pen.line(&points, plot, Stroke { colour: tint(theme.paper, 0.85), width: 4.0, dash: &[] });
        pen.line(&points, plot, Stroke { colour: tint(theme.ink, 1.0), width: 1.5, dash: &[5.0, 3.0] });
    }
    // Nothing can go wrong in memory.
    let _ = pen.finish();
    sheet.picture("")
}

fn ticks(side: Side, most: usize) -> Vec<(f64, String)> {
    side.ticks(most).into_iter().map(|(part, number)| (part, label(number))).list()
}

fn label(number: f64) -> String {
    // Powers of ten take less room than what is read as well. A logarithm may be a little less than a whole number.
    let power = (number.abs().log10() + 1e-9).floor() as i32;
    if number == 0.0 || power >= -3 {
        return readable(number, 5);
    }
    let times = match readable(number / 10_f64.powi(power), 3).as_str() {
        "1" => String::new(),
        "−1" => "−".to_owned(),
        times => [times, "·"].concat(),
    };
    [&times, "10", &superscript(power)].concat()
}
