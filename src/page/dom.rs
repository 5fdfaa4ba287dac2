//! The page's elements, found and made. What there is no page without is thrown about when it is missing,
//! as JavaScript does, and the start script says why; small things that the browser refuses are left as they
//! are. To carry every refusal through every function would be a tenth of the download.

use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsValue, throw_str};

use super::turn;
use crate::number::fixed;

#[wasm_bindgen]
extern "C" {
    /// A thing of the browser's: an element, an event, the window. Its properties are read and written by their
    /// names, as JavaScript does: a class for each kind of element with a function for each property would be
    /// several kilobytes of the download.
    #[derive(Clone)]
    pub type Thing;

    /// Whether a property holds; false if there is none of this name.
    #[wasm_bindgen(method, indexing_getter)]
    pub fn is(this: &Thing, name: &str) -> bool;
    /// A property that is a number; NaN if there is none of this name.
    #[wasm_bindgen(method, indexing_getter)]
    pub fn number(this: &Thing, name: &str) -> f64;
    /// A property that is another thing.
    #[wasm_bindgen(method, indexing_getter)]
    pub fn thing(this: &Thing, name: &str) -> Option<Thing>;
    #[wasm_bindgen(method, indexing_getter)]
    fn some_text(this: &Thing, name: &str) -> Option<String>;

    /// Switches a property on or off.
    #[wasm_bindgen(method, indexing_setter)]
    pub fn switch(this: &Thing, name: &str, on: bool);
    /// Makes a property a number.
    #[wasm_bindgen(method, indexing_setter)]
    pub fn put(this: &Thing, name: &str, number: f64);
    /// Makes a property a text.
    #[wasm_bindgen(method, indexing_setter)]
    pub fn write(this: &Thing, name: &str, text: &str);

    /// Makes a property another thing.
    #[wasm_bindgen(method, indexing_setter)]
    pub fn give(this: &Thing, name: &str, thing: &JsValue);

    /// Sets an attribute.
    #[wasm_bindgen(method, js_name = setAttribute)]
    pub fn set(this: &Thing, name: &str, value: &str);
    /// Takes an attribute away.
    #[wasm_bindgen(method, js_name = removeAttribute)]
    pub fn unset(this: &Thing, name: &str);
    /// Whether there is an attribute.
    #[wasm_bindgen(method, js_name = hasAttribute)]
    pub fn has(this: &Thing, name: &str) -> bool;
    /// Appends an element.
    #[wasm_bindgen(method, js_name = appendChild)]
    pub fn append(this: &Thing, child: &Thing);
    /// Appends words.
    #[wasm_bindgen(method, js_name = append)]
    pub fn append_words(this: &Thing, words: &str);
    /// Takes the element away.
    #[wasm_bindgen(method)]
    pub fn remove(this: &Thing);
    /// The element itself or the nearest around it that fits a selector.
    #[wasm_bindgen(method)]
    pub fn closest(this: &Thing, selector: &str) -> Option<Thing>;
    /// Whether an element is this one, or within it.
    #[wasm_bindgen(method)]
    pub fn contains(this: &Thing, other: &Thing) -> bool;
    /// Gives the element the focus.
    #[wasm_bindgen(method)]
    pub fn focus(this: &Thing);
    /// Selects the text in the field.
    #[wasm_bindgen(method)]
    pub fn select(this: &Thing);
    /// Closes the dialog.
    #[wasm_bindgen(method)]
    pub fn close(this: &Thing);
    #[wasm_bindgen(method, js_name = showModal)]
    fn show_modal(this: &Thing);
    #[wasm_bindgen(method, js_name = toggle)]
    fn toggle_token(this: &Thing, token: &str, on: bool);
    #[wasm_bindgen(method, js_name = setProperty)]
    fn set_style(this: &Thing, name: &str, value: &str);
    /// Calls back on every event of this kind, even before the element within that it is meant for hears of it.
    #[wasm_bindgen(method, js_name = addEventListener)]
    pub fn listen(this: &Thing, kind: &str, callback: &JsValue, first: bool);

    /// Keeps the browser from doing what the event would have it do.
    #[wasm_bindgen(method, js_name = preventDefault)]
    pub fn prevent(this: &Thing);
    /// All that a pointer does is for this element, until it is lifted. A pointer that is gone is refused.
    #[wasm_bindgen(method, catch, js_name = setPointerCapture)]
    pub fn capture(this: &Thing, pointer: f64) -> Result<(), JsValue>;
    /// Whether it is.
    #[wasm_bindgen(method, js_name = hasPointerCapture)]
    pub fn has_captured(this: &Thing, pointer: f64) -> bool;

    /// The answer to a question about the system.
    #[wasm_bindgen(js_name = matchMedia)]
    pub fn ask(query: &str) -> Thing;

    #[wasm_bindgen(method, js_name = getElementById)]
    fn by_id(this: &Thing, id: &str) -> Option<Thing>;
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(tag: &str) -> Thing;
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Thing;
}

