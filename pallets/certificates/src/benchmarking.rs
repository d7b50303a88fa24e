//! What calls cost at worst: names and histories at their bound, and every call on the longest way through it.
//!
//! The schema lets every kind of organisation and every profession issue, and asks for the endorsement of the authority that
//! registers it: [`EnsureRole::successful_origin`] of the issuer's origin has to act under a licence, and that of the
//! authority's for an active organisation of that kind.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

use crate::{
    Batches, BilledCertificates, Call, Changes, Config, Endorsement, LONGEST_PAGE, NewBatch, NewSchema, Pallet,
    Pruning, Schemas,
};
use bogam_primitives::{
    Moment, OrganisationKind, Profession,
    certificate::{
        BatchId, CertificateReference, EndorsementRefusalReason, RevocationReason, SchemaId, Status, SuspensionReason,
    },
    traits::{Certifies, EnsureRole, Organisations},
};
use frame_benchmarking::v2::*;
use frame_support::traits::{Get, Time};
use frame_system::RawOrigin;
use scale_info::prelude::vec;
use sp_core::H256;

/// What the benchmarks need of a runtime.
pub trait BenchmarkHelper {
    /// Makes `Config::Time` tell `now`.
    fn set_time(now: Moment);
}

const START: Moment = 1_700_000_000_000;
const VALIDITY: Moment = 1_000;

const KINDS: [OrganisationKind; 8] = [
    OrganisationKind::Hospital,
    OrganisationKind::Clinic,
    OrganisationKind::Pharmacy,
    OrganisationKind::Insurer,
    OrganisationKind::Laboratory,
    OrganisationKind::Authority,
    OrganisationKind::Research,
    OrganisationKind::Manufacturer,
];

const PROFESSIONS: [Profession; 7] = [
    Profession::Physician,
    Profession::Dentist,
    Profession::KoreanMedicineDoctor,
    Profession::Midwife,
    Profession::Pharmacist,
    Profession::Nurse,
    Profession::LaboratoryScientist,
];

fn new_schema<T: Config>(name: u32) -> Result<NewSchema, BenchmarkError> {
    let authority = T::AuthorityOrigin::ensure_role(T::AuthorityOrigin::successful_origin())?;
    Ok(NewSchema {
        name: vec![b'n'; name as usize],
        version: 1,
        digest: H256::repeat_byte(1),
        kinds: KINDS.to_vec(),
        professions: PROFESSIONS.to_vec(),
        longest_validity: VALIDITY.min(T::LongestValidity::get()),
        least_size: T::MaxBatchSize::get(),
        endorsement: Some(authority.organisation),
    })
}

fn registered<T: Config>() -> Result<SchemaId, BenchmarkError> {
    T::BenchmarkHelper::set_time(START);
    let origin = T::AuthorityOrigin::successful_origin();
    let authority = T::AuthorityOrigin::ensure_role(origin.clone())?;
    let schema = new_schema::<T>(T::MaxNameLength::get())?;
    let id = SchemaId::derive(authority.organisation, &schema.name, schema.version);
    Pallet::<T>::register_schema(origin, schema)?;
    Ok(id)
}

fn new_batch<T: Config>(schema: SchemaId, nonce: u8) -> NewBatch {
    NewBatch {
        schema,
        root: H256::repeat_byte(2),
        size: T::MaxBatchSize::get(),
        valid_from: T::Time::now(),
        valid_until: T::Time::now() + VALIDITY.min(T::LongestValidity::get()),
        nonce: H256::repeat_byte(nonce),
    }
}

fn issued<T: Config>() -> Result<BatchId, BenchmarkError> {
    let schema = registered::<T>()?;
    issued_under::<T>(schema, 1)
}

fn issued_under<T: Config>(schema: SchemaId, nonce: u8) -> Result<BatchId, BenchmarkError> {
    let origin = T::IssuerOrigin::successful_origin();
    let issuer = T::IssuerOrigin::ensure_role(origin.clone())?;
    let batch = new_batch::<T>(schema, nonce);
    Pallet::<T>::issue(origin, batch)?;
    Ok(BatchId::derive(&batch.name(issuer.organisation)))
}

fn endorsed<T: Config>() -> Result<BatchId, BenchmarkError> {
    let id = issued::<T>()?;
    Pallet::<T>::endorse(T::AuthorityOrigin::successful_origin(), id)?;
    Ok(id)
}

/// The last certificate of the batch, suspended and reinstated as often as leaves room for `room` changes more.
fn changed<T: Config>(batch: BatchId, room: u32) -> Result<CertificateReference, BenchmarkError> {
    let certificate = CertificateReference { batch, index: T::MaxBatchSize::get().saturating_sub(1) };
    let origin = T::IssuerOrigin::successful_origin();
    for _ in 0..T::MaxChanges::get().saturating_sub(room) / 2 {
        Pallet::<T>::suspend(origin.clone(), certificate, SuspensionReason::UnderReview)?;
        Pallet::<T>::reinstate(origin.clone(), certificate)?;
    }
    Ok(certificate)
}

