//! A map's races natively, for how much longer the same Rust takes as WebAssembly.

use std::hint::black_box;
use std::io::BufRead as _;
use std::time::Instant;

use downhill::scene::Scene;
use downhill::sweep::grid::grid;

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
    let [across, columns, up, rows] = [next(), next(), next(), next()];
    let (columns, rows) = (numbers(&columns), numbers(&rows));
    while !next().is_empty() {
        let start = Instant::now();
        let mut sweep = grid(&scene, [(&across, &columns), (&up, &rows)]);
        let mut found = Vec::new();
        while !sweep.advance(usize::MAX, &mut |_, cell| found.extend(cell.packed())) {}
        black_box(found);
        println!("{}", start.elapsed().as_secs_f64() * 1e3);
    }
}
