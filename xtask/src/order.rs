//! The order of the functions in WebAssembly. Compression finds again only what stood within the last 32 kB, so
//! functions that look alike are put together: 1 kB less to download.
//!
//! The order is worked out here, from the bytes of the functions alone; `wasm-opt`, which knows what calls what, brings
//! them into it. It sorts by name, so each gets its place as its name.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::error::Error;
use crate::file::{read_bytes, write};
use crate::process::run;
use crate::wasm::{CODE, CUSTOM, IMPORTS, file, number, sections, sized, write_number, write_sized};

/// How many bytes in a row must be the same to be found again.
const RUN: usize = 4;
/// What so many functions have in common does not tell them apart.
const COMMON: usize = 60;
/// Which orders are tried. One is better today and another after the next change, by half a kilobyte and more.
const TRIED: [Manner; 11] = [
    Manner { look_back: 800, tiny: 15.0 },
    Manner { look_back: 500, tiny: 15.0 },
    Manner { look_back: 500, tiny: 60.0 },
    Manner { look_back: 800, tiny: 20.0 },
    Manner { look_back: 800, tiny: 60.0 },
    Manner { look_back: 1200, tiny: 10.0 },
    Manner { look_back: 1200, tiny: 15.0 },
    Manner { look_back: 1200, tiny: 30.0 },
    Manner { look_back: 1600, tiny: 15.0 },
    Manner { look_back: 2000, tiny: 15.0 },
    Manner { look_back: 4000, tiny: 20.0 },
];

/// How functions are ordered.
#[derive(Clone, Copy)]
pub struct Manner {
    /// How many bytes of functions are looked back upon to find the one that comes next.
    look_back: usize,
    /// So many runs are added to each function's: a tiny one is like any other.
    tiny: f64,
}

/// What the page's WebAssembly may use, as index.html tells it to `wasm-opt`.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Orders the functions of WebAssembly by this `wasm-opt`, in the manner that makes it smallest to download; as it is,
/// if that is smaller.
pub fn order_functions(wasm: &Path, wasm_opt: &mut Command) -> Result<(), Error> {
    let before = read_bytes(wasm)?;
    // The levels are for the way it is written out; what is in it has been optimised.
    wasm_opt.args(FEATURES).args(["--optimize-level=2", "--shrink-level=2", "--optimize-stack-ir"]);
    wasm_opt.args(["--reorder-functions-by-name", "--strip-debug"]).arg(wasm).arg("-o").arg(wasm);
    let (mut least, mut best) = (compressed(&before), before.clone());
    for manner in TRIED {
        write(wasm, named_by_place(&before, manner).ok_or_else(|| Error::NotWasm(wasm.to_owned()))?)?;
        run(wasm_opt)?;
        let after = read_bytes(wasm)?;
        let size = compressed(&after);
        if size < least {
            (least, best) = (size, after);
        }
    }
    write(wasm, best)
}

/// How many bytes these are to download.
fn compressed(bytes: &[u8]) -> usize {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    packed.write_all(bytes).and_then(|()| packed.finish()).map_or(usize::MAX, |packed| packed.len())
}

/// The same WebAssembly, in which each function has its place among those like it as its name; none if these bytes
/// are no WebAssembly.
pub fn named_by_place(bytes: &[u8], manner: Manner) -> Option<Vec<u8>> {
    let mut written = Vec::new();
    // Imported functions are counted first; they keep their places.
    let (mut imported, mut functions) = (0, Vec::new());
    for (kind, mut section) in sections(bytes)? {
        written.push((kind, section.to_vec()));
        match kind {
            IMPORTS => imported = number(&mut section)?,
            CODE => {
                for _ in 0..number(&mut section)? {
                    functions.push(sized(&mut section)?);
                }
            }
            _ => (),
        }
    }
    let mut places = vec![0; functions.len()];
    for (place, function) in order(&functions, manner).into_iter().enumerate() {
        places[function] = place;
    }
    let mut names = Vec::new();
    write_number(&mut names, places.len());
    for (function, place) in places.into_iter().enumerate() {
        write_number(&mut names, imported + function);
        write_sized(&mut names, format!("{place:06}").as_bytes());
    }
    // The section is called "name", and the first of its parts is that of functions.
    let mut section = b"\x04name\x01".to_vec();
    write_sized(&mut section, &names);
    written.push((CUSTOM, section));
    Some(file(&written))
}

