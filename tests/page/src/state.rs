//! What the page says of itself.

use serde::Deserialize;

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
    /// θ.
    pub theta: f64,
    /// J(θ).
    pub loss: f64,
    /// What can be said of it.
    pub verdict: String,
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
