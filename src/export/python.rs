//! A scene as a script in Python.
//!
//! It runs every optimiser in the library whose numbers ours are held against, and prints θ after each step to the
//! last digit. Where a setting changes midway, the optimiser is given all of its settings anew; what it remembers
//! stays.

use crate::hyperparameter::{Domain, Hyperparameter};
use crate::list::List as _;
use crate::number::float;
use crate::optimiser::Code;
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
    let codes: Vec<Code> = scene.runs.iter().map(|run| code(run, scene)).list();
    let needs_optax = |code: &Code| matches!(code, Code::Optax(_));
    let (torch, optax) = (!codes.iter().all(needs_optax), codes.iter().any(needs_optax));
    let mut text = String::new();
    let mut add = |parts: &[&str]| parts.iter().for_each(|part| text.push_str(part));
    let only_if = |wanted: bool, text: &'static str| if wanted { text } else { "" };
    let plane = scene.loss.dimensions() > 1;
    let (link, formula, steps) = (one_line(&scene.write()), scene.loss.as_python(), scene.steps.to_string());
    add(&[
        "# Downhill",
        only_if(!link.is_empty(), ": "),
        &link,
        "\n# pip install",
        only_if(torch, " torch"),
        only_if(optax, " jax optax"),
        "\n",
        only_if(torch, TORCH),
        only_if(optax, OPTAX),
        "\n\ndef formula(m, x",
        only_if(plane, ", y"),
        "):\n    return ",
        &formula,
        "\n",
        only_if(torch, DOWN),
        only_if(optax, GRADIENT),
        "\n\ndef show(run, step):\n    print(run, step, *theta.tolist(), sep=\",\")\n\n\nstart, steps = [",
        &float(scene.start.x),
    ]);
    if plane {
        add(&[", ", &float(scene.start.y)]);
    }
    add(&["], ", &steps, "\nprint(\"run,step,x", only_if(plane, ",y"), "\")\n"]);
    for (index, (code, name)) in codes.iter().zip(scene.names()).enumerate() {
        let (number, run) = ((index + 1).to_string(), &scene.runs[index]);
        let h = run.optimiser.hyperparameters;
        add(&["\n# ", &number, ": ", &one_line(&name), "\ntheta = "]);
        let (theta, before, step) = match *code {
            Code::Optax(_) => (
                "jnp.array(start)",
                "state = optimiser.init(theta)",
                "updates, state = optimiser.update(gradient(theta), state, theta)\n\
                 theta = optax.apply_updates(theta, updates)",
            ),
            Code::Python { before, step } => ("torch.tensor(start)", before, step),
            _ => ("torch.tensor(start, requires_grad=True)", "", "optimiser.step(down)"),
        };
        let mut values = run.values.clone();
        add(&[theta, "\n", &settings(code, h, &values, None), before, only_if(!before.is_empty(), "\n")]);
        add(&["show(", &number, ", 0)\nfor t in range(steps):\n"]);
        let mut former = values.clone();
        for (index, change) in scene.changes.iter().enumerate() {
            run.on_knob(change.knob).for_each(|place| values[place] = change.value);
            // Of several at one iteration the last is followed by what all of them make.
            let is_last = scene.changes.get(index + 1).is_none_or(|next| next.at != change.at);
            if is_last && former != values {
                let lines = settings(code, h, &values, Some(&former));
                add(&["    if t == ", &change.at.to_string(), ":\n", &indented(&lines, "        ")]);
                former.clone_from(&values);
            }
        }
        add(&[&indented(step, "    "), "    show(", &number, ", t + 1)\n"]);
    }
    text
}

/// How the optimiser of a run is spelt.
fn code(run: &Run, scene: &Scene) -> Code {
    let mut code = run.optimiser.code;
    while let Code::Where { id, on, off } = code {
        let is_0 = run.optimiser.hyperparameter(id).is_none_or(|(place, h)| {
            let becomes_0 = scene.changes.iter().any(|change| Some(change.knob) == h.knob && change.value == 0.0);
            run.values[place] == 0.0 || becomes_0
        });
        code = if is_0 { *off } else { *on };
    }
    code
}

/// The lines that give an optimiser these values, at the start or in the place of the former ones.
fn settings(code: &Code, hyperparameters: &[Hyperparameter], values: &[f64], former: Option<&[f64]>) -> String {
    let (call, template) = match code {
        Code::Torch(template) => ("optimiser = torch.optim.", *template),
        Code::Optax(template) => ("optimiser = optax.", *template),
        _ => ("", ""),
    };
    let (mut text, mut parts) = (call.to_owned(), template.split('{'));
    let first = parts.next().unwrap_or_default();
    if let Code::Torch(_) = code
        && let Some((class, argument)) = first.split_once('(')
    {
        match former {
            None => [class, "([theta], ", argument].iter().for_each(|part| text.push_str(part)),
            Some(_) => text = "optimiser.param_groups[0].update(".to_owned() + argument,
        }
    } else {
        text.push_str(first);
    }
    for part in parts {
        let (id, rest) = part.split_once('}').unwrap_or_default();
        for (h, value) in hyperparameters.iter().zip(values) {
            if h.id == id {
                text.push_str(&written(h, *value));
            }
        }
        text.push_str(rest);
    }
    if !template.is_empty() {
        text.push('\n');
        return text;
    }
    for (place, (h, value)) in hyperparameters.iter().zip(values).enumerate() {
        if former.is_none_or(|former| former[place] != *value) {
            [h.id, " = ", &written(h, *value), "\n"].iter().for_each(|part| text.push_str(part));
        }
    }
    text
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
    for line in text.split('\n').filter(|line| !line.is_empty()) {
        [space, line, "\n"].iter().for_each(|part| indented.push_str(part));
    }
    indented
}
