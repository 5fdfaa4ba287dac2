//! What can be done with hand and keys on the landscape: zoom, pan, drag the start.

use super::dom::{Thing, find};
use super::hand::Hand;
use super::{Message, send, turn};
use crate::number::{clamped, fixed, place, shortest};
use crate::scene::Scene;

/// What a pointer did on the landscape.
#[derive(Clone, Copy, PartialEq)]
pub enum Touch {
    /// It came down; whether it may pan.
    Down(bool),
    /// It moved.
    Moved,
    /// It was lifted, or taken away.
    Up,
}

/// What shall become of the view.
#[derive(Clone, Copy, PartialEq)]
pub enum Look {
    /// Nearer, or farther below 1, about a point in CSS pixels, or about the middle.
    Zoom(Option<(f64, f64)>, f64),
    /// Nearer or farther, and what was at one point comes to another: the middle between two fingers.
    Pinch { from: (f64, f64), to: (f64, f64), factor: f64 },
    /// Moved by so many CSS pixels.
    Pan(f64, f64),
    /// As the loss has it.
    Fit,
}

/// By how much a button or a key zooms.
pub const ZOOM: f64 = 1.5;
/// How far a button or a key pans, in CSS pixels.
pub const PAN: f64 = 48.0;
/// A pointer that moved less, in CSS pixels, only pointed.
const STILL: f64 = 4.0;

/// The landscape's controls.
pub struct Landscape {
    sheet: Thing,
    handle: Thing,
    pointers: Vec<Pointer>,
    /// The pointer's place and the start's when that was taken hold of.
    grip: Option<((f64, f64), (f64, f64))>,
    shown: Option<(Option<(f64, f64)>, String)>,
}

/// A pointer that is down.
struct Pointer {
    id: i32,
    from: (f64, f64),
    at: (f64, f64),
    /// Whether it pans rather than points.
    pans: bool,
}

impl Landscape {
    /// The landscape of index.html.
    pub fn new() -> Self {
        let (sheet, handle) = (find("landscape-sheet"), find("start-handle"));
        Landscape { sheet, handle, pointers: Vec::new(), grip: None, shown: None }
    }

    /// What a pointer's movement means for the view; none as long as it only points.
    pub fn touch(&mut self, id: i32, at: (f64, f64), touch: Touch) -> Option<Look> {
        match touch {
            Touch::Down(pans) => {
                self.pointers.retain(|pointer| pointer.id != id);
                self.pointers.push(Pointer { id, from: at, at, pans });
                None
            }
            Touch::Up => {
                self.pointers.retain(|pointer| pointer.id != id);
                None
            }
            Touch::Moved => self.moved(id, at),
        }
    }

    fn moved(&mut self, id: i32, at: (f64, f64)) -> Option<Look> {
        let other = self.pointers.iter().find(|pointer| pointer.id != id).map(|pointer| pointer.at);
        let pointer = self.pointers.iter_mut().find(|pointer| pointer.id == id)?;
        let before = pointer.at;
        let (dx, dy) = (at.0 - before.0, at.1 - before.1);
        if let Some(other) = other {
            // Two fingers: the view grows with the distance between them.
            pointer.at = at;
            let apart = |(x, y): (f64, f64)| (x - other.0).hypot(y - other.1).max(1.0);
            let middle = |(x, y): (f64, f64)| (f64::midpoint(x, other.0), f64::midpoint(y, other.1));
            return Some(Look::Pinch { from: middle(before), to: middle(at), factor: apart(at) / apart(before) });
        }
        let far = (at.0 - pointer.from.0).hypot(at.1 - pointer.from.1) >= STILL || before != pointer.from;
        if !(pointer.pans && far) {
            return None;
        }
        pointer.at = at;
        Some(Look::Pan(dx, dy))
    }

    /// Whether a pointer pans or zooms at this moment.
    pub fn is_moving(&self) -> bool {
        self.pointers.len() > 1 || self.pointers.iter().any(|pointer| pointer.at != pointer.from)
    }

    /// The start is taken hold of at a place of the window; it is at `start` on the chart.
    pub fn grab(&mut self, at: (f64, f64), start: (f64, f64)) {
        self.grip = Some((at, start));
    }

    /// Where the start is dragged to on the chart, by a pointer at a place of the window.
    pub fn dragged(&self, at: (f64, f64)) -> Option<(f64, f64)> {
        self.grip.map(|(from, start)| (start.0 + at.0 - from.0, start.1 + at.1 - from.1))
    }

    /// The start has been let go.
    pub fn let_go(&mut self) {
        self.grip = None;
    }

