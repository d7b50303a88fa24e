//! Whatever a stranger sends as a credential, a presentation or a code: no panic, bounded memory.
#![no_main]

use bogam_client::credential::{self, KeySet, parts::Collector};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = KeySet::parse(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    credential::is_readable(text);
    let mut collector = Collector::default();
    let _ = collector.add(text);
    let _ = collector.finish();
});
