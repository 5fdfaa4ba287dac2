//! Folders that tests put something into.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, process};

/// How many temporary folders there have been.
static MADE: AtomicUsize = AtomicUsize::new(0);

/// A folder of a test's own, gone at the end.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder at this place.
    #[must_use]
    #[track_caller]
    pub fn at(place: PathBuf) -> Self {
        fs::create_dir_all(&place).unwrap_or_else(|error| panic!("{}: {error}", place.display()));
        Folder(place)
    }

    /// An empty folder that no other test has, and that is in nobody's project.
    #[must_use]
    #[track_caller]
    pub fn temporary() -> Self {
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        Self::at(env::temp_dir().join(format!("downhill-{}-{number}", process::id())))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file in it, below folders of its own if the name has any.
    #[track_caller]
    pub fn write(&self, name: &str, text: &str) {
        let file = self.0.join(name);
        let written = file.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&file, text));
        written.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays lies among what is temporary, or in the site, which the next build empties.
        let _ = fs::remove_dir_all(&self.0);
    }
}
