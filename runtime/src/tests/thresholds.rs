//! How many have to agree to what: the table of the governance configuration, row by row.

use super::{block::*, consortium::*, *};
use crate::{AccountId, Council, Governance, SafeMode, configs::governance::*};
use bogam_primitives::OrganisationKind;
use frame_support::{
    storage::{TransactionOutcome, with_transaction_unchecked},
    traits::EnsureOrigin,
};
use pallet_collective::Instance1;
use pallet_registry::OrganisationReason;
use sp_runtime::{
    DispatchError,
    traits::{BlakeTwo256, Hash},
};

/// More than half of nine, two thirds and one third of them.
const HALF: u32 = 5;
const TWO_THIRDS: u32 = 6;
const ONE_THIRD: u32 = 3;

/// The second pharmacy, and the authority. Neither has a validator.
const PHARMACY: u32 = 5;
const AUTHORITY_ID: u32 = 0;

struct Matter {
    name: &'static str,
    needed: u32,
    /// What has to be the case before.
    prepare: fn(),
    call: fn() -> RuntimeCall,
}

fn matter(name: &'static str, needed: u32, call: fn() -> RuntimeCall) -> Matter {
    Matter { name, needed, prepare: || (), call }
}

impl Matter {
    fn after(self, prepare: fn()) -> Self {
        Self { prepare, ..self }
    }
}

fn newcomer() -> AccountId {
    [7; 32].into()
}

fn motion_hash() -> H256 {
    BlakeTwo256::hash_of(&remark())
}

fn suspend_pharmacy() {
    let reason = OrganisationReason::Request;
    assert_ok!(pallet_registry::Pallet::<Runtime>::suspend_organisation(RuntimeOrigin::root(), PHARMACY, reason));
}

fn register_keys() {
    let keys = SessionKeys { aura: Sr25519Keyring::Eve.public().into(), grandpa: Ed25519Keyring::Eve.public().into() };
    pallet_session::NextKeys::<Runtime>::insert(AUTHORITY.account(), keys);
}

fn authorise() {
    assert_ok!(Governance::authorise_upgrade(RuntimeOrigin::root(), H256::zero()));
}

fn pause() {
    assert_ok!(Governance::pause(RuntimeOrigin::root(), name("Claims"), None, 1));
}

fn enter_safe_mode() {
    assert_ok!(SafeMode::force_enter(RuntimeOrigin::root()));
}

fn propose() {
    assert_ok!(Council::do_propose_proposed(HOSPITAL.account(), 2, Box::new(remark()), 1_000).map(|_| ()));
}

fn request_preimage() {
    let hash = H256::zero();
    assert_ok!(pallet_preimage::Pallet::<Runtime>::request_preimage(RuntimeOrigin::root(), hash));
}

fn schedule() -> RuntimeCall {
    let (when, call) = (100, Box::new(remark()));
    pallet_scheduler::Call::<Runtime>::schedule { when, maybe_periodic: None, priority: 0, call }.into()
}

fn pause_for(blocks: u32) -> RuntimeCall {
    pallet_governance::Call::<Runtime>::pause { pallet: name("Claims"), call: None, blocks }.into()
}

fn matters() -> Vec<Matter> {
    use pallet_claims::Call as Claims;
    use pallet_collective::Call as Collective;
    use pallet_governance::Call as Rules;
    use pallet_metering::Call as Metering;
    use pallet_preimage::Call as Preimage;
    use pallet_registry::Call as Registry;
    use pallet_safe_mode::Call as Safe;
    use pallet_validators::Call as Validator;

    vec![
        matter("admit an organisation", TWO_THIRDS, || {
            Registry::<Runtime>::admit_organisation {
                kind: OrganisationKind::Clinic,
                admin: newcomer(),
                name: b"Another".to_vec(),
                institution_code: b"C".to_vec(),
            }
            .into()
        }),
        matter("suspend an organisation", TWO_THIRDS, || {
            let reason = OrganisationReason::Request;
            Registry::<Runtime>::suspend_organisation { organisation: PHARMACY, reason }.into()
        }),
        matter("reinstate an organisation", TWO_THIRDS, || {
            Registry::<Runtime>::reinstate_organisation { organisation: PHARMACY }.into()
        })
        .after(suspend_pharmacy),
        matter("remove an organisation", TWO_THIRDS, || {
            let reason = OrganisationReason::Request;
            Registry::<Runtime>::remove_organisation { organisation: PHARMACY, reason }.into()
        }),
        matter("replace an admin", TWO_THIRDS, || {
            let (organisation, new_admin) = (PHARMACY, newcomer());
            Registry::<Runtime>::replace_admin { organisation, new_admin, compromised_since: None }.into()
        }),
        matter("admit a validator", TWO_THIRDS, || {
            Validator::<Runtime>::admit { organisation: AUTHORITY_ID, validator: AUTHORITY.account() }.into()
        })
        .after(register_keys),
        matter("remove a validator", TWO_THIRDS, || {
            Validator::<Runtime>::remove { validator: HOSPITAL.account() }.into()
        }),
        matter("set the floor", TWO_THIRDS, || Validator::<Runtime>::set_floor { floor: 2 }.into()),
        matter("set slots", TWO_THIRDS, || Validator::<Runtime>::set_slots { organisation: PHARMACY, slots: 2 }.into()),
        matter("set an allowance", TWO_THIRDS, || {
            Metering::<Runtime>::set_allowance { organisation: PHARMACY, allowance: Some(1) }.into()
        }),
        matter("appoint the clearing agent", TWO_THIRDS, || {
            Claims::<Runtime>::set_clearing_agent { agent: Some(newcomer()) }.into()
        }),
        matter("dismiss the clearing agent", TWO_THIRDS, || {
            Claims::<Runtime>::set_clearing_agent { agent: None }.into()
        }),
        matter("authorise an upgrade", TWO_THIRDS, || {
            Rules::<Runtime>::authorise_upgrade { code_hash: H256::zero() }.into()
        }),
        matter("withdraw an upgrade", TWO_THIRDS, || Rules::<Runtime>::withdraw_upgrade {}.into()).after(authorise),
        matter("take a motion down", HALF, || {
            Collective::<Runtime, Instance1>::disapprove_proposal { proposal_hash: motion_hash() }.into()
        })
        .after(propose),
        matter("kill a motion", HALF, || {
            Collective::<Runtime, Instance1>::kill { proposal_hash: motion_hash() }.into()
        })
        .after(propose),
        matter("schedule", HALF, schedule),
        matter("request a text", HALF, || Preimage::<Runtime>::request_preimage { hash: H256::zero() }.into()),
        matter("give up a text", HALF, || Preimage::<Runtime>::unrequest_preimage { hash: H256::zero() }.into())
            .after(request_preimage),
        matter("resume", HALF, || Rules::<Runtime>::resume { pallet: name("Claims"), call: None }.into()).after(pause),
        matter("extend safe mode", HALF, || Safe::<Runtime>::force_extend {}.into()).after(enter_safe_mode),
        matter("exit safe mode", HALF, || Safe::<Runtime>::force_exit {}.into()).after(enter_safe_mode),
        matter("pause for long", HALF, || pause_for(LONG_PAUSE)),
        matter("pause for just too long for a third", HALF, || pause_for(SHORT_PAUSE + 1)),
        matter("pause for a day", ONE_THIRD, || pause_for(SHORT_PAUSE)),
        matter("enter safe mode", ONE_THIRD, || Safe::<Runtime>::force_enter {}.into()),
    ]
}

