//! The figure in other pages: the element, its options, methods and events, and the frame.
#![allow(missing_docs, clippy::panic)]

use downhill::export;
use downhill::point::Axis;
use downhill::race::Race;
use downhill::scene::Scene;
use page_tests::{Page, Visit, dist_file};
use serde_json::{Value, json};

const SCENE: &str = "loss=rosenbrock&start=-1,0.5&steps=40&run=adam,lr:0.1&run=momentum,lr:1e-4&at=40";

/// Puts a figure with these attributes into the page in place of all else, notes every event of it in `told`, and
/// waits until it is there.
fn figure(page: &Page, attributes: &Value) {
    let script = "window.told = [];
        const figure = document.createElement('downhill-viz');
        for (const [name, value] of Object.entries(arguments[0])) figure.setAttribute(name, value);
        for (const kind of ['ready', 'change', 'step', 'error'])
            figure.addEventListener(`downhill-${kind}`, (event) => told.push([kind, event.detail]));
        document.body.replaceChildren(figure);
        window.figure = figure;
        figure.ready.then(() => done(true), (error) => done(String(error)));";
    assert_eq!(page.script_later::<Value>(script, std::slice::from_ref(attributes)), json!(true));
}

/// What the figure has told of this kind.
fn told(page: &Page, kind: &str) -> Vec<Value> {
    page.script("return told.filter(([kind]) => kind === arguments[0]).map(([, detail]) => detail)", &[json!(kind)])
}

/// The ids of those parts of the figure that can be seen.
fn seen(page: &Page, ids: &[&str]) -> Vec<String> {
    let script = "const root = figure.shadowRoot;
        return arguments[0].filter((id) => root.getElementById(id)?.getClientRects().length > 0)";
    page.script(script, &[json!(ids)])
}

fn on_a_page<T>(test: impl FnOnce(&Page) -> T) -> T {
    Visit::file("embed.html").open(test)
}

fn raced(text: &str) -> (Scene, Race) {
    let (scene, problems) = Scene::read(text);
    assert_eq!(problems.len(), 0);
    let mut race = Race::new(&scene);
    while !race.is_over() {
        race.advance(1_000_000);
    }
    (scene, race)
}

#[test]
fn a_frame_has_loaded_when_its_picture_stands() {
    let note = "addEventListener('load', () => (window.drawn = document.getElementById('figure')?.state?.drawn ?? 0))";
    Visit::file("embed.html").after_script(note).open(|page| {
        assert!(page.script::<u32>("return window.drawn", &[]) > 0, "pictures drawn when the frame has loaded");
    });
}

#[test]
fn an_element_shows_the_charts_and_the_controls_that_it_is_asked_for_and_no_others() {
    const PARTS: [&str; 10] = [
        "landscape",
        "theta",
        "loss-chart",
        "closeup",
        "story",
        "transport",
        "lr-knob",
        "beta-knob",
        "eps-knob",
        "loss",
    ];
    on_a_page(|page| {
        figure(page, &json!({ "scene": "run=adam" }));
        assert_eq!(seen(page, &PARTS), ["landscape", "theta", "transport", "lr-knob"]);
        figure(
            page,
            &json!({ "scene": "run=adam&ledger=1", "show": "loss ledger story", "controls": "beta eps loss" }),
        );
        assert_eq!(seen(page, &PARTS), ["loss-chart", "closeup", "story", "beta-knob", "eps-knob", "loss"]);
        figure(page, &json!({ "show": "theta", "controls": "none" }));
        assert_eq!(seen(page, &PARTS), ["theta"]);
        // It follows its attributes.
        page.script::<Value>("figure.show = 'landscape'; figure.controls = 'lr'; return null", &[]);
        assert_eq!(seen(page, &PARTS), ["landscape", "lr-knob"]);
    });
}

#[test]
fn what_an_element_tells_is_what_the_race_is_to_the_last_digit() {
    let (scene, race) = raced(SCENE);
    on_a_page(|page| {
        figure(page, &json!({ "scene": SCENE }));
        let script = "return figure.trajectories().map(({ name, theta }) =>
            [name, theta.every((column) => column instanceof Float64Array), theta.map((column) => [...column])])";
        let told: Vec<(String, bool, Vec<Vec<f64>>)> = page.script(script, &[]);
        for ((name, typed, theta), (own, track)) in told.iter().zip(scene.names().iter().zip(race.tracks())) {
            assert_eq!((name, *typed), (own, true));
            assert_eq!(theta, &[track.column(Axis::X), track.column(Axis::Y)]);
        }
        assert_eq!(told.len(), 2);
        assert_eq!(page.script::<String>("return figure.toCSV()", &[]), export::csv(&scene, &race));
        assert!(page.script::<String>("return figure.toSVG()", &[]).starts_with("<svg "));
        assert_eq!(page.script::<String>("return figure.scene", &[]), scene.write());
    });
}

