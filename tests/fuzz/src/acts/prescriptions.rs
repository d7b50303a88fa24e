//! Prescriptions, from issue to pruning.

use super::Make;
use crate::scene::{Act, RETENTION, Scene, by};
use bogam_primitives::{
    Capacity, Moment, OrganisationKind, PrescriptionId,
    prescription::{
        AcceptPrescription, CancellationReason, GiveBackReason, NotDispensedReason, Schedule, WithdrawalReason,
    },
    time::DAY,
};
use bogam_runtime::{AccountId, Runtime};
use pallet_prescriptions::{
    Call, Fills, Hold, NewPrescription, OrderedItem, Prescription, Prescriptions, Standing, State, SuppliedItem,
};

/// Each call of the pallet, with how often it is made.
pub const ACTS: &[(usize, Make)] = &[
    (10, issue),
    (2, replace),
    (2, cancel),
    (2, suspend),
    (3, resume),
    (12, accept),
    (12, dispense),
    (3, not_dispensed),
    (3, give_back),
    (3, withdraw),
    (2, nominate),
    (2, rotate),
    (2, decline),
    (2, request_renewal),
    (2, release_stale),
    (3, prune),
];

type Record = Prescription<Runtime>;

/// Some prescription that fits.
fn some(scene: &mut Scene<'_>, fits: impl Fn(&Record) -> bool) -> Option<(PrescriptionId, Record)> {
    let world = scene.world;
    scene.record(&world.prescriptions, |id| Prescriptions::<Runtime>::get(id), fits)
}

/// The same, by where it stands.
fn standing(scene: &mut Scene<'_>, fits: impl Fn(Standing) -> bool) -> Option<(PrescriptionId, Record)> {
    let now = scene.now;
    some(scene, |record| fits(record.standing(now)))
}

fn is_open(standing: Standing) -> bool {
    !matches!(
        standing,
        Standing::Dispensed | Standing::Cancelled | Standing::Expired | Standing::CancellationPending { .. }
    )
}

fn is_free(standing: Standing) -> bool {
    is_open(standing) && !matches!(standing, Standing::Held { .. })
}

fn new_prescription(scene: &mut Scene<'_>) -> NewPrescription<AccountId> {
    let is_controlled = scene.bytes.one_in(8);
    let schedule = if is_controlled { Schedule::Controlled } else { Schedule::Ordinary };
    let valid_from = match scene.bytes.below(4) {
        0 => scene.now + DAY,
        _ => scene.past(),
    };
    let days = if is_controlled { scene.bytes.one_of([1, 28]) } else { scene.bytes.one_of([30, 180, 366]) };
    let valid_until = if scene.blind { scene.future() } else { valid_from + days * DAY };
    let issues = match scene.blind {
        true => scene.bytes.one_of([0, 2, 24, 25]),
        false if is_controlled => 1,
        false => scene.bytes.one_of([1, 1, 2, 4]),
    };
    let interval = if issues > 1 { scene.bytes.one_of([0, DAY, 7 * DAY]) } else { 0 };
    let count = if scene.blind { scene.bytes.one_of([0, 1, 16, 17]) } else { 1 + scene.bytes.below(3) };
    let mut items = Vec::with_capacity(count);
    for _ in 0..count {
        items.push(OrderedItem {
            authorised: if scene.blind {
                scene.bytes.one_of([0, 1, u64::MAX])
            } else {
                scene.bytes.one_of([1, 2, 30_000])
            },
            substitution_allowed: !is_controlled && scene.bytes.flip(),
            product: scene.commitment(),
        });
    }
    let commitment = scene.commitment();
    let holders = (0..issues).map(|_| scene.fresh()).collect();
    NewPrescription { commitment, schedule, valid_from, valid_until, interval, holders, items }
}

fn issue(scene: &mut Scene<'_>) -> Option<Act> {
    let prescriber = scene.staff(Capacity::Prescribe)?;
    let new = new_prescription(scene);
    by(prescriber, Call::<Runtime>::issue { new })
}

/// A prescriber of the organisation that has issued the prescription.
fn prescriber(scene: &mut Scene<'_>, record: &Record) -> Option<AccountId> {
    scene.staff_of(Capacity::Prescribe, record.prescriber.organisation)
}

fn replace(scene: &mut Scene<'_>) -> Option<Act> {
    let (old, record) = standing(scene, is_free)?;
    let prescriber = prescriber(scene, &record)?;
    let new = new_prescription(scene);
    by(prescriber, Call::<Runtime>::replace { old, new })
}

fn cancel(scene: &mut Scene<'_>) -> Option<Act> {
    let (prescription, record) = standing(scene, is_open)?;
    let reason = scene.bytes.variant::<CancellationReason>(9)?;
    by(prescriber(scene, &record)?, Call::<Runtime>::cancel { prescription, reason })
}

fn suspend(scene: &mut Scene<'_>) -> Option<Act> {
    let now = scene.now;
    let (prescription, record) = some(scene, |record| !record.suspended && is_open(record.standing(now)))?;
    by(prescriber(scene, &record)?, Call::<Runtime>::suspend { prescription })
}

fn resume(scene: &mut Scene<'_>) -> Option<Act> {
    let now = scene.now;
    let (prescription, record) = some(scene, |record| record.suspended && is_open(record.standing(now)))?;
    by(prescriber(scene, &record)?, Call::<Runtime>::resume { prescription })
}

