//! The npm package as others get it: packed, and installed without a network.

use std::env;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::environment::{dist, npm_modules};

/// What npm prints, run in a folder and without a network. Scripts of the folder find the tools there are.
#[must_use]
#[track_caller]
pub fn npm(folder: &Path, arguments: &[&str]) -> String {
    let rest = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([npm_modules().join(".bin")].into_iter().chain(env::split_paths(&rest)));
    let path = path.unwrap_or_else(|error| panic!("no search path: {error}"));
    let output = Command::new("npm").args(arguments).arg("--offline").current_dir(folder).env("PATH", path).output();
    let output = output.unwrap_or_else(|error| panic!("npm could not be started: {error}"));
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "npm {arguments:?}: {}{}", said(&output.stdout), said(&output.stderr));
    said(&output.stdout)
}

/// What `npm pack` tells of the package.
#[must_use]
#[track_caller]
pub fn pack(arguments: &[&str]) -> Value {
    let told = npm(&dist().join("npm"), &[&["pack", "--json"], arguments].concat());
    let told: Value = serde_json::from_str(&told).unwrap_or_else(|error| panic!("{told}: {error}"));
    told[0].clone()
}

/// Installs the package in a folder, which has a `package.json`: without one npm takes the nearest folder above that
/// has one, and installs there.
#[track_caller]
pub fn install(folder: &Path) {
    let told = pack(&["--pack-destination", &folder.to_string_lossy()]);
    let tarball = told["filename"].as_str().unwrap_or_else(|| panic!("npm pack made no file: {told}"));
    let _ = npm(folder, &["install", "--no-audit", "--no-fund", &format!("./{tarball}")]);
}
