//! The losses J(θ) that optimisers walk down, and the one list of them.
//!
//! A new loss is one new file in `loss/` and one line in the list at the end of this file. θ has one
//! coordinate or two. A [`Loss`] is one of the list with values for its parameters, or a formula
//! that somebody typed ([`typed`]).

mod description;
mod surface;
pub mod typed;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use description::minimum;
pub use description::{Description, Minimum, Parameter};
#[cfg(feature = "sweep")]
pub(crate) use surface::Job;
pub use surface::{Bent, Curvature, Formula, Slope, Surface};
use surface::{slope, surface};

use crate::list::List as _;
use crate::number::shortest;
use crate::point::{Point, View};

/// A loss: one of the list with its parameters, or a typed one.
#[derive(Clone)]
pub struct Loss {
    kind: Kind,
    surface: Rc<dyn Surface>,
    minima: Rc<Vec<Minimum>>,
    /// The same, for its Hessian; none before it was asked for that.
    bent: OnceCell<Option<Rc<dyn Bent>>>,
}

#[derive(Clone, PartialEq)]
enum Kind {
    Listed { description: &'static Description, values: Vec<f64> },
    Typed(Rc<typed::Typed>),
}

thread_local! {
    /// The loss that was typed last. To survey one takes longer than a frame, and a scene is read again and again while
    /// something else in it is dragged.
    static LAST: RefCell<Option<Loss>> = const { RefCell::new(None) };
}

impl From<&'static Description> for Loss {
    /// The loss with the defaults of its parameters.
    fn from(description: &'static Description) -> Self {
        Loss::listed(description, description.parameters.iter().map(|p| p.default).list())
    }
}

impl Loss {
    /// A loss of the list, with `values` for its parameters, in their order.
    #[must_use]
    pub fn listed(description: &'static Description, values: Vec<f64>) -> Self {
        let surface = (description.surface)(&values);
        let minima = Rc::new(description.all_minima());
        Loss { kind: Kind::Listed { description, values }, surface, minima, bent: OnceCell::new() }
    }

    /// The loss that somebody typed.
    ///
    /// # Errors
    /// When the text is no formula: with the place, and what was expected there.
    ///
    /// ```
    /// use downhill::{loss::Loss, point::Point};
    /// let loss = Loss::typed("x^2 + 3y^2").unwrap();
    /// assert_eq!((loss.dimensions(), loss.value(Point::new(1.0, 2.0))), (2, 13.0));
    /// assert_eq!(Loss::typed("x +* 2").err().unwrap().column, 4);
    /// ```
    pub fn typed(text: &str) -> Result<Self, typed::Error> {
        if let Some(known) = LAST.with_borrow(|last| last.clone().filter(|last| last.formula() == text)) {
            return Ok(known);
        }
        let typed = typed::Typed::read(text)?;
        let surface = typed.surface();
        let bent = OnceCell::from(Some(Rc::clone(&surface)));
        let minima = Rc::new(typed.survey().minima.clone());
        let loss = Loss { kind: Kind::Typed(Rc::new(typed)), surface, minima, bent };
        LAST.set(Some(loss.clone()));
        Ok(loss)
    }

