//! What can be looked at inside the optimisers.

/// What can be drawn of the insides of optimisers against the iteration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// How far one unit of gradient, or of velocity, moved θ: [`Walk::scale`](crate::walk::Walk::scale).
    Scale,
    /// What is left of former gradients: [`Walk::velocity`](crate::walk::Walk::velocity).
    Velocity,
    /// ‖∇J‖.
    Gradient,
    /// How far the last step went.
    Length,
}

impl Inside {
    /// Everything, in the order in which it is offered.
    pub const ALL: [Inside; 4] = [Inside::Scale, Inside::Velocity, Inside::Gradient, Inside::Length];

    /// What a scene calls each.
    pub(super) const IDS: [&'static str; 4] = ["scale", "velocity", "gradient", "length"];

    /// What a scene calls it.
    #[must_use]
    pub fn id(self) -> &'static str {
        Inside::IDS[self as usize]
    }

    /// What a scene calls `id`.
    #[must_use]
    pub fn by_id(id: &str) -> Option<Inside> {
        Inside::ALL.iter().copied().find(|inside| inside.id() == id)
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Inside::Scale => "Effective step size",
            Inside::Velocity => "Velocity",
            Inside::Gradient => "Gradient norm",
            Inside::Length => "Step length",
        }
    }

    /// The number of coordinates that it has for a θ of so many: norms and lengths have one.
    #[must_use]
    pub fn dimensions(self, of_theta: usize) -> usize {
        match self {
            Inside::Scale | Inside::Velocity => of_theta,
            Inside::Gradient | Inside::Length => 1,
        }
    }
}
