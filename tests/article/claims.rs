//! What the article says of its races.

use crate::races::{Seen, at, figure, is, linked};
use crate::reading::{between, plain, says, section};
use downhill::hyperparameter::Knob;
use downhill::number::readable;
use downhill::optimiser;
use downhill::point::{Axis, Point};
use downhill::race::Race;
use downhill::scene::{Action, Scene};

#[test]
fn gradient_descent_goes_two_percent_of_the_way_in_each_step() {
    let seen = figure("fig-step");
    says(
        "gradient-descent",
        &["the slope is 6", "0.06, and leads to 2.94", "θ is 0.398", "From step 228", "each step goes 2 %"],
    );
    assert!(is(seen.x(0, 1), 2.94) && is(seen.x(0, 100), 0.398));
    assert_eq!((seen.settled(), seen.past()), (vec![Some(228)], vec![None]));
    for start in [3.0, -2.0, 0.5] {
        let seen = seen.after(Action::Start(Point::on_line(start)));
        assert!((0..300).all(|step| (seen.x(0, step + 1) / seen.x(0, step) - 0.98).abs() < 1e-12));
    }
}

#[test]
fn a_rate_creeps_lands_jumps_or_flies_away() {
    let seen = figure("fig-rate");
    says(
        "rate",
        &["228 steps", "0.1 it settles at step 21", "still 2.714 away after 50", "3 and −3 for ever", "θ = 352"],
    );
    let dragged = |alpha| seen.dragged(Knob::LearningRate, alpha);
    assert_eq!(seen.settled(), [Some(21)]);
    assert!(is(dragged(0.001).end(0), 2.714));
    assert_eq!(dragged(0.5).settled(), [Some(1)]);
    assert!(dragged(0.9).settled()[0].unwrap().abs_diff(21) <= 1, "about as soon as with 0.1");
    assert!((0..10).all(|step| dragged(0.9).x(0, step) * dragged(0.9).x(0, step + 1) < 0.0));
    assert!((0..50).all(|step| dragged(1.0).x(0, step) == [3.0, -3.0][step % 2]));
    assert!(is(dragged(1.05).end(0), 352.0));
    for alpha in [0.001, 0.1, 0.5, 0.9, 1.05] {
        let seen = seen.after(Action::Turn(Knob::LearningRate, alpha));
        assert!(
            (0..50)
                .all(|t| (seen.x(0, t + 1) - (1.0 - 2.0 * alpha) * seen.x(0, t)).abs() <= 1e-12 * seen.x(0, t).abs())
        );
    }
}

#[test]
fn in_the_ravine_the_steep_coordinate_limits_the_flat_one() {
    let seen = figure("fig-ravine");
    says("ravine", &["factor −0.8", "1.8 % of the way", "248 steps", "2/100 = 0.02"]);
    let theta = |seen: &Seen, step| seen.race.tracks()[0].theta(step);
    let factor = |seen: &Seen, step| {
        Point::new(theta(seen, step + 1).x / theta(seen, step).x, theta(seen, step + 1).y / theta(seen, step).y)
    };
    assert!((0..100).all(|step| factor(&seen, step).distance(Point::new(0.982, -0.8)) < 1e-9));
    assert_eq!(seen.settled(), [Some(248)]);
    assert!(theta(&seen.dragged(Knob::LearningRate, 0.021), 300).y.abs() > 1e6);
    let slower = seen.dragged(Knob::LearningRate, 0.01);
    assert!(theta(&slower, 1).y.abs() < 1e-9 && slower.settled() == [None]);
}

