//! A sentence or two that say what just happened, taken from the verdicts.

use super::verdict::{Outcome, Verdict};
use super::{Cause, Race, Track};
use crate::list::{List as _, joined};
use crate::loss::Loss;
use crate::number::{count, place};
use crate::point::Point;
use crate::scene::Scene;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Whether they carry the sentence: the names of runs.
    pub strong: bool,
}

/// What happened to the runs that are shown, up to iteration `at`: at most three sentences.
#[must_use]
pub fn story(scene: &Scene, race: &Race, at: usize) -> Vec<Span> {
    let names = scene.names();
    let runs: Vec<Told> = race
        .tracks()
        .iter()
        .zip(race.verdicts(at))
        .zip(scene.runs.iter().zip(&names))
        .filter(|(_, (run, _))| run.shown)
        .map(|((track, verdict), (_, name))| Told { name, fate: Fate::of(&verdict, race.loss(), track, at), verdict })
        .list();
    let mut text = Text { spans: Vec::new(), room: if runs.len() > FEW { 36 } else { 64 } };
    if runs.is_empty() {
        text.say("No run is switched on. Tick one in the table to see it race.");
    } else if at > race.made() {
        let (made, steps) = (count(race.made()), count(race.steps()));
        text.say(&format!("Still computing: {made} of {steps} steps are made."));
    } else if at == 0 {
        let who = match runs.len() {
            1 => "One optimiser starts".to_owned(),
            n => format!("{} optimisers start", number_word(n)),
        };
        let (start, formula) = (place(scene.start, scene.loss.dimensions(), 4), scene.loss.formula());
        let hint = "Press play, or drag a slider.";
        text.say(&format!("{who} at θ = {start} on J(θ) = {formula}. {hint}"));
    } else {
        tell(&mut text, &runs, scene.loss.dimensions());
    }
    text.spans
}

struct Told<'a> {
    name: &'a str,
    verdict: Verdict,
    fate: Fate,
}

/// What is worth saying of a run, the most striking first.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Diverged,
    WalkedOff,
    Halts,
    Broke,
    MovesAway,
    SwungBack,
    Hops,
    ShotPast,
    LocalMinimum,
    AtHome,
    WalkedIn,
    OnFloor,
    Shrinking,
    Stuck,
    Stands,
    OnItsWay,
}

impl Fate {
    const ALL: [Fate; 16] = [
        Fate::Diverged,
        Fate::WalkedOff,
        Fate::Halts,
        Fate::Broke,
        Fate::MovesAway,
        Fate::SwungBack,
        Fate::Hops,
        Fate::ShotPast,
        Fate::LocalMinimum,
        Fate::AtHome,
        Fate::WalkedIn,
        Fate::OnFloor,
        Fate::Shrinking,
        Fate::Stuck,
        Fate::Stands,
        Fate::OnItsWay,
    ];

    fn of(verdict: &Verdict, loss: &Loss, track: &Track, at: usize) -> Self {
        match (&verdict.outcome, verdict.overshoot) {
            (Outcome::Ended { cause: Cause::Grown, .. }, _) => Fate::Diverged,
            (Outcome::Ended { cause: Cause::Nothing, .. }, _) => Fate::Broke,
            (Outcome::Ended { cause: Cause::Singular { .. }, .. }, _) => Fate::Halts,
            (Outcome::Ended { .. }, _) => Fate::WalkedOff,
            (Outcome::Settled { step: 0, .. }, _) => Fate::AtHome,
            (Outcome::Settled { best: false, .. }, _) => Fate::LocalMinimum,
            (Outcome::Settled { minimum, .. }, _) if !minimum.alone => Fate::OnFloor,
            (Outcome::Settled { .. }, Some(_)) => Fate::SwungBack,
            (Outcome::Settled { .. }, None) => Fate::WalkedIn,
            (Outcome::UnderWay { minimum: Some(minimum), .. }, _) if moves_away(minimum.at, track, at) => {
                Fate::MovesAway
            }
            (Outcome::UnderWay { minimum: None, .. }, _) if climbs(loss, track, at) => Fate::MovesAway,
            (Outcome::UnderWay { minimum: None, .. }, _) | (_, Some(_)) if hops(track, at) => Fate::Hops,
            (Outcome::UnderWay { .. }, Some(_)) => Fate::ShotPast,
            (Outcome::UnderWay { theta, minimum, .. }, None) => {
                let goal = minimum.map(|minimum| minimum.at.distance(*theta));
                Fate::under_way(goal, track, at)
            }
        }
    }

