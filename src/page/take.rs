//! What can be taken along: copied, or saved as a file.

use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Url};

use super::canvas::CanvasSheet;
use super::dom::{Label, Thing, callback, find, make, of_window};
use super::sheet::PageSheet;
use super::{Message, send};
use crate::chart::{Theme, figure, svg};
use crate::export;
use crate::number;
use crate::stage::Stage;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(method, js_name = writeText)]
    fn write_text(this: &Thing, text: &str) -> Thing;
    #[wasm_bindgen(method)]
    fn then(this: &Thing, done: &JsValue, refused: &JsValue);
    #[wasm_bindgen(method)]
    fn click(this: &Thing);
    #[wasm_bindgen(method, js_name = toBlob)]
    fn to_blob(this: &Thing, done: &JsValue);
}

/// Something to take along.
pub enum Kind {
    /// The address of what is shown.
    Link,
    /// This text, which another program has made of the scene: to be copied.
    Copy(String),
    /// This text, to be saved in a file with this ending.
    Save(String, String),
    /// Every step, as CSV.
    Table,
    /// The charts as SVG.
    Svg,
    /// The charts in pixels.
    Png,
}

/// The menu of what can be taken along.
pub struct Take {
    answer: Label,
    ratio: Thing,
    /// What could not be copied, for the visitor to copy.
    text: Thing,
    /// What is being copied.
    copied: String,
    /// The name of the file that was painted last.
    painted: String,
    /// The file that was saved last.
    saved: Option<String>,
    on_copied: JsValue,
    on_refused: JsValue,
    on_painted: JsValue,
}

/// The charts of what is shown, as the text of a picture.
pub fn svg_of(stage: &Stage, theme: &'static Theme) -> String {
    let picture = stage.picture(None, theme);
    let draw = |sheet: &mut _| figure::draw(&mut PageSheet::Svg(sheet), &picture);
    svg::text(&picture, figure::size(stage.scene()), draw)
}

impl Take {
    /// The menu of index.html.
    pub fn new() -> Self {
        Take {
            answer: Label::of("taken"),
            ratio: find("take-ratio"),
            text: find("take-text"),
            copied: String::new(),
            painted: String::new(),
            saved: None,
            on_copied: callback(|_| send(Message::Copied(true))),
            on_refused: callback(|_| send(Message::Copied(false))),
            on_painted: callback(|blob| send(Message::Painted(blob))),
        }
    }

    /// Makes what is wanted of what is shown, and hands it out.
    pub fn hand_out(&mut self, kind: Kind, stage: &Stage, theme: &'static Theme) {
        let scene = stage.scene();
        self.answer.set("");
        self.text.hide(true);
        let name = |ending: &str| {
            let loss = scene.loss.description().map_or("formula", |description| description.id);
            format!("downhill-{loss}.{ending}")
        };
        match kind {
            Kind::Link => {
                let address = of_window("location").text("href");
                let page = address.split('#').next().unwrap_or_default();
                self.copy(format!("{page}#{}", stage.link()));
            }
            Kind::Copy(text) => self.copy(text),
            Kind::Save(ending, text) => self.save_text(&name(&ending), &text),
            Kind::Table if !stage.race().is_over() => self.answer.set("The race is still being run: try again soon"),
            Kind::Table => self.save_text(&name("csv"), &export::csv(scene, stage.race())),
            Kind::Svg => self.save_text(&name("svg"), &svg_of(stage, theme)),
            Kind::Png => {
                let mut sheet = CanvasSheet::new(&make("div", &[]));
                let ratio = number::parse(&self.ratio.value()).unwrap_or(1.0);
                let (width, height) = figure::size(scene);
                sheet.resize((width, height), ((width * ratio) as u32, (height * ratio) as u32));
                sheet.clear();
                // What cannot be drawn is not there to be seen either.
                let _ = figure::draw(&mut PageSheet::Canvas(&mut sheet), &stage.picture(None, theme));
                self.painted = name("png");
                sheet.canvas().to_blob(&self.on_painted);
            }
        }
    }

    fn copy(&mut self, text: String) {
        self.copied = text;
        // Only pages of a secure origin have one.
        if let Some(clipboard) = of_window("navigator").thing("clipboard") {
            clipboard.write_text(&self.copied).then(&self.on_copied, &self.on_refused);
        } else {
            self.copied(false);
        }
    }

    /// The clipboard has taken the text, or refused it: then it is shown, to be copied by hand.
    pub fn copied(&mut self, done: bool) {
        self.answer.set(if done { "Copied" } else { "Copying is not allowed here: copy this yourself" });
        self.text.hide(done);
        if !done {
            self.text.write("value", &self.copied);
            self.text.select();
        }
    }

    /// The picture is there, or could not be made.
    pub fn painted(&mut self, blob: &Thing) {
        let name = self.painted.clone();
        // Where there is none it is null.
        self.save(&name, (!blob.is_null()).then(|| blob.unchecked_ref()));
    }

    fn save_text(&mut self, name: &str, text: &str) {
        let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()));
        self.save(name, blob.ok().as_ref());
    }

    fn save(&mut self, name: &str, blob: Option<&Blob>) {
        // Whoever saves the next file has got the one before.
        if let Some(former) = self.saved.take() {
            let _ = Url::revoke_object_url(&former);
        }
        let Some(url) = blob.and_then(|blob| Url::create_object_url_with_blob(blob).ok()) else {
            return self.answer.set("The file could not be made");
        };
        make("a", &[("href", &url), ("download", name)]).click();
        self.answer.set(&format!("Saved as {name}"));
        self.saved = Some(url);
    }
}
