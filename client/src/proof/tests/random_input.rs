//! What nobody thought of: sound proofs and anchors with something changed.

use super::fixture::*;
use crate::{
    alterations::{altered, cases, edits},
    proof::parts::divide,
    strangers::{read_anchor, read_codes, read_proof},
};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The file of a sound proof, its codes one on each line, and the anchor from which it leads on.
static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| valid_proof().to_bytes().unwrap());
static CODES: LazyLock<String> = LazyLock::new(|| divide(&FILE).unwrap().join("\n"));
static ANCHOR: LazyLock<String> = LazyLock::new(|| anchor().to_json());

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
