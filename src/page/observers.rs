//! What the browser tells of charts by itself: their sizes, and whether they are in sight.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::dom::{Thing, callback, window};
use super::{Message, send, turn};

#[wasm_bindgen]
extern "C" {
    type ResizeObserver;
    #[wasm_bindgen(constructor)]
    fn new(callback: &JsValue) -> ResizeObserver;
    #[wasm_bindgen(method, catch, js_name = observe)]
    fn observe_as(this: &ResizeObserver, element: &Thing, options: &Thing) -> Result<(), JsValue>;

    type IntersectionObserver;
    #[wasm_bindgen(constructor)]
    fn new(callback: &JsValue, options: &Thing) -> IntersectionObserver;

    #[wasm_bindgen(method)]
    fn observe(this: &Thing, element: &Thing);
    #[wasm_bindgen(method)]
    fn push(this: &Thing, observer: &JsValue);
}

/// An observer lives as long as what it observes, and calls a program that has stopped, too: who holds a figure then
/// finds it in a list of its root's.
fn keep(observer: &JsValue) {
    if let Some(list) = turn::root().and_then(|root| root.thing("observers")) {
        list.push(observer);
    }
}

/// Calls `tell` with the id of each element that the entries are about, and with its entry.
fn each(entries: &Thing, tell: fn(String, &Thing)) {
    let mut place = 0_u32;
    while let Some(entry) = entries.thing(&place.to_string()) {
        if let Some(target) = entry.thing("target") {
            tell(target.text("id"), &entry);
        }
        place += 1;
    }
}

/// Tells of every new size of these elements.
pub fn observe_sizes<'a>(sheets: impl Iterator<Item = &'a Thing>) {
    let observer = ResizeObserver::new(&callback(|entries| {
        each(&entries, |id, entry| {
            let Some(rect) = entry.thing("contentRect") else { return };
            let size = (rect.number("width"), rect.number("height"));
            send(Message::Resized(id, size, device_size(entry, size)));
        });
    }));
    // In pixels of the device it also tells of a change of `devicePixelRatio`. Safari's cannot.
    let options: Thing = js_sys::Object::new().unchecked_into();
    options.write("box", "device-pixel-content-box");
    for sheet in sheets {
        if observer.observe_as(sheet, &options).is_err() {
            observer.unchecked_ref::<Thing>().observe(sheet);
        }
    }
    keep(&observer);
}

/// The size in pixels of the device. Observers tell it to the pixel, magnified or not, but take no
/// notice of a ratio that is only emulated: they then tell CSS pixels.
fn device_size(entry: &Thing, size: (f64, f64)) -> (u32, u32) {
    let Some(told) = entry.thing("devicePixelContentBoxSize").and_then(|sizes| sizes.thing("0")) else {
        return scaled(size);
    };
    let told = (told.number("inlineSize"), told.number("blockSize"));
    let emulated = ratio() != 1.0 && (told.0 - size.0).abs() < 1.0 && (told.1 - size.1).abs() < 1.0;
    if emulated { scaled(size) } else { (told.0 as u32, told.1 as u32) }
}

/// Pixels of the device to a CSS pixel.
pub fn ratio() -> f64 {
    window().number("devicePixelRatio")
}

/// A size in CSS pixels, in pixels of the device.
pub fn scaled((width, height): (f64, f64)) -> (u32, u32) {
    let ratio = ratio();
    ((width * ratio).round() as u32, (height * ratio).round() as u32)
}

/// Tells when these elements come into sight, or as near to it as `margin` says in CSS, or go out of it.
pub fn observe_sight<'a>(elements: impl Iterator<Item = &'a Thing>, margin: &str) {
    let options: Thing = js_sys::Object::new().unchecked_into();
    options.write("rootMargin", margin);
    let seen = callback(|entries| {
        each(&entries, |id, entry| send(Message::Seen(id, entry.is("isIntersecting"))));
    });
    let observer = IntersectionObserver::new(&seen, &options);
    for element in elements {
        observer.unchecked_ref::<Thing>().observe(element);
    }
    keep(&observer);
}
