//! How the words of certificates are typed and shown.

use crate::words::{hash_text, read};
use bogam_client::chain::runtime::runtime_types::pallet_certificates::types::{
    BatchStanding, BatchView, Endorsement, Schema,
};
use bogam_primitives::certificate::{CertificateReference, Change, Finding, SchemaId, Status, StatusChange, Verdict};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use subxt::utils::Static;

/// A certificate, as it is typed: the batch's identifier, a colon, and the place in the batch.
pub fn parse_certificate(text: &str) -> Result<CertificateReference, String> {
    let wrong = || "a certificate is the id of its batch, a colon, and its place in it, such as 0x12…ef:5".to_owned();
    let (batch, index) = text.split_once(':').ok_or_else(wrong)?;
    Ok(CertificateReference { batch: read(batch)?, index: index.parse().map_err(|_| wrong())? })
}

/// A reason, by its name in `kebab-case`.
pub fn parse_reason<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    // serde names what would have been right.
    serde_json::from_value(Value::String(text.to_owned())).map_err(|error| error.to_string())
}

/// A certificate as it is shown and typed.
pub fn certificate_text(certificate: &CertificateReference) -> String {
    format!("{}:{}", hash_text(certificate.batch.0), certificate.index)
}

pub fn status_value(status: &Status) -> Value {
    match status {
        Status::Active => json!({ "status": "active" }),
        Status::Suspended(reason) => json!({ "status": "suspended", "reason": reason }),
        Status::Revoked(reason) => json!({ "status": "revoked", "reason": reason }),
        Status::Superseded(by) => json!({ "status": "superseded", "by": certificate_text(by) }),
    }
}

pub fn change_value(change: &StatusChange) -> Value {
    let mut value = match &change.change {
        Change::Suspended(reason) => json!({ "change": "suspended", "reason": reason }),
        Change::Reinstated => json!({ "change": "reinstated" }),
        Change::Revoked(reason) => json!({ "change": "revoked", "reason": reason }),
        Change::Superseded(by) => json!({ "change": "superseded", "by": certificate_text(by) }),
    };
    value["at"] = change.at.into();
    value["organisation"] = change.by.into();
    value
}

pub fn schema_value(id: &Static<SchemaId>, record: &Schema) -> Value {
    json!({
        "schema": hash_text(id.0.0),
        "authority": record.authority,
        "name": String::from_utf8_lossy(&record.name.0),
        "version": record.version,
        "digest": hash_text(record.digest),
        "kinds": record.kinds.0.iter().map(|kind| kind.0).collect::<Vec<_>>(),
        "professions": record.professions.0.iter().map(|profession| profession.0).collect::<Vec<_>>(),
        "longestValidity": record.longest_validity,
        "leastSize": record.least_size,
        "endorsement": record.endorsement,
        "registeredAt": record.registered_at,
        "retiredAt": record.retired_at,
    })
}

pub fn batch_value(view: &BatchView) -> Value {
    let record = &view.record;
    let name = &record.name.0;
    json!({
        "batch": hash_text(view.id.0.0),
        "standing": match view.standing {
            BatchStanding::EndorsementPending => "endorsement-pending",
            BatchStanding::EndorsementRefused => "endorsement-refused",
            BatchStanding::NotYetValid => "not-yet-valid",
            BatchStanding::Active => "active",
            BatchStanding::Expired => "expired",
            BatchStanding::Revoked => "revoked",
        },
        "schema": hash_text(name.schema.0),
        "organisation": name.organisation,
        "size": name.size,
        "validFrom": name.valid_from,
        "validUntil": name.valid_until,
        "root": hash_text(record.root),
        "issuer": record.issuer.to_string(),
        "licence": record.licence,
        "issuedAt": record.issued_at,
        "endorser": record.endorser,
        "endorsement": match &record.endorsement {
            Endorsement::None => Value::Null,
            Endorsement::Endorsed { by, at } => json!({ "endorsed": true, "at": at, "by": {
                "account": by.account.to_string(),
                "organisation": by.organisation,
            } }),
            Endorsement::Refused { reason, at } => json!({ "endorsed": false, "at": at, "reason": reason.0 }),
        },
        "revoked": record.revoked.as_ref().map(|revocation| {
            json!({ "reason": revocation.0.reason, "at": revocation.0.at, "organisation": revocation.0.by })
        }),
    })
}

/// A verdict with every finding in words of both languages.
pub fn verdict_value(verdict: &Verdict) -> Value {
    let findings: Vec<_> = verdict
        .findings
        .iter()
        .map(|finding| {
            json!({
                "finding": finding,
                "remark": finding.is_remark(),
                "english": english(finding),
                "korean": korean(finding),
            })
        })
        .collect();
    json!({ "valid": verdict.valid, "findings": findings })
}

