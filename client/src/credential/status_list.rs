//! The status of certificates for verifiers that do not know the chain: what the chain says at a moment, as a list that the issuer
//! signs and publishes.
//!
//! Two forms of the same: the W3C Bitstring Status List v1.0, one list for revocation and one for suspension, each a
//! verifiable credential; and the Token Status List, to which `status.status_list` of an SD-JWT VC refers.
//! Both say what was true when they were signed. Whoever can ask the chain should.

use super::{
    claims::{LONGEST_URI, check_uri},
    error::{CredentialError, Part},
    json::{self, Members},
    jwk::KeySet,
    signing::{Jws, SigningKey},
};
use bogam_primitives::{Moment, certificate::Status, time::SECOND};
use flate2::{
    Compression,
    bufread::{GzDecoder, ZlibDecoder},
    write::{GzEncoder, ZlibEncoder},
};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::io::{Read, Write};

/// The fewest entries of a list: fewer would tell who is in it.
pub const FEWEST_ENTRIES: u32 = 131_072;

/// The most entries of a list.
pub const MOST_ENTRIES: u32 = 1 << 24;

/// The largest signed list, in bytes.
pub const LARGEST_LIST: usize = 8 * 1024 * 1024;

const BITSTRING_TYPE: &str = "vc+jwt";
const TOKEN_TYPE: &str = "statuslist+jwt";
const CONTEXT: &str = "https://www.w3.org/ns/credentials/v2";

/// Bits per entry of a Token Status List: valid, invalid, suspended.
const TOKEN_BITS: u32 = 2;

/// What can be wrong with a status list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatusListError {
    /// More entries than a list may have.
    #[error("the status list would have {0} entries; at most 16777216 are possible")]
    TooManyEntries(u64),
    /// Fewer entries than a list must have.
    #[error("the status list has {0} entries; at least 131072 are needed, so that it does not tell who is in it")]
    TooFewEntries(u64),
    /// The list has no such entry.
    #[error("the status list has {size} entries, and none with the number {index}")]
    NoSuchEntry {
        /// The entry.
        index: u64,
        /// How many there are.
        size: u64,
    },
    /// The list cannot be decompressed.
    #[error("the status list cannot be decompressed")]
    NotCompressed,
    /// The list decompresses to more than any list has.
    #[error("the status list decompresses to more than any list has")]
    Bomb,
    /// The list is for another purpose than revocation or suspension, or than the one that is needed.
    #[error("the status list is for {0:?}")]
    OtherPurpose(String),
    /// The list is at another address than it says.
    #[error("the status list belongs to another address: {0:?}")]
    OtherAddress(String),
    /// The list is too old, or from the future.
    #[error("the status list does not count now")]
    NotInForce,
    /// An interval that is none, or a moment that no calendar has.
    #[error("the validity of a status list must be an interval of the calendar")]
    BadInterval,
    /// What the list is made of is at fault.
    #[error(transparent)]
    Text(#[from] CredentialError),
}

impl StatusListError {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooManyEntries(_) => "status_list_too_many_entries",
            Self::TooFewEntries(_) => "status_list_too_few_entries",
            Self::NoSuchEntry { .. } => "status_list_no_such_entry",
            Self::NotCompressed => "status_list_not_compressed",
            Self::Bomb => "status_list_bomb",
            Self::OtherPurpose(_) => "status_list_other_purpose",
            Self::OtherAddress(_) => "status_list_other_address",
            Self::NotInForce => "status_list_not_in_force",
            Self::BadInterval => "status_list_bad_interval",
            Self::Text(error) => error.code(),
        }
    }
}

/// What a list of bits is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Set: revoked or superseded, for good.
    Revocation,
    /// Set: suspended for a time.
    Suspension,
}

impl Purpose {
    /// Its name in the list.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Revocation => "revocation",
            Self::Suspension => "suspension",
        }
    }
}

/// What an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The certificate counts.
    Valid,
    /// Revoked or superseded.
    Invalid,
    /// Suspended.
    Suspended,
}

impl From<Status> for Entry {
    fn from(status: Status) -> Self {
        match status {
            Status::Active => Self::Valid,
            Status::Suspended(_) => Self::Suspended,
            Status::Revoked(_) | Status::Superseded(_) => Self::Invalid,
        }
    }
}

