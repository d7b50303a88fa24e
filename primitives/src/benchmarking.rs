//! What benchmarks need: keys that sign, made and kept by the keystore of whoever runs them, and hashes that differ.

use sp_core::{H256, crypto::KeyTypeId, sr25519};
use sp_runtime::{AccountId32, MultiSignature};

const KEY_TYPE: KeyTypeId = KeyTypeId(*b"hold");

/// A hash, another one for each number.
pub fn hash_of(number: u32) -> H256 {
    let mut hash = H256::zero();
    hash.0[28..].copy_from_slice(&number.to_be_bytes());
    hash
}

/// An sr25519 key, for runtimes with the usual accounts: another one for each seed.
pub fn sr25519_holder(seed: u32) -> AccountId32 {
    // From the seed itself: to stretch a phrase would take longer than all that is measured.
    let secret = alloc::format!("0x{seed:064x}").into_bytes();
    sp_io::crypto::sr25519_generate(KEY_TYPE, Some(secret)).into()
}

/// The signature over `payload` of a key from [`sr25519_holder`].
pub fn sr25519_sign(holder: &AccountId32, payload: &[u8]) -> MultiSignature {
    let public = sr25519::Public::from_raw(holder.clone().into());
    sp_io::crypto::sr25519_sign(KEY_TYPE, &public, payload).expect("the key was generated above; qed").into()
}
