//! The records of the chain, each made by the call that makes it there: the bytes of the records are counted, and the
//! instructions of the calls.

use crate::{
    calls::{self, prescription},
    failure::Failure,
    genesis::{self, HOSPITAL, INSURER, PHARMACY, Plan, START, YEAR, dispatch},
    signers::Signer,
};
use bogam_primitives::{
    ClaimId, Commitment, PlanId, PolicyId, PrescriptionId, Signed, Statement, StatementContent,
    certificate::{BatchId, CertificateReference, RevocationReason},
    claim::{
        AuthoriseClaim, CategoryRule, HandleSteps, NewClaim, NewLine, OverdueRule, PayeeKind, PlanTerms,
        ServiceCategory, ServiceReference, SettlementMode, encounter_nullifier,
    },
    consent::{Category, Purpose},
    prescription::AcceptPrescription,
    time::{DAY, HOUR},
};
use bogam_runtime::{AccountId, Runtime, RuntimeCall, Signature, System, genesis::consortium};
use pallet_claims::{NewPlan, NewPolicy};
use pallet_consent::AccessRequest;
use pallet_prescriptions::{NewPrescription, SuppliedItem};
use sp_core::{Pair, sr25519};

/// Batches that are issued only here have numbers from this one on: those of genesis have the officers' numbers.
const FIRST_BATCH: u32 = 1 << 24;

/// What an encounter costs, in won. The rules pay all of it.
const CHARGE: bogam_primitives::Won = 10_000;

/// Who makes all records of the hospital but the subjects.
const PHYSICIAN: Signer = Signer::Physician(0);

/// Who registers the hospital's patients.
const CUSTODIAN: Signer = Signer::Seat(&consortium::HOSPITAL_RECORDS);

/// Who supplies what the physician prescribes.
const PHARMACIST: Signer = Signer::Seat(&consortium::PHARMACIST_A);

/// Who reads at the clinic.
const READER: Signer = Signer::Seat(&consortium::CLINIC_PHYSICIAN);

/// Who insures the patients.
const UNDERWRITER: Signer = Signer::Seat(&consortium::UNDERWRITER);

/// A sort of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// A prescription of so many items, with one key.
    Prescription(u32),
    /// A prescription's hold: that a pharmacy has accepted it. It changes a record, and is none of its own.
    Acceptance,
    /// An entry in the log of a prescription: one item supplied.
    Fill,
    /// A patient at a custodian.
    Subject,
    /// A patient's first decision.
    Decision,
    /// The receipt of an access that the patient's decision permits.
    Receipt,
    /// A batch of certificates.
    Batch,
    /// The revocation of one certificate of a batch in which others are revoked too.
    RevocationInOneBatch,
    /// The revocation of the only one of its batch.
    RevocationInItsOwnBatch,
    /// A policy of an insured person.
    Policy,
    /// The first claim of a policy's benefit year, for one encounter, decided and not settled yet.
    FirstClaim,
    /// A later claim like it.
    Claim,
}

impl Record {
    /// All whose bytes are counted.
    pub const ALL: [Self; 12] = [
        Self::Prescription(1),
        Self::Prescription(calls::ITEMS),
        Self::Fill,
        Self::Subject,
        Self::Decision,
        Self::Receipt,
        Self::Batch,
        Self::RevocationInOneBatch,
        Self::RevocationInItsOwnBatch,
        Self::Policy,
        Self::FirstClaim,
        Self::Claim,
    ];

    /// For people.
    pub fn name(self) -> String {
        match self {
            Self::Prescription(1) => "prescription, one item, one key".to_owned(),
            Self::Prescription(items) => format!("prescription, {items} items, one key"),
            Self::Acceptance => "acceptance of a prescription".to_owned(),
            Self::Fill => "fill of one item".to_owned(),
            Self::Subject => "subject of consent".to_owned(),
            Self::Decision => "first decision of a subject".to_owned(),
            Self::Receipt => "receipt of an access".to_owned(),
            Self::Batch => "batch of certificates, of any size".to_owned(),
            Self::RevocationInOneBatch => "revocation, among others of the batch".to_owned(),
            Self::RevocationInItsOwnBatch => "revocation, the only one of its batch".to_owned(),
            Self::Policy => "policy".to_owned(),
            Self::FirstClaim => "claim of one line, decided, the first of the benefit year".to_owned(),
            Self::Claim => "claim of one line, decided".to_owned(),
        }
    }

