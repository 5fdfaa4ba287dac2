//! J(θ) = 20 − 20 exp(−0.2√(½(x² + y²))) + e − exp(½(cos 2πx + cos 2πy)): a needle in noise.

use std::f64::consts::{E, TAU};

use super::{Description, Formula, minimum, surface};
use crate::point::{Point, View};
use crate::real::Real;

pub(super) struct J;

impl Formula<2> for J {
    // Far out its root is infinite, and what it sinks below e is not.
    const SPARSE: bool = false;

    fn at<R: Real>(&self, [x, y]: [R; 2]) -> R {
        let half = R::from(0.5);
        let distance = (half * (x * x + y * y)).sqrt();
        let noise = half * ((R::from(TAU) * x).cos() + (R::from(TAU) * y).cos());
        // In this order nothing but 0 remains at the needle's tip.
        let needle = R::from(20.0) - R::from(20.0) * (R::from(-0.2) * distance).exp();
        needle + (R::from(E) - noise.exp())
    }
}

/// J(θ) = 20 − 20 exp(−0.2√(½(x² + y²))) + e − exp(½(cos 2πx + cos 2πy)): a needle in noise.
pub static LOSS: Description = Description {
    id: "ackley",
    name: "Ackley",
    formula: "20 − 20 exp(−0.2√(½(x² + y²))) + e − exp(½(cos 2πx + cos 2πy))",
    typed: "20-20*exp(-0.2*sqrt((x^2+y^2)/2))+e-exp((cos(2pi*x)+cos(2pi*y))/2)",
    lesson: "A needle in noise.",
    dimensions: 2,
    parameters: &[],
    shown: View::plane((-4.0, 4.0), (-4.0, 4.0)),
    start: Point::new(1.6, -2.3),
    minima: &[
        minimum(0.0, 0.0, 0.0),
        minimum(0.952_166_545_950_171_7, 0.0, 2.579_927_557_029_872),
        minimum(0.968_477_658_707_724_4, 0.968_477_658_707_724_4, 3.574_451_877_257_68),
        minimum(1.958_919_718_121_717_3, 0.0, 4.884_065_258_091_154),
        minimum(1.964_616_662_862_986_4, 0.982_416_035_079_139_3, 5.381_864_187_490_192),
        minimum(1.974_451_986_484_116_6, 1.974_451_986_484_116_6, 6.559_645_375_627_878),
        minimum(2.964_619_443_112_052, 0.0, 6.882_582_646_801_293),
        minimum(2.967_259_528_762_564_3, 0.989_154_186_481_662_6, 7.180_951_647_715_365),
        minimum(2.973_139_419_924_383, 1.982_139_950_381_477_6, 7.961_711_274_689_827_5),
        minimum(2.979_223_954_691_144_5, 2.979_223_954_691_144_5, 9.001_093_478_292_008),
        minimum(3.969_466_743_351_757_6, 0.0, 8.616_250_044_048_797),
        minimum(3.970_918_315_064_283_3, 0.992_767_206_170_044_8, 8.813_151_774_046_892),
        minimum(3.974_540_178_468_205, 1.987_310_614_627_496_8, 9.353_039_239_137_804),
        minimum(3.978_924_750_768_195, 2.984_213_738_127_238_4, 10.120_350_743_632_672),
        minimum(3.983_067_699_689_763, 3.983_067_699_689_763, 10.998_262_102_599_446),
    ],
    symmetric: true,
    surface: |_| surface(J),
};
