//! Vectors that stay as they are, such as a formula's numbers, stand in WebAssembly wherever they are used. Chromium's
//! compiler (V8 14; that of Node.js 20 did not) makes each anew in every round of a loop, by three or four
//! instructions: in an optimiser's steps that can be as many as all others. Here they are made once, before the loop,
//! which makes Lion's map 1.5 times as quick. It has to be the last thing done: `wasm-opt` would put them back.

use std::ops::Range;
use std::path::Path;

use wasmparser::{BinaryReader, FunctionBody, Operator, Parser, Payload};

use crate::error::Error;
use crate::file::{read_bytes, write};
use crate::wasm::{CODE, file, number, sections, sized, write_number, write_sized};

/// `local.get`, `local.set` and the type of vectors, as they are written.
const GET: u8 = 0x20;
const SET: u8 = 0x21;
const VECTOR: u8 = 0x7b;

/// Has each loop of this WebAssembly find the vectors that stay as they are.
pub fn hoist_constants(wasm: &Path) -> Result<(), Error> {
    let hoisted = hoisted(&read_bytes(wasm)?).ok_or_else(|| Error::NotWasm(wasm.to_owned()))?;
    write(wasm, hoisted)
}

/// The same WebAssembly; none if these bytes are no WebAssembly.
fn hoisted(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut parameters = parameters(bytes)?.into_iter();
    let mut written = Vec::new();
    for (kind, mut section) in sections(bytes)? {
        let mut code = section.to_vec();
        if kind == CODE {
            code.clear();
            let count = number(&mut section)?;
            write_number(&mut code, count);
            for _ in 0..count {
                write_sized(&mut code, &function(sized(&mut section)?, parameters.next()?)?);
            }
        }
        written.push((kind, code));
    }
    Some(file(&written))
}

/// How many parameters each function has that is not imported.
fn parameters(bytes: &[u8]) -> Option<Vec<usize>> {
    let (mut types, mut functions) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(bytes) {
        match payload.ok()? {
            Payload::TypeSection(section) => {
                for its in section.into_iter_err_on_gc_types() {
                    types.push(its.ok()?.params().len());
                }
            }
            Payload::FunctionSection(section) => {
                for its in section {
                    functions.push(*types.get(its.ok()? as usize)?);
                }
            }
            _ => (),
        }
    }
    Some(functions)
}

/// A function with so many parameters, in which vectors that stay as they are stand before the outermost loop.
fn function(body: &[u8], parameters: usize) -> Option<Vec<u8>> {
    let function = FunctionBody::new(BinaryReader::new(body, 0));
    let (mut locals, mut groups) = (parameters, 0);
    for group in function.get_locals_reader().ok()? {
        locals += group.ok()?.0 as usize;
        groups += 1;
    }
    let (edits, most) = edits(&function, body, locals)?;
    if most == 0 {
        return Some(body.to_vec());
    }
    let mut written = Vec::new();
    write_number(&mut written, groups + 1);
    let mut rest = body;
    number(&mut rest)?;
    let declared = function.get_operators_reader().ok()?.original_position();
    written.extend(&body[body.len() - rest.len()..declared]);
    write_number(&mut written, most);
    written.push(VECTOR);
    let mut at = declared;
    for Edit { place, instead } in edits {
        written.extend(&body[at..place.start]);
        written.extend(instead);
        at = place.end;
    }
    written.extend(&body[at..]);
    Some(written)
}

/// What takes the place of these bytes.
struct Edit {
    place: Range<usize>,
    instead: Vec<u8>,
}

/// An outermost loop.
struct Outermost<'a> {
    /// How deep it stands.
    depth: usize,
    /// The edit by which something comes before it.
    before: usize,
    /// What that is: each has a local of its own.
    vectors: Vec<&'a [u8]>,
}

