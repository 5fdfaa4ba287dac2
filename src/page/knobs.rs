//! The sliders of the settings, each with a number field and a note where runs differ.

use gloo_events::EventListener;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::dom::{
    Label, append, append_text, css, find, listen, listen_input, make, set, set_property, set_travel, toggle,
};
use super::setting::{SHARED, Setting, Words, of_schedule, own};
use super::{Message, send};
use crate::chart::{Theme, styles};
use crate::dial::Dial;
use crate::list::{List as _, joined};
use crate::number;
use crate::scene::Scene;

/// Marks a field whose text cannot be a value.
const INVALID: &str = "aria-invalid";

/// All sliders of the settings.
pub struct Knobs {
    dials: Vec<Control>,
}

impl Knobs {
    /// Builds them.
    pub fn new() -> Self {
        let (shared, of_run, scheduled): (Element, Element, Element) =
            (find("knobs"), find("own-knobs"), find("schedule-knobs"));
        let mut dials = SHARED.into_iter().map(|setting| Control::new(&shared, setting)).list();
        dials.extend(own().map(|setting| Control::new(&of_run, setting)));
        dials.extend(of_schedule().map(|setting| Control::new(&scheduled, setting)));
        Knobs { dials }
    }

    /// Makes them show the scene.
    pub fn show(&mut self, scene: &Scene, theme: &'static Theme) {
        for control in &mut self.dials {
            control.show(scene, theme);
        }
    }

    /// Says beside a field why what was typed cannot be, or that it is well again.
    pub fn explain(&mut self, setting: Setting, error: Option<&str>) {
        for control in self.dials.iter_mut().filter(|control| control.setting == setting) {
            control.explain(error);
        }
    }

    /// The text in a field gives way to the value it has.
    pub fn take_back(&mut self, setting: Setting) {
        self.dials.iter_mut().filter(|control| control.setting == setting).for_each(Control::take_back);
    }

    /// Something is being typed into a field.
    pub fn typing(&mut self, setting: Setting) {
        for control in self.dials.iter_mut().filter(|control| control.setting == setting) {
            control.explain(None);
            control.held = true;
        }
    }

    /// The focus has left a field: what is wrong in it stays to be seen.
    pub fn leave(&mut self, setting: Setting) {
        let unfinished = |control: &&mut Control| control.setting == setting && !control.field.has_attribute(INVALID);
        self.dials.iter_mut().filter(unfinished).for_each(Control::take_back);
    }

    /// The texts in all fields give way to the values they have.
    pub fn take_back_all(&mut self) {
        self.dials.iter_mut().for_each(Control::take_back);
    }
}

/// A slider with its number field.
struct Control {
    setting: Setting,
    root: HtmlElement,
    label: Element,
    named: Option<Words>,
    travel: Element,
    slider: HtmlInputElement,
    field: HtmlInputElement,
    /// In place of slider and field where it is either on or off.
    switch: HtmlInputElement,
    note: Label,
    error: Element,
    shown: Option<Shown>,
    /// Whether the field has a text that is not a value yet, or cannot be one: it is left alone.
    held: bool,
    _listeners: Vec<EventListener>,
}

/// What a control shows, and so what decides whether it is written anew.
#[derive(PartialEq)]
struct Shown {
    values: Vec<(usize, f64)>,
    dial: Dial,
    theme: &'static Theme,
    runs: usize,
}

