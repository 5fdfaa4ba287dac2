//! What holds of every loss in the list.
#![allow(clippy::unwrap_used, missing_docs)]

use downhill::loss::{self, Curvature, Loss, Minimum};
use downhill::point::{Axis, Point, View};
use proptest::prelude::*;

/// Every loss, with the defaults of its parameters and with the extremes of each.
fn losses() -> Vec<Loss> {
    let mut losses = Vec::new();
    for &description in loss::ALL {
        let loss = Loss::from(description);
        for (place, parameter) in description.parameters.iter().enumerate() {
            losses.extend([parameter.least, parameter.greatest].map(|value| loss.with_parameter(place, value)));
        }
        losses.push(loss);
    }
    losses
}

fn losses_of(dimensions: usize) -> impl Iterator<Item = Loss> {
    losses().into_iter().filter(move |loss| loss.dimensions() == dimensions)
}

fn axes(loss: &Loss) -> &'static [Axis] {
    Axis::of(loss.dimensions())
}

fn along(axis: Axis, length: f64) -> Point {
    let mut step = Point::default();
    step[axis] = length;
    step
}

/// The eight directions of the compass; on the line the two that it has.
fn directions(loss: &Loss) -> Vec<Point> {
    let one = [-1.0, 0.0, 1.0];
    let all = one.iter().flat_map(|&x| one.iter().map(move |&y| Point::new(x, y)));
    all.filter(|step| *step != Point::default() && (loss.dimensions() == 2 || step.y == 0.0)).collect()
}

/// The trace and the determinant of ∇²J; on the line as if J went up in the other direction alike.
fn bends(loss: &Loss, Curvature { hessian: [a, b], .. }: Curvature) -> (f64, f64) {
    let across = if loss.dimensions() == 2 { b.y } else { a.x };
    (a.x + across, a.x * across - a.y * b.x)
}

#[test]
fn every_listed_minimum_is_one() {
    for loss in losses() {
        for m in loss.minima() {
            let here = loss.curvature(m.at);
            assert!(
                (here.value - m.value).abs() < 1e-14 * (1.0 + m.value.abs()),
                "{loss:?} at {m:?}: J there is {}",
                here.value
            );
            // At the tip of a needle nothing bends that one could compute.
            if here.hessian.iter().all(|row| row.is_finite()) {
                let (trace, determinant) = bends(&loss, here);
                assert!(trace > 0.0 && determinant > 0.0, "{loss:?} at {m:?}: {here:?}");
                // To the last digit: what θ's and J's rounding leaves of the gradient is all that is there.
                let rounding = f64::EPSILON * (trace * (1.0 + m.at.length()) + m.value.abs());
                assert!(here.gradient.length() <= rounding, "{loss:?} at {m:?}: {:?}", here.gradient);
            }
            for step in directions(&loss) {
                let (beside, further) = (m.at + step * 1e-5, m.at + step * 1e-3);
                let way_up = [m.at, beside, further].map(|theta| loss.value(theta));
                assert!(way_up.is_sorted_by(|a, b| a < b), "{loss:?} at {m:?}, on the way to {step:?}: {way_up:?}");
            }
        }
    }
}

#[test]
fn no_minimum_on_the_line_is_missing() {
    // Between two neighbouring samples the slope turns from falling to rising.
    for loss in losses_of(1) {
        let (first, last) = (loss.minima()[0].at.x - 3.0, loss.minima()[loss.minima().len() - 1].at.x + 3.0);
        let (least, greatest) = (first.min(loss.shown().least.x), last.max(loss.shown().greatest.x));
        let slope = |i: u32| loss.slope(Point::on_line(least + (greatest - least) * f64::from(i) / 9973.0)).gradient.x;
        let turns = (0..9973).filter(|&i| slope(i) < 0.0 && slope(i + 1) >= 0.0).count();
        assert_eq!(turns, loss.minima().len(), "{loss:?}");
    }
}

/// Downhill from `theta` as far as it goes: Newton's steps, shortened until they lead down
/// (Levenberg, "A method for the solution of certain non-linear problems in least squares", 1944).
fn bottom(loss: &Loss, mut theta: Point) -> Point {
    let mut damping = 1.0;
    for _ in 0..400 {
        let Curvature { value, gradient: g, hessian: [a, b] } = loss.curvature(theta);
        let (p, q) = (a.x + damping, b.y + damping);
        let determinant = p * q - a.y * b.x;
        let step = Point::new(q * g.x - a.y * g.y, p * g.y - b.x * g.x) * (1.0 / determinant);
        if p > 0.0 && determinant > 0.0 && loss.value(theta - step) < value {
            theta = theta - step;
            damping *= 0.1;
        } else {
            damping *= 4.0;
        }
    }
    theta
}

