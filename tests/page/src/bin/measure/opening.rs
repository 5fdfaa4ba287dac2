//! From navigation to the first complete picture on a slow network and a slow processor: the page, and one that draws the
//! article's figure with Plotly.js from numbers computed before. Both come compressed from one server, from no cache.

use page_tests::Visit;
use serde_json::json;

use super::ROUNDS;
use super::served::Served;
use super::table::{Limit, Row, median};

const FIGURE: &[u8] = include_bytes!("../../../../data/article_figure.json");
/// 4 Mbit/s, in bytes.
const THROUGHPUT: f64 = 4e6 / 8.0;
const LATENCY: f64 = 40.0;
const SLOWER: f64 = 4.0;

/// Measures it.
pub fn measure(site: &Served) -> Vec<Row> {
    site.add("bench/opening/figure.json", FIGURE);
    let pages = [site.address(""), site.address("bench/opening/plotly.html")];
    let note = include_str!("../../../../../bench/opening/ours.js");
    let [ours, theirs] = Visit::standing("").after_script(note).failing().open(|page| {
        page.devtools("Network.enable", json!({}));
        page.devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true }));
        let network = json!({ "offline": false, "latency": LATENCY, "downloadThroughput": THROUGHPUT, "uploadThroughput": THROUGHPUT });
        page.devtools("Network.emulateNetworkConditions", network);
        page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER }));
        let mut times = [Vec::new(), Vec::new()];
        for _ in 0..ROUNDS {
            for (address, times) in pages.iter().zip(&mut times) {
                page.go_to("about:blank");
                page.go_to(address);
                page.wait("the picture is complete", || page.script("return window.complete > 0", &[]));
                times.push(page.script::<f64>("return window.complete", &[]));
            }
        }
        page.requests();
        times
    });
    let kilobytes = |path: &str| site.size(path) as f64 / 1e3;
    println!("\nfrom navigation to the first complete picture, at 4 Mbit/s, {LATENCY} ms, processor {SLOWER} × slower");
    println!("  ours {:.0} ms, {:.0} kB of WebAssembly", median(&ours), kilobytes("downhill_bg.wasm"));
    println!(
        "  Plotly.js {:.0} ms, {:.0} kB of script",
        median(&theirs),
        kilobytes("peers/plotly.js-dist-min/plotly.min.js")
    );
    vec![Row::new(
        "first complete picture",
        "Plotly.js, the article's figure",
        &ours,
        &theirs,
        "ms",
        Limit::AtMost(0.2),
    )]
}
