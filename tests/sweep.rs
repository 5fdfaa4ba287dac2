//! The cells of a hyperparameter map are races: each is what a race of its own with the same settings comes to.

use downhill::hyperparameter::Domain;
use downhill::loss::{self, Loss, Minimum};
use downhill::optimiser;
use downhill::point::{Axis, Point};
use downhill::race::{Outcome, Race};
use downhill::scene::{Along, Run, Scene};
use downhill::sweep::{Cell, End, Sweep, Trial, Trials};

/// What a race of its own comes to.
fn alone(scene: &Scene, trial: &Trial) -> Cell {
    let mut tried = scene.clone();
    tried.start = trial.start;
    tried.runs[0].values = trial.values.to_vec();
    let mut race = Race::new(&tried);
    while !race.advance(usize::MAX) {}
    let track = &race.tracks()[0];
    let end = match race.verdicts(tried.steps)[0].outcome {
        Outcome::Settled { step, minimum, best } => {
            let is_as_low =
                |other: &(usize, &Minimum)| other.1.value == minimum.value && other.1.alone == minimum.alone;
            let distance = |other: &(usize, &Minimum)| other.1.at.distance(minimum.at);
            let all = tried.loss.minima().iter().enumerate().filter(is_as_low);
            let nearest = all.min_by(|one, other| distance(one).total_cmp(&distance(other)));
            let minimum = nearest.map_or(usize::MAX, |(place, _)| place);
            End::Settled { step, minimum, best }
        }
        Outcome::UnderWay { .. } => End::UnderWay,
        Outcome::Ended { step, .. } => End::Left { step },
    };
    Cell { end, value: tried.loss.value(track.theta(track.last())) }
}

/// Columns of everything that trials can differ in.
fn columns(trials: &[Trial]) -> Trials {
    let settings = (0..trials[0].values.len()).map(Along::Value);
    let starts = [Axis::X, Axis::Y].map(Along::Start);
    let column = |along: Along| (along, trials.iter().map(|trial| trial.along(along)).collect());
    Trials { like: trials[0], columns: settings.chain(starts).map(column).collect() }
}

/// What the cells of these trials come to, made in pieces of so many steps.
fn together(scene: &Scene, trials: &[Trial], piece: usize) -> Vec<Cell> {
    let mut sweep = Sweep::of(scene, 0);
    let mut cells = vec![None; trials.len()];
    sweep.begin((0..trials.len()).collect(), columns(trials));
    while !sweep.advance(piece, &mut |place, cell| assert_eq!(cells[place].replace(cell), None)) {}
    assert!(cells.iter().all(Option::is_some), "every trial ends");
    cells.into_iter().flatten().collect()
}

/// Compared to the last bit; J of a race that left the finite numbers means nothing.
fn assert_same(scene: &Scene, trials: &[Trial], cells: &[Cell]) {
    for (trial, cell) in trials.iter().zip(cells) {
        let alone = alone(scene, trial);
        let same = alone.end == cell.end
            && (alone.value.to_bits() == cell.value.to_bits() || matches!(cell.end, End::Left { .. }));
        assert!(same, "{} with {trial:?}: {alone:?} alone, {cell:?} in a map", scene.write());
    }
}

/// Numbers that look like chance, from 0 to 1.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Every hyperparameter somewhere on its slider, or at its default; a start somewhere in view.
fn trials(run: &Run, loss: &Loss, chance: &mut Chance, count: usize) -> Vec<Trial> {
    let view = loss.shown();
    let trial = |_| {
        let mut values = run.optimiser.defaults();
        for (value, h) in values.iter_mut().zip(run.optimiser.hyperparameters) {
            if chance.next() < 0.5 && !matches!(h.domain, Domain::Whole(_)) {
                *value = h.dial.value((chance.next() * f64::from(h.dial.last() + 1)) as u32);
            }
        }
        let mut start = loss.start();
        if chance.next() < 0.7 {
            for axis in Axis::of(loss.dimensions()) {
                start[*axis] = view.least[*axis] + chance.next() * view.size()[*axis];
            }
        }
        Trial::new(&values, start)
    };
    (0..count).map(trial).collect()
}

