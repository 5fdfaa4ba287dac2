//! Races side by side, step by step.

use std::ops::Range;

use super::Entry;
use super::cell::{Cell, End};
use super::path::{FIRST_STRETCH, Path, STRETCH};
use super::rules::Rules;
use super::trial::{Trial, Trials};
use super::watch::{Bounds, Watch};
use crate::list::List as _;
use crate::loss::Loss;
use crate::point::Point;
use crate::race::Course;
use crate::real::{LANES, Lanes};
use crate::scene::{Along, Run, Scene};
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

/// The number of one race.
fn number(row: &Row, lane: usize) -> f64 {
    row[lane / LANES].as_array()[lane % LANES]
}

/// The place of one race.
pub fn point([x, y]: &[Row; 2], lane: usize, dimensions: usize) -> Point {
    Point::new(number(x, lane), if dimensions == 1 { 0.0 } else { number(y, lane) })
}

/// From where to where a race goes.
struct Way {
    start: Point,
    /// To which minimum, if that is known.
    to: Option<usize>,
    /// The one to which it is thought to go.
    minimum: usize,
    bounds: Bounds,
}

impl Way {
    fn new(start: Point, to: Option<usize>, loss: &Loss) -> Self {
        let minimum = to.or_else(|| loss.nearest_place(start)).unwrap_or(0);
        Way { start, to, minimum, bounds: Bounds::new(start, loss.minima().get(minimum), loss.dimensions()) }
    }
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
    /// The ways that its races have, each once where neighbours have the same.
    ways: Vec<Way>,
    /// The place of the minimum at which each race is thought to end: the nearest to its start.
    minima: [usize; RACES],
    /// The groups that are where they were two steps before, or stand still, which may be so for good.
    back: [bool; GROUPS],
    /// The groups in which no race is on its way any more.
    over: [bool; GROUPS],
}

