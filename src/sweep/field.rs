//! A hyperparameter map: which race each of its cells is.

use super::side::Side;
use super::{Cell, Sweep, Trial, Trials};
use crate::list::List as _;
use crate::race::{Outcome, Race, Verdict};
use crate::scene::{Along, Map, Mapped, Run, Scene, Trouble, check_start};

/// So many cells a map has across, and as many upwards.
pub const CELLS: usize = 128;
/// The widths of the squares of cells that one race stands for at first, then of those that are left.
const STRIDES: [usize; 4] = [8, 4, 2, 1];

/// One map: a run of the scene, and what differs from cell to cell. Cells are counted from the lower left, row by
/// row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// The run, counted from 0.
    pub run: usize,
    /// What is across.
    pub across: Side,
    /// What is upwards.
    pub up: Side,
}

impl Field {
    /// The maps of a scene: of each run that has one, or of every run shown where one map shows which settles first. None
    /// where the scene has no map.
    #[must_use]
    pub fn all(scene: &Scene) -> Vec<Self> {
        let Some(map) = &scene.map else { return Vec::new() };
        let sides = map.sides(scene);
        let field = |run: usize| {
            let of = &scene.runs[run];
            let side =
                |id: &str| Along::find(of, id, scene.loss.dimensions()).map(|(_, along)| Side::new(along, of, scene));
            let [across, up] = sides.map(side);
            Some(Field { run, across: across?, up: up? })
        };
        map.shown(scene).into_iter().filter_map(field).list()
    }

    /// What the race of this cell is run with.
    #[must_use]
    pub fn trial(&self, scene: &Scene, cell: usize) -> Trial {
        self.trials(scene, &[cell]).trial(0)
    }

    /// Begins with the races of some cells.
    pub fn begin(&self, sweep: &mut Sweep, scene: &Scene, cells: &[usize]) {
        sweep.begin(cells.to_vec(), self.trials(scene, cells));
    }

    fn trials(&self, scene: &Scene, cells: &[usize]) -> Trials {
        let column = |side: Side, place: fn(usize) -> usize| {
            // A number of a slider takes as long as some steps of a race, and whole rows and columns share one.
            let mut known: [Option<f64>; CELLS] = [None; CELLS];
            let mut number =
                |place: usize| *known[place].get_or_insert_with(|| side.value((place as f64 + 0.5) / CELLS as f64));
            (side.along, cells.iter().map(|cell| number(place(*cell))).list())
        };
        let columns = vec![column(self.across, |cell| cell % CELLS), column(self.up, |cell| cell / CELLS)];
        Trials { like: self.present(scene), columns }
    }

    /// Some cells of those in [`order`], for races that a sweep is to run: where those of a row are the better
    /// neighbours they are the ones with across and upwards exchanged.
    #[must_use]
    pub fn cells(&self, sweep: &Sweep, scene: &Scene, ordered: &[usize]) -> Vec<usize> {
        let by_rows = is_by_rows(sweep, [0, 1, CELLS].map(|cell| self.trial(scene, cell)));
        ordered.iter().map(|cell| if by_rows { cell % CELLS * CELLS + cell / CELLS } else { *cell }).list()
    }

    /// What the run has at present.
    #[must_use]
    pub fn present(&self, scene: &Scene) -> Trial {
        Trial::new(&scene.runs[self.run].values, scene.start)
    }

    /// The same with these numbers across and upwards.
    #[must_use]
    pub fn with(&self, scene: &Scene, [across, up]: [f64; 2]) -> Trial {
        let mut trial = self.present(scene);
        trial.set(self.across.along, across);
        trial.set(self.up.along, up);
        trial
    }

    /// Whether this is along one of its sides.
    #[must_use]
    pub fn has(&self, along: Along) -> bool {
        self.across.along == along || self.up.along == along
    }

    /// The numbers that a trial has across and upwards.
    #[must_use]
    pub fn numbers(&self, trial: &Trial) -> [f64; 2] {
        [self.across, self.up].map(|side| trial.along(side.along))
    }

    /// The race of a trial, run alone: the verdict on it, and J at its end, which is NaN where it has none.
    #[must_use]
    pub fn race(&self, scene: &Scene, trial: &Trial) -> (Verdict, f64) {
        let race = self.alone(scene, trial);
        let track = &race.tracks()[0];
        let verdict = Verdict::of(track, race.loss(), scene.steps);
        let has_ended = matches!(verdict.outcome, Outcome::Ended { .. });
        let value = if has_ended { f64::NAN } else { race.loss().value(track.theta(track.last())) };
        (verdict, value)
    }