#[test]
fn a_figure_plays_and_stands_and_goes_where_it_is_told_to() {
    on_a_page(|page| {
        figure(page, &json!({ "scene": "run=adam&steps=300&at=10" }));
        let at = |page: &Page| page.script::<Value>("return figure.state?.at", &[]);
        assert_eq!(at(page), json!(10));
        page.script_later::<Value>("figure.step(2).then(() => done(null))", &[]);
        assert_eq!(at(page), json!(12));
        page.script_later::<Value>("figure.goto(299).then(() => done(null))", &[]);
        assert_eq!(at(page), json!(299));
        page.script_later::<Value>("figure.goto(5).then(() => figure.play()).then(() => done(null))", &[]);
        page.wait("it has played on", || at(page).as_u64() > Some(8));
        page.script_later::<Value>("figure.pause().then(() => done(null))", &[]);
        let stood = at(page);
        page.frames(5);
        assert_eq!(at(page), stood);
        page.wait("each iteration was told", || told(page, "step").contains(&stood));
    });
}

#[test]
fn a_figure_that_plays_by_itself_does_so_from_wherever_its_scene_stands() {
    for (scene, least) in [("run=adam&steps=100000", 0), ("run=adam&steps=100000&at=40", 40)] {
        on_a_page(|page| {
            figure(page, &json!({ "scene": scene, "autoplay": "" }));
            page.wait("it plays", || page.script("return figure.state.playing && figure.state.at > 45", &[]));
            let told = told(page, "step");
            assert!(told.iter().all(|at| at.as_u64() >= Some(least)), "{told:?}");
        });
    }
}

#[test]
fn a_caption_of_one_long_word_is_broken_and_a_long_name_is_cut_short() {
    on_a_page(|page| {
        let scene = "run=gd,name:A name that is longer than there is room for in any legend";
        figure(page, &json!({ "scene": scene, "caption": "w".repeat(500) }));
        let wide = "const root = figure.shadowRoot;
            const name = root.querySelector('#rows label span');
            return [root.querySelector('.figure').scrollWidth <= figure.clientWidth, name.scrollWidth > name.clientWidth,
                name.getBoundingClientRect().right <= root.querySelector('#rows tr').getBoundingClientRect().right]";
        page.resize((400, 800));
        page.wait("all is within it", || page.script::<Value>(wide, &[]) == json!([true, true, true]));
    });
}

#[test]
fn a_slider_that_is_moved_tells_the_scene_and_what_changed() {
    on_a_page(|page| {
        figure(page, &json!({ "scene": "run=adam&steps=300", "controls": "lr beta" }));
        let slide = "const slider = figure.shadowRoot.getElementById('lr');
            slider.value = 700; slider.dispatchEvent(new Event('input', { bubbles: true })); return null";
        page.script::<Value>(slide, &[]);
        page.wait("the change is told", || !told(page, "change").is_empty());
        let change = told(page, "change").remove(0);
        assert_eq!(change["changed"], json!(["run"]));
        assert_eq!(change["scene"], page.script::<Value>("return figure.scene", &[]));
        assert_eq!(page.fragment(), "", "a figure leaves the page's address alone");
    });
}

#[test]
fn what_is_not_understood_is_shown_and_told_and_the_rest_works() {
    on_a_page(|page| {
        figure(
            page,
            &json!({ "scene": "run=adam&lr=1", "show": "theta maps", "controls": "lr knobs", "theme": "pink" }),
        );
        page.wait("four problems are told", || told(page, "error").len() >= 4);
        let shown: String = page.script("return figure.shadowRoot.querySelector('.problem').textContent", &[]);
        for word in ["maps", "knobs", "pink"] {
            assert!(shown.contains(word), "{shown}");
        }
        assert_eq!(seen(page, &["theta", "landscape", "lr-knob", "problems"]), ["theta", "lr-knob", "problems"]);
        page.script::<Value>("figure.scene = 'run=gd'; return null", &[]);
        page.wait("it shows another scene", || {
            page.script::<Value>("return figure.state.runs[0].optimiser", &[]) == json!("gd")
        });
    });
}

#[test]
fn a_figure_that_is_moved_stays_and_one_that_is_removed_ends() {
    on_a_page(|page| {
        figure(page, &json!({ "scene": "run=adam&steps=300&at=7" }));
        let moved = "const box = document.createElement('div'); document.body.append(box); box.append(figure);
            setTimeout(() => done(figure.state?.at ?? null), 0)";
        assert_eq!(page.script_later::<Value>(moved, &[]), json!(7));
        let removed =
            "figure.remove(); setTimeout(() => done([figure.state ?? null, figure.shadowRoot.childElementCount]), 0)";
        assert_eq!(page.script_later::<Value>(removed, &[]), json!([null, 0]));
        let back = "document.body.append(figure); figure.ready.then(() => done(figure.state.at))";
        assert_eq!(page.script_later::<Value>(back, &[]), json!(7));
    });
}

