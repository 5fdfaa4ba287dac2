//! The tests, in the order from quick to slow. One that cannot run has failed; none is ever skipped.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use crate::browser::Browser;
use crate::error::Error;
use crate::npm::npm_modules;
use crate::package;
use crate::process::{Project, run, say};
use crate::server::Site;
use crate::tools::{self, Tools};

const WASM: [&str; 4] = ["--package", "downhill", "--target", "wasm32-unknown-unknown"];

/// One stage of the tests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    /// The formatting of every file.
    Fmt,
    /// Lints, natively and for the browser.
    Clippy,
    /// Unit, integration, property and documentation tests.
    Native,
    /// The documentation itself.
    Docs,
    /// Tests of the WebAssembly in a browser.
    Wasm,
    /// Tests of the page as it is published, driven in a browser as a person would.
    Page,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [Self::Fmt, Self::Clippy, Self::Native, Self::Docs, Self::Wasm, Self::Page];

    /// The stage of this name.
    pub fn parse(name: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|stage| stage.name() == name);
        known.ok_or_else(|| Error::Usage(format!("there is no stage `{name}`")))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Native => "native",
            Self::Docs => "docs",
            Self::Wasm => "wasm",
            Self::Page => "page",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Fmt => "formatting",
            Self::Clippy => "lints, natively and for WebAssembly",
            Self::Native => "unit, integration, property and documentation tests",
            Self::Docs => "documentation without a warning",
            Self::Wasm => "WebAssembly tests in headless Chromium",
            Self::Page => "release build, and the page driven in headless Chromium",
        }
    }

    fn run(self, project: &Project) -> Result<(), Error> {
        match self {
            Self::Fmt => formatting(project),
            Self::Clippy => lints(project),
            Self::Native => native(project),
            Self::Docs => documentation(project),
            Self::Wasm => wasm(project),
            Self::Page => page(project),
        }
    }
}

/// Runs the stages one after the other, up to the first that fails.
pub fn run_all(project: &Project, stages: &[Stage]) -> Result<(), Error> {
    let start = Instant::now();
    for stage in stages {
        say(&format!("\n=== {}: {} ===", stage.name(), stage.title()));
        let begun = Instant::now();
        stage.run(project).map_err(|error| Error::Stage(stage.name(), Box::new(error)))?;
        say(&format!("=== {}: good, {:.1} s ===", stage.name(), begun.elapsed().as_secs_f64()));
    }
    let names: Vec<&str> = stages.iter().map(|stage| stage.name()).collect();
    say(&format!("\nAll good: {} in {:.0} s", names.join(", "), start.elapsed().as_secs_f64()));
    Ok(())
}

fn formatting(project: &Project) -> Result<(), Error> {
    tools::rust_component(project, "rustfmt", "fmt")?;
    run(project.cargo().args(["fmt", "--all", "--check"]))?;
    // These modules are declared inside the macro that makes the list of them, where rustfmt does not look.
    let mut files = rust_files(project, "src/optimiser")?;
    files.extend(rust_files(project, "src/loss")?);
    run(project.command("rustfmt").args(["--check", "--edition", "2024"]).args(files))
}

fn rust_files(project: &Project, folder: &str) -> Result<Vec<PathBuf>, Error> {
    let folder = project.root().join(folder);
    let failed = |error| Error::File(folder.clone(), error);
    let entries = fs::read_dir(&folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    let paths = entries.into_iter().map(|entry| entry.path());
    Ok(paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect())
}

fn lints(project: &Project) -> Result<(), Error> {
    tools::rust_component(project, "clippy", "clippy")?;
    tools::wasm_target(project)?;
    run(project.cargo().args(["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    // Not all targets: the property tests are native ones, and their crate is not there for WebAssembly.
    run(project
        .cargo()
        .args(["clippy", "--locked"])
        .args(WASM)
        .args(["--lib", "--test", "wasm", "--", "-D", "warnings"]))?;
    // The map is a program of its own.
    run(project
        .cargo()
        .args(["clippy", "--locked", "--package", "downhill-map", "--target", "wasm32-unknown-unknown"])
        .args(["--", "-D", "warnings"]))
}

fn native(project: &Project) -> Result<(), Error> {
    // The page's tests need a browser and have a stage of their own.
    let these = ["test", "--locked", "--workspace", "--exclude", "page-tests"];
    run(project.cargo().args(these).arg("--all-targets"))?;
    run(project.cargo().args(["test", "--locked", "--package", "downhill", "--doc"]))?;
    // The page has no room for steps that are compiled for each optimiser with each loss: what it does instead has to
    // give the same numbers, PyTorch's and, to the last bit, those of maps.
    let as_the_page = ["--no-default-features", "--features", "page,sweep", "--test", "reference", "--test", "sweep"];
    run(project.cargo().args(["test", "--locked", "--package", "downhill"]).args(as_the_page))
}

fn documentation(project: &Project) -> Result<(), Error> {
    tools::wasm_target(project)?;
    let strict = |arguments: &[&str]| {
        let mut cargo = project.cargo();
        run(cargo.args(["doc", "--locked", "--no-deps"]).args(arguments).env("RUSTDOCFLAGS", "-D warnings"))
    };
    strict(&["--workspace"])?;
    // The page's own module exists only there.
    strict(&WASM)
}

fn wasm(project: &Project) -> Result<(), Error> {
    tools::wasm_target(project)?;
    let tools = Tools::wasm_bindgen(project)?;
    let driver = Browser::prepare()?.start_driver(&project.root().join("target/chromedriver-wasm.log"))?;
    let mut cargo = project.cargo();
    cargo.args(["test", "--locked"]).args(WASM).args(["--test", "wasm"]);
    cargo.env("PATH", tools.path()).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    // A file of tests that forgets to ask for a browser gets one all the same. (WASM_BINDGEN_TEST_ONLY_WEB would skip
    // it and call that a success.)
    cargo.env("WASM_BINDGEN_USE_BROWSER", "1").env("CHROMEDRIVER_REMOTE", driver.address());
    // The browser's flags; the runner itself adds those for being headless and for being root.
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", project.root().join("xtask/webdriver.json"));
    run(&mut cargo)
}

fn page(project: &Project) -> Result<(), Error> {
    // All that fails is worth knowing: the browser has been started anyway.
    on_page(project, &["test", "--locked", "--no-fail-fast", "--package", "page-tests"])
}

/// Builds the page and its package, serves both, starts a browser's driver, and runs cargo with the addresses of both.
fn on_page(project: &Project, arguments: &[&str]) -> Result<(), Error> {
    with_page(project, arguments, &[])
}

/// The same with more variables in cargo's environment.
pub fn with_page(project: &Project, arguments: &[&str], more: &[(&str, PathBuf)]) -> Result<(), Error> {
    let tools = Tools::prepare(project)?;
    let npm = npm_modules(project)?;
    let browser = Browser::prepare()?;
    tools.build_page(project)?;
    package::assemble(project)?;
    let site = Site::bind(0)?;
    let address = site.address();
    site.serve_in_background(&project.dist());
    let driver = browser.start_driver(&project.root().join("target/chromedriver-page.log"))?;
    let mut cargo = project.cargo();
    cargo.args(arguments).env("DOWNHILL_URL", address).env("DOWNHILL_WEBDRIVER", driver.address());
    cargo.env("DOWNHILL_CHROMIUM", &browser.chromium).env("DOWNHILL_DIST", project.dist()).env("DOWNHILL_NPM", npm);
    run(cargo.envs(more.iter().map(|(name, place)| (name, place))))
}
