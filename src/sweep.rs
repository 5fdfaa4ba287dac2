//! Many races at once, of which only their ends are asked for: what a hyperparameter map is made of.
//!
//! A [`Sweep`] runs one optimiser with many settings and starts, [`Trial`]s, and tells of each what a
//! [`Race`] with its verdict would tell, to the last bit. Update rules and losses are the same,
//! written once; here they are run with [`Lanes`](crate::real::Lanes), and several of these in turn, so that
//! divisions and roots, for which a processor has to wait, overlap.

mod block;
mod cell;
pub mod edge;
pub mod field;
pub mod paint;
mod path;
mod rules;
mod side;
mod trial;
mod watch;

pub use cell::{Cell, End};
pub use rules::{Rules, rules};
pub use side::Side;
pub use trial::{Settings, Trial};

use block::Block;

use crate::list::List as _;
use crate::race::Race;
use crate::scene::Scene;
use block::RACES;

/// Many races of one run of a scene, made as frames ask.
///
/// ```
/// use downhill::{point::Point, scene::Scene, sweep::{End, Sweep, Trial}};
/// let scene = Scene::read("steps=300&run=gd").0;
/// let rates = [0.001, 0.1, 1.0, 1.1];
/// let trials = rates.map(|lr| Trial::new(&[lr, 0.0], Point::on_line(3.0)));
/// let mut sweep = Sweep::of(&scene, 0);
/// let mut ends = [End::UnderWay; 4];
/// sweep.begin(trials.into_iter().enumerate());
/// while !sweep.advance(10_000, &mut |place, cell| ends[place] = cell.end) {}
/// assert_eq!(ends[..3], [End::UnderWay, End::Settled { step: 21, minimum: 0, best: true }, End::UnderWay]);
/// ```
pub struct Sweep {
    scene: Scene,
    queue: Vec<Entry>,
    /// How many of these have begun.
    begun: usize,
    /// The places in the queue of races that came to another minimum than was thought.
    again: Vec<usize>,
    /// The places in the queue of what is being run.
    running: Vec<usize>,
    /// None for an optimiser of all coordinates at once, whose races are run one after the other.
    block: Option<Block>,
    race: Option<Race>,
}

/// A trial to be run.
struct Entry {
    /// What it is called by.
    place: usize,
    trial: Trial,
    /// The place of the minimum at which it ended, if it was run for another.
    minimum: Option<usize>,
}

impl Sweep {
    /// Races of this run of a scene's, counted from 0; of its last where there is none.
    #[must_use]
    pub fn of(scene: &Scene, run: usize) -> Self {
        let mut scene = scene.clone();
        scene.runs = scene.runs.get(run).or(scene.runs.last()).cloned().into_iter().list();
        let block = scene.runs.first().and_then(|run| Block::of(&scene, run));
        Sweep { scene, queue: Vec::new(), begun: 0, again: Vec::new(), running: Vec::new(), block, race: None }
    }

    /// Whether two trials count alike, corrections of means for example: side by side they are quicker.
    #[must_use]
    pub fn count_alike(&self, one: &Trial, other: &Trial) -> bool {
        let of = self.block.as_ref().zip(self.scene.runs.first());
        of.is_some_and(|(block, run)| block.count_alike(run, &one.values, &other.values))
    }

    /// Begins with these trials, each with its place; what was left of others is dropped.
    pub fn begin(&mut self, trials: impl IntoIterator<Item = (usize, Trial)>) {
        self.begun = 0;
        self.again.clear();
        self.running.clear();
        self.race = None;
        self.queue.clear();
        self.queue.extend(trials.into_iter().map(|(place, trial)| Entry { place, trial, minimum: None }));
    }

    /// Makes about `most` steps more, counted over all races, and tells whether every trial is over. Of each that
    /// ends `done` is told its place and what became of it.
    pub fn advance(&mut self, most: usize, done: &mut dyn FnMut(usize, Cell)) -> bool {
        let mut left = most;
        loop {
            if self.running.is_empty() && !self.fill() {
                return true;
            }
            left = left.saturating_sub(self.go_on(left, done));
            if left == 0 {
                return self.running.is_empty() && self.begun == self.queue.len() && self.again.is_empty();
            }
        }
    }

    /// The next races begin; whether there are any.
    fn fill(&mut self) -> bool {
        let most = if self.block.is_some() { RACES } else { 1 };
        while self.running.len() < most {
            // A race that is run again waits until a block is full of such, or nothing else is left.
            let are_left = self.begun < self.queue.len();
            let again =
                if self.again.len() + self.running.len() >= most || !are_left { self.again.pop() } else { None };
            let Some(next) = again.or(are_left.then_some(self.begun)) else { break };
            self.begun += usize::from(again.is_none());
            self.running.push(next);
        }
        match (&mut self.block, self.running.first()) {
            (_, None) => return false,
            (Some(block), _) => block.begin(&self.scene, &self.queue, &self.running),
            (None, Some(at)) => {
                let tried = self.queue[*at].trial.alone(&self.scene, 0);
                match &mut self.race {
                    Some(race) => race.replay(&tried),
                    empty => *empty = Some(Race::new(&tried)),
                }
            }
        }
        true
    }

    /// Runs what is running on; about how many steps were made.
    fn go_on(&mut self, most: usize, done: &mut dyn FnMut(usize, Cell)) -> usize {
        if let Some(block) = &mut self.block {
            let (made, over) = block.advance(&self.scene.loss, most / RACES + 1);
            if over {
                for (lane, at) in self.running.drain(..).enumerate() {
                    let entry = &mut self.queue[at];
                    match block.cell(&self.scene.loss, lane) {
                        Ok(cell) => done(entry.place, cell),
                        Err(other) => {
                            entry.minimum = Some(other);
                            self.again.push(at);
                        }
                    }
                }
            }
            return made * RACES;
        }
        let Some(race) = &mut self.race else { return most };
        let before = race.made();
        if race.advance(most) {
            let place = self.running.pop().and_then(|at| self.queue.get(at)).map(|entry| entry.place);
            done(place.unwrap_or_default(), Cell::of(race));
        }
        // A race that is over at once takes some time too.
        (race.made() - before).max(1)
    }
}
