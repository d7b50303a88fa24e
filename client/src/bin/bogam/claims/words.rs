//! The words that only claims have.

use crate::{
    context::parse_name,
    words::{Word, hash_text, parse_hash, parse_moment},
};
use bogam_primitives::{
    Moment, Salt,
    certificate::CertificateReference,
    claim::{
        AdjustmentReason, OverdueRule, PayeeKind, ServiceCategory, ServiceReference, SettlementMode, Verdict,
        plan::{BasisPoints, WHOLE},
    },
    prescription::DispenseReference,
    time::{DAY, HOUR, MINUTE, SECOND},
};
use std::fmt::Debug;

/// `KoreanMedicine` becomes `korean-medicine`.
pub fn kebab(value: &impl Debug) -> String {
    let mut text = String::new();
    for letter in format!("{value:?}").chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

macro_rules! names {
    ($($Name:ty),*) => { $(
        impl Word for $Name {
            fn read(text: &str) -> Result<Self, String> {
                parse_name(text)
            }

            fn show(&self) -> String {
                kebab(self)
            }
        }
    )* };
}

names!(ServiceCategory, PayeeKind, OverdueRule, SettlementMode);

/// A claim adjustment reason, by its code or its name: `50` or `not-medically-necessary`.
impl Word for AdjustmentReason {
    fn read(text: &str) -> Result<Self, String> {
        match text.parse::<u16>() {
            Ok(code) => Self::ALL.into_iter().find(|reason| reason.code() == code).ok_or_else(|| {
                let codes: Vec<_> = Self::ALL.iter().map(|reason| reason.code().to_string()).collect();
                format!("a reason is one of {}", codes.join(", "))
            }),
            Err(_) => parse_name(text),
        }
    }

    fn show(&self) -> String {
        kebab(self)
    }
}

/// A length of time: a whole number and its unit, `ms`, `s`, `m`, `h` or `d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period(pub Moment);

/// The units, longest first.
const UNITS: [(&str, Moment); 5] = [("d", DAY), ("h", HOUR), ("m", MINUTE), ("s", SECOND), ("ms", 1)];

impl Word for Period {
    fn read(text: &str) -> Result<Self, String> {
        let wrong = || "a length of time is a number and ms, s, m, h or d: 30d".to_owned();
        let (digits, unit) = text.split_at(text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len()));
        let (_, unit) = UNITS.into_iter().find(|(name, _)| *name == unit).ok_or_else(wrong)?;
        let number = digits.parse::<Moment>().map_err(|_| wrong())?;
        number.checked_mul(unit).map(Self).ok_or_else(wrong)
    }

    fn show(&self) -> String {
        let whole = |(_, unit): &&(&str, Moment)| self.0.checked_rem(*unit) == Some(0);
        let (name, unit) = UNITS.iter().find(whole).copied().unwrap_or(("ms", 1));
        format!("{}{name}", self.0.checked_div(unit).unwrap_or_default())
    }
}

/// A part of the whole: per cent with at most two decimals, such as `80%` or `72.5%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent(pub BasisPoints);

impl Word for Percent {
    fn read(text: &str) -> Result<Self, String> {
        let wrong = || "a part is per cent, at most 100 and with at most two decimals: 80% or 72.5%".to_owned();
        let number = text.strip_suffix('%').ok_or_else(wrong)?;
        let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(decimals) || decimals.len() > 2 {
            return Err(wrong());
        }
        let points: Option<u32> = format!("{whole}{decimals:0<2}").parse().ok();
        let points = points.and_then(|points| BasisPoints::try_from(points).ok()).filter(|points| *points <= WHOLE);
        points.map(Self).ok_or_else(wrong)
    }

    fn show(&self) -> String {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => format!("{whole}%"),
            rest if rest % 10 == 0 => format!("{whole}.{}%", rest / 10),
            rest => format!("{whole}.{rest:02}%"),
        }
    }
}

/// A service: `dispense:PRESCRIPTION:FILL:ITEM`, `certificate:BATCH:PLACE` or `encounter:NULLIFIER:MOMENT`.
impl Word for ServiceReference {
    fn read(text: &str) -> Result<Self, String> {
        let wrong = || {
            "a service is dispense:PRESCRIPTION:FILL:ITEM, certificate:BATCH:PLACE or encounter:NULLIFIER:MOMENT"
                .to_owned()
        };
        let (kind, rest) = text.split_once(':').ok_or_else(wrong)?;
        let (id, rest) = rest.split_once(':').ok_or_else(wrong)?;
        match kind {
            "dispense" => {
                let (fill, item) = rest.split_once(':').ok_or_else(wrong)?;
                Ok(Self::Dispense(DispenseReference {
                    prescription: Word::read(id)?,
                    fill: fill.parse().map_err(|_| wrong())?,
                    item: item.parse().map_err(|_| wrong())?,
                }))
            }
            "certificate" => Ok(Self::Certificate(CertificateReference {
                batch: Word::read(id)?,
                index: rest.parse().map_err(|_| wrong())?,
            })),
            "encounter" => Ok(Self::Encounter { nullifier: parse_hash(id)?, at: parse_moment(rest)? }),
            _ => Err(wrong()),
        }
    }

    fn show(&self) -> String {
        match self {
            Self::Dispense(one) => format!("dispense:{}:{}:{}", one.prescription.show(), one.fill, one.item),
            Self::Certificate(one) => format!("certificate:{}:{}", one.batch.show(), one.index),
            Self::Encounter { nullifier, at } => format!("encounter:{}:{at}", hash_text(*nullifier)),
        }
    }
}

