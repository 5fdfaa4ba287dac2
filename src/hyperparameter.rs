//! The settings of optimisers: what they are called, which values they may have, and how a slider gives them.

use std::ops::Index;

use crate::dial::Dial;

/// One setting of an optimiser.
#[derive(Debug, Clone, Copy)]
pub struct Hyperparameter {
    /// What a scene calls it.
    pub id: &'static str,
    /// Its letter, as text.
    pub symbol: &'static str,
    /// Its letter in the equations, as LaTeX.
    pub latex: &'static str,
    /// What it does, a few words.
    pub help: &'static str,
    /// What it is unless told otherwise: what PyTorch's (or Optax's) documentation gives, and 0.01 for most
    /// learning rates.
    pub default: f64,
    /// What PyTorch's (or Optax's) documentation gives.
    pub documented: f64,
    /// Which values make sense.
    pub domain: Domain,
    /// Its slider.
    pub dial: Dial,
    /// The shared slider that sets it, if any.
    pub knob: Option<Knob>,
}

impl Hyperparameter {
    /// Whether it can be anything between two numbers, not only on or off, or whole.
    #[must_use]
    pub fn is_scale(&self) -> bool {
        !matches!(self.domain, Domain::Switch | Domain::Whole(_) | Domain::WholeOrNone(_))
    }

    /// The same with another default.
    #[must_use]
    pub const fn or(self, default: f64) -> Self {
        Hyperparameter { default, documented: default, ..self }
    }

    /// The same where the documentation gives another default than we.
    #[must_use]
    pub const fn documented(self, documented: f64) -> Self {
        Hyperparameter { documented, ..self }
    }

    /// The same under another name: id, letter, LaTeX.
    #[must_use]
    pub const fn called(self, id: &'static str, symbol: &'static str, latex: &'static str) -> Self {
        Hyperparameter { id, symbol, latex, ..self }
    }

    /// The same with another effect.
    #[must_use]
    pub const fn which(self, help: &'static str) -> Self {
        Hyperparameter { help, ..self }
    }

    /// The same that no shared slider sets.
    #[must_use]
    pub const fn alone(self) -> Self {
        Hyperparameter { knob: None, ..self }
    }

    /// The same with these values, and this slider.
    #[must_use]
    pub const fn within(self, domain: Domain, dial: Dial) -> Self {
        Hyperparameter { domain, dial, ..self }
    }
}

/// The values that a hyperparameter may have. All are finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Domain {
    /// 0 or more.
    NotNegative,
    /// From 0 up to, but not including, 1: the memory of a moving average.
    BelowOne,
    /// From 0 to 1, both included.
    UpToOne,
    /// Above 0, below 1.
    BetweenZeroAndOne,
    /// Above 1.
    AboveOne,
    /// A whole number from 1 to this.
    Whole(u32),
    /// A whole number from 0 to this.
    WholeOrNone(u32),
    /// 0 for no, 1 for yes.
    Switch,
}

impl Domain {
    /// Whether `value` lies in it.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        value.is_finite()
            && match self {
                Domain::NotNegative => value >= 0.0,
                Domain::BelowOne => (0.0..1.0).contains(&value),
                Domain::UpToOne => (0.0..=1.0).contains(&value),
                Domain::BetweenZeroAndOne => 0.0 < value && value < 1.0,
                Domain::AboveOne => value > 1.0,
                Domain::Whole(most) => value.fract() == 0.0 && value >= 1.0 && value <= f64::from(most),
                Domain::WholeOrNone(most) => value.fract() == 0.0 && value >= 0.0 && value <= f64::from(most),
                Domain::Switch => value == 0.0 || value == 1.0,
            }
    }
}

impl std::fmt::Display for Domain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Domain::NotNegative => "a number of 0 or more",
            Domain::BelowOne => "a number from 0 up to, but not including, 1",
            Domain::UpToOne => "a number from 0 to 1",
            Domain::BetweenZeroAndOne => "a number above 0 and below 1",
            Domain::AboveOne => "a number above 1",
            Domain::Whole(most) => return write!(f, "a whole number from 1 to {most}"),
            Domain::WholeOrNone(most) => return write!(f, "a whole number from 0 to {most}"),
            Domain::Switch => "0 or 1",
        })
    }
}

/// A slider that sets the like hyperparameter of every run that has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knob {
    /// α, the learning rate.
    LearningRate,
    /// β of momentum and Nesterov, β₁ of Adam and its kin: how much of the last direction is kept.
    Momentum,
    /// β of `RMSprop`, β₂ of Adam and its kin: how long squared gradients are remembered.
    SquareMemory,
    /// ε, which keeps a denominator from zero.
    Epsilon,
}

