//! Two versions of the module on one page: each has its own program, and neither is in the way of the other.
#![allow(missing_docs, clippy::panic)]

use page_tests::{Elsewhere, Page, Visit, site};
use serde_json::{Value, json};

/// Opens a page with a figure of this site as an element, and one of another site's module, which comes later, by
/// `mount`; waits until both are drawn.
fn together(test: impl FnOnce(&Page)) {
    let other = Elsewhere::with_dist_in("/other").address("/other/downhill-viz.js");
    let html = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>Two</title>
        <script type=\"module\" src=\"{}downhill-viz.js\"></script>
        <downhill-viz scene=\"run=adam&amp;at=7\"></downhill-viz><div></div>",
        site()
    );
    let host = Elsewhere::with_page(&html, "");
    Visit::standing("").open(|page| {
        page.go_to(&host.address("/"));
        let later = "const script = document.createElement('script');
            script.type = 'module';
            script.src = arguments[0];
            script.onload = async () => {
                window.first = document.querySelector('downhill-viz');
                window.module = await import(arguments[0]);
                window.second = module.mount(document.querySelector('div'), { scene: 'run=gd&at=9' });
                await Promise.all([first.ready, second.ready]);
                done(true);
            };
            document.head.append(script);";
        assert!(page.script_later::<bool>(later, &[json!(other)]));
        page.wait("both are drawn", || page.script("return first.state.drawn > 0 && second.state.drawn > 0", &[]));
        test(page);
        // That they came from other ports is meant.
        drop(page.requests());
    });
}

/// Moves the figure of this name, and gives what it shows then, once it is drawn.
fn moved(page: &Page, name: &str, at: u32) -> Value {
    let drawn = format!("return {name}.state.drawn");
    let before: u32 = page.script(&drawn, &[]);
    page.script_later::<bool>(&format!("{name}.goto(arguments[0]).then(() => done(true))"), &[json!(at)]);
    page.wait("it is drawn again", || page.script::<u32>(&drawn, &[]) > before);
    page.script(&format!("return [{name}.state.runs[0].optimiser, {name}.state.at]"), &[])
}

#[test]
fn two_versions_on_one_page_each_move_their_own_figure() {
    together(|page| {
        let shown = "return [first, second].map(({ state }) => [state.runs[0].optimiser, state.at])";
        assert_eq!(page.script::<Value>(shown, &[]), json!([["adam", 7], ["gd", 9]]));
        assert_eq!(moved(page, "first", 3), json!(["adam", 3]));
        assert_eq!(page.script::<Value>(shown, &[]), json!([["adam", 3], ["gd", 9]]));
        assert_eq!(moved(page, "second", 4), json!(["gd", 4]));
        assert_eq!(page.script::<Value>(shown, &[]), json!([["adam", 3], ["gd", 4]]));
        let programs =
            "return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length";
        assert_eq!(page.script::<u32>(programs, &[]), 2);
    });
}

#[test]
fn the_element_is_that_of_the_version_that_came_first() {
    together(|page| {
        let whose = "return [first instanceof module.DownhillViz,
            customElements.get('downhill-viz') === first.constructor,
            document.createElement('downhill-viz') instanceof module.DownhillViz]";
        assert_eq!(page.script::<Value>(whose, &[]), json!([false, true, false]));
    });
}

#[test]
fn a_figure_of_one_version_goes_on_when_that_of_the_other_has_gone() {
    together(|page| {
        page.script_later::<bool>("first.remove(); setTimeout(() => done(true), 0)", &[]);
        assert!(page.script::<bool>("return first.state === undefined", &[]));
        assert_eq!(moved(page, "second", 4), json!(["gd", 4]));
    });
    together(|page| {
        page.script::<()>("second.destroy()", &[]);
        assert!(page.script::<bool>("return second.state === undefined", &[]));
        assert_eq!(moved(page, "first", 3), json!(["adam", 3]));
    });
}
