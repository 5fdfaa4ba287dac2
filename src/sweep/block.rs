//! Races side by side, step by step.

use std::ops::Range;

use super::Entry;
use super::cell::{Cell, End};
use super::path::{Path, STRETCH};
use super::rules::Rules;
use super::watch::{Bounds, Watch};
use crate::list::List as _;
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

/// A number of each race.
pub type Row = [Lanes; GROUPS];

/// Sets one number of several.
pub fn put_in(lanes: &mut Lanes, place: usize, value: f64) {
    let mut values = lanes.to_array();
    values[place] = value;
    *lanes = Lanes::new(values);
}

/// The place of one race.
pub fn point([x, y]: &[Row; 2], lane: usize, dimensions: usize) -> Point {
    let number = |row: &Row| row[lane / LANES].to_array()[lane % LANES];
    Point::new(number(x), if dimensions == 1 { 0.0 } else { number(y) })
}

/// Races of one run with different settings.
pub struct Block {
    rules: Box<dyn Rules>,
    dimensions: usize,
    /// Of each minimum of the loss whether none is lower.
    best: Vec<bool>,
    steps: usize,
    /// Steps up to the beginning of the path.
    made: usize,
    path: Path,
    /// The values of the hyperparameters: for each group of races a list.
    values: Vec<Vec<Lanes>>,
    /// How they go on in each race, if they do.
    courses: Vec<Course>,
    /// Up to which step they stay.
    until: usize,
    watch: Watch,
    /// The place of the minimum at which each race is thought to end: the nearest to its start.
    minima: [usize; RACES],
    /// The groups in which nothing moved in the last step, which may be so for good.
    still: [bool; GROUPS],
    /// The groups in which no race is on its way any more.
    over: [bool; GROUPS],
}

impl Block {
    /// No race yet; none at all for an optimiser of all coordinates at once.
    pub fn of(scene: &Scene, run: &Run) -> Option<Self> {
        let dimensions = scene.loss.dimensions();
        Some(Block {
            rules: run.optimiser.start.lanes?(),
            dimensions,
            best: scene.loss.minima().iter().map(|minimum| scene.loss.is_best(minimum)).list(),
            steps: scene.steps,
            made: 0,
            path: Path::new(),
            values: Vec::new(),
            courses: Vec::new(),
            until: 0,
            watch: Watch::new(dimensions),
            minima: [0; RACES],
            still: [false; GROUPS],
            over: [false; GROUPS],
        })
    }

    /// Whether races with these values of a run's hyperparameters, and with those, count alike.
    pub fn count_alike(&self, run: &Run, these: &[f64], those: &[f64]) -> bool {
        self.rules.count_alike(run.optimiser.hyperparameters, these, those)
    }

    /// Begins with up to [`RACES`] trials of a queue, those at these places.
    pub fn begin(&mut self, scene: &Scene, queue: &[Entry], places: &[usize]) {
        let (Some(run), Some(last)) = (scene.runs.first(), places.last()) else { return };
        // Where there are too few, the last is run more than once.
        let entry = |lane: usize| &queue[*places.get(lane).unwrap_or(last)];
        let bounds = |entry: &Entry| {
            let start = entry.trial.start;
            let minimum = entry.minimum.or_else(|| scene.loss.nearest_place(start)).unwrap_or(0);
            (minimum, Bounds::new(start, scene.loss.minima().get(minimum), self.dimensions))
        };
        let mut known = (entry(0), bounds(entry(0)));
        let goes_on = !scene.changes.is_empty() || run.schedule != Schedule::Constant;
        self.courses.clear();
        self.values.resize_with(GROUPS, Vec::new);
        for (group, values) in self.values.iter_mut().enumerate() {
            let pair: [_; LANES] = std::array::from_fn(|place| entry(group * LANES + place));
            values.clear();
            values.extend((0..run.values.len()).map(|place| Lanes::new(pair.map(|entry| entry.trial.values[place]))));
            let [x, y] = &mut self.path.theta[0];
            x[group] = Lanes::new(pair.map(|entry| entry.trial.start.x));
            y[group] = Lanes::new(pair.map(|entry| entry.trial.start.y));
            let around: [_; LANES] = std::array::from_fn(|place| {
                let entry = pair[place];
                // Most have the same start.
                if (entry.trial.start, entry.minimum) != (known.0.trial.start, known.0.minimum) {
                    known = (entry, bounds(entry));
                }
                self.minima[group * LANES + place] = known.1.0;
                known.1.1
            });
            self.watch.begin(group, around);
            if goes_on {
                for entry in pair {
                    let run = Run { values: entry.trial.values.to_vec(), ..run.clone() };
                    self.courses.push(Course::new(&run, scene));
                }
            }
        }
        self.made = 0;
        self.path.live = 0..places.len().div_ceil(LANES);
        self.path.sum = Row::default();
        self.over = [false; GROUPS];
        self.still = [false; GROUPS];
        self.set(0);
        self.rules.begin(run.optimiser.hyperparameters, &self.values);
    }

