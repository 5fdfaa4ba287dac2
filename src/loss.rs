//! The losses J(θ) that optimisers walk down, and the one list of them.
//!
//! A new loss is one new file in `loss/` and one line in the list at the end of this file.

use crate::real::{Dual, Real};

/// A formula for J, written once for every kind of number.
pub trait Formula {
    /// J at `x`.
    fn at<R: Real>(x: R) -> R;
}

/// A local minimum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Minimum {
    /// Where it lies.
    pub x: f64,
    /// J there.
    pub value: f64,
}

/// A loss of one parameter θ.
pub struct Loss {
    /// What a scene calls it.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The right-hand side of J(θ) = …
    pub formula: &'static str,
    /// What it is good for, one short sentence.
    pub lesson: &'static str,
    /// The stretch of θ that is shown, least and greatest.
    pub shown: (f64, f64),
    /// Where runs start unless told otherwise.
    pub start: f64,
    /// All local minima, from the least θ to the greatest.
    pub minima: &'static [Minimum],
    value: fn(f64) -> f64,
    value_and_slope: fn(f64) -> (f64, f64),
}

impl Loss {
    /// J(θ). Far out it may leave the finite numbers; it never panics.
    #[must_use]
    pub fn value(&self, x: f64) -> f64 {
        (self.value)(x)
    }

    /// J(θ) and its exact derivative there, by forward-mode differentiation.
    ///
    /// ```
    /// let square = downhill::loss::by_id("square").unwrap();
    /// assert_eq!(square.value_and_slope(3.0), (9.0, 6.0));
    /// ```
    #[must_use]
    pub fn value_and_slope(&self, x: f64) -> (f64, f64) {
        (self.value_and_slope)(x)
    }

    /// The lowest of the minima; of equals, the first.
    #[must_use]
    pub fn best(&self) -> Minimum {
        let first = self.minima[0];
        self.minima.iter().fold(first, |best, m| if m.value < best.value { *m } else { best })
    }

    /// The minimum nearest to `x`.
    #[must_use]
    pub fn nearest_minimum(&self, x: f64) -> Minimum {
        let first = self.minima[0];
        self.minima.iter().fold(first, |near, m| if (m.x - x).abs() < (near.x - x).abs() { *m } else { near })
    }
}

impl PartialEq for Loss {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl std::fmt::Debug for Loss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Loss({})", self.id)
    }
}

/// J alone, for [`Loss::value`].
fn value<F: Formula>(x: f64) -> f64 {
    F::at(x)
}

/// J and its slope, for [`Loss::value_and_slope`].
fn value_and_slope<F: Formula>(x: f64) -> (f64, f64) {
    let j = F::at(Dual::variable(x));
    (j.value, j.slope)
}

/// The loss that a scene calls `id`.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Loss> {
    ALL.iter().copied().find(|loss| loss.id == id)
}

macro_rules! losses {
    ($($file:ident)*) => {
        $(pub mod $file;)*
        /// Every loss, in the order in which they are offered; the first is the default.
        pub static ALL: &[&Loss] = &[$(&$file::LOSS),*];
    };
}

losses! {
    square
    double_well
    ripple
    plateau
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_minimum_is_one() {
        for loss in ALL {
            for m in loss.minima {
                let (j, slope) = loss.value_and_slope(m.x);
                assert!((j - m.value).abs() < 1e-12, "{loss:?} at {}: {j} is not {}", m.x, m.value);
                assert!(slope.abs() < 1e-12, "{loss:?} has slope {slope} at {}", m.x);
                for step in [-1e-4, 1e-4] {
                    assert!(loss.value(m.x + step) > j, "{loss:?} is lower beside {}", m.x);
                }
            }
        }
    }

    #[test]
    fn no_minimum_is_missing() {
        // Between two neighbouring samples the slope turns from falling to rising.
        for loss in ALL {
            let (least, greatest) = (loss.minima[0].x - 3.0, loss.minima[loss.minima.len() - 1].x + 3.0);
            let slope = |i: u32| loss.value_and_slope(least + (greatest - least) * f64::from(i) / 9973.0).1;
            let turns = (0..9973).filter(|&i| slope(i) < 0.0 && slope(i + 1) >= 0.0).count();
            assert_eq!(turns, loss.minima.len(), "{loss:?}");
        }
    }

    #[test]
    fn minima_stand_in_order_and_the_start_is_in_view() {
        for loss in ALL {
            assert!(loss.minima.windows(2).all(|pair| pair[0].x < pair[1].x), "{loss:?}");
            assert!(loss.shown.0 < loss.start && loss.start < loss.shown.1, "{loss:?}");
        }
    }

    #[test]
    fn ids_are_unique() {
        for (i, loss) in ALL.iter().enumerate() {
            assert!(ALL[i + 1..].iter().all(|other| other.id != loss.id));
        }
    }
}
