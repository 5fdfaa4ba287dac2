//! Making lists.

/// What can be made a list of.
pub trait List: Iterator + Sized {
    /// Everything, in a list. `collect` does it in three functions for each kind of iterator, this in one:
    /// there are some sixty kinds.
    #[inline(never)]
    fn list(self) -> Vec<Self::Item> {
        let mut list = Vec::new();
        for item in self {
            list.push(item);
        }
        list
    }
}

impl<I: Iterator> List for I {}
