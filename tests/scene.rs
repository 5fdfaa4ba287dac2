//! A scene's text, both ways.
#![allow(clippy::unwrap_used, missing_docs)]

use downhill::loss::{self, Loss};
use downhill::point::{Point, View};
use downhill::scene::{
    self, Action, Coordinates, Effect, Inside, MOST_RUNS, MOST_STEPS, Mapped, OnRuns, Run, Scene, Trouble, Vector, Way,
};
use downhill::schedule::{self, Schedule};
use downhill::{hyperparameter::Knob, optimiser};
use proptest::prelude::*;

fn read(text: &str) -> (Scene, Vec<String>) {
    let (scene, problems) = Scene::read(text);
    (scene, problems.iter().map(ToString::to_string).collect())
}

#[test]
fn an_empty_scene_is_the_articles_experiment() {
    let (scene, problems) = read("");
    assert!(problems.is_empty());
    assert_eq!((scene.loss.name(), scene.start.x, scene.steps, scene.at), ("Square", 3.0, 1000, 1000));
    let runs: Vec<&str> = scene.runs.iter().map(|run| run.optimiser.id).collect();
    assert_eq!(runs, ["gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"]);
    assert!(scene.runs.iter().all(|run| run.values[0] == 0.01));
}

#[test]
fn every_key_is_read() {
    let text = "loss=double-well&start=-1.5&steps=50&run=adam,lr:0.1,beta1:0.5&run=adam&at=7&change=20,lr:1,eps:0\
                &hide=2&from=here&scale=linear&speed=0.25";
    let (scene, problems) = read(text);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!((scene.loss.name(), scene.start.x, scene.steps, scene.at), ("Double well", -1.5, 50, 7));
    assert_eq!(scene.runs[0].values, [0.1, 0.5, 0.999, 1e-8, 0.0, 1.0]);
    assert_eq!(scene.names(), ["Adam #1", "Adam #2"]);
    assert!(scene.runs[0].shown && !scene.runs[1].shown);
    assert_eq!(scene.changes.len(), 2);
    assert!(scene.from_here && scene.scale == scene::LossScale::Linear && scene.speed == 0.25);
    assert_eq!(read(&scene.write()), (scene, vec![]));
}

#[test]
fn percent_encoding_is_decoded_and_plus_is_a_plus() {
    assert_eq!(read("#run=adam%2Clr%3A1e%2D3&start=+2").0, read("run=adam,lr:1e-3&start=2").0);
    assert_eq!(read("loss%3Dripple&start=2").0, read("loss=ripple&start=2").0);
    assert_eq!(read("start=%FF").1, ["start=%FF: the percent-encoding does not spell text (UTF-8)"]);
}