    /// What it is in the list; none for a typed one.
    #[must_use]
    pub fn description(&self) -> Option<&'static Description> {
        match &self.kind {
            Kind::Listed { description, .. } => Some(description),
            Kind::Typed(_) => None,
        }
    }

    /// Its parameters with their values; a typed loss has none.
    #[must_use]
    pub fn parameters(&self) -> Vec<(&'static Parameter, f64)> {
        match &self.kind {
            Kind::Listed { description, values } => description.parameters.iter().zip(values.iter().copied()).list(),
            Kind::Typed(_) => Vec::new(),
        }
    }

    /// The same loss with another value for a parameter; a place that it has not changes nothing.
    #[must_use]
    pub fn with_parameter(&self, place: usize, value: f64) -> Self {
        let mut values: Vec<f64> = self.parameters().into_iter().map(|(_, value)| value).list();
        match (self.description(), values.get_mut(place)) {
            (Some(description), Some(old)) => {
                *old = value;
                Loss::listed(description, values)
            }
            _ => self.clone(),
        }
    }

    /// How many coordinates θ has: 1 or 2.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        match &self.kind {
            Kind::Listed { description, .. } => description.dimensions,
            Kind::Typed(typed) => typed.dimensions(),
        }
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.description().map_or("Your own", |description| description.name)
    }

    /// The right-hand side of J(θ) = …, as people write it.
    #[must_use]
    pub fn formula(&self) -> &str {
        match &self.kind {
            Kind::Listed { description, .. } => description.formula,
            Kind::Typed(typed) => typed.text(),
        }
    }

    /// The right-hand side of J(θ) = … as one types it: [`Loss::typed`] reads it as the same function.
    #[must_use]
    pub fn as_typed(&self) -> String {
        match &self.kind {
            Kind::Listed { description, .. } => {
                let mut text = description.typed.to_owned();
                for (parameter, value) in self.parameters() {
                    text = replaced(&text, parameter.id, &shortest(value));
                }
                text
            }
            Kind::Typed(typed) => typed.text().to_owned(),
        }
    }

    /// The right-hand side of J(θ) = … in Python: of `x` and `y`, with the functions of a module `m`, which is
    /// `torch` or `jax.numpy`.
    ///
    /// ```
    /// use downhill::loss;
    /// assert_eq!(loss::by_id("ripple").unwrap().as_python(), "0.1*x**2 + 1 - m.cos(3*x)");
    /// ```
    #[must_use]
    pub fn as_python(&self) -> String {
        // What it gives as typed is a formula.
        typed::python(&self.as_typed()).unwrap_or_default()
    }

    /// What it is good for, one short sentence.
    #[must_use]
    pub fn lesson(&self) -> &'static str {
        self.description().map_or("Any question of your own.", |description| description.lesson)
    }

    /// What is shown of the line or the plane.
    #[must_use]
    pub fn shown(&self) -> View {
        match &self.kind {
            Kind::Listed { description, .. } => description.shown,
            Kind::Typed(typed) => typed.survey().shown,
        }
    }

    /// Where runs start unless told otherwise.
    #[must_use]
    pub fn start(&self) -> Point {
        match &self.kind {
            Kind::Listed { description, .. } => description.start,
            Kind::Typed(typed) => typed.survey().start,
        }
    }

    /// Its local minima as far as they are known; of a typed loss those that a survey has found.
    #[must_use]
    pub fn minima(&self) -> &[Minimum] {
        &self.minima
    }

    /// About how many operations J takes, for sharing out work.
    #[must_use]
    pub fn operations(&self) -> usize {
        match &self.kind {
            Kind::Listed { .. } => 4,
            Kind::Typed(typed) => typed.operations().max(1),
        }
    }

    /// How many times as long a step takes as on a loss of the list, about; 1 or more.
    #[must_use]
    pub fn heaviness(&self) -> usize {
        (self.operations() / 8).max(1)
    }

    /// Whether no other minimum is lower, as far as minima are known: of those that a survey found, the last
    /// digits are not.
    #[must_use]
    pub fn is_best(&self, minimum: &Minimum) -> bool {
        let best = self.best().map_or(minimum.value, |best| best.value);
        let height = self.value(self.start()) - best;
        minimum.value - best <= 1e-9 * if height.is_finite() { height.abs().max(best.abs()) } else { best.abs() }
    }

    /// J(θ). Far out it may leave the finite numbers; it never panics.
    #[must_use]
    pub fn value(&self, theta: Point) -> f64 {
        self.surface.value(theta)
    }

    /// J(θ) and its exact gradient there, by forward-mode differentiation.
    ///
    /// ```
    /// use downhill::{loss, point::Point};
    /// let square = loss::by_id("square").unwrap().slope(Point::on_line(3.0));
    /// assert_eq!((square.value, square.gradient.x), (9.0, 6.0));
    /// ```
    #[must_use]
    pub fn slope(&self, theta: Point) -> Slope {
        slope(self.surface(), theta)
    }

    /// Its formula, whichever it is.
    pub(crate) fn surface(&self) -> &dyn Surface {
        self.surface.as_ref()
    }

    /// Has a job done on the surface that this is: by what is compiled for that alone, where it is one of the list.
    #[cfg(feature = "sweep")]
    pub(crate) fn give(&self, job: impl Job) {
        listed(self.surface(), job);
    }

    /// J(θ), its exact gradient and its exact Hessian there, from the formula as one types it: one kind of formula
    /// that knows its Hessian is enough for the download.
    #[must_use]
    pub fn curvature(&self, theta: Point) -> Curvature {
        let Slope { value, gradient } = self.slope(theta);
        let bent = self.bent.get_or_init(|| typed::surface(&self.as_typed()));
        // That each loss of the list can be typed is held by a test.
        let mut hessian = bent.as_ref().map_or_else(Default::default, |bent| bent.curvature(theta).hessian);
        if self.dimensions() == 1 {
            hessian[1] = Point::default();
        }
        Curvature { value, gradient, hessian }
    }

    /// The lowest of the minima; of equals, the first. None is known of some typed losses.
    #[must_use]
    pub fn best(&self) -> Option<Minimum> {
        self.minima().iter().copied().reduce(|best, m| if m.value < best.value { m } else { best })
    }

    /// The minimum nearest to `theta`.
    #[must_use]
    pub fn nearest_minimum(&self, theta: Point) -> Option<Minimum> {
        self.nearest_place(theta).and_then(|place| self.minima.get(place)).copied()
    }

    /// Its place among the minima.
    #[must_use]
    pub fn nearest_place(&self, theta: Point) -> Option<usize> {
        self.nearest_of(theta, &|_| true)
    }

    /// The place among the minima of the nearest to `theta` of those that are meant.
    pub(crate) fn nearest_of(&self, theta: Point, is_meant: &dyn Fn(&Minimum) -> bool) -> Option<usize> {
        let minima = self.minima();
        let off = |place: usize| minima[place].at.distance(theta);
        let meant = (0..minima.len()).filter(|place| is_meant(&minima[*place]));
        meant.reduce(|near, other| if off(other) < off(near) { other } else { near })
    }
}

