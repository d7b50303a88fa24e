//! What must hold of the storage after every block.

use crate::{Batch, Batches, BilledCertificates, Changes, Config, Endorsement, Pallet, Pruning, Schema, Schemas};
use bogam_primitives::{
    Moment,
    certificate::{BatchId, Change, SchemaId, StatusChange},
};
use frame_support::{
    ensure,
    traits::{Get, Time},
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// Checks the storage and changes nothing. The invariants:
    ///
    /// 1. **Schemas.** The identifier is the one derived from the content; a kind of organisation may issue; the longest
    ///    validity and the least size are within bounds; none was retired before it was registered.
    /// 2. **Batches.** The identifier is the one derived from the content. There are no more leaves than a batch can have, and no
    ///    fewer than the schema asks for. Validity is not empty, was not over at the issue, and is not longer than the schema
    ///    permits. The schema
    ///    is there, asks for the same endorsement, and was not retired before the issue. Nothing happened before the issue
    ///    or in the future, and without an endorser there is no word of one.
    /// 3. **Histories.** Each belongs to a batch with such a certificate, or to one that is being pruned. None is empty. They
    ///    start with a suspension or an end; suspensions and reinstatements alternate; nothing follows an end; moments do
    ///    not run backwards; every change was the issuer's or the endorser's, and a supersession the issuer's.
    ///    What has not ended has room for its end, and what is suspended for a reinstatement besides.
    /// 4. **Links.** A superseded certificate does not name itself.
    /// 5. **Marks.** Each belongs to a batch with such a certificate, or to one that is being pruned.
    /// 6. **Pruning.** A batch that is being pruned has no record, and something of it is left.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let now = T::Time::now();
        for (id, schema) in Schemas::<T>::iter() {
            Self::check_schema(id, &schema)?;
        }
        for (id, batch) in Batches::<T>::iter() {
            Self::check_batch(id, &batch, now)?;
        }
        for (id, index, history) in Changes::<T>::iter() {
            match Batches::<T>::get(id) {
                Some(batch) => {
                    ensure!(index < batch.name.size, "a history belongs to no certificate");
                    Self::check_history(id, index, &batch, &history, now)?;
                }
                None => ensure!(Pruning::<T>::contains_key(id), "a history belongs to no batch"),
            }
        }
        for (id, index, ()) in BilledCertificates::<T>::iter() {
            match Batches::<T>::get(id) {
                Some(batch) => ensure!(index < batch.name.size, "a mark belongs to no certificate"),
                None => ensure!(Pruning::<T>::contains_key(id), "a mark belongs to no batch"),
            }
        }
        for id in Pruning::<T>::iter_keys() {
            ensure!(!Batches::<T>::contains_key(id), "a batch that is being pruned has a record");
            let left = Changes::<T>::iter_key_prefix(id).next().is_some()
                || BilledCertificates::<T>::iter_key_prefix(id).next().is_some();
            ensure!(left, "nothing is left of a batch that is being pruned");
        }
        Ok(())
    }

    fn check_schema(id: SchemaId, schema: &Schema<T>) -> Result<(), TryRuntimeError> {
        let derived = SchemaId::derive(schema.authority, &schema.name, schema.version);
        ensure!(derived == id, "the identifier is not derived from the schema");
        ensure!(!schema.kinds.is_empty(), "nobody may issue under a schema");
        ensure!(
            (1..=T::LongestValidity::get()).contains(&schema.longest_validity),
            "the longest validity of a schema is out of range"
        );
        ensure!(
            (1..=T::MaxBatchSize::get()).contains(&schema.least_size),
            "the least size of a schema's batches is out of range"
        );
        ensure!(
            schema.retired_at.is_none_or(|at| at >= schema.registered_at),
            "a schema was retired before it was registered"
        );
        Ok(())
    }

    fn check_batch(id: BatchId, batch: &Batch<T>, now: Moment) -> Result<(), TryRuntimeError> {
        let name = &batch.name;
        ensure!(BatchId::derive(name) == id, "the identifier is not derived from the batch");
        ensure!((1..=T::MaxBatchSize::get()).contains(&name.size), "the size of a batch is out of range");
        ensure!(name.valid_from < name.valid_until, "validity is empty");
        ensure!(batch.issued_at < name.valid_until, "a batch was issued expired");
        let schema = Schemas::<T>::get(name.schema).ok_or("a batch has no schema")?;
        ensure!(name.size >= schema.least_size, "a batch is smaller than its schema permits");
        ensure!(name.valid_until.abs_diff(name.valid_from) <= schema.longest_validity, "validity is too long");
        ensure!(schema.endorsement == batch.endorser, "a batch and its schema name different endorsers");
        ensure!(schema.retired_at.is_none_or(|at| batch.issued_at <= at), "a batch was issued under a retired schema");
        let since_issue = batch.issued_at..=now;
        ensure!(batch.issued_at <= now, "a batch was issued in the future");
        match &batch.endorsement {
            Endorsement::None => {}
            Endorsement::Refused { at, .. } => {
                ensure!(batch.endorser.is_some() && since_issue.contains(at), "a refusal is nobody's or ill-timed");
                ensure!(batch.revoked.is_none(), "a refused batch was revoked");
            }
            Endorsement::Endorsed { by, at } => {
                ensure!(batch.endorser == Some(by.organisation), "an endorsement is not the endorser's");
                ensure!(since_issue.contains(at), "an endorsement is ill-timed");
            }
        }
        if let Some(revocation) = &batch.revoked {
            ensure!(since_issue.contains(&revocation.at), "a revocation is ill-timed");
            let entitled = [Some(name.organisation), batch.endorser].contains(&Some(revocation.by));
            ensure!(entitled, "a batch was revoked by somebody else");
        }
        Ok(())
    }

    fn check_history(
        id: BatchId,
        index: u32,
        batch: &Batch<T>,
        history: &[StatusChange],
        now: Moment,
    ) -> Result<(), TryRuntimeError> {
        ensure!(!history.is_empty(), "a history is empty");
        let mut suspended = false;
        let mut ended = false;
        let mut before = batch.issued_at;
        for StatusChange { change, at, by } in history {
            ensure!(!ended, "something follows an end");
            ensure!((before..=now).contains(at), "a change is ill-timed");
            before = *at;
            let issuer = *by == batch.name.organisation;
            ensure!(issuer || batch.endorser == Some(*by), "a change was made by somebody else");
            match change {
                Change::Suspended(_) => {
                    ensure!(!suspended, "a suspended certificate was suspended");
                    suspended = true;
                }
                Change::Reinstated => {
                    ensure!(suspended, "an active certificate was reinstated");
                    suspended = false;
                }
                Change::Revoked(_) => ended = true,
                Change::Superseded(successor) => {
                    ensure!(issuer, "a certificate was superseded by somebody else than its issuer");
                    ensure!(successor.batch != id || successor.index != index, "a certificate supersedes itself");
                    ended = true;
                }
            }
        }
        let room = T::MaxChanges::get().saturating_sub(history.len() as u32);
        let needed = if ended { 0 } else { 1u32.saturating_add(suspended.into()) };
        ensure!(room >= needed, "a history has no room for its end");
        Ok(())
    }
}
