//! What is there from the beginning.

use super::scenario::*;
use crate::GenesisNode;

fn node(organisation: OrganisationId, peer_id: &str) -> GenesisNode {
    GenesisNode { organisation, peer_id: peer_id.into() }
}

#[test]
fn genesis_should_list_its_nodes() {
    run(|| assert_eq!(permitted(), Some(vec![peer(1), peer(2)])));
}

#[test]
fn chain_should_be_open_when_genesis_does_not_say_otherwise() {
    genesis(vec![], false).execute_with(|| {
        assert_eq!(permitted(), None);
        check();
    });
}

#[test]
fn genesis_should_be_read_from_json() {
    let json = r#"{ "organisation": 3, "peerId": "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp" }"#;
    let read: GenesisNode = serde_json::from_str(json).expect("it is well formed");
    assert_eq!(read.organisation, 3);
    genesis(vec![read], true).execute_with(|| {
        assert_eq!(permitted().map(|nodes| nodes.len()), Some(1));
        check();
    });
    assert!(serde_json::from_str::<GenesisNode>(r#"{ "organisation": 3, "peer": "12D3" }"#).is_err());
}

#[test]
#[should_panic(expected = "is not the peer id of a node")]
fn genesis_should_stop_when_a_peer_id_is_none() {
    genesis(vec![node(1, "12D3KooW")], true);
}

#[test]
#[should_panic(expected = "is listed twice")]
fn genesis_should_stop_when_a_node_is_listed_twice() {
    genesis([founders(), founders()].concat(), true);
}

#[test]
#[should_panic(expected = "organisation 1 has too many nodes")]
fn genesis_should_stop_when_an_organisation_has_too_many() {
    let text = |number| bogam_primitives::node::peer_id_to_base58(&peer(number));
    genesis((0..=MAX_OWN as u8).map(|number| node(1, &text(number))).collect(), true);
}

#[test]
#[should_panic(expected = "a list is enforced that nobody is on")]
fn genesis_should_stop_when_it_enforces_an_empty_list() {
    genesis(vec![], true);
}
