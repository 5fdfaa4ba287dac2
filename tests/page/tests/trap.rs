//! What is seen of figures when their program is stopped by an error of its own, a trap.
#![allow(missing_docs, clippy::panic)]

use page_tests::{Elsewhere, Page, Visit, site};
use serde_json::{Value, json};

/// Keeps the memory of every program that is loaded, so that a test can spoil it.
const KEEP_MEMORIES: &str = "window.memories = [];
    window.heard = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const original = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            const made = await original.apply(WebAssembly, given);
            const parts = Object.values((made.instance ?? made).exports);
            memories.push(parts.find((part) => part instanceof WebAssembly.Memory));
            return made;
        };
    }
    for (const kind of ['ready', 'change', 'step', 'error'])
        addEventListener(`downhill-${kind}`, ({ target, detail }) => heard.push([target.id, kind, detail]));
    // No number in it is one that the program has written; what is given back makes it whole again.
    window.spoil = (place) => {
        const memory = new Uint8Array(memories[place].buffer);
        const before = memory.slice();
        memory.fill(0x7f);
        return () => memory.set(before);
    };
    window.slide = (figure) => {
        const slider = figure.shadowRoot.getElementById('lr');
        slider.value = 700;
        slider.dispatchEvent(new Event('input', { bubbles: true }));
    };
    window.uncaught = [];
    for (const kind of ['error', 'unhandledrejection'])
        addEventListener(kind, ({ error, reason = error }) => uncaught.push(reason?.stack ?? String(reason)));";

/// Opens a page of two figures that are drawn and a third one far below, with the memory of their program in reach.
fn figures(test: impl FnOnce(&Page)) {
    let html = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>A page</title>
        <script type=\"module\" src=\"{}downhill-viz.js\"></script>
        <downhill-viz id=\"one\" scene=\"run=adam&amp;at=7\"></downhill-viz>
        <downhill-viz id=\"two\" scene=\"run=gd&amp;at=9\"></downhill-viz>
        <div style=\"height: 4000px\"></div>
        <downhill-viz id=\"far\" scene=\"run=gd\"></downhill-viz>",
        site()
    );
    let host = Elsewhere::with_page(&html, "");
    // A trap is said in the console.
    Visit::standing("").after_script(KEEP_MEMORIES).failing().open(|page| {
        page.go_to(&host.address("/"));
        page.wait("two figures are drawn and at rest", || {
            page.script(
                "return ['one', 'two'].every((id) => heard.some(([of, kind]) => of === id && kind === 'step'))",
                &[],
            )
        });
        // A frame that is still to come would meet the trap as well.
        let drawn = || page.script::<Vec<u64>>("return [one, two].map((figure) => figure.state.drawn)", &[]);
        page.wait("no frame is on its way", || {
            let before = drawn();
            // What is put off, as an address or a hidden canvas, comes within half a second.
            page.frames(30);
            drawn() == before
        });
        page.script::<()>("heard.length = 0", &[]);
        test(page);
        // That it came from another port is meant.
        drop(page.requests());
    });
}

/// What a figure says is wrong.
fn problem(page: &Page, id: &str) -> String {
    page.script(&format!("return {id}.shadowRoot.querySelector('.problem').innerText"), &[])
}

/// What was told since the figures were drawn.
fn told(page: &Page) -> Value {
    page.script("return heard.map(([of, kind]) => [of, kind]).sort()", &[])
}

/// Asserts that both figures have said once that they have stopped, and that neither asks its program any more, even
/// though its memory is whole again.
#[track_caller]
fn assert_stopped(page: &Page) {
    page.wait("both say so", || told(page).as_array().is_some_and(|told| told.len() >= 2));
    page.script::<()>("restore()", &[]);
    for id in ["one", "two"] {
        assert_eq!(problem(page, id), STOPPED);
        let answers = format!("return [{id}.state ?? null, {id}.trajectories(), {id}.toCSV()]");
        assert_eq!(page.script::<Value>(&answers, &[]), json!([null, [], ""]));
    }
    let all = "slide(one); one.theme = 'dark'; one.scene = 'run=gd&at=2';
        Promise.all([one.play(), one.step(), two.goto(3)]).then(() => done(true))";
    assert!(page.script_later::<bool>(all, &[]));
    page.frames(30);
    assert_eq!(told(page), json!([["one", "error"], ["two", "error"]]));
    assert_eq!(problem(page, "one"), STOPPED);
    let focus = "const slider = one.shadowRoot.getElementById('lr');
        slider.focus();
        return one.shadowRoot.activeElement === null";
    assert!(page.script::<bool>(focus, &[]));
    let removed = "const gone = two; gone.remove(); setTimeout(() => done(gone.shadowRoot.childElementCount), 0)";
    assert_eq!(page.script_later::<usize>(removed, &[]), 0);
    // What observes charts hears of that in the next frame, and puts some of it off for half a second.
    page.frames(40);
}

