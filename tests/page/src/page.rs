//! The page in a browser.

use std::future::Future;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::error::{WebDriverError, WebDriverResult};
use thirtyfour::{Key, WebDriver};
use tokio::runtime::Runtime;

use crate::environment;
use crate::state::State;
use crate::visit::Visit;

/// What a test waits for comes within this time or not at all.
const PATIENCE: Duration = Duration::from_secs(30);
const BETWEEN_LOOKS: Duration = Duration::from_millis(15);

/// The page, open in a browser. Every method waits until the browser has done it, and panics where it cannot.
pub struct Page {
    pub(crate) driver: WebDriver,
    runtime: Runtime,
    visit: Visit,
}

impl Page {
    pub(crate) fn new(runtime: Runtime, driver: WebDriver, visit: &Visit) -> Self {
        Page { driver, runtime, visit: visit.clone() }
    }

    /// What `future` gives.
    #[track_caller]
    pub(crate) fn done<T>(&self, future: impl Future<Output = WebDriverResult<T>>) -> T {
        self.attempt(future).unwrap_or_else(|error| panic!("the browser refused: {error:?}"))
    }

    pub(crate) fn attempt<T>(&self, future: impl Future<Output = WebDriverResult<T>>) -> WebDriverResult<T> {
        self.runtime.block_on(future)
    }

    /// Opens the page as the visit says and, where it is to start, waits until it has drawn itself.
    #[track_caller]
    pub(crate) fn open(&self) {
        self.prepare(&self.visit);
        self.go(&self.visit.fragment);
    }

    /// Loads the page anew with this scene, in the same browser.
    #[track_caller]
    pub fn go(&self, fragment: &str) {
        // The same document with another fragment would not be loaded again.
        self.done(self.driver.goto("about:blank"));
        let hash = if fragment.is_empty() { "" } else { "#" };
        self.done(self.driver.goto(format!("{}{}{hash}{fragment}", environment::site(), self.visit.file)));
        self.wait_for_start();
    }

    /// Loads the address that it shows now once more.
    #[track_caller]
    pub fn reload(&self) {
        self.done(self.driver.refresh());
        self.wait_for_start();
    }

    /// Goes on to another address. What it has to have done is waited for by the test.
    #[track_caller]
    pub fn go_to(&self, address: &str) {
        self.done(self.driver.goto(address));
    }

    #[track_caller]
    fn wait_for_start(&self) {
        if !self.visit.fails && self.visit.file.is_empty() {
            self.wait("the page has started and drawn itself", || self.try_state().is_ok_and(|state| state.drawn > 0));
        } else if !self.visit.fails && self.visit.scripts {
            self.wait("the page has loaded", || self.script("return document.readyState === 'complete'", &[]));
        }
    }

    /// What the script returns.
    #[track_caller]
    pub fn script<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> T {
        let value = self.done(self.driver.execute(script, arguments.to_vec()));
        value.convert().unwrap_or_else(|error| panic!("{script} gave {}: {error}", value.json()))
    }

    /// What the script passes to its last argument, `done`.
    #[track_caller]
    pub fn script_later<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> T {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        let value = self.done(self.driver.execute_async(&*script, arguments.to_vec()));
        value.convert().unwrap_or_else(|error| panic!("{script} gave {}: {error}", value.json()))
    }

    /// What the page says of itself, or why it says nothing.
    fn try_state(&self) -> Result<State, String> {
        let script = "const done = arguments[0];
            const told = (key, value) => (Number.isFinite(value) || typeof value !== 'number' ? value : String(value));
            import(new URL('downhill.js', document.baseURI))
                .then((page) => done({ state: JSON.parse(JSON.stringify(page.state(), told)) }))
                .catch((error) => done({ error: String(error) }));";
        let said = self.attempt(self.driver.execute_async(script, Vec::new())).map_err(|error| error.to_string())?;
        serde_json::from_value(said.json()["state"].clone()).map_err(|error| format!("{} ({error})", said.json()))
    }

    /// What the page says of itself.
    #[track_caller]
    pub fn state(&self) -> State {
        self.try_state().unwrap_or_else(|why| panic!("the page does not say its state: {why}"))
    }

    /// Waits until `condition` holds.
    #[track_caller]
    pub fn wait(&self, what: &str, condition: impl FnMut() -> bool) {
        self.wait_longer(what, PATIENCE, condition);
    }

    /// Waits until `condition` holds, for something that may take longer.
    #[track_caller]
    pub fn wait_longer(&self, what: &str, patience: Duration, mut condition: impl FnMut() -> bool) {
        let start = Instant::now();
        while !condition() {
            if start.elapsed() > patience {
                let now = self.try_state().map_or_else(|why| why, |state| format!("{state:?}"));
                panic!("waited {patience:?} in vain until {what}; the page says: {now}");
            }
            sleep(BETWEEN_LOOKS);
        }
    }

    /// Waits until the page's state is as `condition` says, and returns it.
    #[track_caller]
    pub fn wait_state(&self, what: &str, mut condition: impl FnMut(&State) -> bool) -> State {
        let mut last = None;
        self.wait(what, || {
            last = self.try_state().ok().filter(|state| condition(state));
            last.is_some()
        });
        last.unwrap_or_else(|| unreachable!("the condition held"))
    }

    /// Waits until the browser has painted so many frames: what the page would do in a frame, it has done then.
    #[track_caller]
    pub fn frames(&self, count: u32) {
        let script = "let left = arguments[0];
            const next = () => (left-- > 0 ? requestAnimationFrame(next) : done(true));
            next();";
        self.script_later::<bool>(script, &[json!(count)]);
    }

