//! What the page should show, computed by the same core outside the browser.

use downhill::point::Axis;
use downhill::race::{Race, story};
use downhill::scene::Scene;

use crate::page::Page;
use crate::state::State;

/// What a scene shows at an iteration.
pub struct Expected {
    /// The shortest text of the scene.
    pub scene: String,
    /// Of each run: name, the coordinates of θ, J(θ), verdict.
    pub runs: Vec<(String, Vec<f64>, f64, String)>,
    /// What is said above the charts.
    pub story: String,
    /// Whether its numbers are the same wherever they are computed.
    exact: bool,
}

impl Expected {
    /// Whether names, numbers and verdicts of the page's runs are these: to the last digit, unless the loss has
    /// functions whose last digits differ between the browser's arithmetic and this machine's.
    #[must_use]
    pub fn is_of(&self, state: &State) -> bool {
        let same = |shown: f64, right: f64| {
            shown == right || !self.exact && (shown - right).abs() <= 1e-9 * right.abs().max(1.0)
        };
        state.runs.len() == self.runs.len()
            && state.runs.iter().zip(&self.runs).all(|(run, (name, theta, loss, verdict))| {
                (&run.name, &run.verdict, run.theta.len()) == (name, verdict, theta.len())
                    && same(run.loss, *loss)
                    && run.theta.iter().zip(theta).all(|(shown, right)| same(*shown, *right))
            })
    }
}

/// Functions that are computed by the platform's library, where each has its own last digit.
const OF_THE_LIBRARY: [&str; 9] = ["sin", "cos", "tan", "exp", "ln(", "log", "^0.", "^-", "pow"];

/// What the scene of this text shows at the iteration that it names.
#[must_use]
#[track_caller]
pub fn expected(text: &str) -> Expected {
    let (scene, problems) = Scene::read(text);
    assert!(problems.is_empty(), "the test's own scene is wrong: {problems:?}");
    let mut race = Race::new(&scene);
    while !race.advance(100_000) {}
    let at = scene.at;
    let dimensions = scene.loss.dimensions();
    let verdicts = race.verdicts(at).into_iter().map(|verdict| verdict.words(dimensions));
    let named = scene.names().into_iter().zip(race.tracks()).zip(verdicts);
    let runs = named
        .map(|((name, track), verdict)| {
            let theta = track.theta(at);
            let coordinates = Axis::of(dimensions).iter().map(|axis| theta[*axis]).collect();
            (name, coordinates, scene.loss.value(theta), verdict)
        })
        .collect();
    let story: String = story(&scene, &race, at).into_iter().map(|span| span.text).collect();
    let typed = scene.loss.as_typed();
    let exact = OF_THE_LIBRARY.iter().all(|function| !typed.contains(function));
    Expected { scene: scene.write(), runs, story: story.trim().to_owned(), exact }
}

impl Page {
    /// Asserts that the page shows this scene: its numbers, in the table, in the address.
    #[track_caller]
    pub fn assert_shows(&self, scene: &str) {
        let expected = expected(scene);
        self.wait_state(&format!("the scene is {scene}"), |state| state.scene == expected.scene);
        self.wait_state(&format!("the numbers are those of {scene}"), |state| expected.is_of(state));
        let rows = expected.runs.iter().map(|(name, .., verdict)| (name.clone(), verdict.clone()));
        let rows: Vec<_> = rows.collect();
        self.wait(&format!("the table says {rows:?}"), || {
            self.table().into_iter().map(|row| (row[0].clone(), row[3].clone())).eq(rows.iter().cloned())
        });
        self.wait_fragment(&expected.scene);
    }
}
