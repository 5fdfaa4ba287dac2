//! What a race does, whichever its numbers.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{raced, scene, told};
use downhill::hyperparameter::Knob;
use downhill::optimiser::{self, Family};
use downhill::point::Point;
use downhill::race::{Cause, Outcome, Race, story};
use downhill::scene::{Action, MOST_STEPS};
use downhill::walk::{Path, Place};
use proptest::prelude::*;

#[test]
fn the_race_is_the_same_however_it_is_cut_into_frames() {
    let scene = scene("steps=500&change=100,lr:0.05&change=101,beta:0.5");
    let whole = raced(&scene);
    for most in [1, 7, 50, 100_000] {
        let mut race = Race::new(&scene);
        while !race.advance(most) {}
        for (a, b) in race.tracks().iter().zip(whole.tracks()) {
            assert!(a.thetas().eq(b.thetas()));
        }
    }
}

#[test]
fn a_replay_leaves_nothing_of_the_race_before() {
    let (short, long) = (scene("steps=40&start=-2&loss=ripple&run=adam"), scene("steps=3000&run=gd,lr:4&run=momentum"));
    let mut race = raced(&long);
    race.replay(&short);
    while !race.advance(1000) {}
    assert_eq!(race.tracks().len(), 1);
    assert!(race.tracks()[0].thetas().eq(raced(&short).tracks()[0].thetas()));
    assert_eq!(race.verdicts(40), raced(&short).verdicts(40));
}

#[test]
fn a_change_midway_acts_on_the_steps_after_its_iteration() {
    let plain = raced(&scene("run=gd"));
    let changed = raced(&scene("run=gd&change=120,lr:0.1"));
    let thetas = |race: &Race| race.tracks()[0].thetas().map(|theta| theta.x).collect::<Vec<_>>();
    let (plain, changed) = (thetas(&plain), thetas(&changed));
    assert_eq!(plain[..=120], changed[..=120]);
    assert_eq!(changed[121], changed[120] - 0.1 * (2.0 * changed[120]));
}

#[test]
fn adams_correction_follows_a_memory_that_changes_midway() {
    // PyTorch raises the present β to the power t.
    let race = raced(&scene("steps=12&run=adam&change=10,beta:0.5&change=10,beta2:0.9"));
    let (mut theta, mut v, mut g2) = (3.0_f64, 0.0, 0.0);
    for t in 1..=12 {
        let (b1, b2): (f64, f64) = if t > 10 { (0.5, 0.9) } else { (0.9, 0.999) };
        let g = 2.0 * theta;
        v = b1 * v + (1.0 - b1) * g;
        g2 = b2 * g2 + (1.0 - b2) * g * g;
        theta -= 0.01 * (v / (1.0 - b1.powi(t))) / ((g2 / (1.0 - b2.powi(t))).sqrt() + 1e-8);
    }
    assert!((race.tracks()[0].theta(12).x - theta).abs() < 1e-14);
}

#[test]
fn a_divergence_is_told_with_the_step_at_which_j_leaves_the_numbers() {
    let race = raced(&scene("run=gd,lr:10"));
    let track = &race.tracks()[0];
    let step = track.end().unwrap().step;
    // θ is multiplied by −19 each step; J = θ² passes the largest f64 first.
    assert!(track.theta(step - 1).length() <= f64::MAX.sqrt());
    assert!(track.theta(step).length() > f64::MAX.sqrt());
    assert_eq!(race.verdicts(1000)[0].outcome, Outcome::Ended { step, cause: Cause::Grown });
    assert!(matches!(race.verdicts(step - 1)[0].outcome, Outcome::UnderWay { .. }));
    // θ itself is kept as long as it is finite.
    assert!(track.is_over() && 19.0 * track.theta(track.last()).length() > f64::MAX);
}

#[test]
fn a_run_at_the_minimum_from_the_start_has_settled_at_step_0() {
    let verdict = &raced(&scene("start=0&run=adam")).verdicts(1000)[0];
    assert!(matches!(verdict.outcome, Outcome::Settled { step: 0, best: true, .. }));
    assert_eq!(verdict.overshoot, None);
}

#[test]
fn a_run_that_ends_in_the_higher_well_is_told_so() {
    let race = raced(&scene("loss=double-well&run=gd"));
    let outcome = race.verdicts(1000)[0].outcome.clone();
    assert!(matches!(outcome, Outcome::Settled { best: false, minimum, .. } if minimum.at.x > 0.0), "{outcome:?}");
}

