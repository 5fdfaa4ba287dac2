//! What every loss can be asked: J, its gradient, its Hessian, all from one formula.

#[cfg(feature = "sweep")]
use std::any::{Any, TypeId};
use std::rc::Rc;

use crate::point::Point;
use crate::real::{Dual, Real};
#[cfg(feature = "sweep")]
use crate::real::{Lanes, Sparse};

/// A formula for J of `N` coordinates, written once for every kind of number.
pub trait Formula<const N: usize> {
    /// Whether many races may spare what does not depend on a coordinate. To be set to false for a J that can be finite
    /// where one of its terms is not, as Ackley's exp(−∞) is: nothing times an infinite number is not nothing. A test
    /// finds that. Also false where what depends on what is not known when the program is compiled.
    const SPARSE: bool = true;

    /// J at θ.
    fn at<R: Real>(&self, theta: [R; N]) -> R;
}

/// The first of two coordinates, or both.
pub(super) fn first<R: Real, const N: usize>(theta: [R; 2]) -> [R; N] {
    // There are enough of them.
    theta.first_chunk().copied().unwrap_or_else(|| [R::default(); N])
}

/// J and its gradient at one place.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Slope {
    /// J.
    pub value: f64,
    /// ∇J.
    pub gradient: Point,
}

/// J, its gradient and its Hessian at one place.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Curvature {
    /// J.
    pub value: f64,
    /// ∇J.
    pub gradient: Point,
    /// The rows of ∇²J.
    pub hessian: [Point; 2],
}

/// A formula, whichever it is and however many coordinates it has.
pub trait Surface {
    /// J.
    fn value(&self, theta: Point) -> f64;
    /// Sets J and ∇J.
    fn set_slope(&self, theta: Point, slope: &mut Slope);
    /// The same, sparing what does not depend on a coordinate as many races do.
    #[cfg(feature = "pairs")]
    fn set_slope_sparing(&self, theta: Point, slope: &mut Slope) {
        self.set_slope(theta, slope);
    }
    /// How many coordinates θ has: 1 or 2.
    #[cfg(feature = "sweep")]
    fn dimensions(&self) -> usize;
    /// J and ∇J at a place of each of several races, each as a [`Slope`] has them.
    #[cfg(feature = "sweep")]
    fn slopes(&self, theta: [Lanes; 2]) -> (Lanes, [Lanes; 2]);
    /// This, to be known again.
    #[cfg(feature = "sweep")]
    fn as_any(&self) -> &dyn Any;
}

/// Something to be done on a surface, compiled for each that it is to know for what it is.
#[cfg(feature = "sweep")]
pub trait Job {
    /// Does it.
    fn on<S: Surface + ?Sized>(self, surface: &S);
}

/// The surface of this formula, if a surface of this kind is that: asking it for its kind each time would take longer.
#[cfg(feature = "sweep")]
pub(super) fn known<F: Formula<N> + 'static, const N: usize>(
    surface: &dyn Surface,
    kind: TypeId,
) -> Option<&(impl Surface + use<F, N>)> {
    if kind == TypeId::of::<Of<F, N>>() { surface.as_any().downcast_ref::<Of<F, N>>() } else { None }
}

/// J and ∇J.
pub fn slope(surface: &dyn Surface, theta: Point) -> Slope {
    let mut slope = Slope::default();
    surface.set_slope(theta, &mut slope);
    slope
}

/// A surface that knows its Hessian.
pub trait Bent: Surface {
    /// J, ∇J and ∇²J.
    fn curvature(&self, theta: Point) -> Curvature;
}

/// A formula as a surface.
struct Of<F, const N: usize>(F);

/// A vector of so many coordinates.
fn point([x, y]: [f64; 2], dimensions: usize) -> Point {
    if dimensions == 2 { Point::new(x, y) } else { Point::on_line(x) }
}

