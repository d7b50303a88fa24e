//! Reading, presenting and checking SD-JWT VC, with and without the holder's key binding.

use super::{
    claims::{Claims, LONGEST_URI},
    disclosure::Disclosure,
    error::{CredentialError, Part},
    json::{self, Members},
    jwk::KeySet,
    sd_jwt::{self, Binding},
    signing::{Jws, SigningKey},
};
use bogam_primitives::{
    Moment,
    certificate::{Evidence, HolderKey, Leaf, leaf::MOST_FIELDS, merkle::verify_inclusion},
    time::SECOND,
};
use sd_jwt_payload::SdJwt;
use serde_json::{Map, Value};
use sp_core::H256;
use std::{collections::BTreeSet, fmt};

/// The type of an SD-JWT VC in its header.
pub(super) const CREDENTIAL_TYPE: &str = "dc+sd-jwt";
/// The type of a key binding in its header.
const KEY_BINDING_TYPE: &str = "kb+jwt";

/// The largest text of a credential or presentation, in bytes: all fields at their longest, and the JWTs.
pub const LARGEST_PRESENTATION: usize = 640 * 1024;
/// The largest issuer-signed JWT, in bytes.
const LARGEST_JWT: usize = 24 * 1024;
/// The largest key binding, in bytes.
const LARGEST_KEY_BINDING: usize = 4 * 1024;
/// The longest nonce, in bytes.
pub const LONGEST_NONCE: usize = 256;

/// What the holder signed to prove the key, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct KeyBinding {
    jws: Jws,
    issued_at: u64,
    audience: String,
    nonce: String,
    content: H256,
}

/// A credential, complete or with some of its fields only, with or without the proof that the holder presents it.
///
/// It was read strictly, but reading proves nothing: [`Presentation::verify`] checks the signatures, and
/// [`bogam_primitives::certificate::verify`] the evidence that it yields.
#[derive(Clone, PartialEq, Eq)]
pub struct Presentation {
    claims: Claims,
    issuer_jws: Jws,
    disclosures: Vec<Disclosure>,
    key_binding: Option<KeyBinding>,
    /// The text without the key binding.
    content: String,
}

impl fmt::Debug for Presentation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("Presentation");
        debug.field("certificate", &self.claims.certificate).field("disclosures", &self.disclosures.len());
        debug.field("key_binding", &self.key_binding.is_some()).finish_non_exhaustive()
    }
}

/// What a verifier asked the holder to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Challenge<'a> {
    /// The verifier, as the holder is to name it.
    pub audience: &'a str,
    /// A number that the verifier has drawn for this one question.
    pub nonce: &'a str,
    /// What the verifier's clock says.
    pub now: Moment,
    /// How old the answer may be, in milliseconds. The clocks may differ by up to a minute beyond that.
    pub longest_age: Moment,
}

/// How far the clocks of holder and verifier may differ, in seconds.
const CLOCK_TOLERANCE: u64 = 60;

/// What a verifier expects.
#[derive(Clone, Copy, Debug, Default)]
pub struct Expectation<'a> {
    /// The chain. `None`: whichever the credential names.
    pub genesis: Option<H256>,
    /// What the holder was asked to sign. `None`: nothing, as with a print-out; then nobody has proven anything.
    pub challenge: Option<Challenge<'a>>,
    /// The issuer's published keys. `None`: they are not known, and the issuer's signature is not checked.
    pub issuer_keys: Option<&'a KeySet>,
}

/// What came of the issuer's signature. It is for verifiers without the chain; who has the chain trusts the batch's root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuerSignature {
    /// One of the issuer's keys made it.
    Valid,
    /// The issuer's keys were not given.
    NotChecked,
}

/// What a presentation proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What goes to [`bogam_primitives::certificate::verify`].
    pub evidence: Evidence,
    /// The key that was proven, for the question: only when the key binding answers the challenge.
    pub presented_by: Option<HolderKey>,
    /// The issuer's signature.
    pub issuer_signature: IssuerSignature,
    /// The disclosed fields.
    pub fields: Map<String, Value>,
}