    /// The pallet whose record it is, as the runtime calls it.
    pub const fn pallet(self) -> &'static str {
        match self {
            Self::Prescription(_) | Self::Acceptance | Self::Fill => "Prescriptions",
            Self::Subject | Self::Decision | Self::Receipt => "Consent",
            Self::Batch | Self::RevocationInOneBatch | Self::RevocationInItsOwnBatch => "Certificates",
            Self::Policy | Self::FirstClaim | Self::Claim => "Claims",
        }
    }

    /// The record that is made with it, where one is. A key that is new is admitted, so that it can sign: one that is there
    /// only once, whatever else is issued to the key. A prescription lets its keys sign itself.
    pub const fn companion(self) -> Option<&'static str> {
        match self {
            Self::Subject | Self::Policy => Some("admission of the key"),
            Self::FirstClaim => Some("benefit year of the policy"),
            _ => None,
        }
    }

    /// The people whom so many of these records need from genesis on.
    pub const fn plan(self, count: u32) -> Plan {
        let subjects = match self {
            Self::Decision | Self::Receipt => count,
            _ => 0,
        };
        Plan { officers: 1, subjects }
    }

    /// What has to be there before record number `number` can be made, beside genesis: done in the externalities around.
    pub fn prepare(self, number: u32) -> Result<(), Failure> {
        match self {
            Self::Acceptance => dispatch(PHYSICIAN.account(), issue(to_fill(number))),
            Self::Fill => {
                Self::Acceptance.prepare(number)?;
                Self::Acceptance.make(number)
            }
            Self::Receipt => Self::Decision.make(number),
            Self::RevocationInItsOwnBatch => Self::Batch.make(number),
            Self::Policy => publish(number),
            Self::FirstClaim => {
                publish(number)?;
                Self::Policy.make(number)
            }
            Self::Claim => {
                Self::FirstClaim.prepare(number)?;
                dispatch(PHYSICIAN.account(), submit(number, "an earlier claim"))
            }
            Self::Prescription(_) | Self::Subject | Self::Decision | Self::Batch | Self::RevocationInOneBatch => Ok(()),
        }
    }

    /// Makes record number `number` in the externalities around.
    pub fn make(self, number: u32) -> Result<(), Failure> {
        let (signer, call) = self.call(number);
        dispatch(signer.account(), call)
    }

    /// Who makes record number `number` with which call, on the chain of the externalities around.
    pub fn call(self, number: u32) -> (Signer, RuntimeCall) {
        match self {
            Self::Prescription(items) => (PHYSICIAN, issue(prescription("counted", number, items))),
            Self::Acceptance => (PHARMACIST, accept(number)),
            Self::Fill => (PHARMACIST, dispense(number)),
            Self::Subject => (CUSTODIAN, genesis::registration(patient(number)).into()),
            Self::Decision => (Signer::Patient(number), calls::decision(&genesis::subject(number)).into()),
            Self::Receipt => (READER, request_access(number)),
            Self::Batch => (PHYSICIAN, issue_batch(number)),
            Self::RevocationInOneBatch => (PHYSICIAN, revoke(genesis::batch_of_officer(0), number)),
            Self::RevocationInItsOwnBatch => (PHYSICIAN, revoke(own_batch(number), 0)),
            Self::Policy => (UNDERWRITER, issue_policy(number)),
            Self::FirstClaim | Self::Claim => (PHYSICIAN, submit(number, "claim")),
        }
    }
}

/// The account of the patient with this number.
fn patient(number: u32) -> AccountId {
    Signer::Patient(number).account()
}

/// What a patient's key says, for the chain around.
fn signed<Content: StatementContent>(key: &sr25519::Pair, content: Content) -> Signed<Content, Signature> {
    let statement = Statement { genesis: System::block_hash(0), content, expires: START + DAY };
    let signature = Signature::Sr25519(key.sign(&statement.signing_payload()));
    Signed { statement, signature }
}

/// A prescription of one item, whose key can sign.
fn to_fill(number: u32) -> NewPrescription<AccountId> {
    NewPrescription { holders: vec![patient(number)], ..prescription("filled", number, 1) }
}

fn prescription_id(new: &NewPrescription<AccountId>) -> PrescriptionId {
    PrescriptionId::derive(HOSPITAL, &new.commitment, new.valid_until)
}

fn issue(new: NewPrescription<AccountId>) -> RuntimeCall {
    pallet_prescriptions::Call::<Runtime>::issue { new }.into()
}

/// The pharmacy takes the prescription with this number, with the statement of its key.
fn accept(number: u32) -> RuntimeCall {
    let prescription = prescription_id(&to_fill(number));
    let content = AcceptPrescription { prescription, dispenser: PHARMACY, hold: 0 };
    let statement = signed(&genesis::subject(number), content);
    pallet_prescriptions::Call::<Runtime>::accept { prescription, statement }.into()
}

