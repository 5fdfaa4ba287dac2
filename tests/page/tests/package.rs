//! The npm package: what is in it, whether it works where it is installed, and whether its types tell the truth.
#![allow(missing_docs, clippy::panic)]

use std::collections::BTreeSet;

use page_tests::{Folder, Page, Visit, dist, dist_file, install, pack};
use serde_json::json;

/// All that the package holds, in npm's order.
const FILES: [&str; 14] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "downhill-figure.js",
    "downhill-map-worker.js",
    "downhill-map.js",
    "downhill-sweep.js",
    "downhill-sweep_bg.wasm",
    "downhill-viz.d.ts",
    "downhill-viz.js",
    "downhill.d.ts",
    "downhill.js",
    "downhill_bg.wasm",
    "package.json",
];

fn text(file: &str) -> String {
    String::from_utf8_lossy(&dist_file(file)).into_owned()
}

/// What stands between the first `start` of a text and the next `end`.
#[track_caller]
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let found = text.split_once(start).and_then(|(_, rest)| rest.split_once(end));
    found.unwrap_or_else(|| panic!("there is no {start}")).0
}

/// The names of the members that a class or an interface of these types has; those of the class itself only if asked.
#[track_caller]
fn members(types: &str, declaration: &str, of_class: bool) -> BTreeSet<String> {
    let body = between(types, &format!("export {declaration} {{\n"), "\n}");
    let lines = body.lines().map(str::trim).filter(|line| !line.starts_with(['/', '*']));
    let lines = lines.filter(|line| line.starts_with("static ") == of_class);
    let names = lines.map(|line| line.trim_start_matches("static ").trim_start_matches("readonly "));
    names
        .map(|line| line.trim_start_matches('"').split(['(', '?', ':', '"']).next().unwrap_or_default().into())
        .collect()
}

/// The words of a type that is one of several.
#[track_caller]
fn words(types: &str, name: &str) -> BTreeSet<String> {
    let union = between(types, &format!("export type {name} ="), ";");
    union.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// What a script makes of the package's module, `viz`, and of a figure of it, `figure` in `element`, that is ready.
#[track_caller]
fn told_by_figure(page: &Page, script: &str) -> BTreeSet<String> {
    let script = format!(
        "import(new URL('npm/downhill-viz.js', document.baseURI)).then(async (viz) => {{
            const own = (prototype) => Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
            const element = document.body.appendChild(document.createElement('div'));
            const figure = viz.mount(element, {{ scene: 'steps=20' }});
            await figure.ready;
            done(await (async () => {{ {script} }})());
        }}).catch((error) => done([String(error)]))"
    );
    page.script_later(&script, &[])
}

#[test]
fn the_package_holds_what_it_is_to_hold_and_nothing_else() {
    let told = pack(&["--dry-run"]);
    let files = told["files"].as_array().into_iter().flatten().filter_map(|file| file["path"].as_str());
    assert_eq!(files.collect::<BTreeSet<_>>(), BTreeSet::from(FILES));
    assert_eq!(told["name"], "downhill-viz");
}

#[test]
fn installed_without_a_network_it_does_what_its_readme_shows() {
    // In the served site.
    let name = format!("npm-{}", std::process::id());
    let folder = Folder::at(dist().join(&name));
    folder.write("package.json", "{}");
    install(folder.path());
    let readme = text("npm/README.md");
    let listen = "window.ready = [];
        addEventListener('downhill-ready', (event) => window.ready.push(event.target.localName));";
    Visit::standing("").after_script(listen).open(|page| {
        folder.write("index.html", between(&readme, "```html\n", "```"));
        page.script::<()>("location.assign(arguments[0])", &[json!(format!("{name}/index.html"))]);
        let ready = || page.script::<BTreeSet<String>>("return window.ready", &[]);
        let both = BTreeSet::from(["div".to_owned(), "downhill-viz".to_owned()]);
        page.wait("both figures are ready", || ready() == both);
        // The least that a chart has: paper, a line, words.
        let colours = "return ['downhill-viz', '#figure'].map((host) => {
                const canvas = document.querySelector(host).shadowRoot.querySelector('#landscape-sheet canvas');
                const copy = new OffscreenCanvas(canvas.width || 1, canvas.height || 1).getContext('2d');
                copy.drawImage(canvas, 0, 0);
                const { data } = copy.getImageData(0, 0, copy.canvas.width, copy.canvas.height);
                return new Set(new Uint32Array(data.buffer)).size;
            })";
        page.wait("both figures are drawn", || page.script::<Vec<u32>>(colours, &[]).iter().all(|count| *count > 2));
    });
}

