//! What the page says: the story, the loss, what was not understood.

use super::dom::{Label, Thing, css, find};
use super::setting;
use crate::chart::{Theme, styles};
use crate::number::count;
use crate::race::Span;
use crate::scene::{LossScale, Problem, Scene};
use crate::{loss, optimiser};

/// At most so many problems are listed; of the rest the number is told.
const MOST_PROBLEMS: usize = 12;

/// The texts of the page, and the switches beside them.
pub struct Words {
    story: Thing,
    told: Option<(Vec<Span>, &'static Theme)>,
    live: Option<bool>,
    /// Whether it was told while nothing is read out.
    unheard: bool,
    lesson: Label,
    losses: Thing,
    log: Thing,
    from_here: Thing,
    from_here_note: Label,
    problems: Thing,
    problems_list: Thing,
    help: Thing,
    /// Loss, scale and switch as they are shown.
    shown: Option<(String, LossScale, bool)>,
}

/// A word of a list, and what it means.
fn tell(list: &Thing, word: &str, meaning: &str) {
    let pair = list.append_text("div", "");
    pair.append_text("dt", word);
    pair.append_text("dd", meaning);
}

impl Words {
    /// Fills the parts of index.html.
    pub fn new() -> Self {
        let losses = find("loss");
        losses.say("");
        for loss in loss::ALL {
            losses.append_option(loss.id, &[loss.name, ": ", loss.formula].concat());
        }
        losses.append_option("", "Your own…");
        Words {
            story: find("story"),
            told: None,
            live: None,
            unheard: false,
            lesson: Label::of("lesson"),
            losses,
            log: find("log"),
            from_here: find("from-here"),
            from_here_note: Label::of("from-here-note"),
            problems: find("problems"),
            problems_list: find("problems-list"),
            help: find("help"),
            shown: None,
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
        self.losses.write("value", id);
        self.log.switch("checked", scene.scale == LossScale::Log);
        self.from_here.switch("checked", scene.from_here);
        self.shown = Some(now);
    }

    /// Tells the story: names of runs are underlined in their colours. It is read out only while
    /// nothing moves.
    pub fn tell(&mut self, spans: Vec<Span>, scene: &Scene, theme: &'static Theme, moving: bool) {
        if self.live != Some(!moving) {
            self.live = Some(!moving);
            self.story.set("aria-live", if moving { "off" } else { "polite" });
            // What was told meanwhile is told once more, so that it is read out.
            self.told = self.told.take().filter(|_| moving || !self.unheard);
        }
        let now = Some((spans, theme));
        if self.told == now {
            return;
        }
        self.unheard = moving;
        self.story.say("");
        let (names, styles) = (scene.names(), styles(scene));
        for span in now.iter().flat_map(|(spans, _)| spans) {
            let element = self.story.append_text(if span.strong { "strong" } else { "span" }, &span.text);
            if let Some(run) = names.iter().position(|name| span.strong && *name == span.text) {
                element.style("--run", &css(theme.run(styles[run])));
            }
        }
        self.told = now;
    }

    /// Lists what was not understood; nothing hides the list.
    pub fn list(&mut self, problems: &[Problem]) {
        self.problems_list.say("");
        for problem in problems.iter().take(MOST_PROBLEMS) {
            self.problems_list.append_text("li", &problem.to_string());
        }
        if problems.len() > MOST_PROBLEMS {
            let more = format!("and {} more", count(problems.len() - MOST_PROBLEMS));
            self.problems_list.append_text("li", &more);
        }
        self.problems.hide(problems.is_empty());
    }

    /// The list has been read: it closes, and the focus goes on to the page.
    pub fn understood(&mut self) {
        self.list(&[]);
        self.losses.focus();
    }

    /// Opens the list of keys and words, and fills it before the first time.
    pub fn help(&self) {
        let settings = find("settings-help");
        if settings.thing("firstElementChild").is_none() {
            for (words, acts_on) in setting::all_words() {
                tell(&settings, &[words.name, " ", words.symbol].concat(), &[words.help, ".", &acts_on].concat());
            }
            let optimisers = find("optimisers");
            for optimiser in optimiser::ALL {
                tell(&optimisers, optimiser.name, optimiser.summary);
            }
        }
        self.help.open();
    }
}
