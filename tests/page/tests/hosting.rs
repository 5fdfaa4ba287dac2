//! Where the site may stand, and what pages may show its figure.
#![allow(missing_docs, clippy::panic)]

use page_tests::{Elsewhere, Page, Visit, dist, dist_file, example_for, site};
use serde::Deserialize;

/// What is said of hosting.
const GUIDE: &str = include_str!("../../../HOSTING.md");

/// How a figure stands in a page.
#[derive(Debug, Deserialize)]
struct Figure {
    display: String,
    height: f64,
    /// How many pixels are drawn in the chart of θ.
    drawn: usize,
    /// Of every text in it that is seen: which way it runs, its font, and its size.
    texts: Vec<(String, String, String)>,
}

/// The example for blogs, with the figure of this site.
fn example(site: &str) -> String {
    example_for("plain.html", site)
}

/// The example, with `head` before what is loaded in it.
fn example_with(head: &str) -> String {
    let page = example(&site());
    let charset = "<meta charset=\"utf-8\">";
    assert!(page.contains(charset));
    page.replacen(charset, &format!("{charset}{head}"), 1)
}

/// The least that a page's policy has to allow for a figure of this site.
fn policy(site: &str) -> String {
    format!("default-src 'none'; script-src {site} 'wasm-unsafe-eval'; connect-src {site}; img-src data:")
}

