//! What the issuer signs of a credential: claims that are never concealed, and the digests of the fields.

use super::{
    error::{CredentialError, Part},
    json::{self, Members},
    jwk::PublicKey,
};
use bogam_primitives::{
    Moment, OrganisationId,
    certificate::{
        BatchFacts, BatchId, CertificateReference, FieldDigest, SchemaId, leaf::MOST_FIELDS, merkle::LONGEST_PATH,
    },
    time::SECOND,
};
use serde_json::{Value, json};
use sp_core::H256;
use url::Url;

/// The longest URI, in bytes.
pub(super) const LONGEST_URI: usize = 512;

/// The longest name of a schema, in bytes.
pub(super) const LONGEST_SCHEMA_NAME: usize = 128;

const VCT_PREFIX: &str = "urn:bogam:schema:";

/// Where the status of the credential is listed for verifiers without the chain (Token Status List).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusReference {
    /// The URI of the list.
    pub uri: String,
    /// The place in the list.
    pub index: u64,
}

/// The claims of a credential. Only holder, certificate, digests, size and path are what the chain proves; the others are
/// the issuer's word, and [`Claims::check_facts`] compares them with what the chain says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Who issued it: a URI, under which its keys can be found.
    pub issuer: String,
    /// The type of the credential: a URI made of the schema's name and version.
    pub vct: String,
    /// When it was signed, in seconds since the epoch.
    pub issued_at: u64,
    /// It counts from this second on,
    pub not_before: u64,
    /// until before this one.
    pub expires: u64,
    /// The holder's key.
    pub holder: PublicKey,
    /// The digests of the fields, strictly ascending.
    pub digests: Vec<FieldDigest>,
    /// Where its status is listed.
    pub status: Option<StatusReference>,
    /// The chain, by the hash of its first block.
    pub genesis: H256,
    /// The batch and the place in it.
    pub certificate: CertificateReference,
    /// How many certificates the batch has.
    pub size: u32,
    /// The proof of inclusion, from the leaf upwards.
    pub path: Vec<H256>,
}

/// The type (`vct`) of credentials under version `version` of the schema `name`: `urn:bogam:schema:NAME:VERSION`.
pub fn vct_of(name: &str, version: u32) -> Result<String, CredentialError> {
    if name.is_empty() || name.len() > LONGEST_SCHEMA_NAME {
        return Err(CredentialError::BadSchemaName);
    }
    let mut vct = String::from(VCT_PREFIX);
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => vct.push(char::from(byte)),
            _ => vct.push_str(&format!("%{byte:02X}")),
        }
    }
    Ok(format!("{vct}:{version}"))
}

/// Name and version of the schema of which `vct` is the type; `None` if it is no type of this project.
pub fn schema_of(vct: &str) -> Option<(String, u32)> {
    let (escaped, version) = vct.strip_prefix(VCT_PREFIX)?.rsplit_once(':')?;
    let version: u32 = version.parse().ok()?;
    let (mut bytes, mut rest) = (Vec::new(), escaped.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        bytes.push(match first {
            b'%' => {
                let (digits, after) = rest.split_at_checked(2)?;
                rest = after;
                u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?
            }
            other => *other,
        });
    }
    let name = String::from_utf8(bytes).ok()?;
    // One spelling only.
    (vct_of(&name, version).ok()? == vct).then_some((name, version))
}

/// Refuses what is no absolute URI.
pub(super) fn check_uri(name: &'static str, value: &str) -> Result<(), CredentialError> {
    match value.len() <= LONGEST_URI && !value.contains(char::is_whitespace) && Url::parse(value).is_ok() {
        true => Ok(()),
        false => Err(CredentialError::BadUri { name, value: json::shortened(value) }),
    }
}

/// The whole seconds within an interval of moments: rounded inwards, so that no reader of seconds accepts a credential
/// when the chain would not.
pub(super) fn seconds_within(from: Moment, until: Moment) -> Result<(u64, u64), CredentialError> {
    let (not_before, expires) = (from.div_ceil(SECOND), until / SECOND);
    match not_before < expires {
        true => Ok((not_before, expires)),
        false => Err(CredentialError::BadInterval),
    }
}

fn hash_text(hash: &H256) -> String {
    format!("0x{}", hex::encode(hash))
}

fn hash_from(text: &str) -> Option<H256> {
    let digits = text.strip_prefix("0x")?;
    // One spelling only.
    if digits.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let mut hash = H256::default();
    hex::decode_to_slice(digits, hash.as_bytes_mut()).ok()?;
    Some(hash)
}

impl Claims {
    /// The payload that the issuer signs, but for the name of the digest (`_sd_alg`), which whoever conceals adds.
    pub(super) fn to_json(&self) -> Value {
        let mut payload = json!({
            "iss": self.issuer,
            "vct": self.vct,
            "iat": self.issued_at,
            "nbf": self.not_before,
            "exp": self.expires,
            "cnf": { "jwk": self.holder.to_jwk() },
        });
        if let (Some(members), Some(status)) = (payload.as_object_mut(), &self.status) {
            members.insert("status".into(), json!({ "status_list": { "idx": status.index, "uri": status.uri } }));
        }
        if let Some(members) = payload.as_object_mut() {
            let path: Vec<u8> = self.path.iter().flat_map(|hash| hash.0).collect();
            let bogam = json!({
                "genesis": hash_text(&self.genesis),
                "batch": hash_text(&self.certificate.batch.0),
                "index": self.certificate.index,
                "size": self.size,
                "path": json::encode(path),
            });
            members.insert("bogam".into(), bogam);
            let digests: Vec<_> = self.digests.iter().map(|digest| json::encode(digest.0)).collect();
            members.insert("_sd".into(), json!(digests));
        }
        payload
    }

