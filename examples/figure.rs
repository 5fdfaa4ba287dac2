//! Writes the charts of a scene as an SVG picture.
//!
//! ```text
//! cargo run --release --example figure -- 'loss=ripple&run=gd&run=adam' out.svg
//! ```
//!
//! Further words: `dark` draws them on the dark page; any of `landscape theta loss inside` draws these alone, side by
//! side, as a figure in another page has them. What is wrong with the scene or the words is said on standard error, and
//! the exit status is 2.

use std::process::ExitCode;

use downhill::chart::{Chart, DARK, LIGHT, svg};
use downhill::scene::Scene;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [text, file, words @ ..] = &arguments[..] else {
        eprintln!("expected a scene and a file, such as 'loss=ripple' out.svg");
        return ExitCode::from(2);
    };
    let (mut theme, mut charts) = (&LIGHT, Vec::new());
    for word in words {
        match word.as_str() {
            "dark" => theme = &DARK,
            "landscape" => charts.push(Chart::Landscape),
            "theta" => charts.push(Chart::Theta),
            "loss" => charts.push(Chart::Loss),
            "inside" => charts.push(Chart::Inside),
            _ => {
                eprintln!("{word}: expected dark, landscape, theta, loss or inside");
                return ExitCode::from(2);
            }
        }
    }
    let (scene, problems) = Scene::read(text);
    for problem in &problems {
        eprintln!("{problem}");
    }
    if !problems.is_empty() {
        return ExitCode::from(2);
    }
    let picture = if charts.is_empty() { svg::figure(&scene, theme) } else { svg::row(&scene, theme, &charts) };
    match std::fs::write(file, picture) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{file}: {error}");
            ExitCode::FAILURE
        }
    }
}
