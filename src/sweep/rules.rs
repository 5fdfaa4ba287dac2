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

    /// From now on, with these; clocks and memories stay.
    fn change(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]);

    /// The next step of the first coordinates, in all races.
    fn step(&mut self, dimensions: usize, theta: &mut [Row; 2], gradient: &[Row; 2]);

    /// Keeps the memories, to be compared with what becomes of them.
    fn mark(&mut self);

    /// Whether they are those that were kept, and nothing else changes from step to step.
    fn is_as_marked(&self) -> bool;

    /// See [`Rule::edge`]; of a rule with these values.
    fn edge(&self, hyperparameters: &'static [&'static Hyperparameter], values: &[f64], curvature: f64) -> Option<f64>;
}

/// What the races of one group go on with: clock, and memory of each coordinate.
type State<T> = (<T as Rule<Lanes>>::Clock, [<T as Rule<Lanes>>::Memory; 2]);

struct Each<T: Rule<Lanes>> {
    /// One for each group.
    groups: Vec<(T, State<T>)>,
    marked: Vec<[T::Memory; 2]>,
}

/// No race yet.
#[must_use]
pub fn rules<T: Rule<Lanes> + 'static>() -> Box<dyn Rules>
where
    T::Clock: 'static,
    T::Memory: 'static,
{
    Box::new(Each::<T> { groups: Vec::new(), marked: Vec::new() })
}

impl<T: Rule<Lanes>> Rules for Each<T> {
    fn begin(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]) {
        self.groups.clear();
        self.groups.extend(values.iter().take(GROUPS).map(|values| {
            let rule = T::new(&Values::new(hyperparameters, values));
            let mut clock = T::Clock::default();
            rule.adopt(&mut clock);
            let memories = [rule.memory(), rule.memory()];
            (rule, (clock, memories))
        }));
    }

    fn change(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]) {
        for ((rule, (clock, _)), values) in self.groups.iter_mut().zip(values) {
            *rule = T::new(&Values::new(hyperparameters, values));
            rule.adopt(clock);
        }
    }

    fn step(&mut self, dimensions: usize, [x, y]: &mut [Row; 2], [by_x, by_y]: &[Row; 2]) {
        if dimensions == 1 {
            for (((rule, (clock, [memory, _])), x), by_x) in self.groups.iter_mut().zip(x).zip(by_x) {
                rule.tick(clock);
                *x = rule.step(clock, memory, *x, *by_x, &mut ());
            }
        } else {
            let places = x.iter_mut().zip(y).zip(by_x.iter().zip(by_y));
            for ((rule, (clock, [of_x, of_y])), ((x, y), (by_x, by_y))) in self.groups.iter_mut().zip(places) {
                rule.tick(clock);
                *x = rule.step(clock, of_x, *x, *by_x, &mut ());
                *y = rule.step(clock, of_y, *y, *by_y, &mut ());
            }
        }
    }

    fn mark(&mut self) {
        self.marked.clear();
        self.marked.extend(self.groups.iter().filter(|_| !T::counts()).map(|(_, (_, memories))| memories.clone()));
    }

    fn is_as_marked(&self) -> bool {
        !T::counts() && self.groups.iter().map(|(_, (_, memories))| memories).eq(&self.marked)
    }

    fn edge(&self, hyperparameters: &'static [&'static Hyperparameter], values: &[f64], curvature: f64) -> Option<f64> {
        let values: Vec<Lanes> = values.iter().map(|value| Lanes::from(*value)).list();
        T::new(&Values::new(hyperparameters, &values)).edge(curvature.into()).map(Real::plain)
    }
}
