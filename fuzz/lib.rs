//! What the fuzz targets share: `cargo xtask fuzz`.

mod checks;

use std::time::{Duration, Instant};

pub use checks::{scene, typed};
use libfuzzer_sys::Corpus;

/// A text that takes longer is a finding. Promised are 20 ms for reading it in a release build. Here coverage is
/// counted, every overflow and every access to memory is looked at, and a check reads it up to three times: that
/// takes eight times as long, and others use the machine as well.
const LIMIT: Duration = Duration::from_millis(500);

/// Checks `bytes`, if they are a text: nothing else ever comes from an address or a field.
///
/// # Panics
/// When what must hold does not: libFuzzer then keeps the bytes.
pub fn fuzz(bytes: &[u8], check: fn(&str)) -> Corpus {
    let Ok(text) = std::str::from_utf8(bytes) else { return Corpus::Reject };
    let is_slow = || {
        let begun = Instant::now();
        check(text);
        begun.elapsed() > LIMIT
    };
    // Only what is slow every time is slow.
    assert!(!(0..4).all(|_| is_slow()), "slower than {LIMIT:?}");
    Corpus::Keep
}