fn status<T: Config>(certificate: CertificateReference) -> Option<Status> {
    Pallet::<T>::status(certificate, T::Time::now())
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn register_schema(n: Linear<1, { T::MaxNameLength::get() }>) -> Result<(), BenchmarkError> {
        T::BenchmarkHelper::set_time(START);
        let origin = T::AuthorityOrigin::successful_origin();
        let mut schema = new_schema::<T>(n)?;
        // Another authority endorses, and has to be looked up besides.
        schema.endorsement = Some(T::Organisations::active_organisation(OrganisationKind::Authority));

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, schema);

        assert_eq!(Schemas::<T>::iter_keys().count(), 1);
        Ok(())
    }

    #[benchmark]
    fn retire_schema() -> Result<(), BenchmarkError> {
        let id = registered::<T>()?;
        let origin = T::AuthorityOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);

        assert!(Schemas::<T>::get(id).is_some_and(|schema| schema.retired_at.is_some()));
        Ok(())
    }

    #[benchmark]
    fn issue() -> Result<(), BenchmarkError> {
        let schema = registered::<T>()?;
        let origin = T::IssuerOrigin::successful_origin();
        let batch = new_batch::<T>(schema, 1);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, batch);

        assert_eq!(Batches::<T>::iter_keys().count(), 1);
        Ok(())
    }

    #[benchmark]
    fn endorse() -> Result<(), BenchmarkError> {
        let id = issued::<T>()?;
        let origin = T::AuthorityOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);

        assert!(Batches::<T>::get(id).is_some_and(|batch| !batch.is_unendorsed()));
        Ok(())
    }

    #[benchmark]
    fn refuse_endorsement() -> Result<(), BenchmarkError> {
        let id = issued::<T>()?;
        let origin = T::AuthorityOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, EndorsementRefusalReason::NotConfirmed);

        assert!(Batches::<T>::get(id).is_some_and(|batch| matches!(batch.endorsement, Endorsement::Refused { .. })));
        Ok(())
    }

    #[benchmark]
    fn suspend() -> Result<(), BenchmarkError> {
        let certificate = changed::<T>(endorsed::<T>()?, 3)?;
        let origin = T::IssuerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, certificate, SuspensionReason::LegalOrder);

        assert_eq!(status::<T>(certificate), Some(Status::Suspended(SuspensionReason::LegalOrder)));
        Ok(())
    }

    #[benchmark]
    fn reinstate() -> Result<(), BenchmarkError> {
        let certificate = changed::<T>(endorsed::<T>()?, 3)?;
        let origin = T::IssuerOrigin::successful_origin();
        Pallet::<T>::suspend(origin.clone(), certificate, SuspensionReason::LegalOrder)?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, certificate);

        assert_eq!(status::<T>(certificate), Some(Status::Active));
        Ok(())
    }

    #[benchmark]
    fn revoke() -> Result<(), BenchmarkError> {
        let certificate = changed::<T>(endorsed::<T>()?, 1)?;
        let origin = T::IssuerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, certificate, RevocationReason::Fraud);

        assert_eq!(status::<T>(certificate), Some(Status::Revoked(RevocationReason::Fraud)));
        Ok(())
    }

    #[benchmark]
    fn supersede() -> Result<(), BenchmarkError> {
        let schema = registered::<T>()?;
        let certificate = changed::<T>(issued_under::<T>(schema, 1)?, 1)?;
        let successor = changed::<T>(issued_under::<T>(schema, 2)?, 1)?;
        let origin = T::IssuerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, certificate, successor);

        assert_eq!(status::<T>(certificate), Some(Status::Superseded(successor)));
        Ok(())
    }

    #[benchmark]
    fn revoke_batch() -> Result<(), BenchmarkError> {
        let id = endorsed::<T>()?;
        let origin = T::IssuerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, RevocationReason::IssuedInError);

        assert!(Batches::<T>::get(id).is_some_and(|batch| batch.revoked.is_some()));
        Ok(())
    }

    #[benchmark]
    fn prune(e: Linear<1, LONGEST_PAGE>) -> Result<(), BenchmarkError> {
        let id = endorsed::<T>()?;
        let certificate = changed::<T>(id, 1)?;
        let history = Changes::<T>::get(id, certificate.index);
        Changes::<T>::remove(id, certificate.index);
        // Histories at their bound, and a mark that is left over, so that both are looked for and the mark of pruning is
        // written.
        for index in 0..e {
            Changes::<T>::insert(id, index, history.clone());
        }
        BilledCertificates::<T>::insert(id, 0, ());
        T::BenchmarkHelper::set_time(START.saturating_add(VALIDITY).saturating_add(T::Retention::get()));
        let anyone: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(anyone), id, e);

        assert!(Pruning::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn bill() -> Result<(), BenchmarkError> {
        let certificate = changed::<T>(endorsed::<T>()?, 1)?;

        #[block]
        {
            <Pallet<T> as Certifies>::bill(&certificate)?;
        }

        assert!(BilledCertificates::<T>::contains_key(certificate.batch, certificate.index));
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