#[test]
fn a_run_that_only_passes_through_has_not_settled() {
    let race = raced(&scene("run=momentum"));
    for at in 0..79 {
        assert!(matches!(race.verdicts(at)[0].outcome, Outcome::UnderWay { .. }), "at {at}");
    }
    assert!(matches!(race.verdicts(79)[0].outcome, Outcome::Settled { step: 79, .. }));
}

#[test]
fn a_start_within_rounding_of_a_minimum_is_at_it() {
    assert_eq!(
        told("loss=double-well&start=-1.3008395659415772&run=gd&run=momentum"),
        "Gradient descent and Momentum start at a minimum and stay."
    );
}

#[test]
fn on_a_floor_a_run_settles_where_it_is() {
    for (loss, start) in [
        ("(x-y)^2", "3,1"),
        ("(x^2+y^2-1)^2", "2,1"),
        ("abs(x-2y)^1.5", "1,-1"),
        ("(x^2+y^2-1)^2((x-1.5)^2+y^2)", "0.5,0.05"),
        ("max(0,x^2-1)", "3"),
    ] {
        let scene = scene(&format!("f={loss}&start={start}&steps=300&run=gd,lr:0.02&run=momentum,lr:0.02"));
        let race = raced(&scene);
        for (track, verdict) in race.tracks().iter().zip(race.verdicts(300)) {
            // In a bowl 1 % of the distance is 1/10 000 of the height.
            let height = |theta| scene.loss.value(theta);
            let low = 1e-4 * height(scene.start);
            let settled =
                track.thetas().collect::<Vec<_>>().iter().rposition(|theta| height(*theta) > low).unwrap() + 1;
            let Outcome::Settled { step, minimum, best: true } = verdict.outcome else { panic!("{loss}: {verdict:?}") };
            if minimum.alone {
                // As low, but a place of its own.
                assert!(track.theta(300).distance(minimum.at) < 1e-3, "{loss}: {verdict:?}");
                continue;
            }
            assert_eq!((step, minimum.at, verdict.overshoot), (settled, track.theta(300), None), "{loss}");
            let before = race.verdicts(settled - 1).into_iter().map(|verdict| verdict.words(2));
            let told = before.into_iter().any(|words| words.starts_with("still under way, J = "));
            // Where there is another minimum, it may be thought that a run is on its way there.
            assert!(told || scene.loss.minima().len() > 1, "{loss}");
        }
    }
    assert_eq!(told("f=(x-y)^2&start=2,2&run=gd"), "Gradient descent starts at a minimum and stays.");
    let alone = "f=max(0,abs(x%2B2)-1)*(x-2)^2&start=3&run=gd,lr:0.02";
    assert!(told(alone).starts_with("Gradient descent walks straight in by step "), "{}", told(alone));
    // A floor's height is no floor, neither on a slope nor for one that falls on from its edge.
    for (start, steps) in [(30, 1640), (30, 1660), (8, 2000)] {
        let scene = format!("f=min(max(0,(x%2B2)^2-1),(x-3)^2-1)&start={start}&run=gd,lr:0.001&steps={steps}");
        assert!(!told(&scene).contains("settle"), "{}", told(&scene));
    }
    // A heavy ball that swings over a floor has walked straight nowhere.
    assert_eq!(
        told("f=(x-y)^2&start=3,1&run=gd,lr:0.1&run=momentum,lr:0.1"),
        "Gradient descent and Momentum settle on the floor, by steps 10 and 87."
    );
}

#[test]
fn dividing_nothing_by_nothing_is_not_told_as_growth() {
    assert_eq!(told("start=0&run=adam,eps:0"), "Adam breaks off: its step is 0 divided by 0.");
    assert_eq!(raced(&scene("start=0&run=adam,eps:0")).verdicts(9)[0].words(1), "broke off at step 1: 0 divided by 0");
}

#[test]
fn a_run_that_grows_is_told_so_before_it_leaves_the_numbers() {
    assert!(told("run=gd,lr:1.05").starts_with("Gradient descent moves away: it is at θ = "));
}

