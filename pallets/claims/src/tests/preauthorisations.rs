//! Approval before the service.

use super::scenario::*;
use crate::{Call, PreauthorisationState, PreauthorisationVerdict::*, Preauthorisations, mock::*};
use bogam_primitives::{
    Commitment, PolicyId, PreauthorisationId,
    claim::{NewLine, NewPreauthorisation, plan::BENEFIT_YEAR},
};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

fn state(id: PreauthorisationId) -> PreauthorisationState {
    Preauthorisations::<Test>::get(id).expect("it is there").state
}

fn withdraw(who: &AccountId, preauthorisation: PreauthorisationId) -> sp_runtime::DispatchResult {
    signed(who, Call::withdraw_preauthorisation { preauthorisation })
}

fn release(preauthorisation: PreauthorisationId) -> sp_runtime::DispatchResult {
    signed(&STRANGER, Call::release_preauthorisation { preauthorisation })
}

const UNKNOWN: PreauthorisationId = PreauthorisationId(H256::zero());

#[test]
fn approval_should_be_given_at_once_up_to_the_limit_and_reserve() {
    run(|| {
        let id = policy(1);
        let approval = asked(id, 100_000);
        let until = START + 60 * DAY;
        assert_eq!(state(approval), PreauthorisationState::Approved { amount: 100_000, until, claim: None });
        assert_events(&[Event::PreauthorisationApproved { preauthorisation: approval, amount: 100_000, until }]);
        assert_eq!((year(id).reserved, year(id).paid), (100_000, 0));

        let dear = asked(id, 100_001);
        assert_events(&[Event::PreauthorisationPended { preauthorisation: dear, deadline: START + 5 * DAY }]);
        let reviewed = request(id, Document, 1);
        assert_ok!(ask(&CLERK_H, reviewed));
        assert!(matches!(state(request_id(&CLERK_H, &reviewed)), PreauthorisationState::Pended { .. }));
    });
}

#[test]
fn request_should_be_approved_modified_or_denied_by_an_assessor() {
    run(|| {
        let id = policy(1);
        let [first, second, third] = [200_000, 300_000, 400_000].map(|amount| asked(id, amount));
        assert_noop!(answer(&ASSESSOR_A1, UNKNOWN, Approve), Error::UnknownPreauthorisation);
        assert_noop!(answer(&ASSESSOR_B, first, Approve), Error::NotYourPolicy);
        assert_noop!(answer(&CLERK_H, first, Approve), Refusal::NoSeat);
        assert_ok!(answer(&ASSESSOR_A1, first, Approve));
        assert_noop!(answer(&ASSESSOR_A1, first, Approve), Error::PreauthorisationNotPending);
        for amount in [0, 300_000, u64::MAX] {
            assert_noop!(answer(&ASSESSOR_A1, second, Modify(amount)), Error::ModifiedOutOfRange);
        }
        assert_ok!(answer(&ASSESSOR_A1, second, Modify(250_000)));
        assert_noop!(answer(&ASSESSOR_A1, third, Deny(Why::Copayment)), Error::ReasonNotForAssessors);
        assert_ok!(answer(&ASSESSOR_A1, third, Deny(Why::NotCovered)));
        assert_events(&[Event::PreauthorisationDenied { preauthorisation: third, reason: Why::NotCovered }]);
        assert_eq!(state(third), PreauthorisationState::Denied(Why::NotCovered));
        assert_eq!(year(id).reserved, 450_000);
        // What is reserved is not free for anything else.
        let more = asked(id, 600_000);
        assert_noop!(answer(&ASSESSOR_A1, more, Approve), Error::BenefitExceeded);
        assert_ok!(answer(&ASSESSOR_A1, more, Modify(550_000)));
        let nothing_left = medicine(id, 50, 50_000);
        assert_eq!(decided(nothing_left), [(0, vec![(1, 10_000), (2, 8_000), (119, 32_000)])]);
    });
}

#[test]
fn request_should_not_be_decided_from_its_deadline_on() {
    run(|| {
        let id = policy(1);
        let [first, second, third] = [200_000, 300_000, 400_000].map(|amount| asked(id, amount));
        pass(5 * DAY - 1);
        assert_noop!(release(second), Error::PreauthorisationNotOver);
        assert_ok!(answer(&ASSESSOR_A1, first, Approve));
        pass(1);
        for verdict in [Approve, Modify(1), Deny(Why::NotCovered)] {
            assert_noop!(answer(&ASSESSOR_A1, second, verdict), Error::PreauthorisationOverdue);
        }
        assert_eq!(year(id).reserved, 200_000);

        // Anyone can put it away, or the provider, who asks anew.
        assert_ok!(release(second));
        assert_events(&[Event::PreauthorisationLapsed { preauthorisation: second }]);
        assert_eq!(state(second), PreauthorisationState::Lapsed);
        assert_noop!(answer(&ASSESSOR_A1, second, Approve), Error::PreauthorisationNotPending);
        assert_ok!(withdraw(&CLERK_H, third));
        let commitment = Commitment(H256::repeat_byte(9));
        let again = NewPreauthorisation { commitment, ..request(id, Procedure, 300_000) };
        assert_ok!(ask(&CLERK_H, again));
        assert_ok!(answer(&ASSESSOR_A1, request_id(&CLERK_H, &again), Approve));
        assert_eq!(year(id).reserved, 500_000);
    });
}