/// What a finding means, in English.
pub fn english(finding: &Finding) -> String {
    match finding {
        Finding::TooLarge => "it has more parts, or longer ones, than any certificate".into(),
        Finding::FieldsNotAscending => "the digests of its fields are not in order".into(),
        Finding::DuplicateDisclosure => "a field is shown twice".into(),
        Finding::DisclosureNotAField => "something is shown that is no field of the certificate".into(),
        Finding::HolderMismatch => "whoever presents it is not the holder".into(),
        Finding::UnknownBatch => "the chain knows no such batch, or no longer".into(),
        Finding::OtherBatch => "the facts are about another batch".into(),
        Finding::IndexOutOfRange => "the batch has no certificate at this place".into(),
        Finding::SizeMismatch => "the batch has another number of certificates".into(),
        Finding::ProofLengthWrong => "the proof has the wrong length for this place".into(),
        Finding::RootMismatch => "this is not what was issued: some part of it was changed".into(),
        Finding::UnknownSchema => "the schema is unknown".into(),
        Finding::NotYetIssued => "it had not been issued yet".into(),
        Finding::IssuerNotEntitled(lapse) => format!("the issuer was not entitled when it issued: {lapse:?}"),
        Finding::NotEndorsed => "the endorsement that the schema asks for was missing".into(),
        Finding::EndorsementRefused => "the authority has refused to endorse it".into(),
        Finding::EndorserNotEntitled(lapse) => format!("who endorsed it was not entitled: {lapse:?}"),
        Finding::NotYetValid => "its validity had not begun".into(),
        Finding::Expired => "its validity was over".into(),
        Finding::BatchRevoked(reason) => format!("the whole batch was revoked: {reason:?}"),
        Finding::Suspended(reason) => format!("it was suspended: {reason:?}"),
        Finding::Revoked(reason) => format!("it was revoked: {reason:?}"),
        Finding::Superseded(by) => format!("another certificate had taken its place: {}", certificate_text(by)),
        Finding::HolderNotProven => "nobody has proven to be the holder".into(),
        Finding::EndedSince => "it has ended since, and does not count today".into(),
        Finding::SchemaRetired => "nothing more is issued under its schema".into(),
    }
}

/// What a finding means, in Korean.
pub fn korean(finding: &Finding) -> String {
    match finding {
        Finding::TooLarge => "증명서가 가질 수 있는 것보다 부분이 많거나 깁니다.".into(),
        Finding::FieldsNotAscending => "필드의 다이제스트가 순서대로 되어 있지 않습니다.".into(),
        Finding::DuplicateDisclosure => "같은 필드가 두 번 제시되었습니다.".into(),
        Finding::DisclosureNotAField => "이 증명서의 필드가 아닌 것이 제시되었습니다.".into(),
        Finding::HolderMismatch => "제시한 사람이 소지자가 아닙니다.".into(),
        Finding::UnknownBatch => "체인에 그런 발급 묶음이 없거나 이미 정리되었습니다.".into(),
        Finding::OtherBatch => "다른 묶음에 대한 사실입니다.".into(),
        Finding::IndexOutOfRange => "묶음에 이 번호의 증명서가 없습니다.".into(),
        Finding::SizeMismatch => "묶음의 증명서 수가 다릅니다.".into(),
        Finding::ProofLengthWrong => "증명의 길이가 이 번호에 맞지 않습니다.".into(),
        Finding::RootMismatch => "발급된 것과 다릅니다. 어딘가가 바뀌었습니다.".into(),
        Finding::UnknownSchema => "알 수 없는 양식입니다.".into(),
        Finding::NotYetIssued => "그때는 아직 발급되지 않았습니다.".into(),
        Finding::IssuerNotEntitled(lapse) => format!("발급할 때 발급자에게 자격이 없었습니다 ({lapse:?})."),
        Finding::NotEndorsed => "양식이 요구하는 확인을 받지 않았습니다.".into(),
        Finding::EndorsementRefused => "관할 기관이 확인을 거부했습니다.".into(),
        Finding::EndorserNotEntitled(lapse) => format!("확인한 사람에게 자격이 없었습니다 ({lapse:?})."),
        Finding::NotYetValid => "유효 기간이 시작되지 않았습니다.".into(),
        Finding::Expired => "유효 기간이 끝났습니다.".into(),
        Finding::BatchRevoked(reason) => format!("묶음 전체가 취소되었습니다 ({reason:?})."),
        Finding::Suspended(reason) => format!("효력이 정지되었습니다 ({reason:?})."),
        Finding::Revoked(reason) => format!("취소되었습니다 ({reason:?})."),
        Finding::Superseded(by) => format!("다른 증명서로 대체되었습니다: {}", certificate_text(by)),
        Finding::HolderNotProven => "소지자임을 증명한 사람이 없습니다.".into(),
        Finding::EndedSince => "그 뒤에 효력이 끝났으며 지금은 유효하지 않습니다.".into(),
        Finding::SchemaRetired => "이 양식으로는 더 이상 발급하지 않습니다.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::certificate::{RevocationReason, SuspensionReason};

    #[test]
    fn certificate_should_be_read_as_it_is_shown() {
        let text = format!("0x{}:5", "ab".repeat(32));
        assert_eq!(parse_certificate(&text).map(|certificate| certificate_text(&certificate)), Ok(text));
        for wrong in ["", "0x12:5", "5", &format!("0x{}:-1", "ab".repeat(32)), &format!("0x{}", "ab".repeat(32))] {
            assert!(parse_certificate(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn reason_should_be_read_in_kebab_case() {
        assert_eq!(parse_reason("wrong-person"), Ok(RevocationReason::WrongPerson));
        assert_eq!(parse_reason("under-review"), Ok(SuspensionReason::UnderReview));
        assert!(parse_reason::<RevocationReason>("weather").unwrap_err().contains("fraud"));
    }
}
