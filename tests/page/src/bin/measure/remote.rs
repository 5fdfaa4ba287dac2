//! Functions of a benchmark's page, called from here.

use page_tests::{Page, Visit};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::served::Served;

/// Opens a page of the benchmark in a browser of its own, and waits until it can be called.
pub fn open<T>(site: &Served, visit: Visit, file: &str, measure: impl FnOnce(&Page) -> T) -> T {
    // What peers say in the console is nothing of ours.
    visit.failing().open(|page| {
        page.go_to(&site.address(file));
        page.wait("the benchmark's page is ready", || page.script("return window.bench !== undefined", &[]));
        let measured = measure(page);
        // Nothing of this was asked of the page that was opened first.
        page.requests();
        measured
    })
}

/// What the function `name` of the page's `bench` gives.
pub fn call<T: DeserializeOwned>(page: &Page, name: &str, arguments: &[Value]) -> T {
    let script = format!(
        "bench.{name}(...[...arguments].slice(0, -1)).then((told) => done({{ told }}), (error) => done({{ error: String(error?.stack ?? error) }}))"
    );
    let mut answer: Value = page.script_later(&script, arguments);
    assert!(answer["error"].is_null(), "bench.{name} has failed: {}", answer["error"]);
    serde_json::from_value(answer["told"].take()).unwrap()
}