#[test]
fn request_should_be_refused_when_content_policy_or_statement_do_not_fit() {
    run(|| {
        let id = policy(1);
        let good = request(id, Procedure, 1_000);
        assert_noop!(ask(&CLERK_H, request(id, Procedure, 0)), Error::ZeroAmount);
        assert_noop!(ask(&CLERK_H, request(id, Dental, 1)), Error::CategoryNotCovered);
        assert_noop!(ask(&CLERK_H, request(PolicyId(H256::zero()), Procedure, 1)), Error::UnknownPolicy);
        let with = |change: fn(&mut bogam_primitives::Statement<_>)| {
            let mut statement = consent_to(&CLERK_H, &good);
            change(&mut statement);
            signed(&CLERK_H, Call::request_preauthorisation { new: good, statement: sign(&key(1), statement) })
        };
        type Consent = bogam_primitives::Statement<bogam_primitives::claim::AuthorisePreauthorisation>;
        assert_noop!(with(|it: &mut Consent| it.content.preauthorisation = UNKNOWN), Error::StatementForAnotherSubject);
        assert_noop!(with(|it| it.content.policy = PolicyId(H256::zero())), Error::StatementForAnotherPolicy);
        assert_noop!(with(|it| it.content.provider = PHARMACY), Error::StatementForAnotherProvider);
        assert_noop!(with(|it| it.genesis = H256::zero()), Error::StatementForAnotherChain);
        assert_noop!(with(|it| it.expires = START), Error::StatementExpired);
        let statement = sign(&key(2), consent_to(&CLERK_H, &good));
        let call = Call::request_preauthorisation { new: good, statement };
        assert_noop!(signed(&CLERK_H, call), Error::StatementSignatureInvalid);
        assert_ok!(ask(&CLERK_H, good));
        assert_noop!(ask(&CLERK_H, good), Error::DuplicatePreauthorisation);
        assert_ok!(end(&UNDERWRITER_A, id));
        assert_noop!(ask(&CLERK_H, request(id, Procedure, 2_000)), Error::NotCoveredNow);
    });
}

#[test]
fn approval_should_not_be_given_when_coverage_has_ended_meanwhile() {
    run(|| {
        let id = policy(1);
        let dear = asked(id, 200_000);
        assert_ok!(end(&UNDERWRITER_A, id));
        assert_noop!(answer(&ASSESSOR_A1, dear, Approve), Error::NotCoveredNow);
        assert_ok!(withdraw(&CLERK_H, dear));
    });
}

#[test]
fn approval_should_be_used_by_one_claim_and_give_back_the_rest() {
    run(|| {
        let id = policy(1);
        let approval = asked(id, 60_000);
        let claim_id = submitted(&CLERK_H, procedure(id, 1, 50_000, approval));
        assert_eq!(decided(claim_id), [(40_000, vec![(1, 10_000)])]);
        assert!(matches!(state(approval), PreauthorisationState::Used { claim, .. } if claim == claim_id));
        assert_eq!((year(id).reserved, year(id).paid), (0, 40_000));
        assert_noop!(submit(&CLERK_H, procedure(id, 2, 1, approval)), Error::PreauthorisationNotUsable);
        assert_noop!(withdraw(&CLERK_H, approval), Error::PreauthorisationNotUsable);
        assert_noop!(release(approval), Error::PreauthorisationNotUsable);

        let small = asked(id, 10_000);
        let more = submitted(&CLERK_H, procedure(id, 2, 50_000, small));
        assert_eq!(decided(more), [(10_000, vec![(198, 40_000)])]);
    });
}

