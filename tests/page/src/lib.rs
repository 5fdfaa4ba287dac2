//! The tests of the page: the release build, served and driven in headless Chromium as a person would.
//!
//! [`Visit`] opens the page in a browser of its own and hands it to a test as a [`Page`]. Whatever the test does, at
//! its end the console has to be without error or warning and the page's policy without a violation. A test that
//! fails leaves a picture of the page in `failures/`.
//!
//! Run them with `cargo xtask test page`.

// A harness reports what went wrong by panicking, as every test does.
#![allow(clippy::expect_used, clippy::panic, clippy::missing_panics_doc, clippy::must_use_candidate)]

mod canvas;
mod control;
mod elsewhere;
mod environment;
mod example;
mod expected;
mod folder;
mod installation;
mod landscape;
mod page;
mod pointer;
mod state;
mod visit;

pub use canvas::{CHARTS, Canvas};
pub use control::{Control, Role};
pub use elsewhere::Elsewhere;
pub use environment::{axe, dist, dist_file, npm_modules, site};
pub use example::{example, example_copy, example_for};
pub use expected::{Expected, expected};
pub use folder::Folder;
pub use installation::{install, npm, pack};
pub use landscape::Landscape;
pub use page::Page;
pub use pointer::Point;
pub use state::{Run, State};
pub use visit::Visit;