/// The window.
#[inline(never)]
pub fn window() -> Thing {
    WINDOW.with(Thing::clone)
}

/// What the window has by this name.
#[inline(never)]
pub fn of_window(name: &str) -> Thing {
    window().thing(name).unwrap_or_else(|| missing(name))
}

/// Throws about what is missing.
#[inline(never)]
pub fn missing(what: &str) -> ! {
    throw_str(&["the page has no element “", what, "”"].concat())
}

/// The element with this id in the page whose turn it is.
#[inline(never)]
pub fn find(id: &str) -> Thing {
    turn::root().and_then(|root| root.by_id(id)).unwrap_or_else(|| missing(id))
}

/// A new element with these attributes.
#[inline(never)]
pub fn make(tag: &str, attributes: &[(&str, &str)]) -> Thing {
    let element = create(tag);
    for (name, value) in attributes {
        element.set(name, value);
    }
    element
}

/// Something for the browser to call, as long as the browser holds it; also while it is being called: a dialog
/// that opens moves the focus at once. It is the turn, then, of the page whose turn it is now.
#[inline(never)]
pub fn callback(called: fn(Thing)) -> JsValue {
    let turn = turn::now();
    Closure::<dyn Fn(Thing)>::new(move |thing| turn::during(turn, || called(thing))).into_js_value()
}

impl Thing {
    /// A property that is a text; empty if there is none of this name.
    #[inline(never)]
    pub fn text(&self, name: &str) -> String {
        self.some_text(name).unwrap_or_default()
    }

    /// Makes an element say this.
    #[inline(never)]
    pub fn say(&self, text: &str) {
        self.write("textContent", text);
    }

    /// The value of a field.
    #[inline(never)]
    pub fn value(&self) -> String {
        self.text("value")
    }

    /// Hides an element, or shows it.
    #[inline(never)]
    pub fn hide(&self, hidden: bool) {
        self.switch("hidden", hidden);
    }

    /// The element within that comes first.
    #[inline(never)]
    pub fn first(&self) -> Thing {
        self.thing("firstElementChild").unwrap_or_else(|| missing("first"))
    }

    /// The element that comes after this one.
    #[inline(never)]
    pub fn next(&self) -> Thing {
        self.thing("nextElementSibling").unwrap_or_else(|| missing("next"))
    }

    /// Gives an element a class, or takes it away.
    #[inline(never)]
    pub fn toggle(&self, class: &str, on: bool) {
        if let Some(classes) = self.thing("classList") {
            classes.toggle_token(class, on);
        }
    }

    /// Sets a custom property of an element's own style.
    #[inline(never)]
    pub fn style(&self, name: &str, value: &str) {
        if let Some(style) = self.thing("style") {
            style.set_style(name, value);
        }
    }

    /// Says whether a button is pressed.
    #[inline(never)]
    pub fn press(&self, pressed: bool) {
        self.set("aria-pressed", if pressed { "true" } else { "false" });
    }

    /// Appends a new element with this text.
    #[inline(never)]
    pub fn append_text(&self, tag: &str, text: &str) -> Thing {
        let element = create(tag);
        element.say(text);
        self.append(&element);
        element
    }

    /// Appends an option to a select: its value, and its words.
    #[inline(never)]
    pub fn append_option(&self, value: &str, words: &str) {
        self.append_text("option", words).set("value", value);
    }

    /// Fills an element with the markup of a template of index.html, with `id` wherever that has a `$`.
    #[inline(never)]
    pub fn fill(&self, template: &str, id: &str) {
        let mut markup = String::new();
        for letter in find(template).text("innerHTML").chars() {
            if letter == '$' {
                markup.push_str(id);
            } else {
                markup.push(letter);
            }
        }
        self.write("innerHTML", &markup);
    }

    /// Opens a dialog, unless it is open.
    #[inline(never)]
    pub fn open(&self) {
        if !self.is("open") {
            self.show_modal();
        }
    }

    /// Tells the style sheet how far a slider has travelled.
    #[inline(never)]
    pub fn travel(&self, position: f64, last: f64) {
        let part = if last > 0.0 { 100.0 * position / last } else { 0.0 };
        self.style("--part", &(fixed(part, 2) + "%"));
    }
}

/// A text on the page that is written only when it changes.
pub struct Label {
    element: Thing,
    text: String,
}

impl Label {
    /// The text of this element.
    pub fn new(element: Thing) -> Self {
        Label { element, text: String::new() }
    }

    /// The text of the element with this id.
    #[inline(never)]
    pub fn of(id: &str) -> Self {
        Label::new(find(id))
    }

    /// Makes it say `text`.
    #[inline(never)]
    pub fn set(&mut self, text: &str) {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.element.say(text);
        }
    }
}

/// A colour as CSS writes it.
pub fn css((red, green, blue): crate::palette::Rgb) -> String {
    format!("rgb({red} {green} {blue})")
}
