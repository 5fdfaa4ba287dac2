//! An update rule, whichever it is, for all races of a block.

use std::ops::Range;

use super::block::GROUPS;
use super::path::Path;
use crate::hyperparameter::{Hyperparameter, Values};
use crate::list::List as _;
use crate::loss::{Job, Loss, Surface};
use crate::real::{Lanes, Real};
use crate::walk::{Clock, Rule};

/// An update rule with its settings and memories in each race: compiled for each rule, its steps for each loss too.
pub trait Rules {
    /// From the first step on, with these values of the hyperparameters: a list for each group of races.
    fn begin(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]);

    /// From now on, with these; clocks and memories stay.
    fn change(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]);

    /// These steps of a path, in the groups of races that are still on their way.
    fn steps(&mut self, loss: &Loss, path: &mut Path, steps: Range<usize>);

    /// Whether a step depends on more than where it is made from.
    fn remembers(&self) -> bool;

    /// Keeps the memories of a group, to be compared with what becomes of them.
    fn mark(&mut self, group: usize);

    /// Whether they are those that were kept, and nothing else changes from step to step.
    fn is_as_marked(&self, group: usize) -> bool;

    /// Whether rules with these values, and with those, count alike.
    fn count_alike(&self, hyperparameters: &'static [&'static Hyperparameter], these: &[f64], those: &[f64]) -> bool;

    /// See [`Rule::edge`]; of a rule with these values.
    fn edge(&self, hyperparameters: &'static [&'static Hyperparameter], values: &[f64], curvature: f64) -> Option<f64>;
}

/// A rule in the races of one group.
struct Group<T: Rule<Lanes>> {
    rule: T,
    /// The place of its clock.
    clock: usize,
    /// Of each coordinate.
    memories: [T::Memory; 2],
}

struct Each<T: Rule<Lanes>> {
    groups: Vec<Group<T>>,
    /// Those that are alike are one: on a map most have the same settings but for the learning rate.
    clocks: Vec<T::Clock>,
    marked: [Option<[T::Memory; 2]>; GROUPS],
}

/// A rule's clock before the first step.
fn clock<T: Rule<Lanes>>(rule: &T) -> T::Clock {
    let mut clock = T::Clock::default();
    rule.adopt(&mut clock);
    clock
}

/// The place of a clock among others, where it may be already.
fn place<C: Clock>(clocks: &mut Vec<C>, clock: C) -> usize {
    clocks.iter().position(|other| *other == clock).unwrap_or_else(|| {
        clocks.push(clock);
        clocks.len() - 1
    })
}

/// No race yet.
#[must_use]
pub fn rules<T: Rule<Lanes> + 'static>() -> Box<dyn Rules>
where
    T::Clock: 'static,
    T::Memory: 'static,
{
    Box::new(Each::<T> { groups: Vec::new(), clocks: Vec::new(), marked: [const { None }; GROUPS] })
}

impl<T: Rule<Lanes>> Rules for Each<T> {
    fn begin(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]) {
        self.groups.clear();
        self.clocks.clear();
        for values in values {
            let rule = T::new(&Values::new(hyperparameters, values));
            let (clock, memories) = (place(&mut self.clocks, clock(&rule)), [rule.memory(), rule.memory()]);
            self.groups.push(Group { rule, clock, memories });
        }
    }

    fn change(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]) {
        let before = std::mem::take(&mut self.clocks);
        for (group, values) in self.groups.iter_mut().zip(values) {
            group.rule = T::new(&Values::new(hyperparameters, values));
            let mut clock = before[group.clock].clone();
            group.rule.adopt(&mut clock);
            group.clock = place(&mut self.clocks, clock);
        }
    }

    fn steps(&mut self, loss: &Loss, path: &mut Path, steps: Range<usize>) {
        loss.give(Steps { groups: &mut self.groups, clocks: &mut self.clocks, path, these: steps });
    }

    fn remembers(&self) -> bool {
        T::counts() || size_of::<T::Memory>() > 0
    }

    fn mark(&mut self, group: usize) {
        self.marked[group] =
            if T::counts() { None } else { self.groups.get(group).map(|group| group.memories.clone()) };
    }

    fn is_as_marked(&self, group: usize) -> bool {
        let marked = &self.marked[group];
        marked.is_some() && self.groups.get(group).map(|group| &group.memories) == marked.as_ref()
    }

    fn count_alike(&self, hyperparameters: &'static [&'static Hyperparameter], these: &[f64], those: &[f64]) -> bool {
        let [these, those] = [these, those].map(|values| clock(&with::<T>(hyperparameters, values)));
        these == those
    }

    fn edge(&self, hyperparameters: &'static [&'static Hyperparameter], values: &[f64], curvature: f64) -> Option<f64> {
        with::<T>(hyperparameters, values).edge(curvature.into()).map(Real::plain)
    }
}

/// A rule with the same values in all races.
fn with<T: Rule<Lanes>>(hyperparameters: &'static [&'static Hyperparameter], values: &[f64]) -> T {
    let values: Vec<Lanes> = values.iter().map(|value| Lanes::from(*value)).list();
    T::new(&Values::new(hyperparameters, &values))
}

/// Steps to be made on a loss: compiled for each rule and each loss of the list, since to hand numbers from one to the
/// other takes as long as what most of them do with these.
struct Steps<'a, T: Rule<Lanes>> {
    groups: &'a mut [Group<T>],
    clocks: &'a mut [T::Clock],
    path: &'a mut Path,
    these: Range<usize>,
}

impl<T: Rule<Lanes>> Job for Steps<'_, T> {
    fn on<S: Surface + ?Sized>(self, surface: &S) {
        let Steps { groups, clocks, path, these } = self;
        let Path { theta, value, live } = path;
        let (plane, nothing) = (surface.dimensions() == 2, T::Clock::default());
        for step in these {
            let places = theta.get_mut(step..).and_then(<[_]>::first_chunk_mut);
            let (Some([[x, y], [next_x, next_y]]), Some(values)) = (places, value.get_mut(step)) else { return };
            // Without asking of each number whether there is one.
            let from = x[live.clone()].iter().zip(&y[live.clone()]);
            let to = next_x[live.clone()].iter_mut().zip(&mut next_y[live.clone()]).zip(&mut values[live.clone()]);
            clocks.iter_mut().for_each(Clock::tick);
            let groups = groups.iter_mut().skip(live.start);
            for (((x, y), ((next_x, next_y), j)), Group { rule, clock, memories: [of_x, of_y] }) in
                from.zip(to).zip(groups)
            {
                // Nothing is looked up where nothing is counted.
                let clock = if T::counts() { clocks.get(*clock) } else { Some(&nothing) };
                let Some(clock) = clock else { return };
                let (value, [by_x, by_y]) = surface.slopes([*x, *y]);
                // Both are worked out before the first is written down: after a write all settings would be read again.
                let to_x = rule.step(clock, of_x, *x, by_x, &mut ());
                if plane {
                    *next_y = rule.step(clock, of_y, *y, by_y, &mut ());
                }
                (*next_x, *j) = (to_x, value);
            }
        }
    }
}