/// The bottoms below all places of a fine grid that are lower than the eight around them.
fn bottoms(loss: &Loss) -> Vec<Point> {
    // Cells across the shown part. The grid has their centres, and those of two rows more all around.
    const CELLS: usize = 397;
    const SIDE: usize = CELLS + 4;
    let View { least, .. } = loss.shown();
    let cell = loss.shown().size() * (1.0 / CELLS as f64);
    let share = |cells: usize, size: f64| (cells as f64 - 1.5) * size;
    let at = |i: usize| least + Point::new(share(i / SIDE, cell.x), share(i % SIDE, cell.y));
    let j: Vec<f64> = (0..SIDE * SIDE).map(|i| loss.value(at(i))).collect();
    let mut found: Vec<Point> = Vec::new();
    for i in (0..SIDE * SIDE).filter(|i| [i / SIDE, i % SIDE].iter().all(|line| (1..SIDE - 1).contains(line))) {
        let mut around = [i - SIDE - 1, i - 1, i + SIDE - 1].into_iter().flat_map(|corner| corner..corner + 3);
        if around.all(|other| j[i] <= j[other]) {
            let bottom = bottom(loss, at(i));
            if loss.shown().contains(bottom) && found.iter().all(|other| other.distance(bottom) > 1e-6) {
                found.push(bottom);
            }
        }
    }
    found
}

#[test]
fn no_minimum_that_is_shown_of_the_plane_is_missing() {
    for loss in losses_of(2) {
        let found = bottoms(&loss);
        for theta in &found {
            let nearest = loss.nearest_minimum(*theta).unwrap();
            assert!(nearest.at.distance(*theta) < 1e-6, "{loss:?} has one at {theta:?}");
        }
        assert_eq!(found.len(), loss.minima().len(), "{loss:?}");
    }
}

#[test]
fn minima_stand_in_order_and_they_and_the_start_are_in_view() {
    for loss in losses() {
        let before = |a: &Minimum, b: &Minimum| (a.at.x, a.at.y) < (b.at.x, b.at.y);
        assert!(loss.minima().is_sorted_by(before), "{loss:?}");
        assert!(loss.shown().contains(loss.start()), "{loss:?}");
        let in_view = loss.minima().iter().filter(|m| loss.shown().contains(m.at)).count();
        assert!(in_view > 0 && (loss.dimensions() == 1 || in_view == loss.minima().len()), "{loss:?}");
    }
}

#[test]
fn the_best_minimum_is_the_one_of_the_literature() {
    let best = [
        ("square", 0.0, 0.0, 0.0),
        ("double-well", -1.30084, 0.0, -3.51391),
        ("ripple", 0.0, 0.0, 0.0),
        ("plateau", 0.0, 0.0, 0.0),
        ("bowl", 0.0, 0.0, 0.0),
        ("rosenbrock", 1.0, 1.0, 0.0),
        ("himmelblau", -3.77931, -3.28319, 0.0),
        ("beale", 3.0, 0.5, 0.0),
        ("booth", 1.0, 3.0, 0.0),
        ("saddle", 0.0, -1.0, -0.25),
        ("three-hump-camel", 0.0, 0.0, 0.0),
        ("styblinski-tang", -2.90353, -2.90353, -78.33233),
        ("rastrigin", 0.0, 0.0, 0.0),
        ("ackley", 0.0, 0.0, 0.0),
    ];
    for loss in loss::ALL {
        assert!(
            best.iter().any(|(id, ..)| *id == loss.id),
            "the best minimum of {}, from the literature, is wanted above",
            loss.id
        );
    }
    for (id, x, y, value) in best {
        let m = loss::by_id(id).unwrap().best().unwrap();
        assert!(m.at.distance(Point::new(x, y)) < 1e-5 && (m.value - value).abs() < 1e-5, "{id}: {m:?}");
    }
}

#[test]
fn ids_and_names_are_unique() {
    for (i, loss) in loss::ALL.iter().enumerate() {
        assert!(loss::ALL[i + 1..].iter().all(|other| other.id != loss.id && other.name != loss.name), "{}", loss.id);
    }
}

#[test]
fn a_parameter_has_its_default_between_two_powers_of_ten() {
    for description in loss::ALL {
        for p in description.parameters {
            assert!(p.least <= p.default && p.default <= p.greatest, "{}: {p:?}", description.id);
            let power = |bound: f64| bound.log10().fract() == 0.0;
            assert!(power(p.least) && power(p.greatest), "{}: {p:?}", description.id);
        }
    }
}

#[test]
fn at_the_tip_of_its_needle_ackleys_loss_is_level_and_exactly_0() {
    let ackley = loss::by_id("ackley").unwrap();
    let tip = ackley.slope(Point::default());
    assert_eq!((tip.value, tip.gradient), (0.0, Point::default()));
    assert_eq!(ackley.curvature(Point::default()).gradient, Point::default());
    let close = ackley.slope(Point::new(3e-9, -4e-9)).gradient;
    assert!(close.distance(Point::new(0.6, -0.8) * 8.0_f64.sqrt()) < 1e-6, "{close:?}");
}

#[test]
fn far_out_a_loss_that_grows_as_a_square_has_a_slope_still_where_its_value_is_infinite() {
    for loss in ["square", "ripple", "bowl", "booth", "rastrigin"].map(|id| loss::by_id(id).unwrap()) {
        let slope = loss.slope(Point::new(1e200, if loss.dimensions() == 2 { -1e180 } else { 0.0 }));
        assert_eq!(slope.value, f64::INFINITY, "{loss:?}");
        assert!(slope.gradient.is_finite() && slope.gradient.x > 0.0, "{loss:?}: {slope:?}");
    }
}

