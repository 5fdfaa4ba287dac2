//! A Python of our own in which the exported scripts run.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::process::{Project, output, run, say};

/// The libraries whose numbers ours are held against, in the versions that they were.
const TORCH: &str = "torch==2.15.*";
const OTHERS: [&str; 2] = ["jax", "optax==0.2.8"];
/// Where there are builds of PyTorch without what graphics cards need, a tenth of the size.
const CPU_ONLY: &str = "https://download.pytorch.org/whl/cpu";

/// Runs the scripts that the page exports, and holds what they print against the races.
pub fn run_scripts(project: &Project) -> Result<(), Error> {
    let (folder, python) = (folder(project), python(project));
    if !loads(project, &python, "torch, jax, optax") {
        install(project, &folder, &python)?;
    }
    let mut cargo = project.cargo();
    cargo.args(["test", "--locked", "--package", "downhill", "--test", "torch"]).env("DOWNHILL_PYTHON", python);
    run(&mut cargo)
}

fn folder(project: &Project) -> PathBuf {
    project.root().join("target/torch")
}

/// That Python, whether it is there or not.
pub fn python(project: &Project) -> PathBuf {
    folder(project).join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

/// Whether this Python has these modules.
fn loads(project: &Project, python: &Path, modules: &str) -> bool {
    output(project.command(python).args(["-c", &format!("import {modules}")])).is_some()
}

fn install(project: &Project, folder: &Path, python: &Path) -> Result<(), Error> {
    let Some(system) = ["python3", "python"].iter().find_map(|name| which::which(name).ok()) else {
        let remedy = "Install Python 3 with venv (Debian, Ubuntu: `apt-get install python3-venv`).".into();
        return Err(Error::Missing { what: "Python", remedy });
    };
    say("Installing PyTorch, JAX and Optax into target/torch (once; some minutes)");
    run(project.command(system).args(["-m", "venv"]).arg(folder))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    let cpu_only = ["--index-url", CPU_ONLY, TORCH];
    // Not every network reaches that index; Python's own has a larger build of the same.
    if output(project.command(python).args(pip).args(cpu_only)).is_none() {
        run(project.command(python).args(pip).arg(TORCH))?;
    }
    run(project.command(python).args(pip).args(OTHERS))
}
