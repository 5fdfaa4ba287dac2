//! One run looked at closely: its settings, its name and colour, what can be done with it; or its arithmetic.

use super::dom::{Thing, css, find, make};
use super::rows::dash;
use crate::chart::{Theme, styles};
use crate::palette::{self, Style};
use crate::scene::{Closeup as Kind, Scene};
use crate::schedule;

/// The panel of the chosen run.
pub struct Closeup {
    root: Thing,
    shared: Thing,
    own: Thing,
    ledger: Thing,
    title: Thing,
    tabs: [(Thing, Kind); 2],
    name: Thing,
    schedule: Thing,
    colours: Vec<(Thing, &'static Style, Thing)>,
    buttons: [Thing; 3],
    shown: Option<Shown>,
}

/// What the panel shows, and so what decides whether it is written anew.
#[derive(PartialEq)]
struct Shown {
    chosen: Option<usize>,
    kind: Kind,
    name: String,
    own_name: String,
    style: Option<&'static Style>,
    schedule: &'static str,
    runs: usize,
    theme: &'static Theme,
}

impl Closeup {
    /// The panel of index.html.
    pub fn new() -> Self {
        Closeup {
            root: find("closeup"),
            shared: find("settings"),
            own: find("own"),
            ledger: find("ledger"),
            title: find("closeup-title"),
            tabs: [(find("closeup-settings"), Kind::Settings), (find("closeup-ledger"), Kind::Ledger)],
            name: find("own-name"),
            schedule: find("schedule"),
            colours: vec![],
            buttons: [find("own-up"), find("own-down"), find("own-remove")],
            shown: None,
        }
    }

    /// Fills its choices, when it is seen first.
    fn fill(&mut self) {
        for kind in &schedule::ALL {
            self.schedule.append_option(kind.id, kind.name);
        }
        let group = find("own-colours");
        for (place, &style) in palette::ALL.iter().enumerate() {
            let label = make("label", &[("title", style.name)]);
            label.fill("colour", &place.to_string());
            let radio = label.first();
            radio.set("aria-label", style.name);
            dash(&radio.next(), style);
            group.append(&label);
            self.colours.push((radio, style, label));
        }
    }

    /// Makes it show the chosen run; without one the shared settings are shown.
    pub fn show(&mut self, scene: &Scene, theme: &'static Theme) {
        let run = scene.chosen.and_then(|chosen| scene.runs.get(chosen).zip(Some(chosen)));
        let now = Shown {
            chosen: scene.chosen,
            kind: scene.closeup,
            name: run.map_or(String::new(), |(_, chosen)| scene.names().swap_remove(chosen)),
            own_name: run.map_or(String::new(), |(run, _)| run.name.clone()),
            style: run.map(|(_, chosen)| styles(scene)[chosen]),
            schedule: run.map_or("", |(run, _)| run.schedule.parts().0.id),
            runs: scene.runs.len(),
            theme,
        };
        if self.shown.as_ref() == Some(&now) {
            return;
        }
        self.root.hide(run.is_none());
        self.shared.hide(run.is_some());
        if let Some((run, chosen)) = run {
            if self.colours.is_empty() {
                self.fill();
            }
            self.title.say(&now.name);
            self.own.hide(now.kind != Kind::Settings);
            self.ledger.hide(now.kind != Kind::Ledger);
            for (tab, kind) in &self.tabs {
                tab.press(*kind == now.kind);
            }
            if self.name.value().trim() != run.name {
                self.name.write("value", &run.name);
            }
            self.schedule.write("value", now.schedule);
            self.name.set("placeholder", run.optimiser.name);
            for (radio, style, label) in &self.colours {
                radio.switch("checked", now.style == Some(*style));
                label.style("--run", &css(theme.run(style)));
            }
            let ends = [chosen == 0, chosen + 1 == now.runs, now.runs == 1];
            for (button, end) in self.buttons.iter().zip(&ends) {
                button.switch("disabled", *end);
            }
            if let Some(style) = now.style {
                self.title.style("--run", &css(theme.run(style)));
            }
        }
        self.shown = Some(now);
    }

    /// The panel has been opened by hand: the focus goes to its title.
    pub fn focus(&self) {
        self.title.focus();
    }
}
