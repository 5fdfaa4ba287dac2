//! The switches that say what is drawn: arrows, trails, many starts, coordinates.

use gloo_events::EventListener;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::dom::{find, listen, listen_input, toggle};
use super::{Message, menu, send};
use crate::scene::{Action, Coordinates, Scene, Vector};

/// The coordinates that can be chosen, and what the page calls them.
const COORDINATES: [(&str, Coordinates); 3] =
    [("both", Coordinates::Both), ("x", Coordinates::X), ("y", Coordinates::Y)];

/// The switches of the landscape and of the chart of θ.
pub struct Looks {
    page: HtmlElement,
    switches: Vec<(HtmlInputElement, IsOn)>,
    coordinates: HtmlSelectElement,
    _listeners: Vec<EventListener>,
}

/// A switch: its id, what it does, and whether it is on.
type Switch = (&'static str, fn(bool) -> Action, IsOn);

/// Whether a switch is on.
type IsOn = fn(&Scene) -> bool;

const SWITCHES: [Switch; 5] = [
    ("many-starts", Action::ManyStarts, |scene| scene.many_starts),
    ("fading", Action::Fading, |scene| scene.fading),
    ("arrow-gradient", |on| Action::Vector(Vector::Gradient, on), |scene| scene.vectors.contains(&Vector::Gradient)),
    ("arrow-momentum", |on| Action::Vector(Vector::Momentum, on), |scene| scene.vectors.contains(&Vector::Momentum)),
    ("arrow-step", |on| Action::Vector(Vector::Step, on), |scene| scene.vectors.contains(&Vector::Step)),
];

impl Looks {
    /// Listens to the switches of index.html.
    pub fn new() -> Self {
        let (mut switches, mut listeners) = (Vec::new(), Vec::new());
        for (id, action, is_on) in SWITCHES {
            let switch: HtmlInputElement = find(id);
            listeners.push(listen_input(&switch, "change", move |switch| send(Message::Act(action(switch.checked())))));
            switches.push((switch, is_on));
        }
        let coordinates: HtmlSelectElement = find("coordinates");
        let chosen = coordinates.clone();
        listeners.push(listen(&coordinates, "change", move |_| {
            let found = COORDINATES.iter().find(|(word, _)| *word == chosen.value());
            if let Some((_, coordinates)) = found {
                send(Message::Act(Action::Coordinates(*coordinates)));
            }
        }));
        listeners.extend(menu::listeners("looks"));
        Looks { page: find("page"), switches, coordinates, _listeners: listeners }
    }

    /// Makes the switches show the scene.
    pub fn show(&self, scene: &Scene) {
        for (switch, is_on) in &self.switches {
            switch.set_checked(is_on(scene));
        }
        let plane = scene.loss.dimensions() > 1;
        self.coordinates.set_hidden(!plane);
        let word = COORDINATES.iter().find(|(_, coordinates)| *coordinates == scene.coordinates);
        self.coordinates.set_value(word.map_or("both", |(word, _)| word));
        toggle(&self.page, "plane", plane);
    }
}