#[test]
fn what_is_wrong_is_named_and_the_rest_is_kept() {
    for (text, problem, kept) in [
        ("colour=red&start=1", "colour=red: no such key; expected one of loss, f, start,", "start=1"),
        ("start=1&rubbish", "rubbish: expected a key, “=” and a value", "start=1"),
        ("start=1&run=foo&run=adam", "run=foo: no such optimiser; expected one of gd, momentum,", "start=1&run=adam"),
        ("start=1&run=foo", "run=foo: no such optimiser", "start=1"),
        ("run=adam,lr:-1,beta1:0.5", "run=adam,lr:-1,beta1:0.5: expected a number of 0 or more", "run=adam,beta1:0.5"),
        ("run=adam,lr:abc", "run=adam,lr:abc: not a number", "run=adam"),
        ("run=adam,beta:0.5", "run=adam,beta:0.5: adam has no such hyperparameter; it has lr, beta1,", "run=adam"),
        ("run=adam,beta2:1", "run=adam,beta2:1: expected a number from 0 up to, but not including, 1", "run=adam"),
        ("run=rmsprop,centered:0.5", "run=rmsprop,centered:0.5: expected 0 or 1", "run=rmsprop"),
        ("run=adam,lr", "run=adam,lr: expected a name, “:” and a number", "run=adam"),
        ("loss=cube&start=1", "loss=cube: no such loss; expected one of square, double-well,", "start=1"),
        ("loss=ripple,kappa:3", "loss=ripple,kappa:3: this loss has no parameters", "loss=ripple"),
        ("start=1,2&steps=5", "start=1,2: this loss has one dimension; expected one number", "steps=5"),
        ("start=1e200", "start=1e200: J is not finite at θ = 1e200", ""),
        ("loss=rosenbrock&start=1", "start=1: this loss has two dimensions; expected two numbers", "loss=rosenbrock"),
        ("loss=rosenbrock&start=1,2,3", "start=1,2,3: this loss has two dimensions", "loss=rosenbrock"),
        ("loss=rosenbrock&start=1,a", "start=1,a: not a number", "loss=rosenbrock"),
        ("loss=bowl,kappa:0", "loss=bowl,kappa:0: expected a number from 1 to 1000", "loss=bowl"),
        ("loss=bowl,k:3", "loss=bowl,k:3: this loss has no such parameter; it has kappa", "loss=bowl"),
        ("f=x+&start=1", "f=x+: column 3: ", "start=1"),
        ("f=x^2&loss=bowl", "loss=bowl: stands beside f=", "f=x^2"),
        ("f=exp(1000x)&start=1", "start=1: J is not finite", "f=exp(1000x)"),
        ("view=1,0", "view=1,0: expected the least and the greatest x", ""),
        ("view=0,1,2,3", "view=0,1,2,3: expected the least and the greatest x", ""),
        ("loss=beale&view=0,1", "view=0,1: expected the least and the greatest x", "loss=beale"),
        ("view=1,1e99", "view=1,1e99: expected the least and the greatest x", ""),
        ("theta=z", "theta=z: expected one of x, y, both", ""),
        ("vectors=up,step", "vectors=up,step: expected one of gradient, momentum, step", "vectors=step"),
        ("trails=short", "trails=short: expected one of fade", ""),
        ("starts=all", "starts=all: expected one of many", ""),
        ("inside=out", "inside=out: expected one of scale, velocity, gradient, length", ""),
        ("steps=0&start=1", "steps=0: expected a whole number from 1 to 1\u{2009}000\u{2009}000", "start=1"),
        ("steps=2.5", "steps=2.5: expected a whole number", ""),
        ("steps=1e7", "steps=1e7: expected a whole number", ""),
        ("at=2000", "at=2000: expected a whole number from 0 to 1000", ""),
        ("start=1&start=2", "start=2: stands here a second time; the first one counts", "start=1"),
        ("change=20,alpha:1", "change=20,alpha:1: no such setting; expected one of lr, beta, beta2, eps", ""),
        ("change=20", "change=20: expected a name, “:” and a number", ""),
        ("change=1000,lr:1", "change=1000,lr:1: expected a whole number from 0 to 999", ""),
        ("hide=7", "hide=7: expected a whole number from 1 to 6", ""),
        ("scale=sqrt", "scale=sqrt: expected one of log, linear", ""),
        ("speed=3", "speed=3: expected one of 0.25, 0.5, 1, 2, 4", ""),
    ] {
        let (scene, problems) = read(text);
        assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        assert!(problems[0].starts_with(problem), "{text}: {}", problems[0]);
        assert_eq!(scene.write(), kept, "{text}");
    }
}

#[test]
fn more_than_fits_into_memory_is_refused_with_the_sum() {
    let text = format!("steps={MOST_STEPS}{}", "&run=gd".repeat(20));
    let (scene, problems) = read(&text);
    assert_eq!(scene.steps, 800_000);
    assert!(
        problems[0].starts_with("steps=1000000: 20 runs of 1\u{2009}000\u{2009}000 steps are 20\u{2009}000"),
        "{}",
        problems[0]
    );
    let (scene, problems) = read(&"run=gd&".repeat(MOST_RUNS + 5));
    assert_eq!((scene.runs.len(), problems.len()), (MOST_RUNS, 1));
}

#[test]
fn changes_may_stand_in_any_order() {
    let scene = read("change=120,lr:0.1&change=50,lr:0.2").0;
    assert_eq!(scene.write(), "change=50,lr:0.2&change=120,lr:0.1");
}

