//! What can be taken along: copied, or saved as a file.
#![allow(missing_docs, clippy::panic)]

use std::fs;
use std::path::PathBuf;

use downhill::export;
use downhill::race::Race;
use downhill::scene::Scene;
use page_tests::{Page, Point, Role, Visit};
use serde_json::json;
use thirtyfour::Key;

const SCENE: &str = "loss=rosenbrock&start=-1,0.5&steps=40&run=adam,lr:0.1&run=momentum,lr:1e-4&at=40";

/// A folder for what is saved, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn of(page: &Page, name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("downhill-take-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        page.devtools("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": folder }));
        Folder(folder)
    }

    /// What the file of this name holds, once it is there.
    #[track_caller]
    fn saved(&self, page: &Page, name: &str) -> Vec<u8> {
        let file = self.0.join(name);
        // It has its name before it has its bytes.
        page.wait(&format!("{name} is saved"), || fs::metadata(&file).is_ok_and(|about| about.len() > 0));
        fs::read(&file).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    #[track_caller]
    fn text(&self, page: &Page, name: &str) -> String {
        String::from_utf8_lossy(&self.saved(page, name)).into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is the system's to remove.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[track_caller]
fn open_menu(page: &Page) {
    page.script::<()>("document.querySelector('#take summary').click()", &[]);
    page.wait("the menu is open", || page.sees("#take .menu"));
}

/// Where a page may copy, what it has copied.
const CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', { value: {
        writeText: (text) => { window.taken = text; return Promise.resolve(); } } })";
/// Where the browser refuses.
const NO_CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', { value: {
        writeText: () => Promise.reject(new Error('refused')) } })";
/// Where there is no clipboard.
const INSECURE: &str = "Object.defineProperty(navigator, 'clipboard', { value: undefined })";

fn scene() -> Scene {
    Scene::read(SCENE).0
}

#[test]
fn link_and_script_are_copied_and_the_page_says_so() {
    Visit::standing(SCENE).after_script(CLIPBOARD).open(|page| {
        open_menu(page);
        page.button("Copy PyTorch").click();
        page.wait("it is copied", || page.text("#taken") == "Copied");
        assert_eq!(page.script::<String>("return window.taken", &[]), export::python(&scene()));
        page.button("Copy link").click();
        let copied = || page.script::<String>("return window.taken", &[]);
        page.wait("the link is copied", || copied().starts_with("http"));
        let site: String = page.script("return location.href.split('#')[0]", &[]);
        assert_eq!(copied(), format!("{site}#{}", scene().write()));
        assert_eq!(page.script::<String>("return document.querySelector('#taken').role", &[]), "status");
        assert!(!page.sees("#take-text"));
    });
}

#[test]
fn what_the_browser_does_not_copy_is_shown_and_selected() {
    for before in [NO_CLIPBOARD, INSECURE] {
        Visit::standing(SCENE).after_script(before).open(|page| {
            open_menu(page);
            page.button("Copy PyTorch").click();
            page.wait("the text is shown", || page.sees("#take-text"));
            let selected: String = page.script(
                "const text = document.activeElement;
                return text.value.slice(text.selectionStart, text.selectionEnd)",
                &[],
            );
            assert_eq!(selected, export::python(&scene()));
            assert!(page.text("#taken").contains("copy this"));
            page.button("CSV").click();
            page.wait("the text is gone", || !page.sees("#take-text"));
        });
    }
}

#[test]
fn table_and_papers_are_saved() {
    Visit::standing(SCENE).open(|page| {
        let folder = Folder::of(page, "text");
        open_menu(page);
        page.button("CSV").click();
        let mut race = Race::new(&scene());
        while !race.advance(1000) {}
        assert_eq!(folder.text(page, "downhill-rosenbrock.csv").lines().count(), 1 + 2 * 41);
        let (saved, ours) = (folder.text(page, "downhill-rosenbrock.csv"), export::csv(&scene(), &race));
        // In later steps two arithmetics may differ in their last digits.
        assert_eq!(saved.lines().take(4).collect::<Vec<_>>(), ours.lines().take(4).collect::<Vec<_>>());
        assert_eq!(page.text("#taken"), "Saved as downhill-rosenbrock.csv");
        page.button("BibTeX").click();
        assert_eq!(folder.text(page, "downhill-rosenbrock.bib"), export::bibtex(&scene()));
    });
}

#[test]
fn a_figure_in_another_page_hands_out_the_same() {
    Visit::file("embed.html").after_script(CLIPBOARD).open(|page| {
        let folder = Folder::of(page, "figure");
        let script = "const figure = document.createElement('downhill-viz');
            figure.setAttribute('scene', arguments[0]);
            figure.setAttribute('controls', 'share');
            document.body.replaceChildren(figure);
            window.figure = figure;
            figure.ready.then(() => done(true))";
        assert!(page.script_later::<bool>(script, &[json!(SCENE)]));
        let click = |id: &str| {
            page.script::<()>("figure.shadowRoot.getElementById(arguments[0]).click(); return null", &[json!(id)]);
        };
        click("take-python");
        let copied = || page.script::<String>("return window.taken ?? ''", &[]);
        page.wait("it is copied", || copied() == export::python(&scene()));
        click("take-papers");
        assert_eq!(folder.text(page, "downhill-rosenbrock.bib"), export::bibtex(&scene()));
    });
}

