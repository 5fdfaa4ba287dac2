//! The page's controls, found as a screen reader finds them: by their role and their accessible name.

use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::ExtensionCommand;
use thirtyfour::{By, Key, WebElement};

use crate::page::Page;
use crate::pointer::Point;

/// What a control is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    /// A slider.
    Slider,
    /// A field for text.
    Textbox,
    /// A button.
    Button,
    /// A list to choose from.
    Combobox,
    /// A switch.
    Switch,
    /// A box to tick.
    Checkbox,
    /// A link.
    Link,
}

impl Role {
    /// What the browser calls it, and the native elements that may have it.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Role::Slider => ("slider", "input[type=range], [role=slider]"),
            Role::Textbox => ("textbox", "input[type=text]"),
            Role::Button => ("button", "button"),
            Role::Combobox => ("combobox", "select"),
            Role::Switch => ("switch", "input[type=checkbox][role=switch]"),
            Role::Checkbox => ("checkbox", "input[type=checkbox]:not([role])"),
            Role::Link => ("link", "a[href]"),
        }
    }
}

/// The browser's own word on an element's role or name.
#[derive(Debug)]
struct Computed(String);

impl ExtensionCommand for Computed {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> Method {
        Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        self.0.as_str().into()
    }
}

/// One control of the page.
pub struct Control<'a> {
    page: &'a Page,
    element: WebElement,
    name: String,
}

impl Page {
    /// The browser's word on `what`, `label` or `role`, of an element.
    #[track_caller]
    fn computed(&self, element: &WebElement, what: &str) -> String {
        let command = Computed(format!("/element/{}/computed{what}", element.element_id()));
        let command = thirtyfour::common::command::Command::ExtensionCommand(Box::new(command));
        let answer = self.done(self.driver.cmd(command));
        let text: String = answer.value().unwrap_or_else(|error| panic!("no {what} was computed: {error}"));
        // To a screen reader both are a space.
        text.replace('\u{a0}', " ")
    }

    /// The accessible names of every control of this role that is seen.
    #[track_caller]
    pub fn names(&self, role: Role) -> Vec<String> {
        self.controls(role).into_iter().map(|(name, _)| name).collect()
    }

    #[track_caller]
    fn controls(&self, role: Role) -> Vec<(String, WebElement)> {
        let (called, selector) = role.names();
        let elements = self.done(self.driver.find_all(By::Css(selector)));
        // What is not drawn has no role; to ask for each would take its time.
        let drawn: Vec<bool> = self.script(
            "return [...document.querySelectorAll(arguments[0])].map(one => one.checkVisibility())",
            &[json!(selector)],
        );
        let elements = elements.into_iter().zip(drawn).filter(|(_, drawn)| *drawn).map(|(element, _)| element);
        let seen = elements.filter(|element| self.computed(element, "role") == called);
        seen.map(|element| (self.computed(&element, "label"), element)).collect()
    }

    /// The control of this role and this accessible name. There has to be exactly one.
    #[track_caller]
    pub fn find(&self, role: Role, name: &str) -> Control<'_> {
        let (mut found, others): (Vec<_>, Vec<_>) = self.controls(role).into_iter().partition(|(n, _)| n == name);
        let others: Vec<_> = others.into_iter().map(|(name, _)| name).collect();
        assert!(found.len() < 2, "more than one {role:?} is called “{name}”");
        let Some((name, element)) = found.pop() else { panic!("no {role:?} is called “{name}”, only {others:?}") };
        Control { page: self, element, name }
    }

    /// The slider of this name.
    #[track_caller]
    pub fn slider(&self, name: &str) -> Control<'_> {
        self.find(Role::Slider, name)
    }

    /// The number field beside the slider of this name.
    #[track_caller]
    pub fn number(&self, name: &str) -> Control<'_> {
        self.find(Role::Textbox, &format!("{name}, number"))
    }

    /// The button of this name.
    #[track_caller]
    pub fn button(&self, name: &str) -> Control<'_> {
        self.find(Role::Button, name)
    }

    /// The text field of this name.
    #[track_caller]
    pub fn textbox(&self, name: &str) -> Control<'_> {
        self.find(Role::Textbox, name)
    }

    /// The switch of this name.
    #[track_caller]
    pub fn switch(&self, name: &str) -> Control<'_> {
        self.find(Role::Switch, name)
    }
}

