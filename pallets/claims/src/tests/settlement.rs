//! Holding, settling on the chain and off it, and reversing.

use super::scenario::*;
use crate::{
    Call, Party, RemittanceKind, RemittanceState, Remittances, ReversalProgress, Standing, UnfundedClaims, mock::*,
};
use bogam_primitives::{
    ClaimId, Commitment, PolicyId,
    claim::{PayeeKind, SettlementMode},
};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

const UNKNOWN: ClaimId = ClaimId(H256::zero());

fn fund(claim: ClaimId) -> sp_runtime::DispatchResult {
    signed(&STRANGER, Call::fund { claim })
}

#[test]
fn claims_of_one_payee_should_be_settled_together_and_remitted() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        let claims = [medicine(id, 50, 60_000), medicine(id, 51, 10_000)];
        assert_eq!(held(INSURER_A), 48_000);
        assert_ok!(settle(&TREASURER_A, &claims));
        let state = RemittanceState::Completed;
        assert_events(&[Event::Remitted { insurer: INSURER_A, remittance: 0, total: 48_000, state }]);
        assert_eq!((balance(INSURER_A), held(INSURER_A), balance(PHARMACY)), (952_000, 0, 48_000));
        let remittance = Remittances::<Test>::get(INSURER_A, 0).expect("made");
        assert_eq!((remittance.payee, remittance.kind), (pharmacy(), RemittanceKind::Payment));
        let amounts: Vec<_> = remittance.lines.iter().map(|line| (line.claim, line.amount)).collect();
        assert_eq!(amounts, [(claims[0], 40_000), (claims[1], 8_000)]);
        assert_eq!(standing(claims[0]), Standing::Settled);
    });
}

#[test]
fn settlement_should_be_refused_when_nothing_is_due_or_sides_differ() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let (id, other) = (policy(1), insured(&UNDERWRITER_B, plan(), 2));
        let good = medicine(id, 50, 60_000);
        assert_noop!(settle(&TREASURER_A, &[]), Error::NoClaims);
        assert_noop!(settle(&TREASURER_A, &[UNKNOWN]), Error::UnknownClaim);
        assert_noop!(settle(&TREASURER_A, &[good; MAX_BATCH as usize + 1]), Error::TooManyClaims);
        assert_noop!(settle(&TREASURER_A, &[good, good]), Error::AlreadySettled);
        assert_noop!(settle(&TREASURER_B, &[good]), Error::NotAParty);
        assert_noop!(settle(&TREASURER_H, &[good]), Error::NotAParty);
        assert_noop!(settle(&CLERK_P, &[good]), Refusal::NoSeat);
        let elsewhere = medicine(other, 51, 60_000);
        assert_noop!(settle(&TREASURER_P, &[good, elsewhere]), Error::MixedSettlement);
        let open = pended(id, 1, 5_000);
        assert_noop!(settle(&TREASURER_A, &[open]), Error::NotDecided);
        assert_ok!(decide(&ASSESSOR_A1, open, &[Verdict::Accept]));
        assert_noop!(settle(&TREASURER_A, &[good, open]), Error::MixedSettlement);
    });
}

#[test]
fn settlement_should_be_refused_twice_and_for_what_was_denied() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        let good = medicine(id, 50, 60_000);
        assert_ok!(settle(&TREASURER_P, &[good]));
        assert_noop!(settle(&TREASURER_P, &[good]), Error::AlreadySettled);
        let denied = submitted(&CLERK_P, bill(id, vec![line(Dental, supplied(51), 1_000)]));
        assert_noop!(settle(&TREASURER_A, &[denied]), Error::NothingGranted);
        assert_noop!(reverse(&TREASURER_P, denied), Error::NotSettled);
    });
}

