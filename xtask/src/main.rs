//! `cargo xtask`: everything between a fresh clone and a tested page in the browser.
//!
//! It installs what is missing, builds the page, serves it and tests it, so that nobody has to know which
//! version of which tool belongs to which. All it installs goes below `target/tools`; only the browser, which
//! no registry of crates or npm packages holds, comes from the system's own packages.

mod bench;
mod browser;
mod constants;
mod error;
mod figure;
mod file;
mod fuzz;
mod names;
mod npm;
mod order;
mod package;
mod poster;
mod process;
mod server;
mod stages;
mod tools;
mod torch;
mod trim;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use error::Error;
use fuzz::Plan;
use process::{Project, say};
use server::Site;
use stages::Stage;
use tools::Tools;

const HELP: &str = "\
cargo xtask <command>

  serve [--port N]   install what is missing, build the page, serve it at http://127.0.0.1:8080
  build              install what is missing, build the page into dist/
  poster SCENE [CHART...] [dark]
                     print a picture of a scene, for <downhill-viz> to show until it runs;
                     of the charts landscape theta loss inside, or all with a legend
  package            build the page, and the npm package downhill-viz of it into dist/npm/
  test [STAGE...]    run every test, or only the named stages:
                     fmt clippy native docs wasm page
  test --torch       run the exported scripts with PyTorch, JAX and Optax,
                     installed into target/torch if need be (Python 3, some minutes)
  bench [GROUP...]   measure, natively and in headless Chromium, and print ours beside its peers;
                     all groups, or only the named ones:
                     frames figures race stepping map drawing opening torch
  bench memory [MINUTES]
                     drag sliders at random for ten minutes, or so many, and watch the memory
  fuzz [TARGET] [SECONDS]
                     look for a text that breaks something, in both targets
                     or the named one (typed scene), 600 seconds each

Whatever it installs goes below target/tools; the first time takes some minutes.
";

/// What the command line asked for.
#[derive(Debug, PartialEq)]
enum Task {
    Serve { port: u16 },
    Build,
    Poster { scene: String, words: Vec<String> },
    Package,
    Test(Vec<Stage>),
    Torch,
    Bench(Vec<String>),
    Fuzz(Plan),
    Help,
}

impl Task {
    fn parse(arguments: &[String]) -> Result<Self, Error> {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["serve"] => Ok(Self::Serve { port: 8080 }),
            ["serve", "--port", port] => match port.parse() {
                Ok(port) => Ok(Self::Serve { port }),
                Err(_) => Err(Error::Usage(format!("--port takes a number from 0 to 65535, not `{port}`"))),
            },
            ["build"] => Ok(Self::Build),
            ["poster", scene, words @ ..] => {
                let words = words.iter().map(|&word| word.to_owned()).collect();
                Ok(Self::Poster { scene: (*scene).to_owned(), words })
            }
            ["package"] => Ok(Self::Package),
            ["bench", words @ ..] => bench::parse(words).map(Self::Bench),
            ["fuzz", words @ ..] => Plan::parse(words).map(Self::Fuzz),
            ["test", "--torch"] => Ok(Self::Torch),
            ["test"] => Ok(Self::Test(Stage::ALL.to_vec())),
            ["test", names @ ..] => {
                names.iter().map(|name| Stage::parse(name)).collect::<Result<_, _>>().map(Self::Test)
            }
            ["help" | "--help" | "-h"] => Ok(Self::Help),
            [] => Err(Error::Usage("which command?".into())),
            _ => Err(Error::Usage(format!("`{}` is not understood", words.join(" ")))),
        }
    }

    fn run(self) -> Result<(), Error> {
        let project = Project::new(root());
        match self {
            Self::Serve { port } => {
                // Taken before the build: a port in use should not be news after some minutes.
                let site = Site::bind(port)?;
                Tools::prepare(&project)?.build_page(&project)?;
                say(&format!("Downhill is at {} (Ctrl-C stops it)", site.address()));
                site.serve(&project.dist())
            }
            Self::Build => {
                Tools::prepare(&project)?.build_page(&project)?;
                say(&format!("The page is in {}", project.dist().display()));
                Ok(())
            }
            Self::Poster { scene, words } => poster::print(&project, &scene, &words),
            Self::Package => {
                Tools::prepare(&project)?.build_page(&project)?;
                say(&format!("The npm package is in {}", package::assemble(&project)?.display()));
                Ok(())
            }
            Self::Test(stages) => stages::run_all(&project, &stages),
            Self::Torch => torch::run_scripts(&project),
            Self::Bench(groups) => bench::measure(&project, &groups),
            Self::Fuzz(plan) => plan.run(&project),
            Self::Help => {
                print!("{HELP}");
                Ok(())
            }
        }
    }
}

/// The folder of the workspace. Cargo tells it at run time, so a clone that was moved still finds itself.
fn root() -> PathBuf {
    let mut root =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    root.pop();
    root
}

fn main() -> ExitCode {
    // The terminal interrupts every child in its group by itself; the browser's driver has a group of its own
    // (see `browser`) and is stopped here.
    let handler = ctrlc::set_handler(|| {
        browser::stop_running();
        std::process::exit(130);
    });
    if let Err(error) = handler {
        eprintln!("warning: Ctrl-C may leave a browser behind: {error}");
    }
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    match Task::parse(&arguments).and_then(Task::run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error @ Error::Usage(_)) => {
            eprint!("error: {error}\n\n{HELP}");
            ExitCode::from(2)
        }
        Err(error) if error.is_interruption() => ExitCode::from(130),
        Err(error) => {
            eprintln!("\nerror: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Option<Task> {
        let words: Vec<String> = line.split_whitespace().map(String::from).collect();
        Task::parse(&words).ok()
    }

    #[test]
    fn the_port_is_8080_unless_it_is_told() {
        assert_eq!(parse("serve"), Some(Task::Serve { port: 8080 }));
        assert_eq!(parse("serve --port 9000"), Some(Task::Serve { port: 9000 }));
    }

    #[test]
    fn test_without_names_means_every_stage() {
        assert_eq!(parse("test"), Some(Task::Test(Stage::ALL.to_vec())));
        assert_eq!(parse("test wasm fmt"), Some(Task::Test(vec![Stage::Wasm, Stage::Fmt])));
    }

    #[test]
    fn the_exported_scripts_are_run_only_when_that_is_asked_for() {
        assert_eq!(parse("test --torch"), Some(Task::Torch));
        assert_eq!(parse("test --torch native"), None);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in [
            "",
            "sreve",
            "serve --port",
            "serve --port x",
            "serve --port 65536",
            "test everything",
            "build now",
            "fuzz page",
            "bench everything",
            "bench memory soon",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
