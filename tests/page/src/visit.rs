//! A browser of its own for each test.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use serde_json::json;
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};
use tokio::runtime::Builder;

use crate::environment;
use crate::page::Page;

/// More browsers at a time than this slow each other down.
const BROWSERS: usize = 2;

static OPEN: Mutex<usize> = Mutex::new(0);
static CLOSED: Condvar = Condvar::new();

/// How the page is opened. By default: at 1280 × 800, one device pixel to a CSS pixel, light, with motion.
#[derive(Clone)]
#[allow(clippy::struct_excessive_bools)] // each is a question of its own
pub struct Visit {
    /// Another page of the site than the first.
    pub(crate) file: String,
    pub(crate) fragment: String,
    pub(crate) size: (u32, u32),
    pub(crate) ratio: f64,
    pub(crate) phone: bool,
    pub(crate) dark: bool,
    pub(crate) reduced_motion: bool,
    pub(crate) scripts: bool,
    pub(crate) blocked: Option<String>,
    pub(crate) before: Vec<String>,
    pub(crate) fails: bool,
}

impl Visit {
    /// Opens the page with this scene after `#`.
    #[must_use]
    pub fn to(fragment: &str) -> Self {
        Visit {
            file: String::new(),
            fragment: fragment.to_owned(),
            size: (1280, 800),
            ratio: 1.0,
            phone: false,
            dark: false,
            reduced_motion: false,
            scripts: true,
            blocked: None,
            before: Vec::new(),
            fails: false,
        }
    }

    /// Opens another page of the site, such as `article.html`. What it has to have done is waited for by the test.
    #[must_use]
    pub fn file(file: &str) -> Self {
        Visit { file: file.to_owned(), ..Visit::to("") }
    }

    /// Opens the page so that it stands complete: for someone who prefers less motion.
    #[must_use]
    pub fn standing(fragment: &str) -> Self {
        Visit { reduced_motion: true, ..Visit::to(fragment) }
    }

    /// In a window of this size, in CSS pixels.
    #[must_use]
    pub fn size(self, width: u32, height: u32) -> Self {
        Visit { size: (width, height), ..self }
    }

    /// With so many device pixels to a CSS pixel.
    #[must_use]
    pub fn ratio(self, ratio: f64) -> Self {
        Visit { ratio, ..self }
    }

    /// On a phone of this width, with a finger instead of a mouse.
    #[must_use]
    pub fn phone(self, width: u32) -> Self {
        Visit { size: (width, 780), ratio: 2.0, phone: true, ..self }
    }

    /// With the dark colours.
    #[must_use]
    pub fn dark(self) -> Self {
        Visit { dark: true, ..self }
    }

    /// In a browser that runs no script of the page.
    #[must_use]
    pub fn without_scripts(self) -> Self {
        Visit { scripts: false, fails: true, ..self }
    }

    /// Where nothing that matches this pattern can be loaded: the live page is expected to fail, and nothing is waited
    /// for.
    #[must_use]
    pub fn blocking(self, pattern: &str) -> Self {
        Visit { blocked: Some(pattern.to_owned()), fails: true, ..self }
    }

    /// In a browser in which this script has run before any of the page.
    #[must_use]
    pub fn after_script(mut self, script: &str) -> Self {
        self.before.push(script.to_owned());
        self
    }

    /// Where the live page is expected to fail: it need not start, and may say so in the console.
    #[must_use]
    pub fn failing(self) -> Self {
        Visit { fails: true, ..self }
    }

    /// Opens the page and gives what `test` makes of it; then looks whether console and policy were left in peace.
    #[track_caller]
    pub fn open<T>(self, test: impl FnOnce(&Page) -> T) -> T {
        let _turn = Turn::take();
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let driver = runtime.block_on(start(self.ratio));
        let page = Page::new(runtime, driver, &self);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            page.open();
            let result = test(&page);
            page.assert_at_peace();
            result
        }));
        if outcome.is_err() {
            save_picture(&page);
        }
        page.quit();
        outcome.unwrap_or_else(|reason| resume_unwind(reason))
    }
}

/// One of the [`BROWSERS`] that may be open at a time.
struct Turn;

impl Turn {
    fn take() -> Self {
        let open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        let mut open = CLOSED.wait_while(open, |open| *open == BROWSERS).unwrap_or_else(PoisonError::into_inner);
        *open += 1;
        Turn
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *OPEN.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        CLOSED.notify_one();
    }
}

/// A browser. How many device pixels it has to a CSS pixel is said here: emulated later, `devicePixelRatio` would tell it
/// and the layout would not know of it.
async fn start(ratio: f64) -> WebDriver {
    let mut wishes = DesiredCapabilities::chrome();
    let arguments = [
        "headless=new",
        "no-sandbox",
        "disable-gpu",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
        "hide-scrollbars",
    ];
    let set = wishes.set_binary(&environment::chromium());
    let set = arguments.iter().fold(set, |set, argument| set.and_then(|()| wishes.add_arg(argument)));
    let set = set.and_then(|()| wishes.add_arg(&format!("force-device-scale-factor={ratio}")));
    let set = set.and_then(|()| wishes.set_logging_prefs("browser", LoggingPrefsLogLevel::All));
    let set = set.and_then(|()| wishes.set_logging_prefs("performance", LoggingPrefsLogLevel::All));
    set.expect("capabilities are plain values");
    let driver = environment::driver();
    WebDriver::new(&driver, wishes).await.unwrap_or_else(|error| panic!("no browser started by {driver}: {error}"))
}

/// Keeps a picture of what the page looked like when the test failed.
fn save_picture(page: &Page) {
    let name = thread::current().name().unwrap_or("a test").replace("::", "-");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("failures");
    let file = folder.join(format!("{name}.png"));
    let kept = page.picture().and_then(|png| {
        std::fs::create_dir_all(&folder).ok()?;
        std::fs::write(&file, png).ok()
    });
    match kept {
        Some(()) => eprintln!("What the page looked like then: tests/page/failures/{name}.png"),
        None => eprintln!("No picture could be kept of the page."),
    }
}

impl Page {
    /// Sets the browser up as the visit says, before the page is opened.
    #[track_caller]
    pub(crate) fn prepare(&self, visit: &Visit) {
        self.resize(visit.size);
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": visit.phone }));
        self.prefer(visit.dark, visit.reduced_motion);
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": !visit.scripts }));
        if let Some(pattern) = &visit.blocked {
            self.devtools("Network.enable", json!({}));
            self.devtools("Network.setBlockedURLs", json!({ "urls": [pattern] }));
        }
        self.devtools("Page.enable", json!({}));
        let watch = include_str!("watch.js").to_owned();
        for source in [&watch].into_iter().chain(&visit.before) {
            self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
        }
    }
}
