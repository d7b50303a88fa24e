//! Secret keys of issuers and holders, and what they sign: compact JWS (RFC 7515).

use super::{
    error::{CredentialError, Part},
    json::{self, Members, shortened},
    jwk::{Algorithm, LONGEST_KEY_ID, PublicKey},
};
use crate::keys::{read_private, write_private};
use base64::{Engine, engine::general_purpose::STANDARD};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::{fmt, path::Path};
use zeroize::Zeroizing;

/// The largest key file, in bytes.
const LARGEST_KEY_FILE: u64 = 16 * 1024;

const PEM_BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const PEM_END: &str = "-----END PRIVATE KEY-----";

enum Pair {
    P256(Box<EcdsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
}

/// A secret key that signs credentials, status lists or presentations. `Debug` shows its public key only.
pub struct SigningKey {
    pair: Pair,
    public: PublicKey,
    /// The key in PKCS#8, for its file.
    pkcs8: Zeroizing<Vec<u8>>,
    random: SystemRandom,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("SigningKey").field(&self.public).finish()
    }
}

impl SigningKey {
    /// A fresh key from the operating system's randomness.
    pub fn generate(algorithm: Algorithm) -> Result<Self, CredentialError> {
        let random = SystemRandom::new();
        let document = match algorithm {
            Algorithm::Es256 => EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random),
            Algorithm::EdDsa => Ed25519KeyPair::generate_pkcs8(&random),
        };
        Self::from_pkcs8(document.map_err(|_| CredentialError::SigningFailed)?.as_ref())
    }

    /// The key in the PKCS#8 document `der`: P-256 together with its public key, or Ed25519 with or without.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, CredentialError> {
        let (pkcs8, random) = (Zeroizing::new(der.to_vec()), SystemRandom::new());
        if let Ok(pair) = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der, &random) {
            let point: &[u8] = pair.public_key().as_ref();
            let coordinate = |range: std::ops::Range<usize>| -> Result<[u8; 32], CredentialError> {
                point.get(range).and_then(|bytes| bytes.try_into().ok()).ok_or(CredentialError::BadSecretKey)
            };
            let public = PublicKey::P256 { x: coordinate(1..33)?, y: coordinate(33..65)? };
            return Ok(Self { pair: Pair::P256(Box::new(pair)), public, pkcs8, random });
        }
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).map_err(|_| CredentialError::BadSecretKey)?;
        let point: &[u8] = pair.public_key().as_ref();
        let public = PublicKey::Ed25519(point.try_into().map_err(|_| CredentialError::BadSecretKey)?);
        Ok(Self { pair: Pair::Ed25519(Box::new(pair)), public, pkcs8, random })
    }

    /// The key in a PEM text, as other tools write it.
    pub fn from_pem(pem: &str) -> Result<Self, CredentialError> {
        let bad = || CredentialError::BadSecretKey;
        let body = pem.trim().strip_prefix(PEM_BEGIN).and_then(|rest| rest.strip_suffix(PEM_END)).ok_or_else(bad)?;
        let mut compact = Zeroizing::new(String::with_capacity(body.len()));
        compact.extend(body.chars().filter(|character| !character.is_ascii_whitespace()));
        let der = Zeroizing::new(STANDARD.decode(compact.as_bytes()).map_err(|_| bad())?);
        Self::from_pkcs8(&der)
    }

    /// Reads a key file (PEM). Refused if others than its owner can read it.
    pub fn read(path: &Path) -> Result<Self, CredentialError> {
        let bytes = read_private(path, LARGEST_KEY_FILE)?;
        let pem = std::str::from_utf8(&bytes).map_err(|_| CredentialError::BadSecretKey)?;
        Self::from_pem(pem)
    }

    /// Writes the key into a new file (PEM), readable for its owner only. Never overwrites.
    pub fn store(&self, path: &Path) -> Result<(), CredentialError> {
        let mut pem = Zeroizing::new(String::from(PEM_BEGIN));
        let body = Zeroizing::new(STANDARD.encode(&*self.pkcs8));
        for (place, character) in body.chars().enumerate() {
            if place.is_multiple_of(64) {
                pem.push('\n');
            }
            pem.push(character);
        }
        pem.push('\n');
        pem.push_str(PEM_END);
        pem.push('\n');
        Ok(write_private(path, pem.as_bytes())?)
    }

    /// The public key.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The key in PKCS#8, for the wallet.
    pub(crate) fn expose(&self) -> &[u8] {
        &self.pkcs8
    }

    /// Signs `message`.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, CredentialError> {
        match &self.pair {
            Pair::P256(pair) => {
                let signature = pair.sign(&self.random, message).map_err(|_| CredentialError::SigningFailed)?;
                Ok(signature.as_ref().to_vec())
            }
            Pair::Ed25519(pair) => Ok(pair.sign(message).as_ref().to_vec()),
        }
    }

    /// A compact JWS of the type `kind` over `payload`. `named` puts the key's identifier into the header.
    pub(super) fn sign_jws(&self, kind: &str, payload: &Value, named: bool) -> Result<String, CredentialError> {
        self.sign_compact(&self.header(kind, named), payload)
    }

    /// The header of a JWS of the type `kind`. `named` puts the key's identifier into it.
    pub(super) fn header(&self, kind: &str, named: bool) -> Map<String, Value> {
        let mut header = Map::new();
        header.insert("alg".into(), json!(self.public.algorithm().name()));
        header.insert("typ".into(), json!(kind));
        if named {
            header.insert("kid".into(), json!(self.public.key_id()));
        }
        header
    }

    /// A compact JWS with this header over this payload.
    pub(super) fn sign_compact(
        &self,
        header: &impl Serialize,
        payload: &impl Serialize,
    ) -> Result<String, CredentialError> {
        let failed = |_| CredentialError::SigningFailed;
        let header = serde_json::to_string(header).map_err(failed)?;
        let payload = serde_json::to_string(payload).map_err(failed)?;
        let mut text = format!("{}.{}", json::encode(header), json::encode(payload));
        let signature = self.sign(text.as_bytes())?;
        text.push('.');
        text.push_str(&json::encode(signature));
        Ok(text)
    }
}

