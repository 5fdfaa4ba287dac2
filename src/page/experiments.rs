//! The menu of experiments, and the card that says what to look for in the one that is open.

use gloo_events::EventListener;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

use super::dom::{append, append_text, document, find, focus, listen, make, set};
use super::{Message, Page, send};
use crate::experiment::{ALL, Experiment};

/// The menu and the card.
pub struct Experiments {
    opener: HtmlElement,
    menu: HtmlDialogElement,
    card: Element,
    shown: Option<&'static Experiment>,
    /// Of the button that takes the card away.
    close: Option<EventListener>,
    _listeners: Vec<EventListener>,
}

impl Experiments {
    /// Fills the menu of index.html. Its items are links: the browser opens them, its history knows them.
    pub fn new() -> Self {
        let (opener, list): (HtmlElement, Element) = (find("experiments-open"), find("experiments-list"));
        let page = document().base_uri().ok().flatten().unwrap_or_default();
        let page = page.split('#').next().unwrap_or_default();
        let mut listeners = vec![listen(&opener, "click", |_| send(Message::Experiments))];
        for experiment in ALL {
            let item = append_text(&list, "li", "");
            let link: Element = make("a", &[("href", &[page, "#", experiment.scene].concat())]);
            append_text(&link, "strong", experiment.title);
            append_text(&link, "span", experiment.question);
            append(&item, &link);
            listeners.push(listen(&link, "click", |_| send(Message::Experiment(experiment))));
        }
        Experiments {
            opener,
            menu: find("experiments"),
            card: find("experiment"),
            shown: None,
            close: None,
            _listeners: listeners,
        }
    }

    /// Opens the menu.
    pub fn open(&self) {
        // A dialog that cannot be opened stays closed.
        let _ = self.menu.show_modal();
    }

    /// Something has been chosen from the menu.
    pub fn close(&self) {
        self.menu.close();
    }

    /// Shows what to look for in an experiment; none takes the card away.
    pub fn show(&mut self, experiment: Option<&'static Experiment>) {
        let scene = |experiment: Option<&'static Experiment>| experiment.map(|experiment| experiment.scene);
        if scene(self.shown) == scene(experiment) {
            return;
        }
        (self.shown, self.close) = (experiment, None);
        self.card.set_text_content(None);
        let Some(experiment) = experiment else { return };
        let head = append_text(&self.card, "h2", experiment.title);
        append_text(&head, "span", experiment.question);
        append_text(&self.card, "p", experiment.look_for);
        let button = append_text(&self.card, "button", "×");
        set(&button, "class", "plain");
        set(&button, "aria-label", "Close the experiment");
        self.close = Some(listen(&button, "click", |_| send(Message::ExperimentRead)));
    }

    /// The card has been read: it goes, and the focus goes on to where the menu opens.
    pub fn read(&mut self) {
        self.show(None);
        focus(&self.opener);
    }
}

impl Page {
    /// Follows the link of an experiment: the browser does, but for what it cannot know.
    pub fn follow(&mut self, experiment: &Experiment) {
        self.experiments.close();
        // What is still to be written into the address would overwrite what the link leads to.
        self.address.rest();
        if self.address.scene() == experiment.scene {
            // A link to where the address is already leads nowhere.
            self.open_address();
        }
    }
}
