//! What the program that measures needs beside the page: the peers from npm, and the loops that are written by hand.
//! None of it is ever in the page.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::error::Error;
use crate::file::read;
use crate::npm::npm_install;
use crate::process::{Project, output, run, say};
use crate::stages;
use crate::tools::{SMALL, Tools, WASM};
use crate::torch;

/// What can be measured alone; `tests/page/src/bin/measure` knows what each is.
const GROUPS: [&str; 9] = ["frames", "figures", "race", "stepping", "map", "drawing", "opening", "torch", "memory"];

/// What builds the loops that are written by hand.
const LOOPS: [&str; 3] = ["--locked", "--package", "downhill-loops"];

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
        let peers = npm_install(project, &bench, &project.root().join("target/bench"), what)?;
        more.push(("DOWNHILL_BENCH_PEERS", peers));
    }
    if wants("map") {
        more.push(("DOWNHILL_BENCH_NATIVE", native_loops(project)?));
    }
    let python = torch::python(project);
    if wants("race") || (wants("torch") && python.is_file()) {
        more.extend(loops(project)?);
    }
    if python.is_file() {
        more.push(("DOWNHILL_BENCH_PYTHON", python));
    }
    let mut arguments = vec!["run", "--quiet", "--locked", "--package", "page-tests", "--bin", "measure", "--"];
    arguments.extend(groups.iter().map(String::as_str));
    stages::with_page(project, &arguments, &more)
}

/// Runs the loops that are written by hand natively, and builds them as WebAssembly twice: as the page is built, and to be
/// as quick as can be.
fn loops(project: &Project) -> Result<[(&'static str, PathBuf); 2], Error> {
    let (folder, built) = (project.root().join("target/bench/loops"), project.root().join("target/bench/build"));
    fs::create_dir_all(&folder).map_err(|error| Error::File(folder.clone(), error))?;
    let tools = Tools::prepare(project)?;
    let page = read(&project.root().join("index.html"))?;
    for (name, profile, optimise) in [("small", "release", "-Oz"), ("fast", "fast", "-O3")] {
        let mut cargo = project.cargo();
        cargo.args(["build", "--quiet", "--profile", profile, "--target", WASM]).args(LOOPS).envs(SMALL);
        run(cargo.arg("--target-dir").arg(&built))?;
        let made = built.join(WASM).join(profile).join("loops.wasm");
        let mut bindgen = project.command("wasm-bindgen");
        bindgen.args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"]);
        run(bindgen.arg(&folder).arg(made).env("PATH", tools.path()))?;
        let wasm = folder.join(format!("{name}_bg.wasm"));
        let mut wasm_opt = project.command("wasm-opt");
        wasm_opt
            .arg(optimise)
            .args(wasm_opt_options(&page).into_iter().map(|option| if option == "-Oz" { optimise } else { option }));
        run(wasm_opt.arg("-o").args([&wasm, &wasm]).env("PATH", tools.path()))?;
    }
    let program = native_loops(project)?;
    say("Racing the library and loops written by hand, natively");
    let native = output(&mut Command::new(program));
    let file = folder.join("native.txt");
    fs::write(&file, native.unwrap_or_default()).map_err(|error| Error::File(file.clone(), error))?;
    Ok([("DOWNHILL_BENCH_LOOPS", folder), ("DOWNHILL_BENCH_RACES", file)])
}

/// Builds them as a program for this machine.
fn native_loops(project: &Project) -> Result<PathBuf, Error> {
    run(project.cargo().args(["build", "--quiet", "--profile", "fast"]).args(LOOPS))?;
    Ok(project.root().join("target/fast/loops"))
}

/// The options that `index.html` has Trunk give to `wasm-opt`.
fn wasm_opt_options(page: &str) -> Vec<&str> {
    let options = page.split_once("data-wasm-opt-params=\"").and_then(|(_, rest)| rest.split_once('"'));
    options.map_or_else(Vec::new, |(options, _)| options.split_whitespace().collect())
}