#[test]
fn momentum_overshoots_and_its_beta_decides_how_far() {
    let seen = figure("fig-velocity");
    says(
        "momentum",
        &[
            "θ = −0.885, on step 23",
            "settles at step 79",
            "needs 228",
            "ten times at 0.9",
            "by step 40",
            "≈ 0.737",
            "−2.69",
        ],
    );
    assert_eq!(seen.settled(), [Some(228), Some(79)]);
    assert!(at(seen.past()[1], -0.885, 23));
    let none = seen.dragged(Knob::Momentum, 0.0);
    assert!((0..=300).all(|step| none.x(0, step) == none.x(1, step)));
    let soonest = seen.dragged(Knob::Momentum, 0.75).settled()[1].unwrap();
    assert!(soonest <= 40 && seen.dragged(Knob::Momentum, 0.75).past()[1].is_none());
    assert!(
        [0.5, 0.6, 0.9, 0.95].iter().all(|beta| seen.dragged(Knob::Momentum, *beta).settled()[1].unwrap() > soonest)
    );
    let wide = seen.dragged(Knob::Momentum, 0.99);
    assert!(wide.past()[1].is_some_and(|(x, _)| is(x, -2.69)) && wide.settled()[1].is_none());
    let crosses = |beta| (0..=300).any(|step| seen.after(Action::Turn(Knob::Momentum, beta)).x(1, step) < 0.0);
    assert!(!crosses(0.735) && crosses(0.745));
    // On a straight slope the velocity grows to ten slopes.
    let steady = linked("f=x&start=0&steps=200&run=momentum&inside=velocity");
    assert!((steady.race.tracks()[0].inside(Axis::X, 200) - 10.0).abs() < 1e-6);
}

#[test]
fn momentum_crosses_the_ravine_in_a_third_of_the_steps_and_holds_beyond_gradient_descents_edge() {
    let seen = figure("fig-heavy");
    says("momentum", &["at step 83 in place of 248", "= 0.038", "holds at 0.035"]);
    assert_eq!(seen.settled(), [Some(248), Some(83)]);
    let none = seen.dragged(Knob::Momentum, 0.0);
    assert_eq!(none.race.tracks()[0].theta(300), none.race.tracks()[1].theta(300));
    assert!(linked("loss=bowl,kappa:100&run=momentum,lr:0.035").settled()[0].is_some());
    assert!(linked("loss=bowl,kappa:100&run=momentum,lr:0.0375&steps=3000").settled()[0].is_some());
    let thrown = linked("loss=bowl,kappa:100&run=momentum,lr:0.0385&run=gd,lr:0.035");
    assert!(thrown.race.tracks().iter().all(|track| track.theta(300).y.abs() > 1e6));
}

#[test]
fn nesterov_turns_sooner_than_momentum() {
    let seen = figure("fig-nesterov");
    says(
        "nesterov",
        &["turns at −0.687, on step 22", "settles at step 74", "−0.885 and settled at 79", "leads to 2.886"],
    );
    assert!(at(seen.past()[0], -0.885, 23) && at(seen.past()[1], -0.687, 22) && is(seen.x(1, 1), 2.886));
    assert_eq!(seen.settled(), [Some(79), Some(74)]);
    for beta in [0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999] {
        let seen = seen.dragged(Knob::Momentum, beta);
        let least = |run| (0..=300).map(|step| seen.x(run, step)).fold(3.0, f64::min);
        assert!(least(1) >= least(0), "β = {beta}");
    }
    says("nesterov", &["swings to −2.19 and settles at step 292", "after −2.69, does not settle"]);
    let wide = seen.dragged(Knob::Momentum, 0.99);
    assert!(is(wide.past()[0].unwrap().0, -2.69) && is(wide.past()[1].unwrap().0, -2.19));
    assert_eq!(wide.settled(), [None, Some(292)]);
    let hill = "loss=double-well&steps=100&run=gd&run=nesterov&run=momentum";
    says("nesterov", &[hill]);
    assert!(linked(hill).end(2) < 0.0 && linked(hill).end(1) > 0.0 && linked(hill).end(0) > 0.0);
}

