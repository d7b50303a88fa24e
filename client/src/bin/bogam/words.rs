//! How identifiers, accounts and moments are typed, and how they are written in files and answers: the same in all three,
//! and the same for prescriptions, consent, certificates and claims.

use bogam_client::fhir::{DEFAULT_TIME_ZONE, FhirDateTime, time_zone};
use bogam_primitives::{
    ClaimId, Commitment, Moment, PlanId, PolicyId, PreauthorisationId, PrescriptionId,
    certificate::{BatchId, SchemaId},
    consent::{ConsentId, ProjectId, SubjectId},
};
use std::str::FromStr;
use subxt::utils::{AccountId32, H256};

/// Something that is typed as one word.
pub trait Word: Sized {
    /// What the word means.
    fn read(text: &str) -> Result<Self, String>;
    /// The word for it.
    fn show(&self) -> String;
}

/// Reads a word: what the command line is parsed with.
pub fn read<T: Word>(text: &str) -> Result<T, String> {
    T::read(text)
}

/// Words in JSON files: `#[serde(with = "word")]`.
pub mod word {
    use super::Word;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<T: Word, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&value.show())
    }

    pub fn deserialize<'de, T: Word, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::read(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Words in JSON files that may be missing: `#[serde(default, with = "optional")]`.
pub mod optional {
    use super::Word;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<T: Word, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.serialize_some(&value.show()),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, T: Word, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| T::read(&text).map_err(D::Error::custom)).transpose()
    }
}

macro_rules! hashes {
    ($($Id:ty),*) => { $(
        impl Word for $Id {
            fn read(text: &str) -> Result<Self, String> {
                parse_hash(text).map(Self)
            }

            fn show(&self) -> String {
                hash_text(self.0)
            }
        }
    )* };
}

hashes!(PrescriptionId, Commitment);
hashes!(SubjectId, ConsentId, ProjectId);
hashes!(SchemaId, BatchId);
hashes!(PlanId, PolicyId, ClaimId, PreauthorisationId);

impl Word for AccountId32 {
    fn read(text: &str) -> Result<Self, String> {
        Self::from_str(text).map_err(|error| error.to_string())
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

/// A hash, as 64 hexadecimal digits with or without `0x`.
pub fn parse_hash(text: &str) -> Result<H256, String> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    let mut bytes = [0; 32];
    hex::decode_to_slice(digits, &mut bytes).map_err(|_| "an id is 0x and 64 hexadecimal digits".to_owned())?;
    Ok(bytes.into())
}

/// A hash as it is shown and typed.
pub fn hash_text(id: H256) -> String {
    format!("{id:?}")
}

/// A moment: milliseconds since 1970, or a date with or without a time, as FHIR writes it. A date means its first moment.
/// Numbers that could be meant as dates, such as 20261231, are neither.
pub fn parse_moment(text: &str) -> Result<Moment, String> {
    if (text.len() > 8 || text == "0")
        && let Ok(moment) = text.parse()
    {
        return Ok(moment);
    }
    let zone = time_zone(DEFAULT_TIME_ZONE);
    let moment = FhirDateTime::parse(text).zip(zone).and_then(|(date, zone)| date.first_moment(&zone));
    moment.ok_or_else(|| {
        "a moment is a date such as 2026-12-31, a time such as 2026-12-31T09:00:00+09:00, or milliseconds since 1970"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_should_be_read_as_it_is_shown_with_and_without_its_prefix() {
        let id = ClaimId(H256::repeat_byte(0xab));
        assert_eq!(id.show(), format!("0x{}", "ab".repeat(32)));
        assert_eq!((read(&id.show()), read(&"ab".repeat(32))), (Ok(id), Ok(id)));
        for wrong in ["", "0x", "0x12", &"zz".repeat(32), &"ab".repeat(33)] {
            assert!(SubjectId::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn account_should_be_read_as_it_is_shown() {
        let account = AccountId32([7; 32]);
        assert_eq!(Word::read(&account.show()), Ok(account));
        assert!(AccountId32::read("5Grwva").is_err());
    }

    #[test]
    fn moment_should_be_read_as_number_date_or_time() {
        assert_eq!(parse_moment("1795186800000"), Ok(1_795_186_800_000));
        // Midnight in Seoul.
        assert_eq!(parse_moment("2026-11-21"), Ok(1_795_186_800_000));
        assert_eq!(parse_moment("2026-11-21T00:00:00+09:00"), Ok(1_795_186_800_000));
        assert_eq!(parse_moment("2026-11-21T03:00:00Z"), Ok(1_795_230_000_000));
        // Since ever.
        assert_eq!(parse_moment("0"), Ok(0));
        for wrong in ["tomorrow", "", "1000", "20261121", "2026-11-21 03:00", "2026-13-01", "-1795186800000"] {
            assert!(parse_moment(wrong).is_err(), "{wrong}");
        }
    }
}
