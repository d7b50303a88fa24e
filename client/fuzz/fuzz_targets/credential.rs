//! Whatever a stranger sends as a credential, a presentation or a key set.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bogam_client_fuzz::read_credential(bytes));
