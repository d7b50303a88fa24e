//! The state's tree: what hangs on the root counts, and nothing else.

use super::fixture::*;
use crate::proof::{
    ProofError, ProvenStorage, StorageKey,
    facts::{Schema, keys},
};
use bogam_primitives::certificate::{CertificateReference, SchemaId};
use codec::Encode;
use sp_core::H256;

fn proven(root: H256, nodes: &[Vec<u8>]) -> Result<ProvenStorage, ProofError> {
    ProvenStorage::new(root, nodes.iter().map(Vec::as_slice))
}

#[test]
fn value_should_be_read_when_it_is_proven() {
    let state = State::new().proven();
    assert_eq!(state.decode("clock", &keys::now()), Ok(Some(NOW)));
    let schema: Option<Schema> = state.decode("schema", &keys::schema(schema_id())).unwrap();
    assert_eq!(schema.map(|schema| schema.endorsement), Some(Some(AUTHORITY)));
}

#[test]
fn absence_should_be_proven_like_a_value() {
    let state = State::new();
    assert_eq!(state.proven().read("status", &keys::changes(certificate())), Ok(None));
    let other = keys::schema(SchemaId(H256::repeat_byte(0x77)));
    let nodes = state.prove(std::slice::from_ref(&other));
    assert_eq!(proven(state.root(), &nodes).unwrap().read("schema", &other), Ok(None));
}

#[test]
fn proof_should_be_refused_when_it_is_of_another_state() {
    let state = State::new();
    let nodes = state.prove(&state.keys());
    assert_eq!(proven(H256::repeat_byte(1), &nodes).err(), Some(ProofError::OtherState));
    let mut other = State::new();
    other.put(keys::now(), NOW + 1);
    assert_eq!(proven(other.root(), &nodes).err(), Some(ProofError::OtherState));
    assert_eq!(proven(state.root(), &[]).err(), Some(ProofError::OtherState));
}

#[test]
fn value_should_be_missing_when_any_node_on_its_way_is() {
    let state = State::new();
    let key = keys::changes(CertificateReference { index: 1005, ..certificate() });
    let nodes = state.prove(std::slice::from_ref(&key));
    assert_eq!(proven(state.root(), &nodes).unwrap().read("status", &key), Ok(Some(vec![1u8; 20].encode())));
    assert!(nodes.len() > 3, "the tree has branches");
    let mut refused = 0;
    for missing in 0..nodes.len() {
        let mut rest = nodes.clone();
        rest.remove(missing);
        match proven(state.root(), &rest).and_then(|state| state.read("status", &key)) {
            Err(ProofError::OtherState | ProofError::NotProven { .. }) => refused += 1,
            found => panic!("without node {missing}: {found:?}"),
        }
    }
    assert_eq!(refused, nodes.len());
}

#[test]
fn value_should_not_be_swapped_for_another() {
    // Every bit of every node is under the root: a changed node is no longer the one that is asked for.
    let state = State::new();
    let key = keys::batch(certificate().batch);
    let nodes = state.prove(std::slice::from_ref(&key));
    for at in 0..nodes.len() {
        for position in [0, nodes[at].len() / 2, nodes[at].len() - 1] {
            let mut altered = nodes.clone();
            altered[at][position] ^= 1;
            match proven(state.root(), &altered).and_then(|state| state.read("batch", &key)) {
                Err(ProofError::OtherState | ProofError::NotProven { .. }) => {}
                found => panic!("node {at}, byte {position}: {found:?}"),
            }
        }
    }
    // A value of the same state, but of another key, does not answer for this one.
    let other = keys::batch(bogam_primitives::certificate::BatchId(H256::repeat_byte(5)));
    let read = proven(state.root(), &nodes).unwrap().read("batch", &other);
    assert!(matches!(read, Ok(None) | Err(ProofError::NotProven { .. })), "{read:?}");
}

#[test]
fn value_should_not_be_presented_as_absent() {
    // The nodes of a state without the value hang on another root.
    let state = State::new();
    let key = keys::batch(certificate().batch);
    let mut without = State::new();
    without.remove(key.clone());
    let mut nodes = without.prove(std::slice::from_ref(&key));
    assert_eq!(proven(state.root(), &nodes).err(), Some(ProofError::OtherState));
    // Even together with the true root.
    nodes.extend(state.prove(&[]));
    nodes.extend(state.prove(&[keys::now()]));
    let read = proven(state.root(), &nodes).unwrap().read("batch", &key);
    assert!(matches!(read, Err(ProofError::NotProven { .. })), "{read:?}");
}

#[test]
fn absence_should_not_be_presented_as_a_value() {
    let state = State::new();
    let key = keys::changes(certificate());
    let mut with = State::new();
    with.history(vec![]);
    let mut nodes = with.prove(std::slice::from_ref(&key));
    nodes.extend(state.prove(std::slice::from_ref(&key)));
    assert_eq!(proven(state.root(), &nodes).unwrap().read("status", &key), Ok(None));
}

#[test]
fn value_should_be_refused_when_it_has_another_form() {
    let mut state = State::new();
    state.put(keys::now(), (NOW, 1u8));
    let wrong = ProofError::UnknownForm { what: "clock" };
    assert_eq!(state.proven().decode::<u64>("clock", &keys::now()), Err(wrong.clone()));
    state.put(keys::now(), 1u8);
    assert_eq!(state.proven().decode::<u64>("clock", &keys::now()), Err(wrong));
}

#[test]
fn proof_should_be_refused_when_it_is_huge() {
    let limit = |size, limit| Some(ProofError::TooLarge { what: "list of nodes", size, limit });
    assert_eq!(proven(H256::zero(), &vec![vec![]; 5000]).err(), limit(4097, 4096));
    let large = vec![vec![0; 1 << 20]; 3];
    assert_eq!(proven(H256::zero(), &large).err(), limit(3 << 20, 2 << 20));
}

#[test]
fn node_that_is_none_should_be_refused_when_the_root_names_it() {
    let nonsense = vec![0x3f, 0xff, 0xff];
    let root = H256(sp_crypto_hashing::blake2_256(&nonsense));
    let state = proven(root, &[nonsense]).unwrap();
    let read = state.read("clock", &StorageKey(vec![1, 2, 3]));
    assert_eq!(read, Err(ProofError::UnknownForm { what: "clock" }));
}
