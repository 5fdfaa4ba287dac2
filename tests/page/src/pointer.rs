//! Mouse and finger.

use serde_json::json;

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
    /// What a mouse does at a point. Not by WebDriver's actions: between two of its commands a held button is lost.
    #[track_caller]
    fn mouse(&self, kind: &str, point: Point, held: bool) {
        let (button, buttons) = if held { ("left", 1) } else { ("none", 0) };
        let event = json!({
            "type": kind, "x": point.x.round(), "y": point.y.round(),
            "button": button, "buttons": buttons, "clickCount": u8::from(kind != "mouseMoved"),
        });
        self.devtools("Input.dispatchMouseEvent", event);
    }

    /// Moves the mouse to a point, with no button pressed.
    #[track_caller]
    pub fn hover(&self, point: Point) {
        self.mouse("mouseMoved", point, false);
    }

    /// Moves the mouse to a point and presses its button there.
    #[track_caller]
    pub fn hold(&self, point: Point) {
        self.hover(point);
        self.mouse("mousePressed", point, true);
    }

    /// Moves the mouse on while its button is pressed.
    #[track_caller]
    pub fn drag_on(&self, point: Point) {
        self.mouse("mouseMoved", point, true);
    }

    /// Lets go of the button at a point.
    #[track_caller]
    pub fn let_go(&self, point: Point) {
        self.mouse("mouseReleased", point, true);
    }

    /// Drags from one point to another, over a few points between.
    #[track_caller]
    pub fn drag(&self, from: Point, to: Point) {
        self.hold(from);
        for part in [0.2, 0.4, 0.6, 0.8, 1.0] {
            self.drag_on(from.towards(to, part));
        }
        self.let_go(to);
    }

    /// Clicks on a point, so many times in a row.
    #[track_caller]
    pub fn click_on(&self, point: Point, times: u32) {
        self.hover(point);
        for count in 1..=times {
            for kind in ["mousePressed", "mouseReleased"] {
                let event = json!({ "type": kind, "x": point.x.round(), "y": point.y.round(),
                    "button": "left", "buttons": 1, "clickCount": count });
                self.devtools("Input.dispatchMouseEvent", event);
            }
        }
    }

    /// Turns the mouse's wheel over a point, by so many pixels down.
    #[track_caller]
    pub fn wheel(&self, point: Point, down: f64) {
        let event =
            json!({ "type": "mouseWheel", "x": point.x.round(), "y": point.y.round(), "deltaX": 0, "deltaY": down });
        self.devtools("Input.dispatchMouseEvent", event);
    }

    /// Puts a finger on a point, or moves it there.
    #[track_caller]
    pub fn touch(&self, point: Point, first: bool) {
        self.fingers(&[point], first);
    }

    /// Puts fingers on points, or moves them there.
    #[track_caller]
    pub fn fingers(&self, points: &[Point], first: bool) {
        let kind = if first { "touchStart" } else { "touchMove" };
        let points = points.iter().enumerate().map(|(id, point)| json!({ "id": id, "x": point.x, "y": point.y }));
        let points: Vec<_> = points.collect();
        self.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }));
    }

    /// Touches a point and lifts the finger at once.
    #[track_caller]
    pub fn tap(&self, point: Point) {
        self.touch(point, true);
        self.lift();
    }

    /// Lifts every finger.
    #[track_caller]
    pub fn lift(&self) {
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] }));
    }
}
