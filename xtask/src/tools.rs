//! The tools that build the page, each in a version that fits the others.
//!
//! A right one on the search path is used; what is missing is installed below `target/tools`, which stands before
//! the search path of every child. Once all is there, nothing here needs the network.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::constants::hoist_constants;
use crate::error::Error;
use crate::figure::figure_module;
use crate::file::{read, remove_folder};
use crate::names::shorten_names;
use crate::npm::npm_modules;
use crate::order::order_functions;
use crate::process::{Project, output, run, say};
use crate::trim::{trim_page, trim_types};

/// The newest Trunk that Rust 1.95 builds.
const TRUNK: &str = "0.21.14";
/// What drives libFuzzer.
const CARGO_FUZZ: &str = "0.13.2";
/// The oldest `wasm-opt` that the page has been built with and tried in a browser; Debian 13 has it.
const OLDEST_WASM_OPT: u32 = 120;
/// What Rust calls WebAssembly in a browser.
pub const WASM: &str = "wasm32-unknown-unknown";
/// What the page is built with to be small; without any of it the page works as well. What a panic says, and where
/// it came from, is nothing that a visitor reads: 8 kB of the download, and 3 kB more where the standard library
/// is built without it too, and for size. Functions are sorted by name: legacy names bring those together that
/// compress well together. A stack of 64 kB, of which 15 are used, lets every address be a byte shorter; one that grew
/// past it would stop the program, as any other would. These options are not stable yet, hence the first line.
pub const SMALL: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    (
        "RUSTFLAGS",
        "-Ctarget-feature=+simd128 -Zlocation-detail=none -Zfmt-debug=none -Zunstable-options \
         -Cpanic=immediate-abort -Csymbol-mangling-version=legacy -Clink-arg=-zstack-size=65536",
    ),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// The tools, found or installed.
pub struct Tools {
    /// The search path under which children find them.
    path: OsString,
}

impl Tools {
    /// Everything that the page is built with.
    pub fn prepare(project: &Project) -> Result<Self, Error> {
        wasm_target(project)?;
        library_sources(project)?;
        // Trunk builds offline; this is the one moment at which the page's own crates, and those of the standard
        // library, may come over the network.
        run(project.cargo().args(["fetch", "--quiet", "--locked", "--target", WASM]).envs(SMALL))?;
        let tools = Self::wasm_bindgen(project)?;
        let fits = |version: &str| version.starts_with("0.21.");
        if !tools.fit(&["trunk"], fits) {
            cargo_install(project, "trunk", TRUNK, &["--locked"], "3 minutes")?;
            tools.check(project, &["trunk"], fits)?;
        }
        tools.wasm_opt(project)
    }

    /// Only `wasm-bindgen` and its test runner, for tests that need no page.
    pub fn wasm_bindgen(project: &Project) -> Result<Self, Error> {
        let tools = Self { path: search_path([project.tools().join("bin")]) };
        let text = read(&project.root().join("Cargo.lock"))?;
        let wanted = locked_version(&text, "wasm-bindgen").ok_or(Error::NotLocked("wasm-bindgen"))?;
        let programs = ["wasm-bindgen", "wasm-bindgen-test-runner"];
        // What it makes of a crate is bound to the crate's exact version.
        let fits = |version: &str| version == wanted;
        if !tools.fit(&programs, fits) {
            // Not --locked: the lock file that it was published with does not build with this Rust.
            cargo_install(project, "wasm-bindgen-cli", wanted, &[], "1 minute")?;
            tools.check(project, &programs, fits)?;
        }
        Ok(tools)
    }

    /// Only `cargo-fuzz`.
    pub fn fuzzer(project: &Project) -> Result<Self, Error> {
        let tools = Self { path: search_path([project.tools().join("bin")]) };
        let fits = |version: &str| version.starts_with("0.13.");
        if !tools.fit(&["cargo-fuzz"], fits) {
            cargo_install(project, "cargo-fuzz", CARGO_FUZZ, &["--locked"], "1 minute")?;
            tools.check(project, &["cargo-fuzz"], fits)?;
        }
        Ok(tools)
    }

    /// Adds `wasm-opt`: the system's if it is new enough, otherwise npm's.
    fn wasm_opt(self, project: &Project) -> Result<Self, Error> {
        let fits = |version: &str| version.parse().is_ok_and(|version: u32| version >= OLDEST_WASM_OPT);
        if self.fit(&["wasm-opt"], fits) {
            return Ok(self);
        }
        let bin = npm_modules(project)?.join(".bin");
        let tools = Self { path: search_path([project.tools().join("bin"), bin]) };
        tools.check(project, &["wasm-opt"], fits)?;
        Ok(tools)
    }

