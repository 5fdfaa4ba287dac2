//! What became of one race of many.

use crate::loss::Minimum;
use crate::number::{count, readable};
use crate::race::{Outcome, Race, Verdict};

/// So many minima are told apart.
const MINIMA: usize = 1024;

/// How a race ended: what its [`Verdict`] says, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It stays at a minimum: within 1 % of the start's distance, or within rounding.
    Settled {
        /// From this step on.
        step: usize,
        /// The place of the minimum among those of the loss.
        minimum: usize,
        /// Whether no other minimum is lower.
        best: bool,
    },
    /// It has not settled.
    UnderWay,
    /// It left the finite numbers, or came to where J has none.
    Left {
        /// The first step at which θ or J was not finite.
        step: usize,
    },
}

/// What became of one race.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// How it ended.
    pub end: End,
    /// J after its last step; of a race that left the finite numbers it means nothing.
    pub value: f64,
}

impl Cell {
    /// As two numbers: how it ended (steps until it settled, ½ more unless it was at the best minimum, and a part of
    /// less than ½ for each minimum; −1 under way; −2 and less if it left the numbers), and J.
    #[must_use]
    pub fn packed(self) -> [f64; 2] {
        let end = match self.end {
            End::Settled { step, minimum, best } => {
                step as f64 + if best { 0.0 } else { 0.5 } + (minimum % MINIMA) as f64 * 0.5 / MINIMA as f64
            }
            End::UnderWay => -1.0,
            End::Left { step } => -2.0 - step as f64,
        };
        [end, self.value]
    }

    /// What two such numbers tell.
    #[must_use]
    pub fn unpacked([end, value]: [f64; 2]) -> Self {
        let end = match end {
            _ if end >= 0.0 => {
                let (half, part) = ((end.fract() * 2.0) as usize, (end * 2.0).fract());
                End::Settled { step: end as usize, minimum: (part * MINIMA as f64) as usize, best: half == 0 }
            }
            _ if end > -2.0 => End::UnderWay,
            _ => End::Left { step: (-2.0 - end) as usize },
        };
        Cell { end, value }
    }

    /// How it ended, in words.
    #[must_use]
    pub fn words(self) -> String {
        match self.end {
            End::Settled { step, best: true, .. } => format!("settled at step {}", count(step)),
            End::Settled { step, .. } => format!("settled at step {} in a local minimum", count(step)),
            End::UnderWay => format!("still under way, J = {}", readable(self.value, 4)),
            End::Left { step } => format!("past the finite numbers at step {}", count(step)),
        }
    }

    /// What became of the first run of a race that is over.
    pub(super) fn of(race: &Race) -> Self {
        let Some(track) = race.tracks().first() else { return Cell { end: End::UnderWay, value: f64::NAN } };
        let end = match Verdict::of(track, race.loss(), race.steps()).outcome {
            Outcome::Settled { step, minimum, best } => {
                // Of floors as low it is the one whose place is nearest.
                let is_as_low = |other: &Minimum| minimum == Minimum { at: minimum.at, ..*other };
                let place = race.loss().nearest_of(minimum.at, &is_as_low);
                End::Settled { step, minimum: place.unwrap_or(0), best }
            }
            Outcome::UnderWay { .. } => End::UnderWay,
            Outcome::Ended { step, .. } => End::Left { step },
        };
        Cell { end, value: race.loss().value(track.theta(track.last())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_what_its_two_numbers_tell() {
        for end in [
            End::Settled { step: 0, minimum: 0, best: true },
            End::Settled { step: 0, minimum: 3, best: true },
            End::Settled { step: 1_000_000, minimum: MINIMA - 1, best: false },
            End::Settled { step: 16_000_000, minimum: 0, best: false },
            End::UnderWay,
            End::Left { step: 1 },
            End::Left { step: 77 },
        ] {
            let cell = Cell { end, value: 0.1 };
            assert_eq!(Cell::unpacked(cell.packed()), cell);
        }
    }
}
