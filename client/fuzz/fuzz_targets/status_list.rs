//! Whatever a stranger publishes as a status list.
#![no_main]

use bogam_client::credential::{KeySet, status_list::ListExpectation};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The keys stand before the list, after which the input goes on.
    let (keys, list) = bytes.iter().position(|byte| *byte == b'\n').map_or((&[][..], bytes), |end| bytes.split_at(end));
    let keys = KeySet::parse(keys).unwrap_or_default();
    let expected = ListExpectation { uri: "", issuer: "", keys: &keys, now: 0 };
    bogam_client_fuzz::read_status_list(list.trim_ascii(), &expected);
});
