//! What is written by hand of all optimisers and losses names each of them.
#![allow(missing_docs)]

use downhill::{loss, optimiser};

#[test]
fn the_readme_names_every_optimiser_and_every_loss() {
    let readme = include_str!("../README.md");
    let ids = optimiser::ALL.iter().map(|optimiser| optimiser.id).chain(loss::ALL.iter().map(|loss| loss.id));
    for id in ids {
        assert!(readme.contains(&format!("`{id}`")), "README.md: no word of `{id}`");
    }
    let readme = readme.to_lowercase();
    for loss in loss::ALL.iter().filter(|loss| loss.dimensions == 2) {
        assert!(readme.contains(&loss.name.to_lowercase()), "README.md: no word of {} under “Map”", loss.name);
    }
}