#[test]
fn the_types_name_every_member_that_is_there_and_no_other() {
    let types = text("npm/downhill-viz.d.ts");
    Visit::standing("").open(|page| {
        let viz = told_by_figure(page, "return own(Object.getPrototypeOf(figure))");
        assert_eq!(members(&types, "interface Viz", false), viz);
        // What the browser calls is nobody else's.
        let element =
            told_by_figure(page, "return own(viz.DownhillViz.prototype).filter((name) => !name.endsWith('Callback'))");
        assert_eq!(members(&types, "declare class DownhillViz extends HTMLElement", false), element);
        let class = told_by_figure(page, "return Object.keys(viz.DownhillViz)");
        assert_eq!(members(&types, "declare class DownhillViz extends HTMLElement", true), class);
        let options = told_by_figure(page, "return viz.DownhillViz.observedAttributes");
        assert_eq!(members(&types, "interface Options", false), options);
        let exported = told_by_figure(page, "return Object.keys(viz)");
        for name in &exported {
            assert!(
                types.contains(&format!("export declare class {name} "))
                    || types.contains(&format!("export declare function {name}(")),
                "{name}"
            );
        }
        assert_eq!(types.matches("export declare ").count(), exported.len());
    });
}

#[test]
fn the_types_have_the_words_that_the_options_take() {
    let types = text("npm/downhill-viz.d.ts");
    Visit::standing("").open(|page| {
        let expected = |option: &str| {
            let script = "let told = '';
                element.addEventListener('downhill-error', (event) => (told = event.detail));
                figure.set({ OPTION: '?' });
                return told.split('expected ')[1].replace('one of ', '').split(', ');";
            told_by_figure(page, &script.replace("OPTION", option))
        };
        assert_eq!(words(&types, "Show"), expected("show"));
        let besides = BTreeSet::from(["all".to_owned(), "none".to_owned()]);
        assert_eq!(&words(&types, "Controls") | &besides, expected("controls"));
        assert_eq!(words(&types, "Theme"), expected("theme"));
    });
}

#[test]
fn a_figure_tells_what_the_types_of_the_program_say() {
    let types = text("npm/downhill.d.ts");
    Visit::standing("").open(|page| {
        let tells = |what: &str| {
            let script = "const kind = (value) => (Array.isArray(value) ? `${kind(value[0])}[]`
                    : value instanceof Float64Array ? 'Float64Array' : typeof value);
                return Object.entries(WHAT).map(([name, value]) => `${name}: ${kind(value)};`);";
            told_by_figure(page, &script.replace("WHAT", what))
        };
        let promised = |interface: &str| -> BTreeSet<String> {
            let body = between(&types, &format!("export interface {interface} {{\n"), "\n}");
            let lines = body.lines().map(str::trim).filter(|line| !line.starts_with('/'));
            // To a script it is an object like any other.
            lines.map(|line| line.replace("RunState", "object")).collect()
        };
        assert_eq!(promised("FigureState"), tells("figure.state"));
        assert_eq!(promised("RunState"), tells("figure.state.runs[0]"));
        assert_eq!(promised("Trajectory"), tells("figure.trajectories()[0]"));
    });
}

#[test]
fn a_figure_sends_the_events_of_the_types() {
    let types = text("npm/downhill-viz.d.ts");
    let events = between(&types, "export interface VizEvents {\n", "\n}");
    let events: BTreeSet<String> =
        events.lines().map(str::trim).filter(|line| !line.starts_with('/')).map(str::to_owned).collect();
    Visit::standing("").open(|page| {
        let sent = told_by_figure(
            page,
            "const kind = (value) => Array.isArray(value) ? `${kind(value[0])}[]`
                : typeof value !== 'object' ? typeof value
                : `{ ${Object.entries(value).map(([name, part]) => `${name}: ${kind(part)}`).join('; ')} }`;
            const other = document.body.appendChild(document.createElement('div'));
            // Out of sight a figure rests, and tells nothing.
            other.style = 'position: fixed; inset: 0; z-index: 9';
            const heard = new Set();
            for (const name of ['ready', 'change', 'step', 'error']) other.addEventListener(`downhill-${name}`,
                (event) => heard.add(`\"${event.type}\": CustomEvent<${kind(event.detail)}>;`));
            const sending = viz.mount(other, { scene: 'steps=20', theme: 'auto' });
            await sending.ready;
            await sending.goto(3);
            sending.set({ theme: 'odd' });
            const slider = other.shadowRoot.querySelector('#lr-knob input[type=range]');
            slider.value -= 100;
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            for (let frame = 0; frame < 200 && heard.size < 4; frame++) await new Promise(requestAnimationFrame);
            return [...heard];",
        );
        assert_eq!(events, sent);
    });
}
