//! The names by which WebAssembly and its script know each other. wasm-bindgen ends each with sixteen hex
//! digits that are as good as random, so they cannot be compressed: here they are counted instead, which
//! takes 3 kB off the download. The length stays, so that nothing in the WebAssembly has to move.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::error::Error;

/// Figures at the end of a name.
const FIGURES: usize = 16;

/// Counts the names in the script and in the WebAssembly that belongs to it.
pub fn count_names(script: &Path, wasm: &Path) -> Result<(), Error> {
    let read = |file: &Path| fs::read(file).map_err(|error| Error::File(file.to_owned(), error));
    let mut both = [read(script)?, read(wasm)?];
    let numbers = numbers(&both[0]);
    for bytes in &mut both {
        for place in 0..bytes.len().saturating_sub(FIGURES) {
            let known = numbers.get(&bytes[place + 1..=place + FIGURES]);
            if let Some(number) = known.filter(|_| bytes[place] == b'_') {
                bytes[place + 1..=place + FIGURES].copy_from_slice(format!("{number:0FIGURES$}").as_bytes());
            }
        }
    }
    for (file, bytes) in [script, wasm].into_iter().zip(both) {
        fs::write(file, bytes).map_err(|error| Error::File(file.to_owned(), error))?;
    }
    Ok(())
}

/// A number for each of the endings in a script.
fn numbers(script: &[u8]) -> BTreeMap<Vec<u8>, usize> {
    let is_hex = |byte: &u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte);
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
    let mut numbers = BTreeMap::new();
    for (place, _) in script.iter().enumerate().filter(|(_, byte)| **byte == b'_') {
        let Some(figures) = script.get(place + 1..=place + FIGURES) else { continue };
        if figures.iter().all(is_hex) && ends(script.get(place + FIGURES + 1)) {
            let next = numbers.len();
            numbers.entry(figures.to_vec()).or_insert(next);
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_has_a_number_of_its_own_and_nothing_else_has_one() {
        let script = b"a_0123456789abcdef: b_00000000000000ff(), a_0123456789abcdef c_012345678 d_0123456789abcdef0";
        let numbers = numbers(script);
        assert_eq!(numbers.len(), 2);
        assert_eq!((numbers[&b"0123456789abcdef"[..]], numbers[&b"00000000000000ff"[..]]), (0, 1));
    }
}