    /// Puts the handle of the start where that is on the chart; none if that is out of sight.
    pub fn show(&mut self, scene: &Scene, at: Option<(f64, f64)>) {
        let text = place(scene.start, scene.loss.dimensions(), 4);
        let now = (at, text);
        if self.shown.as_ref() == Some(&now) {
            return;
        }
        if at.is_none() && has_focus(&self.handle) {
            // The focus would be lost with it.
            self.sheet.focus();
        }
        self.handle.hide(at.is_none());
        if let Some((x, y)) = at {
            self.handle.style("--x", &format!("{}px", fixed(x, 2)));
            self.handle.style("--y", &format!("{}px", fixed(y, 2)));
        }
        let shown = scene.loss.shown();
        self.handle.set("aria-valuemin", &shortest(shown.least.x));
        self.handle.set("aria-valuemax", &shortest(shown.greatest.x));
        self.handle.set("aria-valuenow", &shortest(scene.start.x));
        self.handle.set("aria-valuetext", &format!("θ = {}", now.1));
        self.shown = Some(now);
    }
}

fn has_focus(element: &Thing) -> bool {
    turn::root().and_then(|root| root.thing("activeElement")).is_some_and(|active| element.contains(&active))
}

/// Something happened on the landscape, or on the handle of the start, which lies on it.
pub fn hear(kind: &str, event: &Thing, target: &Thing) {
    let Some(sheet) = target.closest("#landscape-sheet") else { return };
    let on_handle = target.text("id") == "start-handle";
    match kind {
        "wheel" => wheel(event, &sheet, on_handle),
        "keydown" => pressed(event, on_handle),
        "dblclick" if !on_handle => send(Message::Hand(Hand::Look(Look::Fit))),
        _ if on_handle => on_start(kind, event, target),
        _ => on_sheet(kind, event, &sheet),
    }
}

/// Where a pointer is on the element that it is over.
pub fn offset(event: &Thing) -> (f64, f64) {
    (event.number("offsetX"), event.number("offsetY"))
}

fn wheel(event: &Thing, sheet: &Thing, on_handle: bool) {
    if !has_focus(sheet) {
        return;
    }
    event.prevent();
    // Lines and pages in pixels; a wheel turned at once no more than a few notches.
    let unit = [1.0, 16.0, 400.0].get(event.number("deltaMode") as usize).copied().unwrap_or(1.0);
    let turned = clamped(event.number("deltaY") * unit, -400.0, 400.0);
    let at = (!on_handle).then(|| offset(event));
    // A pinch on a touchpad comes as a small turn with Ctrl.
    let speed = if event.is("ctrlKey") { 0.01 } else { 0.002 };
    send(Message::Hand(Hand::Look(Look::Zoom(at, crate::real::Real::exp(-turned * speed)))));
}

fn on_sheet(kind: &str, event: &Thing, sheet: &Thing) {
    let pointer = event.number("pointerId");
    let touch = match kind {
        "pointerdown" => {
            if event.number("button") != 0.0 {
                return;
            }
            // A finger pans only where the landscape was tapped before: until then it scrolls the page.
            let pans = event.text("pointerType") != "touch" || has_focus(sheet);
            // Without it a drag ends at the edge.
            let _ = sheet.capture(pointer);
            Touch::Down(pans)
        }
        "pointermove" => Touch::Moved,
        "pointerup" | "pointercancel" => Touch::Up,
        _ => return,
    };
    send(Message::Hand(Hand::Touch(pointer as i32, offset(event), touch)));
}

fn on_start(kind: &str, event: &Thing, handle: &Thing) {
    let pointer = event.number("pointerId");
    let at = (event.number("clientX"), event.number("clientY"));
    send(Message::Hand(match kind {
        "pointerdown" if event.number("button") == 0.0 => {
            let _ = handle.capture(pointer);
            Hand::Grab(at)
        }
        "pointermove" if handle.has_captured(pointer) => Hand::Drag(at),
        "pointerup" | "pointercancel" => Hand::Drop,
        _ => return,
    }));
}

fn pressed(event: &Thing, on_handle: bool) {
    if event.is("ctrlKey") || event.is("altKey") || event.is("metaKey") {
        return;
    }
    let key = event.text("key");
    let (dx, dy) = match key.as_str() {
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowRight" => (1.0, 0.0),
        "ArrowUp" => (0.0, -1.0),
        "ArrowDown" => (0.0, 1.0),
        _ => (0.0, 0.0),
    };
    let hand = match key.as_str() {
        "+" | "=" => Hand::Look(Look::Zoom(None, ZOOM)),
        "-" | "−" => Hand::Look(Look::Zoom(None, 1.0 / ZOOM)),
        "0" => Hand::Look(Look::Fit),
        _ if dx == 0.0 && dy == 0.0 => return,
        _ if on_handle => {
            let times = if event.is("shiftKey") { 10.0 } else { 1.0 };
            Hand::Nudge(dx * times, dy * times)
        }
        _ => Hand::Look(Look::Pan(-dx * PAN, -dy * PAN)),
    };
    event.prevent();
    send(Message::Hand(hand));
}
