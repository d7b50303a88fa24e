//! Every call × every state of a validator × every class of origin, on the real pallet.
//!
//! The answers are the tables of `docs/validators-table.md`. The test compares them with that file and rewrites it when
//! `BOGAM_BLESS=1` is set. Whatever is refused leaves the storage as it was.

use super::scenario::*;
use crate::Call;
use frame_support::{
    dispatch::DispatchResult,
    pallet_prelude::DispatchError,
    storage::{TransactionOutcome, with_transaction_unchecked},
    traits::GetCallName,
};
use sp_runtime::StateVersion;
use std::fmt::Write;

/// The organisation whose validator the tables are about.
const ORGANISATION: OrganisationId = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    NoKeys,
    Keys,
    Serving,
    Leaving,
    Offline,
    Removed,
    Offender,
    OrganisationSuspended,
    OrganisationRemoved,
    RoleLost,
    Departed,
    Gone,
}

const STATES: [(State, &str, &str); 12] = [
    (State::NoKeys, "No keys", "the account has not registered session keys"),
    (State::Keys, "Keys", "it has, and is no validator"),
    (State::Serving, "Serving", "admitted, and in the set"),
    (State::Leaving, "Leaving", "asked to leave, and the floor retains it"),
    (State::Offline, "Offline", "set aside"),
    (State::Removed, "Removed", "by governance, and the floor retains it"),
    (State::Offender, "Offender", "proven to have equivocated, and the floor retains it"),
    (State::OrganisationSuspended, "Organisation suspended", "as Serving, and its organisation is suspended"),
    (State::OrganisationRemoved, "Organisation removed", "as Serving, and its organisation is removed"),
    (State::RoleLost, "Role lost", "as Serving, and its account acts for the organisation no more"),
    (State::Departed, "Departed", "it has left, and still serves until the planned sessions are over"),
    (State::Gone, "Gone", "it has left, and does not serve any more"),
];

fn prepare(state: State) {
    let account = validator(ORGANISATION);
    // What it could move to.
    assert_ok!(set_keys(spare(ORGANISATION), 400));
    let floor_retains = matches!(state, State::Leaving | State::Removed | State::Offender);
    let departs = matches!(state, State::NoKeys | State::Keys | State::Departed | State::Gone);
    if floor_retains {
        assert_ok!(set_floor(4));
    }
    if departs {
        assert_ok!(leave(account, account));
    }
    match state {
        State::NoKeys => {
            settle();
            assert_ok!(release_keys(account, account));
        }
        // The difference to `Gone` is that it never served: which nobody can see.
        State::Keys | State::Gone => settle(),
        State::Departed => sessions(1),
        State::Serving => (),
        State::Leaving => {
            assert_ok!(leave(account, account));
        }
        State::Offline => (0..OFFLINE_SESSIONS).for_each(|_| session_without(&[account])),
        State::Removed => {
            assert_ok!(remove(account));
        }
        State::Offender => assert_eq!(report(account, 0), Ok(())),
        State::OrganisationSuspended => suspend(ORGANISATION),
        State::OrganisationRemoved => {
            expel(ORGANISATION);
            Staff::remove(account);
        }
        State::RoleLost => Staff::remove(account),
    }
    if floor_retains {
        settle();
    }
}

const ORIGINS: [(&str, Option<Option<AccountId>>); 7] = [
    ("unsigned", None),
    ("governance", Some(None)),
    ("the validator", Some(Some(validator(ORGANISATION)))),
    ("its admin", Some(Some(admin(ORGANISATION)))),
    ("staff", Some(Some(spare(ORGANISATION)))),
    ("another admin", Some(Some(admin(1)))),
    ("anyone", Some(Some(STRANGER))),
];

fn origin(who: Option<Option<AccountId>>) -> RuntimeOrigin {
    match who {
        None => RuntimeOrigin::none(),
        Some(None) => RuntimeOrigin::root(),
        Some(Some(account)) => RuntimeOrigin::signed(account),
    }
}

fn calls() -> Vec<Call<Test>> {
    let validator = validator(ORGANISATION);
    vec![
        Call::admit { organisation: ORGANISATION, validator },
        Call::remove { validator },
        Call::leave { validator },
        Call::rejoin { validator },
        Call::move_to { validator, successor: spare(ORGANISATION) },
        Call::release_keys { account: validator },
    ]
}

/// The answer to a call, which is not remembered. A refusal has changed nothing.
fn answer(call: Call<Test>, who: Option<Option<AccountId>>) -> String {
    let before = sp_io::storage::root(StateVersion::V1);
    let mut done: DispatchResult = Ok(());
    with_transaction_unchecked(|| {
        done = dispatch(origin(who), call);
        if done.is_err() {
            return TransactionOutcome::Commit(());
        }
        check();
        TransactionOutcome::Rollback(())
    });
    assert_eq!(sp_io::storage::root(StateVersion::V1), before, "a refusal changes nothing");
    match done {
        Ok(()) => "**yes**".into(),
        Err(DispatchError::Module(error)) => error.message.unwrap_or("another pallet").into(),
        Err(DispatchError::BadOrigin) => "–".into(),
        Err(other) => format!("{other:?}"),
    }
}

fn tables() -> String {
    let mut text = String::from(
        "# Validators: who may do what, when\n\nGenerated by the tests of the pallet. A dash stands for an origin that \
         may never make the call; **yes** for a call that is accepted; anything else is the error.\n\n| state | |\n|---|---|\n",
    );
    for (_, name, meaning) in STATES {
        writeln!(text, "| {name} | {meaning} |").expect("a string takes everything");
    }
    for call in calls() {
        let heads = ORIGINS.map(|(name, _)| name).join(" | ");
        let rule = "---|".repeat(ORIGINS.len() + 1);
        write!(text, "\n## `{}`\n\n| | {heads} |\n|{rule}\n", call.get_call_name()).expect("a string takes everything");
        for (state, name, _) in STATES {
            let answers = new_test_ext().execute_with(|| {
                prepare(state);
                check();
                ORIGINS.map(|(_, who)| answer(call.clone(), who)).join(" | ")
            });
            writeln!(text, "| {name} | {answers} |").expect("a string takes everything");
        }
    }
    text
}

#[test]
fn answers_should_be_those_of_the_documentation() {
    let file = std::path::Path::new("../../docs/validators-table.md");
    let found = tables();
    if std::env::var_os("BOGAM_BLESS").is_some() {
        std::fs::write(file, &found).expect("the folder is there");
    }
    let documented = std::fs::read_to_string(file).expect("the table is there");
    assert!(documented == found, "docs/validators-table.md is not what the pallet answers; BOGAM_BLESS=1 rewrites it");
}

#[test]
fn governance_s_settings_should_be_refused_to_everybody_else() {
    run(|| {
        for (name, who) in ORIGINS {
            let settings = [Call::set_floor { floor: 2 }, Call::set_slots { organisation: 5, slots: 2 }];
            for call in settings {
                assert_eq!(answer(call, who) == "**yes**", name == "governance", "{name}");
            }
        }
    });
}
