//! Losses that somebody typed: any formula in x, or in x and y.
//!
//! A text is read into a flat program, which is a [`Formula`](super::Formula) like every other loss:
//! its gradient and its Hessian are exact, by dual numbers. A survey then finds what to show of it.

mod error;
mod fit;
mod line;
mod names;
mod plane;
mod probe;
mod program;
mod python;
mod read;
mod start;
mod survey;
mod token;

use std::rc::Rc;

pub use error::{Error, Trouble};
use program::Program;
pub use survey::Survey;

use super::surface::{Bent, bent};

/// A formula that somebody typed.
pub struct Typed {
    text: String,
    dimensions: usize,
    operations: usize,
    surface: Rc<dyn Bent>,
    survey: Survey,
}

/// The surface of a formula; none if it is none.
pub(super) fn surface(text: &str) -> Option<Rc<dyn Bent>> {
    let (part, _) = read::read(text).ok()?;
    Some(bent(Program::of(part)))
}

impl Typed {
    /// Reads a formula.
    ///
    /// # Errors
    /// When the text is no formula, or longer, larger or deeper than the limits.
    pub fn read(text: &str) -> Result<Self, Error> {
        let (part, dimensions) = read::read(text)?;
        let program = Program::of(part);
        let (operations, steps) = (program.weight(), program.len());
        // On a line the second coordinate is there and does nothing: all of this twice would be a large
        // download.
        let surface = bent(program);
        let survey = survey::survey(&*surface, dimensions, steps);
        Ok(Typed { text: text.trim().to_owned(), dimensions, operations, surface, survey })
    }

    /// The formula as it was typed, without the space around it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many coordinates θ has: 2 where the formula speaks of y, otherwise 1.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// About how many multiplications evaluating it takes the time of.
    #[must_use]
    pub fn operations(&self) -> usize {
        self.operations
    }

    /// The formula as a surface.
    #[must_use]
    pub fn surface(&self) -> Rc<dyn Bent> {
        Rc::clone(&self.surface)
    }

    /// What to show of it, where to start, and its minima: found once, when it was read.
    #[must_use]
    pub fn survey(&self) -> &Survey {
        &self.survey
    }
}

/// A formula as an expression in Python: of `x` and `y`, with the functions of a module `m`, which is `torch` or
/// `jax.numpy`.
///
/// # Errors
/// When the text is no formula.
pub fn python(text: &str) -> Result<String, Error> {
    read::read(text).map(|(part, _)| python::python(part))
}

impl PartialEq for Typed {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

// Where proptest runs.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::loss::slope;
    use crate::point::Point;
    use proptest::prelude::*;

    /// Every loss of the list as one types it, and as it would be written in Rust.
    type Plain = fn(f64, f64) -> f64;
    const LISTED: &[(&str, Plain)] = &[
        ("x^2", |x, _| x * x),
        ("x^4-3x^2+x", |x, _| x.powi(4) - 3.0 * x * x + x),
        ("0.1x^2+1-cos(3x)", |x, _| 0.1 * x * x + 1.0 - (3.0 * x).cos()),
        ("x^2/(1+x^2)", |x, _| x * x / (1.0 + x * x)),
        ("(x^2+25*y^2)/2", |x, y| f64::midpoint(x * x, 25.0 * y * y)),
        ("(1-x)^2+100(y-x^2)^2", |x, y| (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2)),
        ("(x²+y−11)²+(x+y²−7)²", |x, y| (x * x + y - 11.0).powi(2) + (x + y * y - 7.0).powi(2)),
        ("(1.5-x+xy)^2+(2.25-x+xy^2)^2+(2.625-x+xy^3)^2", |x, y| {
            (1.5 - x + x * y).powi(2) + (2.25 - x + x * y * y).powi(2) + (2.625 - x + x * y.powi(3)).powi(2)
        }),
        ("(x+2y-7)^2+(2x+y-5)^2", |x, y| (x + 2.0 * y - 7.0).powi(2) + (2.0 * x + y - 5.0).powi(2)),
        ("1/2x^2-1/2y^2+1/4y^4", |x, y| 0.5 * x * x - 0.5 * y * y + 0.25 * y.powi(4)),
        ("2x^2-1.05x^4+x^6/6+xy+y^2", |x, y| 2.0 * x * x - 1.05 * x.powi(4) + x.powi(6) / 6.0 + x * y + y * y),
        ("(x^4-16x^2+5x+y^4-16y^2+5y)/2", |x, y| {
            f64::midpoint(x.powi(4) - 16.0 * x * x + 5.0 * x, y.powi(4) - 16.0 * y * y + 5.0 * y)
        }),
        ("20+x^2-10cos(2pi x)+y^2-10cos(2pi y)", |x, y| {
            let tau = std::f64::consts::TAU;
            20.0 + x * x - 10.0 * (tau * x).cos() + y * y - 10.0 * (tau * y).cos()
        }),
        ("-20exp(-0.2sqrt(1/2(x^2+y^2)))-exp(1/2(cos(2pi x)+cos(2pi y)))+e+20", |x, y| {
            let tau = std::f64::consts::TAU;
            -20.0 * (-0.2 * f64::midpoint(x * x, y * y).sqrt()).exp()
                - f64::midpoint((tau * x).cos(), (tau * y).cos()).exp()
                + std::f64::consts::E
                + 20.0
        }),
    ];

