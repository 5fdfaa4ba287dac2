//! From a scene to text.

use std::fmt::Write as _;

use super::{Change, Closeup, Coordinates, LossScale, Pinned, Run, Scene, article_runs, default_steps};
use crate::list::{List as _, joined};
use crate::loss::{ALL, Loss};
use crate::number::{coordinates, shortest};
use crate::point::Axis;
use crate::schedule::Schedule;

impl Scene {
    /// The shortest text that reads as this scene: only what differs from the defaults. Empty for
    /// the article's experiment.
    ///
    /// ```
    /// use downhill::scene::Scene;
    /// assert_eq!(Scene::default().write(), "");
    /// assert_eq!(Scene::read("start=1&at=1000&run=adam,lr:0.01").0.write(), "start=1&run=adam");
    /// ```
    #[must_use]
    pub fn write(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        if self.loss != Loss::from(ALL[0]) {
            parts.push(loss(&self.loss));
        }
        let dimensions = self.loss.dimensions();
        if self.start != self.loss.start() {
            parts.push(format!("start={}", coordinates(self.start, dimensions)));
        }
        if self.steps != default_steps(&self.loss) {
            parts.push(format!("steps={}", self.steps));
        }
        runs(&mut parts, &self.runs, &self.changes, &article_runs());
        if let Some(Pinned { loss: pinned, start, runs: of, changes }) = &self.pinned {
            let mut inner: Vec<String> = Vec::new();
            if *pinned != self.loss {
                inner.push(loss(pinned));
            }
            if *start != self.start {
                inner.push(format!("start={}", coordinates(*start, dimensions)));
            }
            runs(&mut inner, of, changes, &self.runs);
            parts.push(format!("pin={}", encoded(&joined(&inner, "&"))));
        }
        let hidden = self.runs.iter().enumerate().filter(|(_, run)| !run.shown);
        let hidden: Vec<String> = hidden.map(|(index, _)| (index + 1).to_string()).list();
        if !hidden.is_empty() {
            parts.push(format!("hide={}", joined(&hidden, ",")));
        }
        if self.from_here {
            parts.push("from=here".to_owned());
        }
        if self.scale == LossScale::Linear {
            parts.push("scale=linear".to_owned());
        }
        if self.speed != 1.0 {
            parts.push(format!("speed={}", shortest(self.speed)));
        }
        if let Some(view) = self.view {
            let ends = |axis: &Axis| format!("{},{}", shortest(view.least[*axis]), shortest(view.greatest[*axis]));
            let ends: Vec<String> = Axis::of(dimensions).iter().map(ends).list();
            parts.push(format!("view={}", joined(&ends, ",")));
        }
        match self.coordinates {
            Coordinates::X => parts.push("theta=x".to_owned()),
            Coordinates::Y => parts.push("theta=y".to_owned()),
            Coordinates::Both => {}
        }
        if !self.vectors.is_empty() {
            let ids: Vec<&str> = self.vectors.iter().map(|vector| vector.id()).list();
            parts.push(format!("vectors={}", joined(&ids, ",")));
        }
        if self.fading {
            parts.push("trails=fade".to_owned());
        }
        if self.many_starts {
            parts.push("starts=many".to_owned());
        }
        if let Some(inside) = self.inside {
            parts.push(format!("inside={}", inside.id()));
        }
        if let Some(map) = &self.map {
            parts.push(format!("map={}", map.write()));
        }
        if let Some(chosen) = self.chosen {
            let key = match self.closeup {
                Closeup::Settings => "tune",
                Closeup::Ledger => "ledger",
            };
            parts.push(format!("{key}={}", chosen + 1));
        }
        if self.at != self.steps {
            parts.push(format!("at={}", self.at));
        }
        joined(&parts, "&")
    }
}

fn loss(loss: &Loss) -> String {
    let Some(description) = loss.description() else {
        return format!("f={}", encoded(loss.formula()));
    };
    let mut text = format!("loss={}", description.id);
    for (parameter, value) in loss.parameters() {
        if value != parameter.default {
            let _ = write!(text, ",{}:{}", parameter.id, shortest(value));
        }
    }
    text
}

/// `text` with what would end the part, and what an address may not hold, encoded.
fn encoded(text: &str) -> String {
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii_whitespace() || c.is_ascii_control() || matches!(c, '%' | '&' | '#') => {
                let _ = write!(kept, "%{:02X}", c as u32);
            }
            c => kept.push(c),
        }
    }
    kept
}

/// The runs where they are not `default`, and what changes midway.
fn runs(parts: &mut Vec<String>, runs: &[Run], midway: &[Change], default: &[Run]) {
    let written = |runs: &[Run]| runs.iter().map(run).list();
    let of_runs: Vec<String> = written(runs);
    if of_runs != written(default) {
        parts.extend(of_runs);
    }
    parts.extend(midway.chunk_by(|a, b| a.at == b.at).map(changes));
}

fn run(run: &Run) -> String {
    let mut text = format!("run={}", run.optimiser.id);
    for (h, value) in run.optimiser.hyperparameters.iter().zip(&run.values) {
        if *value != h.default {
            let _ = write!(text, ",{}:{}", h.id, shortest(*value));
        }
    }
    let (kind, values) = run.schedule.parts();
    if run.schedule != Schedule::Constant {
        let _ = write!(text, ",schedule:{}", kind.id);
    }
    let (defaults, mut left_out) = (kind.defaults(), 0);
    for (place, value) in values.iter().enumerate() {
        if *value != defaults[place] {
            for value in &values[left_out..=place] {
                let _ = write!(text, ":{}", shortest(*value));
            }
            left_out = place + 1;
        }
    }
    if let Some(style) = run.style {
        let _ = write!(text, ",colour:{}", style.name);
    }
    if !run.name.is_empty() {
        // The last item: a name may have commas.
        let _ = write!(text, ",name:{}", encoded(&run.name));
    }
    text
}

fn changes(at_one_iteration: &[Change]) -> String {
    let mut text = format!("change={}", at_one_iteration[0].at);
    for change in at_one_iteration {
        let _ = write!(text, ",{}:{}", change.knob.id(), shortest(change.value));
    }
    text
}