impl<F: Formula<N> + 'static, const N: usize> Surface for Of<F, N> {
    fn value(&self, theta: Point) -> f64 {
        self.0.at(first([theta.x, theta.y]))
    }

    fn set_slope(&self, theta: Point, slope: &mut Slope) {
        let j = self.0.at(first(Dual::<f64>::variables([theta.x, theta.y])));
        *slope = Slope { value: j.value, gradient: point(j.slope(), N) };
    }

    #[cfg(feature = "pairs")]
    fn set_slope_sparing(&self, theta: Point, slope: &mut Slope) {
        if F::SPARSE {
            let j = self.0.at(first(Sparse::<f64>::variables([theta.x, theta.y])));
            *slope = Slope { value: j.value, gradient: point(j.slope(), N) };
        }
        // Only where J is finite is what was spared nothing.
        if !F::SPARSE || !slope.value.is_finite() {
            self.set_slope(theta, slope);
        }
    }

    #[cfg(feature = "sweep")]
    fn dimensions(&self) -> usize {
        N
    }

    #[cfg(feature = "sweep")]
    fn slopes(&self, theta: [Lanes; 2]) -> (Lanes, [Lanes; 2]) {
        if F::SPARSE {
            let j = self.0.at(first(Sparse::variables(theta)));
            (j.value, j.slope())
        } else {
            let j = self.0.at(first(Dual::<Lanes>::variables(theta)));
            (j.value, j.slope())
        }
    }

    #[cfg(feature = "sweep")]
    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl<F: Formula<N> + 'static, const N: usize> Bent for Of<F, N> {
    fn curvature(&self, theta: Point) -> Curvature {
        curvature_of(&self.0.at(first(twice_variable(theta))), N)
    }
}

// What does not depend on the formula is in the download once, not once for each.

/// A number with first and second derivatives, in the plane or on the line: there the second variable is
/// one that no formula asks for.
type Twice = Dual<Dual<f64>>;

#[inline(never)]
fn twice_variable(theta: Point) -> [Twice; 2] {
    Dual::variables(Dual::variables([theta.x, theta.y]))
}

#[inline(never)]
fn curvature_of(j: &Twice, dimensions: usize) -> Curvature {
    let mut hessian = [Point::default(); 2];
    for (row, slope) in hessian.iter_mut().zip(j.slope()).take(dimensions) {
        *row = point(slope.slope(), dimensions);
    }
    Curvature { value: j.value.value, gradient: point(j.value.slope(), dimensions), hessian }
}

/// `formula` as a surface.
pub(super) fn surface<F: Formula<N> + 'static, const N: usize>(formula: F) -> Rc<dyn Surface> {
    Rc::new(Of(formula))
}

/// `formula` as a surface with a Hessian. In the download this is a third of what a formula weighs: typed formulas
/// share one.
pub(super) fn bent<F: Formula<N> + 'static, const N: usize>(formula: F) -> Rc<dyn Bent> {
    Rc::new(Of(formula))
}

#[cfg(all(test, feature = "sweep"))]
mod tests {
    use super::*;
    use crate::loss::{ALL, Loss};

    struct Ask<'a> {
        theta: [Lanes; 2],
        slopes: &'a mut Option<(Lanes, [Lanes; 2])>,
    }

    impl Job for Ask<'_> {
        fn on<S: Surface + ?Sized>(self, surface: &S) {
            *self.slopes = Some(surface.slopes(self.theta));
        }
    }

    #[test]
    fn many_races_have_the_slopes_of_one_however_far_out_as_long_as_j_is_finite() {
        let sizes = [0.0, 1e-320, 1e-200, 1e-3, 0.7, 3.0, 40.0, 1e3, 1e40, 1e77, 1e103, 1e155, 1e200, 1e308];
        let numbers = sizes.iter().flat_map(|size| [*size, -*size]);
        let places: Vec<Point> = numbers.clone().flat_map(|x| numbers.clone().map(move |y| Point::new(x, y))).collect();
        for loss in ALL.iter().map(|description| Loss::from(*description)) {
            for place in &places {
                let theta = [place.x, if loss.dimensions() == 1 { 0.0 } else { place.y }];
                let alone = loss.slope(Point::new(theta[0], theta[1]));
                let mut many = None;
                loss.give(Ask { theta: theta.map(Lanes::from), slopes: &mut many });
                let (value, gradient) = many.map(|(value, by)| (value.plain(), by.map(Real::plain))).unwrap();
                assert_eq!(value.to_bits(), alone.value.to_bits(), "{} at {place:?}", loss.name());
                let gradient = point(gradient, loss.dimensions());
                let same = |one: f64, other: f64| one == other || (one.is_nan() && other.is_nan());
                let as_alone = same(gradient.x, alone.gradient.x) && same(gradient.y, alone.gradient.y);
                assert!(
                    as_alone || !alone.value.is_finite(),
                    "{} at {place:?}: {gradient:?} for many, {alone:?} for one; is it SPARSE?",
                    loss.name()
                );
            }
        }
    }
}