/// For what a list is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListTerms {
    /// Where the list will be found: a URI.
    pub uri: String,
    /// The issuer, as its credentials name it: a URI.
    pub issuer: String,
    /// It says what was true at this moment,
    pub at: Moment,
    /// and is not to be used from this one on.
    pub until: Moment,
}

impl ListTerms {
    fn check(&self) -> Result<(Timestamp, Timestamp), StatusListError> {
        check_uri("uri", &self.uri)?;
        check_uri("issuer", &self.issuer)?;
        let time = |moment: Moment| {
            // Whole seconds, as the list's readers compare them.
            let seconds = i64::try_from(moment / SECOND).map_err(|_| StatusListError::BadInterval)?;
            Timestamp::from_second(seconds).map_err(|_| StatusListError::BadInterval)
        };
        let (at, until) = (time(self.at)?, time(self.until)?);
        match at < until {
            true => Ok((at, until)),
            false => Err(StatusListError::BadInterval),
        }
    }
}

/// The status of every certificate of a list, in the issuer's hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusList {
    size: u32,
    revoked: Vec<u8>,
    suspended: Vec<u8>,
}

impl StatusList {
    /// The list of `size` certificates (filled up to 131,072 entries), of which `entries` left Active. What is not named is
    /// valid; of an entry that is named twice the last counts.
    pub fn new(size: u32, entries: impl IntoIterator<Item = (u32, Status)>) -> Result<Self, StatusListError> {
        if size > MOST_ENTRIES {
            return Err(StatusListError::TooManyEntries(size.into()));
        }
        let filled = size.max(FEWEST_ENTRIES).next_multiple_of(8);
        let bytes = vec![0; (filled / 8) as usize];
        let mut list = Self { size: filled, revoked: bytes.clone(), suspended: bytes };
        for (index, status) in entries {
            if index >= size {
                return Err(StatusListError::NoSuchEntry { index: index.into(), size: size.into() });
            }
            let entry = Entry::from(status);
            set(&mut list.revoked, index, entry == Entry::Invalid);
            set(&mut list.suspended, index, entry == Entry::Suspended);
        }
        Ok(list)
    }

    fn entry(&self, index: u32) -> Entry {
        match (is_set(&self.revoked, index.into()), is_set(&self.suspended, index.into())) {
            (Some(true), _) => Entry::Invalid,
            (_, Some(true)) => Entry::Suspended,
            _ => Entry::Valid,
        }
    }

    /// The W3C Bitstring Status List credential for `purpose`, as a JWT signed by `key`.
    pub fn bitstring_credential(
        &self,
        purpose: Purpose,
        terms: &ListTerms,
        key: &SigningKey,
    ) -> Result<String, StatusListError> {
        let (from, until) = terms.check()?;
        let bits = match purpose {
            Purpose::Revocation => &self.revoked,
            Purpose::Suspension => &self.suspended,
        };
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let compressed = encoder.write_all(bits).and_then(|()| encoder.finish());
        let compressed = compressed.map_err(|_| CredentialError::Interrupted)?;
        let payload = json!({
            "@context": [CONTEXT],
            "id": terms.uri,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": terms.issuer,
            "validFrom": from.to_string(),
            "validUntil": until.to_string(),
            "credentialSubject": {
                "id": format!("{}#list", terms.uri),
                "type": "BitstringStatusList",
                "statusPurpose": purpose.name(),
                // Multibase: "u" is base64url without padding.
                "encodedList": format!("u{}", json::encode(compressed)),
            },
        });
        Ok(key.sign_jws(BITSTRING_TYPE, &payload, true)?)
    }

