//! Replays what fuzzing found worth keeping, through the checks that it is fuzzed with.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../fuzz/checks.rs"]
mod checks;

use std::panic::catch_unwind;
use std::path::Path;
use std::{fs, thread};

/// Every file of the corpus of that name, by its name, as text.
fn corpus(name: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("an entry of the folder").path();
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let text = String::from_utf8(bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        files.push((path.display().to_string(), text));
    }
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files.sort();
    files
}

/// Replays them all, so that whatever fails is named, on as many cores as there are: without optimisation a
/// survey takes its time.
fn replay(name: &str, check: fn(&str)) {
    let files = corpus(name);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let failed = thread::scope(|scope| {
        let failing = |part| {
            let files = &files;
            move || {
                let mine = files.iter().skip(part).step_by(cores);
                let failing = mine.filter(|(_, text)| catch_unwind(|| check(text)).is_err());
                failing.map(|(path, _)| path.as_str()).collect::<Vec<_>>()
            }
        };
        let parts: Vec<_> = (0..cores).map(|part| scope.spawn(failing(part))).collect();
        parts.into_iter().flat_map(|part| part.join().expect("it catches what fails")).collect::<Vec<_>>()
    });
    assert!(failed.is_empty(), "these do not hold: {failed:#?}");
}

#[test]
fn every_kept_text_is_a_loss_or_an_error() {
    replay("typed", checks::typed);
}

#[test]
fn every_kept_text_is_a_scene_that_can_be_acted_on() {
    replay("scene", checks::scene);
}
