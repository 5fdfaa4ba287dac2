//! What can be done with hand and keys on the landscape: zoom, pan, drag the start.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent, WheelEvent};

use super::dom::{document, find, focus, listen, set, set_property};
use super::hand::Hand;
use super::{Message, send};
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
const ZOOM: f64 = 1.5;
/// How far a button or a key pans, in CSS pixels.
const PAN: f64 = 48.0;
/// A pointer that moved less, in CSS pixels, only pointed.
const STILL: f64 = 4.0;

/// The landscape's controls.
pub struct Landscape {
    sheet: HtmlElement,
    handle: HtmlElement,
    pointers: Vec<Pointer>,
    /// The pointer's place and the start's when that was taken hold of.
    grip: Option<((f64, f64), (f64, f64))>,
    shown: Option<(Option<(f64, f64)>, String)>,
    _listeners: Vec<EventListener>,
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
    /// Listens to the landscape of index.html and its buttons.
    pub fn new() -> Self {
        let (sheet, handle): (HtmlElement, HtmlElement) = (find("landscape-sheet"), find("start-handle"));
        let mut listeners = vec![
            listen(&sheet, "wheel", wheel),
            listen(&sheet, "keydown", sheet_key),
            listen(&sheet, "dblclick", |event| {
                if !on_handle(event) {
                    send(Message::Hand(Hand::Look(Look::Fit)));
                }
            }),
        ];
        for (kind, handled) in [("pointerdown", 0), ("pointermove", 1), ("pointerup", 2), ("pointercancel", 2)] {
            listeners.push(listen(&sheet, kind, move |event| on_sheet(event, handled)));
            listeners.push(listen(&handle, kind, move |event| on_start(event, handled)));
        }
        listeners.push(listen(&handle, "keydown", handle_key));
        for (id, look) in [
            ("zoom-in", Look::Zoom(None, ZOOM)),
            ("zoom-out", Look::Zoom(None, 1.0 / ZOOM)),
            ("fit", Look::Fit),
            ("pan-left", Look::Pan(PAN, 0.0)),
            ("pan-right", Look::Pan(-PAN, 0.0)),
            ("pan-up", Look::Pan(0.0, PAN)),
            ("pan-down", Look::Pan(0.0, -PAN)),
        ] {
            let button: Element = find(id);
            listeners.push(listen(&button, "click", move |_| send(Message::Hand(Hand::Look(look)))));
        }
        Landscape { sheet, handle, pointers: Vec::new(), grip: None, shown: None, _listeners: listeners }
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
            focus(&self.sheet);
        }
        self.handle.set_hidden(at.is_none());
        if let Some((x, y)) = at {
            set_property(&self.handle, "--x", &format!("{}px", fixed(x, 2)));
            set_property(&self.handle, "--y", &format!("{}px", fixed(y, 2)));
        }
        let shown = scene.loss.shown();
        set(&self.handle, "aria-valuemin", &shortest(shown.least.x));
        set(&self.handle, "aria-valuemax", &shortest(shown.greatest.x));
        set(&self.handle, "aria-valuenow", &shortest(scene.start.x));
        set(&self.handle, "aria-valuetext", &format!("θ = {}", now.1));
        self.shown = Some(now);
    }
}

/// Whether an event came from the handle of the start, which lies on the sheet.
fn on_handle(event: &Event) -> bool {
    event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|e| e.id() == "start-handle")
}

fn has_focus(sheet: &Element) -> bool {
    let active = document().active_element();
    active.is_some_and(|active| sheet.contains(Some(&active)))
}

fn sheet_of(event: &Event) -> Option<HtmlElement> {
    event.current_target()?.dyn_into().ok()
}

fn wheel(event: &Event) {
    let (Some(wheel), Some(sheet)) = (event.dyn_ref::<WheelEvent>(), sheet_of(event)) else { return };
    if !has_focus(&sheet) {
        return;
    }
    event.prevent_default();
    // Lines and pages in pixels; a wheel turned at once no more than a few notches.
    let unit = [1.0, 16.0, 400.0].get(wheel.delta_mode() as usize).copied().unwrap_or(1.0);
    let turned = clamped(wheel.delta_y() * unit, -400.0, 400.0);
    let at = (!on_handle(event)).then(|| (f64::from(wheel.offset_x()), f64::from(wheel.offset_y())));
    // A pinch on a touchpad comes as a small turn with Ctrl.
    let speed = if wheel.ctrl_key() { 0.01 } else { 0.002 };
    send(Message::Hand(Hand::Look(Look::Zoom(at, (-turned * speed).exp()))));
}

fn on_sheet(event: &Event, handled: usize) {
    let (Some(pointer), Some(sheet)) = (event.dyn_ref::<PointerEvent>(), sheet_of(event)) else { return };
    if on_handle(event) {
        return;
    }
    let at = (f64::from(pointer.offset_x()), f64::from(pointer.offset_y()));
    let touch = match handled {
        0 if pointer.button() != 0 => return,
        0 => {
            // A finger pans only where the landscape was tapped before: until then it scrolls the page.
            let pans = pointer.pointer_type() != "touch" || has_focus(&sheet);
            // Without it a drag ends at the edge.
            let _ = sheet.set_pointer_capture(pointer.pointer_id());
            Touch::Down(pans)
        }
        1 => Touch::Moved,
        _ => Touch::Up,
    };
    send(Message::Hand(Hand::Touch(pointer.pointer_id(), at, touch)));
}

fn on_start(event: &Event, handled: usize) {
    let (Some(pointer), Some(handle)) = (event.dyn_ref::<PointerEvent>(), sheet_of(event)) else { return };
    let at = (f64::from(pointer.client_x()), f64::from(pointer.client_y()));
    match handled {
        0 if pointer.button() == 0 => {
            let _ = handle.set_pointer_capture(pointer.pointer_id());
            send(Message::Hand(Hand::Grab(at)));
        }
        1 if handle.has_pointer_capture(pointer.pointer_id()) => send(Message::Hand(Hand::Drag(at))),
        2 => send(Message::Hand(Hand::Drop)),
        _ => {}
    }
}

fn arrow(key: &KeyboardEvent) -> Option<(f64, f64)> {
    if key.ctrl_key() || key.alt_key() || key.meta_key() {
        return None;
    }
    match key.key().as_str() {
        "ArrowLeft" => Some((-1.0, 0.0)),
        "ArrowRight" => Some((1.0, 0.0)),
        "ArrowUp" => Some((0.0, -1.0)),
        "ArrowDown" => Some((0.0, 1.0)),
        _ => None,
    }
}

fn handle_key(event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if let Some((dx, dy)) = arrow(key) {
        event.prevent_default();
        let times = if key.shift_key() { 10.0 } else { 1.0 };
        send(Message::Hand(Hand::Nudge(dx * times, dy * times)));
    }
}

fn sheet_key(event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if event.default_prevented() {
        return;
    }
    let look = match (arrow(key), key.key().as_str()) {
        (Some((dx, dy)), _) if !on_handle(event) => Look::Pan(-dx * PAN, -dy * PAN),
        (_, "+" | "=") => Look::Zoom(None, ZOOM),
        (_, "-" | "−") => Look::Zoom(None, 1.0 / ZOOM),
        (_, "0") => Look::Fit,
        _ => return,
    };
    if !(key.ctrl_key() || key.alt_key() || key.meta_key()) {
        event.prevent_default();
        send(Message::Hand(Hand::Look(look)));
    }
}