fn accept(scene: &mut Scene<'_>) -> Option<Act> {
    let (prescription, record) = standing(scene, |standing| standing == Standing::Active)?;
    let nominated = record.nomination;
    let dispenser = scene.staff_that(Capacity::Dispense, |own| nominated.is_none_or(|named| named == own))?;
    let organisation = scene.organisation_of(&dispenser)?;
    let content = AcceptPrescription { prescription, dispenser: organisation, hold: record.holds };
    let statement = scene.signed(record.holder()?, content)?;
    by(dispenser, Call::<Runtime>::accept { prescription, statement })
}

/// A prescription that is held, its hold, and a dispenser who may act on it.
fn held(
    scene: &mut Scene<'_>,
    fits: impl Fn(&Hold<AccountId>, Moment) -> bool,
) -> Option<(PrescriptionId, Record, AccountId)> {
    let now = scene.now;
    let (id, record) =
        some(scene, |record| matches!(&record.state, State::Held(hold) if now < hold.until && fits(hold, now)))?;
    let dispenser = match &record.state {
        State::Held(hold) => scene.staff_of(Capacity::Dispense, hold.dispenser.organisation),
        _ => scene.staff(Capacity::Dispense),
    };
    Some((id, record, dispenser?))
}

fn dispense(scene: &mut Scene<'_>) -> Option<Act> {
    let (prescription, record, dispenser) = held(scene, |hold, _| hold.cancellation.is_none())?;
    let completes = !scene.bytes.one_in(3);
    let mut lines = Vec::new();
    for (place, item) in record.items.iter().enumerate() {
        let left = item.authorised.saturating_sub(item.dispensed);
        let skipped = scene.bytes.one_in(4) && !completes;
        if !scene.blind && (item.is_finished() || skipped) {
            continue;
        }
        let part = scene.bytes.one_of([1, left / 2, left]).max(1);
        let quantity = if completes { left } else { part };
        let substituted = item.substitution_allowed && scene.bytes.flip();
        lines.push(SuppliedItem { item: place as u8, quantity, substituted });
    }
    let commitment = scene.commitment();
    by(dispenser, Call::<Runtime>::dispense { prescription, lines, commitment })
}

fn not_dispensed(scene: &mut Scene<'_>) -> Option<Act> {
    let (prescription, record, dispenser) = held(scene, |hold, _| hold.cancellation.is_none())?;
    let open = record.items.iter().position(|item| !item.is_finished());
    let item = if scene.blind { scene.bytes.byte() } else { open? as u8 };
    let reason = scene.bytes.variant::<NotDispensedReason>(13)?;
    by(dispenser, Call::<Runtime>::not_dispensed { prescription, item, reason })
}

fn give_back(scene: &mut Scene<'_>) -> Option<Act> {
    let (prescription, _, dispenser) = held(scene, |_, _| true)?;
    let reason = scene.bytes.variant::<GiveBackReason>(7)?;
    by(dispenser, Call::<Runtime>::give_back { prescription, reason })
}

fn withdraw(scene: &mut Scene<'_>) -> Option<Act> {
    let (prescription, record) = some(scene, |record| record.newest_fill.is_some())?;
    let fill = if scene.blind { u16::from(scene.bytes.byte() % 4) } else { record.newest_fill? };
    let entry = Fills::<Runtime>::get(prescription, fill)?;
    let dispenser = scene.staff_of(Capacity::Dispense, entry.dispenser.organisation)?;
    let reason = scene.bytes.variant::<WithdrawalReason>(8)?;
    by(dispenser, Call::<Runtime>::withdraw { prescription, fill, reason })
}

fn nominate(scene: &mut Scene<'_>) -> Option<Act> {
    let (prescription, record) = standing(scene, is_open)?;
    let dispenser = match scene.bytes.one_in(3) {
        true => None,
        false => Some(scene.organisation_of_kind(OrganisationKind::Pharmacy)?),
    };
    by(record.holder()?.clone(), Call::<Runtime>::nominate { prescription, dispenser })
}

fn rotate(scene: &mut Scene<'_>) -> Option<Act> {
    let (prescription, record) = standing(scene, is_open)?;
    let later = scene.bytes.below(record.holders.len().saturating_sub(usize::from(record.issue)));
    let issue = usize::from(record.issue) + later;
    let holder = record.holders.get(issue)?.clone();
    let new_holder = scene.fresh();
    by(holder, Call::<Runtime>::rotate { prescription, issue: issue as u8, new_holder })
}

fn decline(scene: &mut Scene<'_>) -> Option<Act> {
    let (prescription, record) = standing(scene, is_free)?;
    by(record.holder()?.clone(), Call::<Runtime>::decline { prescription })
}

fn request_renewal(scene: &mut Scene<'_>) -> Option<Act> {
    let now = scene.now;
    let fits = |record: &Record| !record.renewal_requested && record.standing(now) != Standing::Cancelled;
    let (prescription, record) = some(scene, fits)?;
    by(record.holder()?.clone(), Call::<Runtime>::request_renewal { prescription })
}

fn release_stale(scene: &mut Scene<'_>) -> Option<Act> {
    let now = scene.now;
    let stale = |record: &Record| matches!(&record.state, State::Held(hold) if now >= hold.until);
    let (prescription, _) = some(scene, stale)?;
    by(scene.anybody()?, Call::<Runtime>::release_stale { prescription })
}

fn prune(scene: &mut Scene<'_>) -> Option<Act> {
    let now = scene.now;
    let over = |record: &Record| {
        let ended_at = match &record.state {
            State::Held(hold) => hold.until.max(record.valid_until),
            State::Dispensed { at } | State::Cancelled { at, .. } => *at,
            State::Active => record.valid_until,
        };
        now >= ended_at.saturating_add(RETENTION).max(record.valid_until)
    };
    let (prescription, _) = some(scene, over)?;
    by(scene.anybody()?, Call::<Runtime>::prune { prescription })
}
