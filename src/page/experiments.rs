//! The menu of experiments, and the card that says what to look for in the one that is open.

use super::Page;
use super::dom::{Thing, find, make, of_window};
use crate::experiment::{ALL, Experiment};

/// The menu and the card.
pub struct Experiments {
    opener: Thing,
    menu: Thing,
    card: Thing,
    shown: Option<&'static Experiment>,
}

impl Experiments {
    /// The menu of index.html.
    pub fn new() -> Self {
        Experiments {
            opener: find("experiments-open"),
            menu: find("experiments"),
            card: find("experiment"),
            shown: None,
        }
    }

    /// Opens the menu, and fills it before the first time. Its items are links: the browser opens them, its history
    /// knows them.
    pub fn open(&self) {
        let list = find("experiments-list");
        if list.thing("firstElementChild").is_none() {
            let page = of_window("document").text("baseURI");
            let page = page.split('#').next().unwrap_or_default();
            for (place, experiment) in ALL.iter().enumerate() {
                let item = list.append_text("li", "");
                let id = format!("experiment-{place}");
                let link = make("a", &[("id", &id), ("href", &[page, "#", experiment.scene].concat())]);
                link.append_text("strong", experiment.title);
                link.append_text("span", experiment.question);
                item.append(&link);
            }
        }
        self.menu.open();
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
        self.shown = experiment;
        self.card.say("");
        let Some(experiment) = experiment else { return };
        let head = self.card.append_text("h2", experiment.title);
        head.append_text("span", experiment.question);
        self.card.append_text("p", experiment.look_for);
        let button = self.card.append_text("button", "×");
        button.set("id", "experiment-close");
        button.set("class", "plain");
        button.set("aria-label", "Close the experiment");
    }

    /// The card has been read: it goes, and the focus goes on to where the menu opens.
    pub fn read(&mut self) {
        self.show(None);
        self.opener.focus();
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
