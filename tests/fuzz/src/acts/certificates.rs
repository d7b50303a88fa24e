//! Schemas, and batches of certificates.

use super::Make;
use crate::scene::{Act, RETENTION, Scene, by};
use bogam_primitives::{
    Capacity, OrganisationKind, Profession,
    certificate::{
        BatchId, CertificateReference, EndorsementRefusalReason, RevocationReason, SchemaId, Status, SuspensionReason,
        status_at,
    },
    time::DAY,
};
use bogam_runtime::{AccountId, Runtime};
use pallet_certificates::{
    Batch, BatchStanding, Batches, Call, Changes, Endorsement, NewBatch, NewSchema, Pruning, Schema, Schemas,
};

/// Each call of the pallet, with how often it is made.
pub const ACTS: &[(usize, Make)] = &[
    (4, register_schema),
    (1, retire_schema),
    (8, issue),
    (4, endorse),
    (1, refuse_endorsement),
    (3, suspend),
    (3, reinstate),
    (2, revoke),
    (3, supersede),
    (1, revoke_batch),
    (3, prune),
];

type Record = Batch<Runtime>;

fn some(scene: &mut Scene<'_>, fits: impl Fn(&Record) -> bool) -> Option<(BatchId, Record)> {
    let world = scene.world;
    scene.record(&world.batches, |id| Batches::<Runtime>::get(id), fits)
}

fn has_not_ended(batch: &Record) -> bool {
    batch.revoked.is_none() && !matches!(batch.endorsement, Endorsement::Refused { .. })
}

fn register_schema(scene: &mut Scene<'_>) -> Option<Act> {
    let officer = scene.staff(Capacity::EndorseCertificate)?;
    let endorsement = match scene.bytes.flip() {
        true => None,
        false if scene.blind => Some(scene.bytes.number() % 16),
        false => scene.organisation_of(&officer),
    };
    let all = vec![OrganisationKind::Hospital, OrganisationKind::Clinic, OrganisationKind::Laboratory];
    let name = if scene.blind { scene.bytes.take(3) } else { b"vaccination".to_vec() };
    let version = scene.bytes.number() % 64;
    let schema = NewSchema {
        name,
        version,
        digest: scene.bytes.hash(),
        kinds: if scene.blind { vec![OrganisationKind::Clinic; scene.bytes.below(3)] } else { all },
        professions: if scene.bytes.one_in(4) { vec![Profession::Physician] } else { Vec::new() },
        longest_validity: scene.bytes.one_of([366 * DAY, 10 * 366 * DAY]),
        // It follows from what is drawn for the rest, so that older inputs still say what they said.
        least_size: match version % 4 {
            0 if scene.blind => 0,
            1 if scene.blind => u32::MAX,
            2 => 4,
            _ => 1,
        },
        endorsement,
    };
    by(officer, Call::<Runtime>::register_schema { schema })
}

fn live_schema(scene: &mut Scene<'_>) -> Option<(SchemaId, Schema<Runtime>)> {
    let world = scene.world;
    scene.record(&world.schemas, |id| Schemas::<Runtime>::get(id), |schema| schema.retired_at.is_none())
}

fn retire_schema(scene: &mut Scene<'_>) -> Option<Act> {
    let (schema, record) = live_schema(scene)?;
    let officer = scene.staff_of(Capacity::EndorseCertificate, record.authority)?;
    by(officer, Call::<Runtime>::retire_schema { schema })
}

fn issue(scene: &mut Scene<'_>) -> Option<Act> {
    let (schema, record) = live_schema(scene)?;
    let issuer = scene.staff(Capacity::IssueCertificate)?;
    let valid_from = if scene.bytes.one_in(4) { scene.now + DAY } else { scene.past() };
    let batch = NewBatch {
        schema,
        root: scene.bytes.hash(),
        size: if scene.blind {
            scene.bytes.one_of([0, 1 << 20, u32::MAX])
        } else {
            // Seldom less than the schema asks for.
            let size = scene.bytes.one_of([1, 2, 5]);
            if size == 2 { size } else { size.max(record.least_size) }
        },
        valid_from,
        valid_until: if scene.blind { scene.future() } else { valid_from + scene.bytes.one_of([30, 365]) * DAY },
        nonce: scene.bytes.hash(),
    };
    by(issuer, Call::<Runtime>::issue { batch })
}

