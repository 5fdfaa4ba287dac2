//! What every loss can be asked: J, its gradient, its Hessian, all from one formula.

use std::rc::Rc;

use crate::point::Point;
use crate::real::{Dual, Real};

/// A formula for J of `N` coordinates, written once for every kind of number.
pub trait Formula<const N: usize> {
    /// J at θ.
    fn at<R: Real>(&self, theta: [R; N]) -> R;
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
    /// J and ∇J.
    fn slope(&self, theta: Point) -> Slope;
    /// J, ∇J and ∇²J.
    fn curvature(&self, theta: Point) -> Curvature;
}

/// A formula as a surface.
struct Of<F, const N: usize>(F);

impl<F: Formula<N>, const N: usize> Surface for Of<F, N> {
    fn value(&self, theta: Point) -> f64 {
        self.0.at(theta.coordinates::<N>())
    }

    fn slope(&self, theta: Point) -> Slope {
        let j = self.0.at(Dual::variables(theta.coordinates::<N>()));
        Slope { value: j.value, gradient: Point::of(j.slope) }
    }

    fn curvature(&self, theta: Point) -> Curvature {
        curvature_of(&self.0.at(twice_variable(theta)))
    }
}

// What does not depend on the formula is in the download once, not once for each.

#[inline(never)]
fn twice_variable<const N: usize>(theta: Point) -> [Dual<Dual<f64, N>, N>; N] {
    Dual::variables(Dual::variables(theta.coordinates::<N>()))
}

#[inline(never)]
fn curvature_of<const N: usize>(j: &Dual<Dual<f64, N>, N>) -> Curvature {
    let mut hessian = [Point::default(); 2];
    for (row, slope) in hessian.iter_mut().zip(j.slope) {
        *row = Point::of(slope.slope);
    }
    Curvature { value: j.value.value, gradient: Point::of(j.value.slope), hessian }
}

/// `formula` as a surface.
pub(super) fn surface<F: Formula<N> + 'static, const N: usize>(formula: F) -> Rc<dyn Surface> {
    Rc::new(Of(formula))
}
