//! Submission, and what the rules decide at once.

use super::scenario::*;
use crate::{Call, Outcome, Standing, mock::*};
use bogam_primitives::{
    ClaimId, PolicyId, Signed, Statement,
    certificate::{BatchId, CertificateReference},
    claim::{AuthoriseClaim, NewLine, PlanTerms, plan::BENEFIT_YEAR},
};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

#[test]
fn claim_should_be_decided_in_its_block_when_the_rules_suffice() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        let lines = vec![line(Medicine, supplied(50), 30_000), line(Medicine, supplied(51), 10_001)];
        let claim_id = submitted(&CLERK_P, bill(id, lines));
        // (30,000 − 10,000) × 80 % = 16,000; ⌊10,001 × 80 %⌋ = 8,000.
        assert_eq!(decided(claim_id), [(16_000, vec![(1, 10_000), (2, 4_000)]), (8_000, vec![(2, 2_001)])]);
        assert_events(&[
            Event::Submitted { claim: claim_id, policy: id, insurer: INSURER_A, provider: PHARMACY },
            Event::Decided { claim: claim_id, outcome: Outcome::Partial, paid: 24_000, automatic: true },
            Event::Funded { claim: claim_id, held: 24_000 },
        ]);
        assert_eq!(standing(claim_id), Standing::Funded);
        assert_eq!((held(INSURER_A), free(INSURER_A)), (24_000, 975_999));
        assert_eq!((year(id).deductible_met, year(id).paid, year(id).count(Medicine)), (10_000, 24_000, 2));
        assert!(dispense_record(supplied(50)).billed && dispense_record(supplied(51)).billed);
    });
}

#[test]
fn claim_should_be_pended_when_it_pays_more_than_the_limit_or_is_always_reviewed() {
    run(|| {
        let id = policy(1);
        let dear = medicine(id, 50, 200_000);
        assert_eq!(standing(dear), Standing::Pended { overdue: false });
        assert_events(&[Event::Pended { claim: dear, deadline: START + 5 * DAY }]);
        assert_eq!(year(id), Default::default());
        assert!(dispense_record(supplied(50)).billed);
        pended(id, 1, 1);
        // At the limit: (135,000 − 10,000) × 80 % = 100,000.
        let at_the_limit = medicine(id, 51, 135_000);
        assert_eq!(claim(at_the_limit).paid(), 100_000);
    });
}

#[test]
fn claim_should_be_refused_when_its_content_does_not_fit() {
    run(|| {
        let id = policy(1);
        let good = bill(id, vec![line(Medicine, supplied(50), 30_000)]);
        let mut new = good.clone();
        new.lines.clear();
        assert_noop!(submit(&CLERK_P, new), Error::NoLines);
        let lines = (0..=MAX_LINES).map(|number| line(Medicine, supplied(60 + number), 1)).collect();
        assert_noop!(submit(&CLERK_P, bill(id, lines)), Error::TooManyLines);
        let lines = (0..MAX_LINES).map(|number| line(Medicine, supplied(60 + number), 1)).collect();
        assert_ok!(submit(&CLERK_P, bill(id, lines)));
        assert_noop!(submit(&CLERK_P, bill(PolicyId(H256::zero()), good.lines.clone())), Error::UnknownPolicy);
        let with = |lines: Vec<NewLine>| submit(&CLERK_P, bill(id, lines));
        assert_noop!(with(vec![line(Medicine, supplied(50), 0)]), Error::ZeroAmount);
        let overflowing = vec![line(Medicine, supplied(50), u64::MAX), line(Medicine, supplied(51), 1)];
        assert_noop!(with(overflowing), Error::AmountOutOfRange);
        let twice = vec![line(Medicine, supplied(50), 1), line(Consultation, supplied(50), 2)];
        assert_noop!(with(twice), Error::DuplicateLine);

        assert_ok!(submit(&CLERK_P, good.clone()));
        assert_noop!(submit(&CLERK_P, good), Error::DuplicateClaim);
    });
}

#[test]
fn claim_should_be_refused_when_the_service_is_unknown_anothers_or_in_the_future() {
    run(|| {
        let id = policy(1);
        let by = |who: &AccountId, service| submit(who, bill(id, vec![line(Medicine, service, 1_000)]));
        let bogam_primitives::claim::ServiceReference::Dispense(mut reference) = supplied(50) else {
            unreachable!("a dispense")
        };
        assert_noop!(by(&CLERK_H, supplied(50)), Error::NotYourService);
        reference.item = 1;
        assert_noop!(
            by(&CLERK_P, bogam_primitives::claim::ServiceReference::Dispense(reference)),
            Error::UnknownService
        );
        let certificate = certified(1);
        assert_noop!(by(&CLERK_P, certificate), Error::NotYourService);
        let missing = CertificateReference { batch: BatchId(H256::zero()), index: 0 };
        let missing = bogam_primitives::claim::ServiceReference::Certificate(missing);
        assert_noop!(by(&CLERK_H, missing), Error::UnknownService);
        let future = bogam_primitives::claim::ServiceReference::Encounter { nullifier: H256::zero(), at: now() + 1 };
        assert_noop!(by(&CLERK_H, future), Error::ServiceInFuture);
    });
}

