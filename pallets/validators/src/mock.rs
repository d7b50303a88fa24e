//! A runtime around the pallet, with a registry of a few organisations that tests can change at will.

use crate as pallet_validators;
use crate::{GenesisValidator, weights::SubstrateWeight};
use bogam_primitives::{
    OrganisationId, OrganisationKind,
    traits::{Members, Organisations},
};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
    derive_impl, storage_alias,
    traits::{ConstU32, ConstU64},
    weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_session::{SessionHandler, disabling::UpToLimitDisablingStrategy, historical as pallet_session_historical};
use scale_info::TypeInfo;
use sp_runtime::{
    BuildStorage, KeyTypeId, RuntimeAppPublic, impl_opaque_keys, key_types::DUMMY, testing::UintAuthorityId,
    traits::OpaqueKeys,
};

pub type AccountId = u64;

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeHoldReason,
        RuntimeFreezeReason,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    // Before the session pallet, whose genesis asks for the set.
    #[runtime::pallet_index(1)]
    pub type Validators = pallet_validators;
    #[runtime::pallet_index(2)]
    pub type Session = pallet_session;
    #[runtime::pallet_index(3)]
    pub type Historical = pallet_session_historical;
    #[runtime::pallet_index(4)]
    pub type Offences = pallet_offences;
    #[runtime::pallet_index(5)]
    pub type Balances = pallet_balances;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type AccountData = pallet_balances::AccountData<u64>;
    type BaseCallFilter = crate::KeepKeys<Test>;
    type DbWeight = frame_support::weights::constants::ParityDbWeight;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
}

impl_opaque_keys! {
    pub struct Keys {
        pub dummy: UintAuthorityId,
    }
}

impl pallet_session::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type ValidatorId = AccountId;
    type ValidatorIdOf = crate::MemberAccounts<Test>;
    type ShouldEndSession = crate::Sessions<Test>;
    type NextSessionRotation = crate::Sessions<Test>;
    type SessionManager = pallet_session_historical::NoteHistoricalRoot<Test, Validators>;
    type SessionHandler = Consensus;
    type Keys = Keys;
    type DisablingStrategy = UpToLimitDisablingStrategy;
    type WeightInfo = ();
    type Currency = Balances;
    type KeyDeposit = ConstU64<0>;
}

impl pallet_session_historical::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type FullIdentification = ();
    type FullIdentificationOf = crate::NoIdentification;
}

impl pallet_offences::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type IdentificationTuple = pallet_session_historical::IdentificationTuple<Test>;
    type OnOffenceHandler = Validators;
}

pub const MAX_VALIDATORS: u32 = 6;
pub const MAX_SLOTS: u32 = 2;
pub const OFFLINE_SESSIONS: u32 = 2;
pub const LEAST_TURNS: u32 = 2;
pub const HISTORY_DEPTH: u32 = 4;
pub const SESSION_LENGTH: u64 = 10;

impl crate::Config for Test {
    type GovernanceOrigin = EnsureRoot<AccountId>;
    type Organisations = Registry;
    type Members = Registry;
    type MaxValidators = ConstU32<MAX_VALIDATORS>;
    type LeastFloor = ConstU32<2>;
    type DefaultSlots = ConstU32<1>;
    type MaxSlots = ConstU32<MAX_SLOTS>;
    type OfflineSessions = ConstU32<OFFLINE_SESSIONS>;
    type LeastTurns = ConstU32<LEAST_TURNS>;
    type HistoryDepth = ConstU32<HISTORY_DEPTH>;
    type DefaultSessionLength = ConstU64<SESSION_LENGTH>;
    type WeightInfo = SubstrateWeight<Test>;
}

/// The keys with which consensus works, as the session pallet told it.
#[storage_alias]
pub type Authorities = StorageValue<Consensus, Vec<u64>, frame_support::pallet_prelude::ValueQuery>;

/// Stands for the consensus pallets.
pub struct Consensus;

impl Consensus {
    fn set<Ks: OpaqueKeys>(validators: &[(AccountId, Ks)]) {
        // Like the consensus pallets, which leave out whoever has no key.
        let keys = validators.iter().filter_map(|(_, keys)| keys.get::<UintAuthorityId>(DUMMY));
        Authorities::put(keys.map(|key| key.0).collect::<Vec<_>>());
    }
}

impl SessionHandler<AccountId> for Consensus {
    const KEY_TYPE_IDS: &'static [KeyTypeId] = &[DUMMY];