/// f′(0): central differences of ever shorter steps, extrapolated to steps of length 0
/// (Richardson, "The deferred approach to the limit", 1927).
fn derivative(f: impl Fn(f64) -> f64, step: f64) -> f64 {
    let difference = |h: f64| (f(h) - f(-h)) / (2.0 * h);
    let mut row: Vec<f64> = (0..6).map(|halvings| difference(step / 2.0_f64.powi(halvings))).collect();
    let mut gain = 4.0;
    while row.len() > 1 {
        row = row.windows(2).map(|pair| pair[1] + (pair[1] - pair[0]) / (gain - 1.0)).collect();
        gain *= 4.0;
    }
    row[0]
}

/// Asserts that `slope` is the derivative of `f`, whose own size there is `size`.
fn assert_derivative(loss: &Loss, theta: Point, slope: f64, size: f64, f: impl Fn(f64) -> f64) {
    // No step may reach over the kink at the tip of Ackley's needle, the only one of all losses.
    let smooth = if loss.name() == "Ackley" { theta.length() / 4.0 } else { 0.1 };
    let expected = derivative(f, smooth.min(0.1));
    let apart = (slope - expected).abs() / (1.0 + slope.abs() + size);
    assert!(apart < 1e-10, "{loss:?} at {theta:?}: {slope}, not {expected}: {apart}");
}

/// The place in the shown part, and a quarter of its size around it, that has these shares of it behind it.
fn place(loss: &Loss, x: f64, y: f64) -> Point {
    let View { least, .. } = loss.shown();
    let size = loss.shown().size();
    least + Point::new(x * size.x, y * size.y)
}

proptest! {
    #[test]
    fn every_gradient_is_the_derivative_of_the_value(x in -0.25..1.25, y in -0.25..1.25) {
        for loss in losses() {
            let theta = place(&loss, x, y);
            let slope = loss.slope(theta);
            for &axis in axes(&loss) {
                let f = |step| loss.value(theta + along(axis, step));
                assert_derivative(&loss, theta, slope.gradient[axis], slope.value.abs(), f);
            }
            prop_assert!(loss.dimensions() == 2 || slope.gradient.y == 0.0);
        }
    }

    #[test]
    fn every_hessian_is_the_derivative_of_the_gradient(x in -0.25..1.25, y in -0.25..1.25) {
        for loss in losses() {
            let theta = place(&loss, x, y);
            let Curvature { gradient, hessian, .. } = loss.curvature(theta);
            for (row, &of) in axes(&loss).iter().enumerate() {
                for &by in axes(&loss) {
                    let f = |step| loss.slope(theta + along(by, step)).gradient[of];
                    assert_derivative(&loss, theta, hessian[row][by], gradient.length(), f);
                }
            }
            prop_assert!(loss.dimensions() == 2 || (hessian[0].y, hessian[1]) == (0.0, Point::default()));
        }
    }

    #[test]
    fn however_it_is_asked_a_loss_says_the_same_anywhere(x in any::<f64>(), y in any::<f64>(), far in any::<bool>()) {
        let same = |a: f64, b: f64| a == b || (a.is_nan() && b.is_nan());
        for loss in losses() {
            let theta = if far { Point::new(x, y) } else { place(&loss, x.sin(), y.sin()) };
            let (value, slope, curvature) = (loss.value(theta), loss.slope(theta), loss.curvature(theta));
            prop_assert!(same(value, slope.value) && same(value, curvature.value), "{:?} at {:?}", loss, theta);
            for &axis in axes(&loss) {
                prop_assert!(same(slope.gradient[axis], curvature.gradient[axis]), "{:?} at {:?}", loss, theta);
            }
        }
    }

    #[test]
    fn typed_in_a_loss_is_the_same_function(x in -0.25..1.25, y in -0.25..1.25, share in 0.0..1.0) {
        for mut loss in losses() {
            for (place, (parameter, value)) in loss.parameters().into_iter().enumerate() {
                if value == parameter.default {
                    loss = loss.with_parameter(place, parameter.least.powf(1.0 - share) * parameter.greatest.powf(share));
                }
            }
            let typed = Loss::typed(&loss.as_typed()).unwrap();
            prop_assert_eq!(typed.dimensions(), loss.dimensions());
            let theta = place(&loss, x, y);
            let (ours, read) = (loss.slope(theta), typed.slope(theta));
            let off = (ours.value - read.value).abs() / (1.0 + ours.value.abs());
            prop_assert!(off < 1e-12, "{:?} at {:?}: {}, not {}", loss, theta, read.value, ours.value);
            let off = ours.gradient.distance(read.gradient) / (1.0 + ours.gradient.length() + ours.value.abs());
            prop_assert!(off < 1e-12, "{:?} at {:?}: {:?}, not {:?}", loss, theta, read.gradient, ours.gradient);
        }
    }
}