#[test]
fn textbooks_forms_of_momentum_and_nesterov_make_the_same_paths() {
    let seen = figure("fig-nesterov");
    let (mut momentum, mut nesterov, mut v, mut w) = (3.0, 3.0, 0.0, 0.0);
    for step in 0..=300 {
        // What is followed of Nesterov is the point ahead.
        assert!((seen.x(0, step) - momentum).abs() < 1e-12 && (seen.x(1, step) - (nesterov + 0.9 * w)).abs() < 1e-12);
        v = 0.9 * v - 0.01 * 2.0 * momentum;
        momentum += v;
        w = 0.9 * w - 0.01 * 2.0 * (nesterov + 0.9 * w);
        nesterov += w;
    }
}

#[test]
fn adagrads_steps_only_shrink() {
    let seen = figure("fig-adagrad");
    says("adagrad", &["θ is 2.406", "√1000 = 0.63", "0.032 off", "settles at step 17", "settles at step 26"]);
    assert!(is(seen.end(0), 2.406) && 3.0 - seen.end(0) < 0.63 && is(0.02 * 1000_f64.sqrt(), 0.63));
    assert!((1..1000).all(|step| seen.scale(0, step + 1) < seen.scale(0, step)));
    assert!((seen.x(0, 1) - 2.99).abs() < 1e-9, "the first step is α");
    assert!(is(seen.dragged(Knob::LearningRate, 0.1).end(0), 0.032));
    assert_eq!(seen.dragged(Knob::LearningRate, 1.0).settled(), [Some(17)]);
    let ravine = "loss=bowl,kappa:100&run=gd,lr:0.018&run=adagrad,lr:1";
    says("adagrad", &[ravine]);
    assert_eq!(linked(ravine).settled(), [Some(248), Some(26)]);
    for kappa in [1, 10, 1000] {
        let other = linked(&format!("loss=bowl,kappa:{kappa}&run=adagrad,lr:1"));
        let apart = |step| other.race.tracks()[0].theta(step).distance(linked(ravine).race.tracks()[1].theta(step));
        assert!([1, 10, 50].into_iter().all(|step| apart(step) < 1e-8), "κ = {kappa}");
    }
}

#[test]
fn rmsprop_forgets_and_walks_on() {
    let seen = figure("fig-forget");
    says(
        "rmsprop",
        &[
            "until step 80",
            "by step 402, where the run settles, it is 3.3 times",
            "0.1, ten times α",
            "it is 0.316",
            "at step 117",
            "at step 324",
        ],
    );
    assert_eq!(seen.settled(), [None, Some(402)]);
    let least = (1..1000).min_by(|a, b| seen.scale(1, *a).total_cmp(&seen.scale(1, *b))).unwrap();
    assert!(least == 80 && (least..1000).all(|step| seen.scale(1, step + 1) > seen.scale(1, step)));
    assert!(is(seen.scale(1, 402) / seen.scale(1, least), 3.3));
    assert!(is(seen.x(1, 0) - seen.x(1, 1), 0.1));
    for (beta, step, first) in [(0.9, 324, 0.032), (0.999, 117, 0.316)] {
        let seen = seen.dragged(Knob::SquareMemory, beta);
        assert!(seen.settled() == [None, Some(step)] && is(seen.x(1, 0) - seen.x(1, 1), first));
    }
}

#[test]
fn rmsprop_hops_for_ever_unless_epsilon_is_large_or_the_rate_decays() {
    let seen = figure("fig-floor");
    says("rmsprop", &["between −0.05 and 0.05", "±0.01", "settles at step 428"]);
    let hops = |seen: &Seen, half: f64| {
        (900..1000).all(|t| (seen.x(0, t).abs() - half).abs() < 1e-7 && seen.x(0, t) * seen.x(0, t + 1) < 0.0)
    };
    assert!(hops(&seen, 0.05) && hops(&seen.dragged(Knob::LearningRate, 0.02), 0.01));
    assert!(hops(&seen.dragged(Knob::Epsilon, 0.01), (0.1 - 0.01) / 2.0));
    for eps in [0.1, 0.2, 1.0] {
        assert!(seen.dragged(Knob::Epsilon, eps).end(0).abs() < 1e-12, "ε = {eps}");
    }
    assert!(seen.settled()[1] == Some(428) && seen.end(1).abs() < 1e-12);
}