#[test]
fn unfunded_claim_should_stay_due_and_be_settled_when_funded() {
    run(|| {
        let id = policy(1);
        let claim_id = medicine(id, 50, 60_000);
        assert_events(&[Event::Unfunded { claim: claim_id, missing: 40_000 }]);
        assert_eq!(standing(claim_id), Standing::Due);
        assert_eq!(crate::Pallet::<Test>::unfunded(INSURER_A), [claim_id]);
        // The benefit and the service are taken all the same: nothing is lost and nothing is paid twice.
        assert_eq!(year(id).paid, 40_000);
        assert_noop!(fund(claim_id), Error::InsufficientFunds);
        assert_noop!(settle(&TREASURER_P, &[claim_id]), Error::InsufficientFunds);
        // One won keeps the account.
        mint(INSURER_A, 40_000);
        assert_noop!(fund(claim_id), Error::InsufficientFunds);
        mint(INSURER_A, 1);
        assert_ok!(fund(claim_id));
        assert_events(&[Event::Funded { claim: claim_id, held: 40_000 }]);
        assert_noop!(fund(claim_id), Error::AlreadyFunded);
        assert!(UnfundedClaims::<Test>::iter().next().is_none());
        assert_ok!(settle(&TREASURER_P, &[claim_id]));
        assert_noop!(fund(claim_id), Error::AlreadyFunded);

        // Settling funds by itself.
        let second = medicine(id, 51, 10_000);
        assert_eq!(standing(second), Standing::Due);
        mint(INSURER_A, 8_000);
        assert_ok!(settle(&TREASURER_P, &[second]));
        assert_eq!(balance(PHARMACY), 48_000);
        assert_noop!(fund(UNKNOWN), Error::UnknownClaim);
        let open = pended(id, 1, 1_000);
        assert_noop!(fund(open), Error::NotDecided);
    });
}

#[test]
fn held_money_should_not_leave_by_another_way() {
    run(|| {
        mint(INSURER_A, 50_001);
        let claim_id = medicine(policy(1), 50, 60_000);
        let party = Party::Organisation(INSURER_A);
        let redeem = |amount| signed(&TREASURER_A, Call::request_redemption { party: party.clone(), amount });
        assert_noop!(redeem(10_001), Error::InsufficientFunds);
        assert_ok!(redeem(10_000));
        assert_ok!(settle(&TREASURER_P, &[claim_id]));
    });
}

fn to_the_holder(policy: PolicyId, number: u32) -> ClaimId {
    let lines = vec![line(Medicine, supplied(number), 60_000)];
    submitted(&CLERK_P, bogam_primitives::claim::NewClaim { payee: PayeeKind::Holder, ..bill(policy, lines) })
}

#[test]
fn patient_should_be_paid_redeem_and_pay_back_by_the_key() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        let claim_id = to_the_holder(id, 50);
        assert_noop!(settle(&TREASURER_P, &[claim_id]), Error::NotAParty);
        assert_ok!(settle(&TREASURER_A, &[claim_id]));
        assert_eq!(Balances::free_balance(key(1)), 40_000);
        assert_noop!(reverse(&TREASURER_P, claim_id), Error::NotAParty);
        let party = Party::Holder(key(1));
        assert_ok!(signed(&key(1), Call::request_redemption { party: party.clone(), amount: 30_000 }));
        assert_noop!(reverse(&key(1), claim_id), Error::PayeeShort);
        assert_ok!(signed(&key(1), Call::cancel_redemption { party }));
        assert_ok!(reverse(&key(1), claim_id));
        assert_eq!((Balances::free_balance(key(1)), balance(INSURER_A)), (0, 1_000_000));
    });
}

#[test]
fn key_should_be_able_to_act_again_when_money_comes_after_the_end() {
    run(|| {
        use bogam_primitives::traits::Holders;
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        let claim_id = to_the_holder(id, 50);
        end_and_release(&UNDERWRITER_A, id);
        assert!(!Sponsorship::is_sponsored(&key(1)));
        assert_ok!(settle(&TREASURER_A, &[claim_id]));
        assert!(Sponsorship::is_sponsored(&key(1)));
        assert_noop!(end(&UNDERWRITER_A, id), Error::MoneyOnKey);
        assert_ok!(reverse(&key(1), claim_id));
        assert_ok!(end(&UNDERWRITER_A, id));
        assert!(!Sponsorship::is_sponsored(&key(1)));
    });
}

