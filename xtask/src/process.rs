//! Running other programs, and where things are.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::error::Error;

/// The folders of the workspace.
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The workspace whose `Cargo.toml` is in `root`.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The folder of the workspace.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The built page.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The tools that were installed for this clone only. Not where Cargo builds, which an environment variable may
    /// move: it is a place of our own that `cargo clean` empties too.
    pub fn tools(&self) -> PathBuf {
        self.root.join("target/tools")
    }

    /// The Cargo that runs this task.
    pub fn cargo(&self) -> Command {
        self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// A program started in the folder of the workspace.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }
}

/// Runs a command to its end, its output on this console.
pub fn run(command: &mut Command) -> Result<(), Error> {
    let status = command.stdin(Stdio::null()).status().map_err(|error| Error::Start(line(command), error))?;
    match status {
        _ if status.success() => Ok(()),
        _ if interrupted(status) => Err(Error::Interrupted),
        _ => Err(Error::Failed(line(command))),
    }
}

/// Whether Ctrl-C ended the program, which it sends to every program in the foreground.
#[cfg(unix)]
fn interrupted(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    const INTERRUPT: i32 = 2;
    status.signal() == Some(INTERRUPT)
}

#[cfg(not(unix))]
fn interrupted(_: ExitStatus) -> bool {
    false
}

/// What a command prints, if it can be run and succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Tells the person at the console what happens. Written at once, so that it stands before what a child prints.
pub fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    // A console that is gone is no reason to stop.
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// The command as a person would have typed it.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_command_is_named_as_it_would_be_typed() {
        let error = run(Command::new("/bin/sh").args(["-c", "exit 3"])).map_err(|error| error.to_string());
        assert_eq!(error, Err("`sh -c exit 3` failed; what it said stands above".into()));
    }

    #[test]
    fn a_program_that_is_not_there_prints_nothing() {
        assert_eq!(output(&mut Command::new("no-such-program-anywhere")), None);
    }
}
