//! What the page says of itself.

use serde::{Deserialize, Deserializer};

/// What `state()` of the page's module returns.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct State {
    /// The scene's text.
    pub scene: String,
    /// The iteration that is shown.
    pub at: usize,
    /// Whether the race is being played.
    pub playing: bool,
    /// How many frames have been drawn.
    pub drawn: u64,
    /// How many maps of losses have been worked out.
    pub maps: u32,
    /// Whether a finer map is on its way.
    pub pending: bool,
    /// The runs, in order.
    pub runs: Vec<Run>,
}

/// One run at the iteration that is shown.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Run {
    /// What it is called.
    pub name: String,
    /// Its optimiser's id.
    pub optimiser: String,
    /// Whether it is drawn.
    pub shown: bool,
    /// The coordinates of θ: one or two.
    pub theta: Vec<f64>,
    /// J(θ); infinite where it has grown past the finite numbers.
    #[serde(deserialize_with = "number")]
    pub loss: f64,
    /// What can be said of it.
    pub verdict: String,
}

/// A number, or the word for one that JSON has no number for.
fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Told {
        Number(f64),
        Word(String),
    }
    match Told::deserialize(deserializer)? {
        Told::Number(number) => Ok(number),
        Told::Word(word) => word.parse().map_err(serde::de::Error::custom),
    }
}

impl State {
    /// The run of this name.
    #[must_use]
    #[track_caller]
    pub fn run(&self, name: &str) -> &Run {
        let found = self.runs.iter().find(|run| run.name == name);
        found.unwrap_or_else(|| panic!("no run is called {name}: {self:?}"))
    }
}
