//! Any bytes, as blocks of calls on the whole runtime.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    if let Some(failure) = bogam_fuzz::run(input).failure {
        panic!("{failure}");
    }
});
