//! What a visitor takes along of a scene as text.

use library::export;
use library::scene::Scene;
use wasm_bindgen::prelude::wasm_bindgen;

/// The scene with this text as a script in Python.
#[wasm_bindgen]
#[must_use]
pub fn script(scene: &str) -> String {
    export::python(&Scene::read(scene).0)
}

/// The papers of its optimisers, as `BibTeX`.
#[wasm_bindgen]
#[must_use]
pub fn papers(scene: &str) -> String {
    export::bibtex(&Scene::read(scene).0)
}
