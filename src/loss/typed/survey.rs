//! Fitting: which stretch of a typed loss to show, where to start on it, and where its minima are.
//!
//! All of it comes from a limited number of probes, chosen the same way every time.

use super::fit::Fit;
use super::probe::Probe;
use super::start::start;
use super::{line, plane};
use crate::loss::{Bent, Minimum};
use crate::point::{Point, View};

/// What is to be known of a typed loss before it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// What is shown of the line or the plane: finite, never empty, its bounds round numbers.
    pub shown: View,
    /// Where runs start unless told otherwise: in `shown`, on a slope if there is any.
    pub start: Point,
    /// The local minima that were found in view or close to it, at most 64; of a floor, where every place is as good,
    /// one.
    pub minima: Vec<Minimum>,
}

/// How many minima are kept.
pub const MOST: usize = 64;
/// The budget of probes in all, in units of a few nanoseconds.
const BUDGET: usize = 700_000;
/// Surveys a loss of `dimensions` whose formula has `steps` steps.
pub fn survey(surface: &dyn Bent, dimensions: usize, steps: usize) -> Survey {
    let probe = Probe::new(surface, steps, BUDGET);
    let is_plane = dimensions == 2;
    let shown = Fit { probe: &probe, is_plane }.shown();
    Survey { shown, start: start(&probe, shown, is_plane), minima: minima(&probe, shown, is_plane) }
}

