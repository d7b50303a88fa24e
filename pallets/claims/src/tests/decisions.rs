//! Questions, decisions, deadlines and appeals.

use super::scenario::*;
use crate::{Appellant, Call, ClaimState, Outcome, Standing, mock::*};
use bogam_primitives::{
    ClaimId, Commitment,
    claim::{AdjustmentGroup, OverdueRule},
};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

fn question(who: &AccountId, claim: ClaimId) -> sp_runtime::DispatchResult {
    signed(who, Call::request_information { claim, question: Commitment(H256::repeat_byte(5)) })
}

fn reply(who: &AccountId, claim: ClaimId) -> sp_runtime::DispatchResult {
    signed(who, Call::provide_information { claim, answer: Commitment(H256::repeat_byte(6)) })
}

#[test]
fn question_should_be_asked_once_and_answered_before_the_decision() {
    run(|| {
        let id = pended(policy(1), 1, 50_000);
        assert_noop!(reply(&CLERK_H, id), Error::NoInformationRequested);
        assert_noop!(question(&ASSESSOR_B, id), Error::NotYourInsuredClaim);
        assert_noop!(question(&CLERK_H, id), Refusal::NoSeat);
        pass(DAY);
        assert_ok!(question(&ASSESSOR_A1, id));
        assert_events(&[Event::InformationRequested { claim: id, deadline: START + 6 * DAY }]);
        assert_noop!(question(&ASSESSOR_A1, id), Error::InformationAlreadyRequested);
        assert_noop!(reply(&CLERK_P, id), Error::NotYourClaim);
        pass(DAY);
        assert_ok!(reply(&CLERK_H, id));
        assert_events(&[Event::InformationProvided { claim: id }]);
        assert_eq!(claim(id).state, ClaimState::Pended { deadline: START + 7 * DAY });
        assert_eq!(claim(id).evidence, Some(Commitment(H256::repeat_byte(6))));
        assert_ok!(decide(&ASSESSOR_A1, id, &[Verdict::Accept]));
        assert_noop!(question(&ASSESSOR_A1, id), Error::AlreadyDecided);
        assert_noop!(reply(&CLERK_H, id), Error::AlreadyDecided);
    });
}

#[test]
fn assessor_should_decide_line_by_line() {
    run(|| {
        let lines = vec![
            line(Document, encounter(1), 30_000),
            line(Document, encounter(2), 20_000),
            line(Document, encounter(3), 10_000),
        ];
        let id = submitted(&CLERK_H, bill(policy(1), lines));
        let reduce = Verdict::Reduce { allowed: 15_000, reason: Why::ExceedsAllowed };
        let verdicts = [Verdict::Accept, reduce, Verdict::Deny(Why::NotMedicallyNecessary)];
        assert_noop!(decide(&ASSESSOR_B, id, &verdicts), Error::NotYourInsuredClaim);
        assert_noop!(decide(&CLERK_H, id, &verdicts), Refusal::NoSeat);
        assert_noop!(decide(&SUSPENDED, id, &verdicts), Refusal::SeatSuspended);
        assert_noop!(decide(&ASSESSOR_A1, ClaimId(H256::zero()), &verdicts), Error::UnknownClaim);
        assert_noop!(decide(&ASSESSOR_A1, id, &verdicts[..2]), Error::WrongNumberOfVerdicts);
        let not_theirs = [Verdict::Accept, Verdict::Accept, Verdict::Deny(Why::ExactDuplicate)];
        assert_noop!(decide(&ASSESSOR_A1, id, &not_theirs), Error::ReasonNotForAssessors);

        assert_ok!(decide(&ASSESSOR_A1, id, &verdicts));
        let expected = [(20_000, vec![(1, 10_000)]), (15_000, vec![(45, 5_000)]), (0, vec![(50, 10_000)])];
        assert_eq!(decided(id), expected);
        let group = claim(id).lines[1].outcome.adjustments[0].group;
        assert_eq!(group, AdjustmentGroup::PayerInitiated);
        let decision = Event::Decided { claim: id, outcome: Outcome::Partial, paid: 35_000, automatic: false };
        assert_events(&[decision, Event::Unfunded { claim: id, missing: 35_000 }]);
        assert_noop!(decide(&ASSESSOR_A1, id, &verdicts), Error::AlreadyDecided);
    });
}

#[test]
fn overdue_claim_should_wait_or_be_decided_by_the_rules_as_the_plan_says() {
    run(|| {
        let waiting = pended(policy(1), 1, 50_000);
        let mut automatic = plan();
        automatic.terms.overdue = OverdueRule::Automatic;
        let automatic = pended(insured(&UNDERWRITER_A, automatic, 2), 2, 50_000);
        assert_noop!(overdue(ClaimId(H256::zero())), Error::UnknownClaim);
        pass(5 * DAY - 1);
        assert_noop!(overdue(automatic), Error::NotOverdue);
        pass(1);
        assert_eq!(standing(waiting), Standing::Pended { overdue: true });
        assert_noop!(overdue(waiting), Error::OverdueWaits);
        assert_ok!(overdue(automatic));
        assert_eq!(decided(automatic), [(40_000, vec![(1, 10_000)])]);
        assert_eq!(claim(automatic).decision.map(|decision| decision.assessor), Some(None));
        assert_noop!(overdue(automatic), Error::AlreadyDecided);
        assert_ok!(decide(&ASSESSOR_A1, waiting, &[Verdict::Accept]));
    });
}

