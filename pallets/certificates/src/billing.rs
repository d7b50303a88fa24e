//! What pallets that bill learn of certificates, and how they mark them.

use crate::{Batches, BilledCertificates, Changes, Config, Error, Event, Pallet, WeightInfo, rules::current};
use bogam_primitives::{
    certificate::{CertificateRecord, CertificateReference, Status},
    traits::Certifies,
};
use frame_support::{ensure, pallet_prelude::DispatchResult, weights::Weight};

impl<T: Config> Certifies for Pallet<T> {
    fn certificate(reference: &CertificateReference) -> Option<CertificateRecord> {
        Self::record_of(reference)
    }

    fn bill(reference: &CertificateReference) -> DispatchResult {
        let record = Self::record_of(reference).ok_or(Error::<T>::UnknownCertificate)?;
        ensure!(record.status == Status::Active, Error::<T>::CertificateNotActive);
        ensure!(!record.unendorsed, Error::<T>::NotEndorsed);
        ensure!(!record.billed, Error::<T>::AlreadyBilled);
        BilledCertificates::<T>::insert(reference.batch, reference.index, ());
        Self::deposit_event(Event::Billed { certificate: *reference });
        Ok(())
    }

    fn unbill(reference: &CertificateReference) -> DispatchResult {
        let record = Self::record_of(reference).ok_or(Error::<T>::UnknownCertificate)?;
        ensure!(record.billed, Error::<T>::NotBilled);
        BilledCertificates::<T>::remove(reference.batch, reference.index);
        Self::deposit_event(Event::Unbilled { certificate: *reference });
        Ok(())
    }

    fn weight() -> Weight {
        T::WeightInfo::bill()
    }
}

impl<T: Config> Pallet<T> {
    /// What is known of the certificate, with the revocation of its batch as its own. Whether it has expired is no matter:
    /// the service was delivered when it was issued.
    pub(crate) fn record_of(reference: &CertificateReference) -> Option<CertificateRecord> {
        let CertificateReference { batch: id, index } = *reference;
        let batch = Batches::<T>::get(id).filter(|batch| index < batch.name.size)?;
        let status = match batch.revoked {
            Some(revocation) => Status::Revoked(revocation.reason),
            None => current(&Changes::<T>::get(id, index)),
        };
        Some(CertificateRecord {
            provider: batch.name.organisation,
            at: batch.issued_at,
            status,
            unendorsed: batch.is_unendorsed(),
            billed: BilledCertificates::<T>::contains_key(id, index),
        })
    }
}
