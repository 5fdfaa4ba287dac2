//! A scene as a script in Python.
//!
//! It runs every optimiser in the library whose numbers ours are held against, and prints θ after each step to the
//! last digit. Where a setting changes midway, the optimiser is given all of its settings anew; what it remembers
//! stays.

use std::fmt::Write as _;

use crate::hyperparameter::{Domain, Hyperparameter};
use crate::list::List as _;
use crate::number::float;
use crate::optimiser::Code;
use crate::point::Axis;
use crate::scene::{Run, Scene};

/// What a script with PyTorch begins with.
const TORCH: &str = "import torch\n\ntorch.set_default_dtype(torch.float64)\n";
/// What a script with Optax begins with.
const OPTAX: &str =
    "import jax\nimport jax.numpy as jnp\nimport optax\n\njax.config.update(\"jax_enable_x64\", True)\n";

/// What PyTorch asks for θ.
const DOWN: &str = "

def loss(theta):
    return formula(torch, *theta)


def down():
    optimiser.zero_grad()
    value = loss(theta)
    value.backward()
    return value
";
/// What Optax is given.
const GRADIENT: &str = "\n\ngradient = jax.jit(jax.grad(lambda theta: formula(jnp, *theta)))\n";

/// The scene as a script in Python for `PyTorch`, and for Optax where `PyTorch` lacks an optimiser of it. It prints
/// a line for each run and each step: number of the run, step, θ.
#[must_use]
pub fn python(scene: &Scene) -> String {
    let runs = scene.runs.iter().map(|run| Script::new(run, scene)).list();
    let needs_optax = |script: &Script| matches!(script.code, Code::Optax(_));
    let (torch, optax) = (!runs.iter().all(needs_optax), runs.iter().any(needs_optax));
    let only_if = |wanted: bool, text: &'static str| if wanted { text } else { "" };
    let dimensions = scene.loss.dimensions();
    let (variables, columns) = if dimensions > 1 { ("x, y", "x,y") } else { ("x", "x") };
    let start: Vec<String> = Axis::of(dimensions).iter().map(|axis| float(scene.start[*axis])).list();
    let link = one_line(&scene.write());
    let mut text = format!(
        "# Downhill{}{link}\n# pip install{}{}\n{}{}\n\ndef formula(m, {variables}):\n    return {}\n{}{}\n\n\
         def show(run, step):\n    print(run, step, *theta.tolist(), sep=\",\")\n\n\n\
         start, steps = [{}], {}\nprint(\"run,step,{columns}\")\n",
        only_if(!link.is_empty(), ": "),
        only_if(torch, " torch"),
        only_if(optax, " jax optax"),
        only_if(torch, TORCH),
        only_if(optax, OPTAX),
        scene.loss.as_python(),
        only_if(torch, DOWN),
        only_if(optax, GRADIENT),
        start.join(", "),
        scene.steps,
    );
    for (index, (script, name)) in runs.iter().zip(scene.names()).enumerate() {
        text.push_str(&script.text(index + 1, &name));
    }
    text
}

/// A run as a part of the script.
struct Script {
    hyperparameters: &'static [Hyperparameter],
    code: Code,
    /// From which iteration on the hyperparameters have which values; the first from the start.
    stages: Vec<(usize, Vec<f64>)>,
}

impl Script {
    fn new(run: &Run, scene: &Scene) -> Self {
        let mut values = run.values.clone();
        let mut stages = vec![(0, values.clone())];
        for change in &scene.changes {
            for place in run.on_knob(change.knob) {
                values[place] = change.value;
                stages.retain(|(from, _)| *from == 0 || *from != change.at);
                stages.push((change.at, values.clone()));
            }
        }
        let mut code = run.optimiser.code;
        while let Code::Where { id, on, off } = code {
            let place = run.optimiser.hyperparameter(id).map_or(0, |(place, _)| place);
            code = if stages.iter().all(|(_, values)| values[place] != 0.0) { *on } else { *off };
        }
        Script { hyperparameters: run.optimiser.hyperparameters, code, stages }
    }