impl Knob {
    /// Every knob, in the order in which they are shown.
    pub const ALL: [Knob; 4] = [Knob::LearningRate, Knob::Momentum, Knob::SquareMemory, Knob::Epsilon];

    /// What a scene's `change=` calls it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Knob::LearningRate => "lr",
            Knob::Momentum => "beta",
            Knob::SquareMemory => "beta2",
            Knob::Epsilon => "eps",
        }
    }

    /// The values that every hyperparameter on this knob accepts.
    #[must_use]
    pub fn domain(self) -> Domain {
        match self {
            Knob::LearningRate | Knob::Epsilon => Domain::NotNegative,
            Knob::Momentum | Knob::SquareMemory => Domain::BelowOne,
        }
    }

    /// Its slider.
    #[must_use]
    pub const fn dial(self) -> Dial {
        match self {
            Knob::LearningRate => Dial::Log { from: -4, to: 1, per_decade: 200, zero: false },
            Knob::Momentum => Dial::NearOne { nines: 3, per_nine: 200 },
            Knob::SquareMemory => Dial::NearOne { nines: 5, per_nine: 200 },
            Knob::Epsilon => Dial::Log { from: -12, to: 1, per_decade: 60, zero: false },
        }
    }
}

const fn on_knob(id: &'static str, latex: &'static str, default: f64, knob: Knob) -> Hyperparameter {
    let (symbol, help) = match knob {
        Knob::LearningRate => ("α", "learning rate: how long a step is"),
        Knob::Momentum => ("β", "how much of the last direction is kept"),
        Knob::SquareMemory => ("β₂", "how long squared gradients are remembered"),
        Knob::Epsilon => ("ε", "keeps the division from going wrong near 0"),
    };
    let domain = match knob {
        Knob::LearningRate | Knob::Epsilon => Domain::NotNegative,
        Knob::Momentum | Knob::SquareMemory => Domain::BelowOne,
    };
    Hyperparameter {
        id,
        symbol,
        latex,
        help,
        default,
        documented: default,
        domain,
        dial: knob.dial(),
        knob: Some(knob),
    }
}

/// `lr`, the learning rate α: the length of a step. 0.01 wherever an optimiser does not say otherwise.
pub(crate) const LR: Hyperparameter = on_knob("lr", r"\alpha", 0.01, Knob::LearningRate);
/// `beta1`, β₁: how long gradients are remembered.
pub(crate) const BETA1: Hyperparameter =
    on_knob("beta1", r"\beta_1", 0.9, Knob::Momentum).called("beta1", "β₁", r"\beta_1");
/// `beta2`, β₂: how long squared gradients are remembered.
pub(crate) const BETA2: Hyperparameter = on_knob("beta2", r"\beta_2", 0.999, Knob::SquareMemory);
/// `eps`, ε: keeps a denominator from zero.
pub(crate) const EPS: Hyperparameter = on_knob("eps", r"\varepsilon", 1e-8, Knob::Epsilon);
/// `weight_decay`, λ: pulls θ towards 0 by adding that multiple of θ to the gradient.
pub(crate) const WEIGHT_DECAY: Hyperparameter = Hyperparameter {
    id: "weight_decay",
    symbol: "λ",
    latex: r"\lambda",
    help: "weight decay: pulls θ towards 0",
    default: 0.0,
    documented: 0.0,
    domain: Domain::NotNegative,
    dial: Dial::Log { from: -4, to: 1, per_decade: 60, zero: true },
    knob: None,
};

/// The values of an optimiser's hyperparameters, read by id.
pub struct Values<'a, R = f64> {
    hyperparameters: &'static [&'static Hyperparameter],
    numbers: &'a [R],
    missing: R,
}

impl<'a, R: From<f64>> Values<'a, R> {
    /// `values`, in the order of `hyperparameters`.
    #[must_use]
    pub fn new(hyperparameters: &'static [&'static Hyperparameter], values: &'a [R]) -> Self {
        Values { hyperparameters, numbers: values, missing: R::from(f64::NAN) }
    }
}

impl<R> Index<&str> for Values<'_, R> {
    type Output = R;

    /// The value of the hyperparameter called `id`, which is of the optimiser's own file: that
    /// every name there is right is held by a test.
    fn index(&self, id: &str) -> &R {
        let place = self.hyperparameters.iter().position(|h| h.id == id);
        place.map_or(&self.missing, |place| &self.numbers[place])
    }
}