impl Control {
    fn new(parent: &Element, setting: Setting) -> Self {
        let id = setting.id();
        let (note_id, error_id, field_id) = (format!("{id}-note"), format!("{id}-error"), format!("{id}-number"));
        let root: HtmlElement = make("div", &[("class", "knob"), ("id", &format!("{id}-knob"))]);
        let label: Element = make("label", &[("for", &id)]);
        let travel: Element = make("div", &[("class", "travel")]);
        let slider: HtmlInputElement = make(
            "input",
            &[("type", "range"), ("id", &id), ("min", "0"), ("step", "1"), ("aria-describedby", &note_id)],
        );
        append(&travel, &slider);
        let field: HtmlInputElement = make(
            "input",
            &[
                ("type", "text"),
                ("id", &field_id),
                ("inputmode", "decimal"),
                ("autocomplete", "off"),
                ("spellcheck", "false"),
                ("aria-describedby", &error_id),
            ],
        );
        let switched: Element = make("span", &[("class", "switch")]);
        let switch: HtmlInputElement =
            make("input", &[("type", "checkbox"), ("role", "switch"), ("id", &format!("{id}-switch"))]);
        append(&switched, &switch);
        let note: Element = make("p", &[("class", "note"), ("id", &note_id)]);
        let error: Element = make("p", &[("class", "error"), ("id", &error_id), ("role", "alert")]);
        for child in [&label, &travel, &field, &switched, &note, &error] {
            append(&root, child);
        }
        append(parent, &root);
        let listeners = vec![
            listen_input(&slider, "input", move |slider| {
                send(Message::Slid(setting, slider.value_as_number() as u32));
            }),
            listen_input(&slider, "change", |_| send(Message::LetGo)),
            listen_input(&switch, "change", move |switch| {
                send(Message::Slid(setting, u32::from(switch.checked())));
                send(Message::LetGo);
            }),
            listen_input(&field, "change", move |field| send(Message::Typed(setting, field.value()))),
            listen_input(&field, "input", move |_| send(Message::Typing(setting))),
            listen_input(&field, "blur", move |_| send(Message::Left(setting))),
            listen(&field, "keydown", move |event| {
                use wasm_bindgen::JsCast;
                if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                    send(Message::TakenBack(setting));
                }
            }),
        ];
        let note = Label::new(note);
        Control {
            setting,
            root,
            label,
            named: None,
            travel,
            slider,
            field,
            switch,
            note,
            error,
            shown: None,
            held: false,
            _listeners: listeners,
        }
    }

    fn show(&mut self, scene: &Scene, theme: &'static Theme) {
        self.name(self.setting.words(scene), self.setting.is_switch(scene));
        if self.named.is_none() {
            return;
        }
        let now =
            Shown { values: self.setting.values(scene), dial: self.setting.dial(scene), theme, runs: scene.runs.len() };
        if self.shown.as_ref() == Some(&now) {
            return;
        }
        self.write(scene, &now);
        self.shown = Some(now);
    }

    /// Takes these words; without any it is hidden.
    fn name(&mut self, words: Option<Words>, is_switch: bool) {
        self.root.set_hidden(words.is_none());
        let Some(Words { name, symbol, help }) = words.filter(|_| self.named != words) else {
            self.named = words;
            return;
        };
        self.named = words;
        self.shown = None;
        toggle(&self.root, "either", is_switch);
        let id = self.setting.id();
        set(&self.label, "for", &if is_switch { format!("{id}-switch") } else { id });
        self.label.set_text_content(Some(&if name.is_empty() { String::new() } else { format!("{name} ") }));
        let mut letters = symbol.chars();
        let first: String = letters.by_ref().take(1).collect();
        append_text(&self.label, "i", &first);
        let _ = self.label.append_with_str_1(&format!("{} ", letters.as_str()));
        if name.is_empty() {
            // A setting of one run has room for its words.
            append_text(&self.label, "small", help);
        }
        set(&self.label, "title", help);
        let called = if symbol.is_empty() { help } else { symbol };
        set(&self.field, "aria-label", format!("{name} {called}, number").trim_start());
    }

    fn write(&mut self, scene: &Scene, now: &Shown) {
        let Shown { values, dial, theme, .. } = now;
        while let Some(mark) = self.travel.last_element_child().filter(|last| last.class_name() == "mark") {
            mark.remove();
        }
        let Some((_, first)) = values.first().copied() else {
            return self.show_none();
        };
        self.slider.set_disabled(false);
        self.field.set_disabled(false);
        let differs = values.iter().any(|(_, value)| *value != first);
        let places: Vec<f64> = values.iter().map(|(_, value)| f64::from(dial.position(*value))).list();
        let position = places.iter().sum::<f64>() / places.len() as f64;
        let last = f64::from(dial.last());
        self.switch.set_checked(first != 0.0);
        self.slider.set_max(&dial.last().to_string());
        self.slider.set_value_as_number(position.round());
        set_travel(&self.slider, position, last);
        toggle(&self.root, "differs", differs);
        let names = scene.names();
        let text = number::shortest(first);
        let listed: Vec<String> =
            values.iter().map(|(run, value)| format!("{} {}", names[*run], number::shortest(*value))).list();
        let listed = joined(&listed, ", ");
        set(&self.slider, "aria-valuetext", if differs { &listed } else { &text });
        if !self.held {
            self.field.set_value(if differs { "" } else { &text });
        }
        self.field.set_placeholder(if differs { "differs" } else { "" });
        self.note.set(if differs { &listed } else { "" });
        if differs {
            let styles = styles(scene);
            for ((run, _), place) in values.iter().zip(places) {
                let mark: Element = make("span", &[("class", "mark")]);
                set_property(&mark, "--place", &number::fixed(place / last, 4));
                set_property(&mark, "--run", &css(theme.run(styles[*run])));
                append(&self.travel, &mark);
            }
        }
    }

    /// No run has this setting.
    fn show_none(&mut self) {
        self.slider.set_disabled(true);
        set(&self.slider, "aria-valuetext", "no run has it");
        self.field.set_disabled(true);
        self.field.set_value("");
        self.field.set_placeholder("no run");
        self.note.set("");
        toggle(&self.root, "differs", false);
    }

    fn take_back(&mut self) {
        self.explain(None);
        self.shown = None;
    }

    fn explain(&mut self, error: Option<&str>) {
        self.held = error.is_some();
        self.error.set_text_content(error);
        // An attribute that cannot be set leaves the words, which say it all.
        let _ = match error {
            Some(_) => self.field.set_attribute(INVALID, "true"),
            None => self.field.remove_attribute(INVALID),
        };
    }
}