    fn text(&self, number: usize, name: &str) -> String {
        let (mut theta, mut prepare, mut step) = ("torch.tensor(start)", String::new(), String::new());
        match self.code {
            Code::Torch(_) => {
                theta = "torch.tensor(start, requires_grad=True)";
                step.push_str("optimiser.step(down)");
            }
            Code::Optax(_) => {
                theta = "jnp.array(start)";
                prepare.push_str("state = optimiser.init(theta)\n");
                step.push_str(
                    "updates, state = optimiser.update(gradient(theta), state, theta)\n\
                     theta = optax.apply_updates(theta, updates)",
                );
            }
            Code::Python { before, step: lines } => {
                prepare = format!("{before}\n");
                step.push_str(lines);
            }
            Code::Where { .. } => {}
        }
        let mut text = format!("\n# {number}: {}\ntheta = {theta}\n", one_line(name));
        let mut changes = String::new();
        let mut former: Option<&[f64]> = None;
        for (from, values) in &self.stages {
            let lines = self.settings(values, former);
            if former.replace(values).is_none() {
                text.push_str(&lines);
            } else {
                let _ = write!(changes, "    if t == {from}:\n{}", indented(&lines, "        "));
            }
        }
        text.push_str(prepare.trim_start());
        let step = indented(&step, "    ");
        let _ = write!(text, "show({number}, 0)\nfor t in range(steps):\n{changes}{step}    show({number}, t + 1)\n");
        text
    }

    /// The lines that give the optimiser these values, at the start or in the place of the former ones.
    fn settings(&self, values: &[f64], former: Option<&[f64]>) -> String {
        match self.code {
            Code::Torch(template) => {
                let call = self.filled(template, values);
                match call.split_once('(') {
                    Some((_, arguments)) if former.is_some() => {
                        format!("optimiser.param_groups[0].update({arguments}\n")
                    }
                    Some((class, arguments)) => format!("optimiser = torch.optim.{class}([theta], {arguments}\n"),
                    None => String::new(),
                }
            }
            Code::Optax(template) => format!("optimiser = optax.{}\n", self.filled(template, values)),
            _ => {
                let mut lines = String::new();
                for (place, (h, value)) in self.hyperparameters.iter().zip(values).enumerate() {
                    if former.is_none_or(|former| former[place] != *value) {
                        let _ = writeln!(lines, "{} = {}", h.id, written(h, *value));
                    }
                }
                lines
            }
        }
    }

    /// `template` with the values of the hyperparameters that it names.
    fn filled(&self, template: &str, values: &[f64]) -> String {
        let mut text = String::new();
        for part in template.split('{') {
            let (id, rest) = part.split_once('}').unwrap_or(("", part));
            let given = self.hyperparameters.iter().zip(values).find(|(h, _)| h.id == id);
            text.extend(given.map(|(h, value)| written(h, *value)));
            text.push_str(rest);
        }
        text
    }
}

/// A value as Python has it. PyTorch takes whole numbers neither for β nor, in places, for others that need not
/// be whole.
fn written(hyperparameter: &Hyperparameter, value: f64) -> String {
    match hyperparameter.domain {
        Domain::Switch => if value == 0.0 { "False" } else { "True" }.to_owned(),
        Domain::Whole(_) => (value as u32).to_string(),
        _ => float(value),
    }
}

/// For a comment: nothing that somebody typed or linked shall become code.
fn one_line(text: &str) -> String {
    text.chars().filter(|letter| *letter >= ' ').collect()
}

/// The lines of `text`, each behind `space`.
fn indented(text: &str, space: &str) -> String {
    let mut indented = String::new();
    for line in text.lines() {
        indented.push_str(space);
        indented.push_str(line);
        indented.push('\n');
    }
    indented
}
