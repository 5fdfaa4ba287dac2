//! What only WebAssembly can tell: that the core computes there what it computes natively.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs)]

use downhill::race::Race;
use downhill::scene::Scene;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_articles_race_ends_where_it_ends_natively() {
    let mut race = Race::new(&Scene::default());
    while !race.advance(100_000) {}
    let ends: Vec<f64> = race.tracks().iter().map(|track| track.theta(1000).x).collect();
    let natively = [
        5.048_902_071_647_866e-9,
        -4.154_892_727_278_828_4e-23,
        1.566_216_277_985_127_5e-27,
        2.405_583_418_791_283_5,
        6.247_938_543_766_574e-46,
        8.916_026_958_649_603e-4,
    ];
    assert_eq!(ends, natively);
}

#[wasm_bindgen_test]
fn where_rounding_errors_grow_the_race_is_still_that_of_pytorch() {
    let (scene, _) = Scene::read("loss=three-hump-camel&run=rmsprop");
    let mut race = Race::new(&scene);
    while !race.advance(100_000) {}
    let end = race.tracks()[0].theta(300);
    assert!((end.x - 1.748_411_849_375_708_6).abs() < 1e-10, "{}", end.x);
    assert!((end.y + 0.872_916_897_544_253_7).abs() < 1e-10, "{}", end.y);
}

#[wasm_bindgen_test]
fn a_typed_loss_is_the_listed_one() {
    let end = |text: &str| {
        let mut race = Race::new(&Scene::read(&format!("{text}&start=-1.5,2&run=adam,lr:0.1")).0);
        while !race.advance(100_000) {}
        race.tracks()[0].theta(300)
    };
    assert!(end("loss=rosenbrock").distance(end("f=(1-x)^2+100(y-x^2)^2")) < 1e-12);
}
