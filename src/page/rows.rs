//! The table of runs, which is the legend as well.

use gloo_events::EventListener;
use web_sys::{Element, HtmlInputElement};

use super::dom::{Label, append, append_text, css, find, listen_input, make, make_svg, set, set_property, toggle};
use super::{Message, send};
use crate::chart::{Theme, styles};
use crate::list::List as _;
use crate::number::{column, shortest};
use crate::point::Axis;
use crate::race::Race;
use crate::scene::{Action, Scene};

/// The rows of the table.
pub struct Rows {
    body: Element,
    list: Vec<Row>,
    /// The names for which the rows were built.
    names: Vec<String>,
    theme: Option<&'static Theme>,
}

struct Row {
    root: Element,
    box_: HtmlInputElement,
    swatch: Element,
    theta: Label,
    loss: Label,
    verdict: Label,
    shown: bool,
    _listener: EventListener,
}

impl Rows {
    /// The empty table of index.html.
    pub fn new() -> Self {
        Rows { body: find("rows"), list: Vec::new(), names: Vec::new(), theme: None }
    }

    /// Makes the table show the runs as they are at iteration `at`.
    pub fn show(&mut self, scene: &Scene, race: &Race, at: usize, theme: &'static Theme) {
        let names = scene.names();
        if names != self.names {
            self.body.set_text_content(None);
            self.list.clear();
            for (index, run) in scene.runs.iter().enumerate() {
                let row = Row::new(index, &names[index], run.optimiser.summary);
                append(&self.body, &row.root);
                self.list.push(row);
            }
            (self.names, self.theme) = (names, None);
        }
        if self.theme != Some(theme) {
            self.theme = Some(theme);
            for (row, style) in self.list.iter().zip(styles(scene)) {
                set(&row.swatch, "stroke-dasharray", &dashes(style.dash));
                set_property(&row.root, "--run", &css(theme.run(style)));
            }
        }
        let verdicts = race.verdicts(at);
        for ((row, run), (track, verdict)) in
            self.list.iter_mut().zip(&scene.runs).zip(race.tracks().iter().zip(verdicts))
        {
            let theta = track.theta(at);
            let dimensions = scene.loss.dimensions();
            let coordinates: Vec<String> = Axis::of(dimensions).iter().map(|axis| column(theta[*axis], 3)).list();
            row.theta.set(&coordinates.join(", "));
            row.loss.set(&column(race.loss().value(theta), 4));
            row.verdict.set(&verdict.words(dimensions));
            if row.shown != run.shown || row.box_.checked() != run.shown {
                row.shown = run.shown;
                row.box_.set_checked(run.shown);
                toggle(&row.root, "off", !run.shown);
            }
        }
    }
}

/// The swatch's dash, of a length at which the pattern shows.
fn dashes(pattern: &[f64]) -> String {
    if pattern.is_empty() {
        return "none".to_owned();
    }
    pattern.iter().map(|length| shortest(*length)).list().join(" ")
}

impl Row {
    fn new(index: usize, name: &str, summary: &str) -> Self {
        let root: Element = make("tr", &[("role", "row")]);
        let head: Element = make("th", &[("scope", "row"), ("role", "rowheader")]);
        let label: Element = make("label", &[("title", summary)]);
        let box_: HtmlInputElement = make("input", &[("type", "checkbox"), ("checked", "")]);
        let picture = make_svg("svg", &[("class", "swatch"), ("viewBox", "0 0 30 10"), ("aria-hidden", "true")]);
        let swatch = make_svg("line", &[("x1", "0"), ("x2", "30"), ("y1", "5"), ("y2", "5")]);
        append(&picture, &swatch);
        append(&label, &box_);
        append(&label, &picture);
        append_text(&label, "span", name);
        append(&head, &label);
        append(&root, &head);
        let cell = || {
            let cell: Element = make("td", &[("role", "cell")]);
            append(&root, &cell);
            Label::new(cell)
        };
        let (theta, loss, verdict) = (cell(), cell(), cell());
        let listener = listen_input(&box_, "change", move |input| {
            send(Message::Act(Action::Show(index, input.checked())));
        });
        Row { root, box_, swatch, theta, loss, verdict, shown: true, _listener: listener }
    }
}
