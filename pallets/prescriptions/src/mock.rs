//! A runtime around the pallet, with a handful of people in fixed roles instead of a registry.

use crate as pallet_prescriptions;
use crate::{ScheduleRules, ScheduleTable, weights::SubstrateWeight};
pub use bogam_pallet_tests::people::{AccountId, REFUSING_PALLET, Refusal, Sponsorship, UNSPONSORABLE};
use bogam_pallet_tests::{people::seated, role};
use bogam_primitives::{
    Actor, Moment, OrganisationId,
    prescription::Schedule,
    time::DAY,
    traits::{EnsureRole, Holders, KeyAccounts},
};
use frame_support::{
    derive_impl, parameter_types,
    traits::{ConstU16, ConstU32, Contains},
};
use frame_system::ensure_signed;
use sp_core::H256;
use sp_runtime::{BuildStorage, DispatchError, MultiSignature, traits::IdentityLookup};
use std::cell::Cell;

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
    pub type Prescriptions = pallet_prescriptions::Pallet<Test>;
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
    pub const HoldPeriod: Moment = 2 * DAY;
    pub const WithdrawalWindow: Moment = 10 * DAY;
    pub const Retention: Moment = 90 * DAY;
}

impl crate::Config for Test {
    type PrescriberOrigin = Prescribers;
    type DispenserOrigin = Dispensers;
    type HolderOrigin = Patients;
    type Accounts = Accounts;
    type Dispensers = Pharmacies;
    type Time = Timestamp;
    type HolderSignature = MultiSignature;
    type Schedules = Schedules;
    type MaxItems = ConstU32<4>;
    type MaxIssues = ConstU32<4>;
    type MaxFills = ConstU16<12>;
    type HoldPeriod = HoldPeriod;
    type WithdrawalWindow = WithdrawalWindow;
    type Retention = Retention;
    type WeightInfo = SubstrateWeight<Test>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = Helper;
}

/// The table of schedules.
pub struct Schedules;

impl ScheduleTable for Schedules {
    fn rules(schedule: Schedule) -> ScheduleRules {
        match schedule {
            Schedule::Ordinary => ScheduleRules {
                longest_validity: 120 * DAY,
                furthest_start: 30 * DAY,
                most_issues: 4,
                substitution: true,
            },
            Schedule::Controlled => ScheduleRules {
                longest_validity: 28 * DAY,
                furthest_start: 7 * DAY,
                most_issues: 1,
                substitution: false,
            },
        }
    }
}

pub const CLINIC_A: OrganisationId = 1;
pub const CLINIC_B: OrganisationId = 2;
pub const PHARMACY_P: OrganisationId = 11;
pub const PHARMACY_Q: OrganisationId = 12;

pub const PRESCRIBER_A1: AccountId = AccountId::new([1; 32]);
pub const PRESCRIBER_A2: AccountId = AccountId::new([2; 32]);
pub const PRESCRIBER_B: AccountId = AccountId::new([3; 32]);
pub const SUSPENDED_PRESCRIBER: AccountId = AccountId::new([4; 32]);
pub const DISPENSER_P: AccountId = AccountId::new([11; 32]);
pub const DISPENSER_P2: AccountId = AccountId::new([12; 32]);
pub const DISPENSER_Q: AccountId = AccountId::new([13; 32]);
pub const SUSPENDED_DISPENSER: AccountId = AccountId::new([14; 32]);
pub const STRANGER: AccountId = AccountId::new([21; 32]);

fn prescriber(origin: RuntimeOrigin, seats: &[(AccountId, OrganisationId)]) -> Result<Actor<AccountId>, DispatchError> {
    seated(origin, seats, |account| *account == SUSPENDED_PRESCRIBER, Some(7))
}

fn dispenser(origin: RuntimeOrigin, seats: &[(AccountId, OrganisationId)]) -> Result<Actor<AccountId>, DispatchError> {
    seated(origin, seats, |account| *account == SUSPENDED_DISPENSER, Some(7))
}

role! {
    Prescribers, prescriber,
    PRESCRIBER_A1 of CLINIC_A, PRESCRIBER_A2 of CLINIC_A, PRESCRIBER_B of CLINIC_B,
}
role! {
    Dispensers, dispenser,
    DISPENSER_P of PHARMACY_P, DISPENSER_P2 of PHARMACY_P, DISPENSER_Q of PHARMACY_Q,
}

/// Everybody whose key may sign for a prescription.
pub struct Patients;

impl EnsureRole<RuntimeOrigin> for Patients {
    type Success = AccountId;

    fn ensure_role(origin: RuntimeOrigin) -> Result<Self::Success, DispatchError> {
        let key = ensure_signed(origin)?;
        Prescriptions::sponsor_of(&key).map(|_| key).ok_or(Refusal::NotSponsored.into())
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn successful_origin() -> RuntimeOrigin {
        crate::benchmarking::key_origin::<Test>()
    }
}

thread_local! {
    /// How often an account was ended, or looked at for it. A call that is refused does not take it back.
    static RETIRED: Cell<usize> = const { Cell::new(0) };
}

/// Whoever is sponsored for something else, and one of staff, have another role.
pub struct Accounts;

impl Accounts {
    /// How often an account was ended, or looked at for it, in this thread.
    pub fn retired() -> usize {
        RETIRED.get()
    }
}

impl KeyAccounts<AccountId> for Accounts {
    fn is_unknown(account: &AccountId) -> bool {
        !Sponsorship::is_sponsored(account) && *account != UNSPONSORABLE
    }

    fn retire(key: &AccountId) {
        RETIRED.set(RETIRED.get() + 1);
        if System::sufficients(key) > 0 {
            System::dec_sufficients(key);
        }
    }
}

pub struct Pharmacies;

impl Contains<OrganisationId> for Pharmacies {
    fn contains(organisation: &OrganisationId) -> bool {
        [PHARMACY_P, PHARMACY_Q].contains(organisation)
    }
}

/// The hash of block zero, which statements name.
pub const GENESIS: H256 = H256::repeat_byte(0x9E);

/// The moment at which tests start.
pub const START: Moment = 1_800_000_000_000;

pub fn new_test_ext() -> sp_io::TestExternalities {
    let storage = frame_system::GenesisConfig::<Test>::default().build_storage().expect("the default builds");
    let mut ext = sp_io::TestExternalities::new(storage);
    #[cfg(feature = "runtime-benchmarks")]
    ext.register_extension(sp_keystore::KeystoreExt::new(sp_keystore::testing::MemoryKeystore::new()));
    ext.execute_with(|| {
        frame_system::BlockHash::<Test>::insert(0, GENESIS);
        System::set_block_number(1);
        Timestamp::set_timestamp(START);
    });
    ext
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::benchmarking::BenchmarkHelper<AccountId, MultiSignature> for Helper {
    fn holder(seed: u32) -> AccountId {
        bogam_primitives::benchmarking::sr25519_holder(seed)
    }

    fn sign(holder: &AccountId, payload: &[u8]) -> MultiSignature {
        bogam_primitives::benchmarking::sr25519_sign(holder, payload)
    }

    fn set_time(now: Moment) {
        Timestamp::set_timestamp(now);
    }
}