#[test]
fn a_scene_of_two_dimensions_is_read_and_written() {
    let text = "loss=bowl,kappa:10&start=-1.5,2&steps=50&view=-3,3,-2,2&theta=y&vectors=gradient,step&trails=fade\
                &starts=many&inside=velocity&at=7";
    let (scene, problems) = read(text);
    assert_eq!(problems, [] as [String; 0]);
    assert_eq!((scene.start, scene.view), (Point::new(-1.5, 2.0), Some(View::plane((-3.0, 3.0), (-2.0, 2.0)))));
    assert_eq!((scene.coordinates, &scene.vectors[..]), (Coordinates::Y, &[Vector::Gradient, Vector::Step][..]));
    assert!(scene.fading && scene.many_starts && scene.inside == Some(Inside::Velocity));
    assert_eq!(scene.write(), text);
    assert_eq!(read("loss=rosenbrock").0.steps, 300);
}

#[test]
fn a_typed_loss_is_encoded_where_a_link_would_break() {
    for (text, written) in [
        ("f=x^2+3*y^2", "f=x^2+3*y^2"),
        ("f=x%5E2", "f=x^2"),
        ("f= 2 x ", "f=2%20x"),
        ("f=x^4-3x^2%2Bx", "f=x^4-3x^2+x"),
        ("f=θ²", "f=θ²"),
    ] {
        let (scene, problems) = read(text);
        assert_eq!((scene.write().as_str(), problems), (written, vec![]), "{text}");
    }
}

#[test]
fn another_loss_has_its_own_start_view_and_length() {
    let mut scene = read("loss=rosenbrock&start=0,0&view=-3,3,-2,2").0;
    scene.apply(Action::Loss(loss::by_id("ripple").unwrap())).unwrap();
    assert_eq!(scene.write(), "loss=ripple");
    scene.apply(Action::Loss(loss::by_id("beale").unwrap())).unwrap();
    assert_eq!((scene.write().as_str(), scene.steps, scene.at), ("loss=beale", 300, 300));
    let mut chosen = read("steps=40&at=7").0;
    chosen.apply(Action::Loss(loss::by_id("beale").unwrap())).unwrap();
    assert_eq!(chosen.write(), "loss=beale&steps=40&at=7");
}

#[test]
fn while_a_formula_is_typed_on_the_start_stays_where_it_was_put() {
    let mut scene = read("f=x^2&start=0.5").0;
    scene.apply(Action::Loss(Loss::typed("x^2+1").unwrap())).unwrap();
    assert_eq!(scene.start.x, 0.5);
    scene.apply(Action::Loss(Loss::typed("x^2+y").unwrap())).unwrap();
    assert_eq!(scene.start, scene.loss.start());
}

#[test]
fn a_knob_sets_every_run_that_has_it() {
    let mut scene = Scene::default();
    assert_eq!(scene.apply(Action::Turn(Knob::Momentum, 0.5)), Ok(Effect::Race));
    assert_eq!(
        scene.write(),
        "run=gd&run=momentum,beta:0.5&run=nesterov,beta:0.5&run=adagrad&run=rmsprop&run=adam,beta1:0.5"
    );
    let memory: Vec<_> = scene.knob_values(Knob::SquareMemory, 0);
    assert_eq!(memory, [(4, 0.99), (5, 0.999)]);
}

#[test]
fn a_refused_action_changes_nothing() {
    for action in [
        Action::Turn(Knob::Momentum, 1.0),
        Action::Turn(Knob::LearningRate, -1.0),
        Action::Start(Point::on_line(1e200)),
        Action::Length(0),
        Action::Length(1_000_001),
    ] {
        let mut scene = Scene::default();
        assert!(scene.apply(action).is_err());
        assert_eq!(scene, Scene::default());
    }
    // Nor do a parameter with which J would not be finite at the start, and a pin for which there is no room.
    let many = ["steps=1000000".to_owned(), "&run=gd".repeat(10), "&pin=run=adam".to_owned()].concat();
    for (text, action) in [("loss=bowl&start=1e153,1e153", Action::Parameter(0, 1000.0)), (&many, Action::Pin(true))] {
        let (mut scene, problems) = read(text);
        assert!(problems.is_empty() && scene.apply(action).is_err(), "{problems:?}");
        assert_eq!(scene, read(text).0);
    }
}

