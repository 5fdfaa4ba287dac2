//! Who holds a figure: a script that is told what happens in it, and may ask it for things.

use js_sys::{Array, Float64Array, Object};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::dom::Thing;
use super::take::{Kind, svg_of};
use super::turn::{self, Turn};
use super::{Message, Page, report, send};
use crate::export;
use crate::point::Axis;
use crate::scene::{Action, Scene};
use crate::stage::Move;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(method)]
    fn call(this: &Thing, of: &JsValue, kind: &str, detail: &JsValue);
}

/// What [`Figure::trajectories`] gives, for scripts that are checked.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/** The way of a run, as far as it has been run. */
export interface Trajectory {
    /** What the run is called. */
    name: string;
    /** For each coordinate of θ, one or two, its values from iteration 0. */
    theta: Float64Array[];
}
";

/// Who is told what happens; of the page itself, nobody.
#[derive(Default)]
pub struct Host {
    teller: Option<Thing>,
    /// Who is told that something was drawn.
    pub watcher: Option<Thing>,
    /// The iteration that was told last.
    at: Option<usize>,
}

impl Host {
    /// Tells that something of this kind happened.
    pub fn tell(&self, kind: &str, detail: &JsValue) {
        if let Some(teller) = &self.teller {
            teller.call(&JsValue::NULL, kind, detail);
        }
    }

    /// Tells that something was drawn.
    pub fn tell_drawn(&self) {
        if let Some(watcher) = &self.watcher {
            watcher.call(&JsValue::NULL, "", &JsValue::NULL);
        }
    }

    /// Tells the iteration if it is another one.
    pub fn tell_iteration(&mut self, at: usize) {
        if self.at != Some(at) {
            self.at = Some(at);
            self.tell("step", &(at as f64).into());
        }
    }
}

/// A figure: a page within an element of somebody else's page. It ends with [`Figure::close`].
#[wasm_bindgen]
pub struct Figure {
    turn: Turn,
}

#[wasm_bindgen]
impl Figure {
    /// A figure of the markup in `root`, a shadow root, which shows the scene with this text. `teller` is called
    /// with what happens, and with more about it: `"change"` and the scene's text, `"step"` and the iteration,
    /// `"error"` and words. If it may not be `moving` by itself, it stands.
    #[wasm_bindgen(constructor)]
    pub fn new(root: JsValue, scene: String, dark: bool, moving: bool, teller: JsValue) -> Figure {
        let host = Host { teller: Some(teller.unchecked_into()), ..Host::default() };
        let turn = turn::enter(root.unchecked_into(), || Page::new(Some(host)));
        let figure = Figure { turn };
        figure.send(Message::Wear(dark, moving));
        figure.open(scene);
        // The first picture at once.
        figure.send(Message::Frame);
        figure
    }

    /// The page itself, which is the first of all.
    pub(super) fn of_page() -> Self {
        Figure { turn: 0 }
    }

    fn send(&self, message: Message) {
        turn::during(self.turn, || send(message));
    }

    fn ask<T: Default>(&self, what: impl Fn(&Page) -> T) -> T {
        turn::ask(self.turn, what).unwrap_or_default()
    }

    /// Opens the scene with this text.
    pub fn open(&self, scene: String) {
        self.send(Message::Open(scene));
    }

    /// The scene's text.
    #[must_use]
    pub fn scene(&self) -> String {
        self.ask(|page| page.stage.link())
    }

    /// Plays, or stands.
    pub fn play(&self, on: bool) {
        self.send(Message::Play(on));
    }

    /// So many iterations on, or back; and stands.
    pub fn step(&self, by: i32) {
        self.send(Message::Go(Move::By(by)));
    }

    /// To this iteration, or the last; and stands.
    pub fn goto(&self, iteration: u32) {
        self.send(Message::Go(Move::To(iteration as usize)));
    }

    /// Dark or light; moving by itself or not.
    pub fn wear(&self, dark: bool, moving: bool) {
        self.send(Message::Wear(dark, moving));
    }

    /// What is shown, as a plain object.
    #[wasm_bindgen(unchecked_return_type = "FigureState | null")]
    #[must_use]
    pub fn state(&self) -> JsValue {
        report::of(self.turn)
    }

    /// Of each run its `name` and `theta`: a `Float64Array` for each coordinate, from iteration 0 to the last that has
    /// been made.
    #[wasm_bindgen(unchecked_return_type = "Trajectory[]")]
    #[must_use]
    pub fn trajectories(&self) -> Array {
        self.ask(|page| {
            let (scene, race) = (page.stage.scene(), page.stage.race());
            let list = Array::new();
            for (name, track) in scene.names().iter().zip(race.tracks()) {
                let theta = Array::new();
                for axis in Axis::of(scene.loss.dimensions()) {
                    theta.push(&Float64Array::from(track.column(*axis)));
                }
                let run: Thing = Object::new().unchecked_into();
                run.write("name", name);
                run.give("theta", &theta);
                list.push(&run);
            }
            list
        })
    }

    /// The charts as SVG.
    #[must_use]
    pub fn svg(&self) -> String {
        self.ask(|page| svg_of(&page.stage, page.theme))
    }

    /// Every step of every run as CSV, as far as they have been made; of very many every n-th.
    #[must_use]
    pub fn csv(&self) -> String {
        self.ask(|page| export::csv(page.stage.scene(), page.stage.race()))
    }

    /// From now on `watcher` is called whenever something was drawn.
    pub fn watch(&self, watcher: JsValue) {
        self.send(Message::Watch(watcher.unchecked_into()));
    }

    /// Shows the scene with this text in place of the one it was made of; where one looks stays.
    pub fn adopt(&self, scene: &str) {
        let mut scene = Box::new(Scene::read(scene).0);
        scene.at = self.ask(|page| page.stage.scene().at).min(scene.steps);
        self.send(Message::Act(Action::Open(scene)));
    }

    /// Copies a text, and says so in the menu of what can be taken along.
    pub fn copy(&self, text: String) {
        self.send(Message::Take(Kind::Copy(text)));
    }

    /// Saves a text in a file with this ending, and says so there.
    pub fn save(&self, ending: String, text: String) {
        self.send(Message::Take(Kind::Save(ending, text)));
    }

    /// What follows is a change of its own.
    #[wasm_bindgen(js_name = letGo)]
    pub fn let_go(&self) {
        self.send(Message::LetGo);
    }

    /// The figure goes: nothing of it is done any more.
    pub fn close(&self) {
        turn::leave(self.turn);
    }
}