fn endorsable(scene: &mut Scene<'_>) -> Option<(BatchId, AccountId)> {
    let now = scene.now;
    let (id, batch) = some(scene, |batch| batch.standing(now) == BatchStanding::EndorsementPending)?;
    let officer = match batch.endorser {
        Some(endorser) => scene.staff_of(Capacity::EndorseCertificate, endorser),
        None => scene.staff(Capacity::EndorseCertificate),
    };
    Some((id, officer?))
}

fn endorse(scene: &mut Scene<'_>) -> Option<Act> {
    let (batch, officer) = endorsable(scene)?;
    by(officer, Call::<Runtime>::endorse { batch })
}

fn refuse_endorsement(scene: &mut Scene<'_>) -> Option<Act> {
    let (batch, officer) = endorsable(scene)?;
    let reason = scene.bytes.variant::<EndorsementRefusalReason>(4)?;
    by(officer, Call::<Runtime>::refuse_endorsement { batch, reason })
}

/// Who may change the status of what is in a batch: who has issued it, or who endorses it.
fn officer(scene: &mut Scene<'_>, batch: &Record) -> Option<AccountId> {
    match batch.endorser {
        Some(endorser) if scene.bytes.flip() => scene.staff_of(Capacity::EndorseCertificate, endorser),
        _ => scene.staff_of(Capacity::IssueCertificate, batch.name.organisation),
    }
}

/// Some certificate of a batch that has neither ended nor expired, with a status that fits.
fn certificate(scene: &mut Scene<'_>, fits: impl Fn(Status) -> bool) -> Option<(CertificateReference, Record)> {
    let now = scene.now;
    let (batch, record) = some(scene, |batch| has_not_ended(batch) && now < batch.name.valid_until)?;
    let size = record.name.size.min(5);
    let first = scene.bytes.below(size as usize) as u32;
    let status = |index: u32| status_at(&Changes::<Runtime>::get(batch, index), now);
    let index = (0..size).map(|step| (first + step) % size).find(|index| scene.blind || fits(status(*index)))?;
    Some((CertificateReference { batch, index }, record))
}

fn suspend(scene: &mut Scene<'_>) -> Option<Act> {
    let (certificate, batch) = certificate(scene, |status| status == Status::Active)?;
    let reason = scene.bytes.variant::<SuspensionReason>(4)?;
    by(officer(scene, &batch)?, Call::<Runtime>::suspend { certificate, reason })
}

fn reinstate(scene: &mut Scene<'_>) -> Option<Act> {
    let (certificate, batch) = certificate(scene, |status| matches!(status, Status::Suspended(_)))?;
    by(officer(scene, &batch)?, Call::<Runtime>::reinstate { certificate })
}

fn revoke(scene: &mut Scene<'_>) -> Option<Act> {
    let (certificate, batch) = certificate(scene, |status| matches!(status, Status::Active | Status::Suspended(_)))?;
    let reason = scene.bytes.variant::<RevocationReason>(9)?;
    by(officer(scene, &batch)?, Call::<Runtime>::revoke { certificate, reason })
}

fn supersede(scene: &mut Scene<'_>) -> Option<Act> {
    let (old, batch) = certificate(scene, |status| matches!(status, Status::Active | Status::Suspended(_)))?;
    let organisation = batch.name.organisation;
    let (successor, other) = certificate(scene, |status| status == Status::Active)?;
    if !scene.blind && (other.name.organisation != organisation || successor == old) {
        return None;
    }
    let issuer = scene.staff_of(Capacity::IssueCertificate, organisation)?;
    by(issuer, Call::<Runtime>::supersede { certificate: old, successor })
}

fn revoke_batch(scene: &mut Scene<'_>) -> Option<Act> {
    let (batch, record) = some(scene, has_not_ended)?;
    let reason = scene.bytes.variant::<RevocationReason>(9)?;
    by(officer(scene, &record)?, Call::<Runtime>::revoke_batch { batch, reason })
}

fn prune(scene: &mut Scene<'_>) -> Option<Act> {
    let now = scene.now;
    let left = Pruning::<Runtime>::iter_keys().next();
    let over = |batch: &Record| now >= batch.name.valid_until.saturating_add(RETENTION);
    let batch = match left {
        Some(batch) if scene.bytes.flip() => batch,
        _ => some(scene, over)?.0,
    };
    let limit = if scene.blind { scene.bytes.number() } else { scene.bytes.one_of([1, 1, 100]) };
    by(scene.anybody()?, Call::<Runtime>::prune { batch, limit })
}