    /// The address after `#`; empty without one. What a browser encodes by itself is decoded; what a scene encodes,
    /// because it would mean something else, is not.
    #[track_caller]
    pub fn fragment(&self) -> String {
        let script = "return location.hash.slice(1).replace(/(%(?!20|23|25|26)[0-9A-F]{2})+/gi, decodeURIComponent)";
        self.script(script, &[])
    }

    /// Waits until the address after `#` is this.
    #[track_caller]
    pub fn wait_fragment(&self, expected: &str) {
        let mut last = String::new();
        let start = Instant::now();
        while last != expected || start.elapsed().is_zero() {
            last = self.fragment();
            assert!(start.elapsed() < PATIENCE, "the address should become #{expected}, and is #{last}");
            sleep(BETWEEN_LOOKS);
        }
    }

    /// The text that a person sees in the first element of this selector.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.innerText.trim() ?? null";
        let text: Option<String> = self.script(script, &[json!(selector)]);
        text.unwrap_or_else(|| panic!("there is no {selector}"))
    }

    /// Whether a person sees the first element of this selector.
    #[track_caller]
    pub fn sees(&self, selector: &str) -> bool {
        let script =
            "return document.querySelector(arguments[0])?.checkVisibility({ visibilityProperty: true }) ?? false";
        self.script(script, &[json!(selector)])
    }

    /// The texts of the cells of each row of the table of runs: name, θ, J, verdict.
    #[track_caller]
    pub fn table(&self) -> Vec<Vec<String>> {
        let script =
            "const table = [...document.querySelectorAll('table')].find((t) => t.caption?.innerText.trim() === 'Runs');
            return [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim()));";
        self.script(script, &[])
    }

    /// Presses a key where the focus is.
    #[track_caller]
    pub fn press(&self, key: char) {
        self.done(self.driver.action_chain().send_keys(key.to_string()).perform());
    }

    /// Presses a key while Shift is held.
    #[track_caller]
    pub fn press_with_shift(&self, key: char) {
        self.press_with(&Key::Shift, key);
    }

    /// Presses a key while another one is held.
    #[track_caller]
    pub fn press_with(&self, held: &Key, key: char) {
        let held = held.value();
        let chain = self.driver.action_chain().key_down(held).send_keys(key.to_string()).key_up(held);
        self.done(chain.perform());
    }

    /// Changes the window's size, in CSS pixels.
    #[track_caller]
    pub fn resize(&self, (width, height): (u32, u32)) {
        // 0 is the ratio that the browser was started with.
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 0, "mobile": self.visit.phone });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// What the visitor prefers.
    #[track_caller]
    pub fn prefer(&self, dark: bool, reduced_motion: bool) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } },
            { "name": "prefers-reduced-motion", "value": if reduced_motion { "reduce" } else { "no-preference" } },
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Minimises the window: its tab is then hidden.
    #[track_caller]
    pub fn hide(&self) {
        self.done(self.driver.minimize_window());
    }

    /// Brings the window back.
    #[track_caller]
    pub fn unhide(&self) {
        self.done(self.driver.maximize_window());
    }

    /// Lets so much time pass in the browser, for what must not happen meanwhile.
    #[track_caller]
    pub fn pass(&self, time: Duration) {
        self.script_later::<bool>("setTimeout(() => done(true), arguments[0])", &[json!(time.as_millis())]);
    }

    /// A command of the browser's developer tools.
    #[track_caller]
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.done(self.driver.cdp().send_raw(command, parameters))
    }

    /// What axe-core finds wrong now, a line for each.
    #[track_caller]
    pub fn axe(&self) -> Vec<String> {
        self.script_later(&format!("{};\n{}", environment::axe(), include_str!("axe.js")), &[])
    }

    /// The addresses of all that the browser asked for since the last call.
    #[track_caller]
    pub fn requests(&self) -> Vec<String> {
        let log = self.done(self.driver.get_log("performance"));
        let messages = log.iter().filter_map(|entry| serde_json::from_str::<Value>(&entry.message).ok());
        let sent = messages.filter(|value| value["message"]["method"] == "Network.requestWillBeSent");
        let url = |value: Value| value["message"]["params"]["request"]["url"].as_str().map(str::to_owned);
        sent.filter_map(url).collect()
    }

    /// Asserts that console and policy were left in peace, and that nothing was asked of another origin.
    #[track_caller]
    pub(crate) fn assert_at_peace(&self) {
        let log = self.done(self.driver.browser_log());
        let loud = log.iter().filter(|entry| matches!(entry.level.as_str(), "SEVERE" | "WARNING"));
        let loud: Vec<_> = loud.map(|entry| format!("{}: {}", entry.level, entry.message)).collect();
        assert!(self.visit.fails || loud.is_empty(), "the console should be empty: {loud:#?}");
        let violations: Vec<String> = self.script("return window.watched?.violations ?? []", &[]);
        assert!(violations.is_empty(), "the page's own policy was violated: {violations:?}");
        let own = |url: &String| ["data:", "about:", &environment::site()].iter().any(|start| url.starts_with(start));
        let foreign: Vec<_> = self.requests().into_iter().filter(|url| !own(url)).collect();
        assert!(foreign.is_empty(), "something was asked of another origin: {foreign:?}");
    }

    pub(crate) fn picture(&self) -> Option<Vec<u8>> {
        self.attempt(self.driver.screenshot_as_png()).ok()
    }

    pub(crate) fn quit(self) {
        // A browser that has crashed cannot be closed; the test has failed by itself then.
        let _: Result<(), WebDriverError> = self.runtime.block_on(self.driver.quit());
    }
}
