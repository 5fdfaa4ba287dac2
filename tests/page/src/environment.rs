//! What `cargo xtask test page` tells the tests.

use std::path::PathBuf;
use std::{env, fs};

#[track_caller]
fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| {
        panic!("{name} is not set: these tests need the built page, served, and a driver; run `cargo xtask test page`")
    })
}

/// Where the page is served.
#[must_use]
#[track_caller]
pub fn site() -> String {
    variable("DOWNHILL_URL")
}

/// Where the driver listens.
#[track_caller]
pub(crate) fn driver() -> String {
    variable("DOWNHILL_WEBDRIVER")
}

/// The browser's program.
#[track_caller]
pub(crate) fn chromium() -> String {
    variable("DOWNHILL_CHROMIUM")
}

/// The folder that is served.
#[must_use]
#[track_caller]
pub fn dist() -> PathBuf {
    variable("DOWNHILL_DIST").into()
}

/// What a served file holds.
#[must_use]
#[track_caller]
pub fn dist_file(path: &str) -> Vec<u8> {
    let file = dist().join(path);
    fs::read(&file).unwrap_or_else(|error| panic!("{} cannot be read: {error}", file.display()))
}

/// The folder of the npm packages that the tests need: `node_modules`.
#[must_use]
#[track_caller]
pub fn npm_modules() -> PathBuf {
    variable("DOWNHILL_NPM").into()
}

/// The script of axe-core.
#[must_use]
#[track_caller]
pub fn axe() -> String {
    let file = npm_modules().join("axe-core/axe.min.js");
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{} cannot be read: {error}", file.display()))
}
