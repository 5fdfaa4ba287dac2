//! What the page should show, computed by the same core outside the browser.

use downhill::race::{Race, story};
use downhill::scene::Scene;

use crate::page::Page;

/// What a scene shows at an iteration.
pub struct Expected {
    /// The shortest text of the scene.
    pub scene: String,
    /// Of each run: name, θ, J(θ), verdict.
    pub runs: Vec<(String, f64, f64, String)>,
    /// What is said above the charts.
    pub story: String,
}

/// What the scene of this text shows at the iteration that it names.
#[must_use]
#[track_caller]
pub fn expected(text: &str) -> Expected {
    let (scene, problems) = Scene::read(text);
    assert!(problems.is_empty(), "the test's own scene is wrong: {problems:?}");
    let mut race = Race::new(&scene);
    while !race.advance(100_000) {}
    let at = scene.at;
    let verdicts = race.verdicts(at).into_iter().map(|verdict| verdict.to_string());
    let named = scene.names().into_iter().zip(race.tracks()).zip(verdicts);
    let runs = named
        .map(|((name, track), verdict)| (name, track.theta(at), scene.loss.value(track.theta(at)), verdict))
        .collect();
    let story: String = story(&scene, &race, at).into_iter().map(|span| span.text).collect();
    Expected { scene: scene.write(), runs, story: story.trim().to_owned() }
}

impl Page {
    /// Asserts that the page shows this scene: to the last digit, in the table, in the address.
    #[track_caller]
    pub fn assert_shows(&self, scene: &str) {
        let expected = expected(scene);
        self.wait_state(&format!("the scene is {scene}"), |state| state.scene == expected.scene);
        self.wait_state(&format!("the numbers are those of {scene}"), |state| {
            let runs = state.runs.iter().map(|run| (run.name.clone(), run.theta, run.loss, run.verdict.clone()));
            runs.eq(expected.runs.iter().cloned())
        });
        let rows = expected.runs.iter().map(|(name, .., verdict)| (name.clone(), verdict.clone()));
        let rows: Vec<_> = rows.collect();
        self.wait(&format!("the table says {rows:?}"), || {
            self.table().into_iter().map(|row| (row[0].clone(), row[3].clone())).eq(rows.iter().cloned())
        });
        self.wait_fragment(&expected.scene);
    }
}
