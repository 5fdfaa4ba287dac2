//! The map of a loss of two dimensions: when it is sampled anew, and how much of that in a frame.

use crate::chart::{Frame, Relief, Sampling};
use crate::loss::Loss;

/// So many operations of arithmetic are done in a frame: some eight milliseconds of work.
const OPERATIONS_A_FRAME: usize = 1_500_000;

/// The relief that is shown, and the one that is on its way.
#[derive(Default)]
pub struct Atlas {
    relief: Option<Relief>,
    sampling: Option<Sampling>,
    /// How many reliefs there have been.
    drawn: u32,
}

impl Atlas {
    /// Sees to it that there is a relief of `loss` over `frame`: that of a loss of the list is fine at once,
    /// of a typed one it may be a sketch first, and be fine some frames later.
    pub fn look(&mut self, loss: &Loss, frame: Frame) {
        if self.relief.as_ref().is_some_and(|relief| relief.is_of(loss, &frame) && relief.is_fine()) {
            self.sampling = None;
            return;
        }
        let begun = self.sampling.take().filter(|sampling| sampling.is_of(loss, &frame));
        let first = begun.is_none();
        let mut sampling = begun.unwrap_or_else(|| Sampling::new(loss, frame, true));
        let patience = if loss.description().is_some() { usize::MAX } else { OPERATIONS_A_FRAME };
        if let Some(fine) = sampling.advance(patience) {
            self.take(fine);
            return;
        }
        if first && let Some(sketch) = Relief::of(loss, frame, false) {
            self.take(sketch);
        }
        self.sampling = Some(sampling);
    }

    /// No map is wanted any more.
    pub fn rest(&mut self) {
        self.sampling = None;
    }

    fn take(&mut self, relief: Relief) {
        self.relief = Some(relief);
        self.drawn = self.drawn.wrapping_add(1);
    }

    /// The relief that there is.
    pub fn relief(&self) -> Option<&Relief> {
        self.relief.as_ref()
    }

    /// How many reliefs there have been.
    pub fn drawn(&self) -> u32 {
        self.drawn
    }

    /// Whether a finer relief is on its way.
    pub fn is_pending(&self) -> bool {
        self.sampling.is_some()
    }
}
