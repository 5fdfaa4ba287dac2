//! Play, step, scrub: the controls of the iteration.

use super::Page;
use super::dom::{Label, Thing, find};
use crate::number::{self, count, shortest};
use crate::scene::{Action, SPEEDS, Scene};

/// The bar below the landscape.
pub struct Transport {
    play: Thing,
    iteration: Thing,
    word: Label,
    number: Label,
    length: Thing,
    error: Thing,
    speed: Thing,
    /// Iteration, length, whether it plays, speed.
    shown: Option<(usize, usize, bool, f64)>,
}

impl Transport {
    /// Fills the bar of index.html.
    pub fn new() -> Self {
        let (speed, counter) = (find("speed"), find("counter"));
        speed.say("");
        for &each in &SPEEDS {
            speed.append_option(&shortest(each), &(speed_name(each) + "×"));
        }
        counter.say("");
        let part = |tag: &str| Label::new(counter.append_text(tag, ""));
        let (word, number) = (part("span"), part("b"));
        counter.append_text("span", " of");
        let (play, iteration, length, error) = (find("play"), find("iteration"), find("steps"), find("steps-error"));
        Transport { play, iteration, word, number, length, error, speed, shown: None }
    }

    /// Makes it show the iteration, and whether the race is being played. `pointed` is the iteration
    /// at the pointer.
    pub fn show(&mut self, scene: &Scene, playing: bool, pointed: Option<usize>) {
        self.word.set(if pointed.is_some() { "at step " } else { "step " });
        self.number.set(&count(pointed.unwrap_or(scene.at)));
        let now = (scene.at, scene.steps, playing, scene.speed);
        if self.shown == Some(now) {
            return;
        }
        if self.shown.is_none_or(|(_, before, ..)| before != scene.steps) {
            self.length.write("value", &scene.steps.to_string());
            self.length.set("aria-invalid", "false");
            self.error.say("");
        }
        self.iteration.put("max", scene.steps as f64);
        self.iteration.put("valueAsNumber", scene.at as f64);
        self.iteration.set("aria-valuetext", &format!("step {} of {}", scene.at, scene.steps));
        self.iteration.travel(scene.at as f64, scene.steps as f64);
        if self.shown.is_none_or(|(.., before, _)| before != playing) {
            self.play.set("aria-label", if playing { "Pause" } else { "Play" });
            self.play.set("title", if playing { "Pause (space)" } else { "Play (space)" });
            self.play.toggle("playing", playing);
        }
        if self.shown.is_none_or(|(.., before)| before != scene.speed) {
            self.speed.write("value", &shortest(scene.speed));
        }
        self.shown = Some(now);
    }

    /// Says why the race cannot be so long as was typed, which stays in its field.
    fn refuse(&self, why: &str) {
        self.length.set("aria-invalid", "true");
        self.error.say(why);
    }
}

impl Page {
    /// Makes the race as long as was typed.
    pub fn set_length(&mut self, text: &str) {
        // What is no whole number is no length either.
        let length = number::parse(text).ok().filter(|steps| steps.fract() == 0.0).unwrap_or(0.0);
        match self.stage.act(Action::Length(length as usize)) {
            Ok(()) => {
                // The field has its number again, and nothing is wrong with it.
                self.transport.shown = None;
                self.address.want(self.stage.link());
            }
            Err(refusal) => self.transport.refuse(&refusal.to_string()),
        }
    }
}

fn speed_name(speed: f64) -> String {
    match shortest(speed).as_str() {
        "0.25" => "¼".to_owned(),
        "0.5" => "½".to_owned(),
        other => other.to_owned(),
    }
}
