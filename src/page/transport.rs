//! Play, step, scrub: the controls of the iteration.

use gloo_events::EventListener;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::dom::{Label, append_text, fill_select, find, listen, listen_input, set, set_travel, toggle};
use super::{Message, send};
use crate::number::{self, count, shortest};
use crate::scene::{Action, SPEEDS, Scene};
use crate::stage::Move;

/// The bar below the landscape.
pub struct Transport {
    play: HtmlButtonElement,
    iteration: HtmlInputElement,
    word: Label,
    number: Label,
    of: Label,
    speed: HtmlSelectElement,
    /// Iteration, length, whether it plays, speed.
    shown: Option<(usize, usize, bool, f64)>,
    _listeners: Vec<EventListener>,
}

impl Transport {
    /// Fills the bar of index.html.
    pub fn new() -> Self {
        let play: HtmlButtonElement = find("play");
        let iteration: HtmlInputElement = find("iteration");
        let speed: HtmlSelectElement = find("speed");
        fill_select(&speed, SPEEDS.into_iter().map(|each| (shortest(each).into(), format!("{}×", speed_name(each)))));
        let counter: Element = find("counter");
        counter.set_text_content(None);
        let word = append_text(&counter, "span", "");
        let number = append_text(&counter, "b", "");
        let of = append_text(&counter, "span", "");
        let mut listeners = vec![
            listen(&play, "click", |_| send(Message::Go(Move::Toggle))),
            listen_input(&iteration, "input", |slider| {
                send(Message::Go(Move::To(slider.value_as_number() as usize)));
            }),
        ];
        for (id, step) in [("back", Move::By(-1)), ("forward", Move::By(1)), ("restart", Move::Restart)] {
            let button: HtmlElement = find(id);
            listeners.push(listen(&button, "click", move |_| send(Message::Go(step))));
        }
        let chosen = speed.clone();
        listeners.push(listen(&speed, "change", move |_| {
            if let Ok(speed) = number::parse(&chosen.value()) {
                send(Message::Act(Action::Speed(speed)));
            }
        }));
        let (word, number, of) = (Label::new(word), Label::new(number), Label::new(of));
        Transport { play, iteration, word, number, of, speed, shown: None, _listeners: listeners }
    }

    /// Makes it show the iteration, and whether the race is being played. `pointed` is the iteration
    /// at the pointer.
    pub fn show(&mut self, scene: &Scene, playing: bool, pointed: Option<usize>) {
        self.word.set(if pointed.is_some() { "at step " } else { "step " });
        self.number.set(&count(pointed.unwrap_or(scene.at)));
        self.of.set(&format!(" of {}", count(scene.steps)));
        let now = (scene.at, scene.steps, playing, scene.speed);
        if self.shown == Some(now) {
            return;
        }
        self.iteration.set_max(&scene.steps.to_string());
        self.iteration.set_value_as_number(scene.at as f64);
        set(&self.iteration, "aria-valuetext", &format!("step {} of {}", scene.at, scene.steps));
        set_travel(&self.iteration, scene.at as f64, scene.steps as f64);
        if self.shown.is_none_or(|(.., before, _)| before != playing) {
            set(&self.play, "aria-label", if playing { "Pause" } else { "Play" });
            self.play.set_title(if playing { "Pause (space)" } else { "Play (space)" });
            toggle(&self.play, "playing", playing);
        }
        if self.shown.is_none_or(|(.., before)| before != scene.speed) {
            self.speed.set_value(&shortest(scene.speed));
        }
        self.shown = Some(now);
    }
}

fn speed_name(speed: f64) -> String {
    match shortest(speed).as_str() {
        "0.25" => "¼".to_owned(),
        "0.5" => "½".to_owned(),
        other => other.to_owned(),
    }
}
