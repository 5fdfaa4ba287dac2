//! What the page shows, as a plain object for whoever hosts or tests it.

use serde::Serialize;
use wasm_bindgen::JsValue;

use super::Page;
use crate::point::Axis;

/// The page at this moment.
#[derive(Serialize)]
struct Report {
    /// The scene's text, as in the address.
    scene: String,
    /// The iteration that is shown.
    at: usize,
    /// Whether the race is being played.
    playing: bool,
    /// How many frames have been drawn.
    drawn: u32,
    /// How many maps of losses have been worked out.
    maps: u32,
    /// Whether a finer map is on its way.
    pending: bool,
    /// The runs, in order.
    runs: Vec<RunReport>,
}

/// One run at this moment.
#[derive(Serialize)]
struct RunReport {
    /// What it is called.
    name: String,
    /// The id of its optimiser.
    optimiser: &'static str,
    /// Whether it is drawn.
    shown: bool,
    /// The coordinates of θ, to the last digit.
    theta: Vec<f64>,
    /// J(θ), to the last digit.
    loss: f64,
    /// What can be said of it.
    verdict: String,
}

/// The report of `page`; null if it cannot be made.
pub fn of(page: &Page) -> JsValue {
    let (scene, race) = (page.stage.scene(), page.stage.race());
    let at = scene.at;
    let runs = scene.runs.iter().zip(scene.names()).zip(race.tracks()).zip(race.verdicts(at));
    let runs = runs.map(|(((run, name), track), verdict)| RunReport {
        name,
        optimiser: run.optimiser.id,
        shown: run.shown,
        theta: Axis::of(scene.loss.dimensions()).iter().map(|axis| track.theta(at)[*axis]).collect(),
        loss: race.loss().value(track.theta(at)),
        verdict: verdict.words(scene.loss.dimensions()),
    });
    let report = Report {
        scene: scene.write(),
        at,
        playing: page.stage.is_playing(),
        drawn: page.frames_drawn,
        maps: page.charts.maps(),
        pending: page.charts.is_pending(),
        runs: runs.collect(),
    };
    serde_wasm_bindgen::to_value(&report).unwrap_or(JsValue::NULL)
}
