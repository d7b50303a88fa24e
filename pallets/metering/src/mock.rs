//! A runtime around the pallet, in which an account's number says who is behind it.

use crate as pallet_metering;
use crate::weights::SubstrateWeight;
use bogam_primitives::{
    OrganisationId,
    traits::{Sender, Senders},
};
use frame_support::{
    derive_impl, parameter_types,
    traits::{ConstU32, ConstU64},
    weights::Weight,
};
use frame_system::EnsureRoot;
use sp_runtime::{BuildStorage, Perbill};

pub type AccountId = u64;

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask, RuntimeViewFunction)]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Metering = pallet_metering;
    #[runtime::pallet_index(2)]
    pub type Utility = pallet_utility;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type DbWeight = frame_support::weights::constants::ParityDbWeight;
}

impl pallet_utility::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = pallet_utility::weights::SubstrateWeight<Test>;
}

/// How many blocks a window has.
pub const WINDOW: u64 = 10;

/// What an organisation may use in it: about ten small transactions.
pub const ALLOWANCE: u64 = 5_000_000_000;

/// What a byte is charged.
pub const BYTE: u64 = 1_000;

parameter_types! {
    /// A holder whom nobody sponsors any more.
    pub static Dismissed: Option<AccountId> = None;
    pub const HolderShare: Perbill = Perbill::from_percent(25);
}

impl crate::Config for Test {
    type GovernanceOrigin = EnsureRoot<AccountId>;
    type Senders = People;
    type Window = ConstU64<WINDOW>;
    type DefaultAllowance = ConstU64<ALLOWANCE>;
    type HolderShare = HolderShare;
    type TimePerByte = ConstU64<BYTE>;
    type MaxSponsors = ConstU32<4>;
    type WeightInfo = SubstrateWeight<Test>;
}

/// The organisations are 1 to this.
pub const ORGANISATIONS: OrganisationId = 9;

/// The clerk of an organisation.
pub const fn clerk(organisation: OrganisationId) -> AccountId {
    organisation as u64
}

/// A holder whom one organisation sponsors.
pub const fn patient(organisation: OrganisationId) -> AccountId {
    100 + organisation as u64
}

/// A holder whom the first and the second organisation sponsor.
pub const PATIENT_OF_TWO: AccountId = 200;
/// A member of the council that acts for no organisation.
pub const COUNCILLOR: AccountId = 50;
/// A member of the council that acts for the first organisation.
pub const GOVERNOR: AccountId = 51;
/// The block in which all holders became holders.
pub const ADMITTED_AT: u32 = 7;
/// Nobody knows it.
pub const STRANGER: AccountId = 999;

pub struct People;

impl Senders<AccountId> for People {
    fn sender(account: &AccountId) -> Option<Sender> {
        let one = |number: u64| {
            let organisation = OrganisationId::try_from(number).ok()?;
            Self::is_member(organisation).then_some(organisation)
        };
        if Dismissed::get() == Some(*account) {
            return None;
        }
        match *account {
            COUNCILLOR => Some(Sender::Governor(None)),
            GOVERNOR => Some(Sender::Governor(Some(1))),
            PATIENT_OF_TWO => Some(Sender::Holder(vec![1, 2])),
            101..=199 => one(account - 100).map(|organisation| Sender::Holder(vec![organisation])),
            number => one(number).map(Sender::Member),
        }
    }

    fn first_nonce(account: &AccountId) -> Option<u32> {
        matches!(Self::sender(account), Some(Sender::Holder(_))).then_some(ADMITTED_AT)
    }

    fn is_member(organisation: OrganisationId) -> bool {
        (1..=ORGANISATIONS).contains(&organisation)
    }

    fn weight() -> Weight {
        Weight::from_parts(1_000_000, 10)
    }

    fn weight_of(sender: &Sender) -> Weight {
        match sender {
            Sender::Holder(_) => Self::weight(),
            Sender::Member(_) | Sender::Governor(_) => Weight::from_parts(600_000, 6),
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn holder_of_many() -> AccountId {
        PATIENT_OF_TWO
    }
}

pub fn new_test_ext() -> sp_io::TestExternalities {
    let storage = frame_system::GenesisConfig::<Test>::default().build_storage().expect("the default builds");
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| System::set_block_number(1));
    ext
}
