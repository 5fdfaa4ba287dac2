//! What the page should show, computed by the same core outside the browser.

use downhill::race::{Race, story};
use downhill::scene::Scene;

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