/// `text` with `value` wherever `name` stands. The standard library's way is quicker in long texts, and
/// weighs two kilobytes.
fn replaced(text: &str, name: &str, value: &str) -> String {
    let (mut done, mut rest) = (String::new(), text.chars());
    while !rest.as_str().is_empty() {
        if let Some(after) = rest.as_str().strip_prefix(name) {
            done.push_str(value);
            rest = after.chars();
        } else {
            done.extend(rest.next());
        }
    }
    done
}

impl PartialEq for Loss {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl std::fmt::Debug for Loss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Loss({}, {})", self.name(), self.as_typed())
    }
}

/// The loss that a scene calls `id`, with the defaults of its parameters.
#[must_use]
pub fn by_id(id: &str) -> Option<Loss> {
    ALL.iter().copied().find(|description| description.id == id).map(Loss::from)
}

macro_rules! losses {
    ($($file:ident)*) => {
        $(pub mod $file;)*
        /// Every loss, in the order in which they are offered; the first is the default.
        pub static ALL: &[&Description] = &[$(&$file::LOSS),*];

        /// Has a job done on a surface, known for what it is if it is in the list.
        #[cfg(feature = "sweep")]
        fn listed(surface: &dyn Surface, job: impl Job) {
            let kind = surface.as_any().type_id();
            $(if let Some(known) = surface::known::<$file::J, _>(surface, kind) {
                return job.on(known);
            })*
            job.on(surface);
        }
    };
}

losses! {
    square
    double_well
    ripple
    plateau
    bowl
    rosenbrock
    himmelblau
    beale
    booth
    saddle
    three_hump_camel
    styblinski_tang
    rastrigin
    ackley
}
