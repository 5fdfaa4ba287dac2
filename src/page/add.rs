//! The list of optimisers from which a run is added, with a search.

use super::dom::{Thing, find, make};
use crate::list::List as _;
use crate::optimiser::{ALL, Description, Family};

/// The dialog, and what stands in it.
pub struct Add {
    dialog: Thing,
    search: Thing,
    none: Thing,
    families: Vec<(Thing, Vec<(&'static Description, Thing)>)>,
}

impl Add {
    /// Fills the dialog of index.html: every optimiser, family by family.
    pub fn new() -> Self {
        let list = find("add-list");
        let mut families = Vec::with_capacity(Family::ALL.len());
        for &family in &Family::ALL {
            let group = list.append_text("section", "");
            group.append_text("h3", family.name());
            let mut members = Vec::new();
            for (place, optimiser) in ALL.iter().copied().enumerate() {
                if optimiser.family == family {
                    let id = format!("option-{place}");
                    let button = make("button", &[("type", "button"), ("class", "option"), ("id", &id)]);
                    button.append_text("strong", optimiser.name);
                    button.append_text("span", optimiser.summary);
                    group.append(&button);
                    members.push((optimiser, button));
                }
            }
            families.push((group, members));
        }
        Add { dialog: find("add"), search: find("add-search"), none: find("add-none"), families }
    }

    /// Opens the dialog with the whole list.
    pub fn open(&self) {
        self.search.write("value", "");
        self.seek();
        self.dialog.open();
        // A word for it in the markup would be refused, loudly, where the page is a frame of another.
        self.search.focus();
    }

    /// Closes the dialog.
    pub fn close(&self) {
        self.dialog.close();
    }

    /// Shows what the search finds, and tells the first of it.
    pub fn seek(&self) -> Option<&'static Description> {
        let wanted = self.search.value();
        let mut first = None;
        for (group, members) in &self.families {
            let mut any = false;
            for (optimiser, button) in members {
                let found = [optimiser.name, optimiser.id, optimiser.summary, optimiser.family.name()]
                    .iter()
                    .any(|text| has(text, wanted.trim()));
                button.hide(!found);
                any |= found;
                if found {
                    first = first.or(Some(*optimiser));
                }
            }
            group.hide(!any);
        }
        self.none.say(if first.is_none() { "No optimiser is called or described so." } else { "" });
        first
    }
}

/// Whether `text` has `wanted` in it, in capitals or not.
fn has(text: &str, wanted: &str) -> bool {
    let (text, wanted) = (text.bytes().list(), wanted.bytes().list());
    wanted.is_empty() || text.windows(wanted.len()).any(|part: &[u8]| part.eq_ignore_ascii_case(&wanted))
}
