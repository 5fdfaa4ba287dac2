//! The page's elements, found and made. What there is no page without is thrown about when it is missing,
//! as JavaScript does, and the start script says why; small things that the browser refuses are left as they
//! are. To carry every refusal through every function would be a tenth of the download.

use std::borrow::Cow;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, throw_str};
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, HtmlInputElement, Window};

use crate::number::fixed;

/// The window.
#[inline(never)]
pub fn window() -> Window {
    web_sys::window().unwrap_or_else(|| throw_str("there is no window to draw in"))
}

/// The document.
#[inline(never)]
pub fn document() -> Document {
    window().document().unwrap_or_else(|| throw_str("there is no window to draw in"))
}

/// Throws about what is missing.
#[inline(never)]
pub fn missing(what: &str) -> ! {
    throw_str(&format!("the page has no element “{what}”"))
}

// What is generic here is kept short: it is in the download once for every type.

/// The element with this id, of the kind that is asked for.
pub fn find<T: JsCast>(id: &str) -> T {
    of_kind(find_any(id), id)
}

#[inline(never)]
fn find_any(id: &str) -> Element {
    document().get_element_by_id(id).unwrap_or_else(|| missing(id))
}

fn of_kind<T: JsCast>(element: Element, what: &str) -> T {
    element.dyn_into().unwrap_or_else(|_| missing(what))
}

/// A new element, with these attributes.
pub fn make<T: JsCast>(tag: &str, attributes: &[(&str, &str)]) -> T {
    of_kind(make_any(None, tag, attributes), tag)
}

/// A new element of an SVG picture, with these attributes.
pub fn make_svg(tag: &str, attributes: &[(&str, &str)]) -> Element {
    make_any(Some("http://www.w3.org/2000/svg"), tag, attributes)
}

#[inline(never)]
fn make_any(space: Option<&str>, tag: &str, attributes: &[(&str, &str)]) -> Element {
    let space = space.unwrap_or("http://www.w3.org/1999/xhtml");
    let element = document().create_element_ns(Some(space), tag).unwrap_or_else(|_| missing(tag));
    for (name, value) in attributes {
        set(&element, name, value);
    }
    element
}

/// Sets an attribute.
#[inline(never)]
pub fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// Appends an element.
#[inline(never)]
pub fn append(parent: &Element, child: &Element) {
    let _ = parent.append_child(child);
}

/// Gives an element a class, or takes it away.
#[inline(never)]
pub fn toggle(element: &Element, class: &str, on: bool) {
    let _ = element.class_list().toggle_with_force(class, on);
}

/// Gives an element the focus.
#[inline(never)]
pub fn focus(element: &HtmlElement) {
    let _ = element.focus();
}

/// Appends a new element with this text.
#[inline(never)]
pub fn append_text(parent: &Element, tag: &str, text: &str) -> HtmlElement {
    let element: HtmlElement = make(tag, &[]);
    element.set_text_content(Some(text));
    append(parent, &element);
    element
}

/// Fills a select with options: of each the value and the words.
pub fn fill_select<'a>(select: &Element, options: impl Iterator<Item = (Cow<'a, str>, String)>) {
    select.set_text_content(None);
    for (value, words) in options {
        set(&append_text(select, "option", &words), "value", &value);
    }
}

/// Calls `handle` on every event of this kind, for as long as the listener is kept.
pub fn listen(target: &EventTarget, kind: &'static str, handle: impl FnMut(&Event) + 'static) -> EventListener {
    listen_boxed(target, kind, Box::new(handle))
}

#[inline(never)]
fn listen_boxed(target: &EventTarget, kind: &'static str, mut handle: Box<dyn FnMut(&Event)>) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(target, kind, options, move |event| handle(event))
}

/// Calls `handle` with the input's element on every event of this kind.
pub fn listen_input(
    input: &HtmlInputElement,
    kind: &'static str,
    mut handle: impl FnMut(&HtmlInputElement) + 'static,
) -> EventListener {
    let of_event = input.clone();
    listen(input, kind, move |_| handle(&of_event))
}

/// A text on the page that is written only when it changes.
pub struct Label {
    element: Element,
    text: String,
}

impl Label {
    /// The text of this element.
    pub fn new(element: impl Into<Element>) -> Self {
        Label { element: element.into(), text: String::new() }
    }

    /// Makes it say `text`.
    pub fn set(&mut self, text: &str) {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.element.set_text_content(Some(text));
        }
    }
}

/// Sets a custom property of an element's own style.
pub fn set_property(element: &Element, name: &str, value: &str) {
    let style = if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.style()
    } else if let Some(element) = element.dyn_ref::<web_sys::SvgElement>() {
        element.style()
    } else {
        return;
    };
    // A style that cannot be set leaves the look of the style sheet.
    let _ = style.set_property(name, value);
}

/// A colour as CSS writes it.
pub fn css((red, green, blue): crate::palette::Rgb) -> String {
    format!("rgb({red} {green} {blue})")
}

/// How far a slider has travelled, for the style sheet.
pub fn set_travel(slider: &HtmlInputElement, position: f64, last: f64) {
    set_property(slider, "--part", &format!("{}%", fixed(if last > 0.0 { 100.0 * position / last } else { 0.0 }, 2)));
}
