//! What a frame of the page takes: what the README tells of its speed.

use downhill::optimiser::ALL;
use page_tests::{Page, Visit};
use serde_json::{Value, json};

use super::served::Served;
use super::table::{Row, median};

/// Eight runs.
pub const EIGHT: &str =
    "&run=gd&run=momentum&run=nesterov&run=adagrad&run=rmsprop&run=adam&run=adam,lr:0.1&run=gd,lr:0.1";

const PLANE: &str = "loss=rosenbrock&at=300";
/// As heavy as a typed loss may be, about: 250 nodes.
const HEAVY: &str = "sin(x)cos(y)+sin(2x)cos(2y)+sin(3x)cos(3y)+sin(4x)cos(4y)+sin(5x)cos(5y)+sin(6x)cos(6y)+\
                     sin(7x)cos(7y)+sin(8x)cos(8y)+sin(9x)cos(9y)+sin(x+y)cos(x-y)+sin(2x+y)cos(2x-y)+\
                     sin(3x+y)cos(3x-y)+sin(4x+y)cos(4x-y)+sin(5x+y)cos(5x-y)+sin(6x+y)cos(6x-y)+sin(7x+y)cos(7x-y)+\
                     sin(8x+y)cos(8x-y)";

/// Measures and prints it; it has no peers.
pub fn measure(_: &Served) -> Vec<Row> {
    println!("main-thread time from an input event on “Learning rate α” to the last chart drawn, milliseconds");
    let positions: Vec<u32> = (0..31).map(|i| 300 + i * 10).collect();
    report("default scene", slide("at=1000", 1.0, &positions));
    report("default scene, devicePixelRatio 2", slide("at=1000", 2.0, &positions));
    report("8 runs × 100 000 steps", slide(&format!("steps=100000{EIGHT}"), 1.0, &positions));

    println!("\nthe same in two dimensions: Rosenbrock, 6 runs × 300 steps");
    report("slider", slide(PLANE, 1.0, &positions));
    report("slider, devicePixelRatio 2", slide(PLANE, 2.0, &positions));
    let keys = |keys: [&str; 2]| (0..31).map(|i| json!(keys[i / 8 % 2])).collect::<Vec<_>>();
    let arrows = keys(["ArrowRight", "ArrowLeft"]);
    report("start moved, devicePixelRatio 2", acted(PLANE, 2.0, "drag", &arrows));
    report("many starts, slider", slide(&format!("{PLANE}&starts=many"), 1.0, &positions));
    let many = format!("{PLANE}&starts=many");
    report("many starts, start moved, ratio 2", acted(&many, 2.0, "drag", &arrows));
    report("zoomed", acted(PLANE, 1.0, "look", &keys(["+", "-"])));
    report("zoomed, Ackley, devicePixelRatio 2", acted("loss=ackley&at=300", 2.0, "look", &keys(["+", "-"])));
    for formula in ["(1-x)^2+100(y-x^2)^2", HEAVY] {
        let [first, sharp] = typed(formula);
        println!("  typed, {} characters: first map after {first:.1} ms, sharp after {sharp:.1} ms", formula.len());
    }

    println!("\n24 runs × 1000 steps in two dimensions, on Rosenbrock");
    let all: Vec<String> = ALL.iter().cycle().take(24).map(|optimiser| format!("&run={}", optimiser.id)).collect();
    let all = format!("loss=rosenbrock&steps=1000{}", all.concat());
    report("slider", slide(&all, 1.0, &positions));
    report("slider, a step told line by line", slide(&format!("{all}&ledger=6"), 1.0, &positions));
    report("slider, with what is inside", slide(&format!("{all}&inside=scale"), 1.0, &positions));

    println!("\nmain-thread time to draw everything anew, 8 runs, milliseconds");
    let mut shortest = None;
    for steps in ["1000", "10000", "100000", "1000000"] {
        let times = Visit::standing(&format!("steps={steps}{EIGHT}")).open(|page| {
            // Long races are run a million steps a frame.
            page.frames(40);
            times(page, "redraw", &(0..21).map(|i| json!(i % 2 == 1)).collect::<Vec<_>>())
        });
        let middle = report(&format!("{steps} steps"), times);
        println!("    {:.2} × the time of 1000 steps", middle / *shortest.get_or_insert(middle));
    }

    println!("\nwhile the default scene plays, for each frame");
    Visit::to("").open(|page| {
        page.devtools("Performance.enable", json!({}));
        page.frames(30);
        let (before, begun) = (metrics(page), page.state().drawn);
        page.frames(240);
        let (after, ended) = (metrics(page), page.state().drawn);
        let frames = (ended - begun) as f64;
        for name in ["LayoutCount", "RecalcStyleCount", "ScriptDuration", "LayoutDuration"] {
            println!("  {name:<20} {:.4}", (metric(&after, name) - metric(&before, name)) / frames);
        }
        let heap: f64 = page.script("return performance.memory.usedJSHeapSize", &[]);
        println!("  JavaScript's memory  {:.1} MB after {ended} frames", heap / 1e6);
    });
    Vec::new()
}

/// From the formula's text to the first map, and to the sharp one, in milliseconds: medians of nine.
fn typed(formula: &str) -> [f64; 2] {
    let times: Vec<[f64; 2]> = Visit::standing("loss=bowl").open(|page| {
        page.frames(20);
        page.script_later(include_str!("typed.js"), &[json!(formula)])
    });
    [0, 1].map(|which| median(&times.iter().map(|both| both[which]).collect::<Vec<_>>()))
}

fn acted(fragment: &str, ratio: f64, act: &str, settings: &[Value]) -> Vec<f64> {
    Visit::standing(fragment).ratio(ratio).open(|page| {
        page.frames(20);
        times(page, act, settings)
    })
}

fn slide(fragment: &str, ratio: f64, positions: &[u32]) -> Vec<f64> {
    acted(fragment, ratio, "slide", &positions.iter().map(|position| json!(position)).collect::<Vec<_>>())
}

fn times(page: &Page, act: &str, settings: &[Value]) -> Vec<f64> {
    page.script_later(include_str!("measure.js"), &[json!(act), json!(settings)])
}

/// Prints median and spread, and gives the median.
fn report(what: &str, mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize];
    println!("  {what:<36} median {:6.2}   from {:6.2} to {:6.2} (5 % to 95 %)", at(0.5), at(0.05), at(0.95));
    at(0.5)
}

/// What the browser has counted of the page.
pub fn metrics(page: &Page) -> Value {
    page.devtools("Performance.getMetrics", json!({}))
}

/// One of them.
pub fn metric(metrics: &Value, name: &str) -> f64 {
    let all = metrics["metrics"].as_array();
    let found = all.and_then(|all| all.iter().find(|metric| metric["name"] == name));
    found.and_then(|metric| metric["value"].as_f64()).unwrap_or(f64::NAN)
}
