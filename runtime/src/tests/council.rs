//! The council is at any time the admins of the active organisations.

use super::{block::*, consortium::*, *};
use crate::{AccountId, Council, CouncilMembership, Registry, configs::governance::*};
use bogam_primitives::{OrganisationKind, traits::Electorate};
use frame_support::{
    assert_noop,
    traits::{Contains, InitializeMembers},
};
use pallet_collective::Instance1;
use pallet_registry::{Call, OrganisationReason, OrganisationStatus, Organisations};
use sp_runtime::DispatchError;
use std::collections::BTreeSet;

/// The pharmacy in Seongsan: it has no validator.
const PHARMACY: u32 = 5;
const REASON: OrganisationReason = OrganisationReason::SecurityIncident;

fn members() -> Vec<AccountId> {
    pallet_collective::Members::<Runtime, Instance1>::get()
}

/// The council, its membership and the registry agree.
pub fn check() {
    let active = Organisations::<Runtime>::iter_values().filter(|record| record.status == OrganisationStatus::Active);
    let admins = active.map(|record| record.admin).collect::<BTreeSet<_>>();
    assert_eq!(members(), admins.into_iter().collect::<Vec<_>>(), "the council is the admins, in order");
    assert_eq!(pallet_membership::Members::<Runtime, Instance1>::get().into_inner(), members());
    assert_eq!(pallet_membership::Prime::<Runtime, Instance1>::get(), None);
    assert_eq!(pallet_collective::Prime::<Runtime, Instance1>::get(), None);
}

fn newcomer(number: u32) -> AccountId {
    let mut bytes = [7; 32];
    bytes[..4].copy_from_slice(&number.to_le_bytes());
    bytes.into()
}

fn admission(number: u32) -> Call<Runtime> {
    Call::admit_organisation {
        kind: OrganisationKind::Laboratory,
        admin: newcomer(number),
        name: b"Another".to_vec(),
        institution_code: format!("L{number}").into_bytes(),
    }
}

#[test]
fn council_should_be_the_admins_of_all_organisations_of_genesis() {
    for name in genesis::preset_names() {
        chain(name.as_ref()).execute_with(|| {
            check();
            let expected = COUNCIL.iter().map(|member| member.account()).collect::<BTreeSet<_>>();
            assert_eq!(members().into_iter().collect::<BTreeSet<_>>(), expected);
        });
    }
}

#[test]
#[should_panic(expected = "genesis: the council's members are the admins")]
fn genesis_should_stop_when_it_names_members_of_the_council() {
    NoMembersOfItsOwn::initialize_members(&[HOSPITAL.account()]);
}

#[test]
fn council_should_follow_every_change_of_the_registry() {
    run(|| {
        let is_member = |account: &AccountId| members().contains(account);
        assert_ok!(decide(6, admission(1)));
        assert!(is_member(&newcomer(1)));
        check();

        assert_ok!(decide(6, Call::suspend_organisation { organisation: PHARMACY, reason: REASON }));
        assert!(!is_member(&PHARMACY_B.account()));
        check();
        assert_ok!(decide(
            6,
            Call::replace_admin { organisation: PHARMACY, new_admin: newcomer(2), compromised_since: None }
        ));
        assert!(!is_member(&newcomer(2)), "its organisation is suspended");
        check();
        assert_ok!(decide(6, Call::reinstate_organisation { organisation: PHARMACY }));
        assert!(is_member(&newcomer(2)));
        check();

        assert_ok!(decide(
            6,
            Call::replace_admin { organisation: PHARMACY, new_admin: newcomer(3), compromised_since: Some(0) }
        ));
        assert!(is_member(&newcomer(3)) && !is_member(&newcomer(2)));
        check();
        assert_eq!(submit(&RESEARCH, Call::rotate_admin { new_admin: newcomer(4) }), Ok(Ok(())));
        assert!(is_member(&newcomer(4)) && !is_member(&RESEARCH.account()));
        check();

        assert_ok!(decide(6, Call::remove_organisation { organisation: PHARMACY, reason: REASON }));
        assert!(!is_member(&newcomer(3)));
        check();
        let suspended = 8;
        assert_ok!(decide(6, Call::suspend_organisation { organisation: suspended, reason: REASON }));
        assert_ok!(decide(6, Call::remove_organisation { organisation: suspended, reason: REASON }));
        assert_eq!(members().len(), COUNCIL.len() + 1 - 2);
    });
}

#[test]
fn organisation_should_be_refused_before_anything_changes_when_the_council_is_full() {
    run(|| {
        for number in members().len() as u32..MAX_COUNCIL_MEMBERS {
            assert_ok!(decide(6, admission(number)));
        }
        assert_eq!(members().len(), MAX_COUNCIL_MEMBERS as usize);
        let full: DispatchError = pallet_registry::Error::<Runtime>::ElectorateFull.into();
        assert_noop!(decide(6, admission(1_000)), full);
        assert_ok!(decide(6, Call::suspend_organisation { organisation: PHARMACY, reason: REASON }));
        assert_ok!(decide(6, admission(1_000)));
        assert_noop!(decide(6, Call::reinstate_organisation { organisation: PHARMACY }), full);
        // Who is there can hand over.
        assert_eq!(submit(&RESEARCH, Call::rotate_admin { new_admin: newcomer(1_001) }), Ok(Ok(())));
    });
}