#[test]
fn the_module_is_light() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write as _;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&dist_file("downhill-viz.js")).unwrap_or_else(|error| panic!("{error}"));
    let size = gzip.finish().map_or(usize::MAX, |bytes| bytes.len());
    assert!(size <= 6000, "{size} bytes");
}

#[test]
fn all_figures_of_the_article_are_one_program_and_shift_nothing() {
    let watch = "window.shifts = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shifts += entry.value)))
            .observe({ type: 'layout-shift', buffered: true });";
    for visit in [Visit::file("article.html"), Visit::file("article.html").phone(390)] {
        visit.after_script(watch).open(|page| {
            let figures: usize = page.script("return document.querySelectorAll('downhill-viz').length", &[]);
            assert!(figures >= 10);
            for place in 0..figures {
                let script = "const figure = document.querySelectorAll('downhill-viz')[arguments[0]];
                    figure.scrollIntoView({ block: 'center' });
                    const drawn = () => (figure.state?.drawn > 0 ? done(true) : setTimeout(drawn, 15));
                    drawn();";
                assert!(page.script_later::<bool>(script, &[json!(place)]));
            }
            assert_eq!(page.script::<f64>("return shifts", &[]), 0.0);
            let program =
                "return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length";
            assert_eq!(page.script::<u32>(program, &[]), 1);
        });
    }
}

/// Opens a frame with a figure in the page, and keeps what it posts in `posted`.
const FRAME: &str = "window.posted = [];
    addEventListener('message', ({ data }) => posted.push(data));
    const frame = document.createElement('iframe');
    frame.width = 700; frame.src = arguments[0];
    document.body.replaceChildren(frame);
    window.frame = frame;
    window.ask = (question) => frame.contentWindow.postMessage({ downhill: 1, ...question }, '*');
    return null";

/// What the frame answers to a question.
fn answer(page: &Page, question: &Value) -> Value {
    let script = "const id = Math.random();
        const hear = ({ data }) => {
            if (data?.id !== id) return;
            removeEventListener('message', hear);
            done(JSON.parse(JSON.stringify(data)));
        };
        addEventListener('message', hear);
        ask({ ...arguments[0], id });";
    let mut answer: Value = page.script_later(script, std::slice::from_ref(question));
    answer.as_object_mut().map(|answer| answer.remove("id"));
    answer
}

/// Opens a page of the site with a frame in it, and waits until the figure in the frame is there.
fn framed(address: &str, test: impl FnOnce(&Page)) {
    in_a_frame(Visit::file("embed.html"), address, test);
}

fn in_a_frame(visit: Visit, address: &str, test: impl FnOnce(&Page)) {
    visit.open(|page| {
        // The policy of the page is about itself; here it is somebody else's, who has frames.
        page.devtools("Page.setBypassCSP", json!({ "enabled": true }));
        page.reload();
        page.script::<Value>(FRAME, &[json!(address)]);
        page.wait("the figure in the frame is there", || {
            page.script("return frame.contentDocument?.getElementById('figure')?.state?.drawn > 0", &[])
        });
        test(page);
    });
}

#[test]
fn a_frame_shows_what_its_address_says_and_tells_how_high_it_is() {
    framed("embed.html?show=theta&controls=play&theme=dark#run=adam&steps=300&at=20", |page| {
        let state = answer(page, &json!({ "ask": "state" }));
        assert_eq!((&state["ok"], &state["value"]["at"]), (&json!(true), &json!(20)));
        let inside: Value = page.script(
            "const figure = frame.contentDocument.getElementById('figure');
                return [figure.show, figure.controls, figure.theme, Math.ceil(figure.getBoundingClientRect().height)]",
            &[],
        );
        assert_eq!((&inside[0], &inside[1], &inside[2]), (&json!("theta"), &json!("play"), &json!("dark")));
        let heights: Vec<u32> = page.script(
            "return [posted.findLast((message) => message?.event === 'height').detail,
                JSON.parse(posted.findLast((message) => typeof message === 'string')).height]",
            &[],
        );
        assert_eq!(json!(heights), json!([inside[3], inside[3]]));
    });
}