    /// A run that in the last tenth of its steps went less than a fiftieth of the way that is left
    /// (where no minimum is known: of the way behind it) hardly moves; where its steps began ten times
    /// as long, that is because they shrink.
    fn under_way(goal: Option<f64>, track: &Track, at: usize) -> Self {
        const LEAST_STEPS: usize = 20;
        let way = |from: usize, to: usize| track.theta(to).distance(track.theta(from));
        if at > 0 && way(at - 1, at) == 0.0 {
            return Fate::Stands;
        }
        if at < LEAST_STEPS {
            return Fate::OnItsWay;
        }
        let moved = way(at - at / 10, at);
        match moved < goal.unwrap_or_else(|| way(0, at)) / 50.0 {
            true if way(at - 1, at) < way(0, 1) / 10.0 => Fate::Shrinking,
            true => Fate::Stuck,
            false => Fate::OnItsWay,
        }
    }
}

/// Whether a run is farther off a minimum than its start was, and farther than a tenth of its steps ago.
fn moves_away(minimum: Point, track: &Track, at: usize) -> bool {
    let off = |step: usize| track.theta(step).distance(minimum);
    off(at) > off(0) && off(at) > off(at - at.div_ceil(10))
}

/// Whether a run is higher up than its start was, and higher than a tenth of its steps ago.
fn climbs(loss: &Loss, track: &Track, at: usize) -> bool {
    let height = |step: usize| loss.value(track.theta(step));
    height(at) > height(0) && height(at) > height(at - at.div_ceil(10))
}

/// Whether each of the last few steps of a run went back on the one before.
fn hops(track: &Track, at: usize) -> bool {
    const FEW_STEPS: usize = 8;
    let step = |to: usize| track.theta(to) - track.theta(to - 1);
    at > FEW_STEPS && (at - FEW_STEPS + 1..at).all(|to| step(to).dot(step(to + 1)) < 0.0)
}

fn tell(text: &mut Text, runs: &[Told], dimensions: usize) {
    const MOST_SENTENCES: usize = 3;
    let (mut told, mut sentences) = (0, 0);
    for fate in Fate::ALL {
        let group = runs.iter().filter(|run| run.fate == fate).list();
        if group.is_empty() || sentences == MOST_SENTENCES {
            continue;
        }
        told += group.len();
        sentences += 1;
        if fate == Fate::OnItsWay && told == runs.len() && told > group.len() && group.len() > 2 {
            text.say("The others are on their way.");
        } else {
            sentence(text, fate, &group, dimensions);
        }
        text.say(" ");
    }
}