fn scene(optimiser: &'static optimiser::Description, loss: Loss, steps: usize) -> Scene {
    let start = loss.start();
    Scene { loss, start, steps, at: steps, runs: vec![Run::new(optimiser)], ..Scene::default() }
}

#[test]
fn every_optimiser_on_every_loss_has_the_cells_of_its_races_to_the_last_bit() {
    let mut chance = Chance(6);
    for optimiser in optimiser::ALL {
        for loss in loss::ALL.iter().map(|description| Loss::from(*description)) {
            let scene = scene(optimiser, loss, 150);
            // More than are run side by side, and not a multiple of that.
            let trials = trials(&scene.runs[0], &scene.loss, &mut chance, 40);
            assert_same(&scene, &trials, &together(&scene, &trials, 3000));
        }
    }
}

#[test]
fn typed_losses_have_them_too_with_all_their_functions_and_gaps() {
    let mut chance = Chance(7);
    for text in [
        "x^4-3x^2+x",
        "abs(x)+sin(3x)/3",
        "sqrt(x)+1/x",
        "max(x^2, 1)+min(x, 0)",
        "exp(x/3)-ln(x+5)",
        "(x^2+y^2)^1.5",
        "sin(x)*cos(y)+0.1x^2+0.1y^2",
        "log2(x^2+1)+atan(y)^2+tanh(x*y)^2",
        "x^7/50-y^-2+sign(x)*y",
        "max(abs(x),abs(y))",
        // Whose minima are a line, a ring, or a stretch.
        "(x-y)^2",
        "(x^2+y^2-1)^2",
        "max(0,x^2-1)",
        "(x^2+y^2-1)^2*((x-3)^2+y^2+0.1)",
        "max(0,abs(abs(x)-3)-1)",
    ] {
        for id in ["gd", "momentum", "adam", "rprop", "lion", "radam"] {
            let loss = Loss::typed(text).unwrap();
            let scene = scene(optimiser::by_id(id).unwrap(), loss, 120);
            let trials = trials(&scene.runs[0], &scene.loss, &mut chance, 33);
            assert_same(&scene, &trials, &together(&scene, &trials, 1000));
        }
    }
}

#[test]
fn settings_that_change_midway_and_schedules_change_in_every_cell() {
    let mut chance = Chance(8);
    for text in [
        "loss=rosenbrock&steps=200&run=adam,schedule:cosine&change=50,beta:0.5",
        "steps=200&run=momentum,schedule:step:30:0.5&change=0,lr:0.05",
        "loss=bowl&steps=100&run=nadam,schedule:warm-up:20&change=64,beta2:0.9&change=65,eps:0.1",
        "loss=himmelblau&steps=130&run=gd,schedule:exponential:0.9",
    ] {
        let (scene, problems) = Scene::read(text);
        assert!(problems.is_empty(), "{problems:?}");
        let trials = trials(&scene.runs[0], &scene.loss, &mut chance, 50);
        assert_same(&scene, &trials, &together(&scene, &trials, 2000));
    }
}

#[test]
fn races_that_count_alike_do_so_together_and_part_where_they_no_longer_do() {
    for optimiser in ["adagrad,lr_decay:0.1", "adam", "adamax", "nadam", "radam", "adamw,schedule:cosine"] {
        // After the change those that had this β₁ before have it by other roundings than the rest.
        let scene = Scene::read(&format!("loss=rosenbrock&steps=90&run={optimiser}&change=40,beta:0.5")).0;
        let run = &scene.runs[0];
        let place = |id: &str| run.optimiser.hyperparameter(id).map(|(place, _)| place);
        let mut trials = Vec::new();
        for beta in [0.9, 0.5, 0.8] {
            for lr in 0..22 {
                let mut trial = Trial::new(&run.values, scene.start);
                trial.values[place("lr").unwrap()] = 0.001 * f64::from(lr + 1);
                if let Some(place) = place("beta1") {
                    trial.values[place] = beta;
                }
                trials.push(trial);
            }
        }
        assert_same(&scene, &trials, &together(&scene, &trials, 500));
        let sweep = Sweep::of(&scene, 0);
        let alike = optimiser != "adamax" && !optimiser.starts_with("adagrad");
        assert_eq!(sweep.count_alike(&trials[0], &trials[1]), alike, "{optimiser}");
        assert_eq!(sweep.count_alike(&trials[0], &trials[22]), optimiser.starts_with("adagrad"), "{optimiser}");
    }
}

