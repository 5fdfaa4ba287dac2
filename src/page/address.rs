//! Where the scene's text is written: the page's address, or whoever holds the figure is told.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Page;
use super::dom::{Thing, of_window};
use super::host::Host;
use crate::experiment;
use crate::scene::Scene;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = history, js_name = replaceState)]
    fn replace_state(state: &JsValue, title: &str, address: &str) -> Result<(), JsValue>;
}

/// Browsers allow about a hundred changes of the address in thirty seconds: while a slider is
/// dragged it is written this often, in milliseconds, and once more at the end. It is never written in
/// the frame that answers a finger, which has enough to do.
const INTERVAL: f64 = 320.0;

/// The address, and since when another one is due.
pub struct Address {
    /// None for a figure.
    location: Option<Thing>,
    since: Option<f64>,
    /// The scene that the address should have, until it has it.
    due: Option<String>,
}

impl Address {
    /// The address of this page; of a figure that of nothing.
    pub fn new(of_page: bool) -> Self {
        Address { location: of_page.then(|| of_window("location")), since: None, due: None }
    }

    /// The scene's text in the address; empty if there is none.
    pub fn scene(&self) -> String {
        let fragment = self.location.as_ref().map_or(String::new(), |location| location.text("hash"));
        fragment.strip_prefix('#').unwrap_or(&fragment).to_owned()
    }

    /// The address shall have this scene.
    pub fn want(&mut self, scene: String) {
        self.due = Some(scene);
    }

    /// Nothing is due any more.
    pub fn rest(&mut self) {
        self.due = None;
    }

    /// Writes what is due if it is time to, and tells whether something is still due.
    pub fn write(&mut self, now: f64, host: &Host) -> bool {
        if self.due.is_some() && now - *self.since.get_or_insert(now) >= INTERVAL {
            self.flush(host);
        }
        self.due.is_some()
    }

    /// Writes what is due at once: the page may be about to go.
    pub fn flush(&mut self, host: &Host) {
        self.since = None;
        let Some(scene) = self.due.take() else { return };
        let Some(location) = &self.location else {
            return host.tell("change", &scene.into());
        };
        if scene == self.scene() {
            return;
        }
        let path = location.text("pathname") + &location.text("search");
        let address = if scene.is_empty() { path } else { [&path, "#", &scene].concat() };
        // Where the address may not be changed (a sandboxed frame), the page works all the same.
        let _ = replace_state(&JsValue::NULL, "", &address);
    }
}

impl Page {
    /// Opens the scene that the address has.
    pub fn open_address(&mut self) {
        let text = self.address.scene();
        self.experiments.show(experiment::by_scene(&text));
        self.open(&text);
        // The address stays as it was written until the visitor changes something.
        self.address.rest();
    }

    /// Opens the scene that a text describes.
    pub fn open(&mut self, text: &str) {
        let (scene, problems) = Scene::read(text);
        for problem in &problems {
            self.host.tell("error", &problem.to_string().into());
        }
        self.words.list(&problems);
        self.changed_altogether();
        self.stage.open(scene, self.moving);
    }
}