#[test]
fn pictures_are_saved_in_every_size() {
    Visit::standing(SCENE).open(|page| {
        let folder = Folder::of(page, "pictures");
        open_menu(page);
        page.button("SVG").click();
        let svg = folder.text(page, "downhill-rosenbrock.svg");
        assert!(svg.starts_with("<svg width=\"960\" height=\"620\"") && svg.ends_with("</svg>\n"));
        assert!(svg.contains(">Momentum</text>") && !svg.contains("NaN"));
        for (choice, size) in [("1×", (960, 620)), ("4×", (3840, 2480))] {
            page.find(Role::Combobox, "Size of the PNG").choose(choice);
            page.button("PNG").click();
            let png = folder.saved(page, "downhill-rosenbrock.png");
            let number = |at: usize| png[at..at + 4].iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
            assert!(png.starts_with(b"\x89PNG"));
            assert_eq!((number(16), number(20)), size);
            fs::remove_file(folder.0.join("downhill-rosenbrock.png")).unwrap_or_default();
        }
        // Two at once have their names, too.
        let script = "window.names = [];
            const click = HTMLAnchorElement.prototype.click;
            HTMLAnchorElement.prototype.click = function () { names.push(this.download); click.call(this); };
            const png = document.getElementById('take-png');
            png.click();
            png.click();";
        page.script::<()>(script, &[]);
        let mut names: Vec<String> = Vec::new();
        page.wait("both are painted", || {
            names = page.script("return names", &[]);
            names.len() == 2
        });
        assert_eq!(names, ["downhill-rosenbrock.png"; 2]);
    });
}

/// The texts of a saved map, and whether its cells are those on the page.
const SAVED_MAP: &str = "
    const picture = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
    const texts = [...picture.querySelectorAll('text')].map((text) => text.textContent);
    const canvas = document.querySelector('#map canvas');
    const pixels = (canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const image = new Image();
    image.src = picture.querySelector('image').getAttribute('href');
    image.decode().then(() => {
        const small = document.createElement('canvas');
        [small.width, small.height] = [canvas.width, canvas.height];
        const context = small.getContext('2d');
        context.imageSmoothingEnabled = false;
        context.drawImage(image, 0, 0, small.width, small.height);
        const shown = pixels(canvas);
        done([texts, pixels(small).every((byte, place) => byte === shown[place])]);
    });";

#[test]
fn a_hyperparameter_map_is_saved_with_its_sides_and_what_its_colours_mean() {
    Visit::standing("loss=bowl&run=gd&run=momentum&map=1,2").open(|page| {
        let folder = Folder::of(page, "map");
        page.wait("there is a place for the map", || page.sees("#map .map-save"));
        page.script::<()>("document.querySelector('#map').scrollIntoView(); return null", &[]);
        page.wait("its races are over", || {
            page.script("return document.querySelector('#map').dataset.map === 'done'", &[])
        });
        page.button("SVG of the map").click();
        let svg = folder.text(page, "downhill-map.svg");
        let (texts, same): (Vec<String>, bool) = page.script_later(SAVED_MAP, &[json!(svg)]);
        assert!(same, "the cells are others");
        for text in [
            "Gradient descent",
            "Momentum",
            "α",
            "0.001",
            "settled at once",
            "step 300",
            "not within 300 steps",
            "diverged",
            "edge of stability, by theory",
            "J(θ) = ½(x² + κy²), κ = 25, y₀ = 2, 300 steps",
        ] {
            assert!(texts.iter().any(|shown| shown == text), "{text} is not among {texts:?}");
        }
        page.button("PNG of the map").click();
        let png = folder.saved(page, "downhill-map.png");
        assert!(png.starts_with(b"\x89PNG"));
        assert_eq!(page.text("#map [data-part=saved]"), "Saved as PNG");
    });
}

#[test]
fn a_typed_loss_and_dark_colours_are_taken_along() {
    Visit::standing("f=x^2-cos(3x)&steps=20&at=20").dark().open(|page| {
        let folder = Folder::of(page, "dark");
        open_menu(page);
        page.button("SVG").click();
        let svg = folder.text(page, "downhill-formula.svg");
        assert!(svg.contains("fill=\"#14161a\""), "{svg}");
    });
}

#[test]
fn escape_closes_the_menu_and_the_focus_goes_back() {
    Visit::standing("").open(|page| {
        open_menu(page);
        page.button("SVG").focus();
        page.press(Key::Escape.value());
        page.wait("the menu is closed", || !page.sees("#take .menu"));
        assert!(page.script::<bool>("return document.activeElement.matches('#take summary')", &[]));
        open_menu(page);
        assert_eq!(page.axe(), Vec::<String>::new());
        page.click_on(Point { x: 20.0, y: 300.0 }, 1);
        page.wait("the menu is closed again", || !page.sees("#take .menu"));
    });
}

#[test]
fn on_a_phone_the_menu_is_wholly_in_sight() {
    for width in [320, 390] {
        Visit::standing("").phone(width).open(|page| {
            open_menu(page);
            let inside: bool = page.script(
                "const box = document.querySelector('#take .menu').getBoundingClientRect();
                return box.left >= 0 && box.right <= innerWidth && document.documentElement.scrollWidth <= innerWidth",
                &[],
            );
            assert!(inside, "{width}");
            assert_eq!(page.axe(), Vec::<String>::new());
        });
    }
}
