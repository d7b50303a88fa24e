//! Whatever a stranger sends as the file of a proof, or as an anchor.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bogam_client_fuzz::proof(bytes));