    /// Builds the page into `dist` as it is published.
    pub fn build_page(&self, project: &Project) -> Result<(), Error> {
        // Trunk takes any value of NO_COLOR but `true` and `false` for a mistake; others set it to 1.
        run(project
            .command("trunk")
            .args(["build", "--release", "--offline"])
            .env("PATH", &self.path)
            .envs(SMALL)
            .env_remove("NO_COLOR"))?;
        trim_page(&project.dist().join("index.html"), &project.dist().join("downhill.js"))?;
        trim_types(&project.dist().join("downhill.d.ts"))?;
        let wasm = project.dist().join("downhill_bg.wasm");
        shorten_names(&project.dist().join("downhill.js"), &wasm)?;
        let wasm_opt = which::which_in("wasm-opt", Some(&self.path), project.root());
        let wasm_opt = wasm_opt.map_err(|_| Error::NotUsable("wasm-opt", project.tools()))?;
        order_functions(&wasm, &mut project.command(wasm_opt))?;
        hoist_constants(&project.dist().join("downhill-sweep_bg.wasm"))?;
        let esbuild = npm_modules(project)?.join(".bin/esbuild");
        minify(
            project,
            &esbuild,
            &[],
            &["downhill.js", "www/start.js", "www/embed.js", "www/share.js", "www/share.css"],
        )?;
        // Its parts are put into it; as files of their own they are in the way.
        minify(project, &esbuild, &["--bundle"], &["www/style.css", "www/figure.css"])?;
        remove_folder(&project.dist().join("www/style"))?;
        figure_module(&project.dist())?;
        modules_of_maps(project, &esbuild)?;
        module_of_figures(project, &esbuild)
    }

    /// The search path under which children find the tools.
    pub fn path(&self) -> &OsString {
        &self.path
    }

    /// Whether the first of each of these programs on the search path is of a version that fits.
    fn fit(&self, programs: &[&str], fits: impl Fn(&str) -> bool) -> bool {
        programs.iter().all(|program| {
            let found = which::which_in(program, Some(&self.path), ".").ok();
            let printed = found.and_then(|program| output(Command::new(program).arg("--version")));
            printed.as_deref().and_then(version_in).is_some_and(&fits)
        })
    }

