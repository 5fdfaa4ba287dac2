//! The step that led to the present iteration, line by line.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::dom::{Label, css, find, listen, listen_input, set_property};
use super::{Message, send};
use crate::chart::Theme;
use crate::ledger::{groups, numbers, symbols};
use crate::number::{count, place};
use crate::race::Race;
use crate::scene::{Closeup, Scene, Vector};

/// The panel of the ledger.
pub struct Ledger {
    root: HtmlElement,
    said: Label,
    lines: Element,
    exact: HtmlInputElement,
    written: String,
    theme: Option<&'static Theme>,
    _listeners: Vec<EventListener>,
}

impl Ledger {
    /// Listens to the panel of index.html.
    pub fn new() -> Self {
        let root: HtmlElement = find("ledger");
        let exact: HtmlInputElement = find("exact");
        let listeners = vec![
            listen(&root, "pointerover", |event| {
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                send(Message::Light(target.and_then(|target| {
                    let wanted =
                        |vector: &Vector| target.closest(&format!(".{}", vector.id())).ok().flatten().is_some();
                    Vector::ALL.into_iter().find(wanted)
                })));
            }),
            listen(&root, "pointerleave", |_| send(Message::Light(None))),
            listen_input(&exact, "change", |_| send(Message::Light(None))),
        ];
        let (said, lines) = (Label::new(find::<Element>("ledger-step")), find("ledger-lines"));
        Ledger { root, said, lines, exact, written: String::new(), theme: None, _listeners: listeners }
    }

    /// Makes it tell the chosen run's step that led to iteration `at`.
    pub fn show(&mut self, scene: &Scene, race: &Race, at: usize, theme: &'static Theme) {
        let Some(chosen) = scene.chosen.filter(|_| scene.closeup == Closeup::Ledger) else { return };
        if self.theme != Some(theme) {
            self.theme = Some(theme);
            for vector in Vector::ALL {
                set_property(&self.root, &format!("--{}", vector.id()), &css(theme.vector(vector)));
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
        let (before, after) = (place(before, dimensions, 3), place(after, dimensions, 3));
        self.said.set(&format!("Step {}: {before} → {after}", count(at)));
        let mut markup = String::new();
        for group in groups(&ledger) {
            math(&mut markup, "<p class=rule><i>", "", &symbols(group.equation));
            for line in group.lines {
                let name = match line.axis {
                    Some(axis) if dimensions > 1 => ["x", "y"][axis as usize],
                    _ => "",
                };
                math(&mut markup, "<p><i>", name, &numbers(line, dimensions, self.exact.checked()));
            }
        }
        self.write(markup);
    }

    /// What is written here is of the program's own making, and numbers.
    fn write(&mut self, markup: String) {
        if self.written != markup {
            self.lines.set_inner_html(&markup);
            self.written = markup;
        }
    }
}

/// One line, with the coordinate before it if it is of one.
fn math(markup: &mut String, begin: &str, coordinate: &str, inside: &str) {
    for part in [begin, coordinate, "</i><math>", inside, "</math></p>"] {
        markup.push_str(part);
    }
}