#[test]
fn approval_should_be_kept_for_a_pended_claim_and_freed_when_it_is_not_used() {
    run(|| {
        let id = policy(1);
        let dear = asked(id, 300_000);
        assert_ok!(answer(&ASSESSOR_A1, dear, Approve));
        let first = submitted(&CLERK_H, procedure(id, 1, 200_000, dear));
        assert_noop!(submit(&CLERK_H, procedure(id, 2, 1, dear)), Error::PreauthorisationInUse);
        assert_noop!(withdraw(&CLERK_H, dear), Error::PreauthorisationInUse);
        pass(60 * DAY);
        assert_noop!(release(dear), Error::PreauthorisationInUse);
        assert_ok!(cancel(&CLERK_H, first));
        assert_noop!(submit(&CLERK_H, procedure(id, 2, 1, dear)), Error::PreauthorisationOver);
        assert_eq!(year(id).reserved, 300_000);
        assert_ok!(release(dear));
        assert_events(&[Event::PreauthorisationLapsed { preauthorisation: dear }]);
        assert_eq!(year(id), Default::default());
        assert_noop!(release(dear), Error::PreauthorisationNotUsable);
    });
}

#[test]
fn approval_should_survive_a_denial_an_appeal_and_a_reversal() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        let dear = asked(id, 300_000);
        assert_ok!(answer(&ASSESSOR_A1, dear, Approve));
        let claim_id = submitted(&CLERK_H, procedure(id, 1, 200_000, dear));
        assert_ok!(decide(&ASSESSOR_A1, claim_id, &[Verdict::Deny(Why::NotCovered)]));
        assert_eq!(year(id).reserved, 300_000);
        assert_ok!(appeal(&CLERK_H, claim_id));
        assert_ok!(decide_appeal(&ASSESSOR_A2, claim_id, &[Verdict::Accept]));
        assert_eq!((year(id).reserved, year(id).paid), (0, 190_000));
        assert_ok!(settle(&TREASURER_H, &[claim_id]));
        assert_ok!(reverse(&TREASURER_H, claim_id));
        assert_eq!((year(id).reserved, year(id).paid), (300_000, 0));
        // A corrected claim uses it again.
        let corrected = submitted(&CLERK_H, procedure(id, 1, 150_000, dear));
        assert_ok!(decide(&ASSESSOR_A1, corrected, &[Verdict::Accept]));
        assert_ok!(settle(&TREASURER_H, &[corrected]));
        // After its time it reserves nothing.
        pass(60 * DAY);
        assert_ok!(reverse(&TREASURER_H, corrected));
        assert_eq!(state(dear), PreauthorisationState::Lapsed);
        assert_eq!(year(id), Default::default());
    });
}

#[test]
fn appeal_should_raise_what_an_approval_pays() {
    run(|| {
        let id = policy(1);
        let dear = asked(id, 300_000);
        assert_ok!(answer(&ASSESSOR_A1, dear, Approve));
        let claim_id = submitted(&CLERK_H, procedure(id, 1, 200_000, dear));
        let half = [Verdict::Reduce { allowed: 100_000, reason: Why::ExceedsAllowed }];
        assert_ok!(decide(&ASSESSOR_A1, claim_id, &half));
        assert_eq!((year(id).reserved, year(id).paid), (0, 90_000));
        pass(20 * DAY);
        assert_ok!(appeal(&CLERK_H, claim_id));
        assert_ok!(decide_appeal(&ASSESSOR_A2, claim_id, &[Verdict::Accept]));
        assert_eq!((year(id).reserved, year(id).paid), (0, 190_000));
    });
}

/// A claim of 200,000 with an approval of 300,000, submitted 50 days after the approval and denied five days later.
fn denied() -> (PolicyId, PreauthorisationId, bogam_primitives::ClaimId) {
    let id = policy(1);
    let dear = asked(id, 300_000);
    assert_ok!(answer(&ASSESSOR_A1, dear, Approve));
    pass(50 * DAY);
    let claim_id = submitted(&CLERK_H, procedure(id, 1, 200_000, dear));
    pass(5 * DAY);
    assert_ok!(decide(&ASSESSOR_A1, claim_id, &[Verdict::Deny(Why::NotCovered)]));
    let until = START + 60 * DAY;
    assert_eq!(state(dear), PreauthorisationState::Approved { amount: 300_000, until, claim: Some(claim_id) });
    (id, dear, claim_id)
}

#[test]
fn approval_should_serve_an_appeal_after_its_time_when_the_claim_was_submitted_in_time() {
    run(|| {
        let (id, dear, claim_id) = denied();
        pass(10 * DAY);
        // Its time is over. But the service was delivered and billed before, and nobody else decides whether that counts.
        assert_noop!(release(dear), Error::PreauthorisationInUse);
        assert_noop!(submit(&CLERK_H, procedure(id, 2, 1, dear)), Error::PreauthorisationOver);
        assert_ok!(appeal(&CLERK_H, claim_id));
        pass(30 * DAY);
        assert_noop!(release(dear), Error::PreauthorisationInUse);
        assert_noop!(withdraw(&CLERK_H, dear), Error::PreauthorisationInUse);
        assert_ok!(decide_appeal(&ASSESSOR_A2, claim_id, &[Verdict::Accept]));
        assert_eq!((year(id).reserved, year(id).paid), (0, 190_000));
    });
}