#[test]
fn long_races_that_come_to_rest_stand_for_all_their_steps() {
    let (scene, _) = Scene::read("steps=20000&run=momentum");
    let trial = |lr: f64, beta: f64, start: f64| Trial::new(&[lr, beta, 0.0, 0.0], Point::on_line(start));
    let trials = [trial(0.5, 0.0, 3.0), trial(0.4, 0.9, 2.0), trial(0.1, 0.5, 1.0), trial(0.3, 0.2, 0.0)];
    assert_same(&scene, &trials, &together(&scene, &trials, usize::MAX));
    // One of them stays where it is from the start, and never settles: a loss without a slope there.
    let scene = Scene { loss: Loss::typed("x^2*(x-4)^2").unwrap(), ..scene };
    let trials = [trial(0.01, 0.5, 2.0), trial(0.01, 0.5, 0.1), trial(0.01, 0.5, 3.9)];
    assert_same(&scene, &trials, &together(&scene, &trials, 12_345));
}

/// Runs of some learning rates from one start.
fn rates(scene: &Scene, rates: &[f64], start: Point) -> Vec<Trial> {
    let trial = |lr: &f64| {
        let mut trial = Trial::new(&scene.runs[0].values, start);
        trial.values[0] = *lr;
        trial
    };
    rates.iter().map(trial).collect()
}

#[test]
fn races_that_go_to_and_fro_do_so_for_all_their_steps() {
    // At α = 1 gradient descent on θ² goes from one side to the other. Signs go about the minimum, in its neighbourhood
    // at some of their steps or at all, and soon get no further in Rosenbrock's valley.
    for (text, start) in [
        ("run=signsgd", Point::on_line(3.0)),
        ("run=gd", Point::on_line(3.0)),
        ("run=momentum,beta:0", Point::on_line(3.0)),
        ("run=rprop", Point::on_line(0.5)),
        ("loss=rosenbrock&run=signsgd", Point::new(-1.5, 2.0)),
        ("loss=himmelblau&run=signsgd", Point::new(0.3, -4.0)),
    ] {
        for steps in [1, 2, 7, 8, 9, 10, 39, 40, 41, 73, 300, 1001] {
            let scene = Scene::read(&format!("{text}&steps={steps}")).0;
            let trials = rates(&scene, &[1.0, 0.02, 0.029, 0.031, 0.04, 0.06, 0.1, 0.5, 0.75, 3.0, 7.0], start);
            assert_same(&scene, &trials, &together(&scene, &trials, 640));
        }
    }
}

#[test]
fn races_that_go_round_need_not_be_run_to_their_ends() {
    for (run, lr) in [("signsgd", 0.7), ("gd", 1.0), ("momentum,beta:0", 1.0)] {
        let scene = Scene::read(&format!("steps=1000000&run={run}")).0;
        let trials = rates(&scene, &[lr; 8], scene.start);
        let mut sweep = Sweep::of(&scene, 0);
        sweep.begin((0..trials.len()).collect(), columns(&trials));
        assert!(sweep.advance(100_000, &mut |_, cell| assert_eq!(cell.end, End::UnderWay)), "{run} goes on");
    }
}

#[test]
fn what_is_begun_anew_leaves_nothing_of_what_was_there() {
    let (scene, _) = Scene::read("loss=rastrigin&steps=100&run=adam,lr:0.1");
    let mut chance = Chance(9);
    let trials = trials(&scene.runs[0], &scene.loss, &mut chance, 200);
    let mut sweep = Sweep::of(&scene, 0);
    sweep.begin((0..trials.len()).collect(), columns(&trials));
    sweep.advance(7000, &mut |_, _| {});
    let (mut cells, kept) = (vec![None; 70], &trials[100..170]);
    sweep.begin((0..kept.len()).collect(), columns(kept));
    while !sweep.advance(999, &mut |place, cell| cells[place] = Some(cell)) {}
    let cells: Vec<Cell> = cells.into_iter().flatten().collect();
    assert_eq!(cells, together(&scene, kept, usize::MAX));
    assert_same(&scene, kept, &cells);
}
