//! A runtime around the pallet, with a registry of a few organisations and a set of validators that tests can change at will.

use crate as pallet_nodes;
use crate::{GenesisNode, weights::SubstrateWeight};
use bogam_primitives::{
    OrganisationId, OrganisationKind,
    node::{PeerId, Serving, peer_id_of_key, peer_id_to_base58},
    traits::{Members, Organisations},
};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{derive_impl, storage_alias, traits::ConstU32, weights::Weight};
use frame_system::EnsureRoot;
use scale_info::TypeInfo;
use sp_runtime::BuildStorage;
use std::collections::BTreeSet;

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
    #[runtime::pallet_index(1)]
    pub type Nodes = pallet_nodes;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type DbWeight = frame_support::weights::constants::ParityDbWeight;
}

pub const MAX_NODES: u32 = 7;
pub const MAX_OWN: u32 = 3;

impl crate::Config for Test {
    type GovernanceOrigin = EnsureRoot<AccountId>;
    type Organisations = Registry;
    type Members = Registry;
    type Serving = Registry;
    type MaxNodes = ConstU32<MAX_NODES>;
    type MaxNodesPerOrganisation = ConstU32<MAX_OWN>;
    type WeightInfo = SubstrateWeight<Test>;
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

/// The organisations whose validators serve.
#[storage_alias]
pub type Validators = StorageValue<Registry, Vec<OrganisationId>, frame_support::pallet_prelude::ValueQuery>;

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
        (account, organisation)
    }
}

impl Serving for Registry {
    fn organisations() -> BTreeSet<OrganisationId> {
        Validators::get().into_iter().collect()
    }

    fn weight() -> Weight {
        Weight::from_parts(3_000, 30)
    }
}

/// How many organisations there are: 1 to this.
pub const ORGANISATIONS: OrganisationId = 5;

/// How many of them run a validator: the first ones, each with a node from the beginning.
pub const FOUNDERS: OrganisationId = 2;

/// The account of an organisation's admin.
pub const fn admin(organisation: OrganisationId) -> AccountId {
    organisation as u64 * 10
}

/// The account of somebody else who acts for it.
pub const fn seat(organisation: OrganisationId) -> AccountId {
    admin(organisation) + 1
}

/// Acts for nobody.
pub const STRANGER: AccountId = 999;

/// The peer id of a node.
pub fn peer(number: u8) -> PeerId {
    peer_id_of_key(&[number; 32])
}

/// The node that a founder has from the beginning.
pub fn founding_node(organisation: OrganisationId) -> PeerId {
    peer(organisation as u8)
}

/// The genesis of the founders.
pub fn founders() -> Vec<GenesisNode> {
    let text = |organisation| peer_id_to_base58(&founding_node(organisation));
    (1..=FOUNDERS).map(|organisation| GenesisNode { organisation, peer_id: text(organisation) }).collect()
}

/// A chain that enforces its list, on which each founder has one node.
pub fn new_test_ext() -> sp_io::TestExternalities {
    genesis(founders(), true)
}

/// A chain that begins with these nodes.
pub fn genesis(nodes: Vec<GenesisNode>, enforced: bool) -> sp_io::TestExternalities {
    let storage = RuntimeGenesisConfig {
        nodes: pallet_nodes::GenesisConfig { nodes, enforced, ..Default::default() },
        ..Default::default()
    }
    .build_storage()
    .expect("the genesis is sound");
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| {
        System::set_block_number(1);
        for organisation in 1..=ORGANISATIONS {
            Statuses::insert(organisation, Status::Active);
            Staff::insert(admin(organisation), (organisation, true));
            Staff::insert(seat(organisation), (organisation, false));
        }
        Validators::put((1..=FOUNDERS).collect::<Vec<_>>());
    });
    ext
}