#[test]
fn without_correction_adam_begins_too_fast() {
    let seen = figure("fig-correction");
    says("adam", &["θ = −1.41", "that is √0.001 = 0.032", "3.16 times α", "by only 0.177"]);
    assert!(is(seen.past()[0].unwrap().0, -0.177) && is(seen.past()[1].unwrap().0, -1.41));
    let first = |seen: &Seen, run| (seen.x(run, 0) - seen.x(run, 1)) / 0.1;
    assert!((first(&seen, 0) - 1.0).abs() < 1e-6 && is(first(&seen, 1), 3.16));
    assert!(seen.x(1, 1) - seen.x(1, 2) > seen.x(1, 0) - seen.x(1, 1), "the next is longer still");
    let equal = seen.dragged(Knob::SquareMemory, 0.99);
    assert!([0, 1].iter().all(|run| (first(&equal, *run) - 1.0).abs() < 1e-6));
}

#[test]
fn adams_knobs_do_what_is_said_of_them() {
    let seen = figure("fig-adam");
    says(
        "adam",
        &[
            "the slope 6 and its square 36",
            "from 3 to 2.9",
            "settles at step 76",
            "settles at step 77",
            "−1.38",
            "step 256",
        ],
    );
    assert!(is(seen.x(0, 1), 2.9) && seen.settled() == [Some(76)]);
    let none = seen.dragged(Knob::Momentum, 0.0);
    assert_eq!((none.settled(), none.past()), (vec![Some(77)], vec![None]));
    let wide = seen.dragged(Knob::Momentum, 0.99);
    assert!(is(wide.past()[0].unwrap().0, -1.38) && wide.settled() == [None]);
    let large = seen.dragged(Knob::Epsilon, 10.0);
    assert_eq!((large.settled(), large.past()), (vec![Some(256)], vec![None]));
    says("adam", &["Its usual α is 0.001"]);
    assert_eq!(optimiser::by_id("adam").unwrap().hyperparameter("lr").unwrap().1.documented, 0.001);
    let slow = "steps=300&run=adam,lr:10,eps:1e3&run=momentum,dampening:0.9&run=adam,lr:0.1&inside=scale";
    says("adam", &[slow]);
    let slow = linked(slow);
    assert!((0..=300).all(|step| (slow.x(0, step) - slow.x(1, step)).abs() < 0.05));
}

#[test]
fn at_the_saddle_adam_leaves_first_and_on_the_ridge_nobody_leaves() {
    let seen = figure("fig-saddle");
    says("saddle", &["0.0001 beside", "at step 221", "at step 109", "at step 76"]);
    assert!(seen.scene.start.y == 0.0001 && seen.settled() == [Some(221), Some(109), Some(76)]);
    let on_the_ridge = seen.after(Action::Start(Point::new(1.5, 0.0)));
    assert!(on_the_ridge.race.tracks().iter().all(|track| track.theta(300).length() < 1e-6));
    let aside = seen.after(Action::Start(Point::new(1.5, 0.1))).settled();
    assert!(aside.iter().zip(seen.settled()).all(|(aside, ridge)| *aside < ridge), "{aside:?}");
}

#[test]
fn the_table_of_the_six_is_their_race() {
    let seen = figure("fig-six");
    assert!(seen.scene.runs == Scene::default().runs && seen.scene.steps == 1000);
    for (run, name) in seen.scene.names().iter().enumerate() {
        let or_none = |text: Option<String>| text.unwrap_or("–".to_owned());
        let past = or_none(seen.past()[run].map(|(x, _)| readable(x, 3)));
        let settled = or_none(seen.settled()[run].map(|step| step.to_string()));
        let end = readable(seen.end(run), 2);
        let row = format!("<th scope=\"row\">{name}</th><td>{past}</td><td>{settled}</td><td>{end}</td>");
        assert!(section("comparison").contains(&row), "{row}");
    }
    let tuned = seen.dragged(Knob::LearningRate, 0.1);
    assert!(tuned.settled()[5] == Some(76) && is(tuned.end(3), 0.032));
}

