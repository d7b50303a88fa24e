//! The generator: from what happened to what the chain keeps of it, without a chain.
//!
//! It makes the same calls' arguments as [`crate::chain`] sends, and derives identifiers by the same functions. That it is
//! right is tested: for a part of the people, the real runtime executes every call, and what it keeps is equal to this in
//! every field of every record.

use crate::{
    billing::{Bill, Coverage, Service},
    ledger::{
        BatchRecord, ClaimRecord, CoverageRecord, FillRecord, Ledger, LineRecord, PrescriptionRecord, ReceiptRecord,
        ServiceRecord, SubjectRecord,
    },
    names::{Names, OFFICE, purpose, seat},
    region::{AUTHORITY, plan_of},
    year::{Batch, Prescription, Schema, Subject, Year},
};
use bogam_primitives::{
    ClaimId, OrganisationId, PlanId, PolicyId, PrescriptionId,
    certificate::{BatchId, CertificateReference, SchemaId},
    claim::{NewClaim, NewLine, PayeeKind, ServiceReference},
    consent::SubjectId,
    prescription::DispenseReference,
    time::DAY,
};
use pallet_certificates::NewBatch;
use pallet_claims::{NewHandle, NewPolicy};
use pallet_prescriptions::{NewPrescription, OrderedItem};
use sp_runtime::AccountId32;

/// How long certificates are valid.
const VALIDITY: u64 = 365 * DAY;

/// What an insurer issues.
pub enum NewCoverage {
    /// A policy.
    Policy(NewPolicy<AccountId32>),
    /// A handle.
    Handle(NewHandle<AccountId32>),
}

/// The arguments of the calls, and the identifiers that follow from them.
pub struct Calls<'year> {
    year: &'year Year,
    names: Names,
}

impl<'year> Calls<'year> {
    /// The calls of `year`, with `names`.
    pub const fn new(year: &'year Year, names: Names) -> Self {
        Self { year, names }
    }

    /// The prescription at `place`, as it is issued.
    pub fn prescription(&self, place: usize, it: &Prescription) -> NewPrescription<AccountId32> {
        let names = &self.names;
        NewPrescription {
            commitment: names.commitment(purpose::PRESCRIPTION, place, 0),
            schedule: bogam_primitives::prescription::Schedule::Ordinary,
            valid_from: it.at,
            valid_until: it.valid_until,
            interval: it.interval,
            holders: (0..it.issues as usize).map(|issue| names.key(purpose::PRESCRIPTION, place, issue + 1)).collect(),
            items: it
                .items
                .iter()
                .enumerate()
                .map(|(number, item)| OrderedItem {
                    authorised: self.year.discipline.written(item.quantity),
                    substitution_allowed: false,
                    product: names.commitment(purpose::PRODUCT, place, number),
                })
                .collect(),
        }
    }

    /// The identifier of the prescription at `place`.
    pub fn prescription_id(&self, place: usize) -> PrescriptionId {
        let commitment = self.names.commitment(purpose::PRESCRIPTION, place, 0);
        let (organisation, until) =
            self.year.prescriptions.get(place).map_or((0, 0), |it| (it.organisation, it.valid_until));
        PrescriptionId::derive(organisation, &commitment, until)
    }

    /// The coverage at `place`, as it is issued.
    pub fn coverage(&self, place: usize, it: &Coverage) -> NewCoverage {
        let (plan, holder) = (self.plan(it.insurer), self.names.key(purpose::COVERAGE, place, 0));
        let (from, until) = (it.from, it.until);
        match it.limits {
            None => NewCoverage::Policy(NewPolicy { plan, holder, from, until }),
            Some(limits) => NewCoverage::Handle(NewHandle { plan, holder, from, until, limits }),
        }
    }

    /// The identifier of the coverage at `place`.
    pub fn coverage_id(&self, place: usize) -> PolicyId {
        let holder = self.names.key(purpose::COVERAGE, place, 0);
        let (insurer, from, until) =
            self.year.coverages.get(place).map_or((0, 0, 0), |it| (it.insurer, it.from, it.until));
        PolicyId::derive(insurer, &self.plan(insurer), &holder, from, until)
    }

