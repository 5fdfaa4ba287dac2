//! The switches that say what is drawn: arrows, trails, many starts, coordinates, the hyperparameter map, whose
//! inside is made by a program of its own (`www/map`).

use super::dom::{Thing, find};
use crate::scene::{Action, Coordinates, Scene, Vector};

/// The coordinates that can be chosen, and what the page calls them.
pub const COORDINATES: [(&str, Coordinates); 3] =
    [("both", Coordinates::Both), ("x", Coordinates::X), ("y", Coordinates::Y)];

/// The switches of the landscape and of the chart of θ.
pub struct Looks {
    page: Thing,
    map: Thing,
    coordinates: Thing,
}

/// A switch: its id, what it does, and whether it is on.
pub type Switch = (&'static str, fn(bool) -> Action, IsOn);

/// Whether a switch is on.
pub type IsOn = fn(&Scene) -> bool;

/// All switches.
pub const SWITCHES: [Switch; 6] = [
    ("many-starts", Action::ManyStarts, |scene| scene.many_starts),
    ("map-on", Action::ShowMap, |scene| scene.map.is_some()),
    ("fading", Action::Fading, |scene| scene.fading),
    ("arrow-gradient", |on| Action::Vector(Vector::Gradient, on), |scene| scene.vectors.contains(&Vector::Gradient)),
    ("arrow-momentum", |on| Action::Vector(Vector::Momentum, on), |scene| scene.vectors.contains(&Vector::Momentum)),
    ("arrow-step", |on| Action::Vector(Vector::Step, on), |scene| scene.vectors.contains(&Vector::Step)),
];

impl Looks {
    /// The switches of index.html.
    pub fn new() -> Self {
        Looks { page: find("page"), map: find("map"), coordinates: find("coordinates") }
    }

    /// Makes the switches show the scene.
    pub fn show(&self, scene: &Scene) {
        for (id, _, is_on) in &SWITCHES {
            find(id).switch("checked", is_on(scene));
        }
        self.map.hide(scene.map.is_none());
        self.page.toggle("with-map", scene.map.is_some());
        let plane = scene.loss.dimensions() > 1;
        self.coordinates.hide(!plane);
        if plane {
            let word = COORDINATES.iter().find(|(_, coordinates)| *coordinates == scene.coordinates);
            self.coordinates.write("value", word.map_or("both", |(word, _)| word));
        }
        self.page.toggle("plane", plane);
    }
}
