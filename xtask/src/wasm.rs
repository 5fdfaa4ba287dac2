//! WebAssembly as a file: a row of sections, in which everything has its number and its length before it.

/// The numbers of the sections that are read here.
pub const CUSTOM: u8 = 0;
pub const IMPORTS: u8 = 2;
pub const EXPORTS: u8 = 7;
pub const CODE: u8 = 10;

/// How long the magic number and the version are with which a file begins.
const START: usize = 8;

/// The sections of a file, each with its number; none if these bytes are no WebAssembly.
pub fn sections(bytes: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let (start, mut rest) = bytes.split_at_checked(START)?;
    let mut sections = Vec::new();
    while !rest.is_empty() {
        let kind = take(&mut rest, 1)?[0];
        sections.push((kind, sized(&mut rest)?));
    }
    start.starts_with(b"\0asm").then_some(sections)
}

/// The file of these sections.
pub fn file(sections: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut written = b"\0asm\x01\0\0\0".to_vec();
    for (kind, section) in sections {
        written.push(*kind);
        write_sized(&mut written, section);
    }
    written
}

/// The next bytes.
pub fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, after) = rest.split_at_checked(count)?;
    *rest = after;
    Some(taken)
}

/// The next number, as WebAssembly writes it: seven bits a byte, the lowest first.
pub fn number(rest: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for place in 0..5 {
        let byte = take(rest, 1)?[0];
        number |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// The next bytes, whose count stands before them.
pub fn sized<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let count = number(rest)?;
    take(rest, count)
}

pub fn write_number(written: &mut Vec<u8>, number: usize) {
    let mut left = number;
    while left > 0x7f {
        written.push(left as u8 | 0x80);
        left >>= 7;
    }
    written.push(left as u8);
}

/// Writes bytes after their count.
pub fn write_sized(written: &mut Vec<u8>, bytes: &[u8]) {
    write_number(written, bytes.len());
    written.extend(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for count in [0, 1, 127, 128, 300, 16_384, 2_000_000] {
            let mut written = Vec::new();
            write_number(&mut written, count);
            let mut rest = &written[..];
            assert_eq!((number(&mut rest), rest.len()), (Some(count), 0));
        }
    }

    #[test]
    fn sections_are_read_as_they_are_written() {
        let written = file(&[(CUSTOM, b"\x01a".to_vec()), (CODE, vec![7; 300])]);
        assert_eq!(sections(&written), Some(vec![(CUSTOM, &b"\x01a"[..]), (CODE, &[7; 300][..])]));
    }

    #[test]
    fn what_is_no_webassembly_has_no_sections() {
        for bytes in [&b"\0asm"[..], b"<!doctype html>", b"\0asm\x01\0\0\0\x02\x7f"] {
            assert_eq!(sections(bytes), None);
        }
    }
}
