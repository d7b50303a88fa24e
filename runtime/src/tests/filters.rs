//! Pauses and safe mode on the whole runtime: what stops, what goes on, and that both end by themselves.

use super::{block::*, consortium::*, *};
use crate::{Governance, SafeMode, configs::governance::*};
use bogam_primitives::Capacities;
use frame_support::{
    assert_noop,
    traits::{Contains, GetCallMetadata},
};
use pallet_registry::{Call as Registry, OrganisationReason};
use sp_runtime::{DispatchError, traits::Hash};

/// The block in which the tests begin.
const START: u32 = 2;

/// The second pharmacy. It has no validator.
const PHARMACY: u32 = 5;

fn pause(pallet: &str, call: Option<&str>, blocks: u32) -> RuntimeCall {
    pallet_governance::Call::<Runtime>::pause { pallet: name(pallet), call: call.map(name), blocks }.into()
}

/// An everyday call, of an admin.
fn withdraw_seat() -> RuntimeCall {
    Registry::<Runtime>::withdraw_seat { account: CLINIC_DENTIST.account() }.into()
}

/// Another one of the same pallet, which changes nothing for long.
fn grant_seat() -> RuntimeCall {
    Registry::<Runtime>::grant_seat {
        account: Sr25519Keyring::Two.public().into(),
        capacities: Capacities::of(&[bogam_primitives::Capacity::Custodian]),
        valid_from: 0,
        valid_until: None,
        licence: None,
    }
    .into()
}

fn set_time() -> RuntimeCall {
    pallet_timestamp::Call::<Runtime>::set { now: 1 }.into()
}

#[test]
fn third_of_the_council_should_pause_a_call_and_the_pause_should_end() {
    run(|| {
        let motion = Motion::propose(3, pause("Registry", Some("withdraw_seat"), 100));
        motion.agree(3);
        assert_eq!(motion.close(&HOSPITAL), Ok(Ok(())));
        assert_eq!(motion.result(), Some(Ok(())));

        assert_eq!(submit(&CLINIC, withdraw_seat()), Ok(Err(filtered())));
        let batch = pallet_utility::Call::<Runtime>::batch_all { calls: vec![withdraw_seat()] };
        assert_eq!(submit(&CLINIC, batch), Ok(Err(filtered())));
        assert_eq!(submit(&CLINIC, grant_seat()), Ok(Ok(())));

        begin_block(START + 99);
        assert_eq!(submit(&CLINIC, withdraw_seat()), Ok(Err(filtered())));
        begin_block(START + 100);
        assert_eq!(submit(&CLINIC, withdraw_seat()), Ok(Ok(())));
        assert!(Governance::pauses().is_empty());
    });
}

#[test]
fn council_s_own_motion_should_be_bound_by_a_pause_until_it_is_resumed() {
    run(|| {
        assert_ok!(decide(3, pause("Registry", None, SHORT_PAUSE)));
        let reason = OrganisationReason::Misconduct;
        let suspend = || Registry::<Runtime>::suspend_organisation { organisation: PHARMACY, reason };
        assert_noop!(decide(9, suspend()), filtered());
        let resume = pallet_governance::Call::<Runtime>::resume { pallet: name("Registry"), call: None };
        assert_ok!(decide(5, resume));
        assert_ok!(decide(6, suspend()));
    });
}

#[test]
fn governance_and_consensus_should_never_be_paused() {
    run(|| {
        let refused: DispatchError = pallet_governance::Error::<Runtime>::NeverPaused.into();
        for pallet in NeverPaused::get().iter().chain(&["Governance"]) {
            assert_noop!(decide(9, pause(pallet, None, 1)), refused);
            for call in RuntimeCall::get_call_names(pallet) {
                assert_noop!(decide(9, pause(pallet, Some(*call), 1)), refused);
            }
        }
    });
}

#[test]
fn everything_else_should_be_pausable() {
    run(|| {
        let never = NeverPaused::get();
        for pallet in RuntimeCall::get_module_names() {
            if !never.contains(pallet) && *pallet != "Governance" {
                assert_ok!(decide(3, pause(pallet, None, 1)));
            }
        }
    });
}

#[test]
fn safe_mode_should_stop_what_members_do_and_end_by_itself() {
    run(|| {
        let motion = Motion::propose(3, pallet_safe_mode::Call::<Runtime>::force_enter {});
        motion.agree(3);
        assert_eq!(motion.close(&HOSPITAL), Ok(Ok(())));
        assert!(SafeMode::is_entered());
        assert_eq!(submit(&CLINIC, withdraw_seat()), Ok(Err(filtered())));
        let batch = pallet_utility::Call::<Runtime>::batch { calls: vec![] };
        assert_eq!(submit(&CLINIC, batch), Ok(Err(filtered())));

        begin_block(START + SAFE_MODE);
        assert!(SafeMode::is_entered());
        assert_eq!(submit(&CLINIC, withdraw_seat()), Ok(Err(filtered())));
        // Nobody does anything, and it is over.
        begin_block(START + SAFE_MODE + 1);
        assert!(!SafeMode::is_entered());
        assert_eq!(submit(&CLINIC, withdraw_seat()), Ok(Ok(())));
    });
}

