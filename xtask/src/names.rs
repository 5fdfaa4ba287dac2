//! The names by which WebAssembly and its script know each other. wasm-bindgen makes long ones, ending in figures
//! that are as good as random and cannot be compressed. Here they get two letters each, which takes 5 kB off
//! the download.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Error;
use crate::file::{read, read_bytes, write};
use crate::wasm::{EXPORTS, IMPORTS, file, number, sections, sized, take, write_number, write_sized};

/// Shortens the names in a script and in the WebAssembly that belongs to it.
pub fn shorten_names(script: &Path, wasm: &Path) -> Result<(), Error> {
    let (text, bytes) = (read(script)?, read_bytes(wasm)?);
    let mut names = Names::default();
    let bytes = names.in_wasm(&bytes).ok_or_else(|| Error::NotWasm(wasm.to_owned()))?;
    write(wasm, bytes)?;
    write(script, names.in_script(&text))
}

/// What each name is shortened to.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    /// The short name. A name without two underscores is the page's own, for others to call.
    fn short(&mut self, name: &str) -> String {
        if !name.contains("__") {
            return name.to_owned();
        }
        let number = self.0.len() as u32;
        let letter = |number: u32| char::from_digit(10 + number % 26, 36).unwrap_or_default();
        // The second is a capital, so that none is a word of JavaScript's own, such as `do`.
        let short = || [letter(number / 26), letter(number).to_ascii_uppercase()].into_iter().collect();
        self.0.entry(name.to_owned()).or_insert_with(short).clone()
    }

    /// The same WebAssembly with short names; none if these bytes are not what wasm-bindgen makes.
    fn in_wasm(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut written = Vec::new();
        for (kind, section) in sections(bytes)? {
            let section = match kind {
                IMPORTS => self.in_list(section, true)?,
                EXPORTS => self.in_list(section, false)?,
                _ => section.to_vec(),
            };
            written.push((kind, section));
        }
        Some(file(&written))
    }

    /// A section that lists what is imported or exported.
    fn in_list(&mut self, section: &[u8], imports: bool) -> Option<Vec<u8>> {
        let (mut rest, mut written) = (section, Vec::new());
        let count = number(&mut rest)?;
        write_number(&mut written, count);
        for _ in 0..count {
            if imports {
                // The script that it comes from.
                write_sized(&mut written, sized(&mut rest)?);
            }
            let name = self.short(str::from_utf8(sized(&mut rest)?).ok()?);
            write_sized(&mut written, name.as_bytes());
            // What kind of thing it is, and its number; of an imported function that of its type.
            let kind = take(&mut rest, 1)?[0];
            if imports && kind != 0 {
                return None;
            }
            written.push(kind);
            write_number(&mut written, number(&mut rest)?);
        }
        Some(written)
    }

    /// The same script with short names.
    fn in_script(&self, script: &str) -> String {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let (mut written, mut word) = (String::new(), String::new());
        for c in script.chars() {
            if is_part(c) {
                word.push(c);
            } else {
                written += self.0.get(&word).unwrap_or(&word);
                written.push(c);
                word.clear();
            }
        }
        written + &word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_and_exports_get_short_names_and_the_pages_own_keep_theirs() {
        let wasm = b"\0asm\x01\0\0\0\
            \x02\x0d\x01\x04m.js\x04f__1\0\x05\
            \x07\x16\x03\x05start\0\x07\x03__g\0\x01\x04f__1\0\x02\
            \x0a\x01\x00";
        let short = b"\0asm\x01\0\0\0\
            \x02\x0b\x01\x04m.js\x02aA\0\x05\
            \x07\x13\x03\x05start\0\x07\x02aB\0\x01\x02aA\0\x02\
            \x0a\x01\x00";
        let mut names = Names::default();
        assert_eq!(names.in_wasm(wasm).as_deref(), Some(&short[..]));
        assert_eq!(names.in_script("w.start(w.__g, {f__1: f__12})\n"), "w.start(w.aB, {aA: f__12})\n");
    }

    #[test]
    fn what_is_no_webassembly_is_left_alone() {
        assert_eq!(Names::default().in_wasm(b"\0asm"), None);
        assert_eq!(Names::default().in_wasm(b"\0asm\x01\0\0\0\x02\x7f"), None);
    }
}
