//! Packages from npm, in folders of their own.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::process::{Project, run, say};

/// Installs the npm packages of `package-lock.json`; their folder.
pub fn npm_modules(project: &Project) -> Result<PathBuf, Error> {
    let what = "binaryen (wasm-opt), esbuild, axe-core and vite into target/tools/npm";
    npm_install(project, project.root(), &project.tools().join("npm"), what)
}

/// Installs what the lock file in `from` names, into a folder of its own, unless it is there; the modules' folder.
pub fn npm_install(project: &Project, from: &Path, folder: &Path, what: &str) -> Result<PathBuf, Error> {
    let copy = |name: &str| {
        let (from, to) = (from.join(name), folder.join(name));
        fs::copy(&from, to).map_err(|error| Error::File(from, error))
    };
    // npm writes the hidden lock file last: an installation that was interrupted has none.
    let lock = fs::read(from.join("package-lock.json")).ok();
    let done = folder.join("node_modules/.package-lock.json").is_file();
    if !done || lock != fs::read(folder.join("package-lock.json")).ok() {
        if which::which("npm").is_err() {
            let remedy =
                "Install Node.js 20.19 or newer with npm (Debian, Ubuntu: `apt-get install nodejs npm`).".into();
            return Err(Error::Missing { what: "npm", remedy });
        }
        say(&format!("Installing the npm packages {what} (about 10 seconds)"));
        fs::create_dir_all(folder).map_err(|error| Error::File(folder.into(), error))?;
        copy("package.json")?;
        copy("package-lock.json")?;
        run(project.command("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))?;
    }
    Ok(folder.join("node_modules"))
}
