//! The least and the greatest of some numbers.

/// Least and greatest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// The least number.
    pub least: f64,
    /// The greatest number.
    pub greatest: f64,
}

impl Default for Extent {
    fn default() -> Self {
        Extent::NONE
    }
}

impl Extent {
    /// Of no number at all.
    pub const NONE: Extent = Extent { least: f64::INFINITY, greatest: f64::NEG_INFINITY };

    /// With `value` as well.
    #[must_use]
    pub fn with(mut self, value: f64) -> Self {
        self.add(value);
        self
    }

    /// `value` belongs to it as well. What is no number is neither less nor greater.
    pub fn add(&mut self, value: f64) {
        if value < self.least {
            self.least = value;
        }
        if value > self.greatest {
            self.greatest = value;
        }
    }

    /// With all of `other` as well.
    #[must_use]
    pub fn joined(self, other: Extent) -> Self {
        Extent {
            least: if other.least < self.least { other.least } else { self.least },
            greatest: if other.greatest > self.greatest { other.greatest } else { self.greatest },
        }
    }
}
