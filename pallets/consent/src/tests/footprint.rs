//! What a receipt and a decision cost in state.

use super::scenario::*;
use crate::{Decisions, Receipts, mock::*};
use codec::{Encode, MaxEncodedLen};

/// What may be added to the encoded value for each map: the key, and what a trie needs around it.
const OVERHEAD_PER_MAP: usize = 160;

/// Keys and values of everything that the pallet stores, by length.
fn state() -> Vec<(Vec<u8>, usize)> {
    let prefix = frame_support::storage::storage_prefix(b"Consent", b"")[..16].to_vec();
    let mut entries = Vec::new();
    let mut key = prefix.clone();
    while let Some(next) = sp_io::storage::next_key(&key).filter(|next| next.starts_with(&prefix)) {
        let value = sp_io::storage::get(&next).expect("the key is there");
        entries.push((next.clone(), value.len()));
        key = next;
    }
    entries
}

fn total(entries: &[(Vec<u8>, usize)]) -> usize {
    entries.iter().map(|(key, value)| key.len() + value).sum()
}

#[test]
fn receipt_should_cost_its_encoded_bytes_and_one_key() {
    run(|| {
        let id = registered(1);
        assert_ok!(decide(&key(1), id, permit()));
        let before = state();
        ask(&PHYSICIAN, id, request());
        let after = state();
        let value = last_receipt(id).encode().len();
        let key = Receipts::<Test>::hashed_key_for(id, 0).len();
        let added = total(&after) - total(&before);
        println!("a receipt: {value} bytes encoded, {key} bytes of key, {added} bytes of state in one map");
        println!("the longest receipt: {} bytes", crate::Receipt::<AccountId>::max_encoded_len());
        assert_eq!(after.len(), before.len() + 1, "one map");
        assert_eq!(added, value + key);
        assert!(added <= value + OVERHEAD_PER_MAP);
    });
}

#[test]
fn decision_should_cost_its_encoded_bytes_in_one_map() {
    run(|| {
        let id = registered(1);
        let mut before = state();
        for number in 0..3 {
            let grantee = Grantee::Seat { organisation: CLINIC, account: CLINIC_PHYSICIAN };
            assert_ok!(decide(&key(1), id, Terms { grantee, valid_until: Some(now() + DAY), ..permit() }));
            let after = state();
            let value = decisions(id)[number].encode().len();
            let added = total(&after) - total(&before);
            println!("decision {number}: {value} bytes encoded, {added} bytes of state");
            // The first one brings the map's key, the number of the next one and the length of the list.
            let maps = after.len() - before.len();
            assert_eq!(maps, usize::from(number == 0));
            assert!(added <= value + OVERHEAD_PER_MAP);
            if number > 0 {
                assert_eq!(added, value);
            }
            before = after;
        }
        println!("the longest decision: {} bytes", Decision::<AccountId>::max_encoded_len());
        println!("key of a list of decisions: {} bytes", Decisions::<Test>::hashed_key_for(id).len());
    });
}

#[test]
fn evaluation_should_touch_no_other_subject() {
    run(|| {
        let (id, other) = (registered(1), registered(2));
        assert_ok!(decide(&key(2), other, deny()));
        let others =
            || (crate::Subjects::<Test>::get(other), decisions(other), Receipts::<Test>::iter_prefix(other).count());
        let before = others();
        assert_ok!(decide(&key(1), id, permit()));
        assert!(ask(&PHYSICIAN, id, request()).releases());
        assert_eq!(others(), before);
    });
}
