//! What one race of many is run with.

use std::ops::{Deref, DerefMut};

use crate::list::List as _;
use crate::point::Point;
use crate::scene::{Along, Run, Scene};

/// No optimiser has more hyperparameters.
const MOST: usize = 8;

/// What one race is run with: a run of the scene's with other settings, and another start. All else is the scene's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// The values of the run's hyperparameters, in their order.
    pub values: Settings,
    /// θ before the first step.
    pub start: Point,
}

impl Trial {
    /// With these values of the run's hyperparameters, in their order, from this start.
    ///
    /// # Panics
    /// If there are more than any optimiser has.
    #[must_use]
    pub fn new(values: &[f64], start: Point) -> Self {
        let mut numbers = [0.0; MOST];
        numbers[..values.len()].copy_from_slice(values);
        Trial { values: Settings { numbers, count: values.len() }, start }
    }

    /// The number that it has along a side.
    #[must_use]
    pub fn along(&self, side: Along) -> f64 {
        match side {
            Along::Value(place) => self.values[place],
            Along::Start(axis) => self.start[axis],
        }
    }

    /// Gives it a number along a side.
    pub fn set(&mut self, side: Along, number: f64) {
        match side {
            Along::Value(place) => self.values[place] = number,
            Along::Start(axis) => self.start[axis] = number,
        }
    }

    /// The scene of this run alone, counted from 0, with what the trial has.
    #[must_use]
    pub fn alone(&self, scene: &Scene, run: usize) -> Scene {
        let run = scene.runs.get(run).map(|run| Run { values: self.values.to_vec(), ..run.clone() });
        let runs = run.into_iter().list();
        Scene { runs, start: self.start, inside: None, pinned: None, ..scene.clone() }
    }
}

/// Trials that differ in some numbers: of each of these there is a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Trials {
    /// What each has that is in no column.
    pub like: Trial,
    /// What differs, and the number that each trial has of it.
    pub columns: Vec<(Along, Vec<f64>)>,
}

impl Trials {
    /// One of them.
    #[must_use]
    pub fn trial(&self, place: usize) -> Trial {
        let mut trial = self.like;
        for (along, numbers) in &self.columns {
            trial.set(*along, numbers[place]);
        }
        trial
    }
}

/// A list of numbers that has no room of its own to ask for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    numbers: [f64; MOST],
    count: usize,
}

impl Deref for Settings {
    type Target = [f64];

    fn deref(&self) -> &[f64] {
        &self.numbers[..self.count]
    }
}

impl DerefMut for Settings {
    fn deref_mut(&mut self) -> &mut [f64] {
        &mut self.numbers[..self.count]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser;

    #[test]
    fn every_optimiser_can_be_tried() {
        for optimiser in optimiser::ALL {
            assert!(optimiser.hyperparameters.len() <= MOST, "{} has more settings: MOST has to be more", optimiser.id);
            let values: Vec<f64> = optimiser.hyperparameters.iter().map(|h| h.default).collect();
            assert_eq!(*Trial::new(&values, Point::default()).values, values);
        }
    }
}
