//! The sliders of the settings, each with a number field and a note where runs differ.

use super::dom::{Label, Thing, css, find, make};
use super::setting::{SHARED, Setting, Words, of_schedule, own};
use super::{Message, send};
use crate::chart::{Theme, styles};
use crate::dial::Dial;
use crate::list::{List as _, joined};
use crate::number;
use crate::scene::{Change, Scene};

/// Marks a field whose text cannot be a value.
const INVALID: &str = "aria-invalid";

/// All sliders of the settings.
pub struct Knobs {
    dials: Vec<Control>,
}

impl Knobs {
    /// Builds those that are seen first.
    pub fn new() -> Self {
        let shared = find("knobs");
        Knobs { dials: SHARED.iter().map(|setting| Control::new(&shared, *setting)).list() }
    }

    /// Builds those of a run looked at closely, which the first picture need not wait for.
    fn build_own(&mut self) {
        let (of_run, scheduled) = (find("own-knobs"), find("schedule-knobs"));
        self.dials.extend(own().map(|setting| Control::new(&of_run, setting)));
        self.dials.extend(of_schedule().map(|setting| Control::new(&scheduled, setting)));
    }

    /// Makes them show the scene.
    pub fn show(&mut self, scene: &Scene, theme: &'static Theme) {
        if scene.chosen.is_some() && self.dials.len() == SHARED.len() {
            self.build_own();
        }
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
        let unfinished = |control: &&mut Control| control.setting == setting && !control.field.has(INVALID);
        self.dials.iter_mut().filter(unfinished).for_each(Control::take_back);
    }

    /// The texts in all fields give way to the values they have.
    pub fn take_back_all(&mut self) {
        self.dials.iter_mut().for_each(Control::take_back);
    }
}

/// Every setting that has a slider.
fn all() -> impl Iterator<Item = Setting> {
    SHARED.iter().copied().chain(own()).chain(of_schedule())
}

/// Something happened to a slider, or to what belongs to it.
pub fn hear(kind: &str, event: &Thing, target: &Thing) {
    let Some(id) = target.closest(".knob").map(|knob| knob.text("id")) else { return };
    let Some(setting) = all().find(|setting| [&setting.id(), "-knob"].concat() == id) else { return };
    send(match (target.text("type").as_str(), kind) {
        ("range", "input") => Message::Slid(setting, target.number("valueAsNumber") as u32),
        ("checkbox", "change") => Message::Slid(setting, u32::from(target.is("checked"))),
        ("text", "change") => Message::Typed(setting, target.value()),
        ("text", "input") => Message::Typing(setting),
        ("text", "focusout") => Message::Left(setting),
        ("text", "keydown") if event.text("key") == "Escape" => Message::TakenBack(setting),
        _ => return,
    });
}

/// A slider with its number field.
struct Control {
    setting: Setting,
    root: Thing,
    label: Thing,
    named: Option<Words>,
    travel: Thing,
    slider: Thing,
    field: Thing,
    /// In place of slider and field where it is either on or off.
    switch: Thing,
    note: Label,
    error: Thing,
    shown: Option<Shown>,
    /// Whether the field has a text that is not a value yet, or cannot be one: it is left alone.
    held: bool,
}

/// What a control shows, and so what decides whether it is written anew.
#[derive(PartialEq)]
struct Shown {
    values: Vec<(usize, f64)>,
    dial: Dial,
    theme: &'static Theme,
    runs: usize,
    changes: Vec<Change>,
}

impl Control {
    fn new(parent: &Thing, setting: Setting) -> Self {
        let id = setting.id();
        let part = |ending: &str| find(&[&id, ending].concat());
        let root = make("div", &[("class", "knob"), ("id", &[&id, "-knob"].concat())]);
        root.fill("knob", &id);
        parent.append(&root);
        let label = root.first();
        Control {
            setting,
            travel: label.next(),
            label,
            root,
            named: None,
            slider: part(""),
            field: part("-number"),
            switch: part("-switch"),
            note: Label::new(part("-note")),
            error: part("-error"),
            shown: None,
            held: false,
        }
    }

