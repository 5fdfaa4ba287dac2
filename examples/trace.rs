//! Prints every step of every run of a scene as CSV.
//!
//! ```text
//! cargo run --release --example trace -- 'loss=square&start=3&steps=1000&run=adam,lr:0.01&run=momentum'
//! ```
//!
//! What is wrong with the scene is said on standard error, and the exit status is 2. A run whose
//! θ leaves the finite numbers ends with its last row that is all finite, and standard error says so.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use downhill::export;
use downhill::race::Race;
use downhill::scene::Scene;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(text), None) = (arguments.next(), arguments.next()) else {
        eprintln!("expected one argument, the scene, such as 'loss=square&start=3&run=adam,lr:0.01'");
        return ExitCode::from(2);
    };
    let (scene, problems) = Scene::read(&text);
    for problem in &problems {
        eprintln!("{problem}");
    }
    if !problems.is_empty() {
        return ExitCode::from(2);
    }
    let mut race = Race::new(&scene);
    while !race.advance(usize::MAX) {}
    match print(&scene, &race) {
        // Whoever reads may stop reading: `| head`.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn print(scene: &Scene, race: &Race) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    export::rows(scene, race, 1, |row| out.write_all(row.as_bytes()))?;
    for (index, (run, track)) in scene.runs.iter().zip(race.tracks()).enumerate() {
        if let Some(end) = track.end() {
            let (number, id) = (index + 1, run.optimiser.id);
            eprintln!("run {number} ({id}) leaves the finite numbers at step {}", end.step);
        }
    }
    out.flush()
}