/// What comes of it with so many votes. It is not remembered.
fn outcome(matter: &Matter, yes: u32) -> Result<(), DispatchError> {
    with_transaction_unchecked(|| {
        (matter.prepare)();
        TransactionOutcome::Rollback(decide(yes, (matter.call)()))
    })
}

#[test]
fn every_matter_should_pass_with_exactly_as_many_votes_as_it_needs() {
    run(|| {
        for matter in matters() {
            for yes in 0..=COUNCIL.len() as u32 {
                let found = outcome(&matter, yes);
                if yes >= matter.needed {
                    assert_eq!(found, Ok(()), "{} with {yes}", matter.name);
                } else if yes < ONE_THIRD || !matter.name.starts_with("pause for") {
                    assert_eq!(found, Err(DispatchError::BadOrigin), "{} with {yes}", matter.name);
                } else {
                    let too_long = pallet_governance::Error::<Runtime>::PauseTooLong.into();
                    assert_eq!(found, Err(too_long), "{} with {yes}", matter.name);
                }
            }
        }
    });
}

#[test]
fn no_matter_should_be_decided_by_anybody_who_signs() {
    run(|| {
        for matter in matters() {
            with_transaction_unchecked(|| {
                (matter.prepare)();
                let done = (matter.call)().dispatch(RuntimeOrigin::signed(HOSPITAL.account()));
                let refused = done.map(|_| ()).map_err(|refused| refused.error);
                let expected = match matter.name {
                    // Anybody could, once it has expired.
                    "withdraw an upgrade" => pallet_governance::Error::<Runtime>::AuthorisationNotExpired.into(),
                    _ => DispatchError::BadOrigin,
                };
                assert_eq!(refused, Err(expected), "{}", matter.name);
                TransactionOutcome::Rollback(())
            });
        }
    });
}

#[test]
fn no_pause_should_be_longer_than_a_month() {
    run(|| {
        let too_long = pallet_governance::Error::<Runtime>::PauseTooLong;
        assert_eq!(decide(9, pause_for(LONG_PAUSE + 1)), Err(too_long.into()));
    });
}

#[test]
fn shares_should_be_counted_of_all_members_whatever_their_number() {
    // The fewest votes with which an origin is accepted.
    fn fewest<Ensure: EnsureOrigin<RuntimeOrigin>>(members: u32) -> u32 {
        let accepted = |yes| {
            let origin = pallet_collective::RawOrigin::<AccountId, Instance1>::Members(yes, members);
            Ensure::try_origin(origin.into()).is_ok()
        };
        (1..=members).find(|yes| accepted(*yes)).expect("all members together may")
    }
    chain(genesis::LOCAL).execute_with(|| {
        for members in 1..=MAX_COUNCIL_MEMBERS {
            assert_eq!(fewest::<EnsureMoreThanHalfOfCouncil>(members), members / 2 + 1);
            assert_eq!(fewest::<EnsureTwoThirdsOfCouncil>(members), (2 * members).div_ceil(3));
            assert_eq!(fewest::<EnsureOneThirdOfCouncil>(members), members.div_ceil(3));
        }
    });
}

#[test]
fn scheduled_call_should_need_what_it_needs_at_once() {
    run(|| {
        let allowance = |organisation| -> RuntimeCall {
            pallet_metering::Call::<Runtime>::set_allowance { organisation, allowance: Some(1) }.into()
        };
        for (votes, organisation, when) in [(HALF, 1, 10), (TWO_THIRDS, 2, 11)] {
            let call = Box::new(allowance(organisation));
            let call = pallet_scheduler::Call::<Runtime>::schedule { when, maybe_periodic: None, priority: 0, call };
            assert_ok!(decide(votes, call));
        }
        begin_block(10);
        begin_block(11);
        assert_eq!(pallet_metering::Allowances::<Runtime>::get(1), None);
        assert_eq!(pallet_metering::Allowances::<Runtime>::get(2), Some(1));
    });
}
