//! From the making of a figure to its end, in every order that a host may do it in.
#![allow(missing_docs, clippy::panic)]

use page_tests::{Elsewhere, Page, Visit, site};
use serde_json::{Value, json};

/// Opens a page of the site with nothing on it but what the test puts there. `viz` is the module.
fn on_a_page(test: impl FnOnce(&Page)) {
    Visit::file("embed.html").open(|page| {
        let script = "document.body.replaceChildren();
            window.problems = [];
            addEventListener('downhill-error', ({ detail }) => problems.push(detail));
            import(new URL('downhill-viz.js', document.baseURI)).then((viz) => { window.viz = viz; done(true); })";
        assert!(page.script_later::<bool>(script, &[]));
        test(page);
    });
}

/// What an asynchronous script returns, or the words of what it throws.
fn after(page: &Page, script: &str) -> Value {
    let script = format!(
        "const add = (tag) => document.body.appendChild(document.createElement(tag));
        const turn = () => new Promise((resolve) => setTimeout(resolve));
        (async () => {{ {script} }})().then(done, (error) => done(`${{error.name}}: ${{error.message}}`))"
    );
    page.script_later(&script, &[])
}

#[test]
fn what_is_set_before_the_element_is_known_counts() {
    on_a_page(|page| {
        // An element of a document without scripts is not known to be more than a name.
        let script = "const figure = document.implementation.createHTMLDocument().createElement('downhill-viz');
            figure.scene = 'run=gd&steps=30';
            figure.show = 'theta';
            figure.autoplay = false;
            figure.setAttribute('caption', 'Words');
            document.body.append(figure);
            const before = figure.scene;
            await figure.ready;
            figure.show = 'loss';
            const shown = (id) => figure.shadowRoot.getElementById(id).checkVisibility();
            return [before, figure.scene, shown('theta'), shown('loss-chart'), figure.getAttribute('scene')]";
        let expected = json!(["run=gd&steps=30", "steps=30&run=gd", false, true, "run=gd&steps=30"]);
        assert_eq!(after(page, script), expected);
    });
}

#[test]
fn attributes_that_change_before_the_element_is_connected_count() {
    on_a_page(|page| {
        let script = "const figure = document.createElement('downhill-viz');
            figure.scene = 'run=gd';
            figure.setAttribute('show', 'landscape');
            figure.show = 'theta';
            figure.scene = 'run=adam&at=4';
            const alone = [figure.scene, figure.state ?? null, figure.toSVG(), figure.trajectories(), figure.play() ?? null];
            document.body.append(figure);
            const early = figure.scene;
            await figure.ready;
            return [alone, early, figure.state.at, figure.shadowRoot.getElementById('landscape').checkVisibility()]";
        assert_eq!(after(page, script), json!([["run=adam&at=4", null, "", [], null], "run=adam&at=4", 4, false]));
    });
}

/// Holds back the WebAssembly until `go()` is called.
/// The load event, which the driver waits for, is not held meanwhile.
const HOLD: &str = "Object.defineProperty(HTMLIFrameElement.prototype, 'contentDocument', { value: null });
    const load = window.fetch;
    window.fetch = async (...given) => {
        await new Promise((resolve) => (window.go = resolve));
        return load(...given);
    };";

#[test]
fn a_figure_that_is_moved_or_removed_and_put_back_while_it_is_loaded_is_there_once() {
    for (what, told) in [
        ("figure.remove(); await turn(); document.body.append(figure)", &["ready"][..]),
        ("add('div').append(figure); await turn(); document.body.prepend(figure)", &["ready"][..]),
        ("figure.remove(); document.body.append(figure)", &["ready"][..]),
        ("figure.remove(); await turn()", &[]),
    ] {
        Visit::file("embed.html").after_script(HOLD).open(|page| {
            page.wait("it is being loaded", || page.script("return 'go' in window", &[]));
            let hear = "window.told = [];
                window.figure = document.getElementById('figure');
                for (const kind of ['ready', 'error']) figure.addEventListener(`downhill-${kind}`, () => told.push(kind));
                figure.scene = 'run=gd&at=6'";
            page.script::<()>(hear, &[]);
            assert_eq!(after(page, what), json!(null));
            page.script::<()>("go()", &[]);
            if !told.is_empty() {
                assert_eq!(after(page, "await figure.ready; return figure.state.at"), json!(6));
                let mains = "return figure.shadowRoot.querySelectorAll('main').length";
                assert_eq!(page.script::<usize>(mains, &[]), 1);
            }
            page.frames(10);
            assert_eq!(page.script::<Vec<String>>("return told", &[]), told, "{what}");
            assert_eq!(page.script::<usize>("return figure.shadowRoot.childElementCount", &[]), told.len());
        });
    }
}

