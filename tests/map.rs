//! The hyperparameter map: which races its cells are, in which order they come, and how they look.

use std::collections::HashSet;

use downhill::chart::{DARK, LIGHT, sides};
use downhill::optimiser;
use downhill::scene::{Action, Along, Colouring, Mapped, OnRuns, Scene};
use downhill::sweep::edge::{curvature, edge};
use downhill::sweep::field::{CELLS, Field, aimed, ground, order, stand_in};
use downhill::sweep::paint::{Painting, ramp};
use downhill::sweep::{Cell, End, Sweep};

fn read(text: &str) -> Scene {
    let (scene, problems) = Scene::read(text);
    assert!(problems.is_empty(), "{problems:?}");
    scene
}

/// What becomes of these cells of a scene's first map.
fn cells(scene: &Scene, field: &Field, cells: &[usize]) -> Vec<(usize, Cell)> {
    let mut sweep = Sweep::of(scene, field.run);
    let mut found = Vec::new();
    field.begin(&mut sweep, scene, cells);
    while !sweep.advance(usize::MAX, &mut |cell, end| found.push((cell, end))) {}
    found
}

#[test]
fn without_being_told_more_a_map_has_the_learning_rate_across_and_the_nearest_thing_to_momentum_upwards() {
    let scene = read("loss=bowl&run=gd&run=momentum&run=rmsprop&run=adam&run=newton&map=best");
    for (run, symbols) in [(1, ["α", "x₀"]), (2, ["α", "β"]), (3, ["α", "β"]), (4, ["α", "β₁"]), (5, ["α", "x₀"])]
    {
        let mut scene = scene.clone();
        scene.show_map(&run.to_string()).unwrap();
        let field = Field::all(&scene)[0];
        assert_eq!([field.across.symbol(), field.up.symbol()], symbols);
    }
    let fields = Field::all(&scene);
    assert_eq!(fields.len(), 5);
    assert!(fields.iter().all(|field| field.up.symbol() == "x₀"));
}