#[test]
fn approval_should_be_released_once_what_was_denied_can_not_be_appealed_any_more() {
    run(|| {
        let (id, dear, claim_id) = denied();
        pass(30 * DAY - 1);
        assert_noop!(release(dear), Error::PreauthorisationInUse);
        pass(1);
        assert_noop!(appeal(&CLERK_H, claim_id), Error::AppealWindowOver);
        assert_ok!(release(dear));
        assert_eq!(year(id), Default::default());
    });
}

#[test]
fn approval_should_serve_no_appeal_after_its_time_when_another_claim_has_given_it_back() {
    run(|| {
        let (id, dear, claim_id) = denied();
        // A corrected claim takes it over, and waits for a decision.
        let corrected = submitted(&CLERK_H, procedure(id, 2, 150_000, dear));
        assert_noop!(submit(&CLERK_H, procedure(id, 3, 1, dear)), Error::PreauthorisationInUse);
        assert_ok!(appeal(&CLERK_H, claim_id));
        assert_ok!(cancel(&CLERK_H, corrected));
        pass(5 * DAY);
        // Nobody has released it, and it makes no difference.
        assert_eq!(year(id).reserved, 300_000);
        assert_ok!(decide_appeal(&ASSESSOR_A2, claim_id, &[Verdict::Accept]));
        assert_eq!(decided(claim_id), [(0, vec![(96, 200_000)])]);
        assert_ok!(release(dear));
        assert_eq!(year(id), Default::default());
    });
}

#[test]
fn approval_should_be_free_when_the_claim_that_it_was_kept_for_is_reversed() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        let [first, second] = [150_000, 250_000].map(|amount| asked(id, amount));
        assert_ok!(answer(&ASSESSOR_A1, first, Approve));
        assert_ok!(answer(&ASSESSOR_A1, second, Approve));
        let mut both = procedure(id, 1, 110_000, first);
        both.lines.extend(procedure(id, 2, 120_000, second).lines);
        let claim_id = submitted(&CLERK_H, both);
        assert_ok!(decide(&ASSESSOR_A1, claim_id, &[Verdict::Accept, Verdict::Deny(Why::NotCovered)]));
        assert!(matches!(state(second), PreauthorisationState::Approved { claim: Some(user), .. } if user == claim_id));
        assert_ok!(settle(&TREASURER_H, &[claim_id]));
        assert_ok!(reverse(&TREASURER_H, claim_id));
        assert!(matches!(state(second), PreauthorisationState::Approved { claim: None, .. }));
        pass(60 * DAY);
        assert_ok!(release(second));
    });
}

#[test]
fn approval_should_not_be_usable_by_others_or_for_something_else() {
    run(|| {
        let id = policy(1);
        let other = policy(2);
        let approval = asked(id, 60_000);
        assert_noop!(submit(&CLERK_H, procedure(id, 1, 1, UNKNOWN)), Error::UnknownPreauthorisation);
        assert_noop!(submit(&CLERK_P, procedure(id, 1, 1, approval)), Error::NotYourPreauthorisation);
        assert_noop!(withdraw(&CLERK_P, approval), Error::NotYourPreauthorisation);
        assert_noop!(withdraw(&CLERK_H, UNKNOWN), Error::UnknownPreauthorisation);
        assert_noop!(release(UNKNOWN), Error::UnknownPreauthorisation);
        assert_noop!(submit(&CLERK_H, procedure(other, 1, 1, approval)), Error::PreauthorisationMismatch);
        let named = NewLine { preauthorisation: Some(approval), ..line(Consultation, encounter(1), 1) };
        assert_noop!(submit(&CLERK_H, bill(id, vec![named])), Error::PreauthorisationMismatch);
        let mut twice = procedure(id, 1, 1, approval);
        twice.lines.extend(procedure(id, 2, 1, approval).lines);
        assert_noop!(submit(&CLERK_H, twice), Error::PreauthorisationNamedTwice);
        assert_noop!(release(approval), Error::PreauthorisationNotOver);
        assert_ok!(withdraw(&CLERK_H, approval));
        assert_noop!(withdraw(&CLERK_H, approval), Error::PreauthorisationNotUsable);
    });
}

#[test]
fn approval_should_end_with_its_benefit_year() {
    run(|| {
        let id = policy(1);
        pass(BENEFIT_YEAR - DAY);
        let approval = asked(id, 60_000);
        assert!(
            matches!(state(approval), PreauthorisationState::Approved { until, .. } if until == START + BENEFIT_YEAR)
        );
        pass(DAY);
        assert_noop!(submit(&CLERK_H, procedure(id, 1, 1, approval)), Error::PreauthorisationMismatch);
        assert_ok!(release(approval));
    });
}