    /// The plan of an insurer.
    fn plan(&self, insurer: OrganisationId) -> PlanId {
        plan_of(insurer, &self.year.discipline)
    }

    /// What is billed.
    pub fn service(&self, service: Service) -> ServiceReference {
        match service {
            Service::Supply(place, item) => {
                let supply = self.year.supplies.get(place);
                ServiceReference::Dispense(DispenseReference {
                    prescription: self.prescription_id(supply.map_or(0, |it| it.prescription)),
                    // Each issue is supplied at once: see `Supply::issue`.
                    fill: supply.map_or(0, |it| it.issue) as u16,
                    item,
                })
            }
            Service::Certificate(place, index) => {
                ServiceReference::Certificate(CertificateReference { batch: self.batch_id(place), index })
            }
        }
    }

    /// The claim at `place`, as it is submitted.
    pub fn claim(&self, place: usize, it: &Bill) -> NewClaim {
        NewClaim {
            policy: self.coverage_id(it.coverage),
            payee: PayeeKind::Provider,
            commitment: self.names.commitment(purpose::CLAIM, place, 0),
            lines: it
                .lines
                .iter()
                .map(|line| NewLine {
                    category: line.category,
                    service: self.service(line.service),
                    charge: line.charge,
                    preauthorisation: None,
                })
                .collect(),
        }
    }

    /// The batch at `place`, as it is issued: filled up with leaves that belong to nobody, where its schema asks for more.
    pub fn batch(&self, place: usize, it: &Batch) -> NewBatch {
        NewBatch {
            schema: schema_id(it.schema),
            root: self.names.hash(purpose::BATCH, place, 0),
            size: self.year.discipline.filled(it.members.len() as u32),
            valid_from: it.at,
            valid_until: it.at + VALIDITY,
            nonce: self.names.hash(purpose::BATCH, place, 1),
        }
    }

    /// The identifier of the batch at `place`.
    pub fn batch_id(&self, place: usize) -> BatchId {
        let Some(batch) = self.year.batches.get(place) else { return BatchId(Default::default()) };
        BatchId::derive(&self.batch(place, batch).name(batch.organisation))
    }

    /// The key of the subject at `place`.
    pub fn subject_key(&self, place: usize) -> AccountId32 {
        self.names.key(purpose::SUBJECT, place, 0)
    }

    /// The identifier of the subject at `place`.
    pub fn subject_id(&self, place: usize, it: &Subject) -> SubjectId {
        SubjectId::derive(it.custodian, &self.subject_key(place))
    }
}

/// The identifier of a schema.
pub fn schema_id(schema: Schema) -> SchemaId {
    SchemaId::derive(AUTHORITY, schema.name().as_bytes(), 1)
}

