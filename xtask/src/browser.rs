//! Chromium and its driver: found, installed from the system's packages where that is allowed, started, stopped.

use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
#[cfg(unix)]
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::process::{output, run, say};

/// The driver that runs now, for the Ctrl-C handler: its process and its port.
static RUNNING: Mutex<Option<(u32, u16)>> = Mutex::new(None);

/// Where the browser and its driver are.
pub struct Browser {
    /// Chromium, or Chrome.
    pub chromium: PathBuf,
    driver: PathBuf,
}

impl Browser {
    /// Finds both, after installing them if need be.
    pub fn prepare() -> Result<Self, Error> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        install()?;
        Self::find().ok_or_else(missing)
    }

    fn find() -> Option<Self> {
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        let chromium = names.iter().find_map(|name| which::which(name).ok())?;
        Some(Self { chromium, driver: which::which("chromedriver").ok()? })
    }

    /// Starts the driver on a free port and waits until it answers.
    pub fn start_driver(&self, log: &Path) -> Result<Driver, Error> {
        let line = self.driver.display().to_string();
        let failed = |error: io::Error| Error::Start(line.clone(), error);
        if let Some(folder) = log.parent() {
            fs::create_dir_all(folder).map_err(|error| Error::File(folder.into(), error))?;
        }
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let port = free.map_err(failed)?.port();
        let mut command = Command::new(&self.driver);
        command.arg(format!("--port={port}")).arg(format!("--log-path={}", log.display()));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // A group of its own: the browsers that it starts are in it too, so that all end together and none is left.
        #[cfg(unix)]
        command.process_group(0);
        let child = command.spawn().map_err(failed)?;
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = Some((child.id(), port));
        // Made before the wait, so that a driver which never answers is stopped as well.
        let mut driver = Driver { child, port };
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(30) {
            if get(port, "/status").is_ok_and(|answer| answer.contains("\"ready\":true")) {
                return Ok(driver);
            }
            if matches!(driver.child.try_wait(), Ok(Some(_))) {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(Error::Driver(log.into()))
    }
}

/// A driver that runs; dropping it stops it and every browser it started.
pub struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Where it is spoken to.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        stop_running();
        // Collects what is left of it; it has ended.
        let _ = self.child.wait();
    }
}

/// Stops the driver that runs now, if one does, with every browser that it started.
pub fn stop_running() {
    // Held to the end: at Ctrl-C two threads come here, and neither may end the program while the other is at it.
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((group, port)) = running.take() {
        // Asked kindly, the driver removes its browsers' profiles. One that hangs does not answer.
        let _ = get(port, "/shutdown");
        thread::sleep(Duration::from_millis(300));
        // Fails when nothing is left, which is as it should be.
        let _ = output(Command::new("sh").args(["-c", &format!("kill -KILL -- -{group}")]));
    }
}

/// The body of the answer to a plain GET of the driver, which keeps the connection open whatever it is asked.
fn get(port: u16, path: &str) -> io::Result<String> {
    let limit = Duration::from_secs(5);
    let mut stream = TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)), limit)?;
    stream.set_read_timeout(Some(limit))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")?;
    let (mut answer, mut length, mut line) = (BufReader::new(stream), 0, String::new());
    while answer.read_line(&mut line)? > 2 {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    let mut body = String::new();
    answer.take(length).read_to_string(&mut body)?;
    Ok(body)
}

/// What the browser and its driver are called among this system's packages.
fn packages() -> [&'static str; 2] {
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    if system.lines().any(|line| line == "ID=ubuntu") {
        ["chromium-browser", "chromium-chromedriver"]
    } else {
        ["chromium", "chromium-driver"]
    }
}

fn missing() -> Error {
    let [browser, driver] = packages();
    let remedy = format!(
        "The tests need both: on Debian and Ubuntu, `apt-get install {browser} {driver}` as root; elsewhere Chromium \
         or Chrome and the chromedriver of the same version, both on PATH."
    );
    Error::Missing { what: "Chromium or its driver", remedy }
}

/// Installs both with apt, as root or by a sudo that asks for no password.
fn install() -> Result<(), Error> {
    let root = output(Command::new("id").arg("-u")).is_some_and(|user| user.trim() == "0");
    let sudo = !root && output(Command::new("sudo").args(["-n", "true"])).is_some();
    if which::which("apt-get").is_err() || !(root || sudo) {
        return Err(missing());
    }
    let apt = |arguments: &[&str]| {
        let before: &[&str] = if sudo { &["sudo", "-n"] } else { &[] };
        let words = [before, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], arguments].concat();
        run(Command::new(words[0]).args(&words[1..]))
    };
    say(&format!("Installing {} with apt (about a minute)", packages().join(" and ")));
    apt(&["update"])?;
    apt(&[&["install", "-y", "--no-install-recommends"], &packages()[..]].concat())
}
