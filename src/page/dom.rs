//! The page's elements, found and made without panics.

use std::borrow::Cow;
use std::fmt;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, HtmlInputElement, Window};

use crate::number::fixed;

/// Why the page cannot be built.
#[derive(Debug)]
pub enum PageError {
    /// There is no window, or no document in it.
    NoWindow,
    /// An element of index.html is missing, or is of another kind.
    Missing(String),
    /// The browser refused something.
    Refused(String),
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PageError::NoWindow => write!(f, "there is no window to draw in"),
            PageError::Missing(what) => write!(f, "the page has no element “{what}”"),
            PageError::Refused(why) => write!(f, "the browser refused: {why}"),
        }
    }
}

impl From<JsValue> for PageError {
    fn from(value: JsValue) -> Self {
        PageError::Refused(String::from(js_sys::Object::from(value).to_string()))
    }
}

impl From<PageError> for JsValue {
    fn from(error: PageError) -> Self {
        js_sys::Error::new(&error.to_string()).into()
    }
}

pub type Result<T> = std::result::Result<T, PageError>;

/// The window.
pub fn window() -> Result<Window> {
    web_sys::window().ok_or(PageError::NoWindow)
}

/// The document.
pub fn document() -> Result<Document> {
    window()?.document().ok_or(PageError::NoWindow)
}

// What is generic here is kept short: it is in the download once for every type.

/// The element with this id, of the kind that is asked for.
pub fn find<T: JsCast>(id: &str) -> Result<T> {
    of_kind(find_any(id)?, id)
}

#[inline(never)]
fn find_any(id: &str) -> Result<Element> {
    document()?.get_element_by_id(id).ok_or_else(|| missing(id))
}

fn of_kind<T: JsCast>(element: Element, what: &str) -> Result<T> {
    element.dyn_into().map_err(|_| missing(what))
}

#[inline(never)]
fn missing(what: &str) -> PageError {
    PageError::Missing(what.to_owned())
}

/// A new element, with these attributes.
pub fn make<T: JsCast>(tag: &str, attributes: &[(&str, &str)]) -> Result<T> {
    of_kind(make_any(tag, attributes)?, tag)
}

#[inline(never)]
fn make_any(tag: &str, attributes: &[(&str, &str)]) -> Result<Element> {
    attributed(document()?.create_element(tag)?, attributes)
}

/// A new element of an SVG picture, with these attributes.
pub fn make_svg(tag: &str, attributes: &[(&str, &str)]) -> Result<Element> {
    attributed(document()?.create_element_ns(Some("http://www.w3.org/2000/svg"), tag)?, attributes)
}

#[inline(never)]
fn attributed(element: Element, attributes: &[(&str, &str)]) -> Result<Element> {
    for (name, value) in attributes {
        element.set_attribute(name, value)?;
    }
    Ok(element)
}

/// Appends a new element with this text.
#[inline(never)]
pub fn append_text(parent: &Element, tag: &str, text: &str) -> Result<HtmlElement> {
    let element: HtmlElement = make(tag, &[])?;
    element.set_text_content(Some(text));
    parent.append_child(&element)?;
    Ok(element)
}

/// Fills a select with options: of each the value and the words.
pub fn fill_select<'a>(select: &Element, options: impl Iterator<Item = (Cow<'a, str>, String)>) -> Result<()> {
    select.set_text_content(None);
    for (value, words) in options {
        append_text(select, "option", &words)?.set_attribute("value", &value)?;
    }
    Ok(())
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
