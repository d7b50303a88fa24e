//! Whose nodes take part in the network. `docs/permissioning.md` tells what follows for operators.

use super::{consensus::RegistryMembers, governance::EnsureTwoThirdsOfCouncil};
use crate::{AccountId, Registry, Runtime, Session};
use alloc::collections::BTreeSet;
use bogam_primitives::{OrganisationId, node::Serving};
use frame_support::{
    traits::{ConstU32, Get},
    weights::Weight,
};
use pallet_session::QueuedKeys;
use pallet_validators::Candidates;

/// The most nodes in all: several for each member of a large region. Each of them holds a connection to each other.
const MAX_NODES: u32 = 512;

/// The most nodes of an organisation: its validator, a stand-in, and some that serve its apps.
const MAX_NODES_PER_ORGANISATION: u32 = 8;

impl pallet_nodes::Config for Runtime {
    type GovernanceOrigin = EnsureTwoThirdsOfCouncil;
    type Organisations = Registry;
    type Members = RegistryMembers;
    type Serving = ServingValidators;
    type MaxNodes = ConstU32<MAX_NODES>;
    type MaxNodesPerOrganisation = ConstU32<MAX_NODES_PER_ORGANISATION>;
    type WeightInfo = pallet_nodes::weights::SubstrateWeight<Runtime>;
}

/// The organisations of the validators in the set of this session or the next.
pub struct ServingValidators;

impl Serving for ServingValidators {
    fn organisations() -> BTreeSet<OrganisationId> {
        let candidates = Candidates::<Runtime>::get();
        let organisation_of = |account: AccountId| {
            let listed = candidates.iter().find(|candidate| candidate.account == account);
            // One that has left still serves until the planned sessions are over.
            listed.map(|candidate| candidate.organisation).or_else(|| {
                let seat = pallet_registry::Seats::<Runtime>::get(&account).map(|seat| seat.organisation);
                seat.or_else(|| pallet_registry::Admins::<Runtime>::get(&account))
            })
        };
        let queued = QueuedKeys::<Runtime>::get().into_iter().map(|(account, _)| account);
        Session::validators().into_iter().chain(queued).filter_map(organisation_of).collect()
    }

    fn weight() -> Weight {
        // The validators and two sets; seldom the roles of an account that has left the list.
        <Runtime as frame_system::Config>::DbWeight::get().reads(7)
    }
}
