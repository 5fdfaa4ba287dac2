//! The table of runs, which is the legend as well.

use gloo_events::EventListener;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::dom::{
    Label, append, append_text, css, find, focus, listen, listen_input, make, make_svg, set, set_property, toggle,
};
use super::lineup::Lineup;
use super::{Message, send};
use crate::chart::{Theme, styles};
use crate::list::{List as _, joined};
use crate::number::{column, shortest};
use crate::palette::Style;
use crate::point::Axis;
use crate::race::Race;
use crate::scene::{Action, Scene};

/// The rows of the table.
pub struct Rows {
    body: Element,
    list: Vec<Row>,
    /// The names for which the rows were built.
    names: Vec<String>,
    /// The colours that they have.
    drawn: Option<(&'static Theme, Vec<&'static Style>)>,
}

struct Row {
    root: Element,
    box_: HtmlInputElement,
    swatch: Element,
    theta: Label,
    loss: Label,
    verdict: Label,
    closer: HtmlElement,
    shown: bool,
    chosen: bool,
    _listeners: [EventListener; 2],
}

impl Rows {
    /// The empty table of index.html.
    pub fn new() -> Self {
        Rows { body: find("rows"), list: Vec::new(), names: Vec::new(), drawn: None }
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
            (self.names, self.drawn) = (names, None);
        }
        let styles = styles(scene);
        if self.drawn.as_ref() != Some(&(theme, styles.clone())) {
            for (row, style) in self.list.iter().zip(&styles) {
                dash(&row.swatch, style);
                set_property(&row.root, "--run", &css(theme.run(style)));
            }
            self.drawn = Some((theme, styles));
        }
        let verdicts = race.verdicts(at);
        for (index, ((row, run), (track, verdict))) in
            self.list.iter_mut().zip(&scene.runs).zip(race.tracks().iter().zip(verdicts)).enumerate()
        {
            let chosen = scene.chosen == Some(index);
            if row.chosen != chosen {
                row.chosen = chosen;
                set(&row.closer, "aria-pressed", if chosen { "true" } else { "false" });
                toggle(&row.root, "chosen", chosen);
            }
            let theta = track.theta(at);
            let dimensions = scene.loss.dimensions();
            let coordinates: Vec<String> = Axis::of(dimensions).iter().map(|axis| column(theta[*axis], 3)).list();
            row.theta.set(&joined(&coordinates, ", "));
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

impl Rows {
    /// The focus goes to the button that looks closer at a run.
    pub fn focus(&self, run: usize) {
        if let Some(row) = self.list.get(run) {
            focus(&row.closer);
        }
    }
}

/// A short line that takes the colour of the run around it.
pub fn swatch() -> Element {
    let picture = make_svg("svg", &[("class", "swatch"), ("viewBox", "0 0 30 10"), ("aria-hidden", "true")]);
    append(&picture, &make_svg("line", &[("x1", "0"), ("x2", "30"), ("y1", "5"), ("y2", "5")]));
    picture
}

/// Gives a swatch a style's dash, of a length at which the pattern shows.
pub fn dash(swatch: &Element, style: &Style) {
    let lengths: Vec<String> = style.dash.iter().map(|length| shortest(*length)).list();
    let pattern = if lengths.is_empty() { "none".to_owned() } else { joined(&lengths, " ") };
    set(swatch, "stroke-dasharray", &pattern);
}

impl Row {
    fn new(index: usize, name: &str, summary: &str) -> Self {
        let root: Element = make("tr", &[("role", "row")]);
        let head: Element = make("th", &[("scope", "row"), ("role", "rowheader")]);
        let label: Element = make("label", &[("title", summary)]);
        let box_: HtmlInputElement = make("input", &[("type", "checkbox"), ("checked", "")]);
        let swatch = swatch();
        append(&label, &box_);
        append(&label, &swatch);
        append_text(&label, "span", name);
        append(&head, &label);
        append(&root, &head);
        let cell = || {
            let cell: Element = make("td", &[("role", "cell")]);
            append(&root, &cell);
            Label::new(cell)
        };
        let (theta, loss, verdict) = (cell(), cell(), cell());
        let last: Element = make("td", &[("role", "cell")]);
        let label = format!("Look closer at {name}");
        let closer: HtmlElement = make(
            "button",
            &[
                ("type", "button"),
                ("class", "tool"),
                ("aria-label", &label),
                ("title", &label),
                ("aria-pressed", "false"),
            ],
        );
        let icon = make_svg("svg", &[("viewBox", "0 0 20 20"), ("aria-hidden", "true")]);
        append(
            &icon,
            &make_svg(
                "path",
                &[(
                    "d",
                    "M3 6h6M13 6h4M3 14h4M11 14h6M9 6a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7 14a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
                )],
            ),
        );
        append(&closer, &icon);
        append(&last, &closer);
        append(&root, &last);
        let listeners = [
            listen_input(&box_, "change", move |input| {
                send(Message::Act(Action::Show(index, input.checked())));
            }),
            listen(&closer, "click", move |_| send(Message::Lineup(Lineup::Choose(Some(index))))),
        ];
        Row { root, box_, swatch, theta, loss, verdict, closer, shown: true, chosen: false, _listeners: listeners }
    }
}
