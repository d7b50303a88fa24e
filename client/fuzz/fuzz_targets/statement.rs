//! Whatever a stranger hands over as a patient's signed statement.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bogam_client_fuzz::read_statement(bytes));