    fn show(&mut self, scene: &Scene, theme: &'static Theme) {
        self.name(self.setting.words(scene), self.setting.is_switch(scene));
        if self.named.is_none() {
            return;
        }
        let now = Shown {
            values: self.setting.values(scene),
            dial: self.setting.dial(scene),
            theme,
            runs: scene.runs.len(),
            changes: scene.changes.clone(),
        };
        if self.shown.as_ref() == Some(&now) {
            return;
        }
        self.write(scene, &now);
        self.shown = Some(now);
    }

    /// Takes these words; without any it is hidden.
    fn name(&mut self, words: Option<Words>, is_switch: bool) {
        self.root.hide(words.is_none());
        let Some(Words { name, symbol, help }) = words.filter(|_| self.named != words) else {
            self.named = words;
            return;
        };
        self.named = words;
        self.shown = None;
        self.root.toggle("either", is_switch);
        let id = self.setting.id();
        self.label.set("for", &if is_switch { format!("{id}-switch") } else { id });
        self.label.say(&if name.is_empty() { String::new() } else { [name, " "].concat() });
        let mut letters = symbol.chars();
        // Letters that stand for a number are italic, words are not.
        if symbol.chars().nth(1).is_none_or(|second| !second.is_ascii()) {
            let first: String = letters.by_ref().take(1).collect();
            self.label.append_text("i", &first);
        }
        self.label.append_words(&[letters.as_str(), " "].concat());
        if name.is_empty() {
            // A setting of one run has room for its words.
            self.label.append_text("small", help);
        }
        self.label.set("title", help);
        let called = if symbol.is_empty() { help } else { symbol };
        self.field.set("aria-label", format!("{name} {called}, number").trim_start());
    }

    fn write(&mut self, scene: &Scene, now: &Shown) {
        let Shown { values, dial, theme, changes, .. } = now;
        while let Some(mark) = self.slider.thing("nextElementSibling") {
            mark.remove();
        }
        let Some((_, first)) = values.first().copied() else {
            return self.show_none();
        };
        self.slider.switch("disabled", false);
        self.field.switch("disabled", false);
        let differs = values.iter().any(|(_, value)| *value != first);
        let places: Vec<f64> = values.iter().map(|(_, value)| f64::from(dial.position(*value))).list();
        let position = places.iter().sum::<f64>() / places.len() as f64;
        let last = f64::from(dial.last());
        self.switch.switch("checked", first != 0.0);
        self.slider.put("max", last);
        self.slider.put("valueAsNumber", position.round());
        self.slider.travel(position, last);
        self.root.toggle("differs", differs);
        let names = scene.names();
        let text = number::shortest(first);
        let listed: Vec<String> =
            values.iter().map(|(run, value)| format!("{} {}", names[*run], number::shortest(*value))).list();
        let listed = joined(&listed, ", ");
        self.slider.set("aria-valuetext", if differs { &listed } else { &text });
        if !self.held {
            self.field.write("value", if differs { "" } else { &text });
        }
        self.field.set("placeholder", if differs { "differs" } else { "" });
        let mut note = if differs { listed } else { String::new() };
        for change in changes {
            if self.setting == Setting::Knob(change.knob) {
                let between = if note.is_empty() { "at step " } else { ", at step " };
                for part in [between, &number::count(change.at), ": ", &number::shortest(change.value)] {
                    note.push_str(part);
                }
            }
        }
        self.note.set(&note);
        if differs {
            let styles = styles(scene);
            for ((run, _), place) in values.iter().zip(places) {
                let mark = make("span", &[("class", "mark")]);
                mark.style("--place", &number::fixed(place / last, 4));
                mark.style("--run", &css(theme.run(styles[*run])));
                self.travel.append(&mark);
            }
        }
    }

    /// No run has this setting.
    fn show_none(&mut self) {
        self.slider.switch("disabled", true);
        self.slider.set("aria-valuetext", "no run has it");
        self.field.switch("disabled", true);
        self.field.write("value", "");
        self.field.set("placeholder", "no run");
        self.note.set("");
        self.root.toggle("differs", false);
    }

    fn take_back(&mut self) {
        self.explain(None);
        self.shown = None;
    }

    fn explain(&mut self, error: Option<&str>) {
        self.held = error.is_some();
        self.error.say(error.unwrap_or_default());
        match error {
            Some(_) => self.field.set(INVALID, "true"),
            None => self.field.unset(INVALID),
        }
    }
}
