//! Making lists, and text of them.

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

    /// Everything, in a text.
    #[inline(never)]
    fn text(self) -> String
    where
        Self: Iterator<Item = char>,
    {
        let mut text = String::new();
        for letter in self {
            text.push(letter);
        }
        text
    }
}

impl<I: Iterator> List for I {}

/// The items with something between each two. The standard library's way knows how long that will be, and weighs
/// a kilobyte for each kind of item.
#[inline(never)]
pub fn joined(items: &[impl AsRef<str>], between: &str) -> String {
    let mut text = String::new();
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            text.push_str(between);
        }
        text.push_str(item.as_ref());
    }
    text
}
