//! J(θ) = 20 + x² − 10 cos 2πx + y² − 10 cos 2πy: an egg box in a bowl.

use std::f64::consts::TAU;

use super::{Description, Formula, Minimum, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<2> for J {
    fn at<R: Real>(&self, [x, y]: [R; 2]) -> R {
        let hollows = |x: R| x * x - R::from(10.0) * (R::from(TAU) * x).cos();
        R::from(20.0) + hollows(x) + hollows(y)
    }
}

/// Where 10 + x² − 10 cos 2πx has its minima from x = 0 on, and how deep they are.
const HOLLOWS: [(f64, f64); 5] = [
    (0.0, 0.0),
    (0.994_958_637_652_334_8, 0.994_959_057_093_291_4),
    (1.989_912_233_708_549_5, 3.979_831_190_554_087_5),
    (2.984_855_701_039_481, 8.954_601_241_487_01),
    (3.979_783_860_300_753_6, 15.919_243_792_461_53),
];

/// A sum of two such terms has its minima where both have one.
static MINIMA: [Minimum; 15] = {
    let mut minima = [minimum(0.0, 0.0, 0.0); 15];
    let (mut place, mut far, mut near) = (0, 0, 0);
    while place < minima.len() {
        let ((x, by_x), (y, by_y)) = (HOLLOWS[far], HOLLOWS[near]);
        minima[place] = minimum(x, y, by_x + by_y);
        place += 1;
        (far, near) = if near < far { (far, near + 1) } else { (far + 1, 0) };
    }
    minima
};

/// J(θ) = 20 + x² − 10 cos 2πx + y² − 10 cos 2πy: an egg box in a bowl.
pub static LOSS: Description = Description {
    id: "rastrigin",
    name: "Rastrigin",
    formula: "20 + x² − 10 cos 2πx + y² − 10 cos 2πy",
    typed: "20+x^2-10cos(2pi*x)+y^2-10cos(2pi*y)",
    lesson: "An egg box: hollows everywhere, one deepest.",
    dimensions: 2,
    parameters: &[],
    shown: View::plane((-4.0, 4.0), (-4.0, 4.0)),
    start: Point::new(2.2, -1.7),
    minima: &MINIMA,
    symmetric: true,
    surface: |_| surface(J),
};