/// What a figure says that has stopped.
const STOPPED: &str =
    "The figure has stopped: its program has had an error that it cannot go on from. Reload the page.";

#[test]
fn a_trap_in_what_the_browser_calls_stops_every_figure_and_each_says_so_once() {
    figures(|page| {
        page.script::<()>("window.restore = spoil(0); slide(one)", &[]);
        assert_stopped(page);
        let uncaught = page.script::<Vec<String>>("return uncaught", &[]);
        assert_eq!(uncaught.len(), 1, "{uncaught:?}");
    });
}

#[test]
fn a_trap_in_what_a_script_asks_for_stops_every_figure_and_the_script_goes_on() {
    figures(|page| {
        let asked = "window.restore = spoil(0); two.goto(3).then(() => done(true), () => done(false))";
        assert!(page.script_later::<bool>(asked, &[]));
        assert_stopped(page);
        assert_eq!(page.script::<usize>("return uncaught.length", &[]), 1);
    });
}

#[test]
fn a_figure_that_comes_after_a_trap_says_why_it_cannot_start_and_keeps_its_fallback() {
    figures(|page| {
        page.script::<()>("far.textContent = 'Words instead'; spoil(0); slide(one)", &[]);
        page.wait("both say so", || told(page).as_array().is_some_and(|told| told.len() == 2));
        page.script_later::<bool>("far.ready.then(() => done(true))", &[]);
        let expected = STOPPED.replace("has stopped", "could not start");
        assert_eq!(problem(page, "far"), expected);
        assert_eq!(page.text("#far"), "Words instead");
    });
}

#[test]
fn a_trap_in_a_program_of_the_host_does_not_touch_figures() {
    figures(|page| {
        // One function, `t`, which does nothing but trap.
        let trap = "const script = document.createElement('script');
            script.textContent = `const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0,
                7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11];
            WebAssembly.instantiate(new Uint8Array(bytes)).then(({ instance }) => {
                setTimeout(instance.exports.t);
                instance.exports.t();
            });`;
            document.head.append(script)";
        page.script::<()>(trap, &[]);
        page.wait("both are heard of", || page.script::<usize>("return uncaught.length", &[]) == 2);
        page.script_later::<bool>("one.goto(3).then(() => done(true))", &[]);
        assert_eq!(page.script::<Value>("return [one.state.at, two.state.at]", &[]), json!([3, 9]));
        assert_eq!(problem(page, "one"), "");
    });
}

#[test]
fn a_trap_is_heard_of_wherever_the_same_program_is_used() {
    figures(|page| {
        let mount = "import(arguments[0]).then(async ({ mount }) => {
            const place = document.body.appendChild(document.createElement('div'));
            await mount(place, { scene: 'run=gd&at=4' }).ready;
            const programs = memories.length;
            spoil(0);
            await one.goto(2);
            done([programs, place.shadowRoot.querySelector('.problem').innerText]);
        })";
        let again = json!(format!("{}downhill-viz.js?again", site()));
        assert_eq!(page.script_later::<Value>(mount, &[again]), json!([1, STOPPED]));
    });
}

#[test]
fn a_trap_in_one_version_leaves_the_figures_of_another_alone() {
    let other = Elsewhere::with_dist_in("/other").address("/other/downhill-viz.js");
    figures(|page| {
        let mount = "import(arguments[0]).then(async ({ mount }) => {
            window.other = mount(document.body.appendChild(document.createElement('div')), { scene: 'run=gd&at=4' });
            await other.ready;
            spoil(0);
            slide(one);
            await other.goto(2);
            done([other.state.at, problem(one), problem(two)]);
        });
        const problem = (figure) => figure.shadowRoot.querySelector('.problem').innerText;";
        let seen: Value = page.script_later(mount, &[json!(other)]);
        assert_eq!(seen, json!([2, STOPPED, STOPPED]));
    });
}