#[test]
fn a_race_is_made_longer_and_shorter_and_who_stands_at_its_end_stays_there() {
    let after = |text: &str, steps| {
        let mut scene = read(text).0;
        scene.apply(Action::Length(steps)).map(|_| scene.write())
    };
    assert_eq!(after("", 3000), Ok("steps=3000".to_owned()));
    assert_eq!(after("at=500", 3000), Ok("steps=3000&at=500".to_owned()));
    // Nothing looks, or changes, beyond the end.
    assert_eq!(after("at=500&change=20,lr:1&change=400,lr:2", 100), Ok("steps=100&change=20,lr:1".to_owned()));
    let many = "run=gd&".repeat(17);
    let expected = Err(Trouble::TooMuch { runs: 17, steps: 1_000_000, most: 941_176 });
    assert_eq!(after(&many, 1_000_000), expected);
}

#[test]
fn reset_puts_every_setting_back_and_keeps_what_is_compared() {
    let mut scene = read("loss=ripple&start=2&steps=60&run=adam,lr:1&run=gd,lr:2&change=5,lr:3&scale=linear").0;
    scene.apply(Action::Reset).unwrap();
    assert_eq!(scene.write(), "loss=ripple&steps=60&run=adam&run=gd&scale=linear");
}

#[test]
fn from_here_on_at_an_earlier_iteration_replaces_what_came_later() {
    let mut scene = read("change=120,lr:0.1&change=300,beta:0.5&from=here&at=50").0;
    scene.apply(Action::Turn(Knob::LearningRate, 0.2)).unwrap();
    assert_eq!(scene.write(), "change=50,lr:0.2&change=300,beta:0.5&from=here&at=50");
    scene.apply(Action::FromHere(false)).unwrap();
    scene.apply(Action::Turn(Knob::LearningRate, 0.01)).unwrap();
    assert_eq!(scene.write(), "change=300,beta:0.5&at=50");
}

fn any_scene() -> impl Strategy<Value = Scene> {
    let name = prop::sample::select(vec!["", "", "my run", "a, b: 50 % & more #1", "é+=", "name:x"]);
    let style = prop::option::of(0..downhill::palette::ALL.len());
    let looks = (name, style, any::<bool>());
    let run = (0..optimiser::ALL.len(), prop::collection::vec(0.0..0.999_f64, 8), any_schedule(), looks);
    let run = run.prop_map(|(which, values, schedule, (name, style, shown))| {
        let optimiser = optimiser::ALL[which];
        let values = optimiser.hyperparameters.iter().zip(values);
        let near = |v: f64| [v, v.round(), v.ceil(), 1.0 + v];
        let values = values.map(|(h, v)| near(v).into_iter().find(|v| h.domain.contains(*v)).unwrap()).collect();
        let style = style.map(|which| downhill::palette::ALL[which]);
        Run { values, schedule, name: name.to_owned(), style, shown, ..Run::new(optimiser) }
    });
    let runs = prop::collection::vec(run, 1..9);
    let change = (0..50_usize, 0..Knob::ALL.len(), 0.0..0.999_f64);
    let changes = prop::collection::vec(change, 0..6);
    let closer = (any::<bool>(), prop::option::of(0..9_usize), any::<bool>());
    let view = (any::<bool>(), any::<bool>(), 0..scene::SPEEDS.len(), 0..=1_usize, closer);
    let looks = (any_view(), 0..3_usize, prop::collection::vec(0..3_usize, 0..4), any::<bool>(), any::<bool>());
    let looks = (looks, prop::option::of(prop::sample::select(Inside::ALL.to_vec())));
    (any_loss(), (-1.0..1.0_f64, -1.0..1.0_f64), 50..5000_usize, runs, changes, view, looks).prop_map(
        |(
            loss,
            start,
            steps,
            runs,
            changes,
            (from_here, log, speed, at, (pin, chosen, ledger)),
            ((view, which, vectors, fading, many), inside),
        )| {
            let start = if loss.dimensions() > 1 { Point::new(start.0, start.1) } else { Point::on_line(start.0) };
            let mut scene = Scene { loss, start, steps, runs, at: 0, from_here: true, ..Scene::default() };
            if pin {
                scene.apply(Action::Pin(true)).unwrap();
                scene.start = scene.start * 0.5;
            }
            scene.apply(Action::Choose(chosen)).unwrap();
            if ledger && scene.chosen.is_some() {
                scene.apply(Action::Closeup(scene::Closeup::Ledger)).unwrap();
            }
            for (at, knob, value) in changes {
                scene.at = at;
                scene.apply(Action::Turn(Knob::ALL[knob], value)).unwrap();
            }
            scene.apply(Action::View(view.filter(|_| scene.loss.dimensions() > 1))).unwrap();
            for vector in vectors {
                scene.apply(Action::Vector(Vector::ALL[vector], true)).unwrap();
            }
            let coordinates = [Coordinates::X, Coordinates::Y, Coordinates::Both][which];
            scene.apply(Action::Coordinates(coordinates)).unwrap();
            scene.scale = if log { scene::LossScale::Log } else { scene::LossScale::Linear };
            let speed = scene::SPEEDS[speed];
            Scene { from_here, speed, at: at * steps, fading, many_starts: many, inside, ..scene }
        },
    )
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    let values = prop::collection::vec(prop::option::of(0.001..0.999_f64), 4);
    (0..schedule::ALL.len(), values).prop_map(|(which, values)| {
        let kind = &schedule::ALL[which];
        let mut chosen = kind.defaults();
        for ((chosen, value), parameter) in chosen.iter_mut().zip(values).zip(kind.parameters) {
            let values = value.into_iter().flat_map(|value| [value, (value * 1000.0).ceil()]);
            *chosen = values.into_iter().find(|value| parameter.domain.contains(*value)).unwrap_or(*chosen);
        }
        (kind.with)(&chosen)
    })
}