#[test]
fn maps_that_belong_together_have_the_same_sides() {
    let symbols = |text: &str| {
        let fields = Field::all(&read(text));
        fields.iter().map(|field| [field.across.symbol(), field.up.symbol()].join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(symbols("map=2,6"), ["α β", "α β₁"]);
    assert_eq!(symbols("run=momentum&run=newton&map=1,2"), ["α θ₀", "α θ₀"]);
    // What is asked to be upwards is upwards, also where it would be across by itself.
    assert_eq!(symbols("map=2,up:lr"), ["β α"]);
    assert_eq!(symbols("run=momentum&run=gd&map=1,2,up:lr"), ["θ₀ α", "θ₀ α"]);
    // RMSprop's β is not momentum's, and AdaBelief's ε goes further down than Adam's.
    assert_eq!(symbols("map=2,5"), ["α θ₀", "α θ₀"]);
    assert_eq!(symbols("run=adam&run=adabelief&map=1,2,up:eps"), ["α ε", "α ε"]);
    assert_eq!(symbols("run=rmsprop&run=adam&map=best,up:eps"), ["α ε", "α ε"]);
    let choices = |text: &str| {
        let scene = read(text);
        scene.map.unwrap().choices(&scene).into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    assert_eq!(choices("map=6"), ["lr", "beta1", "beta2", "eps", "weight_decay", "x"]);
    assert_eq!(choices("map=6,2"), ["lr", "beta", "weight_decay", "x"]);
    assert_eq!(choices("loss=bowl&map=best"), ["lr", "weight_decay", "x", "y"]);
}

#[test]
fn runs_that_are_switched_off_do_not_compete() {
    let runs = |text: &str| Field::all(&read(text)).iter().map(|field| field.run).collect::<Vec<_>>();
    assert_eq!(runs("hide=2,4&map=best"), [0, 2, 4, 5]);
    assert_eq!(runs("run=gd&run=adam&hide=1,2&map=best"), [0, 1]);
    assert_eq!(runs("hide=2&map=2"), [1]);
}

#[test]
fn starts_that_end_in_several_minima_are_coloured_by_these() {
    let scene = read("loss=himmelblau&run=gd,lr:0.01&map=1,across:x,up:y");
    let colouring = |text: &str| {
        let scene = read(text);
        scene.map.unwrap().colouring(&scene)
    };
    assert_eq!(scene.map.unwrap().colouring(&scene), Colouring::Minimum);
    assert_eq!(colouring("loss=himmelblau&map=2"), Colouring::Steps);
    assert_eq!(colouring("loss=rosenbrock&map=2,across:x,up:y"), Colouring::Steps);
    assert_eq!(colouring("loss=himmelblau&map=2,across:x,up:y,colour:loss"), Colouring::Loss);
    // In each corner there is another minimum.
    let (fields, corners) = (Field::all(&scene), [0, CELLS - 1, CELLS * (CELLS - 1), CELLS * CELLS - 1]);
    let mut painting = Painting::new(1);
    let mut minima = HashSet::new();
    for (cell, found) in cells(&scene, &fields[0], &corners) {
        let End::Settled { minimum, .. } = found.end else { panic!("{found:?}") };
        minima.insert(minimum);
        painting.put(0, cell, found);
    }
    assert_eq!(minima.len(), 4);
    let pixels = painting.pixels(&scene, &fields, 0, &LIGHT);
    let at = |cell: usize| &pixels[4 * ((CELLS - 1 - cell / CELLS) * CELLS + cell % CELLS)..][..3];
    assert_eq!(corners.map(at).into_iter().collect::<HashSet<_>>().len(), 4);
}

#[test]
fn colours_of_j_reach_from_the_lowest_there_is_to_that_of_the_start() {
    let ramp_of = |scene: &Scene, value: f64, others: &[f64]| {
        let mut painting = Painting::new(1);
        for (place, value) in [value].iter().chain(others).enumerate() {
            painting.put(0, 8 * place, Cell { end: End::UnderWay, value: *value });
        }
        let pixels = painting.pixels(scene, &Field::all(scene), 0, &LIGHT);
        let pixel = &pixels[4 * (CELLS - 1) * CELLS..][..3];
        (pixel[0], pixel[1], pixel[2])
    };
    let near = read("start=0.01&run=gd&map=1,up:weight_decay,colour:loss");
    assert_eq!(ramp_of(&near, 1e-4, &[]), ramp(0.0, &LIGHT));
    assert_eq!(ramp_of(&near, 0.0, &[]), ramp(1.0, &LIGHT));
    // Without a minimum the lowest cell is at the bottom.
    let falling = read("f=x-100&start=0&run=gd&map=1,up:weight_decay,colour:loss");
    assert_eq!(ramp_of(&falling, -900.0, &[-100.0]), ramp(1.0, &LIGHT));
    assert_eq!(ramp_of(&falling, -100.0, &[-900.0]), ramp(0.0, &LIGHT));
    // Where starts are along a side, the present one changes no colour.
    let starts = |start: &str| read(&format!("loss=bowl&start={start}&run=gd&map=1,across:x,up:y,colour:loss"));
    assert_eq!(ramp_of(&starts("1,1"), 0.5, &[]), ramp_of(&starts("2,-1"), 0.5, &[]));
}

#[test]
fn every_cell_comes_once_and_the_coarse_ones_first() {
    let order = order();
    assert_eq!(order.len(), CELLS * CELLS);
    assert_eq!(order.iter().collect::<HashSet<_>>().len(), CELLS * CELLS);
    let coarse: HashSet<usize> = order[..CELLS * CELLS / 64].iter().copied().collect();
    // Every cell has one of the first to stand for it.
    assert!((0..CELLS * CELLS).all(|cell| stand_in(cell, |other| coarse.contains(&other)).is_some()));
    assert_eq!(stand_in(0, |_| false), None);
    assert_eq!(stand_in(5 * CELLS + 13, |_| true), Some(5 * CELLS + 13));
    assert_eq!(stand_in(5 * CELLS + 13, |cell| coarse.contains(&cell)), Some(8));
}

#[test]
fn a_map_is_run_by_rows_where_only_these_count_alike() {
    for (text, rows) in [
        ("run=gd&map=1", false),
        ("run=adam&map=1,across:lr,up:beta1", true),
        ("run=adam&map=1,across:beta1,up:lr", false),
        ("run=adam&map=1,across:lr,up:eps", false),
        ("run=radam&map=1,across:x,up:beta2", true),
        ("run=adagrad&map=1,across:lr,up:eps", false),
    ] {
        let scene = read(&format!("loss=rosenbrock&{text}"));
        let field = Field::all(&scene)[0];
        let cells = field.cells(&Sweep::of(&scene, field.run), &scene, &order());
        assert_eq!(cells[..3], if rows { [0, 8, 16] } else { [0, 8 * CELLS, 16 * CELLS] }, "{text}");
        assert_eq!(cells.iter().collect::<HashSet<_>>().len(), CELLS * CELLS);
    }
}

#[test]
fn a_cell_is_the_race_with_the_numbers_that_stand_at_its_place() {
    let scene = read("loss=rosenbrock&run=adam,eps:0.001&map=1,across:beta2,up:y");
    let field = Field::all(&scene)[0];
    let trial = field.trial(&scene, 3 * CELLS + 17);
    let (across, up) = (field.across.value(17.5 / 128.0), field.up.value(3.5 / 128.0));
    assert_eq!(*trial.values, [0.01, 0.9, across, 0.001, 0.0, 1.0]);
    assert_eq!((trial.start.x, trial.start.y), (-1.5, up));
    // What is hovered over is told in the words of a race of its own.
    let alone = cells(&scene, &field, &[3 * CELLS + 17])[0].1;
    let words = field.race(&scene, &field.trial(&scene, 3 * CELLS + 17)).0.words(2);
    assert_eq!(words.contains("settled"), matches!(alone.end, End::Settled { .. }), "{words}: {alone:?}");
}

#[test]
fn what_lies_along_the_sides_and_where_one_looks_changes_no_cell() {
    let scene = read("loss=bowl&run=momentum&run=adam&map=1&at=20");
    let known = ground(&scene);
    let with = |action: Action| {
        let mut scene = scene.clone();
        scene.apply(action).unwrap();
        ground(&scene)
    };
    for action in [
        Action::Runs(OnRuns::Set(0, 0, 0.3)),
        Action::Runs(OnRuns::Set(0, 1, 0.5)),
        Action::Runs(OnRuns::Set(1, 2, 0.5)),
        Action::Seek(7),
        Action::Fading(true),
    ] {
        assert_eq!(with(action.clone()), known, "{action:?}");
    }
    for action in [
        Action::Runs(OnRuns::Set(0, 2, 0.3)),
        Action::Start(scene.loss.start() + scene.loss.start()),
        Action::Parameter(0, 3.0),
    ] {
        assert!(with(action.clone()) != known, "{action:?}");
    }
    let with_map = |text: &str| ground(&Scene { map: read(text).map, ..scene.clone() });
    // Nor do colours, nor the names of the usual sides.
    assert_eq!(with_map("run=momentum&map=1,across:lr,up:beta,colour:loss"), known);
    assert!(with_map("run=gd&run=gd&map=2") != known && with_map("map=1,up:x") != known);
    // It is a scene with a text of its own, whose cells are the same races: also where a race can start from neither
    // half of its start with the usual other half.
    let odd = read("f=ln(x-y)^2%2Bx^2%2By^2&start=5,3&run=gd&steps=50&map=1,across:x,up:lr");
    for scene in [scene, odd] {
        let known = ground(&scene);
        let reread = read(&known.write());
        assert_eq!(reread, known);
        for cell in [0, 77, 5000, CELLS * CELLS - 1] {
            let trial = Field::all(&scene)[0].trial(&scene, cell);
            assert_eq!(Field::all(&reread)[0].trial(&reread, cell), trial);
        }
    }
}

#[test]
fn the_edge_of_stability_lies_where_races_begin_to_grow() {
    let texts = [
        "steps=2000&run=gd&map=1,up:weight_decay",
        "steps=2000&run=momentum&map=1",
        "steps=12000&run=momentum,dampening:0.5&map=1",
        "steps=2000&run=nesterov&map=1",
        "loss=bowl,kappa:4&start=1,2&steps=2000&run=nesterov&map=1",
        "loss=booth&steps=2000&run=momentum&map=1",
        "loss=bowl&steps=2000&run=gd&map=1,up:x",
        "f=3x^2-x*y%2By^2&steps=2000&run=momentum,weight_decay:0.1&map=1,across:beta,up:lr",
    ];
    // Every rule that says where its edge is, with its own defaults.
    let of_rules = optimiser::ALL.iter().map(|optimiser| format!("steps=2000&run={}&map=1", optimiser.id));
    for text in texts.iter().map(|text| (*text).to_owned()).chain(of_rules) {
        let scene = read(&text);
        let field = Field::all(&scene)[0];
        let Some(line) = edge(&scene, &field) else {
            assert!(!texts.contains(&text.as_str()), "{text} has no edge");
            continue;
        };
        let swapped = text.contains("up:lr");
        let mut checked = [0, 0];
        for (across, up) in line.iter().step_by(8) {
            // A cell is clearly on one side of the line if it is three from it.
            let (rate, other) = if swapped { (*up, *across) } else { (*across, *up) };
            let row = ((other * CELLS as f64) as usize).min(CELLS - 1);
            for (off, beyond) in [(-3.0, false), (3.0, true)] {
                let place = rate * CELLS as f64 + off;
                let edges_apart = line.iter().any(|(a, u)| {
                    let (r, o) = if swapped { (*u, *a) } else { (*a, *u) };
                    (o * CELLS as f64 - row as f64).abs() < 2.0 && (r * CELLS as f64 - place).abs() < 2.0
                });
                if !(0.0..CELLS as f64).contains(&place) || edges_apart {
                    continue;
                }
                let place = place as usize;
                let cell = if swapped { place * CELLS + row } else { row * CELLS + place };
                let (_, found) = cells(&scene, &field, &[cell])[0];
                let trial = field.trial(&scene, cell);
                let grown = matches!(found.end, End::Left { .. }) || found.value > scene.loss.value(trial.start);
                assert_eq!(grown, beyond, "{text}: {found:?} with {trial:?}");
                checked[usize::from(beyond)] += 1;
            }
        }
        assert!(checked.iter().all(|count| *count >= 3), "{text}: {checked:?}");
    }
}

#[test]
fn only_quadratics_that_bend_up_have_an_edge() {
    let curvature = |text: &str| curvature(&read(text).loss);
    assert_eq!(
        (curvature(""), curvature("loss=bowl,kappa:25"), curvature("loss=booth")),
        (Some(2.0), Some(25.0), Some(18.0))
    );
    for text in ["loss=rosenbrock", "loss=saddle", "loss=ripple", "f=x^4", "f=-x^2"] {
        assert_eq!(curvature(text), None, "{text}");
    }
    // What changes on the way has none.
    for text in ["run=gd,schedule:cosine&map=1", "run=gd&change=100,lr:2&map=1"] {
        let scene = read(text);
        assert_eq!(edge(&scene, &Field::all(&scene)[0]), None, "{text}");
    }
    // Adam has none that anybody knows in closed form; and what keeps all of its velocity or more never comes to rest.
    for text in ["run=adam&map=1", "run=momentum,beta:1.2&map=1,up:x", "run=nesterov,beta:1&map=1,up:x"] {
        let scene = read(text);
        assert_eq!(edge(&scene, &Field::all(&scene)[0]), None, "{text}");
    }
}

#[test]
fn ticks_are_round_numbers_where_the_slider_has_them() {
    let scene = read("loss=rosenbrock&run=adam&map=1,up:x");
    let field = Field::all(&scene)[0];
    let numbers =
        |side: downhill::sweep::Side, most| side.ticks(most).into_iter().map(|(_, number)| number).collect::<Vec<_>>();
    assert_eq!(numbers(field.across, 9), [1e-4, 1e-3, 0.01, 0.1, 1.0, 10.0]);
    assert_eq!(numbers(field.up, 5), [-2.0, -1.0, 0.0, 1.0, 2.0]);
    let scene = read("run=adam&map=1,across:beta2,up:weight_decay");
    let field = Field::all(&scene)[0];
    assert_eq!(numbers(field.across, 9), [0.0, 0.9, 0.99, 0.999, 0.9999, 0.99999]);
    assert_eq!(field.up.ticks(9).len(), 6);
    // One alone would be no scale.
    let starts = Field::all(&read("loss=ackley&run=gd&map=1,across:x,up:y"))[0];
    assert_eq!(numbers(starts.across, 3), [-4.0, -2.0, 0.0, 2.0, 4.0]);
    for (part, number) in field.across.ticks(9) {
        assert_eq!(field.across.value(part), number);
    }
}

#[test]
fn cells_look_as_good_as_they_are_and_those_that_left_the_numbers_are_left_open() {
    let scene = read("steps=300&run=gd&map=1");
    let fields = Field::all(&scene);
    let mut painting = Painting::new(1);
    let opacity = |pixels: &[u8], cell: usize| pixels[4 * ((CELLS - 1 - cell / CELLS) * CELLS + cell % CELLS) + 3];
    // What nobody knows yet must not look like what has diverged.
    let (red, green, blue) = LIGHT.paper;
    let unknown = painting.pixels(&scene, &fields, 0, &LIGHT);
    assert!(unknown.chunks(4).all(|pixel| pixel == [red, green, blue, 255]));
    for (cell, end) in [
        (0, End::Settled { step: 3, minimum: 0, best: true }),
        (8, End::Settled { step: 200, minimum: 0, best: true }),
        (16, End::UnderWay),
        (24, End::Left { step: 9 }),
    ] {
        painting.put(0, cell, Cell { end, value: 1.0 });
    }
    for theme in [&LIGHT, &DARK] {
        let pixels = painting.pixels(&scene, &fields, 0, theme);
        let contrast = |cell: usize| {
            let pixel = &pixels[4 * ((CELLS - 1) * CELLS + cell)..][..3];
            let paper = [theme.paper.0, theme.paper.1, theme.paper.2];
            pixel.iter().zip(paper).map(|(a, b)| (f64::from(*a) - f64::from(b)).powi(2)).sum::<f64>()
        };
        assert!(contrast(0) > contrast(8) && contrast(8) > contrast(16));
        assert_eq!([0, 16, 24].map(|cell| opacity(&pixels, cell)), [255, 255, 0]);
        // What is not known yet looks like what stands for it.
        assert_eq!(pixels[4 * ((CELLS - 1) * CELLS)..][..4], pixels[4 * ((CELLS - 3) * CELLS + 5)..][..4]);
    }
}

#[test]
fn the_best_of_all_is_the_run_that_settles_first() {
    let scene = read("run=gd&run=momentum&map=best");
    let fields = Field::all(&scene);
    let mut painting = Painting::new(2);
    let settled = |step| Cell { end: End::Settled { step, minimum: 0, best: true }, value: 0.0 };
    for (cell, of_gd, of_momentum) in
        [(0, settled(5), settled(9)), (8, settled(9), settled(5)), (16, settled(5), settled(5))]
    {
        painting.put(0, cell, of_gd);
        painting.put(1, cell, of_momentum);
    }
    let pixels = painting.pixels(&scene, &fields, 0, &LIGHT);
    let at = |cell: usize| &pixels[4 * ((CELLS - 1) * CELLS + cell)..][..3];
    // Of two that settle at once it is the first.
    for (cell, run) in [(0, 0), (8, 1), (16, 0)] {
        let colour = LIGHT.run(fields_style(&scene, run));
        assert_eq!(at(cell), [colour.0, colour.1, colour.2]);
    }
}

fn fields_style(scene: &Scene, run: usize) -> &'static downhill::palette::Style {
    downhill::chart::styles(scene)[run]
}

#[test]
fn the_sides_are_a_picture_with_ticks_names_and_the_edge() {
    let scene = read("run=momentum&map=1");
    let field = Field::all(&scene)[0];
    let line = edge(&scene, &field);
    let picture = sides::sides(&field, line.as_deref(), (420.0, 340.0), &LIGHT);
    insta::assert_snapshot!(picture);
    assert!(!sides::sides(&field, None, (420.0, 340.0), &LIGHT).contains("stroke-dasharray"));
    assert!(matches!(field.across.along, Along::Value(0)));
    // Small numbers have room.
    let narrow = Field::all(&read("f=sqrt(1e-6-x^2)&run=gd&map=1,across:x,up:lr"))[0];
    let picture = sides::sides(&narrow, None, (760.0, 340.0), &LIGHT);
    for label in ["−8·10⁻⁴", "0", "2·10⁻⁴", "8·10⁻⁴", "0.001", "10⁻⁴"] {
        assert!(picture.contains(&format!(">{label}<")), "{label}: {picture}");
    }
}

#[test]
fn a_crosshair_on_the_map_of_all_leaves_alone_what_it_is_not_moved_along() {
    let scene = read("run=gd&run=newton&map=best");
    let fields = Field::all(&scene);
    let aimed = |at| aimed(&scene, &fields, 0, at).unwrap().write();
    assert_eq!(aimed([0.01, 3.01]), "start=3.01&run=gd&run=newton&map=best");
    assert_eq!(aimed([0.5, 3.0]), "run=gd,lr:0.5&run=newton,lr:0.5&map=best");
    assert_eq!(aimed([0.01, 3.0]), scene.write());
}

#[test]
fn where_settings_change_midway_a_cell_is_the_race_that_the_crosshair_makes_of_it() {
    for text in ["change=100,lr:0.5&map=2", "change=100,lr:0.5&map=2&from=here&at=500"] {
        let scene = read(text);
        let fields = Field::all(&scene);
        let cell = 40 * CELLS + 70;
        let (_, there) = cells(&scene, &fields[0], &[cell])[0];
        let at = fields[0].numbers(&fields[0].trial(&scene, cell));
        let then = aimed(&scene, &fields, 0, at).unwrap();
        assert_eq!(then.changes, scene.changes);
        let (verdict, value) = fields[0].race(&then, &fields[0].present(&then));
        assert_eq!((verdict.words(1).split(", ").last().unwrap(), value), (there.words().as_str(), there.value));
    }
}

#[test]
fn the_crosshair_sets_what_a_slider_sets_for_all_as_long_as_all_have_the_same() {
    let mut scene = read("run=gd&run=momentum&run=adam&map=2");
    scene.aim(1, [0.2, 0.5]).unwrap();
    assert_eq!(scene.write(), "run=gd,lr:0.2&run=momentum,lr:0.2,beta:0.5&run=adam,lr:0.2,beta1:0.5&map=2");
    // As soon as one differs, each has its own.
    scene.apply(Action::Runs(OnRuns::Set(0, 0, 0.3))).unwrap();
    scene.aim(1, [0.1, 0.5]).unwrap();
    assert_eq!(scene.write(), "run=gd,lr:0.3&run=momentum,lr:0.1,beta:0.5&run=adam,lr:0.2,beta1:0.5&map=2");
    scene.show_map("2,up:x").unwrap();
    scene.aim(1, [0.1, 2.0]).unwrap();
    assert_eq!(scene.start.x, 2.0);
    let before = scene.clone();
    assert!(scene.aim(1, [-1.0, 2.0]).is_err() && scene.aim(1, [0.1, f64::NAN]).is_err());
    assert!(scene.aim(9, [1.0, 1.0]).is_ok());
    assert_eq!(scene, before);
}

#[test]
fn the_map_that_is_shown_first_is_of_the_run_that_is_looked_at_or_the_second() {
    let usual = |text: &str| {
        let mut scene = read(text);
        scene.apply(Action::ShowMap(true)).unwrap();
        scene.map.unwrap().of
    };
    assert_eq!((usual(""), usual("tune=6"), usual("run=newton")), (Mapped::One(1), Mapped::One(5), Mapped::One(0)));
}
