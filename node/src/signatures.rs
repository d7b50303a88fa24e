//! Signatures that were found right are not checked again.
//!
//! A node checks the signature of a transaction when it comes into the pool, when the pool makes another view with it, when a block is made with it, and when that
//! block is imported. Nothing changes in between, and checking is what a plain transaction costs most. What is remembered is a hash of the signature, its key
//! and what is signed: nothing else gives the same, so the answer is always the one that checking would give.

use schnellru::{ByLength, LruMap};
use sp_core::{Pair, sr25519};
use sp_io::hashing::blake2_256;
use std::sync::{Mutex, OnceLock, PoisonError};

/// Instead of the SDK's functions of the same names, which a runtime calls.
#[cfg_attr(
    feature = "runtime-benchmarks",
    allow(unused_imports, reason = "benchmarks are to have the time of each signature")
)]
pub use host::crypto::HostFunctions;

/// Signatures that were found right, the last ones that were asked about.
struct Remembered(Mutex<LruMap<[u8; 32], ()>>);

impl Remembered {
    fn new(count: u32) -> Self {
        Self(Mutex::new(LruMap::new(ByLength::new(count))))
    }

    /// Whether the signature is right: it is, or `check` has to say so.
    fn is_right(
        &self,
        signature: &sr25519::Signature,
        message: &[u8],
        public: &sr25519::Public,
        check: impl FnOnce() -> bool,
    ) -> bool {
        let hash = blake2_256(&[&signature.0[..], &public.0[..], message].concat());
        let remembered = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if remembered().get(&hash).is_some() {
            return true;
        }
        let right = check();
        if right {
            remembered().insert(hash, ());
        }
        right
    }
}

/// Those of this process. A runtime's host functions have nothing else to be kept in.
static REMEMBERED: OnceLock<Remembered> = OnceLock::new();

/// From now on, remembers so many signatures. Each takes some 50 bytes.
pub fn remember(count: u32) {
    if count != 0 {
        REMEMBERED.get_or_init(|| Remembered::new(count));
    }
}

fn is_right(signature: &sr25519::Signature, message: &[u8], public: &sr25519::Public) -> bool {
    let check = || sr25519::Pair::verify(signature, message, public);
    match REMEMBERED.get() {
        Some(remembered) => remembered.is_right(signature, message, public, check),
        None => check(),
    }
}

#[allow(dead_code, unexpected_cfgs, reason = "the macro also makes what a runtime would need to call them")]
mod host {
    use super::{is_right, sr25519};
    use sp_runtime_interface::{
        pass_by::{PassFatPointerAndRead, PassPointerAndRead},
        runtime_interface,
    };

    /// The functions are found by their names: those of the trait, the functions and their versions.
    #[runtime_interface]
    pub trait Crypto {
        /// Whether a signature is right, also one of the kind that was made before 2019. The macro wants a first version; no runtime of
        /// Bogam calls it.
        fn sr25519_verify(
            signature: PassPointerAndRead<&sr25519::Signature, 64>,
            message: PassFatPointerAndRead<&[u8]>,
            public: PassPointerAndRead<&sr25519::Public, 32>,
        ) -> bool {
            sr25519::Pair::verify_deprecated(signature, message, public)
        }

        /// Whether a signature is right.
        #[version(2)]
        fn sr25519_verify(
            signature: PassPointerAndRead<&sr25519::Signature, 64>,
            message: PassFatPointerAndRead<&[u8]>,
            public: PassPointerAndRead<&sr25519::Public, 32>,
        ) -> bool {
            is_right(signature, message, public)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sc_executor::sp_wasm_interface::HostFunctions as _;
    use sp_keyring::Sr25519Keyring::{Alice, Bob};
    use std::{cell::Cell, collections::BTreeSet};

    /// Whether it is right, and how often it was checked for that.
    fn ask(
        remembered: &Remembered,
        signature: &sr25519::Signature,
        message: &[u8],
        by: &sr25519::Public,
    ) -> (bool, u8) {
        let checks = Cell::new(0);
        let right = remembered.is_right(signature, message, by, || {
            checks.set(checks.get() + 1);
            sr25519::Pair::verify(signature, message, by)
        });
        (right, checks.get())
    }

    #[test]
    fn signature_should_be_checked_once_when_it_is_right_and_each_time_when_it_is_not() {
        let remembered = Remembered::new(8);
        let (by, signature) = (Alice.public(), Alice.sign(b"issue"));
        assert_eq!(ask(&remembered, &signature, b"issue", &by), (true, 1));
        assert_eq!(ask(&remembered, &signature, b"issue", &by), (true, 0));
        let mut bent = signature;
        bent.0[7] ^= 1;
        for (signature, message, by) in [
            (signature, &b"issues"[..], by),
            (signature, &b"issu"[..], by),
            (signature, &b""[..], by),
            (signature, &b"issue"[..], Bob.public()),
            (bent, &b"issue"[..], by),
        ] {
            assert_eq!(ask(&remembered, &signature, message, &by), (false, 1));
            assert_eq!(ask(&remembered, &signature, message, &by), (false, 1));
        }
        assert_eq!(ask(&remembered, &signature, b"issue", &by), (true, 0));
    }

    #[test]
    fn signature_should_be_forgotten_when_others_were_asked_about_since() {
        let remembered = Remembered::new(2);
        let signatures = [&b"a"[..], b"b", b"c"].map(|message| (message, Alice.sign(message)));
        for (message, signature) in &signatures {
            assert_eq!(ask(&remembered, signature, message, &Alice.public()), (true, 1));
        }
        let (message, first) = &signatures[0];
        assert_eq!(ask(&remembered, first, message, &Alice.public()), (true, 1));
    }

    #[test]
    fn functions_should_have_the_names_of_those_that_they_stand_for() {
        let names = |functions: Vec<&'static dyn sc_executor::sp_wasm_interface::Function>| {
            functions.into_iter().map(|function| function.name().to_owned()).collect::<BTreeSet<_>>()
        };
        let ours = names(HostFunctions::host_functions());
        assert_eq!(ours.len(), 2);
        assert!(ours.is_subset(&names(sp_io::SubstrateHostFunctions::host_functions())), "{ours:?}");
        assert!(ours.contains("ext_crypto_sr25519_verify_version_2"));
    }
}
