//! What the page promises about itself: its policy, its weight, and what it says when it cannot run.
#![allow(missing_docs, clippy::panic)]

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use page_tests::{Page, Visit, dist, dist_file};
use serde_json::json;

/// The policy that the page may be served under.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                      img-src 'self' data:";
/// What everything that the page loads may weigh, in bytes after gzip.
const MOST_BYTES: usize = 160_000;

#[test]
fn the_policy_is_in_the_page_word_for_word() {
    Visit::to("at=50").open(|page| {
        let policy: Vec<String> = page.script(
            "return [...document.querySelectorAll('meta[http-equiv=\"Content-Security-Policy\" i]')].map((meta) => meta.content)",
            &[],
        );
        assert_eq!(policy, [POLICY]);
    });
}

#[test]
fn the_policy_comes_before_anything_that_is_loaded() {
    let html = String::from_utf8_lossy(&dist_file("index.html")).into_owned();
    let meta = html.find("Content-Security-Policy");
    for loaded in ["<link", "<script"] {
        assert!(meta.is_some() && meta < html.find(loaded), "{loaded} stands before the policy");
    }
}

#[test]
fn no_script_and_no_style_is_inline() {
    Visit::to("at=50").without_scripts().open(|page| {
        let inline: Vec<String> = page.script(
            "return [...document.querySelectorAll('script:not([src]), style, [style]')]
                .concat([...document.querySelectorAll('*')].filter((one) => one.getAttributeNames().some((name) => name.startsWith('on'))))
                .map((one) => one.outerHTML)",
            &[],
        );
        assert!(inline.is_empty(), "{inline:?}");
    });
}

#[test]
fn the_policy_is_in_force() {
    Visit::to("at=50").failing().open(|page| {
        let ran: bool = page.script(
            "const script = document.createElement('script');
            script.textContent = 'window.ranInline = true';
            document.head.append(script);
            const noted = watched.violations.length;
            return window.ranInline === true",
            &[],
        );
        assert!(!ran, "an inline script ran");
        page.wait("the violation is noted", || page.script::<usize>("return watched.violations.length", &[]) == 1);
        page.script::<()>("watched.violations.length = 0", &[]);
    });
}

#[test]
fn all_that_is_loaded_is_the_pages_own_and_is_loaded_once() {
    Visit::to("").open(|page| {
        page.wait_state("it plays", |state| state.playing && state.at > 0);
        let mut requests: Vec<String> = page.requests().into_iter().filter(|url| url.starts_with("http")).collect();
        let loaded = loaded(page);
        assert_eq!(requests.len(), loaded.len(), "{requests:?} for {loaded:?}");
        requests.sort_unstable();
        let all = requests.len();
        requests.dedup();
        assert_eq!(requests.len(), all, "something is loaded twice: {requests:?}");
    });
}

/// The files that the page loads on opening.
fn loaded(page: &Page) -> Vec<String> {
    page.script(
        "const base = new URL('.', location.href).href;
        const names = performance.getEntriesByType('resource').map((entry) => entry.name);
        return ['index.html', ...new Set(names.filter((name) => name.startsWith('http')).map((name) => name.replace(base, '')))]",
        &[],
    )
}

#[test]
fn what_it_loads_is_held_in_weight() {
    Visit::to("").open(|page| {
        page.wait_state("it plays", |state| state.playing && state.at > 0);
        let weights: Vec<(String, usize)> = loaded(page)
            .into_iter()
            .map(|file| {
                let weight = gzip(&dist_file(&file));
                (file, weight)
            })
            .collect();
        for needed in ["index.html", "downhill.js", "downhill_bg.wasm", "www/style.css", "www/start.js"] {
            assert!(weights.iter().any(|(file, _)| file == needed), "{needed} is not among {weights:?}");
        }
        let sum: usize = weights.iter().map(|(_, weight)| weight).sum();
        assert!(sum <= MOST_BYTES, "{sum} bytes after gzip: {weights:?}");
        println!("{sum} bytes after gzip: {weights:?}");
    });
}

fn gzip(bytes: &[u8]) -> usize {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    let written = packed.write_all(bytes).and_then(|()| packed.finish());
    written.unwrap_or_else(|error| panic!("gzip failed: {error}")).len()
}

/// Asserts that the page says why it cannot run, and shows the picture instead.
#[track_caller]
fn assert_fallback(page: &Page, words: &str) {
    page.wait("the page says that it could not start", || page.sees("#failure"));
    let said = page.text("#failure-why");
    assert!(said.contains(words), "it says “{said}”");
    assert!(!page.sees("#page"), "the dead controls are gone");
    assert_picture(page, "#failure-picture");
}

#[track_caller]
fn assert_picture(page: &Page, selector: &str) {
    page.wait("the picture is there", || {
        let script = "const picture = document.querySelector(arguments[0]);
            return picture.checkVisibility() && picture.complete && picture.naturalWidth > 100";
        page.script(script, &[json!(selector)])
    });
}

#[test]
fn when_the_wasm_is_blocked_it_says_so_and_shows_the_picture() {
    Visit::to("").blocking("*.wasm").open(|page| {
        assert_fallback(page, "WebAssembly did not start here");
    });
}

#[test]
fn without_webassembly_it_says_so_and_shows_the_picture() {
    Visit::to("").after_script("delete globalThis.WebAssembly").failing().open(|page| {
        assert_fallback(page, "This browser has no WebAssembly");
    });
}

#[test]
fn when_the_program_traps_it_says_so_and_shows_the_picture() {
    Visit::to("at=50").open(|page| {
        page.script::<()>(
            "const error = new WebAssembly.RuntimeError('unreachable');
            dispatchEvent(new ErrorEvent('error', { error, message: error.message }))",
            &[],
        );
        assert_fallback(page, "stopped because of an error of its own");
    });
}

#[test]
fn without_scripts_it_says_so_and_shows_the_picture() {
    Visit::to("").without_scripts().open(|page| {
        page.wait("the notice is there", || page.sees("noscript .notice"));
        assert_picture(page, "noscript .notice img");
        assert!(page.text("noscript .notice").contains("needs JavaScript and WebAssembly"));
    });
}

#[test]
fn the_picture_of_the_experiment_is_served() {
    let picture = String::from_utf8_lossy(&dist_file("www/experiment.svg")).into_owned();
    assert!(picture.starts_with("<svg") && picture.contains("</svg>"), "{}", dist().display());
}

#[test]
fn when_the_script_is_missing_it_says_so_and_shows_the_picture() {
    Visit::to("").blocking("*/downhill.js").failing().open(|page| {
        assert_fallback(page, "WebAssembly did not start here");
    });
}
