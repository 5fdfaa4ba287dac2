//! Menus: a `details` each.

use super::dom::{Thing, find};

/// The ids of all menus.
const MENUS: [&str; 2] = ["looks", "take"];

/// A menu closes when something beside it is touched or has the focus, and on Escape.
pub fn hear(kind: &str, event: &Thing, target: &Thing) {
    for menu in &MENUS {
        let menu = find(menu);
        let within = menu.contains(target);
        let closes = match kind {
            "pointerdown" => !within,
            // Where nothing else gets the focus, it may come back.
            "focusout" => within && event.thing("relatedTarget").is_some_and(|to| !menu.contains(&to)),
            "keydown" => within && event.text("key") == "Escape",
            _ => return,
        };
        if closes {
            menu.switch("open", false);
            if kind == "keydown" {
                menu.first().focus();
            }
        }
    }
}