    fn on_genesis_session<Ks: OpaqueKeys>(validators: &[(AccountId, Ks)]) {
        Self::set(validators);
    }

    fn on_new_session<Ks: OpaqueKeys>(changed: bool, validators: &[(AccountId, Ks)], _: &[(AccountId, Ks)]) {
        if changed {
            Self::set(validators);
        }
    }

    fn on_disabled(_: u32) {}
}

/// Where an organisation stands in the registry of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Status {
    Active,
    Suspended,
    Removed,
}

/// The organisations and where they stand.
#[storage_alias]
pub type Statuses = StorageMap<Registry, frame_support::Twox64Concat, OrganisationId, Status>;

/// Who acts for which organisation, and whether as its admin.
#[storage_alias]
pub type Staff = StorageMap<Registry, frame_support::Twox64Concat, AccountId, (OrganisationId, bool)>;

pub struct Registry;

impl Organisations for Registry {
    fn kind(organisation: OrganisationId) -> Option<OrganisationKind> {
        (Statuses::get(organisation) == Some(Status::Active)).then_some(OrganisationKind::Hospital)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn active_organisation(_: OrganisationKind) -> OrganisationId {
        1
    }
}

impl Members<AccountId> for Registry {
    fn organisation(account: &AccountId) -> Option<OrganisationId> {
        Staff::get(account).map(|(organisation, _)| organisation)
    }

    fn administered(account: &AccountId) -> Option<OrganisationId> {
        let (organisation, is_admin) = Staff::get(account)?;
        (is_admin && !Self::is_gone(organisation)).then_some(organisation)
    }

    fn is_gone(organisation: OrganisationId) -> bool {
        matches!(Statuses::get(organisation), None | Some(Status::Removed))
    }

    fn weight() -> Weight {
        Weight::from_parts(2_000, 20)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn active_admin(number: u32) -> (AccountId, OrganisationId) {
        let (organisation, account) = (1_000 + number, 1_000_000 + u64::from(number));
        Statuses::insert(organisation, Status::Active);
        Staff::insert(account, (organisation, true));
        System::inc_providers(&account);
        (account, organisation)
    }
}

/// How many organisations there are: 1 to this.
pub const ORGANISATIONS: OrganisationId = 8;

/// How many of them have a validator from the beginning.
pub const FOUNDERS: OrganisationId = 4;

/// The floor at the beginning.
pub const FLOOR: u32 = 3;

/// The account of an organisation's admin.
pub const fn admin(organisation: OrganisationId) -> AccountId {
    organisation as u64 * 10
}

/// The account of an organisation's validator.
pub const fn validator(organisation: OrganisationId) -> AccountId {
    admin(organisation) + 1
}

/// Another account of the organisation.
pub const fn spare(organisation: OrganisationId) -> AccountId {
    admin(organisation) + 2
}

/// Acts for nobody.
pub const STRANGER: AccountId = 999;

/// The proof that whoever holds `key` wants it to be `owner`'s.
pub fn proof(owner: AccountId, key: u64) -> Vec<u8> {
    UintAuthorityId(key).sign(&owner.encode()).expect("test keys sign").encode()
}

pub fn keys(key: u64) -> Keys {
    Keys { dummy: UintAuthorityId(key) }
}

pub fn new_test_ext() -> sp_io::TestExternalities {
    genesis((1..=FOUNDERS).collect(), FLOOR)
}

/// A chain whose genesis names the validators of `founders`, and a floor.
pub fn genesis(founders: Vec<OrganisationId>, floor: u32) -> sp_io::TestExternalities {
    let listed = founders
        .iter()
        .map(|organisation| GenesisValidator { organisation: *organisation, account: validator(*organisation) });
    let storage = RuntimeGenesisConfig {
        validators: pallet_validators::GenesisConfig { validators: listed.collect(), floor, session_length: 0 },
        session: pallet_session::GenesisConfig {
            keys: founders
                .iter()
                .map(|organisation| validator(*organisation))
                .map(|account| (account, account, keys(account)))
                .collect(),
            ..Default::default()
        },
        ..Default::default()
    }
    .build_storage()
    .expect("the genesis is sound");
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| {
        System::set_block_number(1);
        for organisation in 1..=ORGANISATIONS {
            Statuses::insert(organisation, Status::Active);
            for (account, is_admin) in
                [(admin(organisation), true), (validator(organisation), false), (spare(organisation), false)]
            {
                Staff::insert(account, (organisation, is_admin));
                System::inc_providers(&account);
            }
        }
        System::inc_providers(&STRANGER);
    });
    ext
}
