//! Writes the charts of a scene as an SVG picture.
//!
//! ```text
//! cargo run --release --example figure -- 'loss=ripple&run=gd&run=adam' out.svg
//! ```
//!
//! A third argument, `dark`, draws them on the dark page. What is wrong with the scene is said on
//! standard error, and the exit status is 2.

use std::process::ExitCode;

use downhill::chart::{DARK, LIGHT, svg};
use downhill::scene::Scene;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (text, file, theme) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [text, file] => (text, file, &LIGHT),
        [text, file, "dark"] => (text, file, &DARK),
        _ => {
            eprintln!("expected a scene and a file, such as 'loss=ripple' out.svg");
            return ExitCode::from(2);
        }
    };
    let (scene, problems) = Scene::read(text);
    for problem in &problems {
        eprintln!("{problem}");
    }
    if !problems.is_empty() {
        return ExitCode::from(2);
    }
    match std::fs::write(file, svg::figure(&scene, theme)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{file}: {error}");
            ExitCode::FAILURE
        }
    }
}
