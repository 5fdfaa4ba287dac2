//! One run looked at closely: its settings, its name and colour, what can be done with it; or its arithmetic.

use gloo_events::EventListener;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::dom::{Label, append, css, fill_select, find, focus, listen, listen_input, make, set, set_property};
use super::lineup::Lineup;
use super::rows::{dash, swatch};
use super::{Message, send};
use crate::chart::{Theme, styles};
use crate::palette::{self, Style};
use crate::scene::{Action, Closeup as Kind, Scene, Way};
use crate::schedule;

/// The panel of the chosen run.
pub struct Closeup {
    root: HtmlElement,
    shared: HtmlElement,
    own: HtmlElement,
    ledger: HtmlElement,
    title: HtmlElement,
    called: Label,
    tabs: [(HtmlButtonElement, Kind); 2],
    name: HtmlInputElement,
    schedule: HtmlSelectElement,
    colours: Vec<(HtmlInputElement, &'static Style, HtmlElement)>,
    buttons: [HtmlButtonElement; 3],
    shown: Option<Shown>,
    _listeners: Vec<EventListener>,
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
    /// Listens to the panel of index.html.
    pub fn new() -> Self {
        let name: HtmlInputElement = find("own-name");
        let title: HtmlElement = find("closeup-title");
        let schedule: HtmlSelectElement = find("schedule");
        fill_select(&schedule, schedule::ALL.iter().map(|kind| (kind.id.into(), kind.name.to_owned())));
        let picked = schedule.clone();
        let mut listeners = vec![
            listen(&schedule, "change", move |_| {
                if let Some(kind) = schedule::ALL.iter().find(|kind| kind.id == picked.value()) {
                    send(Message::Lineup(Lineup::Schedule((kind.with)(&kind.defaults()))));
                }
            }),
            listen(&find::<Element>("closeup-back"), "click", |_| send(Message::Lineup(Lineup::Choose(None)))),
            listen_input(&name, "input", |name| send(Message::Lineup(Lineup::Name(name.value())))),
            listen_input(&name, "change", |_| send(Message::LetGo)),
        ];
        let actions = [
            ("own-up", Lineup::Move(Way::Up)),
            ("own-down", Lineup::Move(Way::Down)),
            ("own-remove", Lineup::Remove),
            ("own-copy", Lineup::Copy),
        ];
        for (id, what) in actions {
            let button: Element = find(id);
            listeners.push(listen(&button, "click", move |_| send(Message::Lineup(what.clone()))));
        }
        let tabs = [("closeup-settings", Kind::Settings), ("closeup-ledger", Kind::Ledger)].map(|(id, kind)| {
            let tab: HtmlButtonElement = find(id);
            listeners.push(listen(&tab, "click", move |_| send(Message::Act(Action::Closeup(kind)))));
            (tab, kind)
        });
        let mut colours = Vec::with_capacity(palette::ALL.len());
        let group: Element = find("own-colours");
        for style in palette::ALL {
            let label: HtmlElement = make("label", &[("title", style.name)]);
            let radio: HtmlInputElement =
                make("input", &[("type", "radio"), ("name", "colour"), ("aria-label", style.name)]);
            append(&label, &radio);
            let swatch = swatch();
            dash(&swatch, style);
            append(&label, &swatch);
            append(&group, &label);
            listeners.push(listen_input(&radio, "change", move |_| {
                send(Message::Lineup(Lineup::Colour(style)));
            }));
            colours.push((radio, style, label));
        }
        Closeup {
            root: find("closeup"),
            shared: find("settings"),
            own: find("own"),
            ledger: find("ledger"),
            called: Label::new(title.clone()),
            title,
            tabs,
            name,
            schedule,
            colours,
            buttons: ["own-up", "own-down", "own-remove"].map(find),
            shown: None,
            _listeners: listeners,
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
        self.root.set_hidden(run.is_none());
        self.shared.set_hidden(run.is_some());
        if let Some((run, chosen)) = run {
            self.called.set(&now.name);
            self.own.set_hidden(now.kind != Kind::Settings);
            self.ledger.set_hidden(now.kind != Kind::Ledger);
            for (tab, kind) in &self.tabs {
                set(tab, "aria-pressed", if *kind == now.kind { "true" } else { "false" });
            }
            if self.name.value().trim() != run.name {
                self.name.set_value(&run.name);
            }
            self.schedule.set_value(now.schedule);
            set(&self.name, "placeholder", run.optimiser.name);
            for (radio, style, label) in &self.colours {
                radio.set_checked(now.style == Some(*style));
                set_property(label, "--run", &css(theme.run(style)));
            }
            let ends = [chosen == 0, chosen + 1 == now.runs, now.runs == 1];
            for (button, end) in self.buttons.iter().zip(ends) {
                button.set_disabled(end);
            }
            if let Some(style) = now.style {
                set_property(&self.title, "--run", &css(theme.run(style)));
            }
        }
        self.shown = Some(now);
    }

    /// The panel has been opened by hand: the focus goes to its title.
    pub fn focus(&self) {
        focus(&self.title);
    }
}