fn sentence(text: &mut Text, fate: Fate, group: &[&Told], dimensions: usize) {
    let names: Vec<&str> = group.iter().map(|run| run.name).list();
    let one = group.len() == 1;
    let each = text.names(&names);
    let theta = || match group[0].verdict.outcome {
        Outcome::UnderWay { theta, .. } => place(theta, dimensions, 4),
        Outcome::Ended { cause: Cause::NoValue { at } | Cause::NoSlope { at }, .. } => place(at, dimensions, 5),
        _ => String::new(),
    };
    let step = || match group[0].verdict.outcome {
        Outcome::Ended { step, .. } => count(step),
        _ => String::new(),
    };
    text.say(&match (fate, one) {
        (Fate::Diverged, true) => format!(" diverges: its steps grow past all numbers by step {}.", step()),
        (Fate::WalkedOff, true) => {
            format!(" walks off at step {}: J has no value or slope at θ = {}.", step(), theta())
        }
        (Fate::WalkedOff, false) => " walk off to where J has no value or slope.".to_owned(),
        (Fate::Halts, one) => [" stop", if one { "s" } else { "" }, " where the Hessian is singular."].concat(),
        (Fate::Diverged, false) => " diverge: their steps grow past all numbers.".to_owned(),
        (Fate::Broke, true) => " breaks off: its step is 0 divided by 0.".to_owned(),
        (Fate::Broke, false) => " break off: their steps are 0 divided by 0.".to_owned(),
        (Fate::MovesAway, true) => format!(" moves away: it is at θ = {}, farther off than it started.", theta()),
        (Fate::MovesAway, false) => " move away: they are farther off than they started.".to_owned(),
        (Fate::AtHome, true) => " starts at a minimum and stays.".to_owned(),
        (Fate::AtHome, false) => " start at a minimum and stay.".to_owned(),
        (Fate::SwungBack, true) => " shoots past the minimum and swings back.".to_owned(),
        (Fate::SwungBack, false) => " shoot past the minimum and swing back.".to_owned(),
        (Fate::Hops, true) => " hops to and fro.".to_owned(),
        (Fate::Hops, false) => " hop to and fro.".to_owned(),
        (Fate::ShotPast, true) => " has shot past the minimum.".to_owned(),
        (Fate::ShotPast, false) => " have shot past the minimum.".to_owned(),
        (Fate::LocalMinimum, true) => " settles in a local minimum, not the best one.".to_owned(),
        (Fate::LocalMinimum, false) => " settle in a local minimum, not the best one.".to_owned(),
        (Fate::WalkedIn, _) => settled(group, each, "walk", "straight in"),
        (Fate::OnFloor, _) => settled(group, each, "settle", "on the floor"),
        (Fate::Shrinking, true) => format!(" has almost stopped at θ = {}: its steps keep shrinking.", theta()),
        (Fate::Shrinking, false) => " have almost stopped: their steps keep shrinking.".to_owned(),
        (Fate::Stuck, true) => format!(" hardly moves at θ = {}.", theta()),
        (Fate::Stuck, false) => " hardly move.".to_owned(),
        (Fate::Stands, true) => format!(" stands still at θ = {}.", theta()),
        (Fate::Stands, false) => " stand still.".to_owned(),
        (Fate::OnItsWay, true) => " is on its way.".to_owned(),
        (Fate::OnItsWay, false) => " are on their way.".to_owned(),
    });
}

/// ` walk straight in, by steps 228, 402 and 706.`, each step told if `each`.
fn settled(group: &[&Told], each: bool, verb: &str, how: &str) -> String {
    let step = |run: &&Told| match run.verdict.outcome {
        Outcome::Settled { step, .. } => step,
        _ => 0,
    };
    let steps: Vec<usize> = group.iter().map(step).list();
    let by = match (steps.iter().min(), steps.iter().max()) {
        (Some(least), most) if Some(least) == most => format!(" by step {}", count(*least)),
        (Some(least), Some(most)) if !each => format!(", by steps {} to {}", count(*least), count(*most)),
        _ => {
            let steps: Vec<String> = steps.iter().map(|step| count(*step)).list();
            [", by steps ", &with_and(&steps)].concat()
        }
    };
    [" ", verb, if group.len() == 1 { "s " } else { " " }, how, &by, "."].concat()
}

/// More runs than these share the room for their names.
const FEW: usize = 8;

struct Text {
    spans: Vec<Span>,
    /// A sentence has room for names of so many letters; where they are more, their number is told.
    room: usize,
}

impl Text {
    fn say(&mut self, text: &str) {
        self.spans.push(Span { text: text.to_owned(), strong: false });
    }

    /// Tells names, or how many there are; whether it told each.
    fn names(&mut self, names: &[&str]) -> bool {
        let strong = |text: String| Span { text, strong: true };
        let letters: usize = names.iter().map(|name| name.len() + 2).sum();
        if names.len() > 1 && letters > self.room {
            self.spans.push(strong(format!("{} runs", number_word(names.len()))));
            return false;
        }
        for (place, name) in names.iter().enumerate() {
            self.spans.push(strong((*name).to_owned()));
            match names.len() - place {
                1 => {}
                2 => self.say(" and "),
                _ => self.say(", "),
            }
        }
        true
    }
}

fn with_and(items: &[String]) -> String {
    match items {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", joined(rest, ", ")),
        _ => joined(items, ""),
    }
}

fn number_word(n: usize) -> String {
    const WORDS: [&str; 13] =
        ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}
