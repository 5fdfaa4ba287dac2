//! The colours that a figure has on dark and light pages and systems, as they are seen: text against its ground.
#![allow(missing_docs, clippy::panic)]

use page_tests::{Elsewhere, Page, Visit, site};
use serde::Deserialize;

/// What WCAG asks of text.
const READABLE: f64 = 4.5;

/// What is seen of a figure.
#[derive(Debug, Deserialize)]
struct Colours {
    /// How light its ground is: 0 is black, 1 is white.
    ground: f64,
    /// How each text stands out from what is behind it, and the text.
    texts: Vec<(f64, String)>,
    /// How the words and lines in its charts stand out from the ground: the most that any pixel does.
    charts: f64,
    /// How light the ground is that the browser gives to what it draws itself: lists, scroll bars.
    own: f64,
}

/// A page with all of a figure on it, that looks so and asks for this theme.
fn page_with(look: &str, theme: &str) -> String {
    format!(
        "<!doctype html><meta charset=\"utf-8\"><title>A page</title>{look}
        <script type=\"module\" src=\"{}downhill-viz.js\"></script>
        <downhill-viz scene=\"run=adam&amp;run=gd\" show=\"theta table story\" controls=\"all\"
            theme=\"{theme}\" caption=\"A caption\"></downhill-viz>",
        site()
    )
}

/// A page that is dark, and says so.
const DARK: &str = "<meta name=\"color-scheme\" content=\"dark\">
    <style>:root { color-scheme: dark; background: #101010; color: #eee }</style>";

/// A page that is light, and says so.
const LIGHT: &str = "<meta name=\"color-scheme\" content=\"light\">
    <style>:root { color-scheme: light; background: #fff; color: #111 }</style>";

fn colours(page: &Page) -> Colours {
    page.script(
        "const root = document.querySelector('downhill-viz').shadowRoot;
        const dot = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
        // The colour of layers over each other.
        const over = (layers) => {
            for (const layer of ['#fff', ...layers]) { dot.fillStyle = layer; dot.fillRect(0, 0, 1, 1); }
            return [...dot.getImageData(0, 0, 1, 1).data].slice(0, 3);
        };
        const light = (rgb) => rgb.map((part) => part / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
            .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
        const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        const behind = (element) => {
            const layers = [];
            for (let at = element; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
            return layers;
        };
        const seen = [...root.querySelectorAll('*')].filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
        const words = (one) => one.matches('input[type=text], select') ? one.value
            : [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim();
        const texts = seen.filter((one) => one.localName !== 'style' && !one.matches(':disabled, option') && words(one))
            .map((one) => [contrast(light(over([...behind(one), getComputedStyle(one).color])), light(over(behind(one)))), words(one)]);
        const ground = light(over(behind(root.querySelector('.figure'))));
        const [layer] = root.querySelectorAll('#theta canvas');
        const copy = new OffscreenCanvas(layer.width, layer.height).getContext('2d');
        copy.drawImage(layer, 0, 0);
        const { data } = copy.getImageData(0, 0, layer.width, layer.height);
        let charts = 1;
        for (let place = 0; place < data.length; place += 4)
            if (data[place + 3] > 250) charts = Math.max(charts, contrast(light([...data.slice(place, place + 3)]), ground));
        const probe = root.querySelector('.figure').appendChild(document.createElement('i'));
        probe.style.background = 'Canvas';
        const own = light(over([getComputedStyle(probe).backgroundColor]));
        probe.remove();
        return { ground, texts, charts, own };",
        &[],
    )
}

/// Asserts that the figure is dark or light, and that all of it can be read.
#[track_caller]
fn assert_readable(page: &Page, dark: bool) {
    page.frames(3);
    let seen = colours(page);
    for ground in [seen.ground, seen.own] {
        assert!(if dark { ground < 0.05 } else { ground > 0.8 }, "{seen:?}");
    }
    assert!(seen.texts.len() > 20, "{seen:?}");
    let faint: Vec<_> = seen.texts.iter().filter(|(contrast, _)| *contrast < READABLE).collect();
    assert!(faint.is_empty() && seen.charts > READABLE, "{faint:?}, charts {}", seen.charts);
}

/// Shows the figure to a visitor whose system is dark or light.
fn shown(look: &str, theme: &str, dark: bool, test: impl FnOnce(&Page)) {
    let host = Elsewhere::with_page(&page_with(look, theme), "");
    let visit = Visit::standing("");
    let visit = if dark { visit.dark() } else { visit };
    visit.open(|page| {
        page.go_to(&host.address("/"));
        page.wait("the figure is drawn", || {
            page.script("return document.querySelector('downhill-viz').state?.drawn > 0", &[])
        });
        test(page);
        // That it came from another port is meant.
        drop(page.requests());
    });
}

#[test]
fn a_figure_is_as_dark_as_the_system_whatever_its_page_is() {
    shown(DARK, "auto", false, |page| {
        assert_readable(page, false);
        page.prefer(true, true);
        assert_readable(page, true);
    });
    shown(LIGHT, "auto", true, |page| assert_readable(page, true));
}

#[test]
fn a_figure_that_shall_be_dark_is_dark_on_a_light_system() {
    shown(DARK, "dark", false, |page| assert_readable(page, true));
    shown(LIGHT, "dark", false, |page| assert_readable(page, true));
}

#[test]
fn a_figure_that_shall_be_light_is_light_on_a_dark_system_and_page() {
    shown(DARK, "light", true, |page| assert_readable(page, false));
}