/// A compact JWS as it was read, not yet verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Jws {
    /// The algorithm of the header.
    pub algorithm: Algorithm,
    /// The identifier of the key, if the header has one.
    pub key_id: Option<String>,
    /// What was signed: header and payload as they came.
    signed: String,
    signature: Vec<u8>,
}

impl Jws {
    /// Reads `text`: the JWS and the bytes of its payload. Nothing is decoded that is longer than `limit` bytes.
    pub fn read(
        text: &str,
        part: Part,
        expected: &'static str,
        limit: usize,
    ) -> Result<(Self, Vec<u8>), CredentialError> {
        if text.len() > limit {
            return Err(CredentialError::TooLarge { part, size: text.len(), limit });
        }
        let mut parts = text.split('.');
        let (Some(header), Some(payload), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(CredentialError::NotAJwt(part));
        };
        let mut members = Members::parse(&json::decode(header, part)?, part)?;
        let algorithm = match members.text("alg", 64)?.as_str() {
            "ES256" => Algorithm::Es256,
            "EdDSA" => Algorithm::EdDsa,
            none if none.eq_ignore_ascii_case("none") => return Err(CredentialError::Unsigned(part)),
            other => return Err(CredentialError::UnexpectedAlgorithm { part, algorithm: other.to_owned() }),
        };
        let found = members.optional_text("typ", 64)?.unwrap_or_default();
        // Media types are compared without regard to case, and "application/" may be there (RFC 7515, 4.1.9).
        let short = found.get(..12).filter(|prefix| prefix.eq_ignore_ascii_case("application/")).map_or(0, str::len);
        if !found.get(short..).is_some_and(|name| name.eq_ignore_ascii_case(expected)) {
            return Err(CredentialError::WrongType { part, expected, found: shortened(&found) });
        }
        let key_id = members.optional_text("kid", LONGEST_KEY_ID)?;
        // That includes `crit`, `jwk`, `jku` and `x5u`: nobody is asked for a key that the text itself brings along.
        members.nothing_else()?;
        let payload_bytes = json::decode(payload, part)?;
        let signature = json::decode(signature, part)?;
        let signed = format!("{header}.{payload}");
        Ok((Self { algorithm, key_id, signed, signature }, payload_bytes))
    }

    /// Whether `key` signed it, with the algorithm that the key is for.
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        self.algorithm == key.algorithm() && key.verifies(self.signed.as_bytes(), &self.signature)
    }
}
