//! Whatever a stranger hands over as the file of a wallet, with its passphrase, or as what is in it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bogam_client_fuzz::wallet(bytes));
