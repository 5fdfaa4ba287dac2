//! The one table of ratios at the end.

use std::fmt::Write as _;

/// What a ratio has to be.
#[derive(Clone, Copy)]
pub enum Limit {
    /// Ours takes at most so many times what the peer takes.
    AtMost(f64),
    /// Ours is at least so many times as quick as the peer.
    Faster(f64),
    /// Nothing; it is told for information: ours over the peer's.
    None,
    /// The same, told as how many times as quick ours is.
    HowMuchFaster,
}

/// One line: ours and a peer's, measured by turns in one run.
pub struct Row {
    what: String,
    peer: String,
    /// Medians.
    ours: f64,
    theirs: f64,
    unit: &'static str,
    /// Of the ratios of each turn: lower quartile, median, upper quartile.
    ratios: [f64; 3],
    limit: Limit,
}

impl Row {
    /// From what each turn took, ours and theirs in the same order.
    pub fn new(what: &str, peer: &str, ours: &[f64], theirs: &[f64], unit: &'static str, limit: Limit) -> Self {
        let ratio = |(ours, theirs): (&f64, &f64)| match limit {
            Limit::AtMost(_) | Limit::None => ours / theirs,
            Limit::Faster(_) | Limit::HowMuchFaster => theirs / ours,
        };
        let ratios: Vec<f64> = ours.iter().zip(theirs).map(ratio).collect();
        Row {
            what: what.to_owned(),
            peer: peer.to_owned(),
            ours: median(ours),
            theirs: median(theirs),
            unit,
            ratios: [0.25, 0.5, 0.75].map(|part| quantile(&ratios, part)),
            limit,
        }
    }

    fn cells(&self) -> [String; 8] {
        let [low, middle, high] = self.ratios.map(|ratio| format!("{ratio:.2}"));
        let (limit, verdict) = match self.limit {
            Limit::AtMost(most) => (format!("≤ {most}"), self.ratios[1] <= most),
            Limit::Faster(least) => (format!("≥ {least}"), self.ratios[1] >= least),
            Limit::None | Limit::HowMuchFaster => (String::new(), true),
        };
        let verdict = if limit.is_empty() {
            ""
        } else if verdict {
            "ok"
        } else {
            "MISSED"
        };
        let times = |number: f64| format!("{} {}", readable(number), self.unit);
        [
            self.what.clone(),
            self.peer.clone(),
            times(self.ours),
            times(self.theirs),
            format!("{middle} ×"),
            format!("{low} … {high}"),
            limit,
            verdict.to_owned(),
        ]
    }
}

const HEAD: [&str; 8] = ["what", "peer", "ours", "peer's", "ratio", "quartiles", "limit", ""];

/// Prints the rows below each other, as a table that Markdown understands too.
pub fn print(rows: &[Row]) {
    let lines: Vec<[String; 8]> = std::iter::once(HEAD.map(str::to_owned)).chain(rows.iter().map(Row::cells)).collect();
    let wide = |place: usize| lines.iter().map(|line| line[place].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..HEAD.len()).map(wide).collect();
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        for (cell, width) in line.iter().zip(&widths) {
            let _ = write!(text, "| {cell}{} ", " ".repeat(width - cell.chars().count()));
        }
        text.push_str("|\n");
        if number == 0 {
            for width in &widths {
                let _ = write!(text, "|{}", "-".repeat(width + 2));
            }
            text.push_str("|\n");
        }
    }
    println!("\nours beside peers: medians of turns that alternate, quartiles of the turns' ratios");
    println!("{}\n\n{text}", machine());
}

/// What this machine is, in a line.
fn machine() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map(|(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("measured on {cores} cores of {}, {}", model.unwrap_or("an unknown processor"), std::env::consts::OS)
}

/// Three digits that count.
fn readable(number: f64) -> String {
    let digits = (2 - number.abs().log10().floor() as i32).clamp(0, 3) as usize;
    format!("{number:.digits$}")
}

/// The middle one.
pub fn median(numbers: &[f64]) -> f64 {
    quantile(numbers, 0.5)
}

/// The number that this part of the others is below.
pub fn quantile(numbers: &[f64], part: f64) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted.get((last as f64 * part).round() as usize).copied().unwrap_or(f64::NAN)
}
