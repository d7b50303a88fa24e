//! Every call is refused to whoever has no part in it.

use super::scenario::*;
use crate::{Call, Party, PreauthorisationVerdict, mock::*};
use bogam_primitives::{ClaimId, Commitment, PlanId, PolicyId, PreauthorisationId, claim::Limits};
use frame_support::assert_noop;
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchError::BadOrigin};

fn calls() -> Vec<(Call<Test>, bool)> {
    let (plan_id, policy) = (PlanId(H256::zero()), PolicyId(H256::zero()));
    let (claim, preauthorisation) = (ClaimId(H256::zero()), PreauthorisationId(H256::zero()));
    let commitment = Commitment(H256::zero());
    let party = Party::Organisation(INSURER_A);
    let limits = Limits { deductible: 0, cap: 1 };
    let new = bill(policy, vec![line(Medicine, encounter(1), 1)]);
    let asked = request(policy, Medicine, 1);
    let statement = sign(&key(1), consent_to(&CLERK_H, &asked));
    // The second says whether a seat is needed that a suspended one does not give.
    vec![
        (Call::publish_plan { new: plan() }, true),
        (Call::close_plan { plan: plan_id }, true),
        (Call::issue_policy { new: new_policy(plan_id, key(1)) }, true),
        (Call::issue_handle { new: new_handle(plan_id, 1, limits) }, true),
        (Call::end_policy { policy }, true),
        (Call::rotate_policy_key { policy, new_holder: key(2) }, false),
        (Call::request_preauthorisation { new: asked, statement }, true),
        (Call::decide_preauthorisation { preauthorisation, verdict: PreauthorisationVerdict::Approve }, true),
        (Call::withdraw_preauthorisation { preauthorisation }, true),
        (Call::release_preauthorisation { preauthorisation }, false),
        (Call::submit { new, statements: vec![] }, true),
        (Call::cancel { claim }, true),
        (Call::request_information { claim, question: commitment }, true),
        (Call::provide_information { claim, answer: commitment }, true),
        (Call::decide { claim, verdicts: vec![] }, true),
        (Call::decide_overdue { claim }, false),
        (Call::appeal { claim, grounds: commitment }, true),
        (Call::decide_appeal { claim, verdicts: vec![] }, true),
        (Call::fund { claim }, false),
        (Call::settle { claims: vec![] }, true),
        (Call::confirm_payment { claims: vec![], reference: commitment }, true),
        (Call::request_redemption { party: party.clone(), amount: 1 }, true),
        (Call::cancel_redemption { party: party.clone() }, true),
        (Call::mint { organisation: 1, amount: 1, reference: H256::zero() }, false),
        (Call::redeem { party, amount: 1, reference: H256::zero() }, false),
    ]
}

#[test]
fn calls_should_be_refused_without_a_signature_and_without_a_live_seat() {
    run(|| {
        for (call, seated) in calls() {
            assert_noop!(dispatch(RuntimeOrigin::none(), call.clone()), BadOrigin);
            assert_noop!(dispatch(RuntimeOrigin::root(), call.clone()), BadOrigin);
            if seated {
                assert_noop!(signed(&STRANGER, call.clone()), Refusal::NoSeat);
                assert_noop!(signed(&SUSPENDED, call), Refusal::SeatSuspended);
            }
        }
    });
}

/// A seat of one role does not serve another.
#[test]
fn calls_should_be_refused_to_seats_of_other_roles() {
    run(|| {
        let everyone = [UNDERWRITER_A, CLERK_P, ASSESSOR_A1, TREASURER_A];
        for (call, seated) in calls() {
            if !seated {
                continue;
            }
            let refusal: DispatchError = Refusal::NoSeat.into();
            let refused = everyone.iter().filter(|who| signed(who, call.clone()) == Err(refusal)).count();
            assert_eq!(refused, everyone.len() - 1, "{call:?}");
        }
    });
}

/// A patient's key has no part in what seats do, but that it may appeal.
#[test]
fn calls_of_seats_should_be_refused_to_a_patients_key_unless_it_appeals() {
    run(|| {
        policy(1);
        for (call, _) in calls().into_iter().filter(|(_, seated)| *seated) {
            let refusal: DispatchError = match call {
                Call::appeal { .. } => Error::UnknownClaim.into(),
                _ => Refusal::NoSeat.into(),
            };
            assert_noop!(signed(&key(1), call), refusal);
        }
    });
}

#[test]
fn appointing_the_clearing_agent_should_be_refused_to_all_but_governance() {
    run(|| {
        let call = Call::set_clearing_agent { agent: Some(STRANGER) };
        for who in [STRANGER, UNDERWRITER_A, TREASURER_A, AGENT] {
            assert_noop!(signed(&who, call.clone()), BadOrigin);
        }
        assert_noop!(dispatch(RuntimeOrigin::none(), call), BadOrigin);
    });
}

/// What is done in a batch or for somebody else is done as that account: no call trusts more than its origin. What two
/// people do at once is decided by order alone.
#[test]
fn claims_that_race_for_the_last_of_a_benefit_should_share_it() {
    run(|| {
        let mut tight = plan();
        (tight.terms.deductible, tight.terms.annual_cap) = (0, 30_000);
        tight.rules[0].coverage = 10_000;
        let id = insured(&UNDERWRITER_A, tight, 1);
        let (first, second, third) = (medicine(id, 50, 20_000), medicine(id, 51, 20_000), medicine(id, 52, 20_000));
        assert_eq!([first, second, third].map(|id| claim(id).paid()), [20_000, 10_000, 0]);
    });
}
