//! Each invariant is missed when it is broken.

use super::scenario::*;
use crate::{Batch, Batches, BilledCertificates, Changes, Endorsement, History, Pruning, Schema, Schemas};
use bogam_primitives::{Actor, certificate::BatchRevocation};
use sp_runtime::TryRuntimeError;

/// What is found after `damage`, in a world with an endorsed batch, whose certificate 0 was suspended and whose
/// certificate 1 was revoked.
fn found_after(damage: impl FnOnce(BatchId)) -> Result<(), TryRuntimeError> {
    new_test_ext().execute_with(|| {
        let id = endorsed(1);
        assert_ok!(suspend(&PHYSICIAN, at(id, 0)));
        assert_ok!(revoke(&REGISTRAR, at(id, 1)));
        check();
        damage(id);
        Pallet::do_try_state()
    })
}

fn broken(expected: &'static str, damage: impl FnOnce(BatchId)) {
    assert_eq!(found_after(damage), Err(TryRuntimeError::Other(expected)));
}

fn batch(id: BatchId, damage: impl FnOnce(&mut Batch<Test>)) {
    Batches::<Test>::mutate(id, |batch| damage(batch.as_mut().expect("it is there")));
}

fn schema(damage: impl FnOnce(&mut Schema<Test>)) {
    let id = schema_id(&endorsed_schema());
    Schemas::<Test>::mutate(id, |schema| damage(schema.as_mut().expect("it is there")));
}

fn history(id: BatchId, damage: impl FnOnce(&mut Vec<StatusChange>)) {
    Changes::<Test>::mutate(id, 0, |history| {
        let mut entries = history.to_vec();
        damage(&mut entries);
        *history = History::<Test>::try_from(entries).expect("it fits");
    });
}

fn entry(change: Change) -> StatusChange {
    StatusChange { change, at: START, by: CLINIC }
}

#[test]
fn damage_to_schemas_should_be_found() {
    broken("the identifier is not derived from the schema", |_| schema(|schema| schema.version = 2));
    broken("nobody may issue under a schema", |_| schema(|schema| schema.kinds.clear()));
    let out_of_range = "the longest validity of a schema is out of range";
    broken(out_of_range, |_| schema(|schema| schema.longest_validity = 0));
    let out_of_range = "the least size of a schema's batches is out of range";
    broken(out_of_range, |_| schema(|schema| schema.least_size = 0));
    broken(out_of_range, |_| schema(|schema| schema.least_size = MAX_BATCH_SIZE + 1));
    let before = "a schema was retired before it was registered";
    broken(before, |_| schema(|schema| schema.retired_at = Some(START - 1)));
}

#[test]
fn damage_to_batches_should_be_found() {
    broken("the identifier is not derived from the batch", |id| batch(id, |batch| batch.name.size = 99));
    broken("a batch was issued expired", |id| batch(id, |batch| batch.issued_at = batch.name.valid_until));
    broken("a batch has no schema", |_| Schemas::<Test>::remove(schema_id(&endorsed_schema())));
    broken("a batch is smaller than its schema permits", |_| schema(|schema| schema.least_size = 101));
    broken("validity is too long", |_| schema(|schema| schema.longest_validity = DAY));
    broken("a batch and its schema name different endorsers", |id| batch(id, |batch| batch.endorser = None));
    broken("a batch was issued under a retired schema", |id| {
        schema(|schema| schema.retired_at = Some(START));
        batch(id, |batch| batch.issued_at = START + 1);
    });
    broken("a batch was issued in the future", |id| batch(id, |batch| batch.issued_at = START + 1));
    let refusal = Endorsement::Refused { reason: NOT_CONFIRMED, at: START };
    broken("a refusal is nobody's or ill-timed", |id| {
        batch(id, |batch| batch.endorsement = Endorsement::Refused { reason: NOT_CONFIRMED, at: START + 1 });
    });
    let revocation = BatchRevocation { reason: FRAUD, at: START, by: CLINIC };
    broken("a refused batch was revoked", |id| {
        batch(id, |batch| {
            batch.endorsement = refusal;
            batch.revoked = Some(revocation);
        });
    });
    let endorsed =
        |organisation, at| Endorsement::Endorsed { by: Actor { account: REGISTRAR, organisation, licence: None }, at };
    let not_the_endorsers = "an endorsement is not the endorser's";
    broken(not_the_endorsers, |id| batch(id, |batch| batch.endorsement = endorsed(CLINIC, START)));
    broken("an endorsement is ill-timed", |id| batch(id, |batch| batch.endorsement = endorsed(AUTHORITY, START + 1)));
    broken("a revocation is ill-timed", |id| {
        batch(id, |batch| batch.revoked = Some(BatchRevocation { at: START - 1, ..revocation }));
    });
    broken("a batch was revoked by somebody else", |id| {
        batch(id, |batch| batch.revoked = Some(BatchRevocation { by: HOSPITAL, ..revocation }));
    });
}

