//! The article: its figures can be opened, and its formulas, its lines of code and its references are the program's.
//! What it says of races is held in article/claims.rs.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "article/claims.rs"]
mod claims;
#[allow(dead_code)]
mod common;
#[path = "article/posters.rs"]
mod posters;
#[path = "article/races.rs"]
mod races;
#[path = "article/reading.rs"]
mod reading;

use std::collections::BTreeSet;

use downhill::hyperparameter::{Domain, Knob};
use downhill::number::shortest;
use downhill::optimiser::{self, Code, Description};
use downhill::scene::{Closeup, Run, Scene};
use downhill::{ledger, loss};
use reading::{ARTICLE, between, plain, section, seen};

const SHEET: &str = include_str!("../www/article.css");

/// What a figure can show, and what it can let its reader do.
const SHOWN: [&str; 7] = ["landscape", "theta", "loss", "inside", "ledger", "table", "story"];
const CONTROLS: [&str; 9] = ["lr", "beta", "beta2", "eps", "start", "loss", "runs", "play", "share"];

/// The optimisers that have a section each, and its id.
const SECTIONS: [(&str, &str); 6] = [
    ("gd", "gradient-descent"),
    ("momentum", "momentum"),
    ("nesterov", "nesterov"),
    ("adagrad", "adagrad"),
    ("rmsprop", "rmsprop"),
    ("adam", "adam"),
];

/// A figure of the article.
struct Figure {
    id: String,
    scene: String,
    shows: Vec<String>,
    controls: Vec<String>,
    caption: String,
    /// What is said in the place of its picture.
    fallback: String,
    pictures: Vec<String>,
}

impl Figure {
    fn all() -> Vec<Figure> {
        let read = |figure: &str| {
            let (tag, inside) = figure.split_once('>').unwrap();
            let of = |name: &str| plain(between(tag, &format!(" {name}=\""), "\"").next().unwrap());
            let words = |name: &str| of(name).split(' ').map(str::to_owned).collect();
            let picture = |name: &str| between(inside, &format!("{name}=\""), "\"").map(plain).collect::<Vec<_>>();
            Figure {
                id: of("id"),
                scene: of("scene"),
                shows: words("show"),
                controls: words("controls"),
                caption: of("caption"),
                fallback: picture(" alt").concat(),
                pictures: [picture(" src"), picture(" srcset")].concat(),
            }
        };
        between(ARTICLE, "<downhill-viz", "</downhill-viz>").map(read).collect()
    }
}

#[test]
fn every_figure_opens_a_scene_and_has_caption_and_fallback() {
    let figures = Figure::all();
    assert!(figures.len() >= 10);
    for figure in figures {
        let (opened, problems) = Scene::read(&figure.scene);
        assert_eq!(problems, [], "{}", figure.scene);
        assert!((1..=3).contains(&figure.shows.len()));
        assert!(figure.shows.iter().all(|word| SHOWN.contains(&word.as_str())), "{:?}", figure.shows);
        assert!(figure.controls.iter().all(|word| CONTROLS.contains(&word.as_str())), "{:?}", figure.controls);
        assert!(figure.caption.ends_with('.') && figure.fallback.ends_with('.'), "{}", figure.scene);
        // What is to be shown is there, and a slider has a run to act on.
        let shows = |word: &str| figure.shows.iter().any(|shown| shown == word);
        assert_eq!(opened.inside.is_some(), shows("inside"), "{}", figure.scene);
        assert_eq!(opened.closeup == Closeup::Ledger, shows("ledger"), "{}", figure.scene);
        for knob in Knob::ALL.iter().filter(|knob| figure.controls.iter().any(|word| word == knob.id())) {
            let turns = |run: &Run| run.optimiser.hyperparameters.iter().any(|h| h.knob == Some(*knob));
            assert!(opened.runs.iter().any(turns), "{} in {}", knob.id(), figure.scene);
        }
    }
}

#[test]
fn every_link_leads_somewhere_and_ids_are_unique() {
    let ids: Vec<&str> = between(ARTICLE, " id=\"", "\"").collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    let mut opened = 0;
    for link in between(ARTICLE, "<a ", ">").flat_map(|tag| between(tag, "href=\"", "\"")) {
        if let Some(text) = link.strip_prefix("./#") {
            assert_eq!(Scene::read(&plain(text)).1, [], "{link}");
            opened += 1;
        } else {
            assert!(link == "./" || link.strip_prefix('#').is_some_and(|id| ids.contains(&id)), "{link}");
        }
    }
    assert!(opened >= optimiser::ALL.len() - SECTIONS.len());
    let further = plain(section("further"));
    for other in optimiser::ALL.iter().filter(|other| SECTIONS.iter().all(|(id, _)| *id != other.id)) {
        assert!(
            further.contains(&format!("run={}", other.id)),
            "article.html, “Further optimisers”: no link with run={}",
            other.id
        );
    }
}

