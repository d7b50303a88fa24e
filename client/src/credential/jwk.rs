//! Public keys as JWK (RFC 7517), their thumbprints (RFC 7638), and sets of them.

use super::{
    error::{CredentialError, Part},
    json::{self, Members},
};
use bogam_primitives::certificate::HolderKey;
use ring::signature::{ECDSA_P256_SHA256_FIXED, ED25519, UnparsedPublicKey};
use serde_json::{Value, json};
use sp_core::H256;
use std::fmt;

/// The largest set of keys, in bytes.
pub const LARGEST_KEY_SET: usize = 256 * 1024;

/// The most keys of a set.
const MOST_KEYS: usize = 256;

/// The longest identifier of a key, in bytes.
pub(super) const LONGEST_KEY_ID: usize = 256;

/// A signature algorithm of JWS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA with P-256 and SHA-256 (RFC 7518).
    Es256,
    /// Ed25519 (RFC 8037).
    EdDsa,
}

impl Algorithm {
    /// Its name in a header.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
        }
    }
}

/// A public key: of a holder, or of an issuer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PublicKey {
    /// On the curve P-256: both coordinates.
    P256 {
        /// The first coordinate.
        x: [u8; 32],
        /// The second coordinate.
        y: [u8; 32],
    },
    /// Ed25519.
    Ed25519([u8; 32]),
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PublicKey({} {})", self.algorithm().name(), self.key_id())
    }
}

impl PublicKey {
    /// The one algorithm for which the key is.
    pub const fn algorithm(&self) -> Algorithm {
        match self {
            Self::P256 { .. } => Algorithm::Es256,
            Self::Ed25519(_) => Algorithm::EdDsa,
        }
    }

    /// The key as JWK, with the members that its kind requires and no other.
    pub fn to_jwk(&self) -> Value {
        match self {
            Self::P256 { x, y } => {
                json!({ "crv": "P-256", "kty": "EC", "x": json::encode(x), "y": json::encode(y) })
            }
            Self::Ed25519(x) => json!({ "crv": "Ed25519", "kty": "OKP", "x": json::encode(x) }),
        }
    }

    /// Reads a JWK that has the members which its kind requires and no other.
    pub fn from_jwk(jwk: &Value) -> Result<Self, CredentialError> {
        let mut members = Members::of(jwk.clone(), Part::Keys)?;
        let key = Self::take_from(&mut members)?;
        members.nothing_else()?;
        Ok(key)
    }

    fn take_from(members: &mut Members) -> Result<Self, CredentialError> {
        if members.optional("d").is_some() {
            return Err(CredentialError::SecretKeyShown);
        }
        let kind = (members.text("kty", 16)?, members.text("crv", 16)?);
        let mut coordinate = |name: &str| -> Result<[u8; 32], CredentialError> {
            let text = members.text(name, 64)?;
            json::decode(&text, Part::Keys)?.try_into().map_err(|_| CredentialError::BadKey)
        };
        match (kind.0.as_str(), kind.1.as_str()) {
            ("EC", "P-256") => Ok(Self::P256 { x: coordinate("x")?, y: coordinate("y")? }),
            ("OKP", "Ed25519") => Ok(Self::Ed25519(coordinate("x")?)),
            _ => Err(CredentialError::BadKey),
        }
    }

    /// The thumbprint (RFC 7638): the SHA-256 digest of the required members in lexical order, without white space.
    pub fn thumbprint(&self) -> H256 {
        // None of the values has a character that JSON would escape.
        let canonical = match self {
            Self::P256 { x, y } => {
                format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, json::encode(x), json::encode(y))
            }
            Self::Ed25519(x) => format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, json::encode(x)),
        };
        H256(sp_crypto_hashing::sha2_256(canonical.as_bytes()))
    }

    /// The thumbprint, as a certificate commits to it.
    pub fn holder_key(&self) -> HolderKey {
        HolderKey(self.thumbprint())
    }

    /// The identifier under which an issuer publishes the key: the thumbprint in base64url.
    pub fn key_id(&self) -> String {
        json::encode(self.thumbprint())
    }

    /// Whether `signature` is this key's over `message`.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::P256 { x, y } => {
                let mut point = [4; 65];
                point[1..33].copy_from_slice(x);
                point[33..].copy_from_slice(y);
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).is_ok()
            }
            Self::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature).is_ok(),
        }
    }
}

/// The public keys of an issuer, as it publishes them (JWKS, RFC 7517).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeySet {
    keys: Vec<(Option<String>, PublicKey)>,
}

impl KeySet {
    /// The set of these keys, each under its thumbprint.
    pub fn new(keys: impl IntoIterator<Item = PublicKey>) -> Self {
        Self { keys: keys.into_iter().map(|key| (Some(key.key_id()), key)).collect() }
    }

    /// Reads a JWKS. Keys of other kinds and for other uses are passed over; secret keys are refused.
    pub fn parse(bytes: &[u8]) -> Result<Self, CredentialError> {
        let part = Part::Keys;
        if bytes.len() > LARGEST_KEY_SET {
            return Err(CredentialError::TooLarge { part, size: bytes.len(), limit: LARGEST_KEY_SET });
        }
        let mut set = Members::parse(bytes, part)?;
        let listed = set.list("keys")?;
        if listed.len() > MOST_KEYS {
            return Err(set.bad("keys"));
        }
        let mut keys = Vec::new();
        for jwk in listed {
            let mut members = Members::of(jwk, part)?;
            let id = members.optional_text("kid", LONGEST_KEY_ID)?;
            let other_use = members.optional_text("use", 16)?.is_some_and(|purpose| purpose != "sig");
            match PublicKey::take_from(&mut members) {
                Ok(key) if !other_use => keys.push((id, key)),
                Err(CredentialError::SecretKeyShown) => return Err(CredentialError::SecretKeyShown),
                Ok(_) | Err(_) => {}
            }
        }
        Ok(Self { keys })
    }

    /// The set as JWKS.
    pub fn to_json(&self) -> Value {
        let keys = self.keys.iter().map(|(id, key)| {
            let mut jwk = key.to_jwk();
            if let Some(members) = jwk.as_object_mut() {
                members.insert("kid".into(), json!(id.clone().unwrap_or_else(|| key.key_id())));
                members.insert("alg".into(), json!(key.algorithm().name()));
                members.insert("use".into(), json!("sig"));
            }
            jwk
        });
        json!({ "keys": keys.collect::<Vec<_>>() })
    }

    /// The keys that may have signed under `id`: those with it; without it, all.
    pub(super) fn candidates(&self, id: Option<&str>) -> impl Iterator<Item = &PublicKey> {
        self.keys.iter().filter(move |(own, _)| id.is_none() || own.as_deref() == id).map(|(_, key)| key)
    }
}
