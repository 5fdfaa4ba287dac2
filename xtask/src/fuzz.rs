//! Fuzzing: libFuzzer looks for a text that breaks what must hold of any (`fuzz/checks.rs`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::process::{Project, output, run, say};
use crate::tools::Tools;

/// What libFuzzer is told whatever it does. 64 KiB is what is promised to be read at once. It counts time in whole
/// seconds, so this stops only what hangs; the targets themselves find what is merely slow.
const LIMITS: [&str; 2] = ["-max_len=65536", "-timeout=2"];

/// What is fuzzed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// Typed losses.
    Typed,
    /// Scenes.
    Scene,
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Typed, Self::Scene];

    /// The target of this name.
    pub fn parse(name: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|target| target.name() == name);
        known.ok_or_else(|| Error::Usage(format!("there is no fuzz target `{name}`")))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Scene => "scene",
        }
    }
}

/// Which targets, and for how many seconds each.
#[derive(Debug, PartialEq)]
pub struct Plan {
    targets: Vec<Target>,
    seconds: u32,
}

impl Plan {
    /// `[TARGET] [SECONDS]`.
    pub fn parse(words: &[&str]) -> Result<Self, Error> {
        let (target, seconds) = match words {
            [] => (None, None),
            [word] if word.starts_with(|first: char| first.is_ascii_digit()) => (None, Some(*word)),
            [target] => (Some(*target), None),
            [target, seconds] => (Some(*target), Some(*seconds)),
            _ => return Err(Error::Usage("fuzz takes a target and a number of seconds".into())),
        };
        let targets = target.map_or_else(|| Ok(Target::ALL.to_vec()), |name| Ok(vec![Target::parse(name)?]))?;
        let seconds = seconds.map_or(Ok(600), |seconds| match seconds.parse() {
            // To libFuzzer 0 is no limit at all.
            Ok(seconds) if seconds > 0 => Ok(seconds),
            _ => Err(Error::Usage(format!("fuzz takes a number of seconds above 0, not `{seconds}`"))),
        })?;
        Ok(Self { targets, seconds })
    }

    /// Fuzzes one target after the other, up to the first text that breaks something.
    pub fn run(self, project: &Project) -> Result<(), Error> {
        compiler()?;
        let tools = Tools::fuzzer(project)?;
        for target in self.targets {
            let (name, kept) = (target.name(), project.root().join("fuzz/corpus").join(target.name()));
            // Everything that is found is kept here from run to run, the committed corpus being its beginning.
            let found = project.root().join("target/fuzz/found").join(name);
            fs::create_dir_all(&found).map_err(|error| Error::File(found.clone(), error))?;
            let fuzz = |folders: [&Path; 2], options: &[String]| {
                let mut cargo = cargo(project);
                cargo.args(["fuzz", "run", "--target-dir", "target/fuzz", name]).args(folders);
                run(cargo.arg("--").args(LIMITS).args(options).env("PATH", tools.path()))
            };

            say(&format!("\n=== fuzzing {name} for {} s ===", self.seconds));
            let time = format!("-max_total_time={}", self.seconds);
            let words = format!("-dict=fuzz/dictionaries/{name}.dict");
            fuzz([&found, &kept], &[time, words, "-print_final_stats=1".into()])?;

            let before = files(&kept)?;
            // Without counting how often: only what came to a place in the code that nothing kept so far comes to.
            fuzz([&kept, &found], &["-set_cover_merge=1".into(), "-use_counters=0".into()])?;
            let new = files(&kept)? - before;
            say(&format!("=== {name}: nothing breaks; new in fuzz/corpus/{name}, to be committed: {new} ==="));
        }
        Ok(())
    }
}

/// The Cargo of rustup's nightly toolchain if there is one. Otherwise the one that runs this, whose compiler is
/// allowed what is unstable: counting coverage and `AddressSanitizer`, which tells an endless recursion from other
/// ends and keeps its text.
fn cargo(project: &Project) -> Command {
    if output(project.command("rustup").args(["run", "nightly", "cargo", "--version"])).is_some() {
        let mut nightly = project.command("rustup");
        nightly.args(["run", "nightly", "cargo"]);
        return nightly;
    }
    let mut cargo = project.cargo();
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo
}

/// libFuzzer is built from its source.
fn compiler() -> Result<(), Error> {
    if std::env::var_os("CXX").is_some() || which::which("c++").is_ok() {
        return Ok(());
    }
    let remedy = "Install one (Debian, Ubuntu: `apt-get install g++`), or name it in CXX.".into();
    Err(Error::Missing { what: "A C++ compiler, which builds libFuzzer,", remedy })
}

fn files(folder: &PathBuf) -> Result<usize, Error> {
    fs::read_dir(folder).map(Iterator::count).map_err(|error| Error::File(folder.clone(), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(line: &str) -> Option<(Vec<Target>, u32)> {
        let words: Vec<&str> = line.split_whitespace().collect();
        Plan::parse(&words).ok().map(|plan| (plan.targets, plan.seconds))
    }

    #[test]
    fn both_targets_have_ten_minutes_unless_told_otherwise() {
        assert_eq!(plan(""), Some((Target::ALL.to_vec(), 600)));
        assert_eq!(plan("30"), Some((Target::ALL.to_vec(), 30)));
        assert_eq!(plan("scene"), Some((vec![Target::Scene], 600)));
        assert_eq!(plan("typed 30"), Some((vec![Target::Typed], 30)));
    }

    #[test]
    fn what_is_no_target_and_no_time_is_refused() {
        for line in ["page", "typed 0", "typed soon", "0", "typed -1", "typed scene", "typed 30 30"] {
            assert_eq!(plan(line), None, "{line}");
        }
    }
}
