//! An update rule, whichever it is, for all races of a block.

use std::ops::Range;

use super::block::GROUPS;
use super::path::Path;
use crate::hyperparameter::{Hyperparameter, Values};
use crate::list::List as _;
use crate::loss::{Job, Loss, Surface};
use crate::real::{Lanes, Real};
use crate::walk::Rule;

/// An update rule with its settings and memories in each race. Only this is compiled once for each rule.
pub trait Rules {
    /// From the first step on, with these values of the hyperparameters: a list for each group of races.
    fn begin(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]);

    /// From now on, with these; clocks and memories stay.
    fn change(&mut self, hyperparameters: &'static [&'static Hyperparameter], values: &[Vec<Lanes>]);

    /// These steps of a path, in the groups of races that are still on their way.
    fn steps(&mut self, loss: &Loss, path: &mut Path, steps: Range<usize>);

    /// Keeps the memories of a group, to be compared with what becomes of them.
    fn mark(&mut self, group: usize);

    /// Whether they are those that were kept, and nothing else changes from step to step.
    fn is_as_marked(&self, group: usize) -> bool;

    /// See [`Rule::edge`]; of a rule with these values.
    fn edge(&self, hyperparameters: &'static [&'static Hyperparameter], values: &[f64], curvature: f64) -> Option<f64>;
}

/// What the races of one group go on with: clock, and memory of each coordinate.
type State<T> = (<T as Rule<Lanes>>::Clock, [<T as Rule<Lanes>>::Memory; 2]);

struct Each<T: Rule<Lanes>> {
    /// One for each group.
    groups: Vec<(T, State<T>)>,
    marked: [Option<[T::Memory; 2]>; GROUPS],
}

/// No race yet.
#[must_use]
pub fn rules<T: Rule<Lanes> + 'static>() -> Box<dyn Rules>
where
    T::Clock: 'static,
    T::Memory: 'static,
{
    Box::new(Each::<T> { groups: Vec::new(), marked: [const { None }; GROUPS] })
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

    fn steps(&mut self, loss: &Loss, path: &mut Path, steps: Range<usize>) {
        loss.give(Steps { groups: &mut self.groups, path, these: steps });
    }

    fn mark(&mut self, group: usize) {
        self.marked[group] =
            if T::counts() { None } else { self.groups.get(group).map(|(_, (_, memories))| memories.clone()) };
    }

    fn is_as_marked(&self, group: usize) -> bool {
        let marked = &self.marked[group];
        marked.is_some() && self.groups.get(group).map(|(_, (_, memories))| memories) == marked.as_ref()
    }

    fn edge(&self, hyperparameters: &'static [&'static Hyperparameter], values: &[f64], curvature: f64) -> Option<f64> {
        let values: Vec<Lanes> = values.iter().map(|value| Lanes::from(*value)).list();
        T::new(&Values::new(hyperparameters, &values)).edge(curvature.into()).map(Real::plain)
    }
}

/// Steps to be made on a loss: compiled for each rule and each loss of the list, since to hand numbers from one to the
/// other takes as long as what most of them do with these.
struct Steps<'a, T: Rule<Lanes>> {
    groups: &'a mut [(T, State<T>)],
    path: &'a mut Path,
    these: Range<usize>,
}

impl<T: Rule<Lanes>> Job for Steps<'_, T> {
    fn on<S: Surface + ?Sized>(self, surface: &S) {
        let Steps { groups, path, these } = self;
        let Path { theta, sum, live } = path;
        let plane = surface.dimensions() == 2;
        for step in these {
            let Some([[x, y], [next_x, next_y]]) = theta.get_mut(step..).and_then(<[_]>::first_chunk_mut) else {
                return;
            };
            // Without asking of each number whether there is one.
            let from = x[live.clone()].iter().zip(&y[live.clone()]);
            let to = next_x[live.clone()].iter_mut().zip(&mut next_y[live.clone()]).zip(&mut sum[live.clone()]);
            let groups = groups.iter_mut().skip(live.start);
            for (((x, y), ((next_x, next_y), sum)), (rule, (clock, [of_x, of_y]))) in from.zip(to).zip(groups) {
                let (value, [by_x, by_y]) = surface.slopes([*x, *y]);
                rule.tick(clock);
                *next_x = rule.step(clock, of_x, *x, by_x, &mut ());
                if plane {
                    *next_y = rule.step(clock, of_y, *y, by_y, &mut ());
                }
                *sum += value;
            }
        }
    }
}