#[test]
fn claim_should_be_refused_when_the_benefit_years_differ() {
    run(|| {
        let id = policy(1);
        supplied(50);
        pass(BENEFIT_YEAR);
        let lines = vec![line(Medicine, supplied(50), 1_000), line(Medicine, supplied(51), 1_000)];
        assert_noop!(submit(&CLERK_P, bill(id, lines)), Error::SpansBenefitYears);
    });
}

#[test]
fn statements_should_be_refused_when_they_are_not_the_patients_for_this_claim() {
    run(|| {
        let id = policy(1);
        let new = bill(id, vec![line(Medicine, supplied(50), 30_000)]);
        let good = authorisation(PHARMACY, &new);
        let keys = signers(&new);
        assert_eq!(keys, [key(1), key(50)]);
        let both = |first: Statement<AuthoriseClaim>, second: Statement<AuthoriseClaim>| {
            vec![sign(&keys[0], first), sign(&keys[1], second)]
        };
        let with = |statements: Vec<Signed<AuthoriseClaim, _>>| submit_with(&CLERK_P, new.clone(), statements);
        let changed = |change: fn(&mut Statement<AuthoriseClaim>)| {
            let mut statement = good.clone();
            change(&mut statement);
            with(both(good.clone(), statement))
        };
        assert_noop!(with(vec![]), Error::WrongNumberOfStatements);
        // The policy's key alone does not do, nor the prescription's alone, nor both in the wrong order.
        assert_noop!(with(vec![sign(&key(1), good.clone())]), Error::WrongNumberOfStatements);
        assert_noop!(with(vec![sign(&key(50), good.clone())]), Error::WrongNumberOfStatements);
        let swapped = vec![sign(&key(50), good.clone()), sign(&key(1), good.clone())];
        assert_noop!(with(swapped), Error::StatementSignatureInvalid);
        assert_noop!(changed(|it| it.content.claim = ClaimId(H256::zero())), Error::StatementForAnotherSubject);
        assert_noop!(changed(|it| it.content.policy = PolicyId(H256::zero())), Error::StatementForAnotherPolicy);
        assert_noop!(changed(|it| it.content.provider = HOSPITAL), Error::StatementForAnotherProvider);
        assert_noop!(changed(|it| it.genesis = H256::zero()), Error::StatementForAnotherChain);
        assert_noop!(changed(|it| it.expires = START), Error::StatementExpired);
        let mut tampered = both(good.clone(), good.clone());
        tampered[1].statement.expires += 1;
        assert_noop!(with(tampered), Error::StatementSignatureInvalid);
        // A stranger cannot use what the patient signed for the pharmacy.
        assert_noop!(submit_with(&CLERK_H, new.clone(), both(good.clone(), good.clone())), Error::NotYourService);
        assert_ok!(with(both(good.clone(), good.clone())));
    });
}

#[test]
fn lines_should_be_denied_with_the_right_code_when_facts_speak_against_them() {
    run(|| {
        let waiting = crate::NewPlan { terms: PlanTerms { waiting_period: 10 * DAY, ..plan().terms }, ..plan() };
        supplied(49);
        pass(DAY);
        let plan_id = published(&UNDERWRITER_A, waiting);
        let new = crate::NewPolicy { plan: plan_id, holder: key(1), from: now(), until: now() + 200 * DAY };
        let id = PolicyId::derive(INSURER_A, &plan_id, &key(1), new.from, new.until);
        assert_ok!(issue(&UNDERWRITER_A, new));
        let denied = |claim: ClaimId, code: u16| {
            assert_eq!(decided(claim), [(0, vec![(code, 30_000)])]);
            assert_eq!((claim_outcome(claim), standing(claim)), (Some(Outcome::Denied), Standing::Denied));
            assert_eq!(year(id), Default::default());
        };
        // Before coverage, and in the waiting period. What is not paid is not billed.
        denied(medicine(id, 49, 30_000), 26);
        assert!(!dispense_record(supplied(49)).billed);
        denied(medicine(id, 50, 30_000), 179);
        pass(10 * DAY);
        // Withdrawn, and revoked.
        let withdrawn = supplied(51);
        change_dispense(withdrawn, |record| record.withdrawn = true);
        denied(medicine(id, 51, 30_000), 112);
        let revoked = certified(1);
        let bogam_primitives::claim::ServiceReference::Certificate(reference) = revoked else { unreachable!() };
        revoke(&reference);
        denied(submitted(&CLERK_H, bill(id, vec![line(Document, revoked, 30_000)])), 112);
        // A category without a rule, and one that needs approval.
        denied(submitted(&CLERK_P, bill(id, vec![line(Dental, supplied(52), 30_000)])), 96);
        denied(submitted(&CLERK_H, bill(id, vec![line(Procedure, encounter(1), 30_000)])), 197);
        // Filed too late: at the limit it is in time.
        let (late, last) = (encounter(2), encounter(3));
        pass(90 * DAY);
        let in_time = submitted(&CLERK_H, bill(id, vec![line(Consultation, last, 30_000)]));
        assert!(claim(in_time).paid() > 0);
        pass(1);
        let late = submitted(&CLERK_H, bill(id, vec![line(Consultation, late, 30_000)]));
        assert_eq!(decided(late), [(0, vec![(29, 30_000)])]);
        // After coverage.
        pass(100 * DAY);
        let after = submitted(&CLERK_H, bill(id, vec![line(Consultation, encounter(4), 30_000)]));
        assert_eq!(decided(after), [(0, vec![(27, 30_000)])]);
    });
}

