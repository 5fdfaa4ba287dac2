//! Which part of the line or the plane the landscape shows, and how it is zoomed and panned.

use super::pen::Area;
use super::{Frame, Picture};
use crate::number;
use crate::point::{Point, View};
use crate::scene::Scene;

/// What the landscape shows at least: the view that was chosen, or the loss's own and the start.
pub(super) fn window(scene: &Scene) -> View {
    scene.view.unwrap_or_else(|| home(scene))
}

/// The loss's own view and the start, with a margin beside that.
pub(super) fn home(scene: &Scene) -> View {
    let shown = scene.loss.shown();
    if shown.contains(scene.start) {
        return shown;
    }
    let margin = shown.with(scene.start).size() * 0.04;
    let corner = |sign: f64| scene.start + margin * sign;
    let wide = shown.with(corner(1.0)).with(corner(-1.0));
    // Only where the start lies outside is there more to show.
    View {
        least: Point::new(
            if scene.start.x < shown.least.x { wide.least.x } else { shown.least.x },
            if scene.start.y < shown.least.y { wide.least.y } else { shown.least.y },
        ),
        greatest: Point::new(
            if scene.start.x > shown.greatest.x { wide.greatest.x } else { shown.greatest.x },
            if scene.start.y > shown.greatest.y { wide.greatest.y } else { shown.greatest.y },
        ),
    }
}

/// The view after zooming the landscape in `area` by `factor` (above 1: nearer), so that what was at `from`
/// comes to `to`, both in CSS pixels.
#[must_use]
pub fn zoomed(picture: &Picture, area: Area, from: (f64, f64), to: (f64, f64), factor: f64) -> View {
    let frame = picture.landscape(area);
    let (view, plot) = (seen(picture, &frame), frame.plot);
    let about = Point::new(frame.x.value(from.0), if picture.is_map() { frame.y.value(from.1) } else { 0.0 });
    let size = view.size() * (1.0 / factor);
    let (across, up) = ((to.0 - plot.left) / plot.width, (plot.bottom() - to.1) / plot.height);
    let least = about - Point::new(size.x * across, size.y * up);
    rounded(View { least, greatest: least + size })
}

/// The view after the landscape in `area` was dragged by so many CSS pixels.
#[must_use]
pub fn panned(picture: &Picture, area: Area, (dx, dy): (f64, f64)) -> View {
    let frame = picture.landscape(area);
    let view = seen(picture, &frame);
    let by = Point::new(
        -dx / frame.plot.width * view.size().x,
        if picture.is_map() { dy / frame.plot.height * view.size().y } else { 0.0 },
    );
    rounded(View { least: view.least + by, greatest: view.greatest + by })
}

/// What is really seen, which may be more than the window.
fn seen(picture: &Picture, frame: &Frame) -> View {
    let (left, right) = (frame.x.value(frame.plot.left), frame.x.value(frame.plot.right()));
    if !picture.is_map() {
        return View::line(left, right);
    }
    View::plane((left, right), (frame.y.value(frame.plot.bottom()), frame.y.value(frame.plot.top)))
}

/// With no more digits than can be seen, so that links stay short: about a ten-thousandth of the view.
fn rounded(view: View) -> View {
    let decimals = 4 - view.size().length().log10().floor() as i32;
    let corner = |point: Point| Point::new(number::rounded(point.x, decimals), number::rounded(point.y, decimals));
    View { least: corner(view.least), greatest: corner(view.greatest) }
}

/// `theta` with no more digits than can be pointed at in `frame`.
#[must_use]
pub fn pointed(frame: &Frame, theta: Point) -> Point {
    let half_a_pixel = (frame.x.value(0.5) - frame.x.value(0.0)).abs();
    let decimals = -half_a_pixel.log10().floor() as i32;
    Point::new(number::rounded(theta.x, decimals), number::rounded(theta.y, decimals))
}
