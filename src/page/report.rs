//! What the page shows, as a plain object for whoever hosts or tests it.

use serde::{Serialize, Serializer};
use wasm_bindgen::JsValue;

use super::Page;
use crate::list::List as _;
use crate::point::Axis;

/// A part of the report. The derived way for structures keeps a hash table of their fields' names.
enum Report {
    Text(String),
    Number(f64),
    Truth(bool),
    List(Vec<Report>),
    Object(Vec<(&'static str, Report)>),
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Report::Text(text) => serializer.serialize_str(text),
            Report::Number(number) => serializer.serialize_f64(*number),
            Report::Truth(truth) => serializer.serialize_bool(*truth),
            Report::List(list) => serializer.collect_seq(list),
            Report::Object(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, value))),
        }
    }
}

fn number(count: usize) -> Report {
    Report::Number(count as f64)
}

/// The report of `page`; null if it cannot be made.
pub fn of(page: &Page) -> JsValue {
    let (scene, race) = (page.stage.scene(), page.stage.race());
    let at = scene.at;
    let mut runs = Vec::new();
    for (((run, name), track), verdict) in
        scene.runs.iter().zip(scene.names()).zip(race.tracks()).zip(race.verdicts(at))
    {
        let theta = track.theta(at);
        let coordinates = Axis::of(scene.loss.dimensions()).iter().map(|axis| Report::Number(theta[*axis]));
        runs.push(Report::Object(vec![
            // What it is called.
            ("name", Report::Text(name)),
            // The id of its optimiser.
            ("optimiser", Report::Text(run.optimiser.id.to_owned())),
            // Whether it is drawn.
            ("shown", Report::Truth(run.shown)),
            // The coordinates of θ, to the last digit.
            ("theta", Report::List(coordinates.list())),
            // J(θ), to the last digit.
            ("loss", Report::Number(race.loss().value(theta))),
            // What can be said of it.
            ("verdict", Report::Text(verdict.words(scene.loss.dimensions()))),
        ]));
    }
    let report = Report::Object(vec![
        // The scene's text, as in the address.
        ("scene", Report::Text(scene.write())),
        // The iteration that is shown.
        ("at", number(at)),
        // Whether the race is being played.
        ("playing", Report::Truth(page.stage.is_playing())),
        // How many frames have been drawn.
        ("drawn", number(page.frames_drawn as usize)),
        // How many maps of losses have been worked out.
        ("maps", number(page.charts.maps() as usize)),
        // Whether a finer map is on its way.
        ("pending", Report::Truth(page.charts.is_pending())),
        // The runs, in order.
        ("runs", Report::List(runs)),
    ]);
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
    report.serialize(&serializer).unwrap_or(JsValue::NULL)
}