    /// What becomes of a trial, run alone.
    #[must_use]
    pub fn end(&self, scene: &Scene, trial: &Trial) -> Cell {
        Cell::of(&self.alone(scene, trial))
    }

    fn alone(&self, scene: &Scene, trial: &Trial) -> Race {
        let mut race = Race::new(&trial.alone(scene, self.run));
        while !race.advance(usize::MAX) {}
        race
    }
}

/// The scene with these numbers across and upwards on one of its maps, on a map of all for all of its runs. A number
/// that its crosshair has already sets nothing: other runs may have others.
///
/// # Errors
/// Where the numbers cannot be.
pub fn aimed(scene: &Scene, fields: &[Field], field: usize, at: [f64; 2]) -> Result<Scene, Trouble> {
    let mut then = scene.clone();
    let present = |field: &Field| field.numbers(&field.present(scene));
    let Some(crosshair) = fields.get(field).map(present) else { return Ok(then) };
    let best = scene.map.is_some_and(|map| map.of == Mapped::Best);
    let all = if best { fields } else { &fields[field..=field] };
    for field in all {
        let own = present(field);
        let its = [0, 1].map(|side| if at[side] == crosshair[side] { own[side] } else { at[side] });
        then.aim(field.run, its)?;
    }
    Ok(then)
}

/// All that the cells of a scene's maps depend on, and nothing else: as long as it stays, so do they. Its runs are
/// those that have a map.
#[must_use]
pub fn ground(scene: &Scene) -> Scene {
    let fields = Field::all(scene);
    let mut ground = Scene {
        loss: scene.loss.clone(),
        start: scene.start,
        steps: scene.steps,
        at: scene.steps,
        changes: scene.changes.clone(),
        runs: Vec::new(),
        ..Scene::default()
    };
    for field in &fields {
        let mut run = Run { style: None, name: String::new(), shown: true, ..scene.runs[field.run].clone() };
        for side in [field.across, field.up] {
            match side.along {
                Along::Value(place) => run.values[place] = run.optimiser.hyperparameters[place].default,
                // Where all maps have the start along a side it does not matter; others need it.
                Along::Start(axis) if fields.iter().all(|other| other.has(side.along)) => {
                    ground.start[axis] = scene.loss.start()[axis];
                }
                Along::Start(_) => {}
            }
        }
        ground.runs.push(run);
    }
    // Half of one start and half of another may be where no race can start: then the text would be read as a third.
    if check_start(&ground.loss, ground.start).is_err() {
        ground.start = scene.start;
    }
    ground.map = scene.map.map(|map| {
        let of = match map.of {
            Mapped::Best => Mapped::Best,
            Mapped::One(_) => Mapped::One(0),
            Mapped::Two(..) => Mapped::Two(0, 1),
        };
        let [across, up] = map.sides(scene).map(Some);
        Map { of, across, up, colour: None }
    });
    ground
}

/// Whether a map is better run by rows than by columns, by what a cell is run with, the one right of it, and the one
/// above. Races with the same learning rate mostly end alike; but where only those of a row count alike it is they that
/// run side by side.
#[must_use]
pub fn is_by_rows(sweep: &Sweep, [cell, right, above]: [Trial; 3]) -> bool {
    sweep.count_alike(&cell, &right) && !sweep.count_alike(&cell, &above)
}

/// The cells in the order in which they are run: first every eighth of every eighth row, then those between. See
/// [`Field::cells`].
#[must_use]
pub fn order() -> Vec<usize> {
    let mut order = Vec::with_capacity(CELLS * CELLS);
    for (level, stride) in STRIDES.into_iter().enumerate() {
        let before = if level == 0 { usize::MAX } else { STRIDES[level - 1] };
        for across in (0..CELLS).step_by(stride) {
            let new = |up: &usize| !(across.is_multiple_of(before) && up.is_multiple_of(before)) || level == 0;
            order.extend((0..CELLS).step_by(stride).filter(new).map(|up| up * CELLS + across));
        }
    }
    order
}

/// The cell that stands for `cell` as long as that has not been run, among those that have: the nearest below and left
/// of it that comes earlier.
#[must_use]
pub fn stand_in(cell: usize, is_run: impl Fn(usize) -> bool) -> Option<usize> {
    let (across, up) = (cell % CELLS, cell / CELLS);
    let coarser = STRIDES.iter().rev().map(|stride| (up - up % stride) * CELLS + across - across % stride);
    coarser.into_iter().find(|other| is_run(*other))
}