#[test]
fn a_host_may_ask_the_frame_for_the_elements_own_methods_and_nothing_else() {
    framed("embed.html#run=gd", |page| {
        assert_eq!(answer(page, &json!({ "ask": "set", "scene": SCENE }))["ok"], json!(true));
        assert_eq!(answer(page, &json!({ "ask": "goto", "iteration": 30 }))["ok"], json!(true));
        assert_eq!(answer(page, &json!({ "ask": "state" }))["value"]["at"], json!(30));
        let (scene, race) = raced(SCENE);
        assert_eq!(answer(page, &json!({ "ask": "csv" }))["value"], json!(export::csv(&scene, &race)));
        for (question, expected) in [
            (json!({ "ask": "remove" }), "ask: expected one of set, play"),
            (json!({ "ask": "constructor" }), "ask: expected one of"),
            (json!({ "ask": "goto", "iteration": "2" }), "iteration: expected a whole number"),
            (json!({ "ask": "set", "scene": 3 }), "scene: expected a text"),
            (json!({ "ask": "state", "downhill": 2 }), "downhill: expected version 1"),
        ] {
            let refused = answer(page, &question);
            assert_eq!(refused["ok"], json!(false));
            assert!(refused["error"].as_str().is_some_and(|error| error.starts_with(expected)), "{refused}");
        }
    });
}

#[test]
fn what_is_wrong_with_an_address_or_a_message_is_shown_in_the_frame_and_told() {
    let told = |page: &Page| -> Vec<String> {
        page.script("return posted.filter((message) => message.event === 'error').map(({ detail }) => detail)", &[])
    };
    framed("embed.html?controls=lr+knobs#run=adam", |page| {
        page.wait("what is wrong with the address is told", || told(page).len() == 1);
        assert!(told(page)[0].starts_with("controls: “knobs” is unknown"), "{:?}", told(page));
        let problem = "return frame.contentDocument.getElementById('problem').innerText";
        let height = "return posted.findLast((message) => message?.event === 'height').detail";
        let before: u32 = page.script(height, &[]);
        // Each time the same: once is enough.
        assert_eq!(answer(page, &json!({ "ask": "jump" }))["ok"], json!(false));
        assert_eq!(answer(page, &json!({ "ask": "jump" }))["ok"], json!(false));
        page.wait("it takes its room", || page.script::<u32>(height, &[]) > before);
        assert!(page.script::<String>(problem, &[]).starts_with("ask: expected one of set, play"));
        assert_eq!(told(page).len(), 2);
        assert_eq!(answer(page, &json!({ "ask": "pause" }))["ok"], json!(true));
        assert_eq!(page.script::<String>(problem, &[]), "");
    });
}

#[test]
fn only_its_host_may_talk_to_a_frame_and_only_of_the_origin_that_the_address_names() {
    let at = |page: &Page| page.script::<u32>("return frame.contentDocument.getElementById('figure').state.at", &[]);
    let go = json!({ "downhill": 1, "ask": "goto", "iteration": 9 });
    framed("embed.html#run=adam&at=3", |page| {
        let from_another = "const other = document.createElement('iframe');
            document.body.append(other);
            other.contentWindow.eval(`parent.frame.contentWindow.postMessage(${JSON.stringify(arguments[0])}, '*')`);
            return null";
        page.script::<Value>(from_another, std::slice::from_ref(&go));
        page.frames(20);
        assert_eq!(at(page), 3);
        assert_eq!(answer(page, &go)["ok"], json!(true));
        assert_eq!(at(page), 9);
    });
    // The browser warns of each message that it keeps from this page.
    in_a_frame(
        Visit::file("embed.html").failing(),
        "embed.html?host=https%3A%2F%2Felsewhere.example#run=adam&at=3",
        |page| {
            page.script::<Value>("ask(arguments[0]); return null", std::slice::from_ref(&go));
            page.frames(20);
            assert_eq!(at(page), 3);
            assert_eq!(page.script::<u32>("return posted.length", &[]), 0);
        },
    );
}

#[test]
fn a_figure_far_out_of_sight_neither_plays_nor_holds_pictures() {
    on_a_page(|page| {
        figure(page, &json!({ "scene": "run=adam&steps=100000", "autoplay": "" }));
        let widths = "return [...figure.shadowRoot.querySelectorAll('#theta canvas')].map((canvas) => canvas.width)";
        let is_drawn = |page: &Page| page.script::<Vec<u32>>(widths, &[]).iter().all(|width| *width > 0);
        page.wait("it plays", || page.script("return figure.state.playing && figure.state.at > 0", &[]));
        assert!(is_drawn(page));
        let away = "figure.insertAdjacentHTML('afterend', '<div></div>'); figure.nextSibling.style.height = '5000px';
            scrollTo(0, 5000); return null";
        page.script::<Value>(away, &[]);
        page.wait("its pictures are let go", || page.script::<Vec<u32>>(widths, &[]) == [0, 0]);
        let drawn = "return [figure.state.drawn, figure.state.at]";
        let stood: Value = page.script(drawn, &[]);
        page.frames(10);
        assert_eq!(page.script::<Value>(drawn, &[]), stood);
        page.script::<Value>("scrollTo(0, 0); return null", &[]);
        page.wait("it is drawn again", || is_drawn(page) && page.script::<Value>(drawn, &[]) != stood);
    });
}
