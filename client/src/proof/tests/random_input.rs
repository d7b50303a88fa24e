//! What nobody thought of: sound proofs and anchors with something changed.

use super::fixture::*;
use crate::{
    alterations::{altered, cases, edits},
    proof::parts::divide,
    seeds::begins_with,
    strangers::{self, read_anchor, read_codes, read_proof},
};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The file of a sound proof, its codes one on each line, and the anchor from which it leads on.
static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| valid_proof().to_bytes().unwrap());
static CODES: LazyLock<String> = LazyLock::new(|| divide(&FILE).unwrap().join("\n"));
static ANCHOR: LazyLock<String> = LazyLock::new(|| anchor().to_json());

#[test]
fn fuzz_targets_should_begin_with_what_is_sound() {
    begins_with("proof", "file", &FILE);
    begins_with("proof", "anchor", ANCHOR.as_bytes());
    begins_with("codes", "proof", CODES.as_bytes());
    // The target's anchor leads to the proof.
    assert_eq!(*strangers::ANCHOR, anchor());
}

proptest! {
    #![proptest_config(cases(3_000))]

    #[test]
    fn proof_should_be_read_or_refused_without_panic_when_altered(edits in edits()) {
        read_proof(&altered(&FILE, &edits, &[]), &anchor());
    }
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn codes_should_be_read_or_refused_without_panic_when_altered(edits in edits()) {
        read_codes(&altered(CODES.as_bytes(), &edits, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567:\n"));
    }

    #[test]
    fn anchor_should_be_read_or_refused_without_panic_when_altered(edits in edits()) {
        read_anchor(&altered(ANCHOR.as_bytes(), &edits, b"{}[]\",:0123456789abcdefx "));
    }
}