/// Shows a page of another origin under a policy, waits until its figure is there, and tells how it stands.
#[track_caller]
fn shown<T>(html: &str, policy: &str, test: impl FnOnce(&Page, Figure) -> T) -> T {
    let host = Elsewhere::with_page(html, policy);
    let note = "window.ready = []; addEventListener('downhill-ready', (event) => ready.push(event.target.localName))";
    Visit::standing("at=50").after_script(note).open(|page| {
        page.go_to(&host.address("/"));
        page.wait("the figure is there", || page.script::<Vec<String>>("return ready", &[]) == ["downhill-viz"]);
        page.frames(3);
        let figure = page.script(
            "const host = document.querySelector('downhill-viz');
            const [layer] = host.shadowRoot.querySelectorAll('#theta canvas');
            const copy = new OffscreenCanvas(layer.width, layer.height).getContext('2d');
            copy.drawImage(layer, 0, 0);
            const pixels = new Uint32Array(copy.getImageData(0, 0, layer.width, layer.height).data.buffer);
            const seen = [...host.shadowRoot.querySelectorAll('*')].filter((one) => one.getClientRects().length
                && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
            return {
                display: getComputedStyle(host).display,
                height: host.getBoundingClientRect().height,
                drawn: pixels.filter((pixel) => pixel >>> 24 > 100).length,
                texts: seen.map((one) => getComputedStyle(one)).map((style) => [style.direction, style.fontFamily, style.fontSize]),
            }",
            &[],
        );
        let result = test(page, figure);
        page.assert_of_this_machine();
        result
    })
}

/// Asserts that the figure in this page stands as it does in the example alone.
#[track_caller]
fn assert_as_on_a_harmless_page(html: &str, policy: &str) {
    let harmless = shown(&example(&site()), "", |_, figure| figure);
    assert!(harmless.drawn > 500 && harmless.height > 300.0 && harmless.texts.len() > 10, "{harmless:?}");
    assert!(harmless.texts.iter().all(|(direction, ..)| direction == "ltr"), "{harmless:?}");
    shown(html, policy, |_, figure| {
        assert!(figure.drawn > 500 && figure.display == "block", "{figure:?}");
        assert!((figure.height - harmless.height).abs() <= 2.0, "{} and {}", figure.height, harmless.height);
        assert_eq!(figure.texts, harmless.texts);
    });
}

#[test]
fn the_site_works_in_any_folder() {
    let elsewhere = Elsewhere::with_dist_in("/some/path");
    Visit::standing("at=50").open(|page| {
        for file in ["", "index.html"] {
            let address = elsewhere.address(&format!("/some/path/{file}"));
            page.go_to(&address);
            page.wait_state("it has started", |state| state.drawn > 0);
            page.number("Learning rate α").enter("0.1");
            page.wait("the link is in the address", || page.script::<String>("return location.href", &[]) != address);
            let link: String = page.script("return location.href", &[]);
            assert!(link.starts_with(&format!("{address}#")) && link.contains("lr:0.1"), "{link}");
        }
        for file in ["article.html", "embed.html"] {
            page.go_to(&elsewhere.address(&format!("/some/path/{file}")));
            let script = "const figure = document.querySelector('downhill-viz');
                figure.ready.then(() => done(figure.shadowRoot.querySelectorAll('canvas').length))";
            assert!(page.script_later::<usize>(script, &[]) > 1, "{file}");
        }
        let site = elsewhere.address("/some/path/");
        let outside = |url: &String| url.starts_with(&elsewhere.address("")) && !url.starts_with(&site);
        assert_eq!(page.requests().into_iter().find(outside), None);
    });
}

#[test]
fn no_file_of_the_site_names_an_address_from_the_root() {
    for file in ["index.html", "article.html", "embed.html"] {
        let text = String::from_utf8_lossy(&dist_file(file)).into_owned();
        for start in ["href=\"/", "src=\"/"] {
            assert!(!text.contains(start), "{file} has {start}");
        }
    }
}

#[test]
fn the_guide_tells_every_file_and_the_policies_that_are_tested() {
    for folder in ["", "www/"] {
        let entries = dist().join(folder).read_dir().unwrap_or_else(|error| panic!("{folder}: {error}"));
        let files = entries.flatten().filter(|entry| entry.path().is_file());
        let names = files.map(|file| format!("`{folder}{}`", file.file_name().display()));
        let untold: Vec<String> = names.filter(|name| !GUIDE.contains(name)).collect();
        assert_eq!(untold, [] as [String; 0]);
    }
    let index = String::from_utf8_lossy(&dist_file("index.html")).into_owned();
    let own = index.split("Content-Security-Policy\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
    assert!(own.is_some_and(|own| GUIDE.contains(&format!("\n{own}\n"))), "{own:?}");
    let of_hosts = policy("https://example.org/downhill/").replace("default-src 'none'; ", "");
    assert!(GUIDE.contains(&format!("\n{of_hosts}\n")), "{of_hosts}");
}

#[test]
fn a_strict_policy_of_the_host_needs_no_word_on_styles() {
    assert_as_on_a_harmless_page(&example(&site()), &policy(&site()));
}

#[test]
fn all_controls_ask_no_more_of_the_policy() {
    let all = example(&site()).replace("<downhill-viz ", "<downhill-viz controls=\"all\" ");
    shown(&all, &policy(&site()), |_, figure| assert!(figure.drawn > 500, "{figure:?}"));
}

#[test]
fn the_figure_may_come_from_any_folder_of_a_site() {
    let site = Elsewhere::with_dist_in("/some/path").address("/some/path/");
    assert_as_on_a_harmless_page(&example(&site), &policy(&site));
}

#[test]
fn where_the_policy_forbids_webassembly_the_figure_says_so_and_its_fallback_stays() {
    let policy = policy(&site()).replace(" 'wasm-unsafe-eval'", "");
    let host = Elsewhere::with_page(&example(&site()), &policy);
    Visit::standing("at=50").failing().open(|page| {
        page.go_to(&host.address("/"));
        let problem =
            "return document.querySelector('downhill-viz')?.shadowRoot?.querySelector('.problem').innerText ?? ''";
        page.wait("it says so", || page.script::<String>(problem, &[]).contains("could not start"));
        assert!(page.sees("downhill-viz p"));
        page.script::<()>("watched.violations.length = 0", &[]);
        page.assert_of_this_machine();
    });
}

#[test]
fn a_sandboxed_page_has_an_origin_of_its_own_and_shows_the_figure() {
    assert_as_on_a_harmless_page(&example(&site()), &format!("sandbox allow-scripts; {}", policy(&site())));
}

#[test]
fn a_sandboxed_frame_in_a_strict_host_shows_the_figure() {
    let html =
        format!("<!doctype html><title>A</title><iframe sandbox=\"allow-scripts\" src=\"{}embed.html\">", site());
    let host = Elsewhere::with_page(&html, &format!("default-src 'none'; frame-src {}", site()));
    let note = "window.told = []; addEventListener('message', ({ data }) => told.push(data.event ?? ''))";
    Visit::standing("at=50").after_script(note).open(|page| {
        page.go_to(&host.address("/"));
        page.wait("it is ready", || {
            page.script::<Vec<String>>("return told", &[]).iter().any(|event| event == "ready")
        });
        page.assert_of_this_machine();
    });
}

#[test]
fn a_frame_far_below_or_hidden_holds_its_host_up_in_no_way() {
    let html = format!(
        "<!doctype html><title>A</title><iframe style=\"margin-top: 9000px\" src=\"{0}embed.html\"></iframe>\
         <iframe hidden src=\"{0}embed.html\"></iframe>\
         <script>onload = () => document.title = 'loaded'; onmessage = ({{ data }}) => {{ \
         if (data.event === 'ready') document.title += ', ready' }}</script>",
        site()
    );
    let host = Elsewhere::with_page(&html, "");
    Visit::standing("at=50").open(|page| {
        // It comes back when the host has loaded.
        page.go_to(&host.address("/"));
        assert_eq!(page.script::<String>("return document.title", &[]), "loaded");
        page.script::<()>("document.querySelector('iframe').scrollIntoView(); return null", &[]);
        page.wait("seen, it is ready", || page.script::<String>("return document.title", &[]) == "loaded, ready");
        page.assert_of_this_machine();
    });
}

#[test]
fn what_the_host_takes_for_the_base_of_addresses_does_not_matter() {
    assert_as_on_a_harmless_page(&example_with("<base href=\"/elsewhere/\">"), &policy(&site()));
}

#[test]
fn a_host_that_unsets_every_style_does_not_reach_the_figure() {
    let style = "<style>* { all: unset }</style>";
    assert_as_on_a_harmless_page(&example_with(style), "");
}

#[test]
fn huge_fonts_of_the_host_do_not_reach_the_figure() {
    let style = "<style>html, * { font: bold 60px/3 cursive !important; letter-spacing: 1em; word-spacing: 2em; \
                 text-transform: uppercase; text-indent: 5em; white-space: pre; color: red }</style>";
    assert_as_on_a_harmless_page(&example_with(style), "");
}

#[test]
fn boxes_of_the_host_that_are_sized_otherwise_do_not_reach_the_figure() {
    let style = "<style>* { box-sizing: content-box }</style>";
    assert_as_on_a_harmless_page(&example_with(style), "");
}

#[test]
fn in_a_page_that_runs_from_right_to_left_the_figure_runs_from_left_to_right() {
    let page = example(&site()).replacen("<html lang=\"en\">", "<html lang=\"en\" dir=\"rtl\">", 1);
    assert_as_on_a_harmless_page(&page, "");
}

#[test]
fn a_map_on_another_sites_page_has_workers_where_the_policy_lets_it_and_comes_to_its_end_without_them() {
    let figure = "<downhill-viz show=\"map\" scene=\"run=momentum&amp;map=1\">";
    let (before, after) =
        example(&site()).split_once("<downhill-viz").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let html = [&before, figure, after.split_once('>').unwrap().1].concat();
    for (policy, works) in [
        (String::new(), true),
        (format!("{}; worker-src blob: {}", policy(&site()), site()), true),
        (policy(&site()), false),
    ] {
        let host = Elsewhere::with_page(&html, &policy);
        Visit::standing("at=50").failing().open(|page| {
            page.go_to(&host.address("/"));
            let map = "document.querySelector('downhill-viz')?.shadowRoot?.getElementById('map')?.dataset";
            page.wait_longer("every race has been run", std::time::Duration::from_mins(1), || {
                page.script(&format!("return {map}?.map === 'done'"), &[])
            });
            let workers: String = page.script(&format!("return {map}.workers"), &[]);
            assert_eq!(workers != "0", works, "{workers} workers under “{policy}”");
            page.script::<()>("watched.violations.length = 0; return null", &[]);
            page.assert_of_this_machine();
        });
    }
}