    /// The Token Status List, to which `status.status_list.uri` of the credentials refers, as a JWT signed by `key`.
    pub fn token(&self, terms: &ListTerms, key: &SigningKey) -> Result<String, StatusListError> {
        let (from, until) = terms.check()?;
        let per_byte = 8 / TOKEN_BITS;
        let mut bytes = vec![0u8; self.size.div_ceil(per_byte) as usize];
        for index in 0..self.size {
            let value = match self.entry(index) {
                Entry::Valid => continue,
                Entry::Invalid => 1u8,
                Entry::Suspended => 2,
            };
            if let Some(byte) = bytes.get_mut((index / per_byte) as usize) {
                *byte |= value << (index % per_byte * TOKEN_BITS);
            }
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        let compressed = encoder.write_all(&bytes).and_then(|()| encoder.finish());
        let compressed = compressed.map_err(|_| CredentialError::Interrupted)?;
        let payload = json!({
            "sub": terms.uri,
            "iss": terms.issuer,
            "iat": from.as_second(),
            "exp": until.as_second(),
            "status_list": { "bits": TOKEN_BITS, "lst": json::encode(compressed) },
        });
        Ok(key.sign_jws(TOKEN_TYPE, &payload, true)?)
    }
}

/// Sets or clears bit `index`, counted from the left, as the W3C list has it. Out of range, nothing happens.
fn set(bits: &mut [u8], index: u32, value: bool) {
    if let Some(byte) = bits.get_mut((index / 8) as usize) {
        let mask = 0x80u8 >> (index % 8);
        *byte = if value { *byte | mask } else { *byte & !mask };
    }
}

fn is_set(bits: &[u8], index: u64) -> Option<bool> {
    let byte = bits.get(usize::try_from(index / 8).ok()?)?;
    Some(byte & (0x80u8 >> (index % 8)) != 0)
}

/// What a reader of a list expects.
#[derive(Clone, Copy, Debug)]
pub struct ListExpectation<'a> {
    /// Where the list was found.
    pub uri: &'a str,
    /// The issuer, as the credential names it.
    pub issuer: &'a str,
    /// The issuer's published keys.
    pub keys: &'a KeySet,
    /// Now.
    pub now: Moment,
}

impl ListExpectation<'_> {
    fn check(&self, jws: &Jws, (uri, issuer): (&str, &str), (from, until): (i64, i64)) -> Result<(), StatusListError> {
        let id = jws.key_id.as_deref();
        let mut candidates = self.keys.candidates(id).peekable();
        if candidates.peek().is_none() {
            return Err(CredentialError::UnknownIssuerKey(json::shortened(id.unwrap_or_default())).into());
        }
        if !candidates.any(|key| jws.is_signed_by(key)) {
            return Err(CredentialError::BadIssuerSignature.into());
        }
        for (found, expected) in [(uri, self.uri), (issuer, self.issuer)] {
            if found != expected {
                return Err(StatusListError::OtherAddress(json::shortened(found)));
            }
        }
        let now = i64::try_from(self.now / SECOND).map_err(|_| StatusListError::NotInForce)?;
        match (from..until).contains(&now) {
            true => Ok(()),
            false => Err(StatusListError::NotInForce),
        }
    }
}

/// All that `reader` yields, and not more than `most` bytes of it.
fn decompress(reader: &mut impl Read, most: usize) -> Result<Vec<u8>, StatusListError> {
    let mut bytes = Vec::new();
    let limit = most as u64 + 1;
    reader.take(limit).read_to_end(&mut bytes).map_err(|_| StatusListError::NotCompressed)?;
    match bytes.len() > most {
        true => Err(StatusListError::Bomb),
        false => Ok(bytes),
    }
}

/// A W3C Bitstring Status List that was read and verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bitstring {
    purpose: Purpose,
    bits: Vec<u8>,
}