/// The minima in view and a little beyond.
fn minima(probe: &Probe, shown: View, is_plane: bool) -> Vec<Minimum> {
    let margin = shown.size() * 0.1;
    let wide = View { least: shown.least - margin, greatest: shown.greatest + margin };
    if is_plane {
        let patch = plane::look(probe, wide, probe.side(60_000, 15, 61));
        plane::bottoms(probe, &patch, wide, MOST)
    } else {
        line::minima(probe, wide.least.x, wide.greatest.x, probe.slopes(300_000, 120, 1200), MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Typed;
    use super::*;
    use crate::loss::slope;

    fn survey(text: &str) -> Survey {
        Typed::read(text).unwrap().survey().clone()
    }

    #[test]
    fn what_is_shown_has_what_there_is_to_see() {
        for (text, least, greatest) in [
            ("x^4-3x^2+x", -2.0, 2.0),
            ("1e6*x^2", -4.0, 4.0),
            ("x^2/1e-6", -4.0, 4.0),
            ("exp(x)", -4.0, 4.0),
            ("log(x)", -0.5, 4.0),
            ("ln(1-x^2)", -1.2, 1.2),
            ("sin(100x)", -0.2, 0.2),
            ("abs(x-100)", 0.0, 200.0),
            ("1e-3*(x-2000)^2", 0.0, 4000.0),
            ("5", -4.0, 4.0),
            ("0/0*x", -4.0, 4.0),
        ] {
            assert_eq!(survey(text).shown, View::line(least, greatest), "{text}");
        }
        let square = |half: f64| View::plane((-half, half), (-half, half));
        for (text, shown) in [
            ("x*y", square(4.0)),
            ("x^2+3*y^2", square(4.0)),
            ("(x²+y−11)²+(x+y²−7)²", square(5.0)),
            ("ln(1-x^2-y^2)", square(1.1)),
            ("(x-100)^2+(y+50)^2", View::plane((0.0, 200.0), (-150.0, 50.0))),
        ] {
            assert_eq!(survey(text).shown, shown, "{text}");
        }
    }

    #[test]
    fn the_start_is_on_a_slope_and_not_at_the_bottom() {
        for text in ["x^4-3x^2+x", "exp(x)", "sqrt(x-50)", "1/x", "sin(100x)", "x*y", "max(0,x)", "1/(x^2+y^2)"] {
            let typed = Typed::read(text).unwrap();
            let slope = slope(typed.surface().as_ref(), typed.survey().start);
            assert!(slope.value.is_finite() && slope.gradient.is_finite() && slope.gradient.length() > 0.0, "{text}");
            assert!(typed.survey().minima.iter().all(|m| m.value < slope.value), "{text}");
        }
    }

    #[test]
    fn minima_on_the_line_are_exact_and_in_order() {
        let places = |text| survey(text).minima.iter().map(|m| m.at.x).collect::<Vec<_>>();
        assert_eq!(places("x^4-3x^2+x"), [-1.300_839_565_941_577_2, 1.130_901_122_629_985_9]);
        assert_eq!(places("abs(x-100)"), [100.0]);
        assert_eq!(places("1e-3*(x-2000)^2"), [2000.0]);
        assert_eq!(places("(x-1)^2(x-2)^2"), [1.0, 2.0]);
        assert_eq!(places("max(0,x^2-1)"), [0.0]);
        assert_eq!(places("sqrt(abs(x))"), [0.0]);
        assert!(places("x^2+0.1sin(50x)").is_sorted());
    }

    #[test]
    fn poles_steps_edges_and_plains_are_no_minima() {
        for text in ["5", "x", "1/x", "-1/x^2", "ln(abs(x))", "tan(x)", "sqrt(x)", "sign(x)", "x^3", "abs(x)+2sign(x)"]
        {
            assert_eq!(survey(text).minima, [], "{text}");
        }
        for text in ["x*y", "-1/(x^2+y^2)", "1/(x^2+y^2)", "exp(x+y)", "x+y", "y", "0*y", "ln(x^2+y^2)"] {
            assert_eq!(survey(text).minima, [], "{text}");
        }
    }

    #[test]
    fn minima_in_the_plane_are_exact() {
        let places = |text| survey(text).minima.iter().map(|m| (m.at.x, m.at.y)).collect::<Vec<_>>();
        assert_eq!(places("(1-x)^2+100(y-x^2)^2"), [(1.0, 1.0)]);
        assert_eq!(places("(1.5-x+xy)^2+(2.25-x+xy^2)^2+(2.625-x+xy^3)^2"), [(3.0, 0.5)]);
        assert_eq!(places("1/2x^2-1/2y^2+1/4y^4"), [(0.0, -1.0), (0.0, 1.0)]);
        assert_eq!(places("abs(x)+abs(y)"), [(0.0, 0.0)]);
        assert_eq!(places("max(abs(x-1),abs(y+2))"), [(1.0, -2.0)]);
        assert_eq!(places("(x^2-1)^4+y^4"), [(-1.0, 0.0), (1.0, 0.0)]);
        assert_eq!(places("(x²+y−11)²+(x+y²−7)²").len(), 4);
        let ackley = survey("-20exp(-0.2sqrt(1/2(x^2+y^2)))-exp(1/2(cos(2pi x)+cos(2pi y)))+e+20");
        assert!(ackley.minima.len() == MOST && ackley.minima.iter().any(|m| m.at == Point::default()));
    }

    #[test]
    fn of_the_floor_of_a_valley_one_place_is_named() {
        for text in [
            "(x+y)^2",
            "(x^2+y^2-1)^2",
            "x^2+0*y",
            "abs(x-y)",
            "abs(x-2y)",
            "sqrt((x-y)^2)",
            "max(0,x^2-1)",
            "max(0,abs(x)-1)+2",
        ] {
            let minima = survey(text).minima;
            assert!(matches!(minima[..], [Minimum { alone: false, .. }]), "{text}: {minima:?}");
        }
    }

    #[test]
    fn a_bottom_that_is_only_nearly_flat_is_no_floor() {
        for text in [
            "x^2",
            "x^4+5",
            "1e-6x^2+7",
            "x^20",
            "abs(x-1)",
            "(1-x)^2+100(y-x^2)^2",
            "(x^2-1)^4+y^4",
            "x^2+1e-6y^2",
            "abs(x)+abs(y)",
            "max(abs(x-1),abs(y+2))",
            "sqrt(x^2+y^2)",
            "abs(x)+1e-3abs(y)",
            "abs(x-y)+1e-3abs(x)",
        ] {
            let minima = survey(text).minima;
            assert!(!minima.is_empty() && minima.iter().all(|minimum| minimum.alone), "{text}: {minima:?}");
        }
    }
}
