//! What happens to the input of strangers, as one function for each way in: no panic, bounded memory, and what was read once is
//! read again from what is written of it.
//!
//! The fuzz targets call these functions for as long as they are let; the client's own tests call the same ones with some
//! thousands of altered inputs each time.

use bogam_client::{
    credential::{
        self, KeySet, Presentation,
        parts::Collector,
        status_list::{Bitstring, ListExpectation, TokenList},
    },
    proof::{self, Anchor, LARGEST_ANCHOR, OfflineProof},
    wallet::{self, SecretString},
};

/// A credential, a presentation, or the issuer's published keys.
pub fn read_credential(bytes: &[u8]) {
    let _ = KeySet::parse(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let readable = Presentation::decode(text).is_ok();
    assert_eq!(credential::is_readable(text), readable, "what was read once is not read again");
}

/// The texts of codes, one on each line: of a presentation, or of a proof.
pub fn read_codes(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (mut presentation, mut proof) = (Collector::default(), proof::parts::collector());
    for line in text.lines() {
        let _ = presentation.add(line);
        let _ = proof.add(line);
    }
    if let Ok(text) = presentation.finish() {
        read_credential(text.as_bytes());
    }
    let _ = proof.finish();
    if let Ok(file) = proof::parts::file_of(bytes.to_vec()) {
        let _ = OfflineProof::from_bytes(&file);
    }
}

/// The file of a proof, for a verifier with `anchor`.
pub fn read_proof(bytes: &[u8], anchor: &Anchor) {
    let Ok(proof) = OfflineProof::from_bytes(bytes) else { return };
    let written = proof.to_bytes().and_then(|bytes| OfflineProof::from_bytes(&bytes));
    assert_eq!(written.as_ref(), Ok(&proof), "what was read once is not read again");
    // Whatever has the form of a proof can be checked without a panic.
    let _ = proof.check(anchor);
}

/// The root of trust, as somebody sends it.
pub fn read_anchor(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(anchor) = Anchor::from_json(text) else { return };
    let written = anchor.to_json();
    // Written with spaces it can be longer than what was read.
    if written.len() <= LARGEST_ANCHOR {
        assert_eq!(Anchor::from_json(&written), Ok(anchor), "what was read once is not read again");
    }
}

/// The file of a wallet, or what is in it.
pub fn read_wallet(bytes: &[u8], passphrase: &SecretString) {
    wallet::is_readable(bytes, passphrase);
}

/// A status list of either form, as `expected`.
pub fn read_status_list(bytes: &[u8], expected: &ListExpectation<'_>) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(list) = Bitstring::read(text, expected) {
        let _ = (list.is_set(0), list.is_set(u64::MAX));
    }
    if let Ok(list) = TokenList::read(text, expected) {
        let _ = (list.entry(0), list.entry(u64::MAX));
    }
}
