//! Patients' keys, which sign.

use crate::people::AccountId;
use sp_core::{Pair, sr25519};
use sp_runtime::MultiSignature;
use std::{cell::RefCell, collections::BTreeMap};

thread_local! {
    static KEYS: RefCell<BTreeMap<AccountId, sr25519::Pair>> = const { RefCell::new(BTreeMap::new()) };
}

/// The patient's key number `number`.
pub fn key(number: u32) -> AccountId {
    let mut seed = [0; 32];
    seed[..4].copy_from_slice(&number.to_le_bytes());
    let pair = sr25519::Pair::from_seed(&seed);
    let account: AccountId = pair.public().into();
    KEYS.with_borrow_mut(|keys| keys.insert(account.clone(), pair));
    account
}

/// The signature of a key that [`key`] has made in this thread.
pub fn sign_bytes(signer: &AccountId, payload: &[u8]) -> MultiSignature {
    KEYS.with_borrow(|keys| keys.get(signer).expect("made by `key`").sign(payload)).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sp_runtime::traits::Verify;

    #[test]
    fn signature_should_be_that_of_the_key_and_of_no_other() {
        let signer = key(7);
        let signature = sign_bytes(&signer, b"what is signed");
        assert!(signature.verify(&b"what is signed"[..], &signer));
        assert!(!signature.verify(&b"something else"[..], &signer));
        assert!(!signature.verify(&b"what is signed"[..], &key(8)));
    }
}