/// The pharmacy supplies a part of the only item.
fn dispense(number: u32) -> RuntimeCall {
    let prescription = prescription_id(&to_fill(number));
    let lines = vec![SuppliedItem { item: 0, quantity: 10_000, substituted: false }];
    let commitment = Commitment(genesis::hash("dispense", number));
    pallet_prescriptions::Call::<Runtime>::dispense { prescription, lines, commitment }.into()
}

fn request_access(number: u32) -> RuntimeCall {
    let subject = genesis::subject_id(&genesis::subject(number));
    let request = AccessRequest::of(Category::Medications, Purpose::Treatment);
    pallet_consent::Call::<Runtime>::request_access { subject, request }.into()
}

fn issue_batch(number: u32) -> RuntimeCall {
    let batch = genesis::batch(FIRST_BATCH + number);
    pallet_certificates::Call::<Runtime>::issue { batch }.into()
}

/// The batch that is issued only for this number.
fn own_batch(number: u32) -> BatchId {
    BatchId::derive(&genesis::batch(FIRST_BATCH + number).name(HOSPITAL))
}

fn revoke(batch: BatchId, index: u32) -> RuntimeCall {
    let (certificate, reason) = (CertificateReference { batch, index }, RevocationReason::SourceWithdrawn);
    pallet_certificates::Call::<Runtime>::revoke { certificate, reason }.into()
}

/// All of a visit is paid by bank transfer, and decided by the rules.
fn plan() -> NewPlan {
    NewPlan {
        commitment: Commitment(genesis::hash("plan", 0)),
        terms: PlanTerms {
            deductible: 0,
            annual_cap: 1_000_000_000,
            waiting_period: 0,
            filing_limit: 365 * DAY,
            automatic_limit: CHARGE,
            decision_period: 30 * DAY,
            overdue: OverdueRule::Wait,
            appeal_window: 30 * DAY,
            preauthorisation_period: 30 * DAY,
            settlement: SettlementMode::OffChain,
            handle_steps: HandleSteps::NONE,
        },
        rules: vec![CategoryRule {
            category: ServiceCategory::Consultation,
            coverage: 10_000,
            copayment: 0,
            line_cap: None,
            frequency: None,
            preauthorisation: false,
            review: false,
        }],
    }
}

/// Publishes the plan, before the first policy.
fn publish(number: u32) -> Result<(), Failure> {
    if number > 0 {
        return Ok(());
    }
    dispatch(UNDERWRITER.account(), pallet_claims::Call::<Runtime>::publish_plan { new: plan() })
}

fn issue_policy(number: u32) -> RuntimeCall {
    pallet_claims::Call::<Runtime>::issue_policy { new: policy(number) }.into()
}

/// The policy of the person with this number.
fn policy(number: u32) -> NewPolicy<AccountId> {
    let NewPlan { commitment, terms, rules } = plan();
    NewPolicy {
        plan: PlanId::derive(INSURER, &commitment, &terms, &rules),
        holder: patient(number),
        from: START - DAY,
        until: START + YEAR,
    }
}

/// The hospital claims for that person, with the person's statement.
fn submit(number: u32, name: &str) -> RuntimeCall {
    let new = claim(number, name);
    let content = AuthoriseClaim { claim: ClaimId::derive(HOSPITAL, &new), policy: new.policy, provider: HOSPITAL };
    let statements = vec![signed(&genesis::subject(number), content)];
    pallet_claims::Call::<Runtime>::submit { new, statements }.into()
}

/// A claim of that person. Claims of different names are different.
fn claim(number: u32, name: &str) -> NewClaim {
    let NewPolicy { plan, holder, from, until } = policy(number);
    let nullifier = encounter_nullifier(HOSPITAL, &genesis::hash(name, number).0, &number.to_le_bytes());
    NewClaim {
        policy: PolicyId::derive(INSURER, &plan, &holder, from, until),
        payee: PayeeKind::Provider,
        commitment: Commitment(genesis::hash(name, number)),
        lines: vec![NewLine {
            category: ServiceCategory::Consultation,
            service: ServiceReference::Encounter { nullifier, at: START - HOUR },
            charge: CHARGE,
            preauthorisation: None,
        }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pallet_consent::{Entry, Receipts};
    use sp_state_machine::BasicExternalities;

    #[test]
    fn access_should_be_permitted_when_a_receipt_is_made() {
        let record = Record::Receipt;
        let mut storage = genesis::state(&record.plan(1)).expect("the pallets accept everything");
        BasicExternalities::execute_with_storage(&mut storage, || {
            record.prepare(0).and_then(|()| record.make(0)).expect("all calls succeed");
            let receipt = Receipts::<Runtime>::get(genesis::subject_id(&genesis::subject(0)), 0u32);
            let entry = receipt.map(|receipt| receipt.entry);
            assert!(matches!(&entry, Some(Entry::Access { ruling, .. }) if ruling.releases()), "{entry:?}");
        });
    }
}