#[test]
fn who_listens_after_the_figure_was_made_hears_what_was_wrong_with_it() {
    let page = format!(
        "<!doctype html><title>A</title><downhill-viz show=\"maps\"></downhill-viz><div></div>
        <script type=\"module\" src=\"{0}downhill-viz.js\"></script>
        <script type=\"module\">
            import {{ mount }} from \"{0}downhill-viz.js\";
            window.heard = [];
            const hear = (element) => element.addEventListener('downhill-error', ({{ detail }}) => heard.push(detail));
            hear(document.querySelector('downhill-viz'));
            const place = document.querySelector('div');
            mount(place, {{ theme: 'pink' }});
            hear(place);
        </script>",
        site()
    );
    let host = Elsewhere::with_page(&page, "");
    Visit::file("embed.html").open(|page| {
        page.go_to(&host.address("/"));
        page.wait("both are heard", || page.script("return window.heard?.length >= 2", &[]));
        let mut heard: Vec<String> = page.script("return heard.map((words) => words.split(' is ')[0])", &[]);
        heard.sort();
        assert_eq!(heard, ["show: “maps”", "theme: “pink”"]);
        page.assert_of_this_machine();
    });
}

#[test]
fn a_figure_lives_in_the_shadow_root_of_another_element() {
    on_a_page(|page| {
        let script = "const root = add('section').attachShadow({ mode: 'closed' });
            root.innerHTML = '<downhill-viz scene=\"run=adam&amp;steps=300\"></downhill-viz>';
            const figure = root.firstChild;
            const heard = new Promise((resolve) => document.addEventListener('downhill-change', resolve, { once: true }));
            await figure.ready;
            const slider = figure.shadowRoot.getElementById('lr');
            slider.value = 700;
            slider.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
            const { detail, target } = await heard;
            return [detail.changed, target.localName, figure.state.drawn > 0]";
        assert_eq!(after(page, script), json!([["run"], "section", true]));
    });
}

#[test]
fn captions_and_posters_that_come_after_the_element_are_seen() {
    on_a_page(|page| {
        let script = "const figure = document.createElement('downhill-viz');
            add('div').style.height = '4000px';
            document.body.append(figure);
            figure.innerHTML = '<b slot=\"caption\">Words</b><img slot=\"poster\" alt=\"\" src=\"data:,\">';
            await turn();
            const seen = () => [...figure.children].map((one) => one.getClientRects().length);
            const before = seen();
            await figure.ready;
            return [before, seen()]";
        assert_eq!(after(page, script), json!([[1, 1], [1, 0]]));
    });
}

#[test]
fn to_mount_again_ends_the_figure_that_was_there() {
    on_a_page(|page| {
        let script = "const place = add('div');
            const first = viz.mount(place, { scene: 'run=adam&at=1' });
            await first.ready;
            const second = viz.mount(place, { scene: 'run=gd&at=2' });
            await second.ready;
            first.destroy();
            first.set({ scene: 'run=adam' });
            await first.goto(5);
            await second.goto(3);
            const seen = [first.state ?? null, second.state.at, place.shadowRoot.querySelectorAll('main').length];
            second.destroy();
            const third = viz.mount(place);
            await third.ready;
            return [...seen, third.state.at]";
        assert_eq!(after(page, script), json!([null, 3, 1, 1000]));
    });
}

#[test]
fn what_cannot_hold_a_figure_is_refused_in_clear_words() {
    on_a_page(|page| {
        for (place, expected) in [
            ("document.querySelector('#nothing')", "expected an element, not null"),
            ("undefined", "expected an element, not undefined"),
            ("'#here'", "expected an element, not string"),
            ("add('img')", "<img> cannot have a shadow root; a <div> can"),
            ("add('downhill-viz')", "<downhill-viz> has a figure of its own"),
            (
                "(() => { const place = add('div'); place.attachShadow({ mode: 'open' }).innerHTML = '<p>Mine</p>'; return place; })()",
                "<div> has something else in its shadow root",
            ),
        ] {
            let thrown = after(page, &format!("viz.mount({place}); return 'taken'"));
            assert_eq!(thrown, json!(format!("TypeError: mount: {expected}")), "{place}");
        }
        assert_eq!(page.text("body"), "", "what was there stays");
    });
}

#[test]
fn a_figure_that_has_ended_may_be_ended_again_and_does_nothing_more() {
    on_a_page(|page| {
        let script = "const figure = viz.mount(add('div'), { scene: 'run=gd&at=2' });
            await figure.ready;
            figure.destroy();
            figure.destroy();
            figure.set({ show: 'theta', scene: 'run=adam' });
            figure.scene = 'run=adam';
            await Promise.all([figure.ready, figure.play(), figure.pause(), figure.step(), figure.goto(3)]);
            const early = viz.mount(add('div'));
            early.destroy();
            early.set({ theme: 'dark' });
            await early.ready;
            return [figure.state ?? null, early.state ?? null, figure.toCSV(), document.body.querySelectorAll('div').length]";
        assert_eq!(after(page, script), json!([null, null, "", 2]));
    });
}

