//! What every member sees of the year: the records that the chain keeps, with the moments of the blocks they came in.
//!
//! A record here has what is in the chain's storage of it and could tell something about a person. It leaves out what is the
//! same for all or follows from the rest. The places of records are those of the truth in [`crate::year::Year`], so that
//! attackers can be scored; attackers themselves look at records only.

use bogam_primitives::{Moment, OrganisationId, Won, claim::ServiceCategory};
use sp_core::H256;
use sp_runtime::AccountId32;

/// A prescription, with what was supplied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrescriptionRecord {
    /// Its identifier.
    pub id: H256,
    /// Who issued it.
    pub organisation: OrganisationId,
    /// The seat that did.
    pub prescriber: AccountId32,
    /// When.
    pub issued_at: Moment,
    /// When its validity ends.
    pub valid_until: Moment,
    /// The shortest time between two issues.
    pub interval: Moment,
    /// A key per issue.
    pub keys: Vec<AccountId32>,
    /// The authorised quantity of each item.
    pub quantities: Vec<u64>,
    /// What was supplied.
    pub fills: Vec<FillRecord>,
}

/// What a pharmacy supplied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillRecord {
    /// Who.
    pub pharmacy: OrganisationId,
    /// When.
    pub at: Moment,
    /// Of which issue.
    pub issue: u8,
    /// The quantity of each item.
    pub quantities: Vec<u64>,
}

/// A policy or handle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageRecord {
    /// Its identifier.
    pub id: H256,
    /// The plan.
    pub plan: H256,
    /// Who issued it.
    pub insurer: OrganisationId,
    /// The insured person's key.
    pub key: AccountId32,
    /// From when on it covers.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
    /// The limits of a handle: deductible and cap. `None` for a policy.
    pub limits: Option<(Won, Won)>,
    /// When the block came that issued it.
    pub issued_at: Moment,
}

/// What a line of a claim bills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceRecord {
    /// Something that a pharmacy supplied: prescription, fill and item.
    Dispense(H256, u16, u8),
    /// A certificate: batch and place.
    Certificate(H256, u32),
}

/// A line of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRecord {
    /// What kind of service.
    pub category: ServiceCategory,
    /// Which.
    pub service: ServiceRecord,
    /// When it was delivered.
    pub served_at: Moment,
    /// What it costs.
    pub charge: Won,
    /// What is paid of it.
    pub paid: Won,
    /// What of it went towards the deductible.
    pub deductible: Won,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRecord {
    /// Its identifier.
    pub id: H256,
    /// The policy or handle.
    pub coverage: H256,
    /// Who decides.
    pub insurer: OrganisationId,
    /// Who submitted it.
    pub provider: OrganisationId,
    /// When.
    pub submitted_at: Moment,
    /// What it bills.
    pub lines: Vec<LineRecord>,
}

/// A batch of certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRecord {
    /// Its identifier.
    pub id: H256,
    /// Who issued it.
    pub organisation: OrganisationId,
    /// The seat that did.
    pub issuer: AccountId32,
    /// Its schema.
    pub schema: H256,
    /// How many certificates it has.
    pub size: u32,
    /// When.
    pub issued_at: Moment,
}

/// A receipt: somebody asked for records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptRecord {
    /// When.
    pub at: Moment,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// The seat that asked.
    pub reader: AccountId32,
}

/// A subject of consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectRecord {
    /// Its identifier.
    pub id: H256,
    /// Who keeps the records.
    pub custodian: OrganisationId,
    /// Its key.
    pub key: AccountId32,
    /// When it was registered.
    pub registered_at: Moment,
    /// Who asked for the records.
    pub receipts: Vec<ReceiptRecord>,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The prescriptions.
    pub prescriptions: Vec<PrescriptionRecord>,
    /// The policies and handles.
    pub coverages: Vec<CoverageRecord>,
    /// The claims.
    pub claims: Vec<ClaimRecord>,
    /// The batches of certificates.
    pub batches: Vec<BatchRecord>,
    /// The subjects of consent.
    pub subjects: Vec<SubjectRecord>,
}

impl Ledger {
    /// All keys of patients that are on it, with the record that each is in: its kind and its place.
    pub fn keys(&self) -> impl Iterator<Item = (&AccountId32, (&'static str, usize))> {
        let prescriptions = self.prescriptions.iter().enumerate();
        let prescriptions =
            prescriptions.flat_map(|(place, it)| it.keys.iter().map(move |key| (key, ("prescription", place))));
        let coverages = self.coverages.iter().enumerate().map(|(place, it)| (&it.key, ("coverage", place)));
        let subjects = self.subjects.iter().enumerate().map(|(place, it)| (&it.key, ("subject", place)));
        prescriptions.chain(coverages).chain(subjects)
    }

    /// Where this and `other` differ first, in words; `None` if they are the same.
    pub fn difference(&self, other: &Self) -> Option<String> {
        first_difference("prescription", &self.prescriptions, &other.prescriptions)
            .or_else(|| first_difference("coverage", &self.coverages, &other.coverages))
            .or_else(|| first_difference("claim", &self.claims, &other.claims))
            .or_else(|| first_difference("batch", &self.batches, &other.batches))
            .or_else(|| first_difference("subject", &self.subjects, &other.subjects))
    }
}

fn first_difference<Record: PartialEq + std::fmt::Debug>(
    kind: &str,
    ours: &[Record],
    theirs: &[Record],
) -> Option<String> {
    if let Some((place, (ours, theirs))) =
        ours.iter().zip(theirs).enumerate().find(|(_, (ours, theirs))| ours != theirs)
    {
        return Some(format!("{kind} {place}: {ours:?} and {theirs:?}"));
    }
    (ours.len() != theirs.len()).then(|| format!("{} and {} of kind {kind}", ours.len(), theirs.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn difference_should_be_found_in_content_and_in_number() {
        let batch = BatchRecord {
            id: H256::zero(),
            organisation: 1,
            issuer: AccountId32::new([0; 32]),
            schema: H256::zero(),
            size: 1,
            issued_at: 0,
        };
        let one = Ledger { batches: vec![batch.clone()], ..Ledger::default() };
        assert_eq!(one.difference(&one), None);
        assert!(one.difference(&Ledger::default()).is_some());
        let other = Ledger { batches: vec![BatchRecord { size: 2, ..batch }], ..Ledger::default() };
        assert!(one.difference(&other).is_some_and(|difference| difference.contains("batch 0")));
    }
}
