//! What a frame costs without a browser: running races, reading verdicts, drawing.
//!
//! ```text
//! cargo bench
//! ```
#![allow(missing_docs)]

use std::convert::Infallible;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use downhill::chart::{Area, Chart, LIGHT, Layer, Relief, Sheet};
use downhill::loss::{self, Loss};
use downhill::optimiser::ALL;
use downhill::point::Point;
use downhill::scene::Scene;
use downhill::stage::Stage;
use plotters::prelude::DrawingBackend;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};

/// A sheet that takes every line and draws none.
struct Nowhere;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Sheet for Nowhere {
    fn dash(&mut self, _: &[f64]) {}
}

impl DrawingBackend for Nowhere {
    type ErrorType = Infallible;
    fn get_size(&self) -> (u32, u32) {
        (8000, 4000)
    }
    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }
    fn present(&mut self) -> Drawn {
        Ok(())
    }
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, _: &S) -> Drawn {
        black_box(path.into_iter().count());
        Ok(())
    }
    fn draw_circle<S: BackendStyle>(&mut self, _: BackendCoord, _: u32, _: &S, _: bool) -> Drawn {
        Ok(())
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, _: &S) -> Drawn {
        black_box(path.into_iter().count());
        Ok(())
    }
    fn draw_text<T: BackendTextStyle>(&mut self, _: &str, _: &T, _: BackendCoord) -> Drawn {
        Ok(())
    }
}

fn stage(text: &str) -> Stage {
    let mut stage = Stage::new(Scene::default());
    stage.open(Scene::read(text).0, false);
    while stage.is_moving() {
        stage.frame(0.0);
    }
    stage
}

/// A typed loss against the one of the list with the same formula, and what a map takes.
fn losses(criterion: &mut Criterion) {
    let listed = loss::by_id("rosenbrock").into_iter();
    let typed = Loss::typed("(1-x)^2+100(y-x^2)^2").into_iter();
    let places: Vec<Point> =
        (0..1000).map(|i| Point::new(f64::from(i) * 0.004 - 2.0, f64::from(i % 37) * 0.1)).collect();
    for (name, loss) in listed.map(|loss| ("of the list", loss)).chain(typed.map(|loss| ("typed", loss))) {
        criterion.bench_function(&format!("1000 slopes of Rosenbrock, {name}"), |bench| {
            bench.iter(|| places.iter().map(|theta| loss.slope(black_box(*theta)).gradient.x).sum::<f64>());
        });
    }
    for id in ["rosenbrock", "ackley"] {
        let scene = Scene::read(&format!("loss={id}")).0;
        let stage = stage(&scene.write());
        let area = Area { left: 0.0, top: 0.0, width: 440.0, height: 560.0 };
        let frame = stage.picture(None, &LIGHT).landscape(area);
        criterion.bench_function(&format!("map of {id}"), |bench| {
            bench.iter(|| black_box(Relief::of(&scene.loss, frame, true)));
        });
    }
    for text in ["x^4-3x^2+x", "(1-x)^2+100(y-x^2)^2", &"sin(x)cos(y)+".repeat(36)[..467]] {
        criterion.bench_function(&format!("read and survey a formula of {} characters", text.len()), |bench| {
            bench.iter(|| black_box(Loss::typed(black_box(text))));
        });
    }
}

fn benches(criterion: &mut Criterion) {
    let eight = "&run=gd&run=momentum&run=nesterov&run=adagrad&run=rmsprop&run=adam&run=adam,lr:0.1&run=gd,lr:0.1";
    for steps in ["1000", "10000", "100000", "1000000"] {
        let text = format!("steps={steps}{eight}");
        let stage = stage(&text);
        let area = Area { left: 0.0, top: 0.0, width: 820.0, height: 300.0 };
        criterion.bench_function(&format!("draw 8 runs of {steps} steps"), |bench| {
            bench.iter(|| {
                for chart in Chart::ALL {
                    for layer in Layer::ALL {
                        let _ = stage.picture(None, &LIGHT).draw(&mut Nowhere, area, chart, layer);
                    }
                }
            });
        });
        criterion.bench_function(&format!("verdicts on 8 runs of {steps} steps"), |bench| {
            bench.iter(|| black_box(stage.race().verdicts(stage.scene().at)));
        });
    }
    // Every optimiser once, and some more of them, in the plane.
    let all: Vec<String> =
        ALL.iter().cycle().take(24).map(|optimiser| format!("&run={},lr:0.001", optimiser.id)).collect();
    let all = all.concat();
    for text in ["", &format!("steps=100000{eight}"), &format!("loss=rosenbrock&steps=1000{all}")] {
        let scene = Scene::read(text).0;
        let mut race = downhill::race::Race::new(&scene);
        criterion.bench_function(&format!("replay of {} runs of {} steps", scene.runs.len(), scene.steps), |bench| {
            bench.iter(|| {
                race.replay(&scene);
                while !race.advance(usize::MAX) {}
            });
        });
    }
    losses(criterion);
    let rubbish = "run=adam,lr:abc&".repeat(4096);
    criterion.bench_function("read 64 KiB of rubbish", |bench| bench.iter(|| Scene::read(black_box(&rubbish))));
}

criterion_group! {
    name = group;
    config = Criterion::default().sample_size(20);
    targets = benches
}
criterion_main!(group);
