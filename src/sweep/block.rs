//! Races side by side, step by step.

use super::Trial;
use super::cell::{Cell, End};
use super::rules::Rules;
use super::watch::Watch;
use crate::loss::Loss;
use crate::point::Point;
use crate::race::Course;
use crate::real::{LANES, Lanes};
use crate::scene::{Run, Scene};
use crate::schedule::Schedule;

/// So many [`Lanes`] take their steps in turn. While one waits for a division, others go on; more of them also
/// share what each step costs once.
pub const GROUPS: usize = 16;
/// So many races are run side by side.
pub const RACES: usize = GROUPS * LANES;
/// After so many steps each it is looked whether anything still moves.
const PATIENCE: usize = 64;

/// A number of each race.
pub type Row = [Lanes; GROUPS];

/// Sets one number of several.
pub fn put_in(lanes: &mut Lanes, place: usize, value: f64) {
    let mut values = lanes.to_array();
    values[place] = value;
    *lanes = Lanes::new(values);
}

/// Sets the number of one race.
pub fn put(row: &mut Row, lane: usize, value: f64) {
    put_in(&mut row[lane / LANES], lane % LANES, value);
}

/// The number of one race.
pub fn get(row: &Row, lane: usize) -> f64 {
    row[lane / LANES].to_array()[lane % LANES]
}

/// The place of one race.
pub fn point([x, y]: &[Row; 2], lane: usize, dimensions: usize) -> Point {
    Point::new(get(x, lane), if dimensions == 1 { 0.0 } else { get(y, lane) })
}

/// J and ∇J in each race.
pub struct Slopes {
    /// J.
    pub value: Row,
    /// ∇J; on the line the second coordinate stays 0.
    pub gradient: [Row; 2],
}

/// Races of one run with different settings.
pub struct Block {
    rules: Box<dyn Rules>,
    dimensions: usize,
    steps: usize,
    made: usize,
    theta: [Row; 2],
    slopes: Slopes,
    /// The values of the hyperparameters: for each group of races a list.
    values: Vec<Vec<Lanes>>,
    /// How they go on in each race, if they do.
    courses: Vec<Course>,
    /// Up to which step they stay.
    until: usize,
    watch: Watch,
}

impl Block {
    /// No race yet; none at all for an optimiser of all coordinates at once.
    pub fn of(scene: &Scene, run: &Run) -> Option<Self> {
        let none = [Lanes::default(); GROUPS];
        let dimensions = scene.loss.dimensions();
        Some(Block {
            rules: run.optimiser.start.lanes?(),
            dimensions,
            steps: scene.steps,
            made: 0,
            theta: [none; 2],
            slopes: Slopes { value: none, gradient: [none; 2] },
            values: Vec::new(),
            courses: Vec::new(),
            until: 0,
            watch: Watch::new(dimensions),
        })
    }

    /// Begins with up to [`RACES`] trials, each with the place of the minimum at which it is thought to end.
    pub fn begin(&mut self, scene: &Scene, trials: &[(usize, Trial, usize)]) {
        let (Some(run), Some((_, last, _))) = (scene.runs.first(), trials.last()) else { return };
        self.made = 0;
        self.courses.clear();
        self.watch.clear();
        self.values.resize_with(GROUPS, Vec::new);
        for values in &mut self.values {
            values.clear();
            values.extend(last.values.iter().map(|value| Lanes::from(*value)));
        }
        let goes_on = !scene.changes.is_empty() || run.schedule != Schedule::Constant;
        for lane in 0..RACES {
            // Where there are too few, the last is run more than once.
            let trial = trials.get(lane).map_or(last, |(_, trial, _)| trial);
            put(&mut self.theta[0], lane, trial.start.x);
            put(&mut self.theta[1], lane, trial.start.y);
            // Most are the same in all.
            for (place, value) in trial.values.iter().enumerate() {
                if *value != last.values[place] {
                    put_in(&mut self.values[lane / LANES][place], lane % LANES, *value);
                }
            }
            if goes_on {
                let run = Run { values: trial.values.to_vec(), ..run.clone() };
                self.courses.push(Course::new(&run, scene));
            }
            if let Some((_, _, minimum)) = trials.get(lane) {
                self.watch.begin(lane, trial.start, scene.loss.minima().get(*minimum));
            }
        }
        self.set();
        self.rules.begin(run.optimiser.hyperparameters, &self.values);
        scene.loss.slopes(&self.theta, &mut self.slopes);
    }