#[test]
fn where_no_minimum_is_a_place_a_run_that_climbs_moves_away() {
    assert_eq!(
        told("f=(x-y)^2&start=3,1&steps=60&run=gd,lr:0.55&run=gd,lr:0.6"),
        "Gradient descent #1 and Gradient descent #2 move away: they are farther off than they started."
    );
}

#[test]
fn newtons_method_is_told_to_stop_where_its_equation_has_no_single_step() {
    assert_eq!(told("f=(x-y)^2&start=3,1&run=newton"), "Newton stops where the Hessian is singular.");
    assert_eq!(
        told("f=(x-y)^2&start=3,1&run=newton&run=newton"),
        "Newton #1 and Newton #2 stop where the Hessian is singular."
    );
}

#[test]
fn a_run_whose_steps_all_turn_back_hops_and_one_that_swings_has_shot_past() {
    assert_eq!(told("run=gd,lr:1"), "Gradient descent hops to and fro.");
    assert_eq!(told("steps=200&run=signsgd,lr:0.4&run=gd,lr:0.999"), "signSGD and Gradient descent hop to and fro.");
    assert_eq!(told("steps=40&run=momentum"), "Momentum has shot past the minimum.");
    assert_eq!(told("f=(x-y)^2&start=3,1&run=signsgd,lr:0.3"), "signSGD hops to and fro.");
}

#[test]
fn many_that_walk_in_are_told_from_the_first_to_the_last() {
    let text = "run=rmsprop&run=adam&run=gd&run=gd,lr:0.02&run=gd,lr:0.03&run=gd,lr:0.04&run=gd,lr:0.05";
    assert_eq!(told(text), "Seven runs walk straight in, by steps 44 to 706.");
    assert_eq!(told(&["run=adam"; 12].join("&")), "Twelve runs walk straight in by step 706.");
}

#[test]
fn what_is_not_computed_yet_is_not_told() {
    let scene = scene("steps=1000000&at=900000&run=gd,lr:1e-6");
    let mut race = Race::new(&scene);
    race.advance(1000);
    let said: String = story(&scene, &race, scene.at).into_iter().map(|span| span.text).collect();
    assert!(said.starts_with("Still computing: 1000 of 1\u{2009}000\u{2009}000 steps"), "{said}");
}

#[test]
fn the_story_of_the_article_tells_who_swings_who_walks_and_who_stalls() {
    assert_eq!(
        told(""),
        "Momentum and Nesterov shoot past the minimum and swing back. Gradient descent, RMSprop and Adam walk \
         straight in, by steps 228, 402 and 706. Adagrad has almost stopped at θ = 2.406: its steps keep shrinking."
    );
    assert_eq!(told("at=0"), "Six optimisers start at θ = 3 on J(θ) = θ². Press play, or drag a slider.");
    assert_eq!(told("run=gd,lr:2"), "Gradient descent diverges: its steps grow past all numbers by step 323.");
    assert_eq!(told("run=gd&hide=1"), "No run is switched on. Tick one in the table to see it race.");
}

#[test]
fn from_here_on_changes_the_future_and_leaves_the_past() {
    let mut scene = scene("at=120&from=here");
    let before = raced(&scene);
    scene.apply(Action::Turn(Knob::LearningRate, 0.1)).unwrap();
    assert_eq!(scene.write(), "change=120,lr:0.1&from=here&at=120");
    let after = raced(&scene);
    for (before, after) in before.tracks().iter().zip(after.tracks()) {
        assert!(before.thetas().take(121).eq(after.thetas().take(121)));
        assert_ne!(before.theta(121), after.theta(121));
    }
}

#[test]
fn eight_runs_of_a_million_steps_fit() {
    let text = format!("steps={MOST_STEPS}{}", "&run=adam".repeat(8));
    let race = raced(&scene(&text));
    assert!(race.is_over());
    assert!(race.tracks().iter().all(|track| track.last() == MOST_STEPS));
}

/// Any number there is, the odd ones often.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        -10.0..10.0_f64,
        prop::sample::select(vec![0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, 5e-324])
    ]
}

