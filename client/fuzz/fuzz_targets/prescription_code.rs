//! Whatever a stranger shows as the code of a prescription.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bogam_client_fuzz::read_prescription_code(bytes));
