//! Whole numbers of any length.

/// A whole number, in digits to the base 2³², the least first; the last is not 0.
pub struct Whole(pub Vec<u32>);

impl Whole {
    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.0.iter().all(|digit| *digit == 0)
    }

    /// Multiplies, and adds.
    pub fn times(&mut self, factor: u32, plus: u32) {
        let mut carried = u64::from(plus);
        for digit in &mut self.0 {
            carried += u64::from(*digit) * u64::from(factor);
            *digit = carried as u32;
            carried >>= 32;
        }
        if carried > 0 {
            self.0.push(carried as u32);
        }
    }

    /// Multiplies by a power of a `base` up to 10.
    pub fn times_power(&mut self, base: u32, exponent: u32) {
        for _ in 0..exponent / 9 {
            self.times(base.pow(9), 0);
        }
        self.times(base.pow(exponent % 9), 0);
    }

    /// Divides, and gives what is left over.
    pub fn divide(&mut self, by: u32) -> u32 {
        let mut left = 0;
        for digit in self.0.iter_mut().rev() {
            let whole = left << 32 | u64::from(*digit);
            *digit = (whole / u64::from(by)) as u32;
            left = whole % u64::from(by);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        left as u32
    }
}
