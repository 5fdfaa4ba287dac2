//! The papers of a scene's optimisers.

use std::fmt::Write as _;

use crate::scene::Scene;

/// The papers of the scene's optimisers, each once, as `BibTeX` in UTF-8. Its key is the first author's last name,
/// the year, and the id of the optimiser. What is known of a paper has no sign that LaTeX would take for its own.
#[must_use]
pub fn bibtex(scene: &Scene) -> String {
    let mut text = String::new();
    for (index, run) in scene.runs.iter().enumerate() {
        let paper = &run.optimiser.paper;
        if scene.runs.iter().take(index).any(|other| other.optimiser.paper.title == paper.title) {
            continue;
        }
        let name = paper.authors.split(' ').take_while(|word| *word != "and").last().unwrap_or_default();
        let _ = write!(
            text,
            "@misc{{{}{}{},\n  author = {{{}}},\n  title = {{{{{}}}}},\n  howpublished = {{{}}},\n  year = {}\n}}\n",
            name.to_ascii_lowercase(),
            paper.year,
            run.optimiser.id,
            paper.authors,
            paper.title,
            paper.venue,
            paper.year,
        );
    }
    text
}