impl Control<'_> {
    /// Clicks on it.
    #[track_caller]
    pub fn click(&self) {
        self.page.done(self.element.click());
    }

    /// Puts the focus on it.
    #[track_caller]
    pub fn focus(&self) {
        self.page.done(self.element.focus());
    }

    /// Presses keys on it.
    #[track_caller]
    pub fn press(&self, keys: &[Key]) {
        self.page.done(self.element.send_keys(keys.iter().map(Key::value).collect::<String>()));
    }

    /// Types a text in the place of what stands there.
    #[track_caller]
    pub fn type_over(&self, text: &str) {
        self.page.done(self.element.click());
        self.page.done(self.element.send_keys(Key::Control + "a"));
        let text = if text.is_empty() { Key::Delete.value().to_string() } else { text.to_owned() };
        self.page.done(self.element.send_keys(text));
    }

    /// Types a text in the place of what stands there, and Enter.
    #[track_caller]
    pub fn enter(&self, text: &str) {
        self.type_over(text);
        self.press(&[Key::Enter]);
    }

    /// Chooses the option of this text.
    #[track_caller]
    pub fn choose(&self, option: &str) {
        let options = self.page.done(self.element.find_all(By::Tag("option")));
        let text = |option: &WebElement| self.page.done(option.text());
        let found = options.iter().find(|candidate| text(candidate) == option);
        let all: Vec<_> = options.iter().map(text).collect();
        let found = found.unwrap_or_else(|| panic!("“{}” has no option “{option}”, only {all:?}", self.name));
        self.page.done(found.click());
    }

    /// A property of the element, as text.
    #[track_caller]
    pub fn property(&self, name: &str) -> String {
        self.page.done(self.element.prop(name)).unwrap_or_default()
    }

    /// An attribute of the element.
    #[track_caller]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.page.done(self.element.attr(name))
    }

    /// What stands in it.
    #[track_caller]
    pub fn value(&self) -> String {
        self.property("value")
    }

    /// Whether it is ticked or on.
    #[track_caller]
    pub fn is_on(&self) -> bool {
        self.page.done(self.element.is_selected())
    }

    /// The position of a slider.
    #[track_caller]
    pub fn position(&self) -> u32 {
        self.value().parse().unwrap_or_else(|_| panic!("“{}” stands at {}", self.name, self.value()))
    }

    /// The point at which a slider's thumb has this part of its travel, 0 … 1, behind it.
    #[track_caller]
    pub fn point(&self, part: f64) -> Point {
        const HALF_A_THUMB: f64 = 10.0;
        let script = "arguments[0].scrollIntoView({ block: 'nearest', behavior: 'instant' });
            const box = arguments[0].getBoundingClientRect();
            return [box.x, box.y + box.height / 2, box.width];";
        let element = self.page.done(async { self.element.to_json() });
        let [left, y, width]: [f64; 3] = self.page.script(script, &[json!(element)]);
        Point { x: left + HALF_A_THUMB + part * (width - 2.0 * HALF_A_THUMB), y }
    }

    /// Where its thumb is now.
    #[track_caller]
    pub fn thumb(&self) -> Point {
        let number = |name: &str| self.property(name).parse::<f64>().unwrap_or(0.0);
        let (least, most) = (number("min"), number("max"));
        self.point((number("value") - least) / (most - least))
    }

    /// Drags its thumb to this part of its travel, 0 … 1, with the mouse.
    #[track_caller]
    pub fn drag_to(&self, part: f64) {
        self.page.drag(self.thumb(), self.point(part));
    }

    /// The texts of elements of this class in the same `.knob`.
    #[track_caller]
    pub fn beside(&self, class: &str) -> Vec<String> {
        let script = "const all = arguments[0].closest('.knob').querySelectorAll('.' + arguments[1]);
            return [...all].filter((one) => one.checkVisibility()).map((one) => one.innerText.trim());";
        let element = self.page.done(async { self.element.to_json() });
        self.page.script(script, &[json!(element), json!(class)])
    }
}
