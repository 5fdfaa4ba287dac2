#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    downhill_fuzz::fuzz(bytes, downhill_fuzz::scene)
});
