//! J(θ) = 0.1θ² + 1 − cos 3θ: a bowl with ripples, fifteen local minima.

use super::{Description, Formula, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<1> for J {
    fn at<R: Real>(&self, [x]: [R; 1]) -> R {
        R::from(0.1) * x * x + R::from(1.0) - (R::from(3.0) * x).cos()
    }
}

/// J(θ) = 0.1θ² + 1 − cos 3θ: a bowl with ripples, fifteen local minima.
pub static LOSS: Description = Description {
    id: "ripple",
    name: "Ripple",
    formula: "0.1θ² + 1 − cos 3θ",
    typed: "0.1x^2+1-cos(3x)",
    lesson: "Many local minima, one best.",
    dimensions: 1,
    parameters: &[],
    shown: View::line(-7.0, 7.0),
    start: Point::on_line(5.0),
    minima: &[
        minimum(-14.243_483_226_422_908, 0.0, 20.974_112_838_420_11),
        minimum(-12.247_913_838_324_227, 0.0, 15.423_832_924_759_822),
        minimum(-10.222_052_314_921_617, 0.0, 10.717_189_447_834_702),
        minimum(-8.185_180_797_927_979, 0.0, 6.861_723_997_723_099),
        minimum(-6.142_548_806_513_908, 0.0, 3.860_781_927_305_47),
        minimum(-4.096_583_585_387_09, 0.0, 1.716_215_639_590_626_3),
        minimum(-2.048_725_127_395_228_7, 0.0, 0.429_098_651_325_576_06),
        minimum(0.0, 0.0, 0.0),
        minimum(2.048_725_127_395_228_7, 0.0, 0.429_098_651_325_576_06),
        minimum(4.096_583_585_387_09, 0.0, 1.716_215_639_590_626_3),
        minimum(6.142_548_806_513_908, 0.0, 3.860_781_927_305_47),
        minimum(8.185_180_797_927_979, 0.0, 6.861_723_997_723_099),
        minimum(10.222_052_314_921_617, 0.0, 10.717_189_447_834_702),
        minimum(12.247_913_838_324_227, 0.0, 15.423_832_924_759_822),
        minimum(14.243_483_226_422_908, 0.0, 20.974_112_838_420_11),
    ],
    symmetric: false,
    surface: |_| surface(J),
};