#[test]
fn claim_should_be_denied_for_lack_of_information_when_the_provider_does_not_answer() {
    run(|| {
        let id = pended(policy(1), 1, 50_000);
        assert_ok!(question(&ASSESSOR_A1, id));
        assert_noop!(overdue(id), Error::NotOverdue);
        pass(5 * DAY);
        assert_eq!(standing(id), Standing::InformationRequested { overdue: true });
        assert_ok!(overdue(id));
        assert_eq!(decided(id), [(0, vec![(16, 50_000)])]);
        assert_ok!(appeal(&CLERK_H, id));
    });
}

#[test]
fn appeal_should_be_decided_once_by_another_assessor() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = pended(policy(1), 1, 50_000);
        assert_noop!(appeal(&CLERK_H, id), Error::NotDecided);
        assert_noop!(decide_appeal(&ASSESSOR_A1, id, &[Verdict::Accept]), Error::NotAppealed);
        assert_ok!(decide(&ASSESSOR_A1, id, &[Verdict::Deny(Why::NotMedicallyNecessary)]));
        assert_noop!(appeal(&CLERK_P, id), Error::NotYourClaim);
        assert_ok!(appeal(&CLERK_H, id));
        assert_events(&[Event::Appealed { claim: id, by: Appellant::Provider, deadline: START + 5 * DAY }]);
        assert_eq!(standing(id), Standing::Appealed { overdue: false });
        assert_noop!(appeal(&CLERK_H, id), Error::AlreadyAppealed);
        let partly = [Verdict::Reduce { allowed: 30_000, reason: Why::ExceedsAllowed }];
        assert_noop!(decide_appeal(&ASSESSOR_A1, id, &partly), Error::SelfAppeal);
        assert_noop!(decide_appeal(&ASSESSOR_B, id, &partly), Error::NotYourInsuredClaim);
        assert_noop!(decide_appeal(&ASSESSOR_A2, id, &[]), Error::WrongNumberOfVerdicts);
        assert_noop!(decide(&ASSESSOR_A2, id, &partly), Error::AlreadyDecided);
        assert_ok!(decide_appeal(&ASSESSOR_A2, id, &partly));
        assert_eq!(decided(id), [(20_000, vec![(45, 20_000), (1, 10_000)])]);
        assert_eq!(standing(id), Standing::Funded);
        assert_noop!(appeal(&CLERK_H, id), Error::AlreadyAppealed);
        assert_noop!(decide_appeal(&ASSESSOR_A2, id, &partly), Error::NotAppealed);
    });
}

#[test]
fn appeal_should_be_refused_when_all_is_paid_or_the_window_is_over() {
    run(|| {
        let id = policy(1);
        medicine(id, 50, 20_000);
        let all = pended(id, 1, 5_000);
        assert_ok!(decide(&ASSESSOR_A1, all, &[Verdict::Accept]));
        assert_eq!(claim(all).outcome(), Some(Outcome::Approved));
        for who in [CLERK_H, key(1)] {
            assert_noop!(appeal(&who, all), Error::NothingToAppeal);
        }
        let part = medicine(id, 51, 1_000);
        pass(30 * DAY);
        for who in [CLERK_P, key(1)] {
            assert_noop!(appeal(&who, part), Error::AppealWindowOver);
        }
    });
}

#[test]
fn appeal_should_be_made_once_by_the_provider_or_by_the_insured_person() {
    run(|| {
        let id = policy(1);
        policy(2);
        let open = pended(id, 3, 50_000);
        let (first, second) = (denied(id, 1), denied(id, 2));
        assert_noop!(appeal(&key(1), open), Error::NotDecided);
        assert_noop!(appeal(&key(1), ClaimId(H256::zero())), Error::UnknownClaim);
        assert_noop!(appeal(&key(2), first), Error::NotTheHolder);
        // A key that nobody sponsors is anybody's.
        assert_noop!(appeal(&key(9), first), Refusal::NoSeat);
        assert_ok!(appeal(&key(1), first));
        assert_events(&[Event::Appealed { claim: first, by: Appellant::Holder, deadline: START + 5 * DAY }]);
        assert_eq!(claim(first).appealed, Some(Appellant::Holder));
        assert_eq!(claim(first).evidence, Some(Commitment(H256::repeat_byte(3))));
        assert_eq!(standing(first), Standing::Appealed { overdue: false });
        assert_ok!(appeal(&CLERK_H, second));
        assert_eq!(claim(second).appealed, Some(Appellant::Provider));
        for (who, appealed) in [(key(1), first), (CLERK_H, first), (key(1), second)] {
            assert_noop!(appeal(&who, appealed), Error::AlreadyAppealed);
        }
        // It is decided as the provider's would be.
        assert_noop!(decide_appeal(&ASSESSOR_A1, first, &[Verdict::Accept]), Error::SelfAppeal);
        assert_ok!(decide_appeal(&ASSESSOR_A2, first, &[Verdict::Accept]));
        assert_eq!((claim(first).paid(), claim(first).appealed), (40_000, Some(Appellant::Holder)));
        for who in [key(1), CLERK_H] {
            assert_noop!(appeal(&who, first), Error::AlreadyAppealed);
        }
    });
}

