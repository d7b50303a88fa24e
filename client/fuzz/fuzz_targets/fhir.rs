//! Whatever a stranger sends as FHIR.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bogam_client_fuzz::read_fhir(bytes));
