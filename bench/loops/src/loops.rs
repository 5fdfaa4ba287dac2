//! The loops: what somebody writes who wants this one run and nothing else. A run ends where θ or J is no finite number.

use crate::history::Keep;

/// Gradient descent on θ².
pub fn gd_square(keep: &mut impl Keep, steps: usize, [lr, _]: [f64; 2]) {
    let mut x = 3.0_f64;
    keep.keep(x, 0.0, x * x);
    for _ in 0..steps {
        x -= lr * (x + x);
        let j = x * x;
        if !j.is_finite() {
            return;
        }
        keep.keep(x, 0.0, j);
    }
}

/// One coordinate's memory in Adam.
#[derive(Default)]
struct Moments {
    mean: f64,
    squares: f64,
}

/// 1 − β₁ᵗ and 1 − β₂ᵗ, which are the same for both coordinates.
struct Corrections {
    powers: [f64; 2],
    corrections: [f64; 2],
}

const BETAS: [f64; 2] = [0.9, 0.999];
const EPS: f64 = 1e-8;

impl Corrections {
    fn new() -> Self {
        Corrections { powers: [1.0; 2], corrections: [0.0; 2] }
    }

    #[inline(always)]
    fn next(&mut self) {
        for ((power, correction), beta) in self.powers.iter_mut().zip(&mut self.corrections).zip(BETAS) {
            *power *= beta;
            *correction = 1.0 - *power;
            if *correction == 1.0 {
                // It must not sink among the subnormal numbers.
                *power = 0.0;
            }
        }
    }
}

impl Moments {
    #[inline(always)]
    fn step(&mut self, lr: f64, corrections: &Corrections, gradient: f64) -> f64 {
        let [first, second] = corrections.corrections;
        self.mean = BETAS[0] * self.mean + (1.0 - BETAS[0]) * gradient;
        self.squares = BETAS[1] * self.squares + (1.0 - BETAS[1]) * gradient * gradient;
        lr * (self.mean / first / ((self.squares / second).sqrt() + EPS))
    }
}

/// Adam on θ².
pub fn adam_square(keep: &mut impl Keep, steps: usize, [lr, _]: [f64; 2]) {
    let (mut x, mut memory, mut corrections) = (3.0_f64, Moments::default(), Corrections::new());
    keep.keep(x, 0.0, x * x);
    for _ in 0..steps {
        corrections.next();
        x -= memory.step(lr, &corrections, x + x);
        let j = x * x;
        if !j.is_finite() {
            return;
        }
        keep.keep(x, 0.0, j);
    }
}

/// J of Rosenbrock's valley and its gradient.
#[inline(always)]
fn valley(x: f64, y: f64) -> (f64, f64, f64) {
    let (along, across) = (1.0 - x, y - x * x);
    let gy = 200.0 * across;
    (along * along + 100.0 * across * across, -2.0 * (along + x * gy), gy)
}

/// Momentum on Rosenbrock's valley.
pub fn momentum_rosenbrock(keep: &mut impl Keep, steps: usize, [lr, beta]: [f64; 2]) {
    let (mut x, mut y, mut u, mut v) = (-1.5_f64, 2.0_f64, 0.0, 0.0);
    let (mut j, mut gx, mut gy) = valley(x, y);
    keep.keep(x, y, j);
    for _ in 0..steps {
        u = beta * u + gx;
        v = beta * v + gy;
        x -= lr * u;
        y -= lr * v;
        (j, gx, gy) = valley(x, y);
        if !j.is_finite() {
            return;
        }
        keep.keep(x, y, j);
    }
}

/// Adam on Rosenbrock's valley.
pub fn adam_rosenbrock(keep: &mut impl Keep, steps: usize, [lr, _]: [f64; 2]) {
    let (mut x, mut y) = (-1.5_f64, 2.0_f64);
    let (mut first, mut second, mut corrections) = (Moments::default(), Moments::default(), Corrections::new());
    let (mut j, mut gx, mut gy) = valley(x, y);
    keep.keep(x, y, j);
    for _ in 0..steps {
        corrections.next();
        x -= first.step(lr, &corrections, gx);
        y -= second.step(lr, &corrections, gy);
        (j, gx, gy) = valley(x, y);
        if !j.is_finite() {
            return;
        }
        keep.keep(x, y, j);
    }
}