    fn put_values(&mut self, lane: usize, values: &[f64]) {
        for (place, value) in values.iter().enumerate() {
            put_in(&mut self.values[lane / LANES][place], lane % LANES, *value);
        }
    }

    /// Sets what the next step is made with; whether that may be something else than before.
    fn set(&mut self) -> bool {
        let (mut until, mut changed, mut courses) = (self.steps, false, std::mem::take(&mut self.courses));
        for (lane, course) in courses.iter_mut().enumerate() {
            let (its, may_differ) = course.set(self.made);
            (until, changed) = (until.min(its), changed || may_differ);
            self.put_values(lane, &course.values);
        }
        (self.until, self.courses) = (until, courses);
        changed
    }

    /// Makes up to `most` steps more of each race: how many were made, and whether all races are over.
    pub fn advance(&mut self, loss: &Loss, most: usize) -> (usize, bool) {
        let (before, to) = (self.made, self.steps.min(self.made.saturating_add(most)));
        while self.made < to {
            if self.made == self.until
                && self.set()
                && let Some(course) = self.courses.first()
            {
                self.rules.change(course.run().optimiser.hyperparameters, &self.values);
            }
            if !self.stretch(loss, to.min(self.until)) {
                break;
            }
        }
        (self.made - before, self.made == self.steps)
    }

    /// Steps with the same settings, up to this one; whether any race goes on.
    fn stretch(&mut self, loss: &Loss, to: usize) -> bool {
        while self.made < to {
            let looks = self.made % PATIENCE == PATIENCE - 1 && self.until == self.steps;
            let before = looks.then(|| {
                self.rules.mark();
                self.theta
            });
            self.rules.step(self.dimensions, &mut self.theta, &self.slopes.gradient);
            loss.slopes(&self.theta, &mut self.slopes);
            self.made += 1;
            if !self.watch.look(self.made, &self.theta, &self.slopes.value) {
                self.made = self.steps;
                return false;
            }
            // A step that changes nothing is the last that needs computing: a step depends on nothing but memory, θ
            // and gradient.
            if before.is_some_and(|before| same(&before, &self.theta)) && self.rules.is_as_marked() {
                self.watch.stands(self.made, self.steps);
                self.made = self.steps;
                return false;
            }
        }
        true
    }

    /// What became of a race that is over, if it ended at the minimum of this place.
    ///
    /// # Errors
    /// The place of the minimum at which it did end.
    pub fn cell(&self, loss: &Loss, lane: usize, minimum: usize) -> Result<Cell, usize> {
        let value = get(&self.slopes.value, lane);
        if let Some(step) = self.watch.left(lane) {
            return Ok(Cell { end: End::Left { step }, value });
        }
        let theta = point(&self.theta, lane, self.dimensions);
        let end = match loss.nearest_minimum(theta) {
            None => End::UnderWay,
            Some(nearest) => {
                if loss.minima().get(minimum) != Some(&nearest) {
                    return Err(loss.minima().iter().position(|other| *other == nearest).unwrap_or(minimum));
                }
                match self.watch.near_from(lane) {
                    step if step <= self.steps => End::Settled { step, minimum, best: loss.is_best(&nearest) },
                    _ => End::UnderWay,
                }
            }
        };
        Ok(Cell { end, value })
    }
}

/// Whether two rows of places are the same to the last bit.
fn same(one: &[Row; 2], other: &[Row; 2]) -> bool {
    let bits = |row: &Row| row.map(|lanes| lanes.to_array().map(f64::to_bits));
    one.iter().zip(other).all(|(one, other)| bits(one) == bits(other))
}