#[test]
fn a_figure_ends_in_the_midst_of_its_map_and_whatever_the_map_was_about_to_do() {
    on_a_page(|page| {
        let script = "window.errors = [];
            addEventListener('error', ({ message }) => errors.push(message));
            addEventListener('unhandledrejection', ({ reason }) => errors.push(`${reason}`));
            const place = add('div');
            for (const scene of ['map=2', 'loss=rosenbrock&map=3', 'map=2,6']) {
                const figure = viz.mount(place, { scene, show: 'map' });
                await figure.ready;
                // The map's program has come, and its races are being run.
                while (!place.shadowRoot.querySelector('[data-map=running]')) await turn();
                if (scene !== 'map=2') figure.destroy();
            }
            for (let frames = 0; frames < 30; frames++) await turn();
            return errors";
        assert_eq!(after(page, script), json!([]));
    });
}

#[test]
fn whoever_asks_a_figure_while_it_moves_the_focus_does_not_stop_it() {
    on_a_page(|page| {
        let script = "const place = add('div');
            const figure = viz.mount(place, { scene: 'run=adam', controls: 'all' });
            await figure.ready;
            const states = [];
            place.addEventListener('focusin', () => states.push(figure.state));
            place.shadowRoot.getElementById('add-open').click();
            await turn();
            return [states.length > 0, figure.state.runs.length, place.shadowRoot.querySelector('.problem').innerText]";
        assert_eq!(after(page, script), json!([true, 1, ""]));
    });
}

#[test]
fn options_of_a_wrong_kind_are_told_and_the_others_are_taken() {
    on_a_page(|page| {
        let script = "const place = add('div');
            const figure = viz.mount(place, { scene: 'run=gd&at=2', show: 'theta' });
            await figure.ready;
            problems.length = 0;
            figure.set({ scene: 3, show: null, controls: ['lr'], theme: undefined, autoplay: 'yes', sho: 'loss', caption: 'Words' });
            const said = place.shadowRoot.querySelector('.problem').innerText;
            const told = problems.splice(0);
            figure.set({ theme: 'dark' });
            return [told, said === told.join('. '), figure.state.at, place.shadowRoot.querySelector('.caption').innerText,
                place.shadowRoot.getElementById('theta').checkVisibility(), place.shadowRoot.querySelector('.problem').innerText]";
        let told = [
            "scene: expected a text, not number",
            "show: expected a text, not null",
            "controls: expected a text, not object",
            "autoplay: expected true or false, not string",
            "“sho” is unknown; expected scene, show, controls, theme, caption, autoplay",
        ];
        assert_eq!(after(page, script), json!([told, true, 2, "Words", true, ""]));
        for (options, kind) in [("null", "null"), ("'run=gd'", "string"), ("3", "number")] {
            let script = format!(
                "const figure = viz.mount(add('div'), {options});
                await figure.ready;
                return [problems.pop(), figure.state.at]"
            );
            let expected = json!([format!("options: expected an object, not {kind}"), 1000]);
            assert_eq!(after(page, &script), expected);
        }
    });
}

#[test]
fn a_problem_is_told_once_as_long_as_it_lasts() {
    on_a_page(|page| {
        let script = "const figure = viz.mount(add('div'), { show: 'maps' });
            await turn();
            figure.set({ caption: 'One' });
            figure.set({ theme: 'pink' });
            figure.set({ show: 'theta', theme: 'dark' });
            figure.set({ show: 'maps' });
            return problems.map((problem) => problem.split(' is unknown')[0])";
        assert_eq!(after(page, script), json!(["show: “maps”", "theme: “pink”", "show: “maps”"]));
    });
}

#[test]
fn iterations_are_whole_numbers_and_end_where_the_race_does() {
    on_a_page(|page| {
        page.script::<()>(
            "window.figure = viz.mount(document.body.appendChild(document.createElement('div')), { scene: 'steps=300&at=7' })",
            &[],
        );
        for (call, expected) in [
            ("goto()", "goto: expected a whole number, not undefined"),
            ("goto('12')", "goto: expected a whole number, not string"),
            ("goto(NaN)", "goto: expected a whole number, not NaN"),
            ("goto(1.5)", "goto: expected a whole number, not 1.5"),
            ("step(null)", "step: expected a whole number, not null"),
            ("step(Infinity)", "step: expected a whole number, not Infinity"),
        ] {
            let thrown = after(page, &format!("await figure.{call}"));
            assert_eq!(thrown, json!(format!("TypeError: {expected}")));
        }
        for (call, at) in [
            ("step()", 8),
            ("goto(1e15)", 300),
            ("step(-1e15)", 0),
            ("step(1e15)", 300),
            ("goto(-3)", 0),
            ("step(5)", 5),
        ] {
            assert_eq!(after(page, &format!("await figure.{call}; return figure.state.at")), json!(at), "{call}");
        }
    });
}