#[test]
fn governance_should_go_on_in_safe_mode() {
    run(|| {
        assert_ok!(decide(3, pallet_safe_mode::Call::<Runtime>::force_enter {}));
        // A whole motion, from its proposal to its effect.
        let authorise = pallet_governance::Call::<Runtime>::authorise_upgrade { code_hash: H256::zero() };
        let motion = Motion::propose(6, authorise);
        motion.agree(6);
        assert_eq!(motion.close(&HOSPITAL), Ok(Ok(())));
        assert_eq!(motion.result(), Some(Ok(())));
        assert!(Governance::authorisation().is_some());
        // Whoever is the cause can be stopped, but nobody else comes in.
        let (organisation, reason) = (PHARMACY, OrganisationReason::SecurityIncident);
        assert_ok!(decide(6, Registry::<Runtime>::suspend_organisation { organisation, reason }));
        assert_noop!(decide(6, Registry::<Runtime>::reinstate_organisation { organisation }), filtered());
        assert_ok!(decide(5, pallet_safe_mode::Call::<Runtime>::force_exit {}));
        assert_ok!(decide(6, Registry::<Runtime>::reinstate_organisation { organisation }));
    });
}

#[test]
fn consensus_and_operational_calls_should_go_on_in_safe_mode() {
    run(|| {
        assert_ok!(decide(3, pallet_safe_mode::Call::<Runtime>::force_enter {}));
        assert_eq!(Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(set_time())), Ok(Ok(())));
        assert_eq!(
            submit(&INSURER, pallet_validators::Call::<Runtime>::leave { validator: INSURER.account() }),
            Ok(Ok(()))
        );
        let id = sp_consensus_grandpa::AuthorityId::from(Ed25519Keyring::Dave.public());
        let proof = Historical::prove((KEY_TYPE, id)).expect("Dave is an authority");
        assert!(CallFilter::contains(&report(Ed25519Keyring::Dave, proof)));
        // Anybody who may send transactions may apply an upgrade, and is told that there is none.
        let apply = pallet_governance::Call::<Runtime>::apply_upgrade { code: vec![1] };
        let nothing = pallet_governance::Error::<Runtime>::NothingAuthorised;
        assert_eq!(submit(&CLINIC_PHYSICIAN, apply), Ok(Err(nothing.into())));
        assert_eq!(submit(&CLINIC_PHYSICIAN, remark()), Ok(Ok(())));
    });
}

#[test]
fn safe_mode_should_not_be_entered_or_extended_for_a_deposit() {
    run(|| {
        let not_configured: DispatchError = pallet_safe_mode::Error::<Runtime>::NotConfigured.into();
        assert_eq!(submit(&HOSPITAL, pallet_safe_mode::Call::<Runtime>::enter {}), Ok(Err(not_configured)));
        assert_ok!(decide(3, pallet_safe_mode::Call::<Runtime>::force_enter {}));
        assert_eq!(submit(&HOSPITAL, pallet_safe_mode::Call::<Runtime>::extend {}), Ok(Err(not_configured)));
        let again: DispatchError = pallet_safe_mode::Error::<Runtime>::Entered.into();
        assert_noop!(decide(3, pallet_safe_mode::Call::<Runtime>::force_enter {}), again);
    });
}

#[test]
fn safe_mode_should_be_extended_by_more_than_half_alone() {
    run(|| {
        assert_ok!(decide(3, pallet_safe_mode::Call::<Runtime>::force_enter {}));
        assert_noop!(decide(4, pallet_safe_mode::Call::<Runtime>::force_extend {}), DispatchError::BadOrigin);
        assert_ok!(decide(5, pallet_safe_mode::Call::<Runtime>::force_extend {}));
        begin_block(START + SAFE_MODE + 1);
        assert!(SafeMode::is_entered());
        begin_block(START + 2 * SAFE_MODE + 1);
        assert!(!SafeMode::is_entered());
    });
}

#[test]
fn session_keys_should_stay_whatever_else_is_filtered() {
    run(|| {
        let purge: RuntimeCall = pallet_session::Call::<Runtime>::purge_keys {}.into();
        assert!(!CallFilter::contains(&purge));
        assert_eq!(submit(&HOSPITAL, purge), Ok(Err(filtered())));
    });
}

#[test]
fn preimage_should_be_stored_by_the_council_s_members_only() {
    run(|| {
        let note = |bytes: &[u8]| pallet_preimage::Call::<Runtime>::note_preimage { bytes: bytes.to_vec() };
        assert_eq!(submit(&CLINIC_DENTIST, note(b"a long text")), Ok(Err(DispatchError::BadOrigin)));
        assert_eq!(submit(&CLINIC, note(b"a long text")), Ok(Ok(())));
        let hash = <Runtime as frame_system::Config>::Hashing::hash(b"a long text");
        assert_eq!(submit(&CLINIC, pallet_preimage::Call::<Runtime>::unnote_preimage { hash }), Ok(Ok(())));
    });
}

#[test]
fn money_should_not_be_burnt() {
    run(|| {
        for keep_alive in [true, false] {
            let burn = pallet_balances::Call::<Runtime>::burn { value: 1, keep_alive };
            assert_eq!(submit(&CLINIC, burn), Ok(Err(filtered())));
        }
    });
}