#[test]
fn nobody_should_change_the_council_otherwise() {
    run(|| {
        type Membership = pallet_membership::Call<Runtime, Instance1>;
        let (outsider, member) = (Address::Id(newcomer(1)), Address::Id(CLINIC.account()));
        let calls: [RuntimeCall; 7] = [
            Membership::add_member { who: outsider.clone() }.into(),
            Membership::remove_member { who: member.clone() }.into(),
            Membership::swap_member { remove: member.clone(), add: outsider.clone() }.into(),
            Membership::reset_members { members: vec![] }.into(),
            Membership::change_key { new: outsider }.into(),
            Membership::set_prime { who: member }.into(),
            Membership::clear_prime {}.into(),
        ];
        for call in calls {
            assert_noop!(decide(9, call.clone()), filtered());
            assert_eq!(submit(&HOSPITAL, call), Ok(Err(filtered())));
        }
        let set = pallet_collective::Call::<Runtime, Instance1>::set_members {
            new_members: vec![HOSPITAL.account()],
            prime: None,
            old_count: 9,
        };
        assert_noop!(decide(9, set), DispatchError::BadOrigin);
    });
}

#[test]
fn single_member_should_not_act_with_the_council_s_priority() {
    run(|| {
        let proposal = Box::new(remark());
        let execute = pallet_collective::Call::<Runtime, Instance1>::execute { proposal, length_bound: 100 };
        assert_eq!(submit(&HOSPITAL, execute), Ok(Err(filtered())));
    });
}

#[test]
fn motion_should_be_refused_when_it_is_too_long_to_be_kept() {
    let propose = |length_bound| -> RuntimeCall {
        let proposal = Box::new(remark());
        pallet_collective::Call::<Runtime, Instance1>::propose { threshold: 5, proposal, length_bound }.into()
    };
    assert!(CouncilRules::contains(&propose(MAX_MOTION_LENGTH)));
    assert!(!CouncilRules::contains(&propose(MAX_MOTION_LENGTH + 1)));
}

#[test]
fn motion_should_pass_with_the_votes_that_its_matter_needs() {
    run(|| {
        let motion = Motion::propose(6, admission(1));
        motion.agree(5);
        let too_early = pallet_collective::Error::<Runtime, Instance1>::TooEarly;
        assert_eq!(motion.close(&HOSPITAL), Ok(Err(too_early.into())));
        assert_eq!(motion.vote(&COUNCIL[5], true), Ok(Ok(())));
        // Anybody who may send transactions closes it.
        assert_eq!(motion.close(&CLINIC_PHYSICIAN), Ok(Ok(())));
        assert_eq!(motion.result(), Some(Ok(())));
        assert!(members().contains(&newcomer(1)));
    });
}

#[test]
fn motion_should_change_nothing_when_its_proposer_asked_for_too_few_votes() {
    run(|| {
        let motion = Motion::propose(2, admission(1));
        motion.agree(2);
        assert_eq!(motion.close(&HOSPITAL), Ok(Ok(())));
        assert_eq!(motion.result(), Some(Err(DispatchError::BadOrigin)));
        assert!(!members().contains(&newcomer(1)));
    });
}

#[test]
fn abstention_should_not_count_as_a_yes_when_a_motion_ends() {
    run(|| {
        let motion = Motion::propose(6, admission(1));
        motion.agree(5);
        // Not a session change.
        begin_block(2 + MOTION_DURATION + 1);
        assert_eq!(motion.close(&HOSPITAL), Ok(Ok(())));
        assert_eq!(motion.result(), None, "it has not passed");
        assert_eq!(pallet_collective::Proposals::<Runtime, Instance1>::get().len(), 0);
        assert!(!members().contains(&newcomer(1)));
    });
}

#[test]
fn vote_should_leave_a_motion_with_the_key_that_cast_it() {
    run(|| {
        let motion = Motion::propose(6, admission(1));
        motion.agree(6);
        // One of the six, who validates nothing: afterwards it is an outsider.
        assert_eq!(submit(&PHARMACY_B, Call::rotate_admin { new_admin: newcomer(2) }), Ok(Ok(())));
        let too_early = pallet_collective::Error::<Runtime, Instance1>::TooEarly;
        assert_eq!(motion.close(&CLINIC), Ok(Err(too_early.into())));
        let outsider = InvalidTransaction::Custom(Refusal::Outsider as u8);
        assert_eq!(motion.vote(&PHARMACY_B, true), Err(TransactionValidityError::Invalid(outsider)));
        let not_member = pallet_collective::Error::<Runtime, Instance1>::NotMember;
        let by = RuntimeOrigin::signed(PHARMACY_B.account());
        assert_noop!(Council::vote(by, motion.hash, motion.index, true), not_member);
    });
}

#[test]
fn electorate_should_have_room_until_the_council_is_full() {
    run(|| {
        assert!(CouncilOfAdmins::has_room());
        for number in members().len() as u32..MAX_COUNCIL_MEMBERS {
            assert_ok!(Registry::admit_organisation(
                RuntimeOrigin::root(),
                OrganisationKind::Laboratory,
                newcomer(number),
                b"Another".to_vec(),
                format!("L{number}").into_bytes(),
            ));
        }
        assert!(!CouncilOfAdmins::has_room());
        assert_eq!(CouncilMembership::members().len(), MAX_COUNCIL_MEMBERS as usize);
    });
}
