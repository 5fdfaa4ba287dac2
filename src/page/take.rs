//! What can be taken along: copied, or saved as a file.

use gloo_events::EventListener;
use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Element, HtmlAnchorElement, HtmlSelectElement, HtmlTextAreaElement, Url};

use super::canvas::CanvasSheet;
use super::dom::{Label, find, listen, make, window};
use super::sheet::PageSheet;
use super::{Message, menu, send};
use crate::chart::{Theme, figure, svg};
use crate::export;
use crate::number;
use crate::stage::Stage;

/// Something to take along.
#[derive(Clone, Copy)]
pub enum Kind {
    /// The address of what is shown.
    Link,
    /// A script.
    Python,
    /// Every step, as CSV.
    Table,
    /// The charts as SVG.
    Svg,
    /// The charts in pixels.
    Png,
    /// The papers, as BibTeX.
    Papers,
}

/// The buttons of index.html, by their ids.
const BUTTONS: [(&str, Kind); 6] = [
    ("take-link", Kind::Link),
    ("take-python", Kind::Python),
    ("take-table", Kind::Table),
    ("take-svg", Kind::Svg),
    ("take-png", Kind::Png),
    ("take-papers", Kind::Papers),
];

/// The menu of what can be taken along.
pub struct Take {
    answer: Label,
    ratio: HtmlSelectElement,
    /// What could not be copied, for the visitor to copy.
    text: HtmlTextAreaElement,
    /// What is being copied.
    copied: String,
    /// The name of the file that is being painted.
    painted: String,
    /// The file that was saved last.
    saved: Option<String>,
    on_copied: Closure<dyn FnMut(JsValue)>,
    on_refused: Closure<dyn FnMut(JsValue)>,
    on_painted: Closure<dyn FnMut(JsValue)>,
    _listeners: Vec<EventListener>,
}

impl Take {
    /// Listens to the menu of index.html.
    pub fn new() -> Self {
        let mut listeners = menu::listeners("take");
        for (id, kind) in BUTTONS {
            listeners.push(listen(&find::<Element>(id), "click", move |_| send(Message::Take(kind))));
        }
        Take {
            answer: Label::new(find::<Element>("taken")),
            ratio: find("take-ratio"),
            text: find("take-text"),
            copied: String::new(),
            painted: String::new(),
            saved: None,
            on_copied: Closure::new(|_| send(Message::Copied(true))),
            on_refused: Closure::new(|_| send(Message::Copied(false))),
            on_painted: Closure::new(|blob| send(Message::Painted(blob))),
            _listeners: listeners,
        }
    }

    /// Makes what is wanted of what is shown, and hands it out.
    pub fn hand_out(&mut self, kind: Kind, stage: &Stage, theme: &'static Theme) {
        let scene = stage.scene();
        self.answer.set("");
        self.text.set_hidden(true);
        let name = |ending: &str| {
            let loss = scene.loss.description().map_or("formula", |description| description.id);
            format!("downhill-{loss}.{ending}")
        };
        match kind {
            Kind::Link => {
                let address = window().location().href().unwrap_or_default();
                let page = address.split('#').next().unwrap_or_default();
                self.copy(format!("{page}#{}", stage.link()));
            }
            Kind::Python => self.copy(export::python(scene)),
            Kind::Table if !stage.race().is_over() => self.answer.set("The race is still being run: try again soon"),
            Kind::Table => self.save_text(&name("csv"), &export::csv(scene, stage.race())),
            Kind::Papers => self.save_text(&name("bib"), &export::bibtex(scene)),
            Kind::Svg => {
                let picture = stage.picture(None, theme);
                let draw = |sheet: &mut _| figure::draw(&mut PageSheet::Svg(sheet), &picture);
                self.save_text(&name("svg"), &svg::text(&picture, figure::size(scene), draw));
            }
            Kind::Png => {
                let mut sheet = CanvasSheet::new(&make("div", &[]));
                let ratio = number::parse(&self.ratio.value()).unwrap_or(1.0);
                let (width, height) = figure::size(scene);
                sheet.resize((width, height), ((width * ratio) as u32, (height * ratio) as u32));
                sheet.clear();
                // What cannot be drawn is not there to be seen either.
                let _ = figure::draw(&mut PageSheet::Canvas(&mut sheet), &stage.picture(None, theme));
                self.painted = name("png");
                let _ = sheet.canvas().to_blob(self.on_painted.as_ref().unchecked_ref());
            }
        }
    }

    fn copy(&mut self, text: String) {
        let clipboard = window().navigator().clipboard();
        self.copied = text;
        // Only pages of a secure origin have one.
        if clipboard.is_undefined() {
            self.copied(false);
        } else {
            let _ = clipboard.write_text(&self.copied).then2(&self.on_copied, &self.on_refused);
        }
    }

    /// The clipboard has taken the text, or refused it: then it is shown, to be copied by hand.
    pub fn copied(&mut self, done: bool) {
        self.answer.set(if done { "Copied" } else { "Copying is not allowed here: copy this yourself" });
        self.text.set_hidden(done);
        if !done {
            self.text.set_value(&self.copied);
            self.text.select();
        }
    }

    /// The picture is there, or could not be made.
    pub fn painted(&mut self, blob: &JsValue) {
        let name = std::mem::take(&mut self.painted);
        self.save(&name, blob.dyn_ref());
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
        make::<HtmlAnchorElement>("a", &[("href", &url), ("download", name)]).click();
        self.answer.set(&format!("Saved as {name}"));
        self.saved = Some(url);
    }
}
