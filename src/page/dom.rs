//! The page's elements, found and made without panics.

use std::borrow::Cow;
use std::fmt;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, HtmlInputElement, Window};

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

/// The element with this id, of the kind that is asked for.
pub fn find<T: JsCast>(id: &str) -> Result<T> {
    let missing = || PageError::Missing(id.to_owned());
    document()?.get_element_by_id(id).ok_or_else(missing)?.dyn_into().map_err(|_| missing())
}

/// A new element, with these attributes.
pub fn make<T: JsCast>(tag: &str, attributes: &[(&str, &str)]) -> Result<T> {
    let element = document()?.create_element(tag)?;
    attributed(element, tag, attributes)
}

/// A new element of an SVG picture, with these attributes.
pub fn make_svg(tag: &str, attributes: &[(&str, &str)]) -> Result<Element> {
    let element = document()?.create_element_ns(Some("http://www.w3.org/2000/svg"), tag)?;
    attributed(element, tag, attributes)
}

fn attributed<T: JsCast>(element: Element, tag: &str, attributes: &[(&str, &str)]) -> Result<T> {
    for (name, value) in attributes {
        element.set_attribute(name, value)?;
    }
    element.dyn_into().map_err(|_| PageError::Missing(tag.to_owned()))
}

/// Appends a new element with this text.
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
pub fn listen(target: &EventTarget, kind: &'static str, mut handle: impl FnMut(&Event) + 'static) -> EventListener {
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
    set_property(slider, "--part", &format!("{:.2}%", if last > 0.0 { 100.0 * position / last } else { 0.0 }));
}