/// What an assessor says about a line: `accept`, `deny:REASON` or `reduce:ALLOWED:REASON`.
impl Word for Verdict {
    fn read(text: &str) -> Result<Self, String> {
        let wrong = || "a verdict is accept, deny:REASON or reduce:ALLOWED:REASON, such as deny:50".to_owned();
        match text.split_once(':') {
            None if text == "accept" => Ok(Self::Accept),
            Some(("deny", reason)) => Word::read(reason).map(Self::Deny),
            Some(("reduce", rest)) => {
                let (allowed, reason) = rest.split_once(':').ok_or_else(wrong)?;
                Ok(Self::Reduce { allowed: allowed.parse().map_err(|_| wrong())?, reason: Word::read(reason)? })
            }
            _ => Err(wrong()),
        }
    }

    fn show(&self) -> String {
        match self {
            Self::Accept => "accept".into(),
            Self::Deny(reason) => format!("deny:{}", reason.code()),
            Self::Reduce { allowed, reason } => format!("reduce:{allowed}:{}", reason.code()),
        }
    }
}

/// A salt, as its file has it: 64 hexadecimal digits.
pub fn parse_salt(text: &str) -> Result<Salt, String> {
    parse_hash(text.trim()).map(|hash| hash.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::{
        PrescriptionId,
        certificate::BatchId,
        claim::{ServiceReference::Encounter, plan::LONGEST_PERIOD},
    };
    use subxt::utils::H256;

    fn returns<T: Word + PartialEq + Debug>(value: T, text: &str) {
        assert_eq!(value.show(), text);
        assert_eq!(T::read(text), Ok(value));
    }

    #[test]
    fn word_should_be_read_as_it_is_shown() {
        let id = H256::repeat_byte(0xab);
        let digits = format!("0x{}", "ab".repeat(32));
        for category in ServiceCategory::ALL {
            returns(category, &category.show());
        }
        returns(ServiceCategory::KoreanMedicine, "korean-medicine");
        returns(PayeeKind::Holder, "holder");
        returns(OverdueRule::Automatic, "automatic");
        returns(SettlementMode::OffChain, "off-chain");
        for reason in AdjustmentReason::ALL {
            returns(reason, &reason.show());
            assert_eq!(Word::read(&reason.code().to_string()), Ok(reason));
        }
        let dispense = DispenseReference { prescription: PrescriptionId(id), fill: 1, item: 2 };
        returns(ServiceReference::Dispense(dispense), &format!("dispense:{digits}:1:2"));
        let certificate = CertificateReference { batch: BatchId(id), index: 7 };
        returns(ServiceReference::Certificate(certificate), &format!("certificate:{digits}:7"));
        let at = 1_795_186_800_000;
        returns(Encounter { nullifier: id, at }, &format!("encounter:{digits}:{at}"));
        assert_eq!(
            Word::read(&format!("encounter:{digits}:2026-11-21T00:00:00+09:00")),
            Ok(Encounter { nullifier: id, at })
        );
    }

    #[test]
    fn word_should_be_refused_when_it_means_nothing() {
        let digits = "ab".repeat(32);
        for wrong in ["", "dispense", "dispense:1:2:3", &format!("dispense:{digits}:1"), &format!("shop:{digits}:1")] {
            assert!(ServiceReference::read(wrong).is_err(), "{wrong}");
        }
        assert!(ServiceReference::read(&format!("encounter:{digits}:soon")).is_err());
        for wrong in ["", "yes", "deny", "deny:weather", "deny:51", "reduce:45", "reduce:-1:45", "reduce:1"] {
            assert!(Verdict::read(wrong).is_err(), "{wrong}");
        }
        assert!(AdjustmentReason::read("99").unwrap_err().contains("198"));
        assert!(ServiceCategory::read("weather").unwrap_err().contains("Medicine"));
        assert!(parse_salt("0x12").is_err());
    }

    #[test]
    fn verdict_should_be_read_with_code_or_name() {
        returns(Verdict::Accept, "accept");
        returns(Verdict::Deny(AdjustmentReason::NotMedicallyNecessary), "deny:50");
        returns(Verdict::Reduce { allowed: 40_000, reason: AdjustmentReason::ExceedsAllowed }, "reduce:40000:45");
        assert_eq!(Word::read("deny:not-covered"), Ok(Verdict::Deny(AdjustmentReason::NotCovered)));
    }

    #[test]
    fn period_should_be_shown_in_its_largest_whole_unit() {
        returns(Period(30 * DAY), "30d");
        returns(Period(36 * HOUR), "36h");
        returns(Period(90 * SECOND), "90s");
        returns(Period(1_500), "1500ms");
        returns(Period(LONGEST_PERIOD), "3650d");
        assert_eq!(Period::read(&Period(0).show()), Ok(Period(0)));
        for wrong in ["", "d", "30", "-1d", "1.5h", "30 d", "1w", "99999999999999999999d", "18446744073709551615d"] {
            assert!(Period::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn percent_should_have_at_most_two_decimals_and_not_exceed_the_whole() {
        returns(Percent(8_000), "80%");
        returns(Percent(7_250), "72.5%");
        returns(Percent(3_333), "33.33%");
        returns(Percent(5), "0.05%");
        returns(Percent(WHOLE), "100%");
        assert_eq!(Percent::read("80.50%"), Ok(Percent(8_050)));
        for wrong in ["", "%", "80", "-1%", "100.01%", "1.234%", "80.%", ".5%", "1e2%", "101%", "99999999999%"] {
            assert!(Percent::read(wrong).is_err(), "{wrong}");
        }
    }
}
