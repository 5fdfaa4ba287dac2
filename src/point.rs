//! Places in the plane of the parameters, and stretches of it.

use std::ops::{Add, Index, IndexMut, Mul, Sub};

/// One of the coordinates of θ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// The first; θ itself where it has but one.
    X,
    /// The second.
    Y,
}

impl Axis {
    /// The axes of a loss of one dimension, or of two.
    #[must_use]
    pub fn of(dimensions: usize) -> &'static [Axis] {
        &[Axis::X, Axis::Y][..dimensions.min(2)]
    }
}

/// A value of θ, or a step of it. On a loss of one dimension `y` is 0.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// The first coordinate.
    pub x: f64,
    /// The second coordinate; 0 where there is none.
    pub y: f64,
}

impl Point {
    /// A point of the plane.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Point { x, y }
    }

    /// A point of the line.
    #[must_use]
    pub const fn on_line(x: f64) -> Self {
        Point { x, y: 0.0 }
    }

    /// Whether both coordinates are.
    #[must_use]
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }

    /// Whether it is the same to the last bit: no number is itself as well, and −0 is not 0.
    #[must_use]
    pub fn is_same(self, other: Point) -> bool {
        self.x.to_bits() == other.x.to_bits() && self.y.to_bits() == other.y.to_bits()
    }

    /// The length of the way from zero; finite for every finite point that is not near the largest.
    #[must_use]
    pub fn length(self) -> f64 {
        // What `hypot` gives for y = 0 is |x| exactly.
        if self.y == 0.0 { self.x.abs() } else { self.x.hypot(self.y) }
    }

    /// How far off `other` is.
    #[must_use]
    pub fn distance(self, other: Point) -> f64 {
        (self - other).length()
    }

    /// The point that has `part` of the straight way to `other` behind it.
    #[must_use]
    pub fn towards(self, other: Point, part: f64) -> Point {
        self + (other - self) * part
    }

    /// The product of lengths and the cosine of the angle between.
    #[must_use]
    pub fn dot(self, other: Point) -> f64 {
        self.x * other.x + self.y * other.y
    }
}

impl Index<Axis> for Point {
    type Output = f64;
    fn index(&self, axis: Axis) -> &f64 {
        match axis {
            Axis::X => &self.x,
            Axis::Y => &self.y,
        }
    }
}

impl IndexMut<Axis> for Point {
    fn index_mut(&mut self, axis: Axis) -> &mut f64 {
        match axis {
            Axis::X => &mut self.x,
            Axis::Y => &mut self.y,
        }
    }
}

impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point { x: self.x + other.x, y: self.y + other.y }
    }
}

impl Sub for Point {
    type Output = Point;
    fn sub(self, other: Point) -> Point {
        Point { x: self.x - other.x, y: self.y - other.y }
    }
}

impl Mul<f64> for Point {
    type Output = Point;
    fn mul(self, factor: f64) -> Point {
        Point { x: self.x * factor, y: self.y * factor }
    }
}

/// A rectangle of the plane, or a stretch of the line: then `y` is 0 … 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// The corner with the least coordinates.
    pub least: Point,
    /// The corner with the greatest coordinates.
    pub greatest: Point,
}

impl View {
    /// A stretch of the line.
    #[must_use]
    pub const fn line(least: f64, greatest: f64) -> Self {
        View { least: Point::on_line(least), greatest: Point::on_line(greatest) }
    }

    /// A rectangle of the plane.
    #[must_use]
    pub const fn plane(x: (f64, f64), y: (f64, f64)) -> Self {
        View { least: Point::new(x.0, y.0), greatest: Point::new(x.1, y.1) }
    }

    /// The middle.
    #[must_use]
    pub fn centre(&self) -> Point {
        self.least.towards(self.greatest, 0.5)
    }

    /// How wide it is along each axis.
    #[must_use]
    pub fn size(&self) -> Point {
        self.greatest - self.least
    }

    /// Whether `point` lies in it.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        let within = |axis: Axis| self.least[axis] <= point[axis] && point[axis] <= self.greatest[axis];
        within(Axis::X) && within(Axis::Y)
    }

    /// The least view that has `point` in it as well.
    #[must_use]
    pub fn with(&self, point: Point) -> Self {
        View {
            least: Point::new(self.least.x.min(point.x), self.least.y.min(point.y)),
            greatest: Point::new(self.greatest.x.max(point.x), self.greatest.y.max(point.y)),
        }
    }
}
