//! Each invariant is missed when it is broken.

use super::scenario::*;
use crate::{Authorisation, Authorised, NameOf, Pause, Paused};
use frame_support::storage::unhashed;
use sp_runtime::TryRuntimeError;

/// What is found after `damage`.
fn broken(expected: &'static str, damage: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        assert_ok!(authorise(&code(SPEC_VERSION + 1)));
        assert_ok!(pause(COUNCIL, "Ward", None, LONG));
        check();
        damage();
        assert_eq!(Pallet::do_try_state(), Err(TryRuntimeError::Other(expected)));
    });
}

fn authorised(change: impl FnOnce(&mut Authorisation<sp_core::H256, u64>)) {
    Authorised::<Test>::mutate(|authorised| change(authorised.as_mut().expect("it is there")));
}

fn insert(pallet: &str, pause: Pause<u64>) {
    Paused::<Test>::insert((name(pallet), None::<NameOf<Test>>), pause);
}

#[test]
fn damage_to_the_authorisation_should_be_found() {
    broken("an upgrade was authorised in the future", || authorised(|record| record.authorised_at = 2));
    let late = "an authorisation does not expire when it should";
    broken(late, || authorised(|record| record.expires_at += 1));
    broken(late, || authorised(|record| record.expires_at = u64::MAX));
}

#[test]
fn damage_to_the_pauses_should_be_found() {
    broken("pauses are miscounted", || unhashed::put(&Paused::<Test>::counter_storage_final_key(), &5u32));
    broken("there are too many pauses", || {
        for pallet in ["A", "B", "C"] {
            insert(pallet, Pause { since: 1, ends_at: 2 });
        }
    });
    broken("a pause began in the future", || insert("Ward", Pause { since: 2, ends_at: 3 }));
    broken("a pause ends before it began", || insert("Ward", Pause { since: 1, ends_at: 1 }));
    broken("a pallet is paused that never can be", || insert("System", Pause { since: 1, ends_at: 2 }));
    broken("a paused pallet has no name", || {
        let no_name: NameOf<Test> = vec![0xff].try_into().expect("it is short");
        Paused::<Test>::insert((no_name, None::<NameOf<Test>>), Pause { since: 1, ends_at: 2 });
    });
}
