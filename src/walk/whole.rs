//! Rules of all coordinates at once on their way.

use super::{GRADIENT, Path, Place, THETA, Walk, WholeRule, known};
use crate::equation::{Ledger, Notes as _};
use crate::hyperparameter::{Hyperparameter, Values};
use crate::loss::Loss;
use crate::point::Point;

/// A rule of all coordinates at once, and the loss it walks down.
struct WholeWalker {
    rule: Box<dyn WholeRule>,
    hyperparameters: &'static [&'static Hyperparameter],
    loss: Loss,
}

impl Walk for WholeWalker {
    fn change(&mut self, values: &Values) {
        self.rule.change(values);
    }

    fn steps(&mut self, path: &mut Path, count: usize) {
        for _ in 0..count.min(path.room()) {
            let Place { theta, slope } = path.here;
            let Ok(theta) = self.rule.step(theta, slope.gradient, &self.loss, &mut ()) else { return };
            path.here.go(theta, self.loss.surface());
            path.stay(1);
        }
    }

    fn velocity(&self) -> Option<Point> {
        None
    }

    fn scale(&self) -> Option<Point> {
        None
    }

    fn ledger(&self, values: &[f64], here: Place) -> Ledger {
        let mut ledger = known(self.hyperparameters, values);
        ledger.given(THETA, here.theta);
        ledger.given(GRADIENT, here.slope.gradient);
        // A step that cannot be made ends where its lines do.
        let _ = self.rule.copy().step(here.theta, here.slope.gradient, &self.loss, &mut ledger);
        ledger
    }
}

/// The walk of a rule.
pub fn walk_whole<T: WholeRule + 'static>(
    hyperparameters: &'static [&'static Hyperparameter],
    values: &[f64],
    loss: &Loss,
) -> Box<dyn Walk> {
    let rule = Box::new(T::new(&Values::new(hyperparameters, values)));
    Box::new(WholeWalker { rule, hyperparameters, loss: loss.clone() })
}
