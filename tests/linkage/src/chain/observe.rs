//! What the chain keeps, read from its storage.

use super::Issues;
use crate::{
    error::LinkageError,
    ledger::{
        BatchRecord, ClaimRecord, CoverageRecord, FillRecord, Ledger, LineRecord, PrescriptionRecord, ReceiptRecord,
        SubjectRecord,
    },
    model::{Calls, service_record},
    year::Year,
};
use bogam_primitives::{ClaimId, Moment, PolicyId, PrescriptionId, certificate::BatchId, consent::SubjectId};
use bogam_runtime::Runtime;
use pallet_certificates::Batches;
use pallet_claims::{Claims, Policies, PolicyKind};
use pallet_consent::{Receipts, Subjects};
use pallet_prescriptions::{FillContent, Fills, Prescriptions};
use std::fmt::Debug;

fn missing(what: &str, id: impl Debug) -> LinkageError {
    LinkageError::Missing(format!("{what} {id:?}"))
}

/// Whether every pallet's invariants hold.
pub fn ensure_sound() -> Result<(), LinkageError> {
    let states = [
        ("prescriptions", pallet_prescriptions::Pallet::<Runtime>::do_try_state()),
        ("certificates", pallet_certificates::Pallet::<Runtime>::do_try_state()),
        ("claims", pallet_claims::Pallet::<Runtime>::do_try_state()),
        ("consent", pallet_consent::Pallet::<Runtime>::do_try_state()),
        ("registry", pallet_registry::Pallet::<Runtime>::do_try_state()),
    ];
    for (pallet, state) in states {
        state.map_err(|reason| LinkageError::State { pallet, reason: format!("{reason:?}") })?;
    }
    Ok(())
}

/// All records, in the order in which the truth has them; and there are no others.
pub fn ledger(year: &Year, calls: &Calls, issues: &Issues) -> Result<Ledger, LinkageError> {
    let mut ledger = Ledger::default();
    for place in 0..year.prescriptions.len() {
        ledger.prescriptions.push(prescription(calls.prescription_id(place))?);
    }
    for place in 0..year.coverages.len() {
        ledger.coverages.push(coverage(calls.coverage_id(place), issues)?);
    }
    for (place, bill) in year.bills.iter().enumerate() {
        ledger.claims.push(claim(ClaimId::derive(bill.provider, &calls.claim(place, bill)))?);
    }
    for place in 0..year.batches.len() {
        ledger.batches.push(batch(calls.batch_id(place))?);
    }
    for (place, it) in year.subjects.iter().enumerate() {
        ledger.subjects.push(subject(calls.subject_id(place, it))?);
    }
    let counts = [
        ("prescriptions", Prescriptions::<Runtime>::iter_keys().count(), ledger.prescriptions.len()),
        ("policies", Policies::<Runtime>::iter_keys().count(), ledger.coverages.len()),
        ("claims", Claims::<Runtime>::iter_keys().count(), ledger.claims.len()),
        ("batches", Batches::<Runtime>::iter_keys().count(), ledger.batches.len()),
        ("subjects", Subjects::<Runtime>::iter_keys().count(), ledger.subjects.len()),
    ];
    match counts.into_iter().find(|(_, stored, expected)| stored != expected) {
        Some((kind, stored, expected)) => {
            Err(LinkageError::Differs(format!("{stored} {kind} are stored, not {expected}")))
        }
        None => Ok(ledger),
    }
}

fn prescription(id: PrescriptionId) -> Result<PrescriptionRecord, LinkageError> {
    let record = Prescriptions::<Runtime>::get(id).ok_or_else(|| missing("prescription", id))?;
    let mut fills = Vec::new();
    for number in 0..record.next_fill {
        let fill = Fills::<Runtime>::get(id, number).ok_or_else(|| missing("a fill of prescription", id))?;
        let FillContent::Supplied { lines, .. } = fill.content else {
            return Err(missing("a supply of prescription", id));
        };
        fills.push(FillRecord {
            pharmacy: fill.dispenser.organisation,
            at: fill.at,
            issue: fill.issue,
            quantities: lines.iter().map(|line| line.quantity).collect(),
        });
    }
    Ok(PrescriptionRecord {
        id: id.0,
        organisation: record.prescriber.organisation,
        prescriber: record.prescriber.account,
        issued_at: record.issued_at,
        valid_until: record.valid_until,
        interval: record.interval,
        keys: record.holders.into_inner(),
        quantities: record.items.iter().map(|item| item.authorised).collect(),
        fills,
    })
}

fn coverage(id: PolicyId, issues: &Issues) -> Result<CoverageRecord, LinkageError> {
    let record = Policies::<Runtime>::get(id).ok_or_else(|| missing("coverage", id))?;
    let issued_at: Moment = issues.get(&id).copied().ok_or_else(|| missing("the event of coverage", id))?;
    let limits = match record.kind {
        PolicyKind::Plain => None,
        PolicyKind::Handle { limits, .. } => Some((limits.deductible, limits.cap)),
    };
    Ok(CoverageRecord {
        id: id.0,
        plan: record.plan.0,
        insurer: record.insurer,
        key: record.holder,
        from: record.from,
        until: record.until,
        limits,
        issued_at,
    })
}

fn claim(id: ClaimId) -> Result<ClaimRecord, LinkageError> {
    let record = Claims::<Runtime>::get(id).ok_or_else(|| missing("claim", id))?;
    if !record.is_decided() {
        return Err(missing("the decision on claim", id));
    }
    let lines = record.lines.iter().map(|line| LineRecord {
        category: line.category,
        service: service_record(&line.service),
        served_at: line.served_at,
        charge: line.charge,
        paid: line.outcome.paid,
        deductible: line.outcome.deductible(),
    });
    Ok(ClaimRecord {
        id: id.0,
        coverage: record.policy.0,
        insurer: record.insurer,
        provider: record.provider,
        submitted_at: record.submitted_at,
        lines: lines.collect(),
    })
}

fn batch(id: BatchId) -> Result<BatchRecord, LinkageError> {
    let record = Batches::<Runtime>::get(id).ok_or_else(|| missing("batch", id))?;
    Ok(BatchRecord {
        id: id.0,
        organisation: record.name.organisation,
        issuer: record.issuer,
        schema: record.name.schema.0,
        size: record.name.size,
        issued_at: record.issued_at,
    })
}

fn subject(id: SubjectId) -> Result<SubjectRecord, LinkageError> {
    let record = Subjects::<Runtime>::get(id).ok_or_else(|| missing("subject", id))?;
    let mut receipts = Vec::new();
    for number in record.first_receipt..record.next_receipt {
        let receipt = Receipts::<Runtime>::get(id, number).ok_or_else(|| missing("a receipt of subject", id))?;
        let reader = receipt.reader;
        receipts.push(ReceiptRecord { at: receipt.at, organisation: reader.organisation, reader: reader.account });
    }
    Ok(SubjectRecord {
        id: id.0,
        custodian: record.custodian,
        key: record.key,
        registered_at: record.registered_at,
        receipts,
    })
}
