//! What apps read, and the facts for verification.

use crate::{
    Batch, BatchPage, BatchView, Batches, ChangedPage, ChangedView, Changes, Config, Endorsement, History,
    LONGEST_PAGE, Pallet, SchemaPage, SchemaView, Schemas, rules::current,
};
use bogam_primitives::{
    Moment,
    certificate::{
        BatchFacts, BatchId, CertificateIndex, CertificateReference, EndorsementFacts, Evidence, Facts, Lapse,
        Question, SchemaFacts, SchemaId, Status, Verdict, status_at, verify,
    },
    traits::Credentials,
};
use frame_support::traits::Time;

impl<T: Config> Pallet<T> {
    pub(crate) fn schema_page(cursor: Option<SchemaId>, limit: u32) -> SchemaPage<T> {
        let mut rest = match cursor {
            Some(id) => Schemas::<T>::iter_from_key(id),
            None => Schemas::<T>::iter(),
        };
        let mut page = SchemaPage { schemas: Default::default(), next: None };
        page.schemas.extend(rest.by_ref().take(page_length(limit)).map(|(id, record)| SchemaView { id, record }));
        if rest.next().is_some() {
            page.next = page.schemas.last().map(|view| view.id);
        }
        page
    }

    pub(crate) fn batch_view(id: BatchId) -> Option<BatchView<T>> {
        Batches::<T>::get(id).map(|record| Self::viewed(id, record, T::Time::now()))
    }

    pub(crate) fn batch_page(cursor: Option<BatchId>, limit: u32) -> BatchPage<T> {
        let now = T::Time::now();
        let mut rest = match cursor {
            Some(id) => Batches::<T>::iter_from_key(id),
            None => Batches::<T>::iter(),
        };
        let mut page = BatchPage { batches: Default::default(), next: None };
        page.batches.extend(rest.by_ref().take(page_length(limit)).map(|(id, record)| Self::viewed(id, record, now)));
        if rest.next().is_some() {
            page.next = page.batches.last().map(|view| view.id);
        }
        page
    }

    fn viewed(id: BatchId, record: Batch<T>, now: Moment) -> BatchView<T> {
        let standing = record.standing(now);
        BatchView { id, record, standing }
    }

    pub(crate) fn history_of(certificate: CertificateReference) -> Option<History<T>> {
        let CertificateReference { batch, index } = certificate;
        Batches::<T>::get(batch).filter(|batch| index < batch.name.size)?;
        Some(Changes::<T>::get(batch, index))
    }

    pub(crate) fn status_of(certificate: CertificateReference, moment: Moment) -> Option<Status> {
        Self::history_of(certificate).map(|history| status_at(&history, moment))
    }

    pub(crate) fn changed_page(id: BatchId, cursor: Option<CertificateIndex>, limit: u32) -> ChangedPage<T> {
        let mut page = ChangedPage { changed: Default::default(), next: None };
        if !Batches::<T>::contains_key(id) {
            return page;
        }
        let mut rest = match cursor {
            Some(index) => Changes::<T>::iter_prefix_from(id, Changes::<T>::hashed_key_for(id, index)),
            None => Changes::<T>::iter_prefix(id),
        };
        let view = |(index, history): (CertificateIndex, History<T>)| ChangedView {
            index,
            status: current(&history),
            history,
        };
        page.changed.extend(rest.by_ref().take(page_length(limit)).map(view));
        if rest.next().is_some() {
            page.next = page.changed.last().map(|view| view.index);
        }
        page
    }

    pub(crate) fn facts_about(certificate: CertificateReference) -> Facts {
        let CertificateReference { batch: id, index } = certificate;
        let Some(batch) = Batches::<T>::get(id) else { return Facts::default() };
        let Batch { name, root, issuer, issued_at, endorsement, revoked, .. } = batch;
        let issuer_lapse = Lapse::of(T::Credentials::issuer_at(&issuer, issued_at), name.organisation);
        let endorsement = match endorsement {
            Endorsement::None => EndorsementFacts::None,
            Endorsement::Refused { at, .. } => EndorsementFacts::Refused { at },
            Endorsement::Endorsed { by, at } => {
                let entitled = T::Credentials::endorser_at(&by.account, at);
                EndorsementFacts::Endorsed { at, lapse: Lapse::of(entitled, by.organisation) }
            }
        };
        let schema = Schemas::<T>::get(name.schema)
            .map(|schema| SchemaFacts { endorsement: schema.endorsement, retired_at: schema.retired_at });
        Facts {
            batch: Some(BatchFacts { name, root, issued_at, issuer_lapse, endorsement, revoked }),
            schema,
            history: Changes::<T>::get(id, index).into_inner(),
        }
    }

    pub(crate) fn verdict(evidence: &Evidence, question: &Question) -> Verdict {
        verify(evidence, &Self::facts_about(evidence.certificate), question)
    }
}

fn page_length(limit: u32) -> usize {
    limit.clamp(1, LONGEST_PAGE) as usize
}
