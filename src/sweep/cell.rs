//! What became of one race of many.

use crate::race::{Outcome, Race, Verdict};

/// How a race ended: what its [`Verdict`] says, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It stays within 1 % of the start's distance to a minimum.
    Settled {
        /// From this step on.
        step: usize,
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
    /// What became of the first run of a race that is over.
    pub(super) fn of(race: &Race) -> Self {
        let Some(track) = race.tracks().first() else { return Cell { end: End::UnderWay, value: f64::NAN } };
        let end = match Verdict::of(track, race.loss(), race.steps()).outcome {
            Outcome::Settled { step, best, .. } => End::Settled { step, best },
            Outcome::UnderWay { .. } => End::UnderWay,
            Outcome::Ended { step, .. } => End::Left { step },
        };
        Cell { end, value: race.loss().value(track.theta(track.last())) }
    }
}