#[test]
fn the_page_runs_no_script_of_its_own_and_keeps_to_the_page_s_policy() {
    let policy = |page: &str| between(page, "Content-Security-Policy\" content=\"", "\"").next().unwrap().to_owned();
    assert_eq!(policy(ARTICLE), policy(include_str!("../index.html")));
    assert_eq!(between(ARTICLE, "<script", "</script>").count(), 1);
    assert!(ARTICLE.contains("<script type=\"module\" src=\"downhill-viz.js\" blocking=\"render\"></script>"));
    assert!(!ARTICLE.contains(" style=") && !ARTICLE.contains("<style"));
    assert_eq!(ARTICLE.matches("<h1>").count(), 1);
    assert!(!ARTICLE.contains("<h3"), "sections have headings of the second order");
}

#[test]
fn the_article_has_the_colours_of_the_page() {
    let ink = include_str!("../www/style/ink.css");
    let colours = |sheet| between(sheet, "  --", ";").filter(|set| set.contains(": #")).collect::<Vec<_>>();
    assert_eq!(colours(SHEET).len(), 14);
    assert!(colours(SHEET).iter().all(|colour| colours(ink).contains(colour)));
}

/// Every line that a rule has: as it is by default, and with each setting that is 0 or 1 changed.
fn lines(description: &'static Description) -> BTreeSet<String> {
    let mut settings = vec![description.defaults()];
    for (place, h) in description.hyperparameters.iter().enumerate() {
        let mut values = description.defaults();
        values[place] = match h.domain {
            Domain::Switch => 1.0 - h.default,
            _ if h.default == 0.0 => 0.1,
            _ => h.default,
        };
        settings.push(values);
    }
    let mut lines = BTreeSet::new();
    for values in settings {
        let run = Run { values, ..Run::new(description) };
        let scene = Scene { runs: vec![run], ..Scene::default() };
        let race = common::raced(&scene);
        for ledger in [1, 2].map(|step| race.ledger(&scene, 0, step).unwrap()) {
            lines.extend(ledger.lines.iter().map(|line| ledger::symbols(line.equation)));
        }
    }
    lines
}

#[test]
fn the_lines_of_every_rule_are_those_that_the_program_tells_of_its_steps() {
    for (id, heading) in SECTIONS {
        let shown = between(section(heading), "<math display=\"block\">", "</math>");
        let shown: BTreeSet<String> = shown.filter(|line| line.contains("class=")).map(str::to_owned).collect();
        assert_eq!(shown, lines(optimiser::by_id(id).unwrap()), "{id}");
    }
}

#[test]
fn every_line_for_pytorch_gives_the_settings_that_the_rule_has_here() {
    for (id, heading) in SECTIONS {
        let description = optimiser::by_id(id).unwrap();
        let mut code = &*description.code;
        while let Code::Where { on, .. } = code {
            code = on;
        }
        let Code::Torch(template) = code else { unreachable!("{id} is PyTorch’s") };
        let filled = description.hyperparameters.iter().fold((*template).to_owned(), |text, h| {
            text.replace(&format!("{{{}}}", h.id), &shortest(h.default).replace('−', "-"))
        });
        let line = section(heading).split_once("torch.optim.").unwrap().1.split(['\n', '<']).next().unwrap();
        let (class, settings) = line.split_once("([theta], ").unwrap();
        assert!(filled.starts_with(class), "{line} is not {filled}");
        for setting in settings.trim_end_matches(')').split(", ") {
            assert!(filled.contains(setting), "{setting} is not in {filled}");
        }
    }
}

#[test]
fn the_references_are_the_papers_of_all_optimisers() {
    let references = seen(section("references"));
    for paper in optimiser::ALL.iter().map(|description| &description.paper) {
        let last = paper.authors.rsplit(' ').next().unwrap();
        let reference = format!("{last}, {}, {}, {}.", paper.title, paper.venue, paper.year);
        assert!(references.contains(&reference), "article.html, “References”: no “… {reference}”");
    }
}

#[test]
fn what_the_playground_has_is_counted_right() {
    const NUMBERS: [&str; 12] = [
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "twenty-one",
        "twenty-two",
        "twenty-three",
        "twenty-four",
    ];
    let word = |number: usize| NUMBERS.get(number - 13).expect("article.html counts in words: one more is wanted here");
    let all = format!("{} optimisers, {} losses", word(optimiser::ALL.len()), word(loss::ALL.len()));
    assert!(ARTICLE.contains(&all), "article.html, at its end: there are {all}");
    let more = format!("{} more", word(optimiser::ALL.len() - SECTIONS.len()));
    assert!(ARTICLE.contains(&more), "article.html, “Further optimisers”: there are {more}");
}
