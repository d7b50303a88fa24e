//! What the chain says, in the terms of the documents and of FHIR.

use super::runtime::runtime_types::pallet_prescriptions::types::{
    CancellationCause, Fill, FillContent as ChainContent, FillView, Prescription, PrescriptionView, Standing, State,
};
use crate::{
    documents::DispenseDocument,
    fhir::{
        DispenseLine, FillContent, FillFacts, IssueItem, IssueTerms, ItemFacts, NotSupplied, PrescriptionFacts,
        PrescriptionStanding, WithdrawalFacts,
    },
};
use bogam_primitives::prescription::FillNumber;

/// What was issued, to be compared with the document.
pub fn terms_of(record: &Prescription) -> IssueTerms {
    IssueTerms {
        commitment: record.commitment.0,
        schedule: record.schedule.0,
        valid_from: record.valid_from,
        valid_until: record.valid_until,
        interval: record.interval,
        // The runtime's bound on issues is far below.
        issues: u8::try_from(record.holders.0.len()).unwrap_or(u8::MAX),
        items: record
            .items
            .0
            .iter()
            .map(|item| IssueItem {
                authorised: item.authorised,
                substitution_allowed: item.substitution_allowed,
                product: item.product.0,
            })
            .collect(),
    }
}

fn standing_of(view: &PrescriptionView) -> PrescriptionStanding {
    match &view.standing {
        Standing::NotYetValid { .. } => PrescriptionStanding::NotYetValid,
        Standing::Waiting { .. } => PrescriptionStanding::Waiting,
        Standing::Active => PrescriptionStanding::Active,
        Standing::Suspended => PrescriptionStanding::Suspended,
        Standing::Held { .. } => PrescriptionStanding::Held,
        Standing::CancellationPending { .. } => PrescriptionStanding::CancellationPending,
        Standing::Dispensed => PrescriptionStanding::Dispensed,
        Standing::Cancelled => PrescriptionStanding::Cancelled {
            cause: match &view.record.state {
                State::Cancelled { cause: CancellationCause::Prescriber(reason), .. } => format!("{:?}", reason.0),
                State::Cancelled { cause: CancellationCause::Replaced, .. } => "Replaced".into(),
                State::Cancelled { cause: CancellationCause::Declined, .. } => "Declined".into(),
                _ => "Unknown".into(),
            },
        },
        Standing::Expired => PrescriptionStanding::Expired,
    }
}

fn fill_facts(number: FillNumber, fill: &Fill, document: Option<DispenseDocument>) -> FillFacts {
    let content = match &fill.content {
        ChainContent::Supplied { lines, .. } => FillContent::Supplied {
            lines: lines
                .0
                .iter()
                .map(|line| DispenseLine { item: line.item, quantity: line.quantity, substituted: line.substituted })
                .collect(),
            document,
        },
        ChainContent::NotDispensed { item, reason } => {
            FillContent::NotSupplied(NotSupplied { item: *item, reason: reason.0 })
        }
    };
    FillFacts {
        number,
        issue: fill.issue,
        dispenser: fill.dispenser.organisation,
        at: fill.at,
        content,
        withdrawn: fill
            .withdrawn
            .as_ref()
            .map(|withdrawal| WithdrawalFacts { at: withdrawal.at, reason: withdrawal.reason.0 }),
    }
}

/// A prescription and its log, for the mapping to FHIR. `document` yields the checked document of an entry, where the
/// reader has it.
pub fn facts_of(
    view: &PrescriptionView,
    fills: &[FillView],
    mut document: impl FnMut(FillNumber) -> Option<DispenseDocument>,
) -> PrescriptionFacts {
    PrescriptionFacts {
        id: view.id.0,
        standing: standing_of(view),
        issue: view.record.issue,
        issues: terms_of(&view.record).issues,
        items: view
            .record
            .items
            .0
            .iter()
            .map(|item| ItemFacts {
                authorised: item.authorised,
                dispensed: item.dispensed,
                not_dispensed: item.not_dispensed.as_ref().map(|reason| reason.0),
            })
            .collect(),
        fills: fills.iter().map(|view| fill_facts(view.number, &view.fill, document(view.number))).collect(),
    }
}
