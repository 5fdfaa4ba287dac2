//! The field “J(θ) =”: the loss as people write it, and as one types it while one does.

use super::dom::{Thing, find};
use crate::loss::{Loss, typed};
use crate::scene::Scene;

/// So many characters of the text are shown beside the place where it is wrong.
const BESIDE: usize = 24;

/// What happened to the field.
#[derive(Clone, Copy, PartialEq)]
pub enum Typing {
    /// The focus came to it.
    Began,
    /// Its text changed.
    On,
    /// Its text is meant.
    Done,
    /// The focus has left it.
    Left,
    /// Its text shall be forgotten.
    TakenBack,
}

/// The field, with what is wrong in it below.
pub struct Formula {
    field: Thing,
    error: Thing,
    /// Whether somebody is typing, or has left something wrong in it: it is left alone.
    held: bool,
    shown: Option<Loss>,
}

impl Formula {
    /// The field of index.html.
    pub fn new() -> Self {
        Formula { field: find("formula"), error: find("formula-error"), held: false, shown: None }
    }

    /// Something happened to the field, which has this text; the loss that it means, if it is one that
    /// shall be shown.
    pub fn typing(&mut self, typing: Typing, text: &str, scene: &Scene) -> Option<Loss> {
        let same = text.trim() == scene.loss.as_typed();
        let read = || Loss::typed(text);
        match typing {
            Typing::Began if !self.held => {
                self.held = true;
                self.field.write("value", &scene.loss.as_typed());
                self.field.select();
            }
            Typing::On => {
                self.held = true;
                let loss = read();
                // While one types, what is not finished yet is no error.
                let unfinished = |error: &typed::Error| error.is_unfinished(text);
                self.explain(loss.as_ref().err().filter(|error| !unfinished(error)).map(|error| (text, error)));
                return loss.ok().filter(|_| !same);
            }
            Typing::Done if !same => match read() {
                Ok(loss) => return Some(loss),
                Err(error) => self.explain(Some((text, &error))),
            },
            Typing::Left if self.field.has("aria-invalid") => {}
            Typing::Left => self.take_back(),
            Typing::TakenBack => {
                self.take_back();
                self.held = true;
                self.field.write("value", &scene.loss.as_typed());
            }
            Typing::Began | Typing::Done => {}
        }
        None
    }

    /// Somebody wants to type a loss.
    pub fn focus(&self) {
        self.field.focus();
    }

    /// The text in the field gives way to the loss that there is.
    pub fn take_back(&mut self) {
        (self.held, self.shown) = (false, None);
        self.explain(None);
    }

    /// Makes it show the loss, unless somebody is typing in it.
    pub fn show(&mut self, scene: &Scene) {
        if !self.held && self.shown.as_ref() != Some(&scene.loss) {
            self.field.write("value", scene.loss.formula());
            self.shown = Some(scene.loss.clone());
        }
    }

    /// Says below the field what is wrong in `text`, with the place marked; or that nothing is.
    fn explain(&mut self, wrong: Option<(&str, &typed::Error)>) {
        self.error.say("");
        let Some((text, error)) = wrong else {
            self.field.unset("aria-invalid");
            return;
        };
        self.held = true;
        self.field.set("aria-invalid", "true");
        // Some of the text before the place and after it, and the place itself.
        let at = error.column.saturating_sub(1);
        let part = |from: usize, to: usize| text.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
        let marked = part(at, at + error.length.min(BESIDE));
        self.error.append_text("code", &part(at.saturating_sub(BESIDE), at));
        self.error.append_text("mark", if marked.trim().is_empty() { "\u{a0}" } else { &marked });
        self.error.append_text("code", &part(at + error.length.min(BESIDE), at + error.length.min(BESIDE) + BESIDE));
        self.error.append_text("span", &error.to_string());
    }
}
