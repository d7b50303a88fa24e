//! Each invariant is missed when it is broken.

use super::scenario::*;
use crate::{Authored, Candidate, Candidates, Floor, Slots, types::Predecessor};
use pallet_session::{
    NextKeys, QueuedKeys,
    historical::{HistoricalSessions, StoredRange},
};
use sp_runtime::TryRuntimeError;

/// What is found after `damage`, in a world in its seventh session.
fn broken(expected: &'static str, damage: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        sessions(6);
        check();
        damage();
        assert_eq!(Pallet::do_try_state(), Err(TryRuntimeError::Other(expected)));
    });
}

fn change(damage: impl FnOnce(&mut Candidate<AccountId>)) {
    Candidates::<Test>::mutate(|candidates| damage(&mut candidates[1]));
}

#[test]
fn damage_to_candidates_should_be_found() {
    broken("a validator is listed twice", || change(|candidate| candidate.account = validator(1)));
    broken("a validator was admitted in the future", || change(|candidate| candidate.admitted_in = 7));
    broken("a standing is ill-timed", || change(|candidate| candidate.standing = Standing::Removed { since: 7 }));
    broken("a standing is ill-timed", || {
        change(|candidate| {
            candidate.admitted_in = 3;
            candidate.standing = Standing::Leaving { since: 2 };
        });
    });
    let moved =
        |account, until| move || change(move |candidate| candidate.predecessor = Some(Predecessor { account, until }));
    broken("a validator has taken its own place", moved(validator(2), 1));
    broken("a validator's move is ill-timed", moved(spare(2), 7));
    broken("a validator has no session keys", || NextKeys::<Test>::remove(validator(2)));
}

#[test]
fn damage_to_slots_should_be_found() {
    let too_many = "an organisation runs more validators than it may";
    broken(too_many, || change(|candidate| candidate.organisation = 1));
    broken("an organisation may run more validators than the chain permits", || {
        Slots::<Test>::insert(5, MAX_SLOTS + 1)
    });
    broken("slots are listed that are the default", || Slots::<Test>::insert(5, 1));
}

#[test]
fn damage_to_the_floor_should_be_found() {
    broken("the floor is out of range", || Floor::<Test>::put(1));
    broken("the floor is out of range", || Floor::<Test>::put(MAX_VALIDATORS + 1));
    broken("fewer validators than the floor", || Floor::<Test>::put(5));
}

#[test]
fn damage_to_the_sets_should_be_found() {
    let active = |set: Vec<AccountId>| move || pallet_session::Validators::<Test>::put(set);
    broken("a set is below the floor", active(of(1..=2)));
    broken("a set is above the ceiling", active((1..=7).collect()));
    broken("a set has a validator twice", active(of([1, 2, 2])));
    broken("a set has a validator without keys", active(of([1, 2, 7])));
    broken("a set is below the floor", || {
        QueuedKeys::<Test>::kill();
    });
}

#[test]
fn damage_to_the_roots_should_be_found() {
    broken("no root is stored", StoredRange::<Test>::kill);
    broken("roots are kept for too long", || StoredRange::<Test>::put((1, 8)));
    broken("the root of this session is missing", || StoredRange::<Test>::put((2, 6)));
    broken("a root is missing", || HistoricalSessions::<Test>::remove(4));
    broken("a root is left over", || StoredRange::<Test>::put((3, 8)));
}

#[test]
fn damage_to_the_counts_should_be_found() {
    broken("no block is counted", || Authored::<Test>::insert(validator(1), 0));
    broken("blocks are counted for somebody who does not serve", || Authored::<Test>::insert(validator(5), 1));
}
