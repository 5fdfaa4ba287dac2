//! Reading runs: their settings, what changes midway, what is pinned.

use super::{Part, Reader, setting};
use crate::hyperparameter::{Domain, Knob};
use crate::number;
use crate::optimiser;
use crate::palette;
use crate::scene::{Change, Closeup, MOST_CHANGES, MOST_RUNS, Pinned, Run, Scene, Trouble, most_steps, runs};
use crate::schedule::{self, Schedule};

impl Reader {
    pub(super) fn runs(&mut self, parts: &[Part]) {
        let mut list = Vec::new();
        for part in parts.iter().filter(|part| part.key == "run") {
            let mut rest = part.value.as_str();
            let Some(optimiser) = optimiser::by_id(item(&mut rest).unwrap_or_default().trim()) else {
                self.problem(part.text, Trouble::UnknownOptimiser);
                continue;
            };
            if list.len() == MOST_RUNS {
                self.problem(part.text, Trouble::TooManyRuns);
                break;
            }
            let mut run = Run::new(optimiser);
            while !rest.is_empty() {
                // A name is the last item: it may have commas and colons of its own.
                if let Some(name) = rest.trim_start().strip_prefix("name:") {
                    run.name = runs::kept_name(name);
                    break;
                }
                let read = setting(item(&mut rest).unwrap_or_default());
                if let Err(trouble) = read.and_then(|(id, value)| set(&mut run, id, value)) {
                    self.problem(part.text, trouble);
                }
            }
            list.push(run);
        }
        if !list.is_empty() {
            self.scene.runs = list;
        }
    }

    pub(super) fn changes(&mut self, parts: &[Part]) {
        let mut changes = Vec::new();
        for part in parts.iter().filter(|part| part.key == "change") {
            let (at, settings) = part.value.split_once(',').unwrap_or((&part.value, ""));
            let last = self.scene.steps - 1;
            let Some(at) = self.whole(part, at, 0, last) else { continue };
            for item in settings.split(',') {
                let knob = setting(item).and_then(|(id, value)| {
                    let knob = Knob::ALL.iter().copied().find(|knob| knob.id() == id).ok_or(Trouble::UnknownKnob)?;
                    in_domain(knob.domain(), value).map(|value| (knob, value))
                });
                if let Some((knob, value)) = self.or_note(part, knob) {
                    changes.push(Change { at, knob, value });
                }
            }
            if changes.len() > MOST_CHANGES {
                changes.truncate(MOST_CHANGES);
                self.problem(part.text, Trouble::TooManyChanges);
                break;
            }
        }
        // By iteration; at the same one the later in the text acts later.
        let mut sorted = Vec::new();
        for change in changes {
            let before = sorted.iter().take_while(|other: &&Change| other.at <= change.at).count();
            sorted.insert(before, change);
        }
        for change in sorted {
            self.scene.record(change);
        }
    }

    pub(super) fn hide(&mut self, part: &Part) {
        let runs = self.scene.runs.len();
        for item in part.value.split(',') {
            if let Some(index) = self.whole(part, item, 1, runs) {
                self.scene.runs[index - 1].shown = false;
            }
        }
    }

    pub(super) fn closeup(&mut self, part: &Part, closeup: Closeup) {
        let runs = self.scene.runs.len();
        if let Some(index) = self.whole(part, &part.value, 1, runs) {
            (self.scene.chosen, self.scene.closeup) = (Some(index - 1), closeup);
        }
    }

    /// Pinned runs are a scene of their own, of which start, runs, changes and the parameters of the loss count.
    pub(super) fn pin(&mut self, part: &Part) {
        let mut reader = Reader { scene: self.scene.clone(), problems: Vec::new() };
        let parts = reader.parts(&part.value);
        for part in &parts {
            match part.key {
                "loss" => reader.loss(part),
                "start" => reader.start(part),
                "run" | "change" => {}
                _ => reader.problem(part.text, Trouble::NotPinned),
            }
        }
        reader.runs(&parts);
        reader.changes(&parts);
        self.problems.extend(reader.problems);
        let Scene { loss, start, runs, changes, steps, .. } = reader.scene;
        let lanes = self.scene.runs.len() + runs.len();
        let most = most_steps(&loss, lanes);
        if loss.description() != self.scene.loss.description() {
            self.problem(part.text, Trouble::NotPinned);
        } else if steps > most {
            self.problem(part.text, Trouble::TooMuch { runs: lanes, steps, most });
        } else {
            self.scene.pinned = Some(Pinned { loss, start, runs, changes });
        }
    }
}

/// Takes the text up to the next comma from the beginning of `rest`.
fn item<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let mut halves = rest.splitn(2, ',');
    let first = halves.next();
    *rest = halves.next().unwrap_or_default();
    first
}

fn set(run: &mut Run, id: &str, value: &str) -> Result<(), Trouble> {
    if id == "colour" {
        run.style = Some(palette::by_name(value.trim()).ok_or(Trouble::NoColour)?);
        return Ok(());
    }
    if id == "schedule" {
        run.schedule = schedule(value)?;
        return Ok(());
    }
    let unknown = Trouble::UnknownHyperparameter(run.optimiser.id);
    let (place, hyperparameter) = run.optimiser.hyperparameter(id).ok_or(unknown)?;
    run.values[place] = in_domain(hyperparameter.domain, value)?;
    Ok(())
}

/// `cosine:300:0.001`.
fn schedule(text: &str) -> Result<Schedule, Trouble> {
    let mut items = text.split(':');
    let id = items.next().unwrap_or_default().trim();
    let kind = schedule::ALL.iter().find(|kind| kind.id == id).ok_or(Trouble::UnknownSchedule)?;
    let mut values = kind.defaults();
    for (place, item) in items.enumerate() {
        let parameter = kind.parameters.get(place).ok_or(Trouble::TooManyNumbers(kind.id))?;
        values[place] = in_domain(parameter.domain, item)?;
    }
    Ok((kind.with)(&values))
}

fn in_domain(domain: Domain, value: &str) -> Result<f64, Trouble> {
    let value = number::parse(value).map_err(Trouble::Number)?;
    if domain.contains(value) { Ok(value) } else { Err(Trouble::Outside(domain)) }
}
