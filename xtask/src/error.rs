//! What can go wrong, each said with what to do about it.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// An error of any command; its `Display` is what the person at the console reads.
#[derive(Debug)]
pub enum Error {
    /// The command line was not understood.
    Usage(String),
    /// A program is missing that this task cannot install here.
    Missing {
        /// What is missing.
        what: &'static str,
        /// How a person gets it.
        remedy: String,
    },
    /// A program could not be started at all.
    Start(String, io::Error),
    /// A program ran and failed; it has said itself why.
    Failed(String),
    /// Ctrl-C ended a program that this task had started.
    Interrupted,
    /// A tool was installed, and yet the right version of it is not the first on the search path.
    NotUsable(&'static str, PathBuf),
    /// `Cargo.lock` does not say which version of this package there is.
    NotLocked(&'static str),
    /// The page's markup or style sheet has no place that the figure is made of.
    NoFigure,
    /// The port is in use.
    PortTaken(u16),
    /// The port cannot be used for another reason.
    Port(u16, io::Error),
    /// A file could not be read or written.
    File(PathBuf, io::Error),
    /// A file that wasm-bindgen made is not what this version is known to make.
    NotWasm(PathBuf),
    /// The browser's driver did not answer in time.
    Driver(PathBuf),
    /// A stage of the tests failed.
    Stage(&'static str, Box<Error>),
}

impl Error {
    /// Whether it is the person's own wish, of which nobody needs to be told.
    pub fn is_interruption(&self) -> bool {
        match self {
            Self::Interrupted => true,
            Self::Stage(_, error) => error.is_interruption(),
            _ => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(what) => write!(f, "{what}"),
            Self::Missing { what, remedy } => write!(f, "{what} is missing. {remedy}"),
            Self::Start(command, error) => write!(f, "`{command}` could not be started: {error}"),
            Self::Failed(command) => write!(f, "`{command}` failed; what it said stands above"),
            Self::Interrupted => write!(f, "interrupted"),
            Self::NotUsable(what, folder) => {
                write!(f, "{what} was installed and still does not run; remove {} and try again", folder.display())
            }
            Self::NoFigure => f.write_str(
                "index.html or www/figure.css is not as the figure for other pages is made of it: see xtask/src/figure.rs",
            ),
            Self::NotLocked(package) => {
                write!(f, "Cargo.lock names no {package}; bring it back with `git checkout Cargo.lock`")
            }
            Self::PortTaken(port) => {
                write!(f, "port {port} is in use by another program; choose another: cargo xtask serve --port N")
            }
            Self::Port(port, error) => {
                write!(f, "port {port} cannot be used ({error}); choose another: cargo xtask serve --port N")
            }
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
            Self::NotWasm(path) => write!(f, "{} is not WebAssembly as wasm-bindgen makes it", path.display()),
            Self::Driver(log) => {
                write!(f, "chromedriver ended or did not answer within 30 s; its log is {}", log.display())
            }
            Self::Stage(name, error) => {
                write!(f, "stage `{name}` failed: {error}\n(run it alone with `cargo xtask test {name}`)")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Start(_, error) | Self::Port(_, error) | Self::File(_, error) => Some(error),
            Self::Stage(_, error) => Some(error),
            _ => None,
        }
    }
}
