//! What a page with many figures costs, beside the same page with one.

use std::fs;

use downhill::optimiser::ALL;
use page_tests::{Elsewhere, Page, Visit, site};
use serde_json::json;

use super::served::Served;
use super::table::{Limit, Row, median};

const MANY: usize = 20;
const ROUNDS: usize = 9;

/// Measures it; prints what has no peer.
pub fn measure(_: &Served) -> Vec<Row> {
    let [one, many] = [1, MANY].map(|figures| Elsewhere::with_page(&markup(figures), ""));
    let note = "addEventListener('downhill-ready', () => { window.first ??= performance.now(); }, { capture: true, once: true })";
    Visit::standing("").after_script(note).open(|page| {
        // Either by turns, so that whatever else the machine does meets both.
        let mut ready = [Vec::new(), Vec::new()];
        for _ in 0..ROUNDS {
            for (host, times) in [&one, &many].into_iter().zip(&mut ready) {
                page.go_to("about:blank");
                page.go_to(&host.address("/"));
                page.wait("the first figure is ready", || page.script("return window.first > 0", &[]));
                times.push(page.script::<f64>("return window.first", &[]));
            }
        }
        let [one, many] = [0, 1].map(|which| median(&ready[which]));
        println!("\na page of {MANY} figures beside a page of one, medians of {ROUNDS}");
        println!("  first figure ready after {many:.0} ms and {one:.0} ms: {:.2} ×", many / one);

        for place in 0..MANY {
            let seen = "const figure = document.querySelectorAll('downhill-viz')[arguments[0]];
                figure.scrollIntoView({ block: 'center' });
                const drawn = () => (figure.state?.drawn > 0 ? done(true) : requestAnimationFrame(drawn));
                drawn();";
            assert!(page.script_later::<bool>(seen, &[json!(place)]));
        }
        let shifted: f64 = page.script_later(
            "new PerformanceObserver((list) => done(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
                .observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => done(0), 500)",
            &[],
        );
        println!("  scrolled through, the layout has shifted by {shifted}");
        println!("  {:.1} frames a second while one plays", frames(page));
        match private_memory() {
            Some(megabytes) => println!("  {megabytes:.0} MB of memory that only the page's process has"),
            None => println!("  how much memory it has is known on Linux only"),
        }
        // Nothing of this was asked of the page that was opened first.
        page.requests();
        let what = format!("first figure ready, page of {MANY}");
        vec![Row::new(&what, "page of one", &ready[1], &ready[0], "ms", Limit::AtMost(1.2))]
    })
}

fn markup(figures: usize) -> String {
    let figure = |place: usize| {
        let id = ALL[place % ALL.len()].id;
        format!("<p>Some words</p><downhill-viz scene=\"steps=300&amp;run=adam&amp;run={id}\"></downhill-viz>")
    };
    let figures: String = (0..figures).map(figure).collect();
    let script = format!("<script type=\"module\" src=\"{}downhill-viz.js\" blocking=\"render\"></script>", site());
    format!("<!doctype html><meta charset=\"utf-8\"><title>Figures</title>{script}{figures}")
}

/// Frames a second over three seconds in which the first figure plays.
fn frames(page: &Page) -> f64 {
    page.script_later(
        "const figure = document.querySelector('downhill-viz');
        figure.scrollIntoView();
        figure.goto(0).then(() => figure.play()).then(() => {
            let count = 0;
            const begun = performance.now();
            const frame = (now) => (++count < 180 ? requestAnimationFrame(frame) : done((1000 * count) / (now - begun)));
            requestAnimationFrame(frame);
        });",
        &[],
    )
}

/// What the largest of the browsers' pages has for itself alone, in megabytes: what is shared with the browser's other
/// processes, such as its program, is not in it.
pub fn private_memory() -> Option<f64> {
    let processes = fs::read_dir("/proc").ok()?.flatten().map(|process| process.path());
    let pages = processes.filter(|process| {
        fs::read_to_string(process.join("cmdline")).is_ok_and(|line| line.contains("--type=renderer"))
    });
    let private = pages.filter_map(|process| {
        let text = fs::read_to_string(process.join("smaps_rollup")).ok()?;
        let lines = text.lines().filter_map(|line| line.strip_prefix("Private_")?.split_whitespace().nth(1));
        Some(lines.filter_map(|kilobytes| kilobytes.parse::<f64>().ok()).sum::<f64>() / 1024.0)
    });
    private.max_by(f64::total_cmp)
}
