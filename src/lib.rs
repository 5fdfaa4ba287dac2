//! Downhill: gradient-descent optimisers racing down one loss, as PyTorch computes them.
//!
//! A line of text is read into a [`scene::Scene`]; a [`race::Race`] runs its optimisers step by step
//! and keeps the whole history; verdicts say in words what became of each run; [`chart`] draws it on
//! whatever plotters can draw on. The page that shows it in a browser is in this crate as well, for
//! WebAssembly only; everything else knows no browser, no clock and no thread.
//!
//! ```
//! use downhill::{race::Race, scene::Scene};
//!
//! let (scene, problems) = Scene::read("loss=square&start=3&steps=1000&run=momentum,lr:0.01,beta:0.9");
//! assert!(problems.is_empty());
//! let mut race = Race::new(&scene);
//! while !race.advance(100_000) {}
//! assert_eq!(race.verdicts(1000)[0].words(1), "overshot to −0.885 at step 23, settled at step 79");
//! ```
//!
//! | room | what it holds |
//! |---|---|
//! | [`optimiser`], [`loss`] | update rules and losses, a file and a line in a list each |
//! | [`hyperparameter`], [`equation`], [`walk`] | what update rules are written with, and what carries them out |
//! | [`real`], [`point`] | the arithmetic they are written in: f64 and dual numbers, of one coordinate or two |
//! | [`ledger`] | one step as people write it, with its numbers |
//! | [`schedule`] | how a learning rate goes on from step to step |
//! | [`scene`] | what is shown, as one value: read, changed, written |
//! | [`race`] | runs side by side: steps, history, verdicts, the story |
//! | [`experiment`] | ready scenes, with what to look for |
//! | [`sweep`] | many races at once, one for each cell of a hyperparameter map |
//! | [`stage`], [`history`] | a scene being played, frame by frame; undo and redo |
//! | [`export`] | the scene as a script in Python, its race as a table, its papers |
//! | [`chart`], [`palette`] | drawing, and the colours and dashes of runs |
//! | [`number`], [`dial`] | numbers as people type, read and drag them |

pub mod chart;
pub mod dial;
pub mod equation;
pub mod experiment;
pub mod export;
pub mod extent;
pub mod history;
pub mod hyperparameter;
pub mod ledger;
mod list;
pub mod loss;
pub mod number;
pub mod optimiser;
mod order;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod page;
pub mod palette;
pub mod point;
pub mod race;
pub mod real;
pub mod scene;
pub mod schedule;
pub mod stage;
#[cfg(feature = "sweep")]
pub mod sweep;
pub mod walk;