/// The functions, each after those that it has most in common with for its size.
fn order(functions: &[&[u8]], manner: Manner) -> Vec<usize> {
    let mut likeness = Likeness::new(functions);
    let mut left: Vec<usize> = (0..functions.len()).collect();
    let mut ordered = Vec::new();
    // Of those that are looked back upon: the first, and the size of all.
    let (mut first, mut size) = (0, 0);
    while let Some(next) = likeness.most(&left, manner.tiny) {
        let function = left.remove(next);
        ordered.push(function);
        likeness.count(function, 1);
        size += functions[function].len();
        while size > manner.look_back && first + 1 < ordered.len() {
            likeness.count(ordered[first], -1);
            size -= functions[ordered[first]].len();
            first += 1;
        }
    }
    ordered
}

/// What functions have in common with those that are looked back upon.
struct Likeness<'a> {
    /// The different runs of bytes in each function.
    runs: Vec<Vec<&'a [u8]>>,
    /// Which functions have a run; only of those that tell.
    holders: BTreeMap<&'a [u8], Vec<usize>>,
    /// How many runs each function has in common with each of them, in all.
    shared: Vec<i32>,
}

impl<'a> Likeness<'a> {
    fn new(functions: &[&'a [u8]]) -> Self {
        let runs: Vec<_> = functions.iter().map(|function| runs(function)).collect();
        let mut holders: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (function, runs) in runs.iter().enumerate() {
            for run in runs {
                holders.entry(*run).or_default().push(function);
            }
        }
        holders.retain(|_, holders| (2..=COMMON).contains(&holders.len()));
        Self { runs, holders, shared: vec![0; functions.len()] }
    }

    /// Looks back upon one more function (`by` 1), or no longer (`by` −1).
    fn count(&mut self, function: usize, by: i32) {
        for holder in self.runs[function].iter().filter_map(|run| self.holders.get(run)).flatten() {
            self.shared[*holder] += by;
        }
    }

    /// The place in `left` of the function that is most like what is looked back upon, the first of equals.
    fn most(&self, left: &[usize], tiny: f64) -> Option<usize> {
        let like = |place: usize| f64::from(self.shared[left[place]]) / (self.runs[left[place]].len() as f64 + tiny);
        (0..left.len()).reduce(|best, place| if like(place) > like(best) { place } else { best })
    }
}

/// The different runs of bytes in a function.
fn runs(function: &[u8]) -> Vec<&[u8]> {
    let mut runs: Vec<_> = function.windows(RUN).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_look_alike_stand_together() {
        let functions: [&[u8]; 5] = [b"one kind of thing", b"ANOTHER SORT", b"<>", b"one kind more", b"ANOTHER ONE"];
        let places = order(&functions, TRIED[0]);
        assert_eq!(places[..2], [0, 3]);
        let place = |function| places.iter().position(|other| *other == function).unwrap_or_default();
        assert_eq!(place(1).abs_diff(place(4)), 1, "{places:?}");
    }

    #[test]
    fn every_function_gets_a_name_and_nothing_else_is_changed() {
        // Three imports by their count alone, then bodies.
        let code = b"\x03\x04abcd\x02zz\x05abcde";
        let given = file(&[(IMPORTS, vec![3]), (CODE, code.to_vec())]);
        let named = named_by_place(&given, TRIED[0]).unwrap_or_default();
        let names = b"\x04name\x01\x19\x03\x03\x06000000\x04\x06000002\x05\x06000001";
        assert_eq!(named, file(&[(IMPORTS, vec![3]), (CODE, code.to_vec()), (CUSTOM, names.to_vec())]));
    }

    #[test]
    fn what_is_no_webassembly_gets_no_order() {
        assert_eq!(named_by_place(b"\0asm", TRIED[0]), None);
        assert_eq!(named_by_place(&file(&[(CODE, vec![2, 1, 0])]), TRIED[0]), None);
    }
}