#[test]
fn reversal_should_restore_money_accumulators_and_ledgers() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        medicine(id, 50, 60_000);
        let between = (year(id), balance(INSURER_A));
        let second = medicine(id, 51, 10_000);
        assert_noop!(reverse(&TREASURER_P, second), Error::NotSettled);
        assert_ok!(settle(&TREASURER_P, &[second]));
        assert_noop!(reverse(&TREASURER_P, UNKNOWN), Error::UnknownClaim);
        assert_noop!(reverse(&TREASURER_B, second), Error::NotAParty);
        assert_noop!(reverse(&STRANGER, second), Refusal::NoSeat);
        // The insurer can ask, and no more.
        assert_ok!(reverse(&TREASURER_A, second));
        let progress = ReversalProgress::Requested;
        assert_events(&[Event::ReversalProgressed { claim: second, progress }]);
        assert_noop!(reverse(&TREASURER_A, second), Error::AlreadyRequested);
        assert_eq!(balance(PHARMACY), 8_000);

        assert_ok!(reverse(&TREASURER_P, second));
        assert_events(&[Event::Reversed { claim: second, amount: 8_000, remittance: 1 }]);
        assert_eq!((year(id), balance(INSURER_A)), between);
        assert_eq!(balance(PHARMACY), 0);
        assert!(!dispense_record(supplied(51)).billed && dispense_record(supplied(50)).billed);
        assert_eq!(standing(second), Standing::Reversed);
        let record = Remittances::<Test>::get(INSURER_A, 1).expect("made");
        assert_eq!((record.kind, record.total), (RemittanceKind::Reversal, 8_000));
        assert_noop!(reverse(&TREASURER_P, second), Error::AlreadyReversed);
        assert_noop!(cancel(&CLERK_P, second), Error::AlreadyReversed);
        assert_noop!(appeal(&CLERK_P, second), Error::AlreadyReversed);
        assert_noop!(settle(&TREASURER_A, &[second]), Error::AlreadyReversed);
        assert_noop!(decide(&ASSESSOR_A1, second, &[Verdict::Accept]), Error::AlreadyReversed);
    });
}

#[test]
fn reversal_should_release_what_an_appeal_granted_on_top() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = pended(policy(1), 1, 50_000);
        let half = [Verdict::Reduce { allowed: 30_000, reason: Why::ExceedsAllowed }];
        assert_ok!(decide(&ASSESSOR_A1, id, &half));
        assert_ok!(settle(&TREASURER_H, &[id]));
        assert_ok!(appeal(&CLERK_H, id));
        assert_ok!(decide_appeal(&ASSESSOR_A2, id, &[Verdict::Accept]));
        assert_eq!((held(INSURER_A), balance(HOSPITAL)), (20_000, 20_000));
        assert_ok!(reverse(&TREASURER_H, id));
        assert_eq!((held(INSURER_A), balance(HOSPITAL), balance(INSURER_A)), (0, 0, 1_000_000));
    });
}

// Off the chain.

fn by_bank(number: u32) -> PolicyId {
    let mut plan = plan();
    plan.terms.settlement = SettlementMode::OffChain;
    insured(&UNDERWRITER_A, plan, number)
}

fn paid(who: &AccountId, claims: &[ClaimId]) -> sp_runtime::DispatchResult {
    signed(who, Call::confirm_payment { claims: claims.to_vec(), reference: Commitment(H256::repeat_byte(8)) })
}

fn receipt(who: &AccountId, remittance: u32, received: bool) -> sp_runtime::DispatchResult {
    signed(who, Call::confirm_receipt { insurer: INSURER_A, remittance, received })
}

