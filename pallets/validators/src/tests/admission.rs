//! How a validator comes into the set.

use super::scenario::*;
use frame_support::dispatch::DispatchResult;

#[test]
fn genesis_should_start_with_its_validators() {
    run(|| {
        assert_eq!(active(), of(1..=4));
        assert_eq!(Authorities::get(), of(1..=4), "each with its key");
        sessions(5);
        assert_eq!(active(), of(1..=4));
    });
}

#[test]
fn validator_should_serve_two_sessions_after_its_admission() {
    run(|| {
        sessions(3);
        join(5);
        assert_eq!(active(), of(1..=4));
        sessions(1);
        assert_eq!(active(), of(1..=4));
        sessions(1);
        assert_eq!(active(), of(1..=5));
        assert_eq!(Authorities::get(), of(1..=5));
        assert_eq!(events(), vec![Event::Admitted { validator: validator(5), organisation: 5 }]);
    });
}

#[test]
fn admission_should_be_refused_without_an_active_organisation() {
    run(|| {
        assert_ok!(set_keys(validator(5), 5));
        suspend(5);
        assert_noop!(admit(5, validator(5)), Error::OrganisationNotActive);
        expel(5);
        assert_noop!(admit(5, validator(5)), Error::OrganisationNotActive);
        assert_noop!(admit(77, validator(5)), Error::OrganisationNotActive);
    });
}

#[test]
fn admission_should_be_refused_for_somebody_else_s_account() {
    run(|| {
        assert_ok!(set_keys(validator(5), 5));
        assert_noop!(admit(6, validator(5)), Error::AccountNotOfOrganisation);
        assert_noop!(admit(6, STRANGER), Error::AccountNotOfOrganisation);
    });
}

#[test]
fn admission_should_be_refused_without_registered_keys() {
    run(|| {
        assert_noop!(admit(5, validator(5)), Error::NoSessionKeys);
    });
}

#[test]
fn keys_should_be_refused_without_the_proof_that_they_are_the_account_s() {
    run(|| {
        // Somebody else's proof: copied from another account's call.
        let call = pallet_session::Call::set_keys { keys: keys(55), proof: proof(validator(6), 55) };
        let refused = dispatch(RuntimeOrigin::signed(validator(5)), call);
        assert_eq!(refused, Err(pallet_session::Error::<Test>::InvalidProof.into()));
        assert_noop!(admit(5, validator(5)), Error::NoSessionKeys);
    });
}

#[test]
fn keys_should_be_refused_to_whoever_acts_for_no_organisation() {
    run(|| {
        let refused: DispatchResult = set_keys(STRANGER, 55);
        assert_eq!(refused, Err(pallet_session::Error::<Test>::NoAssociatedValidatorId.into()));
    });
}

#[test]
fn keys_of_another_validator_should_be_refused() {
    run(|| {
        let refused = set_keys(validator(5), validator(1));
        assert_eq!(refused, Err(pallet_session::Error::<Test>::DuplicatedKey.into()));
    });
}

#[test]
fn admission_should_be_refused_when_it_is_one_already() {
    run(|| {
        assert_noop!(admit(1, validator(1)), Error::AlreadyValidator);
        assert_ok!(leave(validator(1), validator(1)));
        assert_noop!(admit(1, validator(1)), Error::AlreadyValidator);
    });
}

#[test]
fn admission_should_be_refused_when_the_organisation_has_no_slot_left() {
    run(|| {
        assert_ok!(set_keys(spare(1), 102));
        assert_noop!(admit(1, spare(1)), Error::NoSlotLeft);
        assert_ok!(set_slots(1, 2));
        assert_ok!(admit(1, spare(1)));
        settle();
        assert_eq!(active(), [of(1..=4), vec![spare(1)]].concat());
    });
}

#[test]
fn admission_should_be_refused_when_the_set_is_full() {
    run(|| {
        for organisation in FOUNDERS + 1..=MAX_VALIDATORS {
            join(organisation);
        }
        let late = MAX_VALIDATORS + 1;
        assert_ok!(set_keys(validator(late), validator(late)));
        assert_noop!(admit(late, validator(late)), Error::TooManyValidators);
        settle();
        assert_eq!(active().len(), MAX_VALIDATORS as usize);
    });
}

#[test]
fn slots_should_be_refused_out_of_range() {
    run(|| {
        assert_noop!(set_slots(1, MAX_SLOTS + 1), Error::TooManySlots);
        assert_noop!(set_slots(1, 0), Error::SlotsInUse);
        assert_noop!(set_slots(77, 1), Error::OrganisationNotActive);
        assert_ok!(set_slots(5, 0));
        assert_ok!(set_keys(validator(5), 5));
        assert_noop!(admit(5, validator(5)), Error::NoSlotLeft);
        assert_ok!(set_slots(5, 1));
        assert_eq!(crate::Slots::<Test>::iter().count(), 0, "the default is not stored");
        assert_ok!(admit(5, validator(5)));
    });
}

#[test]
#[should_panic(expected = "the floor is above the set")]
fn genesis_should_stop_when_the_floor_is_above_the_set() {
    genesis(vec![1, 2], 3);
}

#[test]
#[should_panic(expected = "runs more validators than it may")]
fn genesis_should_stop_when_an_organisation_has_too_many() {
    let mut storage = Default::default();
    let listed = [validator(1), spare(1)].map(|account| crate::GenesisValidator { organisation: 1, account });
    let config = crate::GenesisConfig::<Test> { validators: listed.to_vec(), floor: 2, session_length: 0 };
    let _ = sp_runtime::BuildStorage::assimilate_storage(&config, &mut storage);
}

#[test]
fn chain_should_keep_the_session_pallet_s_set_when_genesis_names_no_validators() {
    let storage = RuntimeGenesisConfig {
        session: pallet_session::GenesisConfig { keys: vec![(7, 7, keys(7)), (8, 8, keys(8))], ..Default::default() },
        ..Default::default()
    };
    let storage = sp_runtime::BuildStorage::build_storage(&storage).expect("the genesis is sound");
    sp_io::TestExternalities::new(storage).execute_with(|| {
        sessions(4);
        assert_eq!(active(), vec![7, 8]);
        assert_eq!(Pallet::do_try_state(), Ok(()));
    });
}

#[test]
fn sessions_should_have_as_many_blocks_as_genesis_says() {
    use crate::{SessionLength, Sessions};
    use frame_support::traits::EstimateNextSessionRotation;
    use pallet_session::ShouldEndSession;

    run(|| {
        let ends = |from: u64| (from..from + 40).filter(|now| Sessions::<Test>::should_end_session(*now)).count();
        assert_eq!(ends(1), 4, "the default");
        assert_eq!(Sessions::<Test>::estimate_next_session_rotation(12).0, Some(2 * SESSION_LENGTH));
        SessionLength::<Test>::put(5);
        assert_eq!(ends(1), 8);
        assert_eq!(Sessions::<Test>::estimate_next_session_rotation(12).0, Some(15));
        assert_eq!(Sessions::<Test>::average_session_length(), 5);
    });
}
