//! What tests of races share: a scene from its text, its race made to the end, its story.

use downhill::race::{Race, story};
use downhill::scene::Scene;

pub fn scene(text: &str) -> Scene {
    let (scene, problems) = Scene::read(text);
    assert_eq!(problems, []);
    scene
}

pub fn raced(scene: &Scene) -> Race {
    let mut race = Race::new(scene);
    while !race.advance(777) {}
    race
}

#[allow(dead_code)] // Not every test of races reads the story.
pub fn told(text: &str) -> String {
    let scene = scene(text);
    story(&scene, &raced(&scene), scene.at).into_iter().map(|span| span.text).collect::<String>().trim().to_owned()
}