    fn put_values(&mut self, lane: usize, values: &[f64]) {
        for (place, value) in values.iter().enumerate() {
            put_in(&mut self.values[lane / LANES][place], lane % LANES, *value);
        }
    }

    /// Sets what the next step is made with; whether that may be something else than before.
    fn set(&mut self, at: usize) -> bool {
        let (mut until, mut changed, mut courses) = (self.steps, false, std::mem::take(&mut self.courses));
        for (lane, course) in courses.iter_mut().enumerate() {
            let (its, may_differ) = course.set(at);
            (until, changed) = (until.min(its), changed || may_differ);
            self.put_values(lane, &course.values);
        }
        (self.until, self.courses) = (until, courses);
        changed
    }

    /// Makes up to `most` steps more of each race, or a few more: how many were made, and whether all races are over.
    pub fn advance(&mut self, loss: &Loss, most: usize) -> (usize, bool) {
        let (before, to) = (self.made, self.steps.min(self.made.saturating_add(most)));
        while self.made < to && !self.path.live.is_empty() {
            let steps = STRETCH.min(self.steps - self.made);
            self.stretch(loss, steps);
        }
        (self.made - before, self.made == self.steps || self.path.live.is_empty())
    }

    /// So many steps, and what is seen of them.
    fn stretch(&mut self, loss: &Loss, steps: usize) {
        // What stands still ends often among the subnormal numbers, where arithmetic is ten times slower.
        let constant = self.until == self.steps;
        for group in self.path.live.clone() {
            if constant && self.still[group] {
                self.rules.mark(group);
            }
        }
        let mut done = 0;
        while done < steps {
            if self.made + done == self.until
                && self.set(self.made + done)
                && let Some(course) = self.courses.first()
            {
                self.rules.change(course.run().optimiser.hyperparameters, &self.values);
            }
            let to = steps.min(self.until - self.made);
            self.rules.steps(loss, &mut self.path, done..to);
            done = to;
        }
        for group in self.path.live.clone() {
            if !self.over[group] {
                self.over[group] = self.look(group, steps, constant, loss);
            }
        }
        let Range { start, end } = &mut self.path.live;
        while start < end && self.over[*start] {
            *start += 1;
        }
        while start < end && self.over[*end - 1] {
            *end -= 1;
        }
        self.path.go_on(steps);
        self.made += steps;
    }

    /// Whether the races of a group are over after so many steps of the path.
    fn look(&mut self, group: usize, steps: usize, constant: bool, loss: &Loss) -> bool {
        if !self.watch.look(group, self.made, steps, &mut self.path, loss) {
            return true;
        }
        let stood = constant && self.still[group] && self.path.stands(group, steps);
        // All that a step depends on is what it was: so it will be for ever.
        if stood && self.rules.is_as_marked(group) {
            self.watch.stands(group, self.made + steps, self.steps);
            return true;
        }
        self.still[group] = self.path.is_still(group, steps);
        false
    }

    /// What became of a race that is over, if it ended at the minimum at which it was thought to.
    ///
    /// # Errors
    /// The place of the minimum at which it did end.
    pub fn cell(&self, loss: &Loss, lane: usize) -> Result<Cell, usize> {
        let (theta, minimum) = (point(&self.path.theta[0], lane, self.dimensions), self.minima[lane]);
        let value = loss.value(theta);
        // The path has the sums of J before its steps, not after the last.
        let left = self.watch.left(lane).or((!value.is_finite()).then_some(self.steps));
        let end = match (left, loss.nearest_place(theta), self.watch.near_from(lane)) {
            (Some(step), ..) => End::Left { step },
            (_, Some(nearest), _) if nearest != minimum => return Err(nearest),
            (_, Some(_), step) if step <= self.steps => {
                End::Settled { step, minimum, best: self.best.get(minimum).is_some_and(|is_best| *is_best) }
            }
            _ => End::UnderWay,
        };
        Ok(Cell { end, value })
    }
}
