//! The table of runs, which is the legend as well.

use super::dom::{Label, Thing, css, find, make};
use crate::chart::{Theme, styles};
use crate::list::{List as _, joined};
use crate::number::{column, shortest};
use crate::palette::Style;
use crate::point::Axis;
use crate::race::Race;
use crate::scene::Scene;

/// The rows of the table.
pub struct Rows {
    body: Thing,
    list: Vec<Row>,
    /// The names for which the rows were built.
    names: Vec<String>,
    /// The colours that they have.
    drawn: Option<(&'static Theme, Vec<&'static Style>)>,
}

struct Row {
    root: Thing,
    box_: Thing,
    swatch: Thing,
    theta: Label,
    loss: Label,
    verdict: Label,
    closer: Thing,
    shown: bool,
    chosen: bool,
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
            self.body.say("");
            self.list.clear();
            for (index, run) in scene.runs.iter().enumerate() {
                let row = Row::new(index, &names[index], run.optimiser.summary);
                self.body.append(&row.root);
                self.list.push(row);
            }
            (self.names, self.drawn) = (names, None);
        }
        let styles = styles(scene);
        if self.drawn.as_ref() != Some(&(theme, styles.clone())) {
            for (row, style) in self.list.iter().zip(&styles) {
                dash(&row.swatch, style);
                row.root.style("--run", &css(theme.run(style)));
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
                row.closer.press(chosen);
                row.root.toggle("chosen", chosen);
            }
            let theta = track.theta(at);
            let dimensions = scene.loss.dimensions();
            let coordinates: Vec<String> = Axis::of(dimensions).iter().map(|axis| column(theta[*axis], 3)).list();
            row.theta.set(&joined(&coordinates, ", "));
            row.loss.set(&column(race.loss().value(theta), 4));
            row.verdict.set(&verdict.words(dimensions));
            if row.shown != run.shown || row.box_.is("checked") != run.shown {
                row.shown = run.shown;
                row.box_.switch("checked", run.shown);
                row.root.toggle("off", !run.shown);
            }
        }
    }
}

impl Rows {
    /// The focus goes to the button that looks closer at a run.
    pub fn focus(&self, run: usize) {
        if let Some(row) = self.list.get(run) {
            row.closer.focus();
        }
    }
}

/// Gives a swatch a style's dash, of a length at which the pattern shows.
pub fn dash(swatch: &Thing, style: &Style) {
    let lengths: Vec<String> = style.dash.iter().map(|length| shortest(*length)).list();
    let pattern = if lengths.is_empty() { "none".to_owned() } else { joined(&lengths, " ") };
    swatch.set("stroke-dasharray", &pattern);
}

impl Row {
    fn new(index: usize, name: &str, summary: &str) -> Self {
        let root = make("tr", &[("role", "row")]);
        root.fill("row", &index.to_string());
        let head = root.first();
        let (theta, label) = (head.next(), head.first());
        let (loss, box_) = (theta.next(), label.first());
        let (verdict, swatch) = (loss.next(), box_.next());
        let closer = verdict.next().first();
        label.set("title", summary);
        swatch.next().say(name);
        let look = ["Look closer at ", name].concat();
        closer.set("aria-label", &look);
        closer.set("title", &look);
        let (theta, loss, verdict) = (Label::new(theta), Label::new(loss), Label::new(verdict));
        Row { root, box_, swatch, theta, loss, verdict, closer, shown: true, chosen: false }
    }
}
