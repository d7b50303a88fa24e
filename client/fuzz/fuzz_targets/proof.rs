//! Whatever a stranger sends as the file of a proof, or as an anchor.
#![no_main]

use bogam_client::proof::Anchor;
use std::sync::LazyLock;

/// One authority, whose key is public.
static ANCHOR: LazyLock<Anchor> = LazyLock::new(|| {
    let zero = format!("0x{}", "00".repeat(32));
    let key = "0x88dc3417d5058ec4b4503e0c12ea1a0a89be200fe98922423d4334014fa6b0ee";
    let authority = format!(r#"{{"key":"{key}","weight":1}}"#);
    let text = format!(r#"{{"genesis":"{zero}","number":0,"hash":"{zero}","set":0,"authorities":[{authority}]}}"#);
    Anchor::from_json(&text).expect("an anchor with one authority is one")
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    bogam_client_fuzz::read_anchor(bytes);
    bogam_client_fuzz::read_proof(bytes, &ANCHOR);
});
