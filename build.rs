//! Turns the equations of the optimisers, authored as LaTeX, into `MathML`: the page carries no typesetter.
//!
//! Every `equation!(r"…")` of the optimisers becomes an arm of a macro of that name. Each symbol in it (α,
//! v with its index, …) is left as a slot that the page fills: with the symbol, or with its number.

// A build that cannot go on stops.
#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

/// What a slot is in the markup: the place of its symbol among all, counted from here.
const SLOTS: u32 = 0xE000;

/// Symbols longer than a letter with an index.
const LONG: [&str; 2] = [r"\nabla J(\theta_{t-1})", r"\nabla^2 J(\theta_{t-1})"];

/// Commands that are no symbols.
const COMMANDS: [&str; 8] = ["frac", "sqrt", "cdot", "max", "min", "left", "right", "operatorname"];

fn main() {
    println!("cargo::rerun-if-changed=src/optimiser");
    println!("cargo::rerun-if-changed=src/optimiser.rs");
    let mut equations = BTreeSet::new();
    let files = fs::read_dir("src/optimiser").expect("src/optimiser").map(|entry| entry.expect("an entry").path());
    for file in files.chain(["src/optimiser.rs".into()]) {
        let text = fs::read_to_string(file).expect("text");
        let calls = text.split("equation!(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix("r\""));
        equations.extend(calls.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()));
    }
    let (mut arms, mut known) = (Vec::new(), Vec::new());
    for latex in &equations {
        let markup = mathml(&slotted(latex, &mut known));
        arms.push(format!(
            "(r\"{latex}\") => {{ $crate::equation::Equation {{ #[cfg(not(target_arch = \"wasm32\"))] \
             latex: r\"{latex}\", markup: {markup:?} }} }};\n"
        ));
    }
    let path = Path::new(&env::var("OUT_DIR").expect("OUT_DIR")).join("equations.rs");
    let symbols: Vec<String> = known.iter().map(|symbol| format!("(r\"{symbol}\", {:?})", mathml(symbol))).collect();
    let text = format!(
        "/// Every symbol of every equation, as LaTeX and as `MathML`.\nstatic SYMBOLS: [Symbol; {}] = [{}];\n\
         /// Every equation, as it was authored.\n#[cfg(not(target_arch = \"wasm32\"))]\n\
         pub static ALL: &[&str] = &{:?};\n\
         macro_rules! equation {{\n{}}}\npub(crate) use equation;\n",
        symbols.len(),
        symbols.join(", "),
        equations.iter().collect::<Vec<_>>(),
        arms.concat()
    );
    fs::write(path, text).expect("written");
}

/// `latex` with each symbol replaced by its slot. `symbols` are those known so far, each once.
fn slotted(latex: &str, symbols: &mut Vec<String>) -> String {
    let mut plain = String::new();
    let mut rest = latex;
    while let Some(first) = rest.chars().next() {
        let length = symbol(rest);
        if length == 0 {
            let length = rest.strip_prefix('\\').map_or(first.len_utf8(), |name| 1 + letters(name));
            // The words of \operatorname{sign} are no symbols.
            let length = if rest.starts_with(r"\operatorname") { rest.find('}').expect("}") + 1 } else { length };
            plain += &rest[..length];
            rest = &rest[length..];
            continue;
        }
        let (symbol, after) = rest.split_at(length);
        let place = symbols.iter().position(|known| known == symbol).unwrap_or_else(|| {
            symbols.push(symbol.to_owned());
            symbols.len() - 1
        });
        plain.push(' ');
        plain.push(char::from_u32(SLOTS + place as u32).expect("a slot"));
        plain.push(' ');
        rest = after;
    }
    plain
}

/// How long the symbol is that `text` begins with; 0 if it begins with none.
fn symbol(text: &str) -> usize {
    if let Some(long) = LONG.iter().find(|long| text.starts_with(**long)) {
        return long.len();
    }
    let mut length = match text.strip_prefix('\\') {
        Some(name) => {
            let letters = letters(name);
            let command = &name[..letters];
            if letters == 0 || COMMANDS.contains(&command) {
                return 0;
            }
            // An accent, with what it stands on.
            let on = if name[letters..].starts_with('{') { name.find('}').expect("}") + 1 - letters } else { 0 };
            1 + letters + on
        }
        None if text.starts_with(|c: char| c.is_ascii_alphabetic()) => 1,
        None => return 0,
    };
    length += text[length..].chars().take_while(|c| *c == '\'').count();
    if let Some(index) = text[length..].strip_prefix('_') {
        length += 1 + if index.starts_with('{') { index.find('}').expect("}") + 1 } else { 1 };
    }
    length
}

fn letters(text: &str) -> usize {
    text.chars().take_while(char::is_ascii_alphabetic).count()
}

/// The inside of a `<math>` element.
fn mathml(latex: &str) -> String {
    let storage = Storage::new();
    let config = RenderConfig { display_mode: DisplayMode::Inline, ..RenderConfig::default() };
    let mut text = String::new();
    push_mathml(&mut text, Parser::new(latex, &storage), config).expect("it can be written");
    let shown: String =
        latex.chars().map(|c| if (SLOTS..SLOTS + 128).contains(&u32::from(c)) { '□' } else { c }).collect();
    assert!(!text.contains("merror"), "an equation! in src/optimiser is no LaTeX (□ are symbols): {shown}");
    let inside = text.split_once('>').map_or("", |(_, inside)| inside);
    let mut inside = inside
        .strip_suffix("</math>")
        .unwrap_or(inside)
        .replace(r#" symmetric="false" stretchy="false""#, " stretchy=false");
    for slot in (SLOTS..SLOTS + 128).filter_map(char::from_u32) {
        inside = inside.replace(&format!("<mi>{slot}</mi>"), &slot.to_string());
        // A row of one needs no row.
        inside = inside.replace(&format!("<mrow>{slot}</mrow>"), &slot.to_string());
    }
    inside
}
