//! Whatever a stranger shows as codes.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bogam_client_fuzz::read_codes(bytes));
