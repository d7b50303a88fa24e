//! What calls declare to take, and what they give back.

use super::scenario::*;
use crate::{Call, WeightInfo, mock::*};
use bogam_primitives::{
    PreauthorisationId,
    claim::{NewLine, OverdueRule},
};
use frame_support::{dispatch::GetDispatchInfo, traits::UnfilteredDispatchable, weights::Weight};
use sp_core::H256;

type Weights = <Test as crate::Config>::WeightInfo;

fn declared(call: &Call<Test>) -> Weight {
    call.get_dispatch_info().call_weight
}

/// What a call has taken in the end.
fn taken(who: &AccountId, call: Call<Test>) -> Option<Weight> {
    let done = RuntimeCall::from(call).dispatch_bypass_filter(RuntimeOrigin::signed(who.clone()));
    check();
    done.expect("it succeeds").actual_weight
}

#[test]
fn submission_should_declare_its_dearest_line_for_all() {
    run(|| {
        let id = policy(1);
        let submit = |lines| declared(&Call::submit { new: bill(id, lines), statements: vec![] });
        let visit = |number| line(Consultation, encounter(number), 1);
        let medicine = |number| line(Medicine, supplied(number), 1);
        let vaccination = |number| line(Procedure, certified(number), 1);
        let approved = |number| NewLine { preauthorisation: Some(PreauthorisationId(H256::zero())), ..visit(number) };

        assert_eq!(submit(vec![visit(1), visit(2)]), Weights::submit_encounters(2));
        assert_eq!(submit(vec![visit(1), medicine(2)]), Weights::submit_delivered(2));
        assert_eq!(submit(vec![vaccination(1)]), Weights::submit_delivered(1));
        assert_eq!(submit(vec![visit(1), medicine(2), approved(3)]), Weights::submit(3));
        let too_many = (0..=MAX_LINES).map(visit).collect();
        assert_eq!(submit(too_many), Weights::submit_encounters(MAX_LINES), "they are not looked at");
        for lines in 1..=MAX_LINES {
            assert!(Weights::submit_encounters(lines).all_lte(Weights::submit_delivered(lines)));
            assert!(Weights::submit_delivered(lines).all_lte(Weights::submit(lines)));
        }
    });
}

#[test]
fn decision_should_declare_as_many_lines_as_it_has_verdicts() {
    run(|| {
        let claim = pended(policy(1), 1, 1);
        for count in 0..MAX_LINES {
            let verdicts = vec![Verdict::Accept; count as usize];
            assert_eq!(declared(&Call::decide { claim, verdicts: verdicts.clone() }), Weights::decide(count));
            assert_eq!(declared(&Call::decide_appeal { claim, verdicts }), Weights::decide(count));
        }
        let too_many = vec![Verdict::Accept; 1_000];
        assert_eq!(declared(&Call::decide { claim, verdicts: too_many }), Weights::decide(MAX_LINES));
    });
}

#[test]
fn ending_of_a_claim_should_give_back_the_lines_that_the_claim_does_not_have() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(3);
        let cancel = Call::cancel { claim: pended(policy(1), 1, 1) };
        assert_eq!(declared(&cancel), Weights::cancel(MAX_LINES));
        assert_eq!(taken(&CLERK_H, cancel), Some(Weights::cancel(1)));

        let mut automatic = plan();
        automatic.terms.overdue = OverdueRule::Automatic;
        let decide_overdue = Call::decide_overdue { claim: pended(insured(&UNDERWRITER_A, automatic, 2), 2, 50_000) };
        pass(5 * DAY);
        assert_eq!(declared(&decide_overdue), Weights::decide_overdue(MAX_LINES));
        assert_eq!(taken(&STRANGER, decide_overdue), Some(Weights::decide_overdue(1)));

        let lines = vec![line(Medicine, supplied(50), 30_000), line(Medicine, supplied(51), 10_000)];
        let claim = submitted(&CLERK_P, bill(id, lines));
        settle(&TREASURER_A, &[claim]).expect("it is funded");
        let reverse = Call::reverse { claim };
        assert_eq!(declared(&reverse), Weights::reverse(MAX_LINES));
        assert_eq!(taken(&TREASURER_P, reverse), Some(Weights::reverse(2)));
    });
}
