//! A runtime around the pallet, with a handful of people in fixed roles instead of a registry.

use crate as pallet_prescriptions;
use crate::{ScheduleRules, ScheduleTable, weights::SubstrateWeight};
use bogam_primitives::{
    Actor, Moment, OrganisationId,
    prescription::Schedule,
    time::DAY,
    traits::{EnsureRole, Holders},
};
use frame_support::{
    derive_impl, parameter_types, storage_alias,
    traits::{ConstU16, ConstU32, Contains},
};
use sp_core::H256;
use sp_runtime::{AccountId32, BuildStorage, DispatchError, ModuleError, MultiSignature, traits::IdentityLookup};

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
    type Holders = Sponsorship;
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
/// A key that nobody can sponsor.
pub const UNSPONSORABLE: AccountId = AccountId::new([22; 32]);

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

fn seat(
    origin: RuntimeOrigin,
    seats: &[(AccountId, OrganisationId)],
    suspended: AccountId,
) -> Result<Actor<AccountId>, DispatchError> {
    let account = frame_system::ensure_signed(origin)?;
    if account == suspended {
        return Err(Refusal::SeatSuspended.into());
    }
    let (_, organisation) = seats.iter().find(|(seated, _)| *seated == account).ok_or(Refusal::NoSeat)?;
    Ok(Actor { account, organisation: *organisation, licence: Some(7) })
}

pub struct Prescribers;

impl EnsureRole<RuntimeOrigin> for Prescribers {
    type Success = Actor<AccountId>;

    fn ensure_role(origin: RuntimeOrigin) -> Result<Self::Success, DispatchError> {
        let seats = [(PRESCRIBER_A1, CLINIC_A), (PRESCRIBER_A2, CLINIC_A), (PRESCRIBER_B, CLINIC_B)];
        seat(origin, &seats, SUSPENDED_PRESCRIBER)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn successful_origin() -> RuntimeOrigin {
        RuntimeOrigin::signed(PRESCRIBER_A1)
    }
}

pub struct Dispensers;

impl EnsureRole<RuntimeOrigin> for Dispensers {
    type Success = Actor<AccountId>;

    fn ensure_role(origin: RuntimeOrigin) -> Result<Self::Success, DispatchError> {
        let seats = [(DISPENSER_P, PHARMACY_P), (DISPENSER_P2, PHARMACY_P), (DISPENSER_Q, PHARMACY_Q)];
        seat(origin, &seats, SUSPENDED_DISPENSER)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn successful_origin() -> RuntimeOrigin {
        RuntimeOrigin::signed(DISPENSER_P)
    }
}

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
        let _ = Sponsorship::sponsor(&holder, CLINIC_A);
        RuntimeOrigin::signed(holder)
    }
}

pub struct Pharmacies;

impl Contains<OrganisationId> for Pharmacies {
    fn contains(organisation: &OrganisationId) -> bool {
        [PHARMACY_P, PHARMACY_Q].contains(organisation)
    }
}

/// Who sponsors a key, once for each reference.
#[storage_alias]
pub type Sponsors = StorageMap<Sponsorship, frame_support::Blake2_128Concat, AccountId, Vec<OrganisationId>>;

/// One more key that nobody can sponsor, from some time on.
#[storage_alias]
pub type Unsponsorable = StorageValue<Sponsorship, AccountId>;

pub struct Sponsorship;

impl Holders<AccountId> for Sponsorship {
    fn sponsor(holder: &AccountId, organisation: OrganisationId) -> Result<(), DispatchError> {
        if *holder == UNSPONSORABLE || Unsponsorable::get().as_ref() == Some(holder) {
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
        crate::benchmarking::sr25519_holder(seed)
    }

    fn sign(holder: &AccountId, payload: &[u8]) -> MultiSignature {
        crate::benchmarking::sr25519_sign(holder, payload)
    }

    fn set_time(now: Moment) {
        Timestamp::set_timestamp(now);
    }
}