    #[test]
    fn a_typed_formula_is_the_formula() {
        for (text, plain) in LISTED {
            let surface = Typed::read(text).unwrap().surface();
            for i in 0..400 {
                let (x, y) = (f64::from(i % 20) * 0.47 - 4.6, f64::from(i / 20) * 0.43 - 4.1);
                let at = Point::new(x, y);
                let expected = plain(x, y);
                let (slope, curvature) = (slope(surface.as_ref(), at), surface.curvature(at));
                for value in [surface.value(at), slope.value, curvature.value] {
                    assert!((value - expected).abs() <= 1e-12 * (1.0 + expected.abs()), "{text}: {value}, {expected}");
                }
                let rise = (plain(x + 1e-6, y) - plain(x - 1e-6, y)) / 2e-6;
                let size = 1.0 + rise.abs().max(expected.abs());
                assert!((slope.gradient.x - rise).abs() < 1e-4 * size, "{text}: {}, {rise}", slope.gradient.x);
                assert!((slope.gradient.x - curvature.gradient.x).abs() <= 1e-12 * size, "{text}");
            }
        }
    }

    fn check_place(text: &str, error: &Error) -> Result<(), TestCaseError> {
        let count = text.chars().count();
        prop_assert!((1..=count + 1).contains(&error.column) && error.length >= 1);
        prop_assert!(error.column + error.length <= count + 2, "{}", error);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_a_formula_or_an_error_with_a_place(text in any_text()) {
            if let Err(error) = read::read(&text) {
                check_place(&text, &error)?;
            }
        }
    }

    proptest! {
        // A survey without optimisation takes its time.
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_formula_has_something_to_show_and_a_start_in_it(text in any_formula()) {
            let Ok(typed) = Typed::read(&text) else { return Ok(()) };
            let survey = typed.survey();
            let size = survey.shown.size();
            prop_assert!(size.x > 0.0 && size.x.is_finite() && survey.shown.contains(survey.start), "{:?}", survey);
            prop_assert_eq!(size.y > 0.0, typed.dimensions() == 2);
            prop_assert!(size.length() <= 3e6 && survey.minima.len() <= 64);
            for m in &survey.minima {
                prop_assert!(m.value.is_finite() && m.value == typed.surface().value(m.at));
            }
        }
    }

    /// Noise, and words of formulas one after another in any order.
    fn any_text() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "x", "y", "θ", "π", "e", "2", "0.5", "1e3", "1e999", "+", "-", "−", "*", "/", "^", "²", "⁻¹", "(", ")",
            "sin(", "exp(", "ln(", "sqrt(", "abs(", "max(", "pow(", ",", " ", "=", "log10", "z",
        ]);
        let words = prop::collection::vec(words, 0..60).prop_map(|words| words.concat());
        prop_oneof!["\\PC{0,40}", words, any_formula()]
    }

    fn any_formula() -> impl Strategy<Value = String> {
        prop_oneof![Just("x".to_owned()), Just("y".to_owned()), "[0-9]{1,3}(\\.[0-9])?"].prop_recursive(
            5,
            64,
            3,
            |inner| {
                let function = prop::sample::select(vec!["", "-", "sin", "ln", "sqrt", "exp", "abs", "tan", "asin"]);
                let operator = prop::sample::select(vec!["+", "-", "*", "/", "^", " "]);
                (function, inner.clone(), operator, inner).prop_map(|(f, a, op, b)| format!("{f}({a}){op}({b})"))
            },
        )
    }

    #[test]
    fn formulas_are_the_same_if_their_texts_are() {
        let read = |text| Typed::read(text).unwrap();
        assert!(read(" x^2 ") == read("x^2") && read("x^2") != read("x*x"));
        assert_eq!(read(" x^2 ").text(), "x^2");
    }

    #[test]
    fn where_j_is_not_finite_it_says_so() {
        let value = |text, x| Typed::read(text).unwrap().surface().value(Point::on_line(x));
        assert!(value("ln(x)", -1.0).is_nan() && value("0/0*x", 1.0).is_nan());
        assert_eq!((value("1/x", 0.0), value("ln(x)", 0.0)), (f64::INFINITY, f64::NEG_INFINITY));
    }
}
