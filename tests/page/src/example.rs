//! The examples of how others show figures: what somebody would copy.

use std::fs;
use std::path::{Path, PathBuf};

use crate::folder::Folder;

/// Where an example has the address of the site.
const PLACEHOLDER: &str = "https://example.org/downhill/";

fn place(example: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/embed").join(example)
}

/// What a file of the examples says, word for word.
#[must_use]
#[track_caller]
pub fn example(file: &str) -> String {
    let file = place(file);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// What a file of the examples says, with the address of a site in the one place for it.
#[must_use]
#[track_caller]
pub fn example_for(file: &str, site: &str) -> String {
    let text = example(file);
    assert_eq!(text.matches(PLACEHOLDER).count(), 1, "{file}");
    text.replace(PLACEHOLDER, site)
}

/// A copy of these files of an example that is a folder.
#[must_use]
#[track_caller]
pub fn example_copy(name: &str, files: &[&str]) -> Folder {
    let folder = Folder::temporary();
    for file in files {
        folder.write(file, &example(&format!("{name}/{file}")));
    }
    folder
}