    fn check(&self, project: &Project, programs: &[&'static str], fits: impl Fn(&str) -> bool) -> Result<(), Error> {
        match programs.iter().find(|program| !self.fit(&[program], &fits)) {
            Some(program) => Err(Error::NotUsable(program, project.tools())),
            None => Ok(()),
        }
    }
}

/// Minifies files of the page where they are. Trunk's own minifier cannot read these; it saves a quarter of their
/// download.
fn minify(project: &Project, esbuild: &Path, more: &[&str], files: &[&str]) -> Result<(), Error> {
    let dist = project.dist();
    let folder = |option: &str| format!("--{option}={}", dist.display());
    run(project
        .command(esbuild)
        .args(["--minify", "--allow-overwrite", "--log-level=warning"])
        .args(more)
        .args([folder("outdir"), folder("outbase")])
        .args(files.iter().map(|file| dist.join(file))))
}

/// Makes `downhill-viz.js` of its parts in `www/viz`, which go. It loads its program when it runs, from where it is
/// itself.
fn module_of_figures(project: &Project, esbuild: &Path) -> Result<(), Error> {
    let (dist, parts) = (project.dist(), project.dist().join("www/viz"));
    minify(project, esbuild, &[], &["www/viz/frame.css"])?;
    run(project
        .command(esbuild)
        .args(["--minify", "--bundle", "--format=esm", "--loader:.css=text", "--log-level=warning"])
        .args(["--external:./downhill.js", "--external:./downhill-figure.js", "--external:./downhill-map.js"])
        .arg(format!("--outfile={}", dist.join("downhill-viz.js").display()))
        .arg(parts.join("downhill-viz.js")))?;
    remove_folder(&parts)
}

/// Makes `downhill-map.js` and `downhill-map-worker.js` of their parts in `www/map`, which go. Both load the map's
/// program from where they are themselves.
fn modules_of_maps(project: &Project, esbuild: &Path) -> Result<(), Error> {
    let (dist, parts) = (project.dist(), project.dist().join("www/map"));
    for (part, module) in [("downhill-map.js", "downhill-map.js"), ("worker.js", "downhill-map-worker.js")] {
        run(project
            .command(esbuild)
            .args(["--minify", "--bundle", "--format=esm", "--loader:.css=text", "--loader:.html=text"])
            .args(["--log-level=warning", "--external:./downhill-sweep.js"])
            .arg(format!("--outfile={}", dist.join(module).display()))
            .arg(parts.join(part)))?;
    }
    minify(project, esbuild, &[], &["downhill-sweep.js"])?;
    remove_folder(&parts)
}

/// Makes sure that Rust can compile to WebAssembly.
pub fn wasm_target(project: &Project) -> Result<(), Error> {
    let library = output(project.command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if library.is_some_and(|folder| PathBuf::from(folder.trim()).is_dir()) {
        return Ok(());
    }
    if which::which("rustup").is_err() {
        let remedy = format!("Install Rust by rustup, then `rustup target add {WASM}`.");
        return Err(Error::Missing { what: "Rust's standard library for WebAssembly", remedy });
    }
    say("Adding the WebAssembly target to Rust (seconds)");
    run(project.command("rustup").args(["target", "add", WASM]))
}

/// Makes sure that the sources of the standard library are there.
fn library_sources(project: &Project) -> Result<(), Error> {
    let folder = output(project.command("rustc").args(["--print", "sysroot"]));
    let lock = |folder: &str| PathBuf::from(folder.trim()).join("lib/rustlib/src/rust/library/Cargo.lock");
    if folder.is_some_and(|folder| lock(&folder).is_file()) {
        return Ok(());
    }
    if which::which("rustup").is_err() {
        let remedy = "Install Rust by rustup, then `rustup component add rust-src`.".into();
        return Err(Error::Missing { what: "the source of Rust's standard library", remedy });
    }
    say("Adding the source of the standard library to Rust (seconds)");
    run(project.command("rustup").args(["component", "add", "rust-src"]))
}

/// Makes sure that rustup's `rustfmt` or `clippy` is there.
pub fn rust_component(project: &Project, component: &'static str, subcommand: &str) -> Result<(), Error> {
    if output(project.cargo().args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    if which::which("rustup").is_err() {
        let remedy = format!("Install Rust by rustup, then `rustup component add {component}`.");
        return Err(Error::Missing { what: component, remedy });
    }
    say(&format!("Adding {component} to Rust (seconds)"));
    run(project.command("rustup").args(["component", "add", component]))
}

/// Builds a tool from its crate. Without optimisation or debugging information: that takes a third of the time,
/// and the tools are quick enough.
fn cargo_install(project: &Project, package: &str, version: &str, more: &[&str], time: &str) -> Result<(), Error> {
    say(&format!("Installing {package} {version} into target/tools (once; about {time} on two cores)"));
    // Not in the temporary folder, which may be a small one in memory; an interrupted build is taken up again.
    let build = project.tools().join("build");
    let mut cargo = project.cargo();
    cargo.args(["install", package, "--version", version, "--debug", "--force"]).args(more);
    cargo.arg("--root").arg(project.tools()).arg("--target-dir").arg(&build);
    // Cargo warns about a folder that is not on the search path, and nobody has to put this one there.
    cargo.env("PATH", search_path([project.tools().join("bin")]));
    run(cargo.env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
    // Only room on the disk is lost if this fails.
    let _ = fs::remove_dir_all(build);
    Ok(())
}

/// The search path with these folders before all others.
fn search_path<const N: usize>(first: [PathBuf; N]) -> OsString {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    // Only a folder with a colon in its name cannot be joined; then the search path is what it was.
    std::env::join_paths(first.into_iter().chain(std::env::split_paths(&rest))).unwrap_or(rest)
}

/// The version in what a program prints of itself: its first word that starts with a digit.
fn version_in(printed: &str) -> Option<&str> {
    printed.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

/// The version of a package in the text of a `Cargo.lock`.
pub fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_in_what_each_tool_prints() {
        assert_eq!(version_in("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(version_in("wasm-bindgen 0.2.130\n"), Some("0.2.130"));
        assert_eq!(version_in("wasm-opt version 120 (version_120)\n"), Some("120"));
        assert_eq!(version_in("no number\n"), None);
    }

    #[test]
    fn the_lock_file_is_read_by_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"0.3.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
        assert_eq!(locked_version("name = \"wasm-bindgen\"", "wasm-bindgen"), None);
    }

    #[test]
    fn this_projects_own_lock_file_is_understood() {
        let version = locked_version(include_str!("../../Cargo.lock"), "wasm-bindgen");
        assert!(version.is_some_and(|version| version.starts_with("0.2.")), "{version:?}");
    }
}
