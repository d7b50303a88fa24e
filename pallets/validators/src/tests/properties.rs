//! Random histories: every call by everybody, offences new and old, organisations that come and go, validators that fall
//! silent, and sessions. After every step the set is not empty, not below the floor, and without anybody who has no keys.

use super::scenario::*;
use crate::Candidates;
use pallet_session::QueuedKeys;
use proptest::{prelude::*, test_runner::TestRunner};
use std::{
    collections::BTreeSet,
    panic::{catch_unwind, resume_unwind},
};

#[derive(Clone, Debug)]
enum Act {
    SetKeys {
        account: usize,
        key: u64,
    },
    Purge {
        account: usize,
    },
    ReleaseKeys {
        who: usize,
        account: usize,
    },
    Admit {
        organisation: OrganisationId,
        account: usize,
    },
    Remove {
        account: usize,
    },
    Leave {
        account: usize,
    },
    Rejoin {
        account: usize,
    },
    Move {
        account: usize,
        successor: usize,
    },
    SetFloor(u32),
    SetSlots {
        organisation: OrganisationId,
        slots: u32,
    },
    Suspend(OrganisationId),
    Reinstate(OrganisationId),
    Expel(OrganisationId),
    LoseRole {
        account: usize,
    },
    TakeRole {
        account: usize,
    },
    Offence {
        account: usize,
        sessions_ago: u32,
    },
    /// So many sessions, in which the validators with these bits are silent.
    Sessions {
        count: u32,
        silent: u16,
    },
}

/// Two accounts of each organisation that could validate.
const ACCOUNTS: usize = 2 * 7;

fn account(index: usize) -> AccountId {
    let organisation = (index / 2 + 1) as OrganisationId;
    if index.is_multiple_of(2) { validator(organisation) } else { spare(organisation) }
}

fn organisation_of(index: usize) -> OrganisationId {
    (index / 2 + 1) as OrganisationId
}

fn act() -> impl Strategy<Value = Act> {
    // Mostly those who are there from the beginning.
    let account = || prop_oneof![3 => 0..ACCOUNTS, 2 => (0..FOUNDERS as usize).prop_map(|index| 2 * index)];
    let organisation = || 1..=7u32;
    // Its own key, mostly; else one of a few, over which accounts quarrel.
    let key = prop_oneof![1 => 1..4u64, 3 => 1_000..1_014u64];
    prop_oneof![
        5 => (account(), key).prop_map(|(account, key)| Act::SetKeys { account, key }),
        1 => account().prop_map(|account| Act::Purge { account }),
        2 => (account(), account()).prop_map(|(who, account)| Act::ReleaseKeys { who, account }),
        2 => account().prop_map(|account| Act::ReleaseKeys { who: account, account }),
        5 => account().prop_map(|account| Act::Admit { organisation: organisation_of(account), account }),
        1 => (organisation(), account()).prop_map(|(organisation, account)| Act::Admit { organisation, account }),
        3 => account().prop_map(|account| Act::Remove { account }),
        3 => account().prop_map(|account| Act::Leave { account }),
        2 => account().prop_map(|account| Act::Rejoin { account }),
        2 => account().prop_map(|account| Act::Move { account, successor: account ^ 1 }),
        1 => (0..=MAX_VALIDATORS + 1).prop_map(Act::SetFloor),
        1 => (organisation(), 0..=MAX_SLOTS + 1).prop_map(|(organisation, slots)| Act::SetSlots { organisation, slots }),
        2 => organisation().prop_map(Act::Suspend),
        2 => organisation().prop_map(Act::Reinstate),
        1 => organisation().prop_map(Act::Expel),
        1 => account().prop_map(|account| Act::LoseRole { account }),
        1 => account().prop_map(|account| Act::TakeRole { account }),
        3 => (account(), 0..6u32).prop_map(|(account, sessions_ago)| Act::Offence { account, sessions_ago }),
        8 => (1..4u32, any::<u16>(), any::<u16>(), any::<u16>())
            // A bit in eight is set, so that enough others author.
            .prop_map(|(count, a, b, c)| Act::Sessions { count, silent: a & b & c }),
    ]
}

