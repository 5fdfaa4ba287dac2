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
    let ends: Vec<f64> = race.tracks().iter().map(|track| track.theta(1000)).collect();
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
