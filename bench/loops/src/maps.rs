//! A map's races natively, for how much longer the same Rust takes as WebAssembly.

use std::hint::black_box;
use std::io::BufRead as _;
use std::time::Instant;

use downhill::scene::{Along, Scene};
use downhill::sweep::{Sweep, Trial};

/// The numbers along an axis: as many words as there are, as the page's script counted them.
fn numbers(words: &str) -> Vec<f64> {
    words.split(' ').filter_map(|word| word.parse().ok()).collect()
}

/// Reads from the standard input, each in a line, a scene with one run, the name of the setting across and its numbers,
/// and those upwards. Then makes that map whenever another line comes, and prints how many milliseconds it took.
pub fn answer() {
    let mut lines = std::io::stdin().lock().lines().map_while(Result::ok);
    let mut next = || lines.next().unwrap_or_default();
    let scene = Scene::read(&next()).0;
    let Some(run) = scene.runs.first() else { return };
    let sides = [(next(), numbers(&next())), (next(), numbers(&next()))];
    let place = |id: &str| Along::find(run, id, scene.loss.dimensions()).map(|(_, along)| along);
    let [(across, columns), (up, rows)] = &sides;
    let (across, up) = (place(across), place(up));
    while !next().is_empty() {
        let start = Instant::now();
        let trial = |cell: usize| {
            let mut trial = Trial::new(&run.values, scene.start);
            for (place, number) in [(across, columns[cell / rows.len()]), (up, rows[cell % rows.len()])] {
                if let Some(place) = place {
                    trial.set(place, number);
                }
            }
            (cell, trial)
        };
        let mut sweep = Sweep::of(&scene, 0);
        sweep.begin((0..columns.len() * rows.len()).map(trial));
        let mut found = Vec::new();
        while !sweep.advance(usize::MAX, &mut |_, cell| found.extend(cell.packed())) {}
        black_box(found);
        println!("{}", start.elapsed().as_secs_f64() * 1e3);
    }
}
