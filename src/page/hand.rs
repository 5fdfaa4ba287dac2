//! Hands on the landscape: what their movements do to the view and to the start.

use super::Page;
use super::landscape::{Look, Touch};
use super::setting::Setting;
use crate::point::Axis;
use crate::scene::Action;

/// What hand or keys did on the landscape.
#[derive(Clone, Copy, PartialEq)]
pub enum Hand {
    /// A pointer did something at a point, in CSS pixels from the upper left corner.
    Touch(i32, (f64, f64), Touch),
    /// The view shall be another.
    Look(Look),
    /// The start was taken hold of, by a pointer at a place of the window.
    Grab((f64, f64)),
    /// The pointer that holds the start is at another place.
    Drag((f64, f64)),
    /// The start was let go.
    Drop,
    /// The start shall move by so many hundredths of the view, right and down.
    Nudge(f64, f64),
}

impl Page {
    /// Does what a hand asks for.
    pub fn hand(&mut self, hand: Hand) {
        match hand {
            Hand::Touch(id, at, touch) => {
                if let Some(look) = self.landscape.touch(id, at, touch) {
                    self.look(look);
                }
                if self.landscape.is_moving() {
                    self.hover = None;
                }
            }
            Hand::Look(look) => self.look(look),
            Hand::Grab(at) => {
                let start = self.charts.start_at(&self.stage.picture(None, self.theme));
                if let Some(start) = start {
                    self.landscape.grab(at, start);
                }
            }
            Hand::Drag(at) => {
                if let Some(to) = self.landscape.dragged(at) {
                    self.move_start(to);
                }
            }
            Hand::Drop => self.landscape.let_go(),
            Hand::Nudge(right, down) => {
                if let Some(start) = self.charts.start_at(&self.stage.picture(None, self.theme)) {
                    let step = self.charts.step();
                    // On a line up and down are more and less.
                    let (right, down) =
                        if self.stage.scene().loss.dimensions() > 1 { (right, down) } else { (right - down, 0.0) };
                    self.move_start((start.0 + right * step, start.1 + down * step));
                }
            }
        }
    }

    /// Changes the view of the landscape; what cannot be shown leaves it as it is.
    fn look(&mut self, look: Look) {
        let view = self.charts.look(&self.stage.picture(None, self.theme), look);
        self.act(None, Action::View(view));
    }

    /// Moves the start to a point of the landscape, as far as J is finite there. The view stays: it would
    /// otherwise grow and shrink under the hand.
    fn move_start(&mut self, to: (f64, f64)) {
        let picture = self.stage.picture(None, self.theme);
        let Some((start, view)) = self.charts.start_to(&picture, to) else { return };
        self.knobs.take_back(Setting::Start(Axis::X));
        self.knobs.take_back(Setting::Start(Axis::Y));
        if view != self.stage.scene().view {
            self.act(None, Action::View(view));
        }
        self.act(None, Action::Start(start));
    }
}