#[test]
fn who_wins_depends_on_the_rate_and_on_the_loss() {
    says(
        "comparison",
        &["settles at step 1,", "Adagrad at 1 settles at step 17", "with 28 and Adam at 0.1 with 76", "by step 7"],
    );
    let tuned = between(section("comparison"), "\"./#", "\"").next().unwrap();
    let settled = linked(&plain(tuned)).settled();
    assert_eq!((settled[0], settled[2], settled[3], settled[5]), (Some(1), Some(28), Some(17), Some(76)));
    let seen = figure("fig-rosenbrock");
    let left: Vec<bool> = seen.race.tracks().iter().map(|track| track.end().is_some_and(|end| end.step <= 7)).collect();
    assert_eq!(left, [true, true, true, false, false, false]);
    let order = |alpha| {
        let seen = seen.dragged(Knob::LearningRate, alpha);
        let off = |run: usize| seen.race.tracks()[run].theta(300).distance(Point::new(1.0, 1.0));
        let mut order: Vec<usize> = (0..6).filter(|run| seen.race.tracks()[*run].end().is_none()).collect();
        order.sort_by(|a, b| off(*a).total_cmp(&off(*b)));
        order
    };
    assert_eq!(order(0.001)[..2], [2, 1]);
    assert_eq!(order(0.1)[0], 5);
}

#[test]
fn the_spread_that_noise_leaves_is_what_the_formula_says() {
    for (alpha, lambda, sigma) in [(0.01, 2.0, 1.0), (0.3, 2.0, 0.5), (0.9, 2.0, 1.0)] {
        let factor: f64 = 1.0 - alpha * lambda;
        let spread = (0..10_000).fold(9.0, |spread, _| factor * factor * spread + alpha * alpha * sigma * sigma);
        let said: f64 = alpha * sigma * sigma / (lambda * (2.0 - alpha * lambda));
        assert!((spread - said).abs() < 1e-9);
    }
}

#[test]
fn ripples_finer_than_a_step_spread_a_walk_as_the_formula_says_of_noise() {
    let seen = figure("fig-noise");
    says("stochastic", &["6 cos 600", "variance of 18", "about 0.71", "about 0.21"]);
    let formula = |alpha: f64| alpha * 18.0 / (2.0 * (2.0 - 2.0 * alpha));
    assert!(is(formula(0.1).sqrt(), 0.71) && is(formula(0.01).sqrt(), 0.21));
    // Wherever it starts, and over a walk long enough to tell.
    for start in [3.0, 2.9, 2.51] {
        let mut scene = seen.scene.clone();
        (scene.start, scene.steps) = (Point::on_line(start), 20_000);
        let mut race = Race::new(&scene);
        while !race.advance(usize::MAX) {}
        for (run, alpha) in [(0, 0.1), (1, 0.01)] {
            let walk = &race.tracks()[run].column(Axis::X)[1000..];
            let spread = walk.iter().map(|theta| theta * theta).sum::<f64>() / walk.len() as f64;
            assert!((spread / formula(alpha) - 1.0).abs() < 0.25, "{spread} with {alpha} from {start}");
        }
        let end = &race.tracks()[2].column(Axis::X)[19_900..];
        let reach = end.iter().fold((f64::MAX, f64::MIN), |(low, high), theta| (low.min(*theta), high.max(*theta)));
        assert!(reach.1 - reach.0 < 0.01 && reach.0.abs() < 0.3, "{reach:?} from {start}");
    }
    let arrives = |run: usize| (0..600).find(|step| seen.x(run, *step).abs() < 0.5);
    assert!(arrives(1).unwrap() > 5 * arrives(0).unwrap());
}
