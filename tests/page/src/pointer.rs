//! Mouse and finger.

use std::time::Duration;

use serde_json::json;
use thirtyfour::action_chain::ActionChain;

use crate::page::Page;

/// A point of the window, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Point {
    /// The point between this one and `other` that has `part` of the way behind it.
    #[must_use]
    pub fn towards(self, other: Point, part: f64) -> Point {
        Point { x: self.x + (other.x - self.x) * part, y: self.y + (other.y - self.y) * part }
    }
}

impl Page {
    fn hand(&self) -> ActionChain {
        let pause = Duration::from_millis(8);
        self.driver.action_chain_with_delay(Some(Duration::ZERO), Some(pause))
    }

    /// Moves the mouse to a point.
    #[track_caller]
    pub fn hover(&self, point: Point) {
        self.done(self.hand().move_to(point.x.round() as i64, point.y.round() as i64).perform());
    }

    /// Presses the mouse on the first point and moves it to each of the others, without letting go.
    #[track_caller]
    pub fn hold(&self, path: &[Point]) {
        let mut hand = self.hand();
        for (place, point) in path.iter().enumerate() {
            hand = hand.move_to(point.x.round() as i64, point.y.round() as i64);
            if place == 0 {
                hand = hand.click_and_hold();
            }
        }
        self.done(hand.perform());
    }

    /// Moves the mouse on, as it is.
    #[track_caller]
    pub fn move_on(&self, point: Point) {
        self.hover(point);
    }

    /// Lets go of the mouse.
    #[track_caller]
    pub fn let_go(&self) {
        self.done(self.hand().release().perform());
    }

    /// Drags from the first point over the others to the last, a few points between each two.
    #[track_caller]
    pub fn drag(&self, stops: &[Point]) {
        let mut path = vec![stops[0]];
        for pair in stops.windows(2) {
            path.extend([0.2, 0.4, 0.6, 0.8, 1.0].map(|part| pair[0].towards(pair[1], part)));
        }
        self.hold(&path);
        self.let_go();
    }

    /// Puts a finger on a point, or moves it there.
    #[track_caller]
    pub fn touch(&self, point: Point, first: bool) {
        let kind = if first { "touchStart" } else { "touchMove" };
        let points = json!([{ "x": point.x, "y": point.y }]);
        self.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }));
    }

    /// Lifts the finger.
    #[track_caller]
    pub fn lift(&self) {
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] }));
    }
}
