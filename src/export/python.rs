//! A scene as a script in Python.
//!
//! It runs every optimiser in the library whose numbers ours are held against, and prints θ after each step to the
//! last digit. Where a setting changes midway, the optimiser is given all of its settings anew; what it remembers
//! stays.

use std::fmt::Write as _;

use crate::hyperparameter::{Domain, Hyperparameter, Knob};
use crate::list::List as _;
use crate::number::float;
use crate::optimiser::Code;
use crate::scene::{Run, Scene};
use crate::schedule::Schedule;

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
    let codes: Vec<Code> = scene.runs.iter().map(|run| code(run, scene)).list();
    let needs_optax = |code: &Code| matches!(code, Code::Optax(_));
    let (torch, optax) = (!codes.iter().all(needs_optax), codes.iter().any(needs_optax));
    let only_if = |wanted: bool, text: &'static str| if wanted { text } else { "" };
    let plane = scene.loss.dimensions() > 1;
    let mut start = float(scene.start.x);
    if plane {
        start = start + ", " + &float(scene.start.y);
    }
    let mut text = format!(
        "# Downhill#{}\n# pip install{}{}\n{}{}{}\n\ndef formula(m, {}):\n    return {}\n{}{}\n\n\
         def show(run, step):\n    print(run, step, *theta.tolist(), sep=\",\")\n\n\n\
         start, steps = [{start}], {}\nprint(\"run,step,{}\")\n",
        one_line(&scene.write()),
        only_if(torch, " torch"),
        only_if(optax, " jax optax"),
        only_if(scene.runs.iter().any(|run| run.schedule != Schedule::Constant), "import math\n"),
        only_if(torch, TORCH),
        only_if(optax, OPTAX),
        if plane { "x, y" } else { "x" },
        scene.loss.as_python(),
        only_if(torch, DOWN),
        only_if(optax, GRADIENT),
        scene.steps,
        if plane { "x,y" } else { "x" },
    );
    for (index, name) in scene.names().iter().enumerate() {
        let (run, code, number) = (&scene.runs[index], &codes[index], index + 1);
        let (theta, before, step) = match *code {
            Code::Optax(_) => (
                "jnp.array(start)",
                "state = optimiser.init(theta)\n",
                "    updates, state = optimiser.update(gradient(theta), state, theta)\n    \
                 theta = optax.apply_updates(theta, updates)\n",
            ),
            Code::Python { before, step } => ("torch.tensor(start)", before, step),
            _ => ("torch.tensor(start, requires_grad=True)", "", "    optimiser.step(down)\n"),
        };
        let (mut values, mut changes) = (run.values.clone(), String::new());
        let at_first = settings(code, run, &values, &[], "");
        let (mut rate, mut when) = (rate(run.schedule, scene.steps), "==");
        if !rate.is_empty() {
            // What follows a schedule is given anew at every step.
            rate = format!("t = 0\nrate = lambda lr: {rate}\n");
            changes = settings(code, run, &values, &[], "    ");
            when = ">=";
        }
        let mut former = values.clone();
        for (index, change) in scene.changes.iter().enumerate() {
            run.on_knob(change.knob).for_each(|place| values[place] = change.value);
            // Of several at one iteration the last is followed by what all of them make.
            let is_last = scene.changes.get(index + 1).is_none_or(|next| next.at != change.at);
            if is_last && former != values {
                let _ = write!(
                    changes,
                    "    if t {when} {}:\n{}",
                    change.at,
                    settings(code, run, &values, &former, "        ")
                );
                former.clone_from(&values);
            }
        }
        let _ = write!(
            text,
            "\n# {number}: {}\n{rate}theta = {theta}\n{at_first}{before}show({number}, 0)\nfor t in range(steps):\n\
             {changes}{step}    show({number}, t + 1)\n",
            one_line(name),
        );
    }
    text
}

/// How the optimiser of a run is spelt.
fn code(run: &Run, scene: &Scene) -> Code {
    let mut code = *run.optimiser.code;
    while let Code::Where { id, on, off } = code {
        let is_0 = run.optimiser.hyperparameter(id).is_none_or(|(place, h)| {
            let becomes_0 = scene.changes.iter().any(|change| Some(change.knob) == h.knob && change.value == 0.0);
            run.values[place] == 0.0 || becomes_0
        });
        code = if is_0 { *off } else { *on };
    }
    code
}

/// The learning rate of the step after iteration `t` of a race of `race` steps, where it is `lr` without the
/// schedule; nothing where it stays that.
fn rate(schedule: Schedule, race: usize) -> String {
    let cosine = |least: f64, after: usize, over: usize| {
        let (least, over) = (float(least), if over == 0 { race.saturating_sub(after) } else { over }.max(1));
        format!("{least} + (lr - {least}) * (1 + math.cos(math.pi * (t - {after}) / {over})) / 2")
    };
    match schedule {
        Schedule::Constant => String::new(),
        Schedule::Step { every, factor } => format!("lr * {} ** (t // {})", float(factor), every.max(1)),
        Schedule::Exponential { factor } => format!("lr * {} ** t", float(factor)),
        Schedule::Cosine { over, least } => cosine(least, 0, over),
        Schedule::WarmUp { steps, over, least, from } => {
            let from = float(from);
            format!("lr * ({from} + (1 - {from}) * t / {steps}) if t < {steps} else {}", cosine(least, steps, over))
        }
    }
}

/// The lines that give an optimiser these values, behind `indent` if that is midway: in the place of the former
/// ones, if any are known.
fn settings(code: &Code, run: &Run, values: &[f64], former: &[f64], indent: &str) -> String {
    let mut text = String::new();
    let hyperparameters = run.optimiser.hyperparameters;
    let written = |place: usize| {
        let h = hyperparameters[place];
        let scheduled = h.knob == Some(Knob::LearningRate) && run.schedule != Schedule::Constant;
        let value = written(h, values[place]);
        if scheduled { format!("rate({value})") } else { value }
    };
    let (library, template) = match code {
        Code::Torch(template) => ("torch.optim.", template),
        Code::Optax(template) => ("optax.", template),
        _ => {
            for (place, h) in hyperparameters.iter().enumerate() {
                if former.get(place) != Some(&values[place]) {
                    let _ = writeln!(text, "{indent}{} = {}", h.id, written(place));
                }
            }
            return text;
        }
    };
    for part in template.split('{') {
        let (id, rest) = part.split_once('}').unwrap_or(("", part));
        for (place, h) in hyperparameters.iter().enumerate() {
            if h.id == id {
                text.push_str(&written(place));
            }
        }
        text.push_str(rest);
    }
    match (code, text.split_once('(')) {
        (Code::Torch(_), Some((_, arguments))) if !indent.is_empty() => {
            format!("{indent}optimiser.param_groups[0].update({arguments}\n")
        }
        (Code::Torch(_), Some((class, arguments))) => {
            format!("optimiser = {library}{class}([theta], {arguments}\n")
        }
        _ => format!("{indent}optimiser = {library}{text}\n"),
    }
}

/// A value as Python has it. PyTorch takes whole numbers neither for β nor, in places, for others that need not
/// be whole.
fn written(hyperparameter: &Hyperparameter, value: f64) -> String {
    match hyperparameter.domain {
        Domain::Switch => if value == 0.0 { "False" } else { "True" }.to_owned(),
        Domain::Whole(_) | Domain::WholeOrNone(_) => (value as u32).to_string(),
        _ => float(value),
    }
}

/// For a comment: nothing that somebody typed or linked shall become code.
fn one_line(text: &str) -> String {
    text.chars().filter(|letter| *letter >= ' ').text()
}
