//! Certificates: who issues, who endorses, and for how long.

use crate::{AccountId, Registry, Runtime, Timestamp};
use bogam_primitives::{
    Actor, Capacity, Moment, OrganisationId, OrganisationKind, Profession, certificate::Lapse, time::DAY,
    traits::Credentials,
};
use frame_support::{parameter_types, traits::ConstU32};
use pallet_registry::EnsureSeat;

parameter_types! {
    pub const IssueCertificate: Capacity = Capacity::IssueCertificate;
    pub const EndorseCertificate: Capacity = Capacity::EndorseCertificate;
    /// A birth certificate serves a life.
    pub const LongestValidity: Moment = 150 * 366 * DAY;
    /// What is to begin later can be issued later.
    pub const FurthestStart: Moment = 366 * DAY;
    /// As long as dispensing records: what was certified can be billed, appealed and asked about meanwhile.
    pub const Retention: Moment = 5 * 366 * DAY;
}

/// What the registry tells of those who issue and endorse.
pub struct RegistryCredentials;

impl RegistryCredentials {
    fn entitled_at(account: &AccountId, capacity: Capacity, moment: Moment) -> Result<OrganisationId, Lapse> {
        let actor = Registry::entitlement_at(account, capacity, moment)?;
        Ok(actor.organisation)
    }
}

impl Credentials<AccountId> for RegistryCredentials {
    fn credentials(actor: &Actor<AccountId>) -> Option<(OrganisationKind, Option<Profession>)> {
        let kind = pallet_registry::Organisations::<Runtime>::get(actor.organisation)?.kind;
        let licence = actor.licence.and_then(pallet_registry::Licences::<Runtime>::get);
        Some((kind, licence.map(|licence| licence.profession)))
    }

    fn issuer_at(account: &AccountId, moment: Moment) -> Result<OrganisationId, Lapse> {
        Self::entitled_at(account, Capacity::IssueCertificate, moment)
    }

    fn endorser_at(account: &AccountId, moment: Moment) -> Result<OrganisationId, Lapse> {
        Self::entitled_at(account, Capacity::EndorseCertificate, moment)
    }
}

impl pallet_certificates::Config for Runtime {
    type IssuerOrigin = EnsureSeat<Runtime, IssueCertificate>;
    type AuthorityOrigin = EnsureSeat<Runtime, EndorseCertificate>;
    type Credentials = RegistryCredentials;
    type Organisations = Registry;
    type Time = Timestamp;
    type MaxNameLength = ConstU32<64>;
    type MaxBatchSize = ConstU32<{ 1 << 20 }>;
    type MaxChanges = ConstU32<8>;
    type LongestValidity = LongestValidity;
    type FurthestStart = FurthestStart;
    type Retention = Retention;
    type WeightInfo = pallet_certificates::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = super::prescriptions::BenchmarkHelper;
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_certificates::benchmarking::BenchmarkHelper for super::prescriptions::BenchmarkHelper {
    fn set_time(now: Moment) {
        pallet_timestamp::Now::<Runtime>::put(now);
    }
}
