//! Authorising, withdrawing and applying an upgrade.

use super::scenario::*;
use crate::{Authorisation, Authorised};
use sp_runtime::DigestItem;

fn expires_at() -> u64 {
    System::block_number() + LIFETIME
}

#[test]
fn authorised_code_should_become_the_runtime() {
    run(|| {
        let new = code(SPEC_VERSION + 1);
        assert_ok!(authorise(&new));
        assert_eq!(last_event(), Some(Event::UpgradeAuthorised { code_hash: hash_of(&new), expires_at: expires_at() }));
        assert_eq!(
            Authorised::<Test>::get(),
            Some(Authorisation { code_hash: hash_of(&new), authorised_at: 1, expires_at: 1 + LIFETIME })
        );
        assert_eq!(runtime_code(), None, "authorising changes nothing");

        assert_ok!(apply(new.clone()));
        assert_eq!(last_event(), Some(Event::UpgradeApplied { code_hash: hash_of(&new) }));
        assert_eq!(runtime_code(), Some(new.clone()));
        assert!(System::digest().logs.contains(&DigestItem::RuntimeEnvironmentUpdated));
        // Once.
        assert_noop!(apply(new), Error::NothingAuthorised);
    });
}

#[test]
fn code_should_be_refused_when_nothing_is_authorised() {
    run(|| {
        assert_noop!(apply(code(SPEC_VERSION + 1)), Error::NothingAuthorised);
        assert_noop!(withdraw(COUNCIL), Error::NothingAuthorised);
        assert_noop!(withdraw(CLERK), Error::NothingAuthorised);
    });
}

#[test]
fn code_should_be_refused_when_it_is_another() {
    run(|| {
        assert_ok!(authorise(&code(SPEC_VERSION + 1)));
        assert_noop!(apply(code(SPEC_VERSION + 2)), Error::CodeNotAuthorised);
        assert_noop!(apply(vec![]), Error::CodeNotAuthorised);
    });
}

#[test]
fn second_authorisation_should_be_refused_until_the_first_is_gone() {
    run(|| {
        let (first, second) = (code(SPEC_VERSION + 1), code(SPEC_VERSION + 2));
        assert_ok!(authorise(&first));
        assert_noop!(authorise(&second), Error::AlreadyAuthorised);
        assert_noop!(authorise(&first), Error::AlreadyAuthorised);
        assert_ok!(withdraw(COUNCIL));
        assert_eq!(last_event(), Some(Event::UpgradeWithdrawn { code_hash: hash_of(&first) }));
        assert_ok!(authorise(&second));
        assert_noop!(apply(first), Error::CodeNotAuthorised);
        assert_ok!(apply(second));
    });
}

#[test]
fn withdrawn_code_should_be_refused() {
    run(|| {
        let new = code(SPEC_VERSION + 1);
        assert_ok!(authorise(&new));
        assert_noop!(withdraw(CLERK), Error::AuthorisationNotExpired);
        assert_ok!(withdraw(COUNCIL));
        assert_noop!(apply(new), Error::NothingAuthorised);
    });
}

#[test]
fn expired_code_should_be_refused_and_cleared_away_by_anyone() {
    run(|| {
        let new = code(SPEC_VERSION + 1);
        assert_ok!(authorise(&new));
        pass(LIFETIME);
        assert_noop!(apply(new.clone()), Error::AuthorisationExpired);
        assert_ok!(withdraw(CLERK));
        assert_eq!(Authorised::<Test>::get(), None);

        // One that has expired makes room without being cleared away.
        assert_ok!(authorise(&new));
        pass(LIFETIME);
        assert_ok!(authorise(&new));
        pass(LIFETIME - 1);
        assert_ok!(apply(new));
    });
}

// Under benchmarks the system pallet compares no versions.
#[cfg(not(feature = "runtime-benchmarks"))]
#[test]
fn code_should_be_rejected_for_good_when_it_cannot_follow() {
    type SystemError = frame_system::Error<Test>;
    run(|| {
        let other = version("clinic", SPEC_VERSION + 1);
        for (rejected, error) in [
            (code(SPEC_VERSION), SystemError::SpecVersionNeedsToIncrease),
            (code(SPEC_VERSION - 1), SystemError::SpecVersionNeedsToIncrease),
            (codec::Encode::encode(&other), SystemError::InvalidSpecName),
            (vec![1, 2, 3], SystemError::FailedToExtractRuntimeVersion),
        ] {
            assert_ok!(authorise(&rejected));
            let code_hash = hash_of(&rejected);
            assert_ok!(apply(rejected.clone()));
            assert_eq!(last_event(), Some(Event::UpgradeRejected { code_hash, error: error.into() }));
            assert_noop!(apply(rejected), Error::NothingAuthorised);
        }
        assert_eq!(runtime_code(), None);
    });
}

#[test]
fn code_should_wait_while_a_migration_is_going_on() {
    run(|| {
        let new = code(SPEC_VERSION + 1);
        assert_ok!(authorise(&new));
        Migrating::set(true);
        assert_noop!(apply(new.clone()), frame_system::Error::<Test>::MultiBlockMigrationsOngoing);
        Migrating::set(false);
        assert_ok!(apply(new));
    });
}

#[test]
fn system_s_own_authorisations_should_not_concern_this_pallet() {
    run(|| {
        let new = code(SPEC_VERSION + 1);
        assert_ok!(dispatch(
            RuntimeOrigin::root(),
            frame_system::Call::<Test>::authorize_upgrade { code_hash: hash_of(&new) }
        ));
        assert_noop!(apply(new), Error::NothingAuthorised);
        let call = frame_system::Call::<Test>::authorize_upgrade { code_hash: hash_of(&[]) };
        assert_noop!(by(COUNCIL, call), DispatchError::BadOrigin);
    });
}