impl Presentation {
    /// Reads the text of an SD-JWT or SD-JWT+KB. Refuses everything that the standard refuses, and what this project's
    /// certificates do not have. What is too large is not looked at.
    pub fn decode(text: &str) -> Result<Self, CredentialError> {
        let part = Part::Credential;
        if text.len() > LARGEST_PRESENTATION {
            return Err(CredentialError::TooLarge { part, size: text.len(), limit: LARGEST_PRESENTATION });
        }
        let (content, key_binding) = text.rsplit_once('~').ok_or(CredentialError::NotAnSdJwt)?;
        let mut parts = content.split('~');
        let jwt = parts.next().ok_or(CredentialError::NotAnSdJwt)?;
        // Counted before anything is decoded.
        let count = parts.clone().count();
        if count > MOST_FIELDS {
            return Err(CredentialError::TooManyFields(count));
        }
        let (issuer_jws, payload) = Jws::read(jwt, part, CREDENTIAL_TYPE, LARGEST_JWT)?;
        let claims = Claims::read(&payload)?;
        let mut disclosures = Vec::with_capacity(count);
        let (mut digests, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (place, part) in parts.enumerate() {
            let disclosure = Disclosure::read(part, place)?;
            if !digests.insert(disclosure.digest()) {
                return Err(CredentialError::DuplicateDisclosure(place));
            }
            if claims.digests.binary_search(&disclosure.digest()).is_err() {
                return Err(CredentialError::UnreferencedDisclosure(place));
            }
            if !names.insert(disclosure.name().to_owned()) {
                return Err(CredentialError::DuplicateField(json::shortened(disclosure.name())));
            }
            disclosures.push(disclosure);
        }
        let key_binding = match key_binding.is_empty() {
            true => None,
            false => Some(KeyBinding::read(key_binding)?),
        };
        Ok(Self { claims, issuer_jws, disclosures, key_binding, content: format!("{content}~") })
    }

    /// Reads a credential as its holder keeps it: every field disclosed, and no key binding.
    pub fn decode_complete(text: &str) -> Result<Self, CredentialError> {
        let credential = Self::decode(text)?;
        if credential.key_binding.is_some() {
            return Err(CredentialError::KeyBindingUnexpected);
        }
        let (digests, disclosures) = (credential.claims.digests.len(), credential.disclosures.len());
        match digests == disclosures {
            true => Ok(credential),
            false => Err(CredentialError::Incomplete { digests, disclosures }),
        }
    }

    /// What the issuer signed.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// What is disclosed, in the order of the text.
    pub fn disclosures(&self) -> &[Disclosure] {
        &self.disclosures
    }

    /// Whether somebody claims to be the holder.
    pub fn has_key_binding(&self) -> bool {
        self.key_binding.is_some()
    }

    /// The text without the key binding.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The disclosed fields.
    pub fn fields(&self) -> Map<String, Value> {
        let field = |disclosure: &Disclosure| (disclosure.name().to_owned(), disclosure.value().clone());
        self.disclosures.iter().map(field).collect()
    }

    /// What goes to [`bogam_primitives::certificate::verify`], with the facts that the chain tells.
    pub fn evidence(&self) -> Evidence {
        Evidence {
            certificate: self.claims.certificate,
            holder: self.claims.holder.holder_key(),
            fields: self.claims.digests.clone(),
            disclosures: self.disclosures.iter().map(|disclosure| disclosure.text().to_owned()).collect(),
            size: self.claims.size,
            path: self.claims.path.clone(),
        }
    }

    /// Refuses a credential that is no leaf under `root`: the quick check of who has just been issued one.
    pub fn check_root(&self, root: &H256) -> Result<(), CredentialError> {
        let Claims { certificate, size, path, .. } = &self.claims;
        let leaf = leaf_of(&self.claims).hash();
        verify_inclusion(root, *size, certificate.index, &leaf, path).map_err(|_| CredentialError::NotInBatch)
    }

    /// Checks the signatures. A signature that is there and does not fit is always an error; that there is none is one when a
    /// challenge was given.
    pub fn verify(&self, expected: &Expectation<'_>) -> Result<Verified, CredentialError> {
        if expected.genesis.is_some_and(|genesis| genesis != self.claims.genesis) {
            return Err(CredentialError::OtherChain);
        }
        let issuer_signature = match expected.issuer_keys {
            None => IssuerSignature::NotChecked,
            Some(keys) => self.check_issuer(keys)?,
        };
        if let Some(binding) = &self.key_binding {
            binding.check(&self.claims, &self.content)?;
        }
        let presented_by = match (&self.key_binding, &expected.challenge) {
            (_, None) => None,
            (None, Some(_)) => return Err(CredentialError::KeyBindingMissing),
            (Some(binding), Some(challenge)) => {
                binding.answers(challenge)?;
                Some(self.claims.holder.holder_key())
            }
        };
        Ok(Verified { evidence: self.evidence(), presented_by, issuer_signature, fields: self.fields() })
    }

    fn check_issuer(&self, keys: &KeySet) -> Result<IssuerSignature, CredentialError> {
        let id = self.issuer_jws.key_id.as_deref();
        let mut candidates = keys.candidates(id).peekable();
        if candidates.peek().is_none() {
            return Err(CredentialError::UnknownIssuerKey(json::shortened(id.unwrap_or_default())));
        }
        match candidates.any(|key| self.issuer_jws.is_signed_by(key)) {
            true => Ok(IssuerSignature::Valid),
            false => Err(CredentialError::BadIssuerSignature),
        }
    }

    /// Presents the credential to `audience`, which drew `nonce`: with `fields` only, signed by the holder's key.
    ///
    /// `fields` are names; none means that only the type, the issuer, the interval and the place in the batch are shown.
    pub fn present(
        &self,
        fields: &[&str],
        audience: &str,
        nonce: &str,
        now: Moment,
        key: &SigningKey,
    ) -> Result<String, CredentialError> {
        let bad = |name: &str| CredentialError::BadMember { part: Part::KeyBinding, name: name.to_owned() };
        if *key.public() != self.claims.holder {
            return Err(CredentialError::OtherHolderKey);
        }
        if audience.is_empty() || audience.len() > LONGEST_URI {
            return Err(bad("aud"));
        }
        if nonce.is_empty() || nonce.len() > LONGEST_NONCE {
            return Err(bad("nonce"));
        }
        let issued_at = i64::try_from(now / SECOND).map_err(|_| bad("iat"))?;
        let binding = Binding { audience, nonce, issued_at };
        sd_jwt::bind(self.select(fields)?, key.header(KEY_BINDING_TYPE, false), &binding, key)
    }

    /// The credential with `fields` only and without any proof of the holder, as for a print-out.
    pub fn conceal(&self, fields: &[&str]) -> Result<String, CredentialError> {
        Ok(self.select(fields)?.presentation())
    }

    fn select(&self, fields: &[&str]) -> Result<SdJwt, CredentialError> {
        for (place, name) in fields.iter().enumerate() {
            if fields[..place].contains(name) {
                return Err(CredentialError::DuplicateField(json::shortened(name)));
            }
            if !self.disclosures.iter().any(|disclosure| disclosure.name() == *name) {
                return Err(CredentialError::NoSuchField(json::shortened(name)));
            }
        }
        sd_jwt::select(&self.content, fields)
    }
}

/// The leaf that the claims stand for.
fn leaf_of(claims: &Claims) -> Leaf {
    Leaf {
        batch: claims.certificate.batch,
        index: claims.certificate.index,
        holder: claims.holder.holder_key(),
        fields: claims.digests.clone(),
    }
}

impl KeyBinding {
    fn read(text: &str) -> Result<Self, CredentialError> {
        let part = Part::KeyBinding;
        let (jws, payload) = Jws::read(text, part, KEY_BINDING_TYPE, LARGEST_KEY_BINDING)?;
        let mut members = Members::parse(&payload, part)?;
        let issued_at = members.whole("iat")?;
        let (audience, nonce) = (members.text("aud", LONGEST_URI)?, members.text("nonce", LONGEST_NONCE)?);
        let content = json::decode(&members.text("sd_hash", 64)?, part)?;
        let content = H256(content.try_into().map_err(|_| members.bad("sd_hash"))?);
        members.nothing_else()?;
        Ok(Self { jws, issued_at, audience, nonce, content })
    }

