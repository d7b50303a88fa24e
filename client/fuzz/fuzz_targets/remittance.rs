//! Whatever a stranger sends as an X12 835.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bogam_client_fuzz::read_remittance(bytes));
