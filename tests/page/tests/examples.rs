//! The examples of how others show figures: each is built as its author would, and opened.
#![allow(missing_docs, clippy::panic)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use downhill::point::Axis;
use downhill::race::Race;
use downhill::scene::Scene;
use mdbook_driver::MDBook;
use page_tests::{
    Elsewhere, Folder, Page, Visit, example, example_copy, example_for, install, npm, npm_modules, pack, site,
};
use serde_json::{Value, json};

/// Opens a page with one figure, waits until its two charts are drawn, and hands it to a test. Asserts then that nothing
/// was asked of other sites than its own and those in `others`, and the program only once.
#[track_caller]
fn drawn(address: &str, others: &[&str], test: impl FnOnce(&Page)) {
    let note = "window.ready = []; addEventListener('downhill-ready', (event) => ready.push(event.target))";
    Visit::file("embed.html").after_script(note).open(|page| {
        // What the browser was opened with is no part of the example.
        page.go_to("about:blank");
        page.requests();
        page.go_to(address);
        page.wait("the figure is there", || page.script("return ready.length === 1", &[]));
        page.script::<()>("ready[0].scrollIntoView()", &[]);
        let ink = "return [...ready[0].shadowRoot.querySelectorAll('.sheet')]
            .filter((sheet) => sheet.getClientRects().length)
            .map((sheet) => {
                const layers = [...sheet.querySelectorAll('canvas')].filter(({ width }) => width);
                const copy = new OffscreenCanvas(layers[0]?.width ?? 1, layers[0]?.height ?? 1);
                const context = copy.getContext('2d');
                for (const layer of layers) context.drawImage(layer, 0, 0);
                const { data } = context.getImageData(0, 0, copy.width, copy.height);
                return new Uint32Array(data.buffer).filter((pixel) => pixel >>> 24 > 100).length;
            })";
        page.wait("both charts are drawn", || {
            let ink: Vec<usize> = page.script(ink, &[]);
            ink.len() == 2 && ink.iter().all(|count| *count > 500)
        });
        test(page);
        let requests = page.requests();
        let known = |url: &&String| ["data:", address].iter().chain(others).any(|start| url.starts_with(start));
        assert_eq!(requests.iter().find(|url| !known(url)), None);
        assert_eq!(requests.iter().filter(|url| url.contains(".wasm")).count(), 1, "{requests:#?}");
    });
}

/// The book, built, in a folder that is there as long as the site is looked at.
#[track_caller]
fn book() -> (Folder, Elsewhere) {
    let folder = example_copy("mdbook", &["book.toml", "theme.js", "src/SUMMARY.md"]);
    folder.write("src/momentum.md", &example_for("mdbook/src/momentum.md", &site()));
    let built = MDBook::load(folder.path()).and_then(|book| book.build());
    built.unwrap_or_else(|error| panic!("mdBook: {error:?}"));
    let site = Elsewhere::with_files(&folder.path().join("book"));
    (folder, site)
}

/// The page for Vite, with the package installed. Vite itself is the one of the tools: npm has no network.
#[track_caller]
fn vite_project() -> Folder {
    let folder = example_copy("vite", &["package.json", "index.html", "main.js"]);
    let _ = npm(folder.path(), &["pkg", "delete", "devDependencies"]);
    install(folder.path());
    folder
}

/// Vite's development server, until it is dropped.
struct Development(Child);

impl Development {
    /// Starts it in a folder, at any free port; it and its address.
    #[track_caller]
    fn start(folder: &Path) -> (Self, String) {
        let mut vite = Command::new(npm_modules().join(".bin/vite"));
        vite.args(["--host", "127.0.0.1", "--port", "0"]).current_dir(folder).env("NO_COLOR", "1");
        let vite = vite.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut server = Development(vite.unwrap_or_else(|error| panic!("Vite could not be started: {error}")));
        // It is ready once it tells its address.
        let lines = server.0.stdout.as_mut().map(|printed| BufReader::new(printed).lines());
        let address = lines
            .into_iter()
            .flatten()
            .map_while(Result::ok)
            .find_map(|line| line.find("http://").map(|at| line[at..].to_owned()));
        (server, address.unwrap_or_else(|| panic!("Vite ended before it told its address")))
    }
}

impl Drop for Development {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The whole race of a scene that is understood, and the names of its runs.
#[track_caller]
fn raced(text: &str) -> (Vec<String>, Race) {
    let (scene, problems) = Scene::read(text);
    assert_eq!(problems.len(), 0);
    let mut race = Race::new(&scene);
    while !race.advance(usize::MAX) {}
    (scene.names(), race)
}

/// What stands between the first `start` of a text and the next `end`.
#[track_caller]
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let found = text.split_once(start).and_then(|(_, rest)| rest.split_once(end));
    found.unwrap_or_else(|| panic!("there is no {start}")).0
}

