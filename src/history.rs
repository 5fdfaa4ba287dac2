//! Undo and redo: the scenes that were, as text, in a hundredth of the room.

use std::mem::Discriminant;

use crate::scene::Action;

/// So many changes can be undone.
const MOST: usize = 200;

/// What was before, and what was undone.
#[derive(Default)]
pub struct History {
    past: Vec<String>,
    future: Vec<String>,
    /// What the last change was about, as long as the same hand goes on with it.
    subject: Option<Subject>,
}

/// What an action is about: its kind, and a place.
pub type Subject = (Discriminant<Action>, usize);

impl History {
    /// Whether an action about `subject` goes on with the change that was noted last. What one hand does in one go (a
    /// slider that is dragged, a formula that is typed) is one change.
    #[must_use]
    pub fn goes_on(&self, subject: Option<Subject>) -> bool {
        subject.is_some() && self.subject == subject
    }

    /// Notes the scene before an action about `subject` that begins a change.
    pub fn note(&mut self, before: String, subject: Option<Subject>) {
        self.subject = subject;
        self.future.clear();
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        self.past.push(before);
    }

    /// The hand has let go: what follows is a change of its own.
    pub fn close(&mut self) {
        self.subject = None;
    }

    /// Whether there is something to undo, and to redo.
    #[must_use]
    pub fn has(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }

    /// The scene before the last change; `now` can be redone.
    pub fn undo(&mut self, now: String) -> Option<String> {
        self.close();
        let before = self.past.pop()?;
        self.future.push(now);
        Some(before)
    }

    /// The scene before the last undoing; `now` can be undone.
    pub fn redo(&mut self, now: String) -> Option<String> {
        self.close();
        let after = self.future.pop()?;
        self.past.push(now);
        Some(after)
    }
}

/// What an action is about, if more of the same may follow in one go.
#[must_use]
pub fn subject(action: &Action) -> Option<Subject> {
    let place = match action {
        Action::Turn(knob, _) => *knob as usize,
        Action::Parameter(place, _) => *place,
        Action::Loss(loss) if loss.description().is_none() => 0,
        Action::Start(_) | Action::View(_) | Action::Open(_) => 0,
        Action::Runs(what) => what.subject()?,
        _ => return None,
    };
    Some((std::mem::discriminant(action), place))
}
