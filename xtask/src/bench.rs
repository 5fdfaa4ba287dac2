//! What the program that measures needs beside the page: the peers from npm, and the loops that are written by hand.
//! None of it is ever in the page.

use std::path::PathBuf;

use crate::error::Error;
use crate::process::{Project, run, say};
use crate::stages;
use crate::tools::{self, Tools};

/// What can be measured alone; `tests/page/src/bin/measure` knows what each is.
const GROUPS: [&str; 9] =
    ["frames", "figures", "race", "stepping", "map", "drawing", "opening", "torch", "memory"];

/// The words after `bench`: names of groups, and after `memory` perhaps a number of minutes.
pub fn parse(words: &[&str]) -> Result<Vec<String>, Error> {
    for (place, word) in words.iter().enumerate() {
        let minutes = place > 0 && words[place - 1] == "memory" && word.parse::<f64>().is_ok_and(|time| time > 0.0);
        if !minutes && !GROUPS.contains(word) {
            return Err(Error::Usage(format!("there is nothing called `{word}` to measure")));
        }
    }
    Ok(words.iter().map(|word| (*word).to_owned()).collect())
}

/// Measures these groups, or all that do not take minutes.
pub fn measure(project: &Project, groups: &[String]) -> Result<(), Error> {
    let wants = |name: &str| groups.is_empty() || groups.iter().any(|group| group == name);
    let bench = project.root().join("bench");
    let mut more = vec![("DOWNHILL_BENCH", bench.clone())];
    if ["stepping", "map", "drawing", "opening"].into_iter().any(wants) {
        let what = "that the page is measured against into target/bench";
        let peers = tools::npm_install(project, &bench, &project.root().join("target/bench"), what)?;
        more.push(("DOWNHILL_BENCH_PEERS", peers));
    }
    if wants("race") {
        more.extend(loops(project)?);
    }
    let mut arguments = vec!["run", "--quiet", "--locked", "--package", "page-tests", "--bin", "measure", "--"];
    arguments.extend(groups.iter().map(String::as_str));
    stages::with_page(project, &arguments, &more)
}

/// Builds the loops that are written by hand, natively and as WebAssembly.
fn loops(_: &Project) -> Result<Vec<(&'static str, PathBuf)>, Error> {
    Ok(Vec::new())
}
