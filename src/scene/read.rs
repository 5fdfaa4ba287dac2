//! From text to a scene.

mod runs;

use percent_encoding::percent_decode_str;

use super::{
    Closeup, Coordinates, Inside, LossScale, MOST_STEPS, Map, Problem, SPEEDS, Scene, Trouble, Vector, check_length,
    check_start, check_view, default_steps, most_steps,
};
use crate::list::List as _;
use crate::loss::{self, Loss};
use crate::number;
use crate::point::{Point, View};

/// Every key of a scene.
pub(super) const KEYS: [&str; 21] = [
    "loss", "f", "start", "steps", "run", "at", "change", "hide", "from", "scale", "speed", "view", "theta", "vectors",
    "trails", "starts", "pin", "tune", "ledger", "inside", "map",
];

/// The keys that may stand more than once.
const MANY: [&str; 2] = ["run", "change"];

impl Scene {
    /// Reads a scene from its text. Whatever is wrong is named; it has its default there, and the
    /// rest is kept. The time taken is in proportion to the text's length.
    ///
    /// ```
    /// use downhill::scene::Scene;
    /// let (scene, problems) = Scene::read("start=1&run=adam,lr:0.1&run=rubbish");
    /// assert_eq!((scene.start.x, scene.runs.len()), (1.0, 1));
    /// assert!(problems[0].to_string().starts_with("run=rubbish: no such optimiser"));
    /// ```
    #[must_use]
    pub fn read(text: &str) -> (Scene, Vec<Problem>) {
        let mut reader = Reader { scene: Scene::default(), problems: Vec::new() };
        let parts = reader.parts(text);
        let one = |key: &str| first(&parts, key);

        // The loss first: start and length depend on it; then the runs, which changes and length need.
        match (one("loss"), one("f")) {
            (loss, Some(part)) => {
                reader.typed(part);
                if let Some(part) = loss {
                    reader.problem(part.text, Trouble::TwoLosses);
                }
            }
            (Some(part), None) => reader.loss(part),
            (None, None) => {}
        }
        (reader.scene.start, reader.scene.steps) = (reader.scene.loss.start(), default_steps(&reader.scene.loss));
        reader.runs(&parts);
        if let Some(part) = one("start") {
            reader.start(part);
        }
        reader.length(one("steps"));
        if let Some(part) = one("pin") {
            reader.pin(part);
        }
        reader.scene.at = reader.scene.steps;
        if let Some(part) = one("at") {
            let steps = reader.scene.steps;
            reader.scene.at = reader.whole(part, &part.value, 0, steps).unwrap_or(steps);
        }
        reader.changes(&parts);
        if let Some(part) = one("hide") {
            reader.hide(part);
        }
        reader.scene.from_here = reader.chosen(&parts, "from", &["here"]).is_some();
        let linear = reader.chosen(&parts, "scale", &["log", "linear"]) == Some(1);
        reader.scene.scale = if linear { LossScale::Linear } else { LossScale::Log };
        let speed = reader.chosen(&parts, "speed", &["0.25", "0.5", "1", "2", "4"]);
        reader.scene.speed = speed.map_or(1.0, |place| SPEEDS[place]);
        if let Some(part) = one("view") {
            let view = view(&reader.scene.loss, &part.value);
            reader.scene.view = reader.or_note(part, view);
        }
        let coordinates = reader.chosen(&parts, "theta", &["x", "y", "both"]);
        reader.scene.coordinates = [Coordinates::X, Coordinates::Y, Coordinates::Both][coordinates.unwrap_or(2)];
        if let Some(part) = one("vectors") {
            reader.vectors(part);
        }
        reader.scene.fading = reader.chosen(&parts, "trails", &["fade"]).is_some();
        reader.scene.many_starts = reader.chosen(&parts, "starts", &["many"]).is_some();
        reader.scene.inside = reader.chosen(&parts, "inside", &Inside::IDS).map(|place| Inside::ALL[place]);
        for (key, closeup) in [("tune", Closeup::Settings), ("ledger", Closeup::Ledger)] {
            if let Some(part) = one(key) {
                reader.closeup(part, closeup);
            }
        }
        if let Some(part) = one("map") {
            let (map, troubles) = Map::read(&part.value, &reader.scene);
            reader.scene.map = map;
            for trouble in troubles {
                reader.problem(part.text, trouble);
            }
        }
        (reader.scene, reader.problems)
    }
}

/// `key=value`, and the text it was read from.
struct Part<'a> {
    text: &'a str,
    key: &'static str,
    value: String,
}

struct Reader {
    scene: Scene,
    problems: Vec<Problem>,
}

impl Reader {
    fn problem(&mut self, place: &str, trouble: Trouble) {
        self.problems.push(Problem::new(place, trouble));
    }

    /// What `result` holds; its trouble is noted.
    fn or_note<T>(&mut self, part: &Part, result: Result<T, Trouble>) -> Option<T> {
        result.map_err(|trouble| self.problem(part.text, trouble)).ok()
    }