#[test]
fn appeal_should_be_made_with_the_key_that_the_policy_has_now() {
    run(|| {
        let id = policy(1);
        let claim_id = denied(id, 1);
        assert_ok!(signed(&key(1), Call::rotate_policy_key { policy: id, new_holder: key(2) }));
        assert_noop!(appeal(&key(1), claim_id), Refusal::NoSeat);
        assert_ok!(appeal(&key(2), claim_id));
    });
}

#[test]
fn insured_person_should_appeal_although_the_policy_has_ended_since() {
    run(|| {
        let id = policy(1);
        let (first, second, third) = (denied(id, 1), denied(id, 2), denied(id, 3));
        pass(DAY);
        assert_ok!(end(&UNDERWRITER_A, id));
        assert_ok!(appeal(&key(1), first));
        pass(29 * DAY - 1);
        assert_ok!(appeal(&key(1), second));
        pass(1);
        assert_noop!(appeal(&key(1), third), Error::AppealWindowOver);
        assert_noop!(end(&UNDERWRITER_A, id), Error::KeyCanAppeal);
        // What had been decided at the moment of the end can no longer be appealed either.
        pass(DAY);
        assert_ok!(end(&UNDERWRITER_A, id));
        assert_noop!(appeal(&key(1), third), Refusal::NoSeat);
        // What was appealed before is decided all the same.
        assert_ok!(decide_appeal(&ASSESSOR_A2, first, &[Verdict::Accept]));
        assert_eq!(claim(first).paid(), 40_000);
    });
}

#[test]
fn appeal_should_never_take_away_what_was_granted() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        let first = medicine(id, 50, 20_000);
        let second = medicine(id, 51, 20_000);
        let before = claim(second);
        assert_ok!(appeal(&CLERK_P, second));
        // The first claim met the deductible. Its reversal would now make the second pay less.
        assert_ok!(settle(&TREASURER_A, &[first]));
        assert_ok!(reverse(&TREASURER_P, first));
        assert_ok!(decide_appeal(&ASSESSOR_A2, second, &[Verdict::Accept]));
        assert_eq!((claim(second).lines, claim(second).held), (before.lines, before.held));
        assert_eq!(year(id).deductible_met, 0);
    });
}

#[test]
fn appeal_on_what_was_settled_should_hold_and_settle_the_difference() {
    run(|| {
        mint(INSURER_A, 30_001);
        let id = pended(policy(1), 1, 50_000);
        let partly = |allowed| [Verdict::Reduce { allowed, reason: Why::ExceedsAllowed }];
        assert_ok!(decide(&ASSESSOR_A1, id, &partly(35_000)));
        assert_ok!(appeal(&CLERK_H, id));
        // What was granted can be settled meanwhile.
        assert_ok!(settle(&TREASURER_H, &[id]));
        assert_eq!((balance(HOSPITAL), claim(id).settled), (25_000, 25_000));
        assert_noop!(reverse(&TREASURER_H, id), Error::AppealOpen);
        assert_ok!(decide_appeal(&ASSESSOR_A2, id, &[Verdict::Accept]));
        assert_eq!((claim(id).paid(), claim(id).outstanding(), claim(id).held), (40_000, 15_000, 0));
        assert_eq!(standing(id), Standing::Due);
        assert_noop!(settle(&TREASURER_H, &[id]), Error::InsufficientFunds);
        mint(INSURER_A, 10_000);
        assert_ok!(signed(&STRANGER, Call::fund { claim: id }));
        assert_ok!(settle(&TREASURER_H, &[id]));
        assert_eq!((balance(HOSPITAL), held(INSURER_A)), (40_000, 0));
    });
}

#[test]
fn overdue_appeal_should_be_decided_by_the_rules_where_the_plan_says_so() {
    run(|| {
        let mut automatic = plan();
        automatic.terms.overdue = OverdueRule::Automatic;
        let id = pended(insured(&UNDERWRITER_A, automatic, 2), 2, 50_000);
        assert_ok!(decide(&ASSESSOR_A1, id, &[Verdict::Deny(Why::NotCovered)]));
        assert_ok!(appeal(&CLERK_H, id));
        assert_noop!(overdue(id), Error::NotOverdue);
        pass(5 * DAY);
        assert_eq!(standing(id), Standing::Appealed { overdue: true });
        assert_ok!(overdue(id));
        assert_eq!(claim(id).paid(), 40_000);
    });
}
