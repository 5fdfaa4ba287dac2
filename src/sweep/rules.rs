//! An update rule, whichever it is, for all races of a block.

use super::block::{GROUPS, Row};
use crate::hyperparameter::{Hyperparameter, Values};
use crate::list::List as _;
use crate::real::{Lanes, Real};
use crate::walk::Rule;

/// An update rule with its settings and memories in each race. Only this is compiled once for each rule.
pub trait Rules {
    /// From the first step on, with these values of the hyperparameters: a list for each group of races.
    fn begin(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]);

    /// From now on, with these; the memories stay.
    fn change(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]);

    /// Counts the next step, before it is made.
    fn tick(&mut self);

    /// That step of one coordinate, in all races.
    fn step(&mut self, axis: usize, theta: &mut Row, gradient: &Row);

    /// Keeps the memories, to be compared with what becomes of them.
    fn mark(&mut self);

    /// Whether the memories are those that were kept.
    fn is_as_marked(&self) -> bool;

    /// See [`Rule::edge`]; of a rule with these values.
    fn edge(&self, hyperparameters: &'static [&'static Hyperparameter], values: &[f64], curvature: f64) -> Option<f64>;
}

struct Each<T: Rule<Lanes>> {
    rules: Vec<T>,
    clocks: Vec<T::Clock>,
    memories: [Vec<T::Memory>; 2],
    marked: (Vec<T::Clock>, [Vec<T::Memory>; 2]),
}

/// No race yet.
#[must_use]
pub fn rules<T: Rule<Lanes> + 'static>() -> Box<dyn Rules>
where
    T::Clock: 'static,
    T::Memory: 'static,
{
    let none = || [Vec::new(), Vec::new()];
    Box::new(Each::<T> { rules: Vec::new(), clocks: Vec::new(), memories: none(), marked: (Vec::new(), none()) })
}

impl<T: Rule<Lanes>> Rules for Each<T> {
    fn begin(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]) {
        self.change(hyperparameters, values);
        self.clocks.clear();
        self.clocks.resize(self.rules.len(), T::Clock::default());
        for memories in &mut self.memories {
            memories.clear();
            memories.extend(self.rules.iter().map(T::memory));
        }
    }

    fn change(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]) {
        self.rules.clear();
        self.rules.extend(values.iter().take(GROUPS).map(|values| T::new(&Values::new(hyperparameters, values))));
    }

    fn tick(&mut self) {
        for (rule, clock) in self.rules.iter().zip(&mut self.clocks) {
            rule.tick(clock);
        }
    }

    fn step(&mut self, axis: usize, theta: &mut Row, gradient: &Row) {
        let with_clocks = self.rules.iter().zip(&self.clocks).zip(&mut self.memories[axis]);
        for ((((rule, clock), memory), theta), gradient) in with_clocks.zip(theta).zip(gradient) {
            *theta = rule.step(clock, memory, *theta, *gradient, &mut ());
        }
    }

    fn mark(&mut self) {
        self.marked.0.clone_from(&self.clocks);
        self.marked.1.clone_from(&self.memories);
    }

    fn is_as_marked(&self) -> bool {
        self.marked.0 == self.clocks && self.marked.1 == self.memories
    }

    fn edge(&self, hyperparameters: &'static [&'static Hyperparameter], values: &[f64], curvature: f64) -> Option<f64> {
        let values: Vec<Lanes> = values.iter().map(|value| Lanes::from(*value)).list();
        T::new(&Values::new(hyperparameters, &values)).edge(curvature.into()).map(Real::plain)
    }
}