    /// Refuses a binding that the holder did not make, or not for this content.
    fn check(&self, claims: &Claims, content: &str) -> Result<(), CredentialError> {
        if self.jws.algorithm != claims.holder.algorithm() {
            let algorithm = self.jws.algorithm.name().to_owned();
            return Err(CredentialError::UnexpectedAlgorithm { part: Part::KeyBinding, algorithm });
        }
        if !self.jws.is_signed_by(&claims.holder) {
            return Err(CredentialError::BadKeyBinding);
        }
        match self.content == H256(sp_crypto_hashing::sha2_256(content.as_bytes())) {
            true => Ok(()),
            false => Err(CredentialError::KeyBindingOtherContent),
        }
    }

    /// Refuses a binding that answers another question, or too late.
    fn answers(&self, challenge: &Challenge<'_>) -> Result<(), CredentialError> {
        if self.audience != challenge.audience {
            return Err(CredentialError::KeyBindingOtherAudience(json::shortened(&self.audience)));
        }
        if self.nonce != challenge.nonce {
            return Err(CredentialError::KeyBindingOtherNonce);
        }
        let now = challenge.now / SECOND;
        let ahead = self.issued_at.saturating_sub(now);
        if ahead > CLOCK_TOLERANCE {
            return Err(CredentialError::KeyBindingFromFuture(ahead));
        }
        let age = now.saturating_sub(self.issued_at);
        match age > (challenge.longest_age / SECOND).saturating_add(CLOCK_TOLERANCE) {
            true => Err(CredentialError::KeyBindingTooOld(age)),
            false => Ok(()),
        }
    }
}
