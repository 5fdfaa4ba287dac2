//! What a loop written by hand keeps of a run: θ of each step, and, to be drawn as a race is, the least and greatest of θ
//! and J in blocks of 16, 32, 64, … steps.

/// Steps in a block of the lowest level.
const BLOCK: usize = 16;

/// What takes each step.
pub trait Keep {
    /// θ after a step, and J there.
    fn keep(&mut self, x: f64, y: f64, j: f64);
}

/// θ alone, of one coordinate or two.
pub struct Thetas<const N: usize> {
    pub columns: [Vec<f64>; N],
}

impl<const N: usize> Thetas<N> {
    pub fn new(steps: usize) -> Self {
        Thetas { columns: std::array::from_fn(|_| Vec::with_capacity(steps + 1)) }
    }

    pub fn clear(&mut self) {
        self.columns.iter_mut().for_each(Vec::clear);
    }
}

impl<const N: usize> Keep for Thetas<N> {
    #[inline(always)]
    fn keep(&mut self, x: f64, y: f64, _: f64) {
        for (column, number) in self.columns.iter_mut().zip([x, y]) {
            column.push(number);
        }
    }
}

/// All that a race keeps.
pub struct Whole<const N: usize> {
    pub thetas: Thetas<N>,
    extremes: [Extremes; N],
    losses: Extremes,
}

impl<const N: usize> Whole<N> {
    pub fn new(steps: usize) -> Self {
        Whole {
            thetas: Thetas::new(steps),
            extremes: std::array::from_fn(|_| Extremes::new(steps)),
            losses: Extremes::new(steps),
        }
    }

    pub fn clear(&mut self) {
        self.thetas.clear();
        self.extremes.iter_mut().for_each(Extremes::clear);
        self.losses.clear();
    }
}

impl<const N: usize> Keep for Whole<N> {
    #[inline(always)]
    fn keep(&mut self, x: f64, y: f64, j: f64) {
        self.thetas.keep(x, y, j);
        for (extremes, number) in self.extremes.iter_mut().zip([x, y]) {
            extremes.push(number);
        }
        self.losses.push(j);
    }
}

/// Least and greatest of blocks. Numbers wait until a block is full: then they are compared eight at a time.
struct Extremes {
    waiting: [f64; BLOCK],
    filled: usize,
    levels: Vec<Vec<[f64; 2]>>,
}

impl Extremes {
    fn new(steps: usize) -> Self {
        let blocks = (steps + 1) / BLOCK;
        let levels = std::iter::successors(Some(blocks), |blocks| Some(blocks / 2)).take_while(|blocks| *blocks > 0);
        Extremes { waiting: [0.0; BLOCK], filled: 0, levels: levels.map(Vec::with_capacity).collect() }
    }

    fn clear(&mut self) {
        self.filled = 0;
        self.levels.iter_mut().for_each(Vec::clear);
    }

    #[inline(always)]
    fn push(&mut self, number: f64) {
        self.waiting[self.filled] = number;
        self.filled += 1;
        if self.filled == BLOCK {
            self.filled = 0;
            self.close();
        }
    }

    #[inline(never)]
    fn close(&mut self) {
        let joined = |[a, b]: [f64; 2], [c, d]: [f64; 2]| [if c < a { c } else { a }, if d > b { d } else { b }];
        let mut extent = [f64::INFINITY, f64::NEG_INFINITY];
        let mut lanes = [extent; 4];
        for four in self.waiting.chunks_exact(4) {
            for (lane, number) in lanes.iter_mut().zip(four) {
                *lane = joined(*lane, [*number, *number]);
            }
        }
        for lane in lanes {
            extent = joined(extent, lane);
        }
        for level in &mut self.levels {
            level.push(extent);
            if level.len() % 2 == 1 {
                return;
            }
            extent = joined(extent, level[level.len() - 2]);
        }
    }
}