#[test]
fn damage_to_names_of_batches_should_be_found() {
    // Under the identifier that the damaged name has.
    let renamed = |id: BatchId, damage: fn(&mut Batch<Test>)| {
        let mut record = Batches::<Test>::take(id).expect("it is there");
        damage(&mut record);
        Changes::<Test>::remove(id, 0);
        Changes::<Test>::remove(id, 1);
        Batches::<Test>::insert(BatchId::derive(&record.name), record);
    };
    broken("the size of a batch is out of range", |id| renamed(id, |batch| batch.name.size = 0));
    broken("the size of a batch is out of range", |id| renamed(id, |batch| batch.name.size = MAX_BATCH_SIZE + 1));
    broken("validity is empty", |id| renamed(id, |batch| batch.name.valid_from = batch.name.valid_until));
}

#[test]
fn damage_to_histories_should_be_found() {
    broken("a history belongs to no certificate", |id| Changes::<Test>::insert(id, 100, History::<Test>::default()));
    let unknown = BatchId(sp_core::H256::zero());
    broken("a history belongs to no batch", |_| Changes::<Test>::insert(unknown, 0, History::<Test>::default()));
    broken("a history is empty", |id| Changes::<Test>::insert(id, 5, History::<Test>::default()));
    broken("something follows an end", |id| {
        history(id, |entries| entries.extend([entry(Change::Revoked(FRAUD)), entry(Change::Reinstated)]));
    });
    broken("a change is ill-timed", |id| history(id, |entries| entries[0].at = START - 1));
    broken("a change is ill-timed", |id| history(id, |entries| entries[0].at = START + 1));
    broken("a change was made by somebody else", |id| history(id, |entries| entries[0].by = HOSPITAL));
    broken("a suspended certificate was suspended", |id| history(id, |entries| entries.push(entries[0])));
    broken("an active certificate was reinstated", |id| history(id, |entries| entries[0] = entry(Change::Reinstated)));
    broken("a certificate was superseded by somebody else than its issuer", |id| {
        history(id, |entries| {
            entries[0] = StatusChange { by: AUTHORITY, ..entry(Change::Superseded(at(id, 5))) };
        });
    });
    broken("a certificate supersedes itself", |id| {
        history(id, |entries| entries[0] = entry(Change::Superseded(at(id, 0))));
    });
    broken("a history has no room for its end", |id| {
        history(id, |entries| {
            while entries.len() + 2 <= MAX_CHANGES as usize {
                entries.extend([entry(Change::Reinstated), entry(Change::Suspended(REVIEW))]);
            }
        });
    });
}

#[test]
fn damage_to_marks_and_pruning_should_be_found() {
    let unknown = BatchId(sp_core::H256::zero());
    broken("a mark belongs to no certificate", |id| BilledCertificates::<Test>::insert(id, 100, ()));
    broken("a mark belongs to no batch", |_| BilledCertificates::<Test>::insert(unknown, 0, ()));
    broken("a batch that is being pruned has a record", |id| Pruning::<Test>::insert(id, ()));
    broken("nothing is left of a batch that is being pruned", |_| Pruning::<Test>::insert(unknown, ()));
    assert_eq!(found_after(|_| {}), Ok(()));
}