/// Asserts that the page for Vite tells in words what its figure shows, and goes on doing so.
#[track_caller]
fn assert_tells_what_is_shown(page: &Page) {
    let (names, race) = raced(between(&example("vite/main.js"), "scene: \"", "\""));
    let words = |at: usize| {
        let places = race.tracks().iter().map(|track| track.theta(at));
        let told =
            names.iter().zip(places).map(|(name, place)| format!("{name} is at ({:.2}, {:.2})", place.x, place.y));
        format!("After {at} steps {}.", told.collect::<Vec<_>>().join(", "))
    };
    assert_eq!(page.text("#told"), words(1000));
    page.script::<()>("ready[0].shadowRoot.querySelector('#back').click()", &[]);
    page.wait("it tells the step before", || page.text("#told") == words(999));
}

#[test]
fn the_plain_page_shows_its_figure() {
    let page = Elsewhere::with_page(&example_for("plain.html", &site()), "");
    drawn(&page.address("/"), &[&site()], |_| ());
}

#[test]
fn the_book_is_built_by_mdbook_and_its_chapter_shows_its_figure() {
    let (_folder, book) = book();
    drawn(&book.address("/"), &[&site()], |page| {
        let caption = "return ready[0].shadowRoot.querySelector('.caption').innerText";
        assert_eq!(page.script::<String>(caption, &[]), "Drag β down: the swing shrinks.");
        // Nothing of it has become text of the chapter.
        assert!(!page.text("main").contains("downhill-viz"));
    });
}

#[test]
fn figures_in_the_book_follow_the_theme_that_its_reader_chooses() {
    let (_folder, book) = book();
    drawn(&book.address("/"), &[&site()], |page| {
        let is_dark = || page.script::<bool>("return !!ready[0].shadowRoot.querySelector('.figure.dark')", &[]);
        for (theme, dark) in [("navy", true), ("rust", false), ("coal", true), ("light", false), ("ayu", true)] {
            page.script::<()>(
                "document.getElementById(arguments[0]).click()",
                &[json!(format!("mdbook-theme-{theme}"))],
            );
            page.wait(theme, || is_dark() == dark);
        }
    });
}

#[test]
fn the_chapter_says_what_its_race_does() {
    let chapter = example("mdbook/src/momentum.md");
    let (names, race) = raced(&between(&chapter, "scene=\"", "\"").replace("&amp;", "&"));
    assert_eq!(names, ["Gradient descent", "Momentum"]);
    let [descent, momentum] = [0, 1].map(|run| race.tracks()[run].column(Axis::X));
    assert!(chapter.contains("Two runs start at *θ* = 3 on") && momentum[0] == 3.0);
    assert!(chapter.contains("Gradient descent walks straight to the minimum"));
    assert!(descent.windows(2).all(|pair| pair[0] > pair[1] && pair[1] > 0.0));
    let below = momentum.iter().position(|theta| *theta < 0.0).expect("it overshoots");
    let turn = momentum.windows(2).position(|pair| pair[1] > pair[0]).expect("it turns");
    let velocity = (momentum[below - 1] - momentum[below]) / 0.01;
    let claims = [
        format!("At step {below} momentum has passed the minimum: *θ* = −{:.3}.", -momentum[below]),
        format!("the velocity is {velocity:.1}:"),
        format!("At step {turn} it is spent, and the ball turns, at *θ* = −{:.3}.", -momentum[turn]),
        format!("up to *β* = {:.3}, that is (1 − √(2*α*))²", (1.0 - 0.02_f64.sqrt()).powi(2)),
    ];
    for claim in claims {
        assert!(chapter.contains(&claim), "{claim}");
    }
    let crosses = |beta: &str| {
        let (_, race) = raced(&format!("steps=1000&run=momentum,beta:{beta}"));
        race.tracks()[0].column(Axis::X).iter().any(|theta| *theta < 0.0)
    };
    assert!(!crosses("0.737") && crosses("0.738"));
}

#[test]
fn the_page_for_vite_asks_for_the_package_and_the_vite_that_it_is_tested_with() {
    let asks: Value = serde_json::from_str(&example("vite/package.json")).expect("it is JSON");
    let package = pack(&["--dry-run"]);
    assert_eq!(
        asks["dependencies"],
        json!({ "downhill-viz": format!("^{}", package["version"].as_str().unwrap_or("?")) })
    );
    let tools: Value = serde_json::from_str(include_str!("../../../package.json")).expect("it is JSON");
    let vite = tools["devDependencies"]["vite"].as_str().expect("it is one of the tools");
    assert_eq!(asks["devDependencies"], json!({ "vite": format!("^{vite}") }));
}

#[test]
fn the_page_for_vite_is_built_and_shows_its_figure() {
    let project = vite_project();
    let _ = npm(project.path(), &["run", "build"]);
    let built = Elsewhere::with_files(&project.path().join("dist"));
    drawn(&built.address("/"), &[], assert_tells_what_is_shown);
}

#[test]
fn vites_development_server_shows_the_figure_without_a_word_of_configuration() {
    let project = vite_project();
    let (_server, address) = Development::start(project.path());
    drawn(&address, &[], assert_tells_what_is_shown);
}
