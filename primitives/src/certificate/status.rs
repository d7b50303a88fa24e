//! What happens to a certificate after it was issued, and why.

use crate::{Moment, OrganisationId, certificate::CertificateReference};
use frame_support::stored;
use serde::{Deserialize, Serialize};

/// Why a certificate is suspended for a time.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuspensionReason {
    /// What it says is being checked.
    UnderReview,
    /// The specimen, the device or the lot on which it rests is in doubt.
    SourceInDoubt,
    /// The holder reports the key lost.
    HolderKeyLost,
    /// A court or a supervisory authority ordered it.
    LegalOrder,
}

/// Why a certificate, or a whole batch, is revoked.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RevocationReason {
    /// It was issued in error.
    IssuedInError,
    /// It was issued for the wrong person.
    WrongPerson,
    /// What it says has turned out to be wrong.
    ContentIncorrect,
    /// The specimen, the device or the lot on which it rests was withdrawn.
    SourceWithdrawn,
    /// It was obtained by fraud.
    Fraud,
    /// The holder's key is in the wrong hands.
    HolderKeyCompromised,
    /// The issuer's key was in the wrong hands when it was issued.
    IssuerKeyCompromised,
    /// The holder asked for it.
    HolderRequest,
    /// A court or a supervisory authority ordered it.
    LegalOrder,
}

/// Why an authority refuses to endorse a batch.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndorsementRefusalReason {
    /// The certificates do not keep to their schema.
    SchemaNotKept,
    /// What they say could not be confirmed.
    NotConfirmed,
    /// The issuer may not issue such certificates.
    IssuerNotAccredited,
    /// They have been issued already.
    Duplicate,
}

/// What can happen to a certificate.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It no longer counts, for now.
    Suspended(SuspensionReason),
    /// It counts again.
    Reinstated,
    /// It no longer counts, for good.
    Revoked(RevocationReason),
    /// Another certificate stands in its place, for good.
    Superseded(CertificateReference),
}

impl Change {
    /// Whether nothing can follow.
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Revoked(_) | Self::Superseded(_))
    }
}

/// What happened to a certificate, when, and who did it.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct StatusChange {
    /// What happened.
    pub change: Change,
    /// When. What happens at a moment counts from that moment on.
    pub at: Moment,
    /// The organisation that did it: the issuer's, or the endorsing authority.
    pub by: OrganisationId,
}

/// What a certificate is, but for validity, endorsement and the rights of who issued it.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It counts.
    Active,
    /// It does not count for now.
    Suspended(SuspensionReason),
    /// It does not count, for good.
    Revoked(RevocationReason),
    /// Another certificate stands in its place, for good.
    Superseded(CertificateReference),
}

impl From<Change> for Status {
    fn from(change: Change) -> Self {
        match change {
            Change::Suspended(reason) => Self::Suspended(reason),
            Change::Reinstated => Self::Active,
            Change::Revoked(reason) => Self::Revoked(reason),
            Change::Superseded(successor) => Self::Superseded(successor),
        }
    }
}

/// What a certificate with this history, oldest first, was at `moment`. Of what happened at the same moment the last counts.
pub fn status_at(history: &[StatusChange], moment: Moment) -> Status {
    history.iter().rfind(|entry| entry.at <= moment).map_or(Status::Active, |entry| entry.change.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_should_be_that_of_the_last_change_before_or_at_the_moment() {
        let entry = |at, change| StatusChange { change, at, by: 1 };
        let history = [
            entry(10, Change::Suspended(SuspensionReason::UnderReview)),
            entry(20, Change::Reinstated),
            entry(20, Change::Revoked(RevocationReason::Fraud)),
        ];
        assert_eq!(status_at(&[], 10), Status::Active);
        assert_eq!(status_at(&history, 9), Status::Active);
        assert_eq!(status_at(&history, 10), Status::Suspended(SuspensionReason::UnderReview));
        assert_eq!(status_at(&history, 19), Status::Suspended(SuspensionReason::UnderReview));
        assert_eq!(status_at(&history, 20), Status::Revoked(RevocationReason::Fraud));
    }
}
