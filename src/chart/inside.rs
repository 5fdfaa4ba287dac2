//! What is inside the optimisers: what its chart is called, and what is said beside it.

use crate::number::count;
use crate::point::Axis;
use crate::race::{Extent, Race};
use crate::scene::{Inside, MOST_STEPS_INSIDE, Scene};

/// What the axis upwards is called: where θ is two numbers and each has its own, of which it is.
pub fn symbol(inside: Inside, axis: Option<Axis>) -> &'static str {
    match (inside, axis) {
        (Inside::Scale, None) => "step size",
        (Inside::Scale, Some(Axis::X)) => "step size, x",
        (Inside::Scale, Some(Axis::Y)) => "step size, y",
        (Inside::Velocity, None) => "v",
        (Inside::Velocity, Some(Axis::X)) => "v, x",
        (Inside::Velocity, Some(Axis::Y)) => "v, y",
        (Inside::Gradient, _) => "‖∇J‖",
        (Inside::Length, _) => "‖Δθ‖",
    }
}

/// What is to be said beside the chart: which runs have no such number, or why none is drawn. Empty if all is
/// as it should be.
#[must_use]
pub fn note(scene: &Scene, race: &Race) -> String {
    let Some(inside) = scene.inside else { return String::new() };
    if race.inside() != Some(inside) {
        return ["only for races of at most ", &count(MOST_STEPS_INSIDE), " steps over all runs"].concat();
    }
    let mut said = String::new();
    for (index, name) in scene.names().iter().enumerate() {
        let (track, shown) = (&race.tracks()[index], scene.runs[index].shown);
        let steps = track.last() + 1;
        if shown && steps > 1 && track.inside_extent(Axis::X, 0, steps) == Extent::NONE {
            said.push_str(if said.is_empty() { "no such number: " } else { ", " });
            said.push_str(name);
        }
    }
    said
}
