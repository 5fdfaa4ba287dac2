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
pub mod grid;
pub mod paint;
mod path;
mod rules;
mod side;
mod trial;
mod watch;

pub use cell::{Cell, End};
pub use rules::{Rules, rules};
pub use side::Side;
pub use trial::{Settings, Trial, Trials};

use block::Block;

use crate::list::List as _;
use crate::race::Race;
use crate::scene::Scene;
use block::RACES;

/// Many races of one run of a scene, made as frames ask.
///
/// ```
/// use downhill::{point::Point, scene::{Along, Scene}, sweep::{End, Sweep, Trial, Trials}};
/// let scene = Scene::read("steps=300&run=gd").0;
/// let rates = vec![0.001, 0.1, 1.0, 1.1];
/// let like = Trial::new(&[0.0, 0.0], Point::on_line(3.0));
/// let mut sweep = Sweep::of(&scene, 0);
/// let mut ends = [End::UnderWay; 4];
/// sweep.begin(vec![0, 1, 2, 3], Trials { like, columns: vec![(Along::Value(0), rates)] });
/// while !sweep.advance(10_000, &mut |name, cell| ends[name] = cell.end) {}
/// assert_eq!(ends[..3], [End::UnderWay, End::Settled { step: 21, minimum: 0, best: true }, End::UnderWay]);
/// ```
pub struct Sweep {
    scene: Scene,
    /// What each trial is called by.
    names: Vec<usize>,
    trials: Trials,
    /// How many of these have begun.
    begun: usize,
    /// Those that came to another minimum than was thought.
    again: Vec<Entry>,
    /// What is being run.
    running: Vec<Entry>,
    /// None for an optimiser of all coordinates at once, or on a loss with a floor: then races are run one after the other.
    block: Option<Block>,
    race: Option<Race>,
}

/// A trial to be run.
#[derive(Clone, Copy)]
struct Entry {
    place: usize,
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
        let trials = Trials { like: Trial::new(&[], scene.start), columns: Vec::new() };
        let (names, again, running) = (Vec::new(), Vec::new(), Vec::new());
        Sweep { scene, names, trials, begun: 0, again, running, block, race: None }
    }

    /// Whether what two trials count, corrections of means for example, stays alike from step to step: side by side they
    /// are quicker. Never so where races are not run side by side.
    #[must_use]
    pub fn count_alike(&self, one: &Trial, other: &Trial) -> bool {
        let of = self.block.as_ref().zip(self.scene.runs.first());
        of.is_some_and(|(block, run)| block.count_alike(run, &one.values, &other.values))
    }

    /// Begins with these trials; what was left of others is dropped. The first is called by the first of these names, and
    /// so on.
    ///
    /// # Panics
    /// When they are run, if a column has fewer numbers than there are names.
    pub fn begin(&mut self, names: Vec<usize>, trials: Trials) {
        (self.names, self.trials) = (names, trials);
        if let Some(block) = &mut self.block {
            block.prepare(&self.trials.like);
        }
        self.begun = 0;
        self.again.clear();
        self.running.clear();
        self.race = None;
    }

    /// Makes about `most` steps more, counted over all races, and tells whether every trial is over. Of each that
    /// ends `done` is told its name and what became of it.
    pub fn advance(&mut self, most: usize, done: &mut dyn FnMut(usize, Cell)) -> bool {
        let mut left = most;
        loop {
            if self.running.is_empty() && !self.fill() {
                return true;
            }
            left = left.saturating_sub(self.go_on(left, done));
            if left == 0 {
                return self.running.is_empty() && self.begun == self.names.len() && self.again.is_empty();
            }
        }
    }

    /// The next races begin; whether there are any.
    fn fill(&mut self) -> bool {
        let most = if self.block.is_some() { RACES } else { 1 };
        while self.running.len() < most {
            // A race that is run again waits until a block is full of such, or nothing else is left.
            let new = (self.begun < self.names.len()).then_some(Entry { place: self.begun, minimum: None });
            let again =
                if self.again.len() + self.running.len() >= most || new.is_none() { self.again.pop() } else { None };
            let Some(next) = again.or(new) else { break };
            self.begun += usize::from(again.is_none());
            self.running.push(next);
        }
        match (&mut self.block, self.running.first()) {
            (_, None) => return false,
            (Some(block), _) => block.begin(&self.scene, &self.trials, &self.running),
            (None, Some(entry)) => {
                let tried = self.trials.trial(entry.place).alone(&self.scene, 0);
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
                for (lane, Entry { place, .. }) in self.running.drain(..).enumerate() {
                    match block.cell(&self.scene.loss, lane) {
                        Ok(cell) => done(self.names[place], cell),
                        Err(other) => self.again.push(Entry { place, minimum: Some(other) }),
                    }
                }
            }
            return made * RACES;
        }
        let Some(race) = &mut self.race else { return most };
        let before = race.made();
        if race.advance(most)
            && let Some(entry) = self.running.pop()
        {
            done(self.names[entry.place], Cell::of(race));
        }
        // A race that is over at once takes some time too.
        (race.made() - before).max(1)
    }
}
