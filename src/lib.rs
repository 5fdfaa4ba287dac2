//! Downhill: an interactive visualiser of gradient-descent optimisers.

pub mod chart;
pub mod dial;
pub mod loss;
pub mod number;
pub mod optimiser;
#[cfg(target_arch = "wasm32")]
mod page;
pub mod palette;
pub mod race;
pub mod real;
pub mod scene;
pub mod stage;
