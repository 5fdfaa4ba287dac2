//! The npm package: the module for other pages with all that it loads, and the types of both.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::file::{read, remove_folder, write};
use crate::process::Project;
use crate::tools::locked_version;

/// What the built page has for the package, in `dist`.
const BUILT: [&str; 9] = [
    "downhill-viz.js",
    "downhill-figure.js",
    "downhill.js",
    "downhill.d.ts",
    "downhill_bg.wasm",
    "downhill-map.js",
    "downhill-map-worker.js",
    "downhill-sweep.js",
    "downhill-sweep_bg.wasm",
];
/// What is written by hand, in the folder of the workspace.
const WRITTEN: [&str; 4] = ["npm/downhill-viz.d.ts", "npm/README.md", "LICENSE-APACHE", "LICENSE-MIT"];
/// The version in `npm/package.json`, in whose place comes that of the crate.
const NO_VERSION: &str = "\"version\": \"0.0.0\"";

/// Puts the package together of the page that was built; its folder, `npm` in `dist`.
pub fn assemble(project: &Project) -> Result<PathBuf, Error> {
    let folder = project.dist().join("npm");
    // What an earlier version had may not stay.
    if folder.exists() {
        remove_folder(&folder)?;
    }
    fs::create_dir_all(&folder).map_err(|error| Error::File(folder.clone(), error))?;
    for file in BUILT {
        copy(&project.dist().join(file), &folder)?;
    }
    for file in WRITTEN {
        copy(&project.root().join(file), &folder)?;
    }
    let lock = read(&project.root().join("Cargo.lock"))?;
    let version = locked_version(&lock, "downhill").ok_or(Error::NotLocked("downhill"))?;
    let description = read(&project.root().join("npm/package.json"))?;
    write(&folder.join("package.json"), with_version(&description, version))?;
    Ok(folder)
}

fn copy(file: &Path, folder: &Path) -> Result<(), Error> {
    let name = file.file_name().unwrap_or_default();
    fs::copy(file, folder.join(name)).map(drop).map_err(|error| Error::File(file.to_owned(), error))
}

fn with_version(description: &str, version: &str) -> String {
    description.replace(NO_VERSION, &format!("\"version\": \"{version}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESCRIPTION: &str = include_str!("../../npm/package.json");

    #[test]
    fn the_package_has_the_version_of_the_crate() {
        assert!(with_version(DESCRIPTION, "1.2.3").contains("  \"version\": \"1.2.3\",\n"));
    }

    #[test]
    fn the_package_names_every_file_that_was_built_for_it() {
        for file in BUILT {
            assert!(DESCRIPTION.contains(&format!("    \"{file}\"")), "{file}");
        }
    }
}
