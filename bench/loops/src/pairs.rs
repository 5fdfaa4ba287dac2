//! Races and the loops that do the same.

use downhill::race::Race;
use downhill::scene::Scene;

use crate::history::{Keep, Thetas, Whole};
use crate::loops;

/// A run, as a scene and as a loop.
pub struct Description {
    pub title: &'static str,
    scene: &'static str,
    settings: [f64; 2],
    walk: Walk,
}

enum Walk {
    GdSquare,
    AdamSquare,
    MomentumRosenbrock,
    AdamRosenbrock,
}

pub static PAIRS: [Description; 4] = [
    Description {
        title: "gradient descent on θ² × 1000 steps",
        scene: "loss=square&steps=1000&run=gd,lr:0.01",
        settings: [0.01, 0.0],
        walk: Walk::GdSquare,
    },
    Description {
        title: "Adam on θ² × 1000 steps",
        scene: "loss=square&steps=1000&run=adam,lr:0.01",
        settings: [0.01, 0.0],
        walk: Walk::AdamSquare,
    },
    Description {
        title: "momentum on Rosenbrock × 300 steps",
        scene: "loss=rosenbrock&steps=300&run=momentum,lr:0.0005",
        settings: [0.0005, 0.9],
        walk: Walk::MomentumRosenbrock,
    },
    Description {
        title: "Adam on Rosenbrock × 300 steps",
        scene: "loss=rosenbrock&steps=300&run=adam,lr:0.01",
        settings: [0.01, 0.0],
        walk: Walk::AdamRosenbrock,
    },
];

/// How a run is made.
#[derive(Clone, Copy)]
pub enum Way {
    /// By the library.
    Race,
    /// By hand, keeping what a race keeps.
    Whole,
    /// By hand, keeping θ alone, which is not enough to draw it in no more time than it has pixels.
    Thetas,
}

pub const WAYS: [Way; 3] = [Way::Race, Way::Whole, Way::Thetas];

/// A run with its memory, which is used again each time, as the page's is.
pub struct Pair {
    description: &'static Description,
    scene: Scene,
    race: Race,
    line: (Whole<1>, Thetas<1>),
    plane: (Whole<2>, Thetas<2>),
}

impl Pair {
    pub fn new(description: &'static Description) -> Self {
        let scene = Scene::read(description.scene).0;
        let steps = scene.steps;
        let race = Race::new(&scene);
        let (line, plane) = ((Whole::new(steps), Thetas::new(steps)), (Whole::new(steps), Thetas::new(steps)));
        Pair { description, scene, race, line, plane }
    }

    pub fn run(&mut self, way: Way) {
        match way {
            Way::Race => {
                self.race.replay(&self.scene);
                while !self.race.advance(usize::MAX) {}
            }
            Way::Whole => {
                self.line.0.clear();
                self.plane.0.clear();
                self.description.by_hand(self.scene.steps, &mut self.line.0, &mut self.plane.0);
            }
            Way::Thetas => {
                self.line.1.clear();
                self.plane.1.clear();
                self.description.by_hand(self.scene.steps, &mut self.line.1, &mut self.plane.1);
            }
        }
    }
}

impl Description {
    fn by_hand(&self, steps: usize, line: &mut impl Keep, plane: &mut impl Keep) {
        match self.walk {
            Walk::GdSquare => loops::gd_square(line, steps, self.settings),
            Walk::AdamSquare => loops::adam_square(line, steps, self.settings),
            Walk::MomentumRosenbrock => loops::momentum_rosenbrock(plane, steps, self.settings),
            Walk::AdamRosenbrock => loops::adam_rosenbrock(plane, steps, self.settings),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::time::{Duration, Instant};

    use downhill::point::{Axis, Point};

    use super::{PAIRS, Pair, WAYS};

    const ROUNDS: usize = 21;
    const LEAST: Duration = Duration::from_millis(4);

    /// Prints a line for each pair and way: the pair's title, and what a run took in each round, in microseconds.
    pub fn measure() {
        for description in &PAIRS {
            let mut pair = Pair::new(description);
            pair.check();
            let begun = Instant::now();
            while begun.elapsed() < 4 * LEAST {
                for way in WAYS {
                    pair.run(way);
                }
            }
            let mut times = [const { Vec::new() }; 3];
            for _ in 0..ROUNDS {
                for (way, times) in WAYS.into_iter().zip(&mut times) {
                    let (begun, mut runs) = (Instant::now(), 0);
                    while begun.elapsed() < LEAST {
                        (0..32).for_each(|_| pair.run(way));
                        runs += 32;
                    }
                    times.push(begun.elapsed().as_secs_f64() * 1e6 / f64::from(runs));
                }
            }
            for times in times {
                let times: Vec<String> = times.iter().map(f64::to_string).collect();
                println!("{}\t{}", description.title, times.join(" "));
            }
        }
    }

    impl Pair {
        /// All ways have to come to the same place.
        fn check(&mut self) {
            for way in WAYS {
                self.run(way);
            }
            let track = &self.race.tracks()[0];
            let theta = track.theta(track.last());
            let last = |columns: &[Vec<f64>]| match columns {
                [x] => Point::on_line(x[x.len() - 1]),
                [x, y] => Point::new(x[x.len() - 1], y[y.len() - 1]),
                _ => theta,
            };
            let places = if track.column(Axis::Y).is_empty() {
                [last(&self.line.0.thetas.columns), last(&self.line.1.columns)]
            } else {
                [last(&self.plane.0.thetas.columns), last(&self.plane.1.columns)]
            };
            for place in places {
                assert!(place.distance(theta) < 1e-9, "{}: {place:?}, and {theta:?} in a race", self.description.title);
            }
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::measure;
