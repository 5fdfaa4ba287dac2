//! The step that led to the present iteration, line by line.

use super::dom::{Label, Thing, css, find};
use crate::chart::Theme;
use crate::ledger::{groups, numbers, symbols};
use crate::number::{count, place};
use crate::race::Race;
use crate::scene::{Closeup, Scene, Vector};

/// The panel of the ledger.
pub struct Ledger {
    root: Thing,
    said: Label,
    lines: Thing,
    exact: Thing,
    written: String,
    theme: Option<&'static Theme>,
}

impl Ledger {
    /// The panel of index.html.
    pub fn new() -> Self {
        let (root, lines, exact) = (find("ledger"), find("ledger-lines"), find("exact"));
        Ledger { root, said: Label::of("ledger-step"), lines, exact, written: String::new(), theme: None }
    }

    /// Makes it tell the chosen run's step that led to iteration `at`.
    pub fn show(&mut self, scene: &Scene, race: &Race, at: usize, theme: &'static Theme) {
        let Some(chosen) = scene.chosen.filter(|_| scene.closeup == Closeup::Ledger) else { return };
        if self.theme != Some(theme) {
            self.theme = Some(theme);
            for &vector in &Vector::ALL {
                self.root.style(&["--", vector.id()].concat(), &css(theme.vector(vector)));
            }
        }
        let dimensions = scene.loss.dimensions();
        let Some(ledger) = race.ledger(scene, chosen, at) else {
            self.said.set(match race.tracks().get(chosen) {
                _ if at == 0 => "No step is made yet: go one forward.",
                Some(track) if track.end().is_some_and(|end| at >= end.step) => "The run has ended before this step.",
                _ => "This step is too far from the start to be told.",
            });
            return self.write(String::new());
        };
        let track = &race.tracks()[chosen];
        let (before, after) = (track.theta(at - 1), track.theta(at));
        let (before, after) = (place(before, dimensions, 5), place(after, dimensions, 5));
        self.said.set(&format!("Step {}: {before} → {after}", count(at)));
        let mut markup = String::new();
        for group in groups(&ledger) {
            math(&mut markup, "<p class=rule><i>", "", &symbols(group.equation));
            for line in group.lines {
                let name = match line.axis {
                    Some(axis) if dimensions > 1 => ["x", "y"][axis as usize],
                    _ => "",
                };
                math(&mut markup, "<p><i>", name, &numbers(line, dimensions, self.exact.is("checked")));
            }
        }
        self.write(markup);
    }

    /// What is written here is of the program's own making, and numbers.
    fn write(&mut self, markup: String) {
        if self.written != markup {
            self.lines.write("innerHTML", &markup);
            self.written = markup;
        }
    }
}

/// One line, with the coordinate before it if it is of one.
fn math(markup: &mut String, begin: &str, coordinate: &str, inside: &str) {
    for part in &[begin, coordinate, "</i><math>", inside, "</math></p>"] {
        markup.push_str(part);
    }
}
