//! J(θ) = 0.1θ² + 1 − cos 3θ: a bowl with ripples, fifteen local minima.

use super::{Formula, Loss, Minimum, value, value_and_slope};
use crate::real::Real;

struct J;

impl Formula for J {
    fn at<R: Real>(x: R) -> R {
        R::from(0.1) * x * x + R::from(1.0) - (R::from(3.0) * x).cos()
    }
}

/// J(θ) = 0.1θ² + 1 − cos 3θ: a bowl with ripples, fifteen local minima.
pub static LOSS: Loss = Loss {
    id: "ripple",
    name: "Ripple",
    formula: "0.1θ² + 1 − cos 3θ",
    lesson: "Many local minima, one best.",
    shown: (-7.0, 7.0),
    start: 5.0,
    minima: &[
        Minimum { x: -14.243_483_226_422_908, value: 20.974_112_838_420_11 },
        Minimum { x: -12.247_913_838_324_227, value: 15.423_832_924_759_822 },
        Minimum { x: -10.222_052_314_921_617, value: 10.717_189_447_834_702 },
        Minimum { x: -8.185_180_797_927_979, value: 6.861_723_997_723_099 },
        Minimum { x: -6.142_548_806_513_908, value: 3.860_781_927_305_47 },
        Minimum { x: -4.096_583_585_387_09, value: 1.716_215_639_590_626_3 },
        Minimum { x: -2.048_725_127_395_228_7, value: 0.429_098_651_325_576_06 },
        Minimum { x: 0.0, value: 0.0 },
        Minimum { x: 2.048_725_127_395_228_7, value: 0.429_098_651_325_576_06 },
        Minimum { x: 4.096_583_585_387_09, value: 1.716_215_639_590_626_3 },
        Minimum { x: 6.142_548_806_513_908, value: 3.860_781_927_305_47 },
        Minimum { x: 8.185_180_797_927_979, value: 6.861_723_997_723_099 },
        Minimum { x: 10.222_052_314_921_617, value: 10.717_189_447_834_702 },
        Minimum { x: 12.247_913_838_324_227, value: 15.423_832_924_759_822 },
        Minimum { x: 14.243_483_226_422_908, value: 20.974_112_838_420_11 },
    ],
    value: value::<J>,
    value_and_slope: value_and_slope::<J>,
};
