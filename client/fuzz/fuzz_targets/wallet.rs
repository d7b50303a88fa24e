//! Whatever a stranger hands over as the file of a wallet, with its passphrase, or as what is in it.
#![no_main]

use bogam_client::wallet::SecretString;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let passphrase = SecretString::from("correct horse".to_owned());
    bogam_client_fuzz::read_wallet(bytes, &passphrase);
});
