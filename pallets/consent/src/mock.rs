//! A runtime around the pallet, with a handful of people in fixed roles instead of a registry.

use crate as pallet_consent;
use crate::weights::SubstrateWeight;
pub use bogam_pallet_tests::people::{AccountId, Refusal, Sponsors, Sponsorship, UNSPONSORABLE};
use bogam_pallet_tests::{patients, people::seated, role};
use bogam_primitives::{
    Actor, Moment, OrganisationId, OrganisationKind,
    time::{DAY, HOUR},
    traits::Organisations,
};
use frame_support::{derive_impl, parameter_types, storage_alias, traits::ConstU32};
use sp_runtime::{BuildStorage, DispatchError, traits::IdentityLookup};

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask, RuntimeViewFunction)]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system::Pallet<Test>;
    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp::Pallet<Test>;
    #[runtime::pallet_index(2)]
    pub type Consent = pallet_consent::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
    type DbWeight = frame_support::weights::constants::ParityDbWeight;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

parameter_types! {
    pub const RotationDelay: Moment = 3 * DAY;
    pub const EmergencyPeriod: Moment = 4 * HOUR;
    pub const ReviewPeriod: Moment = 3 * DAY;
    pub const ErasurePeriod: Moment = 10 * DAY;
    pub const ReceiptRetention: Moment = 365 * DAY;
}

pub const MAX_DECISIONS: u32 = 6;
pub const MAX_GUARDIANS: u32 = 2;
pub const MAX_DELEGATES: u32 = 2;
pub const MAX_PROJECTS: u32 = 3;
pub const MAX_OPEN_OVERRIDES: u32 = 2;
pub const MAX_ERASURES: u32 = 4;

impl crate::Config for Test {
    type CustodianOrigin = Custodians;
    type ReaderOrigin = Readers;
    type EmergencyOrigin = EmergencyClinicians;
    type PrivacyOfficerOrigin = PrivacyOfficers;
    type EthicsOrigin = EthicsBoards;
    type HolderOrigin = Patients;
    type Holders = Sponsorship;
    type Organisations = Consortium;
    type Time = Timestamp;
    type MaxDecisions = ConstU32<MAX_DECISIONS>;
    type MaxGuardians = ConstU32<MAX_GUARDIANS>;
    type MaxDelegates = ConstU32<MAX_DELEGATES>;
    type MaxProjects = ConstU32<MAX_PROJECTS>;
    type MaxOpenOverrides = ConstU32<MAX_OPEN_OVERRIDES>;
    type MaxErasures = ConstU32<MAX_ERASURES>;
    type RotationDelay = RotationDelay;
    type EmergencyPeriod = EmergencyPeriod;
    type ReviewPeriod = ReviewPeriod;
    type ErasurePeriod = ErasurePeriod;
    type ReceiptRetention = ReceiptRetention;
    type WeightInfo = SubstrateWeight<Test>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = Helper;
}

/// The custodian of the tests.
pub const HOSPITAL: OrganisationId = 1;
pub const CLINIC: OrganisationId = 2;
/// Conducts research.
pub const INSTITUTE: OrganisationId = 3;
/// Not active.
pub const SUSPENDED: OrganisationId = 4;

pub const RECORDS_OFFICER: AccountId = AccountId::new([1; 32]);
pub const CLINIC_RECORDS_OFFICER: AccountId = AccountId::new([2; 32]);
pub const PHYSICIAN: AccountId = AccountId::new([11; 32]);
pub const CLINIC_PHYSICIAN: AccountId = AccountId::new([12; 32]);
pub const RESEARCHER: AccountId = AccountId::new([13; 32]);
/// A physician of the clinic who is its privacy officer too.
pub const CLINIC_OFFICER: AccountId = AccountId::new([14; 32]);
/// May read, but not override.
pub const CLINIC_CLERK: AccountId = AccountId::new([15; 32]);
/// Acts for an organisation that is not active.
pub const STRAY_READER: AccountId = AccountId::new([16; 32]);
pub const HOSPITAL_OFFICER: AccountId = AccountId::new([21; 32]);
pub const SECOND_CLINIC_OFFICER: AccountId = AccountId::new([22; 32]);
pub const INSTITUTE_OFFICER: AccountId = AccountId::new([23; 32]);
pub const ETHICS_BOARD: AccountId = AccountId::new([31; 32]);
pub const OTHER_ETHICS_BOARD: AccountId = AccountId::new([32; 32]);
pub const SUSPENDED_SEAT: AccountId = AccountId::new([41; 32]);
pub const STRANGER: AccountId = AccountId::new([42; 32]);

/// Seats whose right was taken from them during a test.
#[storage_alias]
pub type Withdrawn = StorageMap<Consortium, frame_support::Blake2_128Concat, AccountId, ()>;

fn seat(origin: RuntimeOrigin, seats: &[(AccountId, OrganisationId)]) -> Result<Actor<AccountId>, DispatchError> {
    seated(origin, seats, |account| *account == SUSPENDED_SEAT || Withdrawn::contains_key(account), Some(7))
}

role!(Custodians, seat, RECORDS_OFFICER of HOSPITAL, CLINIC_RECORDS_OFFICER of CLINIC);
role! {
    Readers, seat,
    PHYSICIAN of HOSPITAL, CLINIC_PHYSICIAN of CLINIC, CLINIC_OFFICER of CLINIC, CLINIC_CLERK of CLINIC,
    RESEARCHER of INSTITUTE, STRAY_READER of SUSPENDED,
}
role! {
    EmergencyClinicians, seat,
    PHYSICIAN of HOSPITAL, CLINIC_PHYSICIAN of CLINIC, CLINIC_OFFICER of CLINIC,
}
role! {
    PrivacyOfficers, seat,
    HOSPITAL_OFFICER of HOSPITAL, CLINIC_OFFICER of CLINIC, SECOND_CLINIC_OFFICER of CLINIC,
    INSTITUTE_OFFICER of INSTITUTE,
}
role!(EthicsBoards, seat, ETHICS_BOARD of INSTITUTE, OTHER_ETHICS_BOARD of HOSPITAL);
patients!(CLINIC);

pub struct Consortium;

impl Organisations for Consortium {
    fn kind(organisation: OrganisationId) -> Option<OrganisationKind> {
        match organisation {
            HOSPITAL => Some(OrganisationKind::Hospital),
            CLINIC => Some(OrganisationKind::Clinic),
            INSTITUTE => Some(OrganisationKind::Research),
            _ => None,
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn active_organisation(_: OrganisationKind) -> OrganisationId {
        INSTITUTE
    }
}

/// The moment at which tests start.
pub const START: Moment = 1_800_000_000_000;

pub fn new_test_ext() -> sp_io::TestExternalities {
    let storage = frame_system::GenesisConfig::<Test>::default().build_storage().expect("the default builds");
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| {
        System::set_block_number(1);
        Timestamp::set_timestamp(START);
    });
    ext
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::benchmarking::BenchmarkHelper for Helper {
    fn set_time(now: Moment) {
        Timestamp::set_timestamp(now);
    }
}
