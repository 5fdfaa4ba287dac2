//! What is inside the optimisers: what its chart is called, and what is said beside it.

use crate::list::List as _;
use crate::number::count;
use crate::point::Axis;
use crate::race::{Extent, Race};
use crate::scene::{Inside, MOST_STEPS_INSIDE, Scene};

/// What the axis upwards is called where θ is one number.
pub fn symbol(inside: Inside) -> &'static str {
    match inside {
        Inside::Scale => "step size",
        Inside::Velocity => "v",
        Inside::Gradient => "‖∇J‖",
        Inside::Length => "‖Δθ‖",
    }
}

/// What is to be said beside the chart: which runs have no such number, or why none is drawn. Empty if all is
/// as it should be.
#[must_use]
pub fn note(scene: &Scene, race: &Race) -> String {
    let Some(inside) = scene.inside else { return String::new() };
    if race.inside() != Some(inside) {
        return format!("only for races of at most {} steps over all runs", count(MOST_STEPS_INSIDE));
    }
    let has_none = |run: usize| {
        let track = &race.tracks()[run];
        let extent = track.inside_extent(Axis::X, 0, track.last() + 1);
        track.last() > 0 && extent == Extent::NONE
    };
    let names = scene.names();
    let without = (0..names.len()).filter(|run| scene.runs[*run].shown && has_none(*run));
    let without: Vec<&str> = without.map(|run| names[run].as_str()).list();
    if without.is_empty() { String::new() } else { format!("no such number: {}", without.join(", ")) }
}
