//! What must hold of any text at all.
//!
//! The fuzz targets look for texts that break it; `tests/corpus.rs` replays, on stable, those that were worth
//! keeping. Both include this file, so both mean the same.

use downhill::hyperparameter::Knob;
use downhill::loss::{self, Loss};
use downhill::number;
use downhill::point::{Axis, Point, View};
use downhill::scene::{
    Action, Coordinates, Inside, LossScale, MOST_CHANGES, MOST_RUNS, MOST_STEPS, MOST_STEPS_IN_ALL, Scene, Vector,
};

/// Numbers at which arithmetic ends in something else.
const NUMBERS: [f64; 10] = [0.0, 1.0, -1.0, 0.5, 1e-300, 1e300, f64::MAX, f64::INFINITY, f64::NEG_INFINITY, f64::NAN];

/// Reads `text` as a typed loss.
///
/// # Panics
/// When what must hold does not.
pub fn typed(text: &str) {
    let loss = match Loss::typed(text) {
        Ok(loss) => loss,
        Err(error) => {
            let count = text.chars().count();
            assert!((1..=count + 1).contains(&error.column), "{error:?}");
            assert!(error.length >= 1 && error.column + error.length <= count + 2, "{error:?}");
            return is_sentence(&error.to_string());
        }
    };
    let (shown, start, dimensions) = (loss.shown(), loss.start(), loss.dimensions());
    let size = shown.size();
    assert!(shown.least.is_finite() && shown.greatest.is_finite() && size.is_finite(), "{shown:?}");
    assert!(size.x > 0.0 && (size.y > 0.0) == (dimensions == 2), "{shown:?}");
    assert!(shown.contains(start), "{start:?} is not in {shown:?}");
    assert!(loss.minima().len() <= 64);
    for minimum in loss.minima() {
        // A minimum a little beyond the edge is known as well.
        let room = size * 0.2;
        let near = View { least: shown.least - room, greatest: shown.greatest + room };
        assert!(near.contains(minimum.at), "{minimum:?} is far from {shown:?}");
        assert!(minimum.value.is_finite() && minimum.value == loss.value(minimum.at), "{minimum:?}");
    }

    let seconds = if dimensions == 2 { &NUMBERS[..] } else { &[0.0] };
    let numbers = NUMBERS.iter().flat_map(|x| seconds.iter().map(|y| Point::new(*x, *y)));
    numbers.chain([start, shown.least, shown.greatest]).for_each(|at| agrees(&loss, at));

    let again = Loss::typed(loss.formula()).ok();
    assert_eq!(again.as_ref(), Some(&loss));
    let survey = |loss: &Loss| (loss.dimensions(), loss.shown(), loss.start(), loss.minima().to_vec());
    assert_eq!(again.as_ref().map(survey), Some(survey(&loss)), "two surveys of the same loss differ");
}

/// J is the same whatever is asked along with it, and its gradient where it is known.
fn agrees(loss: &Loss, at: Point) {
    let same = |a: f64, b: f64| a == b || (a.is_nan() && b.is_nan());
    let (value, slope, curvature) = (loss.value(at), loss.slope(at), loss.curvature(at));
    assert!(same(value, slope.value) && same(value, curvature.value), "J at {at:?}: {value}, {slope:?}, {curvature:?}");
    for axis in [Axis::X, Axis::Y] {
        // The Hessian's arithmetic meets ∞ · 0 earlier; then it says that it does not know.
        let (plain, of_hessian) = (slope.gradient[axis], curvature.gradient[axis]);
        assert!(of_hessian.is_nan() || same(plain, of_hessian), "∇J at {at:?}: {slope:?}, {curvature:?}");
    }
}

/// Reads `text` as a scene.
///
/// # Panics
/// When what must hold does not.
pub fn scene(text: &str) {
    text.split(['&', '=', ',', ':']).take(100).for_each(is_number);
    let (scene, problems) = Scene::read(text);
    for problem in &problems {
        is_sentence(&problem.to_string());
        assert!(problem.place.chars().count() <= 49, "{problem:?}");
    }
    is_sound(&scene);
    let mut names = scene.names();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), scene.runs.len(), "two runs have one name");
    reads_back(&scene);
    acts(scene);
}

/// A number is read as the standard library reads it; of what that also takes for one, only figures count.
fn is_number(text: &str) {
    let plain = text.trim().replace('−', "-");
    let figures = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    let expected = plain.parse().ok().filter(|number: &f64| figures && number.is_finite());
    let bits = |number: Option<f64>| number.map(f64::to_bits);
    assert_eq!(bits(number::parse(text).ok()), bits(expected), "{text:?}");
}

/// Whether a visitor can be shown it.
fn is_sentence(text: &str) {
    assert!(!text.trim().is_empty() && !text.contains(char::is_control), "{text:?}");
}

