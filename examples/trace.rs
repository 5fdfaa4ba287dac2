//! Prints every step of every run of a scene as CSV.
//!
//! ```text
//! cargo run --release --example trace -- 'loss=square&start=3&steps=1000&run=adam,lr:0.01&run=momentum'
//! ```
//!
//! What is wrong with the scene is said on standard error, and the exit status is 2. A run that
//! leaves the finite numbers ends with its last finite row, and standard error says so.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use downhill::number::{coordinates, shortest};
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
    let dimensions = scene.loss.dimensions();
    writeln!(out, "run,optimiser,step,{},loss", if dimensions > 1 { "x,y" } else { "x" })?;
    for (index, (run, track)) in scene.runs.iter().zip(race.tracks()).enumerate() {
        let (number, id) = (index + 1, run.optimiser.id);
        // Where θ left the numbers, J had left them before: the rows end with the last that is all finite.
        let rows = track.end().filter(|_| track.is_over()).map_or(usize::MAX, |end| end.step);
        for (step, theta) in track.thetas().take(rows).enumerate() {
            let loss = race.loss().value(theta);
            writeln!(out, "{number},{id},{step},{},{}", coordinates(theta, dimensions), shortest(loss))?;
        }
        if let Some(end) = track.end() {
            eprintln!("run {number} ({id}) leaves the finite numbers at step {}", end.step);
        }
    }
    out.flush()
}
