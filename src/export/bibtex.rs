//! The papers of a scene's optimisers.

use crate::optimiser::Description;
use crate::scene::Scene;

/// The papers of the scene's optimisers, each once, as `BibTeX`; letters beyond ASCII stay as they are.
#[must_use]
pub fn bibtex(scene: &Scene) -> String {
    let mut text = String::new();
    for (index, run) in scene.runs.iter().enumerate() {
        let cited = |other: &crate::scene::Run| other.optimiser.paper.title == run.optimiser.paper.title;
        if !scene.runs.iter().take(index).any(cited) {
            text.push_str(&entry(run.optimiser));
        }
    }
    text
}

/// One entry. Its key is the first author's last name, the year, and the id of the optimiser.
fn entry(optimiser: &Description) -> String {
    let paper = &optimiser.paper;
    let mut name = String::new();
    for word in paper.authors.split(' ').take_while(|word| *word != "and") {
        name = word.to_ascii_lowercase();
    }
    name.retain(|letter| letter.is_ascii_lowercase());
    let (authors, title, venue) = (escaped(paper.authors), escaped(paper.title), escaped(paper.venue));
    format!(
        "@misc{{{name}{}{},\n  author = {{{authors}}},\n  title = {{{{{title}}}}},\n  howpublished = {{{venue}}},\n  \
         year = {{{}}}\n}}\n",
        paper.year, optimiser.id, paper.year
    )
}

/// With a backslash before what LaTeX would take for a sign of its own.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => escaped.extend(['\\', letter]),
            // As text, not as an accent.
            '~' | '^' => escaped.extend(['\\', letter, '{', '}']),
            _ => escaped.push(letter),
        }
    }
    escaped
}