#[test]
fn payment_by_bank_should_be_confirmed_by_both_sides() {
    run(|| {
        let id = by_bank(1);
        let claims = [medicine(id, 50, 60_000), medicine(id, 51, 10_000)];
        assert_eq!(standing(claims[0]), Standing::Due);
        assert_noop!(settle(&TREASURER_A, &claims), Error::SettledOffChain);
        assert_noop!(fund(claims[0]), Error::SettledOffChain);
        let on_chain = medicine(policy(2), 52, 60_000);
        assert_noop!(paid(&TREASURER_A, &[on_chain]), Error::SettledOnChain);
        assert_noop!(paid(&TREASURER_P, &claims), Error::NotAParty);
        assert_noop!(paid(&TREASURER_A, &[]), Error::NoClaims);
        assert_ok!(paid(&TREASURER_A, &claims));
        let state = RemittanceState::AwaitingReceipt;
        assert_events(&[Event::Remitted { insurer: INSURER_A, remittance: 0, total: 48_000, state }]);
        assert_eq!(standing(claims[1]), Standing::AwaitingReceipt);
        assert_noop!(paid(&TREASURER_A, &claims), Error::ReceiptAwaited);
        assert_noop!(reverse(&TREASURER_P, claims[0]), Error::ReceiptAwaited);

        assert_noop!(receipt(&TREASURER_P, 1, true), Error::UnknownRemittance);
        assert_noop!(receipt(&TREASURER_H, 0, true), Error::NotAParty);
        assert_noop!(receipt(&TREASURER_A, 0, true), Error::NotAParty);
        assert_ok!(receipt(&TREASURER_P, 0, false));
        assert_events(&[Event::ReceiptAnswered { insurer: INSURER_A, remittance: 0, received: false }]);
        assert_noop!(receipt(&TREASURER_P, 0, true), Error::NotAwaitingReceipt);
        assert_eq!(standing(claims[1]), Standing::Due);
        assert_ok!(paid(&TREASURER_A, &claims));
        assert_ok!(receipt(&TREASURER_P, 1, true));
        assert_eq!(standing(claims[1]), Standing::Settled);
        assert_noop!(paid(&TREASURER_A, &claims), Error::AlreadySettled);
    });
}

#[test]
fn repayment_by_bank_should_be_confirmed_by_both_sides() {
    run(|| {
        let id = by_bank(1);
        let claims = [medicine(id, 50, 60_000)];
        assert_ok!(paid(&TREASURER_A, &claims));
        assert_ok!(receipt(&TREASURER_P, 0, true));
        assert_ok!(reverse(&TREASURER_A, claims[0]));
        assert_ok!(reverse(&TREASURER_P, claims[0]));
        assert_events(&[Event::ReversalProgressed { claim: claims[0], progress: ReversalProgress::Repaid }]);
        assert_noop!(reverse(&TREASURER_P, claims[0]), Error::AlreadyRequested);
        assert_eq!(standing(claims[0]), Standing::Settled);
        assert_ok!(reverse(&TREASURER_A, claims[0]));
        assert_eq!(standing(claims[0]), Standing::Reversed);
        assert_eq!(year(id), Default::default());
    });
}

#[test]
fn payment_by_bank_to_a_patient_should_be_confirmed_by_the_present_key() {
    run(|| {
        let id = by_bank(1);
        let claims = [to_the_holder(id, 50)];
        assert_ok!(paid(&TREASURER_A, &claims));
        assert_ok!(signed(&key(1), Call::rotate_policy_key { policy: id, new_holder: key(2) }));
        assert_noop!(receipt(&key(1), 0, true), Refusal::NotSponsored);
        policy(3);
        assert_noop!(receipt(&key(3), 0, true), Error::NotTheHolder);
        assert_ok!(receipt(&key(2), 0, true));
    });
}

#[test]
fn key_should_be_kept_after_the_end_until_it_has_confirmed_a_receipt() {
    run(|| {
        use bogam_primitives::traits::Holders;
        let id = by_bank(1);
        let claims = [to_the_holder(id, 50)];
        end_and_release(&UNDERWRITER_A, id);
        assert!(!Sponsorship::is_sponsored(&key(1)));
        assert_ok!(paid(&TREASURER_A, &claims));
        assert!(Sponsorship::is_sponsored(&key(1)));
        assert_noop!(end(&UNDERWRITER_A, id), Error::MoneyOnKey);
        assert_ok!(receipt(&key(1), 0, true));
        assert_ok!(end(&UNDERWRITER_A, id));
        assert!(!Sponsorship::is_sponsored(&key(1)));
    });
}