fn perform(act: &Act) {
    // Whether a call is accepted is for the other tests.
    let _ = match *act {
        Act::SetKeys { account: index, key } => set_keys(account(index), key),
        Act::Purge { account: index } => {
            let done = dispatch(RuntimeOrigin::signed(account(index)), pallet_session::Call::purge_keys {});
            assert!(done.is_err(), "the filter keeps the keys");
            done
        }
        Act::ReleaseKeys { who, account: index } => release_keys(account(who), account(index)),
        Act::Admit { organisation, account: index } => admit(organisation, account(index)),
        Act::Remove { account: index } => remove(account(index)),
        Act::Leave { account: index } => leave(admin(organisation_of(index)), account(index)),
        Act::Rejoin { account: index } => rejoin(admin(organisation_of(index)), account(index)),
        Act::Move { account: index, successor } => {
            move_to(admin(organisation_of(index)), account(index), account(successor))
        }
        Act::SetFloor(floor) => set_floor(floor),
        Act::SetSlots { organisation, slots } => set_slots(organisation, slots),
        Act::Suspend(organisation) => {
            if Statuses::get(organisation) == Some(Status::Active) {
                suspend(organisation);
            }
            Ok(())
        }
        Act::Reinstate(organisation) => {
            if Statuses::get(organisation) == Some(Status::Suspended) {
                reinstate(organisation);
            }
            Ok(())
        }
        Act::Expel(organisation) => {
            expel(organisation);
            Ok(())
        }
        Act::LoseRole { account: index } => {
            Staff::remove(account(index));
            Ok(())
        }
        Act::TakeRole { account: index } => {
            Staff::insert(account(index), (organisation_of(index), false));
            Ok(())
        }
        Act::Offence { account: index, sessions_ago } => {
            let _ = report(account(index), current().saturating_sub(sessions_ago));
            Ok(())
        }
        Act::Sessions { count, silent } => {
            for _ in 0..count {
                let silent = (0..ACCOUNTS).filter(|index| silent & (1 << index) != 0).map(account).collect::<Vec<_>>();
                session_without(&silent);
                always();
            }
            Ok(())
        }
    };
}

/// What holds after every step, said again and without the pallet's own words.
fn always() {
    let floor = crate::Floor::<Test>::get() as usize;
    let active = active();
    let queued = QueuedKeys::<Test>::get();
    assert!(!active.is_empty() && !queued.is_empty(), "a set is empty");
    assert!(active.len() >= floor && queued.len() >= floor, "a set is below the floor");
    assert!(active.len().max(queued.len()) <= MAX_VALIDATORS as usize);
    assert_eq!(Authorities::get().len(), active.len(), "a validator has no key at consensus");
    let distinct = Authorities::get().into_iter().collect::<BTreeSet<_>>();
    assert_eq!(distinct.len(), active.len(), "two validators have the same key");
    for account in &active {
        assert!(Session::load_keys(account).is_some(), "a validator has no keys");
    }
    for candidate in Candidates::<Test>::get() {
        assert!(Session::load_keys(&candidate.account).is_some(), "a candidate has no keys");
        assert_eq!(candidate.organisation, organisation_at(candidate.account), "a validator changed its organisation");
    }
    let limit = active.len().saturating_sub(1) / 3;
    assert!(disabled().len() <= limit, "so many are disabled that finality stops");
}

fn organisation_at(account: AccountId) -> OrganisationId {
    (account / 10) as OrganisationId
}

fn try_histories(cases: u32, longest: usize, check_each: bool) {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) };
    let histories = prop::collection::vec(act(), 1..longest);
    new_test_ext().execute_with(|| {
        let tried = TestRunner::new(config).run(&histories, |acts| {
            sp_io::storage::start_transaction();
            let lived = catch_unwind(|| {
                for act in &acts {
                    perform(act);
                    always();
                    if check_each {
                        check();
                    }
                }
                check();
                // Whatever has happened, the network goes on.
                sessions(4);
                always();
                check();
            });
            sp_io::storage::rollback_transaction();
            lived.unwrap_or_else(|found| resume_unwind(found));
            Ok(())
        });
        tried.expect("the set holds");
    });
}

#[test]
fn set_should_hold_through_any_short_history() {
    try_histories(10_000, 16, false);
}

#[test]
fn invariants_should_hold_after_every_step_of_any_long_history() {
    try_histories(100, 120, true);
}