fn any_loss() -> impl Strategy<Value = Loss> {
    let listed = (0..loss::ALL.len(), 1.0..1000.0_f64);
    let listed = listed.prop_map(|(which, kappa)| Loss::from(loss::ALL[which]).with_parameter(0, kappa));
    let typed = prop::sample::select(vec!["x^2 + 3*y^2", "θ² & 1", "sin(x) cos(y)", "exp(x)+1", "x^2 % 3"]);
    let typed = typed.prop_map(|text| Loss::typed(text).unwrap_or_else(|_| Loss::typed("x y + 1").unwrap()));
    prop_oneof![listed, typed]
}

fn any_view() -> impl Strategy<Value = Option<View>> {
    let end = -1e3..1e3_f64;
    let size = 1e-3..1e3_f64;
    prop::option::of(
        (end.clone(), size.clone(), end, size).prop_map(|(x, w, y, h)| View::plane((x, x + w), (y, y + h))),
    )
}

/// Text that looks like a scene, and text that does not.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "loss=",
        "start=",
        "steps=",
        "run=",
        "at=",
        "change=",
        "hide=",
        "from=",
        "adam",
        "gd",
        "lr",
        "beta",
        ":",
        ",",
        "&",
        "=",
        "%",
        "%5E",
        "%FF",
        "1e999",
        "-1",
        "0.5",
        "nan",
        "1000000",
        "64",
        "#",
        "é",
        "\u{0}",
        "square",
        "ripple",
        "rosenbrock",
        "bowl",
        "kappa",
        "f=",
        "x^2",
        "view=",
        "theta=",
        "vectors=",
        "gradient",
        "trails=fade",
        "schedule:cosine",
        "schedule:step:10:",
        "pin=",
        "name:",
        "colour:",
        "tune=",
        "ledger=1",
        "starts=many",
        "+",
        "(",
    ]);
    let pieces = prop::collection::vec(piece, 0..200).prop_map(|pieces| pieces.concat());
    prop_oneof![pieces, ".{0,300}"]
}

proptest! {
    #[test]
    fn a_scene_written_and_read_again_is_the_same(scene in any_scene()) {
        let text = scene.write();
        prop_assert_eq!(read(&text), (scene, vec![]), "{}", text);
    }

    #[test]
    fn any_text_gives_a_scene_that_can_be_written(text in any_text()) {
        let (scene, problems) = Scene::read(&text);
        prop_assert_eq!(read(&scene.write()), (scene, vec![]));
        prop_assert!(problems.iter().all(|problem| problem.place.chars().count() < 60 * 10));
    }
}

#[test]
fn sixty_four_kibibytes_of_rubbish_are_read_in_one_pass() {
    // Each of these would take minutes if any of it were read once for each part of it.
    for piece in ["run=gd&", "change=1,lr:1&", "x&", "a=b&", "run=adam,", "lr:1,", "%", "=", "hide=1,1,1,"] {
        let text = piece.repeat(65_536 / piece.len());
        let (scene, _) = Scene::read(&text);
        assert!(scene.runs.len() <= MOST_RUNS && scene.changes.len() <= scene::MOST_CHANGES);
        assert_eq!(read(&scene.write()).0, scene);
    }
}

