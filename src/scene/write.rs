//! From a scene to text.

use std::fmt::Write as _;

use super::{Change, DEFAULT_STEPS, LossScale, Run, Scene, article_runs};
use crate::loss;
use crate::number::shortest;

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
        if self.loss != loss::ALL[0] {
            parts.push(format!("loss={}", self.loss.id));
        }
        if self.start != self.loss.start {
            parts.push(format!("start={}", shortest(self.start)));
        }
        if self.steps != DEFAULT_STEPS {
            parts.push(format!("steps={}", self.steps));
        }
        let article = article_runs();
        let settings = |runs: &[Run]| runs.iter().map(|r| (r.optimiser.id, r.values.clone())).collect::<Vec<_>>();
        if settings(&self.runs) != settings(&article) {
            parts.extend(self.runs.iter().map(run));
        }
        parts.extend(self.changes.chunk_by(|a, b| a.at == b.at).map(changes));
        let hidden = self.runs.iter().enumerate().filter(|(_, run)| !run.shown);
        let hidden: Vec<String> = hidden.map(|(index, _)| (index + 1).to_string()).collect();
        if !hidden.is_empty() {
            parts.push(format!("hide={}", hidden.join(",")));
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
        if self.at != self.steps {
            parts.push(format!("at={}", self.at));
        }
        parts.join("&")
    }
}

fn run(run: &Run) -> String {
    let mut text = format!("run={}", run.optimiser.id);
    for (h, value) in run.optimiser.hyperparameters.iter().zip(&run.values) {
        if *value != h.default {
            let _ = write!(text, ",{}:{}", h.id, shortest(*value));
        }
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
