//! The lines of one step as `MathML`: with symbols, and below with the step's numbers.
//!
//! Terms that are vectors on the map have the class of their [`Vector`], so that both can have one colour.

use crate::equation::{Equation, Ledger, Line, Quantity, symbol};
use crate::number::{readable, shortest};
use crate::point::Point;
use crate::scene::Vector;

/// A line of the rule, with its numbers for each coordinate that it was computed for.
pub struct Group<'a> {
    /// The line.
    pub equation: &'static Equation,
    /// The same with numbers: one for all coordinates, or one for each.
    pub lines: Vec<&'a Line>,
}

/// The lines of a ledger, those that differ in their coordinate alone together.
#[must_use]
pub fn groups(ledger: &Ledger) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    for line in &ledger.lines {
        let takes = |group: &&mut Group| {
            *group.equation == *line.equation && line.axis.is_some() && group.lines.iter().all(|l| l.axis != line.axis)
        };
        match groups.iter_mut().find(takes) {
            Some(group) => group.lines.push(line),
            None => groups.push(Group { equation: line.equation, lines: vec![line] }),
        }
    }
    groups
}

/// The vector of the map that a symbol, as LaTeX, stands for.
#[must_use]
pub fn vector(symbol: &str) -> Option<Vector> {
    // An accent says how it was corrected, not what it is.
    let letter = symbol.strip_prefix(r"\hat{").unwrap_or(symbol);
    if letter.starts_with(r"\nabla J") || letter.starts_with("g_") {
        return Some(Vector::Gradient);
    }
    if letter.starts_with("v_") || letter.starts_with("v}") || letter.starts_with("m_") || letter.starts_with("m}") {
        return Some(Vector::Momentum);
    }
    letter.starts_with(r"\theta_").then_some(Vector::Step)
}

/// What stands inside `<math>` for an equation with its symbols.
#[must_use]
pub fn symbols(equation: &Equation) -> String {
    filled(equation, &|_, letter, _| letter.to_owned())
}

/// What stands inside `<math>` for an equation with the numbers of a step: of four significant figures, or with all
/// of them.
#[must_use]
pub fn numbers(line: &Line, dimensions: usize, exact: bool) -> String {
    filled(line.equation, &|place, letter, alone| match line.values[place] {
        Some(Quantity::Number(number)) => term(number, alone, exact),
        Some(Quantity::Vector(vector)) if dimensions == 1 => term(vector.x, alone, exact),
        Some(Quantity::Vector(vector)) => row(vector, exact),
        Some(Quantity::Matrix([first, _])) if dimensions == 1 => term(first.x, alone, exact),
        Some(Quantity::Matrix([first, second])) => {
            let cells = |row: Point| {
                format!("<mtr><mtd>{}</mtd><mtd>{}</mtd></mtr>", term(row.x, true, exact), term(row.y, true, exact))
            };
            format!("<mo>(</mo><mtable>{}{}</mtable><mo>)</mo>", cells(first), cells(second))
        }
        None => letter.to_owned(),
    })
}

/// The markup with something in each slot, in the class of its vector. `of` is told which slot it is, counted from
/// 0, its symbol's letter, and whether a sign may stand there without brackets.
fn filled(equation: &Equation, of: &dyn Fn(usize, &str, bool) -> String) -> String {
    let mut markup = String::new();
    let mut place = 0;
    for c in equation.markup.chars() {
        let Some((symbol, letter)) = symbol(c) else {
            markup.push(c);
            continue;
        };
        let alone = markup.is_empty() || markup.ends_with("=</mo>") || markup.ends_with("<mfrac>");
        markup.push_str("<mrow class=");
        markup.push_str(vector(symbol).map_or("o", Vector::id));
        markup.push('>');
        markup.push_str(&of(place, letter, alone));
        place += 1;
        markup.push_str("</mrow>");
    }
    markup
}

fn row(vector: Point, exact: bool) -> String {
    format!("<mo>(</mo>{}<mo>,</mo>{}<mo>)</mo>", term(vector.x, true, exact), term(vector.y, true, exact))
}

/// A number; a negative one in brackets, unless it stands `alone`.
fn term(number: f64, alone: bool, exact: bool) -> String {
    let size = number.abs();
    let digits = if exact { shortest(size) } else { readable(size, 4) };
    match (number < 0.0, alone) {
        (false, _) => format!("<mn>{digits}</mn>"),
        (true, true) => format!("<mo>−</mo><mn>{digits}</mn>"),
        (true, false) => format!("<mo>(</mo><mo>−</mo><mn>{digits}</mn><mo>)</mo>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::race::Race;
    use crate::scene::Scene;

    fn ledger(text: &str, step: usize) -> Ledger {
        let scene = Scene::read(text).0;
        let mut race = Race::new(&scene);
        race.advance(usize::MAX);
        race.ledger(&scene, 0, step).unwrap()
    }

    /// What a reader sees of markup.
    fn text(markup: &str) -> String {
        let mut inside = true;
        markup
            .chars()
            .filter(|c| {
                inside = match c {
                    '<' => false,
                    '>' => true,
                    _ => return inside,
                };
                false
            })
            .collect()
    }

    #[test]
    fn a_line_is_shown_with_symbols_and_with_numbers() {
        let ledger = ledger("start=3&run=momentum", 2);
        let lines: Vec<(String, String)> = groups(&ledger)
            .iter()
            .map(|group| (text(&symbols(group.equation)), text(&numbers(group.lines[0], 1, false))))
            .collect();
        let expected = [
            ("gt=∇J(θt−1)", "5.88=5.88"),
            ("vt=β⋅vt−1+(1−d)⋅gt", "11.28=0.9⋅6+(1−0)⋅5.88"),
            ("θt=θt−1−α⋅vt", "2.827=2.94−0.01⋅11.28"),
        ];
        assert_eq!(lines, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        let exact = text(&numbers(&ledger.lines[1], 1, true));
        assert_eq!(exact, "11.280000000000001=0.9⋅6+(1−0)⋅5.88");
    }

    #[test]
    fn coordinates_stand_below_one_line() {
        let ledger = ledger("loss=bowl&start=-2,1&run=adam,lr:0.1", 3);
        for group in groups(&ledger) {
            assert_eq!(group.lines.len(), 2, "{}", group.equation.latex);
        }
        // A negative factor stands in brackets.
        let first = text(&numbers(groups(&ledger)[1].lines[0], 2, false));
        assert!(first.contains("(−"), "{first}");
    }

    #[test]
    fn terms_that_are_vectors_have_their_class() {
        let ledger = ledger("start=3&run=adam", 2);
        let markup = symbols(ledger.lines[1].equation);
        assert!(markup.contains("class=gradient") && markup.contains("class=momentum"), "{markup}");
        assert_eq!(vector(r"\hat{v}_t"), Some(Vector::Momentum));
        assert_eq!(vector(r"\theta_{t-1}"), Some(Vector::Step));
        assert_eq!(vector(r"\beta_1"), None);
    }

    #[test]
    fn whole_steps_have_vectors_and_matrices() {
        let plane = ledger("loss=bowl&start=-2,1&run=newton", 1);
        assert!(numbers(&plane.lines[0], 2, false).contains("<mtable>"));
        let line = ledger("start=3&run=newton", 1);
        assert!(!numbers(&line.lines[0], 1, false).contains("<mtable>"));
    }
}