impl Block {
    /// No race yet; none at all for an optimiser of all coordinates at once, and none on a loss with a floor, where a
    /// race may end anywhere.
    pub fn of(scene: &Scene, run: &Run) -> Option<Self> {
        if scene.loss.minima().iter().any(|minimum| !minimum.alone) {
            return None;
        }
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
            ways: Vec::new(),
            minima: [0; RACES],
            back: [false; GROUPS],
            over: [false; GROUPS],
        })
    }

    /// Whether races with these values of a run's hyperparameters, and with those, count alike.
    pub fn count_alike(&self, run: &Run, these: &[f64], those: &[f64]) -> bool {
        self.rules.count_alike(run.optimiser.hyperparameters, these, those)
    }

    /// The next races begin with what this trial has, but for what columns say.
    pub fn prepare(&mut self, like: &Trial) {
        let common = like.values.iter().copied().map(Lanes::from).list();
        self.values.clear();
        self.values.resize(GROUPS, common);
    }

    /// Begins with up to [`RACES`] of these trials, for which it is prepared.
    pub fn begin(&mut self, scene: &Scene, trials: &Trials, entries: &[Entry]) {
        let (Some(run), Some(last)) = (scene.runs.first(), entries.last()) else { return };
        let Trials { like, columns } = trials;
        self.ways.clear();
        let goes_on = !scene.changes.is_empty() || run.schedule != Schedule::Constant;
        self.courses.clear();
        for (group, values) in self.values.iter_mut().enumerate() {
            // Where there are too few, the last is run more than once.
            let pair: [_; LANES] = std::array::from_fn(|place| entries.get(group * LANES + place).unwrap_or(last));
            let mut start = [like.start.x, like.start.y].map(Lanes::from);
            for (along, numbers) in columns {
                let numbers = Lanes::new(pair.map(|entry| numbers[entry.place]));
                match along {
                    Along::Value(place) => values[*place] = numbers,
                    Along::Start(axis) => start[*axis as usize] = numbers,
                }
            }
            self.path.put(group, 0, start);
            let ways: [_; LANES] = std::array::from_fn(|place| {
                let [x, y] = start.map(|lanes| lanes.as_array()[place]);
                let (start, to) = (Point::new(x, y), pair[place].minimum);
                if self.ways.last().is_none_or(|way| way.start != start || way.to != to) {
                    self.ways.push(Way::new(start, to, &scene.loss));
                }
                self.ways.len() - 1
            });
            self.watch.begin(group, ways.map(|way| &self.ways[way].bounds));
            for (place, way) in ways.into_iter().enumerate() {
                self.minima[group * LANES + place] = self.ways[way].minimum;
            }
            if goes_on {
                for entry in pair {
                    let run = Run { values: trials.trial(entry.place).values.to_vec(), ..run.clone() };
                    self.courses.push(Course::new(&run, scene));
                }
            }
        }
        self.made = 0;
        self.path.live = 0..entries.len().div_ceil(LANES);
        self.over = [false; GROUPS];
        self.back = [false; GROUPS];
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

    /// Makes at least `most` steps more of each race, in whole stretches, unless all are over before: how many were made,
    /// and whether all races are over.
    pub fn advance(&mut self, loss: &Loss, most: usize) -> (usize, bool) {
        let (before, to) = (self.made, self.steps.min(self.made.saturating_add(most)));
        while self.made < to && !self.path.live.is_empty() {
            let steps = (if self.made == 0 { FIRST_STRETCH } else { STRETCH }).min(self.steps - self.made);
            self.stretch(loss, steps);
        }
        let over = self.made == self.steps || self.path.live.is_empty();
        if over {
            // J of all places at once: what a step more would be made from.
            self.path.live = 0..GROUPS;
            self.rules.steps(loss, &mut self.path, 0..1);
        }
        (self.made - before, over)
    }

    /// So many steps, and what is seen of them.
    fn stretch(&mut self, loss: &Loss, steps: usize) {
        // Where places come again, memories are kept: if they too are the same after this stretch, it goes round for ever.
        // What stands still ends often among the subnormal numbers, where arithmetic is ten times slower.
        let constant = self.until == self.steps;
        for group in self.path.live.clone() {
            if self.back[group] {
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
                self.look(group, steps, constant);
            }
        }
        let Range { start, end } = &mut self.path.live;
        while start < end && self.over[*start] {
            *start += 1;
        }
        while start < end && self.over[*end - 1] {
            *end -= 1;
        }
        self.made += steps;
    }

    /// Looks at what the races of a group did in so many steps of the path, with which it is done then.
    fn look(&mut self, group: usize, steps: usize, constant: bool) {
        let made = self.made + steps;
        self.over[group] = !self.watch.look(group, self.made, steps, &self.path);
        let was_back = self.back[group];
        self.back[group] = constant && steps > 1 && self.path.is_back(group, steps - 2, steps);
        // All that a step depends on is what it was so many steps ago: so it will be again and again.
        let period = if !self.back[group] {
            None
        } else if self.rules.remembers() {
            (was_back && self.path.is_back(group, 0, steps) && self.rules.is_as_marked(group)).then_some(steps)
        } else {
            Some(2)
        };
        if let Some(period) = period {
            self.path.turn(group, steps - period..steps, self.steps - made);
            self.watch.look_again(group, self.steps - period, period, &self.path);
            self.over[group] = true;
        }
        self.path.go_on(group, period.unwrap_or(steps));
    }

    /// What became of a race that is over, if it ended at the minimum at which it was thought to.
    ///
    /// # Errors
    /// The place of the minimum at which it did end.
    pub fn cell(&self, loss: &Loss, lane: usize) -> Result<Cell, usize> {
        let (theta, minimum) = (point(&self.path.theta[0], lane, self.dimensions), self.minima[lane]);
        let value = number(&self.path.value[0], lane);
        // Nobody has looked at J after the last step yet.
        let left = self.watch.left(lane).or((!value.is_finite()).then_some(self.steps));
        let end = match (left, loss.nearest_place(theta), self.watch.near_from(lane)) {
            (Some(step), ..) => End::Left { step },
            (_, Some(nearest), _) if nearest != minimum => return Err(nearest),
            // Made a whole number only where it is asked for: that takes as long as some steps.
            (_, Some(_), step) if step <= self.steps as f64 => {
                let step = step as usize;
                End::Settled { step, minimum, best: self.best.get(minimum).is_some_and(|is_best| *is_best) }
            }
            _ => End::UnderWay,
        };
        Ok(Cell { end, value })
    }
}