#[test]
fn a_map_is_read_as_it_is_written_and_what_it_cannot_show_is_named() {
    for text in [
        "map=best",
        "map=2",
        "map=2,6,across:beta,up:lr",
        "map=1,up:x",
        "map=best,up:x,colour:loss",
        "map=6,colour:steps",
    ] {
        let (scene, problems) = Scene::read(text);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(scene.write(), text);
    }
    let of = "expected the number of a run, 1 to 6, or best, across:, up: or colour:";
    let side = |ids: &str| format!("expected a side that all its runs have: {ids}");
    for (text, expected, kept) in [
        ("map=7", of, None),
        ("map=hide", of, None),
        ("map=1,2,3", of, Some("map=1,2")),
        ("map=6,hide,up:eps", of, Some("map=6,up:eps")),
        ("map=1,best", of, Some("map=1")),
        ("map=1,up:beta", &side("lr, weight_decay, x"), Some("map=1")),
        ("map=6,across:", &side("lr, beta1, beta2, eps, weight_decay, x"), Some("map=6")),
        ("map=6,2,up:beta2", &side("lr, beta, weight_decay, x"), Some("map=6,2")),
        // RMSprop's β is a memory of squares.
        ("map=2,5,up:beta", &side("lr, weight_decay, x"), Some("map=2,5")),
        ("map=best,up:eps", &side("lr, weight_decay, x"), Some("map=best")),
        ("map=1,across:x,up:x", &side("lr, weight_decay"), Some("map=1,across:x")),
        ("map=6,colour:blue,up:x", "expected one of steps, loss, minimum", Some("map=6,up:x")),
        ("loss=bowl&run=signsgd&map=1,up:z", &side("lr, x, y"), Some("map=1")),
    ] {
        let (scene, problems) = Scene::read(text);
        let place = text.split('&').next_back().unwrap();
        assert_eq!(problems[0].to_string(), format!("{place}: {expected}"));
        let map = scene.write().split('&').find(|part| part.starts_with("map=")).map(str::to_owned);
        assert_eq!(map.as_deref(), kept, "{text}");
    }
    // The same run twice has one map.
    assert_eq!(Scene::read("map=3,3").0.map.unwrap().of, Mapped::One(2));
}

#[test]
fn whatever_becomes_of_a_scene_its_map_can_be_read_again() {
    let loss = |id: &str| Action::Loss(loss::by_id(id).unwrap());
    for (text, actions) in [
        ("loss=bowl&map=6,up:y", vec![loss("square")]),
        ("loss=bowl&map=best,across:y,up:x", vec![loss("double-well"), loss("rosenbrock")]),
        ("run=rmsprop&run=adam&map=best,up:eps", vec![Action::Runs(OnRuns::Add(optimiser::by_id("gd").unwrap()))]),
        ("run=rmsprop&run=adam&hide=2&map=best,up:eps", vec![Action::Show(1, true)]),
    ] {
        let mut scene = read(text).0;
        for action in actions {
            scene.apply(action).unwrap();
            let (again, problems) = Scene::read(&scene.write());
            assert!(problems.is_empty(), "{text}: {problems:?}");
            assert_eq!(again.map, scene.map);
        }
    }
}

#[test]
fn a_map_stays_with_its_run_when_runs_come_and_go() {
    let mut scene = Scene::read("run=gd&run=adam&run=momentum&map=2,3,up:beta1").0;
    scene.apply(Action::Runs(OnRuns::Move(1, Way::Up))).unwrap();
    assert_eq!(scene.map.unwrap().of, Mapped::Two(0, 2));
    scene.apply(Action::Runs(OnRuns::Copy(0))).unwrap();
    assert_eq!(scene.map.unwrap().of, Mapped::Two(0, 3));
    scene.apply(Action::Runs(OnRuns::Remove(0))).unwrap();
    // Of two, β₁ was what both have: β.
    assert_eq!(scene.write(), "run=adam&run=gd&run=momentum&map=3,up:beta");
    scene.apply(Action::Runs(OnRuns::Remove(2))).unwrap();
    assert_eq!(scene.map, None);
}