/// What is to be changed in a function with so many locals, and how many more it needs: one loop after the other uses
/// the same.
fn edits(function: &FunctionBody, body: &[u8], locals: usize) -> Option<(Vec<Edit>, usize)> {
    let (mut edits, mut most): (Vec<Edit>, _) = (Vec::new(), 0);
    let (mut depth, mut outermost): (_, Option<Outermost>) = (0, None);
    let mut operators = function.get_operators_reader().ok()?;
    while !operators.eof() {
        let start = operators.original_position();
        let operator = operators.read().ok()?;
        let place = start..operators.original_position();
        match (operator, &mut outermost) {
            (Operator::Loop { .. }, None) => {
                outermost = Some(Outermost { depth, before: edits.len(), vectors: Vec::new() });
                edits.push(Edit { place: start..start, instead: Vec::new() });
                depth += 1;
            }
            (Operator::Loop { .. } | Operator::Block { .. } | Operator::If { .. }, _) => depth += 1,
            // The last ends the function.
            (Operator::End, _) => {
                depth = depth.saturating_sub(1);
                outermost = outermost.filter(|its| depth > its.depth);
            }
            (Operator::V128Const { .. }, Some(Outermost { before, vectors, .. })) => {
                let vector = &body[place.clone()];
                let known = vectors.iter().position(|other| *other == vector);
                let local = locals + known.unwrap_or(vectors.len());
                if known.is_none() {
                    vectors.push(vector);
                    most = most.max(vectors.len());
                    let made = &mut edits[*before].instead;
                    made.extend(vector);
                    made.push(SET);
                    write_number(made, local);
                }
                let mut instead = vec![GET];
                write_number(&mut instead, local);
                edits.push(Edit { place, instead });
            }
            _ => (),
        }
    }
    Some((edits, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOP: &[u8] = b"\x03\x40";
    const END: &[u8] = b"\x0b";
    const DROP: &[u8] = b"\x1a";

    /// A vector of this byte, and what gets or sets a local.
    fn vector(byte: u8) -> Vec<u8> {
        [b"\xfd\x0c", &[byte; 16][..]].concat()
    }

    fn local(what: u8, local: u8) -> Vec<u8> {
        vec![what, local]
    }

    /// A file with one function, of one parameter, that has these declarations of locals and instructions.
    fn with(locals: &[u8], instructions: &[Vec<u8>]) -> Vec<u8> {
        let body = [locals, &instructions.concat(), END].concat();
        let mut code = vec![1];
        write_sized(&mut code, &body);
        file(&[(1, b"\x01\x60\x01\x7f\x00".to_vec()), (3, b"\x01\x00".to_vec()), (CODE, code)])
    }

    fn hoisted_from(locals: &[u8], instructions: &[Vec<u8>]) -> Vec<u8> {
        hoisted(&with(locals, instructions)).unwrap_or_default()
    }

    #[test]
    fn a_vector_in_a_loop_is_made_once_before_the_outermost() {
        let (one, two) = (vector(1), vector(2));
        let [start, end, drop] = [LOOP, END, DROP].map(<[u8]>::to_vec);
        let written = [
            &start, &one, &drop, &start, &two, &drop, &one, &drop, &end, &end, // loops in each other
            &start, &two, &drop, &end, // and one after them
        ];
        let [set_first, set_second] = [2, 3].map(|place| local(SET, place));
        let [get_first, get_second] = [2, 3].map(|place| local(GET, place));
        let expected = [
            &one,
            &set_first,
            &two,
            &set_second, //
            &start,
            &get_first,
            &drop,
            &start,
            &get_second,
            &drop,
            &get_first,
            &drop,
            &end,
            &end, //
            &two,
            &set_first,
            &start,
            &get_first,
            &drop,
            &end,
        ];
        // A parameter and a local that was there come first.
        let found = hoisted_from(b"\x01\x01\x7f", &written.map(Vec::clone));
        assert_eq!(found, with(b"\x02\x01\x7f\x02\x7b", &expected.map(Vec::clone)));
    }

    #[test]
    fn a_vector_outside_of_loops_stays_where_it_is() {
        let [start, end, drop] = [LOOP, END, DROP].map(<[u8]>::to_vec);
        let written = [vector(1), drop.clone(), start, end, vector(1), drop];
        assert_eq!(hoisted_from(b"\x00", &written), with(b"\x00", &written));
    }

    #[test]
    fn what_is_no_webassembly_is_refused() {
        assert_eq!(hoisted(b"\0asm"), None);
        assert_eq!(hoisted(&file(&[(CODE, b"\x01\x02\x00\x0b".to_vec())])), None);
    }
}
