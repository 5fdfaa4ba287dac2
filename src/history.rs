//! Undo and redo: the scenes that were, as text, which takes a hundredth of the room that they would.

use std::collections::VecDeque;
use std::mem::Discriminant;

use crate::scene::Action;

/// At most so many changes can be undone.
const MOST: usize = 200;
/// Their texts have so many bytes, which are taken at once: memory shall not grow for minutes.
const ROOM: usize = 1 << 16;

/// What was before, and what was undone.
#[derive(Default)]
pub struct History {
    past: Texts,
    future: Texts,
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
    pub fn note(&mut self, before: &str, subject: Option<Subject>) {
        self.subject = subject;
        self.future = Texts::default();
        self.past.push(before);
    }

    /// The hand has let go: what follows is a change of its own.
    pub fn close(&mut self) {
        self.subject = None;
    }

    /// Whether there is something to undo, and to redo.
    #[must_use]
    pub fn has(&self) -> (bool, bool) {
        (!self.past.lengths.is_empty(), !self.future.lengths.is_empty())
    }

    /// The scene before the last change; `now` can be redone.
    pub fn undo(&mut self, now: &str) -> Option<String> {
        self.close();
        let before = self.past.pop()?;
        self.future.push(now);
        Some(before)
    }

    /// The scene before the last undoing; `now` can be undone.
    pub fn redo(&mut self, now: &str) -> Option<String> {
        self.close();
        let after = self.future.pop()?;
        self.past.push(now);
        Some(after)
    }
}

/// Texts, the last of which goes first, and the first is forgotten first.
#[derive(Default)]
struct Texts {
    all: String,
    lengths: VecDeque<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        while self.lengths.len() == MOST || (!self.lengths.is_empty() && self.all.len() + text.len() > ROOM) {
            let first = self.lengths.pop_front().unwrap_or_default();
            self.all.drain(..first);
        }
        self.all.reserve_exact(ROOM.saturating_sub(self.all.len()));
        self.all.push_str(text);
        self.lengths.push_back(text.len());
    }

    fn pop(&mut self) -> Option<String> {
        let length = self.lengths.pop_back()?;
        Some(self.all.split_off(self.all.len() - length))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What can be undone after these changes, the last first.
    fn undone(texts: impl Iterator<Item = String>) -> Vec<String> {
        let mut history = History::default();
        texts.for_each(|text| history.note(&text, None));
        std::iter::from_fn(|| history.undo("")).collect()
    }

    #[test]
    fn the_last_two_hundred_changes_can_be_undone() {
        let past = undone((0..300).map(|n| format!("steps={n}")));
        assert_eq!((past.len(), past[0].as_str(), past[199].as_str()), (200, "steps=299", "steps=100"));
    }

    #[test]
    fn of_long_scenes_as_many_as_have_room_and_of_the_longest_one() {
        let past = undone((0..50).map(|n| format!("{n:05000}")));
        assert_eq!((past.len(), past[0].parse(), past[12].parse()), (13, Ok(49), Ok(37)));
        assert_eq!(undone((0..3).map(|n| n.to_string().repeat(99_000))).len(), 1);
    }
}