    /// Reads the payload. Whatever does not belong there is refused: nothing would prove it.
    pub(super) fn read(payload: &[u8]) -> Result<Self, CredentialError> {
        let part = Part::Credential;
        let mut members = Members::parse(payload, part)?;
        let issuer = members.text("iss", LONGEST_URI)?;
        check_uri("iss", &issuer)?;
        let vct = members.text("vct", LONGEST_URI)?;
        check_uri("vct", &vct)?;
        let (issued_at, not_before, expires) = (members.whole("iat")?, members.whole("nbf")?, members.whole("exp")?);
        if not_before >= expires {
            return Err(members.bad("exp"));
        }
        let Some(confirmation) = members.optional("cnf") else { return Err(CredentialError::HolderKeyMissing) };
        let mut confirmation = Members::of(confirmation, part)?;
        let holder = match confirmation.optional("jwk") {
            Some(jwk) => PublicKey::from_jwk(&jwk)?,
            None => return Err(CredentialError::HolderKeyMissing),
        };
        confirmation.nothing_else()?;
        let status = match members.optional("status") {
            None => None,
            Some(status) => {
                let mut status = Members::of(status, part)?;
                let mut list = status.object("status_list")?;
                let reference = StatusReference { index: list.whole("idx")?, uri: list.text("uri", LONGEST_URI)? };
                list.nothing_else()?;
                status.nothing_else()?;
                check_uri("status_list.uri", &reference.uri)?;
                Some(reference)
            }
        };
        let mut bogam = members.object("bogam")?;
        let mut hash = |name: &str| {
            let text = bogam.text(name, 66)?;
            hash_from(&text).ok_or_else(|| bogam.bad(name))
        };
        let (genesis, batch) = (hash("genesis")?, BatchId(hash("batch")?));
        let (index, size): (u32, u32) = (bogam.whole("index")?, bogam.whole("size")?);
        if index >= size {
            return Err(bogam.bad("index"));
        }
        let path = read_path(&mut bogam)?;
        bogam.nothing_else()?;
        let digests = read_digests(&mut members)?;
        if members.text("_sd_alg", 64)? != "sha-256" {
            return Err(members.bad("_sd_alg"));
        }
        members.nothing_else()?;
        let certificate = CertificateReference { batch, index };
        Ok(Self {
            issuer,
            vct,
            issued_at,
            not_before,
            expires,
            holder,
            digests,
            status,
            genesis,
            certificate,
            size,
            path,
        })
    }

    /// Whether the signed interval contains `moment`.
    pub fn counts_at(&self, moment: Moment) -> bool {
        (self.not_before..self.expires).contains(&(moment / SECOND))
    }

    /// Compares what only the issuer's signature proves (type, interval, size) with what the chain says about the batch.
    /// `authority` is the organisation that registered the schema that the verifier wants to see.
    pub fn check_facts(&self, batch: &BatchFacts, authority: OrganisationId) -> Result<(), CredentialError> {
        let schema = schema_of(&self.vct).map(|(name, version)| SchemaId::derive(authority, name.as_bytes(), version));
        if schema != Some(batch.name.schema) {
            return Err(CredentialError::ClaimDiffers("vct"));
        }
        if self.size != batch.name.size {
            return Err(CredentialError::ClaimDiffers("size"));
        }
        match seconds_within(batch.name.valid_from, batch.name.valid_until) {
            Ok((not_before, _)) if not_before != self.not_before => Err(CredentialError::ClaimDiffers("nbf")),
            Ok((_, expires)) if expires == self.expires => Ok(()),
            _ => Err(CredentialError::ClaimDiffers("exp")),
        }
    }
}

/// The proof: the hashes one after the other, in one text.
fn read_path(bogam: &mut Members) -> Result<Vec<H256>, CredentialError> {
    const LONGEST: usize = LONGEST_PATH * 32;
    let bad = bogam.bad("path");
    let text = match bogam.take("path")? {
        // A batch of one has an empty proof.
        Value::String(text) if text.len() <= LONGEST.div_ceil(3) * 4 => text,
        _ => return Err(bad),
    };
    let bytes = json::decode(&text, Part::Credential)?;
    let (hashes, []) = bytes.as_chunks::<32>() else { return Err(bad) };
    Ok(hashes.iter().map(|hash| H256(*hash)).collect())
}

fn read_digests(members: &mut Members) -> Result<Vec<FieldDigest>, CredentialError> {
    let listed = members.list("_sd")?;
    if listed.len() > MOST_FIELDS {
        return Err(CredentialError::TooManyFields(listed.len()));
    }
    let mut digests = Vec::with_capacity(listed.len());
    for digest in listed {
        let Value::String(text) = digest else { return Err(members.bad("_sd")) };
        let bytes: [u8; 32] = json::decode(&text, Part::Credential)?.try_into().map_err(|_| members.bad("_sd"))?;
        digests.push(FieldDigest(H256(bytes)));
    }
    match digests.is_sorted_by(|one, next| one < next) {
        true => Ok(digests),
        false => Err(CredentialError::DigestsNotAscending),
    }
}
