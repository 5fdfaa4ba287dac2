//! The pictures of the article's figures are those of its scenes.

use std::fs;
use std::path::PathBuf;

use downhill::chart::{Chart, DARK, LIGHT, svg};
use downhill::scene::Scene;

use super::Figure;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/www/poster"))
}

fn charts(figure: &Figure) -> Vec<Chart> {
    let chart = |word: &String| match word.as_str() {
        "landscape" => Some(Chart::Landscape),
        "theta" => Some(Chart::Theta),
        "loss" => Some(Chart::Loss),
        "inside" => Some(Chart::Inside),
        _ => None,
    };
    figure.shows.iter().filter_map(chart).collect()
}

#[test]
fn every_figure_has_a_picture_of_its_charts_light_and_dark() {
    let update = std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always");
    for figure in Figure::all() {
        let scene = Scene::read(&figure.scene).0;
        for (end, theme) in [("", &LIGHT), ("-dark", &DARK)] {
            let name = figure.id.strip_prefix("fig-").unwrap();
            let file = folder().join(format!("{name}{end}.svg"));
            let drawn = svg::row(&scene, theme, &charts(&figure));
            if update {
                fs::write(&file, &drawn).unwrap();
            }
            assert_eq!(figure.pictures.iter().filter(|at| **at == format!("www/poster/{name}{end}.svg")).count(), 1);
            // A difference would be a screenful.
            let same = fs::read_to_string(&file).is_ok_and(|kept| kept == drawn);
            assert!(same, "after looking at it: INSTA_UPDATE=always cargo test --test article ({name}{end}.svg)");
        }
    }
    assert_eq!(
        fs::read_dir(folder()).unwrap().count(),
        2 * Figure::all().len(),
        "of a figure that has gone no picture stays"
    );
}
