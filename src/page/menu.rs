//! Menus: a `details` each.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, FocusEvent, HtmlElement, KeyboardEvent};

use super::dom::{document, find, focus, listen};

/// The menu with this id closes when something beside it is touched or has the focus, and on Escape.
pub fn listeners(id: &str) -> Vec<EventListener> {
    let menu: Element = find(id);
    let close_unless_in = |menu: &Element, target: Option<EventTarget>| {
        let target = target.and_then(|target| target.dyn_into::<Element>().ok());
        if !target.is_some_and(|target| menu.contains(Some(&target))) {
            // What cannot be closed stays open.
            let _ = menu.remove_attribute("open");
        }
    };
    let (touched, left, pressed) = (menu.clone(), menu.clone(), menu.clone());
    vec![
        listen(&document(), "pointerdown", move |event| close_unless_in(&touched, event.target())),
        listen(&menu, "focusout", move |event| {
            // Where nothing else gets the focus, it may come back.
            let to = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
            if to.is_some() {
                close_unless_in(&left, to);
            }
        }),
        listen(&menu, "keydown", move |event: &Event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                let _ = pressed.remove_attribute("open");
                if let Ok(Some(summary)) = pressed.query_selector("summary") {
                    let _ = summary.dyn_into::<HtmlElement>().map(|summary| focus(&summary));
                }
            }
        }),
    ]
}
