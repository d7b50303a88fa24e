//! Consent: who keeps, reads and reviews, and the periods that a region sets.

use super::holders::PatientKeys;
use crate::{Registry, Runtime, Timestamp};
use bogam_primitives::{
    Capacity, Moment,
    time::{DAY, HOUR},
};
use frame_support::{parameter_types, traits::ConstU32};
use pallet_registry::{EnsureHolder, EnsureSeat};

parameter_types! {
    pub const Custodian: Capacity = Capacity::Custodian;
    pub const AccessRecords: Capacity = Capacity::AccessRecords;
    pub const EmergencyAccess: Capacity = Capacity::EmergencyAccess;
    pub const PrivacyOfficer: Capacity = Capacity::PrivacyOfficer;
    pub const ReviewResearch: Capacity = Capacity::ReviewResearch;
    /// A week for the holder of a key that is not lost to say so.
    pub const RotationDelay: Moment = 7 * DAY;
    /// A shift: who still treats the patient then breaks the glass again.
    pub const EmergencyPeriod: Moment = 8 * HOUR;
    /// Three days, so that a weekend does not make a review overdue.
    pub const ReviewPeriod: Moment = 3 * DAY;
    /// Korea's Personal Information Protection Act (enforcement decree, article 43) gives ten days to act on a request.
    pub const ErasurePeriod: Moment = 10 * DAY;
    /// As long as dispensing records.
    pub const ReceiptRetention: Moment = 5 * 366 * DAY;
}

impl pallet_consent::Config for Runtime {
    type CustodianOrigin = EnsureSeat<Runtime, Custodian>;
    type ReaderOrigin = EnsureSeat<Runtime, AccessRecords>;
    type EmergencyOrigin = EnsureSeat<Runtime, EmergencyAccess>;
    type PrivacyOfficerOrigin = EnsureSeat<Runtime, PrivacyOfficer>;
    type EthicsOrigin = EnsureSeat<Runtime, ReviewResearch>;
    type HolderOrigin = EnsureHolder<Runtime>;
    type Holders = PatientKeys;
    type Organisations = Registry;
    type Time = Timestamp;
    type MaxDecisions = ConstU32<32>;
    type MaxGuardians = ConstU32<4>;
    type MaxDelegates = ConstU32<8>;
    type MaxProjects = ConstU32<16>;
    type MaxOpenOverrides = ConstU32<16>;
    type MaxErasures = ConstU32<16>;
    type RotationDelay = RotationDelay;
    type EmergencyPeriod = EmergencyPeriod;
    type ReviewPeriod = ReviewPeriod;
    type ErasurePeriod = ErasurePeriod;
    type ReceiptRetention = ReceiptRetention;
    type WeightInfo = pallet_consent::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = super::prescriptions::BenchmarkHelper;
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_consent::benchmarking::BenchmarkHelper for super::prescriptions::BenchmarkHelper {
    fn set_time(now: Moment) {
        pallet_timestamp::Now::<Runtime>::put(now);
    }
}
