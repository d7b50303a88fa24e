//! A runtime around the pallet, with a handful of people in fixed roles instead of a registry.

use crate as pallet_consent;
use crate::weights::SubstrateWeight;
use bogam_primitives::{
    Actor, Moment, OrganisationId, OrganisationKind,
    time::{DAY, HOUR},
    traits::{EnsureRole, Holders, Organisations},
};
use frame_support::{derive_impl, parameter_types, storage_alias, traits::ConstU32};
use sp_runtime::{AccountId32, BuildStorage, DispatchError, ModuleError, traits::IdentityLookup};

pub type AccountId = AccountId32;

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
/// A key that nobody can sponsor.
pub const UNSPONSORABLE: AccountId = AccountId::new([43; 32]);

/// Why the people of this file are refused, as a pallet of its own would say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoSeat,
    SeatSuspended,
    NotSponsored,
    CannotBeSponsored,
}

/// The index of the pallet that the refusals pretend to come from.
pub const REFUSING_PALLET: u8 = 200;

impl From<Refusal> for DispatchError {
    fn from(refusal: Refusal) -> Self {
        DispatchError::Module(ModuleError { index: REFUSING_PALLET, error: [refusal as u8, 0, 0, 0], message: None })
    }
}

/// Seats whose right was taken from them during a test.
#[storage_alias]
pub type Withdrawn = StorageMap<Consortium, frame_support::Blake2_128Concat, AccountId, ()>;

fn seat(origin: RuntimeOrigin, seats: &[(AccountId, OrganisationId)]) -> Result<Actor<AccountId>, DispatchError> {
    let account = frame_system::ensure_signed(origin)?;
    if account == SUSPENDED_SEAT || Withdrawn::contains_key(&account) {
        return Err(Refusal::SeatSuspended.into());
    }
    let (_, organisation) = seats.iter().find(|(seated, _)| *seated == account).ok_or(Refusal::NoSeat)?;
    Ok(Actor { account, organisation: *organisation, licence: Some(7) })
}

macro_rules! role {
    ($Role:ident, $first:expr $(, ($account:expr, $organisation:expr))*) => {
        pub struct $Role;

        impl EnsureRole<RuntimeOrigin> for $Role {
            type Success = Actor<AccountId>;

            fn ensure_role(origin: RuntimeOrigin) -> Result<Self::Success, DispatchError> {
                seat(origin, &[$first $(, ($account, $organisation))*])
            }

            #[cfg(feature = "runtime-benchmarks")]
            fn successful_origin() -> RuntimeOrigin {
                RuntimeOrigin::signed($first.0)
            }
        }
    };
}

role!(Custodians, (RECORDS_OFFICER, HOSPITAL), (CLINIC_RECORDS_OFFICER, CLINIC));
role!(
    Readers,
    (PHYSICIAN, HOSPITAL),
    (CLINIC_PHYSICIAN, CLINIC),
    (CLINIC_OFFICER, CLINIC),
    (CLINIC_CLERK, CLINIC),
    (RESEARCHER, INSTITUTE),
    (STRAY_READER, SUSPENDED)
);
role!(EmergencyClinicians, (PHYSICIAN, HOSPITAL), (CLINIC_PHYSICIAN, CLINIC), (CLINIC_OFFICER, CLINIC));
role!(
    PrivacyOfficers,
    (HOSPITAL_OFFICER, HOSPITAL),
    (CLINIC_OFFICER, CLINIC),
    (SECOND_CLINIC_OFFICER, CLINIC),
    (INSTITUTE_OFFICER, INSTITUTE)
);
role!(EthicsBoards, (ETHICS_BOARD, INSTITUTE), (OTHER_ETHICS_BOARD, HOSPITAL));

pub struct Patients;

impl EnsureRole<RuntimeOrigin> for Patients {
    type Success = AccountId;

    fn ensure_role(origin: RuntimeOrigin) -> Result<Self::Success, DispatchError> {
        let account = frame_system::ensure_signed(origin)?;
        if Sponsorship::is_sponsored(&account) { Ok(account) } else { Err(Refusal::NotSponsored.into()) }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn successful_origin() -> RuntimeOrigin {
        let holder = AccountId::new([99; 32]);
        let _ = Sponsorship::sponsor(&holder, CLINIC);
        RuntimeOrigin::signed(holder)
    }
}

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

/// Who sponsors a key, once for each reference.
#[storage_alias]
pub type Sponsors = StorageMap<Sponsorship, frame_support::Blake2_128Concat, AccountId, Vec<OrganisationId>>;

pub struct Sponsorship;

impl Holders<AccountId> for Sponsorship {
    fn sponsor(holder: &AccountId, organisation: OrganisationId) -> Result<(), DispatchError> {
        if *holder == UNSPONSORABLE {
            return Err(Refusal::CannotBeSponsored.into());
        }
        let mut sponsors = Sponsors::get(holder).unwrap_or_default();
        sponsors.push(organisation);
        Sponsors::insert(holder, sponsors);
        Ok(())
    }

    fn release(holder: &AccountId, organisation: OrganisationId) -> Result<(), DispatchError> {
        let mut sponsors = Sponsors::get(holder).unwrap_or_default();
        let place = sponsors.iter().position(|sponsor| *sponsor == organisation).ok_or(Refusal::NotSponsored)?;
        sponsors.remove(place);
        if sponsors.is_empty() {
            Sponsors::remove(holder);
        } else {
            Sponsors::insert(holder, sponsors);
        }
        Ok(())
    }

    fn is_sponsored(holder: &AccountId) -> bool {
        Sponsors::contains_key(holder)
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
