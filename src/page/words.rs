//! What the page says: the story, the loss, what was not understood.

use std::borrow::Cow;

use gloo_events::EventListener;
use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::dom::{Label, append_text, css, fill_select, find, focus, listen, listen_input, set, set_property};
use super::{Message, send, setting};
use crate::chart::{Theme, styles};
use crate::number::count;
use crate::race::Span;
use crate::scene::{Action, LossScale, Problem, Scene};
use crate::{loss, optimiser};

/// At most so many problems are listed; of the rest the number is told.
const MOST_PROBLEMS: usize = 12;

/// The texts of the page, and the switches beside them.
pub struct Words {
    story: Element,
    told: Option<(Vec<Span>, &'static Theme)>,
    live: Option<bool>,
    lesson: Label,
    losses: HtmlSelectElement,
    log: HtmlInputElement,
    from_here: HtmlInputElement,
    from_here_note: Label,
    problems: HtmlElement,
    problems_list: Element,
    help: HtmlDialogElement,
    /// Loss, scale and switch as they are shown.
    shown: Option<(String, LossScale, bool)>,
    _listeners: Vec<EventListener>,
}

impl Words {
    /// Fills the parts of index.html.
    pub fn new() -> Self {
        let losses: HtmlSelectElement = find("loss");
        let options = loss::ALL.iter().map(|loss| (loss.id.into(), format!("{}: {}", loss.name, loss.formula)));
        let own = (Cow::Borrowed(""), "Your own…".to_owned());
        fill_select(&losses, options.chain([own]));
        let settings: Element = find("settings-help");
        for (words, acts_on) in setting::all_words() {
            let pair = append_text(&settings, "div", "");
            append_text(&pair, "dt", &format!("{} {}", words.name, words.symbol));
            append_text(&pair, "dd", &format!("{}.{}", words.help, acts_on));
        }
        let optimisers: Element = find("optimisers");
        for optimiser in optimiser::ALL {
            let pair = append_text(&optimisers, "div", "");
            append_text(&pair, "dt", optimiser.name);
            append_text(&pair, "dd", optimiser.summary);
        }
        let log: HtmlInputElement = find("log");
        let from_here: HtmlInputElement = find("from-here");
        let (reset, open, close): (Element, Element, Element) =
            (find("reset"), find("help-open"), find("problems-close"));
        let chosen = losses.clone();
        let listeners = vec![
            listen(&losses, "change", move |_| {
                send(match loss::by_id(&chosen.value()) {
                    Some(loss) => Message::Act(Action::Loss(loss)),
                    None => Message::OwnLoss,
                });
            }),
            listen_input(&log, "change", |switch| {
                let scale = if switch.checked() { LossScale::Log } else { LossScale::Linear };
                send(Message::Act(Action::Scale(scale)));
            }),
            listen_input(&from_here, "change", |switch| send(Message::Act(Action::FromHere(switch.checked())))),
            listen(&reset, "click", |_| send(Message::Reset)),
            listen(&open, "click", |_| send(Message::Help)),
            listen(&close, "click", |_| send(Message::Understood)),
        ];
        Words {
            story: find("story"),
            told: None,
            live: None,
            lesson: Label::new(find::<Element>("lesson")),
            losses,
            log,
            from_here,
            from_here_note: Label::new(find::<Element>("from-here-note")),
            problems: find("problems"),
            problems_list: find("problems-list"),
            help: find("help"),
            shown: None,
            _listeners: listeners,
        }
    }

    /// Makes the switches show the scene.
    pub fn show(&mut self, scene: &Scene) {
        let note = match scene.at {
            _ if !scene.from_here => String::new(),
            0 => "sliders act from the start".to_owned(),
            at if at == scene.steps => "go back first: here the race is over".to_owned(),
            at => format!("sliders act after step {}", count(at)),
        };
        self.from_here_note.set(&note);
        let id = scene.loss.description().map_or("", |description| description.id);
        let now = (id.to_owned(), scene.scale, scene.from_here);
        if self.shown.as_ref() == Some(&now) {
            return;
        }
        self.lesson.set(scene.loss.lesson());
        self.losses.set_value(id);
        self.log.set_checked(scene.scale == LossScale::Log);
        self.from_here.set_checked(scene.from_here);
        self.shown = Some(now);
    }

    /// Tells the story: names of runs are underlined in their colours. It is read out only while
    /// nothing moves.
    pub fn tell(&mut self, spans: Vec<Span>, scene: &Scene, theme: &'static Theme, moving: bool) {
        if self.live != Some(!moving) {
            self.live = Some(!moving);
            set(&self.story, "aria-live", if moving { "off" } else { "polite" });
            // What was told meanwhile is told once more, so that it is read out.
            self.told = self.told.take().filter(|_| moving);
        }
        let now = Some((spans, theme));
        if self.told == now {
            return;
        }
        self.story.set_text_content(None);
        let (names, styles) = (scene.names(), styles(scene));
        for span in now.iter().flat_map(|(spans, _)| spans) {
            let element = append_text(&self.story, if span.strong { "strong" } else { "span" }, &span.text);
            if let Some(run) = names.iter().position(|name| span.strong && *name == span.text) {
                set_property(&element, "--run", &css(theme.run(styles[run])));
            }
        }
        self.told = now;
    }

    /// Lists what was not understood; nothing hides the list.
    pub fn list(&mut self, problems: &[Problem]) {
        self.problems_list.set_text_content(None);
        for problem in problems.iter().take(MOST_PROBLEMS) {
            append_text(&self.problems_list, "li", &problem.to_string());
        }
        if problems.len() > MOST_PROBLEMS {
            let more = format!("and {} more", count(problems.len() - MOST_PROBLEMS));
            append_text(&self.problems_list, "li", &more);
        }
        self.problems.set_hidden(problems.is_empty());
    }

    /// The list has been read: it closes, and the focus goes on to the page.
    pub fn understood(&mut self) {
        self.list(&[]);
        focus(&self.losses);
    }

    /// Opens the list of keys and words.
    pub fn help(&self) {
        if !self.help.open() {
            // A dialog that cannot be opened stays closed.
            let _ = self.help.show_modal();
        }
    }
}
