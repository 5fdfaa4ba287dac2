//! What the page shows, as a plain object for whoever hosts or tests it.

use serde::{Serialize, Serializer};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Page;
use super::turn::{self, Turn};
use crate::list::List as _;
use crate::point::Axis;

/// What [`of`] gives, for scripts that are checked.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/** What is shown at some moment. */
export interface FigureState {
    /** The scene's text, as in the address. */
    scene: string;
    /** The iteration that is shown. */
    at: number;
    /** Whether the race is being played. */
    playing: boolean;
    /** How many frames have been drawn. */
    drawn: number;
    /** How many maps of losses have been worked out. */
    maps: number;
    /** Whether a finer map is on its way. */
    pending: boolean;
    /** The runs, in order. */
    runs: RunState[];
}

/** A run at the iteration that is shown. */
export interface RunState {
    /** What it is called. */
    name: string;
    /** The id of its optimiser. */
    optimiser: string;
    /** Whether it is drawn. */
    shown: boolean;
    /** The coordinates of θ, one or two, to the last digit. */
    theta: number[];
    /** J(θ), to the last digit. */
    loss: number;
    /** What can be said of it. */
    verdict: string;
}
";

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

/// The report of a page, which is as [`TYPES`] say; null if there is no such page, or it is busy.
pub fn of(turn: Turn) -> JsValue {
    turn::ask(turn, report).unwrap_or(JsValue::NULL)
}

fn report(page: &Page) -> JsValue {
    let (scene, race) = (page.stage.scene(), page.stage.race());
    let at = scene.at;
    let mut runs = Vec::new();
    for (((run, name), track), verdict) in
        scene.runs.iter().zip(scene.names()).zip(race.tracks()).zip(race.verdicts(at))
    {
        let theta = track.theta(at);
        let coordinates = Axis::of(scene.loss.dimensions()).iter().map(|axis| Report::Number(theta[*axis]));
        runs.push(Report::Object(vec![
            ("name", Report::Text(name)),
            ("optimiser", Report::Text(run.optimiser.id.to_owned())),
            ("shown", Report::Truth(run.shown)),
            ("theta", Report::List(coordinates.list())),
            ("loss", Report::Number(race.loss().value(theta))),
            ("verdict", Report::Text(verdict.words(scene.loss.dimensions()))),
        ]));
    }
    let report = Report::Object(vec![
        ("scene", Report::Text(page.stage.link())),
        ("at", number(at)),
        ("playing", Report::Truth(page.stage.is_playing())),
        ("drawn", number(page.frames_drawn as usize)),
        ("maps", number(page.charts.maps() as usize)),
        ("pending", Report::Truth(page.charts.is_pending())),
        ("runs", Report::List(runs)),
    ]);
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
    report.serialize(&serializer).unwrap_or(JsValue::NULL)
}