fn claim_outcome(id: ClaimId) -> Option<Outcome> {
    claim(id).outcome()
}

#[test]
fn frequency_should_deny_what_comes_too_often_until_a_claim_is_reversed() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let mut twice = plan();
        twice.rules[0].frequency = Some(2);
        twice.terms.deductible = 0;
        let id = insured(&UNDERWRITER_A, twice, 1);
        let first = medicine(id, 50, 1_000);
        medicine(id, 51, 1_000);
        let third = medicine(id, 52, 1_000);
        assert_eq!(decided(third), [(0, vec![(119, 1_000)])]);
        assert_ok!(settle(&TREASURER_A, &[first]));
        assert_ok!(reverse(&TREASURER_P, first));
        let fourth = medicine(id, 53, 1_000);
        assert_eq!(claim(fourth).paid(), 800);
    });
}

#[test]
fn services_under_an_ended_policy_should_be_claimable_when_delivered_before_its_end() {
    run(|| {
        let id = policy(1);
        let before = supplied(50);
        pass(DAY);
        assert_ok!(end(&UNDERWRITER_A, id));
        let after = supplied(51);
        let run_off = submitted(&CLERK_P, bill(id, vec![line(Medicine, before, 30_000)]));
        assert!(claim(run_off).paid() > 0);
        let late = submitted(&CLERK_P, bill(id, vec![line(Medicine, after, 30_000)]));
        assert_eq!(decided(late), [(0, vec![(27, 30_000)])]);
    });
}

#[test]
fn claim_should_be_cancelled_before_it_is_decided_and_free_its_service() {
    run(|| {
        let id = policy(1);
        let claim_id = medicine(id, 50, 200_000);
        assert_noop!(cancel(&CLERK_H, claim_id), Error::NotYourClaim);
        assert_noop!(cancel(&CLERK_P, ClaimId(H256::zero())), Error::UnknownClaim);
        assert_ok!(cancel(&CLERK_P, claim_id));
        assert_events(&[Event::Cancelled { claim: claim_id }]);
        assert!(!dispense_record(supplied(50)).billed);
        assert_noop!(cancel(&CLERK_P, claim_id), Error::AlreadyCancelled);
        assert_noop!(decide(&ASSESSOR_A1, claim_id, &[Verdict::Accept]), Error::AlreadyCancelled);
        assert_noop!(appeal(&CLERK_P, claim_id), Error::AlreadyCancelled);
        assert_noop!(settle(&TREASURER_A, &[claim_id]), Error::AlreadyCancelled);
        // Its identifier does not come back; corrected content has another.
        let again = bill(id, vec![line(Medicine, supplied(50), 200_000)]);
        assert_noop!(submit(&CLERK_P, again), Error::DuplicateClaim);
        let corrected = medicine(id, 50, 30_000);
        assert_noop!(cancel(&CLERK_P, corrected), Error::AlreadyDecided);
    });
}

#[test]
fn submission_should_be_for_providers_only() {
    run(|| {
        let id = policy(1);
        let new = bill(id, vec![line(Medicine, supplied(50), 30_000)]);
        let statements = statements(PHARMACY, &new);
        let call = |statements| Call::submit { new: new.clone(), statements };
        assert_noop!(signed(&STRANGER, call(statements.clone())), Refusal::NoSeat);
        assert_noop!(signed(&SUSPENDED, call(statements.clone())), Refusal::SeatSuspended);
        assert_noop!(dispatch(RuntimeOrigin::none(), call(statements.clone())), sp_runtime::DispatchError::BadOrigin);
        assert_noop!(dispatch(RuntimeOrigin::root(), call(statements)), sp_runtime::DispatchError::BadOrigin);
    });
}
