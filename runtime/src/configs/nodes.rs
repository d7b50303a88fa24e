//! Whose nodes take part in the network. `docs/permissioning.md` tells what follows for operators.

use super::{consensus::RegistryMembers, governance::EnsureTwoThirdsOfCouncil};
use crate::{AccountId, Registry, Runtime, Session};
use alloc::{collections::BTreeSet, vec::Vec};
use bogam_primitives::{OrganisationId, node::Serving};
use frame_support::{traits::ConstU32, weights::Weight};
use pallet_session::QueuedKeys;
use pallet_validators::{Candidate, Candidates};

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
        let organisation_of = |account: &AccountId| {
            let own = |candidate: &&Candidate<AccountId>| {
                let former = candidate.predecessor.as_ref().map(|predecessor| &predecessor.account);
                candidate.account == *account || former == Some(account)
            };
            // One that has left still serves until the planned sessions are over.
            let seat = || pallet_registry::Seats::<Runtime>::get(account).map(|seat| seat.organisation);
            let admin = || pallet_registry::Admins::<Runtime>::get(account);
            candidates.iter().find(own).map(|candidate| candidate.organisation).or_else(seat).or_else(admin)
        };

        let queued = QueuedKeys::<Runtime>::get().into_iter().map(|(account, _)| account);
        let mut serving = BTreeSet::new();
        let mut unknown = Vec::new();
        for account in Session::validators().into_iter().chain(queued) {
            match organisation_of(&account) {
                Some(organisation) => {
                    serving.insert(organisation);
                }
                None => unknown.push(account),
            }
        }
        if !unknown.is_empty() {
            // The admins of organisations that were removed while they served.
            let listed = pallet_nodes::Nodes::<Runtime>::get().into_iter().map(|node| node.organisation);
            let was_admin = |organisation: &OrganisationId| {
                let record = pallet_registry::Organisations::<Runtime>::get(organisation);
                record.is_some_and(|record| unknown.contains(&record.admin))
            };
            serving.extend(listed.collect::<BTreeSet<_>>().into_iter().filter(was_admin));
        }
        serving
    }

    fn weight() -> Weight {
        // The validators and two sets, the roles of accounts that have left the list, and the listed organisations.
        <Runtime as frame_system::Config>::DbWeight::get().reads(16 + u64::from(MAX_NODES))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Nodes, RuntimeGenesisConfig, RuntimeOrigin, System,
        genesis::{self, consortium::ADMINISTERED},
    };
    use bogam_primitives::node::{PeerId, peer_id_of_key, peer_id_to_base58};
    use frame_support::{assert_ok, genesis_builder_helper::build_state, traits::OnInitialize};
    use pallet_registry::OrganisationReason;
    use serde_json::{Value, json};

    /// The development consortium's research institute, which runs no validator.
    const RESEARCH: OrganisationId = 6;

    fn peer(organisation: OrganisationId) -> PeerId {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&organisation.to_le_bytes());
        peer_id_of_key(&key)
    }

    /// Four validators, each with a node, and a node of the research institute.
    fn chain() -> sp_io::TestExternalities {
        let mut ext = sp_io::TestExternalities::default();
        ext.execute_with(|| {
            let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).expect("it is JSON");
            let preset = genesis::preset(&genesis::LOCAL.into()).expect("there is such a preset");
            let patch: Value = serde_json::from_slice(&preset).expect("it is JSON");
            for (pallet, fields) in patch.as_object().expect("it names pallets") {
                for (field, value) in fields.as_object().expect("a pallet has fields") {
                    config[pallet][field] = value.clone();
                }
            }
            let listed = ADMINISTERED[..4].iter().chain([&RESEARCH]).map(|organisation| {
                json!({ "organisation": organisation, "peerId": peer_id_to_base58(&peer(*organisation)) })
            });
            config["nodes"] = json!({ "nodes": listed.collect::<Vec<_>>(), "enforced": true });
            build_state::<RuntimeGenesisConfig>(serde_json::to_vec(&config).expect("it is JSON")).expect("it builds");
            System::set_block_number(1);
        });
        ext
    }

    fn permitted() -> Vec<PeerId> {
        Nodes::permitted().expect("the list is enforced")
    }

    #[test]
    fn preset_should_be_open_unless_its_chain_spec_says_otherwise() {
        let preset = genesis::preset(&genesis::LOCAL.into()).expect("there is such a preset");
        let patch: Value = serde_json::from_slice(&preset).expect("it is JSON");
        assert_ne!(patch["nodes"]["enforced"], json!(true));
    }

    #[test]
    fn organisations_of_the_set_should_serve() {
        chain().execute_with(|| {
            assert_eq!(ServingValidators::organisations(), ADMINISTERED[..4].iter().copied().collect());
            assert_eq!(permitted().len(), 5);
            assert_ok!(Nodes::do_try_state());
        });
    }

    #[test]
    fn nodes_of_a_removed_organisation_should_count_until_its_validator_has_served_out() {
        chain().execute_with(|| {
            let reason = OrganisationReason::Misconduct;
            assert_ok!(Registry::suspend_organisation(RuntimeOrigin::root(), RESEARCH, reason));
            assert!(!permitted().contains(&peer(RESEARCH)), "nothing depends on it");

            let insurer = ADMINISTERED[3];
            assert_ok!(Registry::remove_organisation(RuntimeOrigin::root(), insurer, reason));
            for (session, counts) in [(1, true), (2, false)] {
                assert!(permitted().contains(&peer(insurer)), "it is in the set before session {session}");
                System::set_block_number(session * 3_600);
                Session::on_initialize(session * 3_600);
                assert_eq!(permitted().contains(&peer(insurer)), counts, "in session {session}");
            }
            assert_eq!(permitted().len(), 3);
            assert_ok!(Nodes::do_try_state());
        });
    }
}
