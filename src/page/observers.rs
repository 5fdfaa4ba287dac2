//! What the browser tells of charts by itself: their sizes, and whether they are in sight.

use js_sys::Array;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, ResizeObserver, ResizeObserverBoxOptions,
    ResizeObserverEntry, ResizeObserverOptions, ResizeObserverSize,
};

use super::dom::{missing, window};
use super::{Message, send};

/// An observer with the closure it calls.
pub struct Observer<T> {
    _observer: T,
    _closure: Closure<dyn FnMut(Array)>,
}

/// Tells of every new size of these elements.
pub fn observe_sizes<'a>(sheets: impl Iterator<Item = &'a HtmlElement>) -> Observer<ResizeObserver> {
    let closure = Closure::<dyn FnMut(Array)>::new(|entries: Array| {
        for entry in entries.iter().filter_map(|entry| entry.dyn_into::<ResizeObserverEntry>().ok()) {
            let rect = entry.content_rect();
            let size = (rect.width(), rect.height());
            send(Message::Resized(entry.target(), size, device_size(&entry, size)));
        }
    });
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).unwrap_or_else(|_| missing("ResizeObserver"));
    let options = ResizeObserverOptions::new();
    // In pixels of the device it also tells of a change of `devicePixelRatio`.
    options.set_box(ResizeObserverBoxOptions::DevicePixelContentBox);
    for sheet in sheets {
        if can_tell_device_pixels() {
            observer.observe_with_options(sheet, &options);
        } else {
            observer.observe(sheet);
        }
    }
    Observer { _observer: observer, _closure: closure }
}

/// Whether observers here tell sizes in pixels of the device; Safari's do not.
fn can_tell_device_pixels() -> bool {
    let prototype = js_sys::Reflect::get(&js_sys::global(), &"ResizeObserverEntry".into())
        .and_then(|class| js_sys::Reflect::get(&class, &"prototype".into()));
    prototype
        .is_ok_and(|prototype| js_sys::Reflect::has(&prototype, &"devicePixelContentBoxSize".into()).unwrap_or(false))
}

/// The size in pixels of the device. Observers tell it to the pixel, magnified or not, but take no
/// notice of a ratio that is only emulated: they then tell CSS pixels.
fn device_size(entry: &ResizeObserverEntry, size: (f64, f64)) -> (u32, u32) {
    if !can_tell_device_pixels() {
        return scaled(size);
    }
    let Ok(told) = entry.device_pixel_content_box_size().get(0).dyn_into::<ResizeObserverSize>() else {
        return scaled(size);
    };
    let told = (told.inline_size(), told.block_size());
    let emulated = ratio() != 1.0 && (told.0 - size.0).abs() < 1.0 && (told.1 - size.1).abs() < 1.0;
    if emulated { scaled(size) } else { (told.0 as u32, told.1 as u32) }
}

/// Pixels of the device to a CSS pixel.
pub fn ratio() -> f64 {
    window().device_pixel_ratio()
}

/// A size in CSS pixels, in pixels of the device.
pub fn scaled((width, height): (f64, f64)) -> (u32, u32) {
    let ratio = ratio();
    ((width * ratio).round() as u32, (height * ratio).round() as u32)
}

/// Tells when these elements come into sight or go out of it.
pub fn observe_sight<'a>(elements: impl Iterator<Item = &'a Element>) -> Observer<IntersectionObserver> {
    let closure = Closure::<dyn FnMut(Array)>::new(|entries: Array| {
        for entry in entries.iter().filter_map(|entry: JsValue| entry.dyn_into::<IntersectionObserverEntry>().ok()) {
            send(Message::Seen(entry.target(), entry.is_intersecting()));
        }
    });
    let observer =
        IntersectionObserver::new(closure.as_ref().unchecked_ref()).unwrap_or_else(|_| missing("IntersectionObserver"));
    for element in elements {
        observer.observe(element);
    }
    Observer { _observer: observer, _closure: closure }
}