/// What the chain keeps of `year`.
pub fn ledger(year: &Year, names: Names) -> Ledger {
    let calls = Calls::new(year, names);
    let mut ledger = Ledger::default();
    ledger.prescriptions.extend(year.prescriptions.iter().enumerate().map(|(place, it)| {
        let new = calls.prescription(place, it);
        PrescriptionRecord {
            id: calls.prescription_id(place).0,
            organisation: it.organisation,
            prescriber: seat(it.organisation, it.doctor),
            issued_at: it.at,
            valid_until: new.valid_until,
            interval: new.interval,
            keys: new.holders,
            quantities: new.items.iter().map(|item| item.authorised).collect(),
            fills: Vec::new(),
        }
    }));
    for supply in &year.supplies {
        if let Some(record) = ledger.prescriptions.get_mut(supply.prescription) {
            let quantities = record.quantities.clone();
            let (pharmacy, at, issue) = (supply.pharmacy, supply.at, supply.issue as u8);
            record.fills.push(FillRecord { pharmacy, at, issue, quantities });
        }
    }
    // The identifiers that claims name are derived once.
    let coverages: Vec<_> = (0..year.coverages.len()).map(|place| calls.coverage_id(place)).collect();
    ledger.coverages.extend(year.coverages.iter().zip(&coverages).enumerate().map(|(place, (it, id))| {
        CoverageRecord {
            id: id.0,
            plan: calls.plan(it.insurer).0,
            insurer: it.insurer,
            key: names.key(purpose::COVERAGE, place, 0),
            from: it.from,
            until: it.until,
            limits: it.limits.map(|limits| (limits.deductible, limits.cap)),
            issued_at: it.at,
        }
    }));
    ledger.claims.extend(year.bills.iter().enumerate().map(|(place, it)| claim_record(&calls, place, it)));
    ledger.batches.extend(year.batches.iter().enumerate().map(|(place, it)| BatchRecord {
        id: calls.batch_id(place).0,
        organisation: it.organisation,
        issuer: seat(it.organisation, it.doctor),
        schema: schema_id(it.schema).0,
        size: year.discipline.filled(it.members.len() as u32),
        issued_at: it.at,
    }));
    ledger.subjects.extend(year.subjects.iter().enumerate().map(|(place, it)| {
        SubjectRecord {
            id: calls.subject_id(place, it).0,
            custodian: it.custodian,
            key: calls.subject_key(place),
            registered_at: it.at,
            receipts: it
                .accesses
                .iter()
                .map(|access| ReceiptRecord {
                    at: access.at,
                    organisation: access.organisation,
                    reader: seat(access.organisation, access.doctor),
                })
                .collect(),
        }
    }));
    ledger
}

fn claim_record(calls: &Calls, place: usize, it: &Bill) -> ClaimRecord {
    let new = calls.claim(place, it);
    let lines = it.lines.iter().zip(&new.lines).map(|(line, sent)| LineRecord {
        category: sent.category,
        service: service_record(&sent.service),
        served_at: line.served_at,
        charge: sent.charge,
        paid: line.outcome.paid,
        deductible: line.outcome.deductible(),
    });
    ClaimRecord {
        id: ClaimId::derive(it.provider, &new).0,
        coverage: new.policy.0,
        insurer: calls.year.coverages.get(it.coverage).map_or(0, |coverage| coverage.insurer),
        provider: it.provider,
        submitted_at: it.at,
        lines: lines.collect(),
    }
}

/// What a line bills, as attackers see it. No encounters are billed in the simulation.
pub fn service_record(service: &ServiceReference) -> ServiceRecord {
    match service {
        ServiceReference::Dispense(it) => ServiceRecord::Dispense(it.prescription.0, it.fill, it.item),
        ServiceReference::Certificate(it) => ServiceRecord::Certificate(it.batch.0, it.index),
        ServiceReference::Encounter { nullifier, .. } => ServiceRecord::Certificate(*nullifier, u32::MAX),
    }
}

/// The seat that claims, dispenses, keeps records or underwrites for an organisation.
pub fn office(organisation: OrganisationId) -> AccountId32 {
    seat(organisation, OFFICE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{discipline::Discipline, year::Settings};
    use std::collections::BTreeSet;

    #[test]
    fn identifiers_and_keys_should_be_all_different() {
        let year = Year::simulate(&Settings { patients: 300, seed: 2, discipline: Discipline::AS_IT_COMES });
        let ledger = ledger(&year, Names::new(2, false));
        let ids: Vec<_> = ledger
            .prescriptions
            .iter()
            .map(|it| it.id)
            .chain(ledger.coverages.iter().map(|it| it.id))
            .chain(ledger.claims.iter().map(|it| it.id))
            .chain(ledger.batches.iter().map(|it| it.id))
            .chain(ledger.subjects.iter().map(|it| it.id))
            .collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        let keys = ledger.keys().count();
        assert_eq!(ledger.keys().map(|(key, _)| key).collect::<BTreeSet<_>>().len(), keys);
    }
}
