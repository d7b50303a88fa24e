//! The records whose bytes are counted, each made by the call that makes it on the chain.

use crate::{
    calls::{self, prescription},
    failure::Failure,
    genesis::{self, HOSPITAL, INSURER, PHARMACY, Plan, START, YEAR, dispatch},
};
use bogam_primitives::{
    ClaimId, Commitment, PlanId, PolicyId, PrescriptionId, Signed, Statement, StatementContent,
    certificate::{BatchId, CertificateReference, RevocationReason},
    claim::{
        AuthoriseClaim, CategoryRule, HandleSteps, NewClaim, NewLine, OverdueRule, PayeeKind, PlanTerms,
        ServiceCategory, ServiceReference, SettlementMode, encounter_nullifier,
    },
    consent::{Action, Category, Purpose, Sensitivities},
    prescription::AcceptPrescription,
    time::{DAY, HOUR},
};
use bogam_runtime::{AccountId, Runtime, Signature, System, genesis::consortium};
use pallet_claims::{NewPlan, NewPolicy};
use pallet_consent::AccessRequest;
use pallet_prescriptions::{NewPrescription, SuppliedItem};
use sp_core::{Pair, sr25519};

/// Batches that are issued only here have numbers from this one on: those of genesis have the officers' numbers.
const FIRST_BATCH: u32 = 1 << 24;

/// What an encounter costs, in won. The rules pay all of it.
const CHARGE: bogam_primitives::Won = 10_000;

/// A sort of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// A prescription of so many items, with one key.
    Prescription(u32),
    /// An entry in the log of a prescription: one item supplied.
    Fill,
    /// A patient at a custodian.
    Subject,
    /// A patient's first decision.
    Decision,
    /// The receipt of an access.
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
    /// All that are counted.
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
            Self::Prescription(_) | Self::Fill => "Prescriptions",
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
            Self::Fill => {
                let new = to_fill(number);
                let id = prescription_id(&new);
                dispatch(physician(), pallet_prescriptions::Call::<Runtime>::issue { new })?;
                let content = AcceptPrescription { prescription: id, dispenser: PHARMACY, hold: 0 };
                let statement = signed(&genesis::subject(number), content);
                let call = pallet_prescriptions::Call::<Runtime>::accept { prescription: id, statement };
                dispatch(consortium::PHARMACIST_A.account(), call)
            }
            Self::RevocationInItsOwnBatch => Self::Batch.make(number),
            Self::Policy => publish(number),
            Self::FirstClaim => {
                publish(number)?;
                Self::Policy.make(number)
            }
            Self::Claim => {
                Self::FirstClaim.prepare(number)?;
                submit(number, "an earlier claim")
            }
            Self::Prescription(_)
            | Self::Subject
            | Self::Decision
            | Self::Receipt
            | Self::Batch
            | Self::RevocationInOneBatch => Ok(()),
        }
    }

    /// Makes record number `number` in the externalities around.
    pub fn make(self, number: u32) -> Result<(), Failure> {
        match self {
            Self::Prescription(items) => {
                let new = prescription("counted", number, items);
                dispatch(physician(), pallet_prescriptions::Call::<Runtime>::issue { new })
            }
            Self::Fill => {
                let prescription = prescription_id(&to_fill(number));
                let lines = vec![SuppliedItem { item: 0, quantity: 10_000, substituted: false }];
                let commitment = Commitment(genesis::hash("dispense", number));
                let call = pallet_prescriptions::Call::<Runtime>::dispense { prescription, lines, commitment };
                dispatch(consortium::PHARMACIST_A.account(), call)
            }
            Self::Subject => genesis::register(genesis::account(&genesis::subject(number))),
            Self::Decision => {
                let key = genesis::subject(number);
                dispatch(genesis::account(&key), calls::decision(&key))
            }
            Self::Receipt => {
                let subject = genesis::subject_id(&genesis::subject(number));
                let request = AccessRequest {
                    project: None,
                    category: Category::Medications,
                    purpose: Purpose::Treatment,
                    action: Action::Access,
                    sensitivities: Sensitivities::NONE,
                    data_date: None,
                };
                let call = pallet_consent::Call::<Runtime>::request_access { subject, request };
                dispatch(consortium::CLINIC_PHYSICIAN.account(), call)
            }
            Self::Batch => {
                let batch = genesis::batch(FIRST_BATCH + number);
                dispatch(physician(), pallet_certificates::Call::<Runtime>::issue { batch })
            }
            Self::RevocationInOneBatch => revoke(genesis::batch_of_officer(0), number),
            Self::RevocationInItsOwnBatch => {
                revoke(BatchId::derive(&genesis::batch(FIRST_BATCH + number).name(HOSPITAL)), 0)
            }
            Self::Policy => {
                let call = pallet_claims::Call::<Runtime>::issue_policy { new: policy(number) };
                dispatch(consortium::UNDERWRITER.account(), call)
            }
            Self::FirstClaim | Self::Claim => submit(number, "claim"),
        }
    }
}

/// The physician who makes all records of the hospital.
fn physician() -> AccountId {
    genesis::account(&genesis::officer(0))
}

/// What a patient's key says, for the chain around.
fn signed<Content: StatementContent>(key: &sr25519::Pair, content: Content) -> Signed<Content, Signature> {
    let statement = Statement { genesis: System::block_hash(0), content, expires: START + DAY };
    let signature = Signature::Sr25519(key.sign(&statement.signing_payload()));
    Signed { statement, signature }
}

/// A prescription of one item, whose key can sign.
fn to_fill(number: u32) -> NewPrescription<AccountId> {
    let holders = vec![genesis::account(&genesis::subject(number))];
    NewPrescription { holders, ..prescription("filled", number, 1) }
}

fn prescription_id(new: &NewPrescription<AccountId>) -> PrescriptionId {
    PrescriptionId::derive(HOSPITAL, &new.commitment, new.valid_until)
}

fn revoke(batch: BatchId, index: u32) -> Result<(), Failure> {
    let (certificate, reason) = (CertificateReference { batch, index }, RevocationReason::SourceWithdrawn);
    dispatch(physician(), pallet_certificates::Call::<Runtime>::revoke { certificate, reason })
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
    dispatch(consortium::UNDERWRITER.account(), pallet_claims::Call::<Runtime>::publish_plan { new: plan() })
}

/// The policy of the person with this number.
fn policy(number: u32) -> NewPolicy<AccountId> {
    let NewPlan { commitment, terms, rules } = plan();
    NewPolicy {
        plan: PlanId::derive(INSURER, &commitment, &terms, &rules),
        holder: genesis::account(&genesis::subject(number)),
        from: START - DAY,
        until: START + YEAR,
    }
}

/// Submits a claim of that person.
fn submit(number: u32, name: &str) -> Result<(), Failure> {
    let new = claim(number, name);
    let content = AuthoriseClaim { claim: ClaimId::derive(HOSPITAL, &new), policy: new.policy, provider: HOSPITAL };
    let statements = vec![signed(&genesis::subject(number), content)];
    dispatch(physician(), pallet_claims::Call::<Runtime>::submit { new, statements })
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
