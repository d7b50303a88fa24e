//! Whatever a stranger publishes as a status list.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bogam_client_fuzz::status_list(bytes));