#[test]
fn repayment_should_be_stated_anew_when_more_was_paid_since() {
    run(|| {
        let id = by_bank(1);
        let claim_id = submitted(&CLERK_H, bill(id, vec![line(Document, encounter(1), 50_000)]));
        let half = [Verdict::Reduce { allowed: 30_000, reason: Why::ExceedsAllowed }];
        assert_ok!(decide(&ASSESSOR_A1, claim_id, &half));
        assert_ok!(paid(&TREASURER_A, &[claim_id]));
        assert_ok!(receipt(&TREASURER_H, 0, true));
        assert_ok!(reverse(&TREASURER_H, claim_id));
        assert_eq!(claim(claim_id).reversal, ReversalProgress::Repaid);
        assert_ok!(appeal(&CLERK_H, claim_id));
        assert_ok!(decide_appeal(&ASSESSOR_A2, claim_id, &[Verdict::Accept]));
        assert_ok!(paid(&TREASURER_A, &[claim_id]));
        assert_ok!(receipt(&TREASURER_H, 1, true));
        assert_eq!((claim(claim_id).reversal, claim(claim_id).settled), (ReversalProgress::None, 40_000));
        assert_ok!(reverse(&TREASURER_A, claim_id));
        assert_eq!(standing(claim_id), Standing::Settled);
    });
}

/// A service that met the deductible and paid nothing has served: it cannot meet the deductible twice.
#[test]
fn service_that_met_the_deductible_should_stay_billed_until_its_claim_is_reversed() {
    run(|| {
        let id = policy(1);
        let first = medicine(id, 50, 6_000);
        assert_eq!(decided(first), [(0, vec![(1, 6_000)])]);
        assert_eq!((claim(first).outcome(), standing(first)), (Some(crate::Outcome::Partial), Standing::Settled));
        assert!(dispense_record(supplied(50)).billed);
        let again = bill(id, vec![line(Medicine, supplied(50), 6_000)]);
        let again = bogam_primitives::claim::NewClaim { commitment: Commitment(H256::zero()), ..again };
        assert_eq!(decided(submitted(&CLERK_P, again)), [(0, vec![(18, 6_000)])]);
        assert_eq!(year(id).deductible_met, 6_000);
        assert_noop!(settle(&TREASURER_A, &[first]), Error::NothingGranted);
        assert_ok!(reverse(&TREASURER_P, first));
        assert_eq!(year(id), Default::default());
        assert!(!dispense_record(supplied(50)).billed);
    });
}

/// What the deductible took can be undone although nothing was paid, until an appeal grants something.
#[test]
fn reversal_of_nothing_should_be_off_when_an_appeal_grants_something() {
    for policy in [policy as fn(u32) -> PolicyId, by_bank] {
        run(|| {
            mint(INSURER_A, 1_000_000);
            let id = pended(policy(1), 1, 50_000);
            let below_the_deductible = [Verdict::Reduce { allowed: 6_000, reason: Why::ExceedsAllowed }];
            assert_ok!(decide(&ASSESSOR_A1, id, &below_the_deductible));
            assert_eq!((claim(id).paid(), claim(id).is_covered()), (0, true));
            assert_ok!(reverse(&TREASURER_A, id));
            assert_eq!(claim(id).reversal, ReversalProgress::Requested);
            assert_ok!(appeal(&CLERK_H, id));
            assert_ok!(decide_appeal(&ASSESSOR_A2, id, &[Verdict::Accept]));
            assert_eq!((claim(id).reversal, claim(id).paid()), (ReversalProgress::None, 40_000));
            assert_noop!(reverse(&TREASURER_H, id), Error::NotSettled);
        });
    }
}

#[test]
fn remittances_should_be_refused_when_their_numbers_run_out() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let claim_id = medicine(policy(1), 50, 60_000);
        crate::NextRemittance::<Test>::insert(INSURER_A, u32::MAX);
        assert_noop!(settle(&TREASURER_A, &[claim_id]), Error::TooManyRemittances);
        crate::NextRemittance::<Test>::remove(INSURER_A);
    });
}