/// Within every limit, and nothing in it that could not be drawn.
fn is_sound(scene: &Scene) {
    let (runs, dimensions) = (scene.runs.len(), scene.loss.dimensions());
    assert!((1..=MOST_RUNS).contains(&runs), "{runs} runs");
    assert!((1..=MOST_STEPS).contains(&scene.steps) && scene.at <= scene.steps, "{} of {}", scene.at, scene.steps);
    assert!(runs * scene.steps * dimensions <= MOST_STEPS_IN_ALL, "{runs} runs of {} steps", scene.steps);
    assert!(scene.start.is_finite() && (dimensions == 2 || scene.start.y == 0.0), "{:?}", scene.start);
    assert!(scene.changes.len() <= MOST_CHANGES && scene.changes.is_sorted_by_key(|change| change.at));
    for change in &scene.changes {
        assert!(change.at < scene.steps && change.knob.domain().contains(change.value), "{change:?}");
    }
    for run in &scene.runs {
        let settings = run.optimiser.hyperparameters;
        assert_eq!(run.values.len(), settings.len());
        assert!(settings.iter().zip(&run.values).all(|(h, value)| h.domain.contains(*value)), "{run:?}");
    }
    let in_range = |(p, value): (&loss::Parameter, f64)| (p.least..=p.greatest).contains(&value);
    assert!(scene.loss.parameters().into_iter().all(in_range), "{:?}", scene.loss);
    if let Some(view) = scene.view {
        let size = view.size();
        assert!(size.is_finite() && size.x > 0.0 && (size.y > 0.0) == (dimensions == 2), "{view:?}");
    }
}

/// What is written is one line, and reads as the same scene.
fn reads_back(scene: &Scene) {
    let text = scene.write();
    assert!(!text.contains(|c: char| c.is_ascii_control()), "{text:?}: addresses lose such characters");
    let (again, problems) = Scene::read(&text);
    assert!(problems.is_empty(), "{text:?}: {problems:?}");
    assert_eq!(&again, scene, "{text:?}");
    assert_eq!(again.write(), text);
}

thread_local! {
    // Surveying it takes longer than all the rest of an action.
    static TYPED: Option<Loss> = Loss::typed("x^2 + y^2/2").ok();
}

/// Whatever a visitor does to a scene leaves one that is sound, and what is refused leaves it as it was.
fn acts(mut scene: Scene) {
    let opened = scene.clone();
    let turned = [0.5, -1.0, f64::MAX, f64::NAN];
    let turns = Knob::ALL.into_iter().flat_map(|knob| turned.map(|number| Action::Turn(knob, number)));
    let starts = NUMBERS.map(|number| match scene.loss.dimensions() {
        1 => Action::Start(Point::on_line(number)),
        _ => Action::Start(Point::new(number, 0.5)),
    });
    let views = NUMBERS.map(|number| {
        let View { least, greatest } = scene.loss.shown();
        Action::View(Some(View { least, greatest: Point::new(number, greatest.y) }))
    });
    let looks = [
        Action::View(Some(scene.loss.shown())),
        Action::Coordinates(Coordinates::Y),
        Action::Vector(Vector::Step, true),
        Action::Vector(Vector::Gradient, true),
        Action::Scale(LossScale::Linear),
        Action::Speed(0.25),
        Action::Length(scene.steps.div_ceil(2)),
        Action::Length(usize::MAX),
        Action::Pin(true),
        Action::ShowMap(true),
        Action::Inside(Some(Inside::Scale)),
        Action::Show(0, false),
        Action::Show(usize::MAX, false),
        Action::Fading(true),
        Action::ManyStarts(true),
        Action::FromHere(true),
    ];
    turns.clone().chain(starts).chain(views).chain(looks).for_each(|action| act(&mut scene, action));
    for at in [usize::MAX, scene.steps / 2] {
        act(&mut scene, Action::Seek(at));
        turns.clone().for_each(|action| act(&mut scene, action));
    }
    reads_back(&scene);

    let parameters = || NUMBERS.into_iter().enumerate().map(|(i, number)| Action::Parameter(i % 2, number));
    parameters().for_each(|action| act(&mut scene, action));
    let listed = ["bowl", "ripple"].into_iter().filter_map(loss::by_id);
    for loss in TYPED.with(Clone::clone).into_iter().chain(listed) {
        act(&mut scene, Action::Loss(loss));
        parameters().for_each(|action| act(&mut scene, action));
    }
    reads_back(&scene);
    act(&mut scene, Action::Reset);
    reads_back(&scene);
    act(&mut scene, Action::Open(Box::new(opened.clone())));
    assert_eq!(scene, opened);
}

fn act(scene: &mut Scene, action: Action) {
    let before = scene.clone();
    match scene.apply(action) {
        Ok(_) => is_sound(scene),
        Err(refusal) => {
            is_sentence(&refusal.to_string());
            assert_eq!(*scene, before, "refused, and yet the scene is another");
        }
    }
}