proptest! {
    #[test]
    fn no_optimiser_panics_on_any_number(
        which in 0..optimiser::ALL.len(),
        values in prop::collection::vec(any_number(), 8),
        theta in (any_number(), any_number()),
        gradient in (any_number(), any_number()),
        dimensions in 1..=2_usize,
    ) {
        let optimiser = optimiser::ALL[which];
        let values = &values[..optimiser.hyperparameters.len()];
        let loss = downhill::loss::by_id(["double-well", "himmelblau"][dimensions - 1]).unwrap();
        let mut walk = optimiser.walk(values, &loss);
        let mut here = Place::of(Point::new(theta.0, theta.1), &loss);
        here.slope.gradient = Point::new(gradient.0, gradient.1);
        let mut path = Path::from(here);
        walk.steps(&mut path, 1);
        walk.steps(&mut path, 18);
        let _ = (walk.velocity(), walk.scale(), walk.ledger(values, here));
        prop_assert!(path.len() == 19 || optimiser.family == Family::SecondOrder);
    }

    #[test]
    fn verdicts_are_what_reading_the_whole_history_gives(
        start in -4.0..4.0_f64, lr in 0.001..1.2_f64, beta in 0.0..0.99_f64, at in 0..400_usize,
    ) {
        let race = raced(&scene(&format!("steps=400&start={start}&run=momentum,lr:{lr},beta:{beta}")));
        let whole: Vec<f64> = race.tracks()[0].thetas().map(|theta| theta.x).collect();
        let near = 0.01 * start.abs();
        let verdict = &race.verdicts(at)[0];
        let since = whole.iter().rposition(|x| x.abs() > near).map_or(0, |last| last + 1);
        let at = at.min(whole.len() - 1);
        let expected = (since <= at).then_some(since);
        let settled = if let Outcome::Settled { step, .. } = verdict.outcome { Some(step) } else { None };
        prop_assert_eq!(settled, expected);
        let theta = &whole[..=at];
        let past: Vec<f64> = theta.iter().map(|x| -x * start.signum()).collect();
        let (step, most) = past.iter().enumerate().fold((0, f64::MIN), |a, (i, p)| if *p > a.1 { (i, *p) } else { a });
        match verdict.overshoot {
            Some(overshoot) => prop_assert_eq!((overshoot.step, overshoot.theta.x), (step, theta[step])),
            None => prop_assert!(most <= near),
        }
    }

    #[test]
    fn verdicts_in_the_plane_are_what_reading_the_whole_history_gives(
        x in -5.0..5.0_f64, y in -3.0..3.0_f64, lr in 0.001..0.08_f64, beta in 0.0..0.99_f64, at in 0..400_usize,
    ) {
        let race = raced(&scene(&format!("loss=bowl&steps=400&start={x},{y}&run=momentum,lr:{lr},beta:{beta}")));
        let (whole, start): (Vec<Point>, Point) = (race.tracks()[0].thetas().collect(), Point::new(x, y));
        let near = 0.01 * start.length();
        let verdict = &race.verdicts(at)[0];
        if race.tracks()[0].end().is_none() {
            let since = whole.iter().rposition(|theta| theta.length() > near).map_or(0, |last| last + 1);
            let settled = if let Outcome::Settled { step, .. } = verdict.outcome { Some(step) } else { None };
            prop_assert_eq!(settled, (since <= at).then_some(since));
            let past: Vec<f64> = whole[..=at].iter().map(|theta| -theta.dot(start) / start.length()).collect();
            let most = past.iter().copied().fold(f64::MIN, f64::max);
            match verdict.overshoot {
                Some(overshoot) => {
                    prop_assert!((past[overshoot.step] - most).abs() <= 1e-9 * most);
                    prop_assert_eq!(overshoot.theta, whole[overshoot.step]);
                }
                None => prop_assert!(most <= near * (1.0 + 1e-9)),
            }
        }
    }
}

#[test]
fn a_long_run_that_settles_among_the_subnormal_numbers_is_computed_to_the_last_bit() {
    // The race stops computing once a step changes nothing; this loop does not.
    let race = raced(&scene("steps=60000&run=momentum"));
    let (mut theta, mut velocity) = (3.0_f64, 0.0);
    for (t, ours) in race.tracks()[0].thetas().enumerate() {
        assert_eq!(ours.x.to_bits(), theta.to_bits(), "at {t}");
        let gradient = 2.0 * theta;
        velocity = if t == 0 { gradient } else { 0.9 * velocity + gradient };
        theta -= 0.01 * velocity;
    }
    assert_eq!(race.tracks()[0].last(), 60_000);
}