    fn parts<'a>(&mut self, text: &'a str) -> Vec<Part<'a>> {
        let text = text.strip_prefix('#').unwrap_or(text);
        let mut parts: Vec<Part<'a>> = Vec::new();
        let mut seen = [false; KEYS.len()];
        for text in text.split('&').filter(|text| !text.trim().is_empty()) {
            let Ok(decoded) = percent_decode_str(text).decode_utf8() else {
                self.problem(text, Trouble::NotText);
                continue;
            };
            let Some((key, value)) = decoded.split_once('=') else {
                self.problem(text, Trouble::NoValue);
                continue;
            };
            let Some(place) = KEYS.iter().position(|known| *known == key.trim()) else {
                self.problem(text, Trouble::UnknownKey);
                continue;
            };
            let key = KEYS[place];
            if seen[place] && !MANY.contains(&key) {
                self.problem(text, Trouble::Repeated);
                continue;
            }
            seen[place] = true;
            parts.push(Part { text, key, value: value.trim().to_owned() });
        }
        parts
    }

    fn loss(&mut self, part: &Part) {
        let mut items = part.value.split(',');
        let Some(mut loss) = loss::by_id(items.next().unwrap_or_default().trim()) else {
            return self.problem(part.text, Trouble::UnknownLoss);
        };
        for item in items {
            match setting(item).and_then(|(id, value)| in_loss(&loss, id, value)) {
                Ok((place, value)) => loss = loss.with_parameter(place, value),
                Err(trouble) => self.problem(part.text, trouble),
            }
        }
        self.scene.loss = loss;
    }

    fn typed(&mut self, part: &Part) {
        match Loss::typed(&part.value) {
            Ok(loss) => self.scene.loss = loss,
            // The place counts in what was decoded.
            Err(error) => self.problem(&format!("f={}", part.value), Trouble::Formula(error)),
        }
    }

    fn start(&mut self, part: &Part) {
        let loss = &self.scene.loss;
        let start = numbers(&part.value).and_then(|numbers| match (&numbers[..], loss.dimensions()) {
            ([x], 1) => Ok(Point::on_line(*x)),
            ([x, y], 2) => Ok(Point::new(*x, *y)),
            (_, dimensions) => Err(Trouble::Dimensions { dimensions }),
        });
        let start = start.and_then(|start| check_start(loss, start).map(|()| start));
        if let Some(start) = self.or_note(part, start) {
            self.scene.start = start;
        }
    }

    fn length(&mut self, part: Option<&Part>) {
        let Some(part) = part else { return };
        if let Some(steps) = self.whole(part, &part.value, 1, MOST_STEPS) {
            let runs = self.scene.lanes();
            if let Err(trouble) = check_length(&self.scene.loss, runs, steps) {
                self.problem(part.text, trouble);
            }
            self.scene.steps = steps.min(most_steps(&self.scene.loss, runs));
        }
    }

    fn vectors(&mut self, part: &Part) {
        let mut wanted = Vec::new();
        for item in part.value.split(',') {
            wanted.extend(self.word(part, item.trim(), &Vector::IDS).map(|place| Vector::ALL[place]));
        }
        self.scene.vectors = Vector::ALL.iter().copied().filter(|vector| wanted.contains(vector)).list();
    }

    fn whole(&mut self, part: &Part, text: &str, least: usize, most: usize) -> Option<usize> {
        let number = number::parse(text).ok().filter(|n| n.fract() == 0.0 && *n >= least as f64 && *n <= most as f64);
        self.or_note(part, number.map(|n| n as usize).ok_or(Trouble::NotWhole(least, most)))
    }

    /// The place of `text` among `words`.
    fn word(&mut self, part: &Part, text: &str, words: &'static [&'static str]) -> Option<usize> {
        let found = words.iter().position(|word| *word == text);
        self.or_note(part, found.ok_or(Trouble::NotOneOf(words)))
    }

    /// The place among `words` of what stands behind `key`.
    fn chosen(&mut self, parts: &[Part], key: &str, words: &'static [&'static str]) -> Option<usize> {
        let part = first(parts, key)?;
        self.word(part, &part.value, words)
    }
}

/// The first part with this key.
#[inline(never)]
fn first<'a, 'b>(parts: &'a [Part<'b>], key: &str) -> Option<&'a Part<'b>> {
    parts.iter().find(|part| part.key == key)
}

/// `lr:0.01` as a name and a text.
fn setting(item: &str) -> Result<(&str, &str), Trouble> {
    let (id, value) = item.split_once(':').ok_or(Trouble::NoColon)?;
    Ok((id.trim(), value))
}

fn in_loss(loss: &Loss, id: &str, value: &str) -> Result<(usize, f64), Trouble> {
    let parameters = loss.parameters();
    let unknown = || Trouble::UnknownLossParameter(parameters.iter().map(|(p, _)| p.id).list());
    let place = parameters.iter().position(|(p, _)| p.id == id).ok_or_else(unknown)?;
    let (value, (parameter, _)) = (number::parse(value).map_err(Trouble::Number)?, parameters[place]);
    if (parameter.least..=parameter.greatest).contains(&value) {
        Ok((place, value))
    } else {
        Err(Trouble::NotFrom(parameter.least, parameter.greatest))
    }
}

/// Numbers with commas between; of more than four the rest is left.
fn numbers(text: &str) -> Result<Vec<f64>, Trouble> {
    text.split(',').take(5).map(|item| number::parse(item).map_err(Trouble::Number)).collect()
}

fn view(loss: &Loss, text: &str) -> Result<View, Trouble> {
    match (&numbers(text)?[..], loss.dimensions()) {
        ([least, greatest], 1) => check_view(loss, View::line(*least, *greatest)),
        ([a, b, c, d], 2) => check_view(loss, View::plane((*a, *b), (*c, *d))),
        _ => Err(Trouble::NoView),
    }
}