impl Bitstring {
    /// Reads and verifies a list. What it decompresses to is bounded.
    pub fn read(text: &str, expected: &ListExpectation<'_>) -> Result<Self, StatusListError> {
        let part = Part::StatusList;
        let (jws, payload) = Jws::read(text, part, BITSTRING_TYPE, LARGEST_LIST)?;
        let mut list = Members::parse(&payload, part)?;
        let contexts = list.list("@context")?;
        if contexts.first().and_then(Value::as_str) != Some(CONTEXT) {
            return Err(list.bad("@context").into());
        }
        let types = list.list("type")?;
        if !types.iter().any(|name| name == "BitstringStatusListCredential") {
            return Err(list.bad("type").into());
        }
        let (uri, issuer) = (list.text("id", LONGEST_URI)?, list.text("issuer", LONGEST_URI)?);
        let mut time = |name: &str| {
            let text = list.text(name, 64)?;
            text.parse::<Timestamp>().map(Timestamp::as_second).map_err(|_| list.bad(name))
        };
        let interval = (time("validFrom")?, time("validUntil")?);
        expected.check(&jws, (&uri, &issuer), interval)?;
        let mut subject = list.object("credentialSubject")?;
        if subject.text("type", 64)? != "BitstringStatusList" {
            return Err(subject.bad("type").into());
        }
        let purpose = match subject.text("statusPurpose", 64)?.as_str() {
            "revocation" => Purpose::Revocation,
            "suspension" => Purpose::Suspension,
            other => return Err(StatusListError::OtherPurpose(other.to_owned())),
        };
        let encoded = subject.text("encodedList", LARGEST_LIST)?;
        let Some(encoded) = encoded.strip_prefix('u') else { return Err(subject.bad("encodedList").into()) };
        let compressed = json::decode(encoded, part)?;
        let mut decoder = GzDecoder::new(compressed.as_slice());
        let bits = decompress(&mut decoder, (MOST_ENTRIES / 8) as usize)?;
        if !decoder.into_inner().is_empty() {
            return Err(StatusListError::NotCompressed);
        }
        let entries = bits.len() as u64 * 8;
        match entries < FEWEST_ENTRIES.into() {
            true => Err(StatusListError::TooFewEntries(entries)),
            false => Ok(Self { purpose, bits }),
        }
    }

    /// What the list is about.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Whether entry `index` is set.
    pub fn is_set(&self, index: u64) -> Result<bool, StatusListError> {
        let size = self.bits.len() as u64 * 8;
        is_set(&self.bits, index).ok_or(StatusListError::NoSuchEntry { index, size })
    }
}

/// A Token Status List that was read and verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenList {
    bits: u32,
    bytes: Vec<u8>,
}

impl TokenList {
    /// Reads and verifies a list. What it decompresses to is bounded.
    pub fn read(text: &str, expected: &ListExpectation<'_>) -> Result<Self, StatusListError> {
        let part = Part::StatusList;
        let (jws, payload) = Jws::read(text, part, TOKEN_TYPE, LARGEST_LIST)?;
        let mut token = Members::parse(&payload, part)?;
        let (uri, issuer) = (token.text("sub", LONGEST_URI)?, token.text("iss", LONGEST_URI)?);
        let mut time = |name: &str| {
            let seconds: u64 = token.whole(name)?;
            i64::try_from(seconds).map_err(|_| token.bad(name))
        };
        let interval = (time("iat")?, time("exp")?);
        expected.check(&jws, (&uri, &issuer), interval)?;
        let mut list = token.object("status_list")?;
        let bits: u32 = list.whole("bits")?;
        if !matches!(bits, 1 | 2 | 4 | 8) {
            return Err(list.bad("bits").into());
        }
        let compressed = json::decode(&list.text("lst", LARGEST_LIST)?, part)?;
        let mut decoder = ZlibDecoder::new(compressed.as_slice());
        let bytes = decompress(&mut decoder, (MOST_ENTRIES / 8 * bits) as usize)?;
        match decoder.into_inner().is_empty() {
            true => Ok(Self { bits, bytes }),
            false => Err(StatusListError::NotCompressed),
        }
    }

    /// What the list says of entry `index`. A value that only applications define counts as suspended: it is not valid.
    pub fn entry(&self, index: u64) -> Result<Entry, StatusListError> {
        let per_byte = u64::from(8 / self.bits);
        let none = StatusListError::NoSuchEntry { index, size: self.bytes.len() as u64 * per_byte };
        let byte = usize::try_from(index / per_byte).ok().and_then(|place| self.bytes.get(place)).ok_or(none)?;
        let shift = index % per_byte * u64::from(self.bits);
        let mask = u32::from(u8::MAX) >> (8 - self.bits);
        match u32::from(byte >> shift) & mask {
            0 => Ok(Entry::Valid),
            1 => Ok(Entry::Invalid),
            _ => Ok(Entry::Suspended),
        }
    }
}
